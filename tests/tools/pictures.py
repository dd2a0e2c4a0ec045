"""Make the pictures of the morning in the manual anew: ``python -m tests.tools.pictures``. Then look at them.

The sample outlets are crawled as in README.ko.md, a clip is made of 2026-11-20 and edited by a person, and its very
documents are drawn: the PDF by poppler, the mail by Chromium as a phone and a desk show it.
"""

import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from desk.services.clips.choose import ClipChoice
from desk.services.clips.report import ClipReportRequest, make_clip_report
from desk.services.workspace import Workspace
from reports.clip.mail import make_mail_page
from reports.clip.template import read_template
from tests.support.run_news import ROOT, news

PICTURES = ROOT / "docs" / "pictures"
DAY = "2026-11-20"
ON = ("--day", DAY)
FORM = 'title = "일일 보도 스크랩"\noffice = "견본시 홍보담당관실"\napprovals = ["담당", "팀장", "과장"]\n'
ENTRY = ("--outlet", "견본일보", "--page", "3", "--columns", "5", "--headline", "들꽃길 열려… 주민 이천 명 함께 걸어")
GAP, GREY = 14, "#9aa3ab"
PHONE, DESK = 390, 760


def run(folder: Path, *words: object) -> None:
    """A command of the manual; demo and clips of a day that was not crawled whole end with 1."""
    ran = news(*words, cwd=folder, NEWS_LANG="ko", NEWS_USER="김주무관", timeout=300)
    if ran.code > 1:
        raise SystemExit(f"{words}: {ran.err}")


def make_clip(folder: Path) -> None:
    """The clip of the manual, with a person's edits."""
    (folder / "form.toml").write_text(FORM, "utf-8")
    setup = "--yes --region 경북 --no-national --word 포항 --rival 경주 --no-schedule --no-check"
    run(folder, "setup", *setup.split())
    run(folder, "demo")
    run(folder, "clip", "new", "--watch", "포항", *ON)
    run(folder, "clip", "show", *ON)
    run(folder, "clip", "move", "2", "--to", "1", *ON)
    run(folder, "clip", "show", *ON)
    run(folder, "clip", "mark", "2", "--tone", "긍정", "--note", "항만과 확인", *ON)
    run(folder, "clip", "add", "--by-hand", *ENTRY, *ON)
    run(folder, "clip", "write", *ON, "--template", "form.toml", "-o", "조간.pdf")


def draw_pages(pdf: Path, folder: Path, *, dots: int) -> list[Image.Image]:
    """The pages of a PDF."""
    program = shutil.which("pdftoppm")
    if program is None:
        raise SystemExit("pdftoppm (poppler-utils) is needed")
    subprocess.run([program, "-r", str(dots), "-png", pdf, folder / pdf.stem], check=True)
    return [Image.open(file).convert("RGB") for file in sorted(folder.glob(f"{pdf.stem}-*.png"))]


def draw_mail(folder: Path) -> list[Image.Image]:
    """The mail's page as a phone and as a desk shows it."""
    workspace = Workspace.at(folder / "archive.db")
    request = ClipReportRequest(
        choice=ClipChoice(day=date.fromisoformat(DAY)), template=read_template(folder / "form.toml")
    )
    made = make_clip_report(workspace, request)
    page_text = make_mail_page(made.report, made.template, attached=["조간.pdf", "조간.xlsx"])
    files = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for width in (PHONE, DESK):
            page = browser.new_page(viewport={"width": width, "height": 760}, locale="ko-KR")
            page.set_content(page_text)
            files.append(folder / f"mail-{width}.png")
            page.screenshot(path=files[-1])
        browser.close()
    return [Image.open(file).convert("RGB") for file in files]


def put_together(images: list[Image.Image], path: Path) -> None:
    """Pictures beside each other, as one file of few colours."""
    width = sum(one.width for one in images) + GAP * (len(images) - 1)
    whole = Image.new("RGB", (width, max(one.height for one in images)), GREY)
    at = 0
    for one in images:
        whole.paste(one, (at, 0))
        at += one.width + GAP
    whole.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path.relative_to(ROOT), whole.size, f"{path.stat().st_size:,} bytes")


def main() -> int:
    """Make them all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_clip(folder)
        pages = draw_pages(folder / "조간.pdf", folder, dots=60)
        put_together([pages[0], pages[-1]], PICTURES / "clip.png")
        put_together(draw_mail(folder), PICTURES / "mail.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
