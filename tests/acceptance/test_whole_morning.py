"""A whole morning of an office, from the night's crawl to the mail, as people meet it; then a second one.

Two outlets are crawled over HTTP, a person drops one article, moves another and types a note into the workbook, the
mail is caught by a mail server and looked at in a browser.
"""

import csv
import email
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from email import policy
from email.message import EmailMessage
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pypdf
import pytest
from click.testing import CliRunner, Result
from lxml import html

from cli import news as verbs
from desk.services.clips.choose import TODAY
from desk.services.clips.view import ClipView, read_clip_history, show_clip
from desk.services.workspace import Workspace
from models.clips.change import Deed
from models.records.times import KST, now
from reports.formats.csv import BOM
from scrapers.declarations.write import toml_of
from scrapers.samples.site import SampleSite
from tests.support.browser import launched, new_context, scrolls_sideways
from tests.support.notify_servers import Mails
from tests.support.run_news import news

FORMS = ("pdf", "xlsx", "docx", "hwpx", "html", "csv", "txt")
HELD = 2
"""So many articles of each outlet come out only after the first mail."""
NOTE = "시장실 보고 =1+1"
PUBLISHED = 6
WIDTHS = (390, 1_280)


class Office:
    """A folder with an archive, two outlets that publish today, and a chief who gets mails."""

    def __init__(self, folder: Path, site: SampleSite, server: Mails) -> None:
        self.folder, self.site, self.server = folder, site, server
        self.workspace = Workspace.at(folder / "archive.db")
        (folder / "outlets").mkdir()
        for outlet in site.outlets():
            (folder / "outlets" / f"{outlet.id}.toml").write_text(
                toml_of(replace(outlet, delay=1.0), "Sample."), "utf-8"
            )
        ids = ", ".join(f'"{outlet.id}"' for outlet in site.outlets())
        self.set("selection.toml", f'regions = ["없는 곳"]\nenabled = [{ids}]\n')
        self.set(
            "notify.toml",
            f'[[mail]]\nhost = "localhost"\nport = {server.port}\nsecurity = "none"\nfrom = "press@example.kr"\n'
            'to = ["chief@example.kr"]\ntopics = ["clip"]\n',
        )
        attach = '["pdf", "xlsx", "hwpx"]'
        self.set(
            "morning.toml", f'until = "00:00"\nforms = {list(FORMS)}\nattach = {attach}\n[rule]\nwatches = ["포항"]\n'
        )

    def set(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    def run(self, *words: object) -> None:
        """A command by itself, as the scheduler starts it."""
        ran = news(*words, cwd=self.folder, NEWS_LANG="ko")
        assert ran.code == 0, ran.err

    def type(self, *words: object, code: int = 0) -> Result:
        """A command as a person types it, within this process: that is quicker."""
        arguments = [*map(str, words), "--archive", str(self.workspace.archive)]
        ran = CliRunner().invoke(verbs, arguments, env={"NEWS_LANG": "ko", "NEWS_USER": "김주무관"})
        assert ran.exit_code == code, (ran.output, ran.exception)
        return ran

    def view(self) -> ClipView:
        return show_clip(self.workspace, TODAY)

    def headlines(self) -> list[str]:
        return [line.article.headline for line in self.view().lines]

    def mail(self, number: int) -> EmailMessage:
        read = email.message_from_bytes(self.server.box.mails[number][1].content, policy=policy.default)
        assert isinstance(read, EmailMessage)
        return read

    def file(self, form: str) -> Path:
        (found,) = (self.folder / "스크랩" / f"{now().date()}").glob(f"포항*[0-9].{form}")
        return found

    def fill_in(self, headline: str, note: str) -> None:
        """Type a note beside a headline, as Excel shows it."""
        book = openpyxl.load_workbook(self.file("xlsx"))
        sheet = book["보도 목록"]
        head = next(row for row in sheet.iter_rows() if "제목" in [cell.value for cell in row])
        columns = {cell.value: cell.column for cell in head}
        shown = openpyxl.load_workbook(self.file("xlsx"), data_only=True)[sheet.title]
        row = next(one for one in range(head[0].row + 1, sheet.max_row + 1)
                   if shown.cell(one, columns["제목"]).value == headline)  # fmt: skip
        sheet.cell(row, columns["비고"]).value = note
        book.save(self.file("xlsx"))


def publish_today(site: SampleSite) -> None:
    """Let the five newest articles of each outlet be of today, and the others of the days before."""
    moment = now().replace(second=0, microsecond=0)
    begin = datetime.combine(moment.date(), time(), KST)
    for answers in site.sites.values():
        newest = answers.articles[0].published_at
        assert newest is not None
        days = timedelta(days=(begin.date() - newest.date()).days - 1)
        moved = []
        for place, article in enumerate(answers.articles):
            assert article.published_at is not None
            at = begin + (moment - begin) * (6 - place) / 7 if place < 6 else article.published_at + days
            at = at.replace(second=0, microsecond=0)
            moved.append(replace(article, published_at=at, modified_at=None))
        answers.articles = tuple(moved[:PUBLISHED])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with SampleSite(faults=False) as site, Mails() as server:
        publish_today(site)
        site.switches.set(held=HELD)
        office = Office(tmp_path_factory.mktemp("office"), site, server)
        office.type("watch", "add", "포항", "포항")
        office.run("crawl", "--allow-loopback", "--delay", 0)
        office.run("morning", "--allow-loopback")
        yield office


def published(site: SampleSite) -> set[str]:
    """The headlines of today that name 포항: no word of it comes from the archive."""
    return {
        one.headline
        for one in site.stored().values()
        if one.published_at is not None
        and one.published_at.date() == now().date()
        and "포항" in "\n".join((one.headline, one.deck, one.body, *one.tags, *(photo.caption for photo in one.photos)))
    }


def page_of(mail: EmailMessage) -> str:
    part = mail.get_body(("html",))
    assert part is not None
    text = part.get_content()
    assert isinstance(text, str)
    return text


def text_of(path: Path) -> str:
    """What a reader finds in a document."""
    if path.suffix == ".pdf":
        return "".join("".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())
    if path.suffix == ".xlsx":
        rows = openpyxl.load_workbook(path, data_only=True)["보도 목록"].iter_rows(values_only=True)
        return "".join("".join(str(cell) for row in rows for cell in row if cell).split())
    if path.suffix in (".docx", ".hwpx"):
        with ZipFile(path) as packed:
            parts = [packed.read(name) for name in packed.namelist() if name.endswith(".xml")]
        return "".join("".join(html.fromstring(part).text_content() for part in parts).split())
    data = path.read_bytes().removeprefix(BOM).decode()
    if path.suffix == ".csv":
        data = "".join(cell for row in csv.reader(data.splitlines()) for cell in row)
    return "".join((html.fromstring(data).text_content() if path.suffix == ".html" else data).split())


def test_the_mail_has_what_the_outlets_published(office: Office) -> None:
    mail = office.mail(0)
    links = {str(link.text_content()) for link in html.fromstring(page_of(mail)).iter("a")}
    assert links == published(office.site)
    assert len(links) >= 2
    assert "확인 필요" not in mail["Subject"]
    assert {one.get_filename() for one in mail.iter_attachments()} == {
        office.file(one).name for one in ("pdf", "xlsx", "hwpx")
    }


@pytest.mark.browser
def test_the_mail_reads_well_on_a_phone_and_on_a_desk(office: Office) -> None:
    asked: list[str] = []
    with launched() as browser:
        for width in WIDTHS:
            context = new_context(browser, viewport={"width": width, "height": 844})
            page = context.new_page()
            page.on("request", lambda request: asked.append(request.url))
            page.set_content(page_of(office.mail(0)))
            assert not scrolls_sideways(page), width
            for headline in published(office.site):
                box = page.get_by_role("link", name=headline, exact=True).bounding_box()
                assert box is not None
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= width
            sizes = page.evaluate(
                "[...document.querySelectorAll('p,h1,td')].filter(e => e.innerText.trim() && e.offsetWidth)"
                ".map(e => parseFloat(getComputedStyle(e).fontSize))"
            )
            assert min(sizes) >= 12
            context.close()
        assert asked == [], "nothing is loaded from anywhere"


def test_the_rest_of_the_day(office: Office) -> None:
    """Two edits, a note in Excel, seven forms, and a second morning that undoes nothing of it."""
    first, second, *others = office.headlines()
    office.type("clip", "show")
    office.type("clip", "drop", "1")
    moved = others[-1] if others else second
    office.type("clip", "move", str(len(others) + 2), "--to", "1")
    office.fill_in(moved, NOTE)
    shown = office.type("clip", "read", office.file("xlsx"), code=1)
    assert NOTE in shown.stdout
    office.type("clip", "read", office.file("xlsx"), "--yes")
    chosen = list(dict.fromkeys([moved, second, *others]))
    assert office.headlines() == chosen
    line = office.view().lines[0]
    assert (line.note, line.marked_by) == (NOTE, "김주무관")
    filled = office.file("xlsx").read_bytes()

    office.site.switches.set(held=0)
    office.run("morning", "--allow-loopback", "--again")
    new = published(office.site) - {first, *chosen}
    after = office.headlines()
    assert [one for one in after if one in chosen] == chosen
    assert set(after) == {*chosen, *new}, "what is new is proposed, what was dropped is not"
    assert after[0] == moved
    assert office.view().lines[0].note == NOTE
    assert [one.article.headline for one in office.view().dropped] == [first]
    assert office.file("xlsx").read_bytes() == filled, "a file that was filled in is not written over"
    (fresh,) = office.file("xlsx").parent.glob("포항*(2).xlsx")
    mail = office.mail(1)
    assert [str(link.text_content()) for link in html.fromstring(page_of(mail)).iter("a")] == after
    assert NOTE in html.fromstring(page_of(mail)).text_content()
    assert mail["References"] == office.mail(0)["References"]
    assert fresh.name in [one.get_filename() for one in mail.iter_attachments()]
    changes = read_clip_history(office.workspace).changes
    assert {(one.deed, one.who) for one in changes if one.deed in (Deed.DROPPED, Deed.MOVED)} == {
        (Deed.DROPPED, "김주무관"),
        (Deed.MOVED, "김주무관"),
    }

    outputs = [word for form in FORMS for word in ("-o", office.folder / f"보고.{form}")]
    office.type("clip", "write", *outputs)
    for form in FORMS:
        text = text_of(office.folder / f"보고.{form}")
        places = [text.find("".join(one.split())) for one in after]
        assert min(places) >= 0, form
        assert form in ("docx", "hwpx") or places[0] == min(places), form
        assert "".join(first.split()) not in text, form
    assert "".join(NOTE.split()) in text_of(office.folder / "보고.pdf")
