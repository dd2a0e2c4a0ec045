"""Make the pictures of the morning in the manual anew: ``python -m tests.tools.pictures``. Then look at them.

The sample outlets are crawled as in README.ko.md, a clip is made of 2026-11-20 and edited by a person, and its very
documents are drawn: the PDF by poppler, the mail and the pages by Chromium, as a phone and a desk show them.
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
PHONE, DESK, WIDE = 390, 760, 1400
EDGE = 20


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
    run(folder, "clip", "write", *ON, "--template", "form.toml", "-o", "조간.pdf", "-o", "조간.html")
    run(folder, "pickup", "sample-release.txt", "-o", "게재.html")
    month = "range 포항 --since 2026-11-01 --until 2026-11-30 --rival 경주 --rival 안동 -o 11월.html"
    run(folder, "report", *month.split())


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


def draw_pages_of_html(folder: Path) -> None:
    """The clip's page, the pickup of a release with an article opened, and the charts of a month."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDE, "height": 900}, locale="ko-KR")
        for name, picture, place in (
            ("조간.html", "report.png", "body"),
            ("게재.html", "pickup.png", "body"),
            ("11월.html", "charts.png", "section:has(svg)"),
        ):
            page.goto((folder / name).as_uri())
            page.evaluate("document.querySelectorAll('details').forEach((one, at) => { one.open = at === 0 })")
            box = page.locator(place).first.bounding_box()
            assert box is not None
            shot = folder / picture
            clip = {"x": 0, "y": max(0, box["y"] - EDGE), "width": WIDE, "height": box["height"] + 2 * EDGE}
            page.screenshot(path=shot, full_page=True, clip=clip)  # type: ignore[arg-type]
            put_together([Image.open(shot).convert("RGB")], PICTURES / picture)
        browser.close()


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
        draw_pages_of_html(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
