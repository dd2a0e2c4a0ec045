"""The morning that nobody types: a mail comes with the clip and its files, whatever else fails, and says what failed."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import html

from cli import news as verbs
from desk.services.morning import run as morning_run
from desk.services.morning.run import MorningRequest, run_morning
from desk.services.morning.settings import read_morning
from desk.services.morning.steps import MorningStep, run_step
from desk.services.workspace import Workspace
from models.archive.write.archive import Archive
from models.clips.morning import KeptStep
from models.records.times import now
from scrapers.crawl.lock import crawl_lock
from tests.support.clip_archive import LONG, an_article, stored
from tests.support.crawl_runs import add_dead_run, crawled_well
from tests.support.notify_servers import Hooks, Mails
from tests.support.run_news import news

FORMS = ("xlsx", "html", "txt")
"""Quick ones; ``test_whole_morning`` writes all there are."""
SETTINGS = """
until = "00:00"
forms = ["xlsx", "html", "txt"]
attach = ["xlsx"]

[rule]
watches = ["견본시"]
"""


class Office:
    """A folder with an archive of today's articles, a saved search, and people who get mails."""

    def __init__(self, folder: Path, server: Mails) -> None:
        self.folder, self.server = folder, server
        self.archive = folder / "archive.db"
        self.workspace = Workspace.at(self.archive)
        self.set("notify.toml", self.mail_place())
        self.set("morning.toml", SETTINGS)
        self.put(1, "견본시, 들꽃길 새로 연다")
        self.put(2, "견본시의회 임시회 개회")
        self.put(3, "견본시 음악회에 3천 명")
        crawled_well(self.archive, now() - timedelta(minutes=30))
        self.type("watch", "add", "견본시", "견본시")

    def mail_place(self, topics: str = '["clip", "night"]') -> str:
        return (
            f'[[mail]]\nhost = "localhost"\nport = {self.server.port}\nsecurity = "none"\nfrom = "press@example.kr"\n'
            f'to = ["chief@example.kr", "team@example.kr"]\ntopics = {topics}\n'
        )

    def set(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def put(self, number: int, headline: str) -> None:
        at = now().replace(microsecond=0)
        article = an_article(number, published_at=at - timedelta(seconds=30 - number), fetched_at=at)
        body = f"{headline}. {number}번째 소식이다. {LONG}" * number
        stored(self.archive, replace(article, outlet="sample", outlet_title="견본일보", headline=headline, body=body))

    def type(self, *words: object, code: int = 0) -> Result:
        """A command within this process, which is quicker than one by itself."""
        arguments = [*map(str, words), "--archive", str(self.archive)]
        ran = CliRunner().invoke(verbs, arguments, env={"NEWS_LANG": "ko"})
        assert ran.exit_code == code, (ran.output, ran.exception)
        return ran

    @property
    def mails(self) -> list[EmailMessage]:
        read = [message_from_bytes(envelope.content, policy=policy.default) for _, envelope in self.server.box.mails]
        return [mail for mail in read if isinstance(mail, EmailMessage)]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Mails() as server:
        yield Office(tmp_path, server)


def page_of(mail: EmailMessage) -> str:
    part = mail.get_body(("html",))
    assert part is not None
    return " ".join(html.fromstring(part.get_content()).text_content().split())


def headlines(mail: EmailMessage) -> list[str]:
    part = mail.get_body(("html",))
    assert part is not None
    return [str(link.text_content()) for link in html.fromstring(part.get_content()).iter("a")]


def test_the_clip_is_in_the_mail_and_its_files_in_the_folder_of_the_day(office: Office) -> None:
    office.type("morning", "--no-crawl")
    (mail,) = office.mails
    assert mail["To"] == "chief@example.kr, team@example.kr"
    assert "기사 3건" in mail["Subject"]
    assert set(headlines(mail)) == {"견본시, 들꽃길 새로 연다", "견본시의회 임시회 개회", "견본시 음악회에 3천 명"}
    folder = office.folder / "스크랩" / f"{now().date()}"
    assert {file.suffix.removeprefix(".") for file in folder.iterdir()} == set(FORMS)
    attached = {file.get_filename(): file.get_content() for file in mail.iter_attachments()}
    assert attached == {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix == ".xlsx"}
    text = mail.get_body(("plain",))
    assert text is not None
    assert "견본시 음악회에 3천 명" in text.get_content()


def test_a_second_run_keeps_what_people_chose_and_sends_nothing_twice(office: Office) -> None:
    office.type("morning", "--no-crawl")
    first = headlines(office.mails[0])
    office.type("clip", "show")
    office.type("clip", "drop", "1")
    office.type("clip", "show")
    office.type("clip", "move", "2", "--to", "1")
    chosen = [first[2], first[1]]
    again = office.type("morning", "--no-crawl")
    assert "이미 보냄" in again.stderr
    assert len(office.mails) == 1
    office.put(4, "견본시 새 소식")
    office.type("morning", "--no-crawl", "--again")
    second = office.mails[1]
    assert headlines(second) == [*chosen, "견본시 새 소식"]
    assert second["References"] == office.mails[0]["References"], "the mails of a day are one thread"


def test_what_fails_is_said_at_the_head_of_the_mail_and_the_rest_goes_on(office: Office) -> None:
    office.set("morning.toml", f'releases = "없는 폴더"\n{SETTINGS}')
    office.type("morning", "--no-crawl", code=1)
    (mail,) = office.mails
    text = page_of(mail)
    assert "보도자료를 대조하지 못했습니다: " in text
    assert text.index("보도자료를 대조하지 못했습니다") < text.index("기사 3건")
    assert len(headlines(mail)) == 3


def test_a_file_that_cannot_be_written_keeps_no_other_back(office: Office) -> None:
    folder = office.folder / "스크랩" / f"{now().date()}"
    (folder / f"견본시 {now().date()}.html").mkdir(parents=True)
    office.type("morning", "--no-crawl", code=1)
    assert "스크랩 파일을 모두 쓰지는 못했습니다" in page_of(office.mails[0])
    written = {file.suffix.removeprefix(".") for file in folder.iterdir() if file.is_file()}
    assert written == set(FORMS) - {"html"}


def test_a_dead_night_never_looks_like_a_quiet_day(office: Office) -> None:
    add_dead_run(office.archive, "sample", now())
    office.type("clip", "new", "--watch", "견본시", code=1)
    for _ in range(3):
        office.type("clip", "show", code=1)
        office.type("clip", "drop", "1")
    ran = office.type("morning", "--no-crawl", code=1)
    assert "수집하지 못했습니다" in ran.stderr
    (mail,) = office.mails
    assert "확인 필요" in mail["Subject"]
    assert "수집하지 못했습니다" in page_of(mail)
    text = mail.get_body(("plain",))
    assert text is not None
    assert "수집하지 못했습니다" in text.get_content()
    assert "없습니다." not in page_of(mail).replace("볼 수 없습니다.", "")


def test_a_crawl_that_still_runs_is_told_and_the_clip_comes_all_the_same(office: Office) -> None:
    with crawl_lock(office.archive):
        office.type("morning", code=1)
    (mail,) = office.mails
    assert "오늘 아침 수집에 문제가 있습니다" in page_of(mail)
    assert len(headlines(mail)) == 3


def test_without_a_saved_search_the_mail_says_that_there_is_no_clip(office: Office) -> None:
    office.type("watch", "remove", "견본시")
    office.type("morning", "--no-crawl", code=1)
    (mail,) = office.mails
    assert mail["Subject"].endswith("스크랩을 만들지 못했습니다")


def test_an_internal_error_of_a_step_does_not_stop_the_mail(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(morning_run, "make_clip", break_down)
    settings = read_morning(office.workspace.morning_config)
    done = run_morning(office.workspace, settings, MorningRequest(crawl=False))
    assert [step.step for step in done.steps if step.error is not None] == [MorningStep.CLIP]
    assert len(office.mails) == 1


def test_a_step_that_had_no_memory_says_so() -> None:
    def use_up() -> str:
        raise MemoryError

    done = run_step(MorningStep.CLIP, use_up)
    assert "not enough memory" in done.failure
    assert done.error is None


def test_what_failed_after_the_last_mail_is_in_the_next_one(office: Office) -> None:
    yesterday = now().date() - timedelta(days=1)
    with Archive.open(office.archive) as archive, archive.transaction() as writer:
        writer.begin_morning(yesterday)
        failed = KeptStep(
            step=MorningStep.BACKUP, seconds=1, failure="오늘 아침 백업을 하지 못했습니다: 디스크가 가득 참."
        )
        writer.end_morning(yesterday, [failed])
    office.type("morning", "--no-crawl")
    assert f"({yesterday:%m.%d.}) 오늘 아침 백업을 하지 못했습니다" in page_of(office.mails[0])


def test_a_morning_that_was_killed_is_said_the_next_day(office: Office) -> None:
    with Archive.open(office.archive) as archive, archive.transaction() as writer:
        writer.begin_morning(now().date() - timedelta(days=1))
    office.type("morning", "--no-crawl")
    assert "아침 작업이 도중에 끊겼습니다" in page_of(office.mails[0])


def test_a_backup_that_fails_is_told_after_the_mail(office: Office) -> None:
    office.set("막힌 곳", "a file, no folder")
    office.set("morning.toml", f'backup = "막힌 곳/안"\n{SETTINGS}')
    office.type("morning", "--no-crawl", code=1)
    clip, late = office.mails
    assert "백업" not in page_of(clip)
    text = late.get_body(("plain",))
    assert text is not None
    assert "오늘 아침 백업을 하지 못했습니다" in text.get_content()


def test_a_backup_is_made_where_it_is_wanted(office: Office) -> None:
    (office.folder / "백업").mkdir()
    office.set("morning.toml", f'backup = "백업"\n{SETTINGS}')
    office.type("morning", "--no-crawl")
    assert [file for file in (office.folder / "백업").iterdir() if file.suffix == ".db" or file.is_dir()]


def test_those_who_want_to_know_of_the_night_alone_get_no_clip(office: Office) -> None:
    with Hooks() as hooks:
        text = f'[[webhook]]\nform = "json"\nurl = "{hooks.home}"\ntopics = ["night"]\n'
        office.set("notify.toml", office.mail_place('["clip"]') + text)
        office.type("morning", "--no-crawl")
    ((_path, body),) = hooks.posts
    assert body["well"]
    assert len(office.mails) == 1


def test_a_mail_server_that_is_down_is_said_and_the_clip_goes_out_with_the_next_run(office: Office) -> None:
    whole = (office.folder / "notify.toml").read_text(encoding="utf-8")
    office.set("notify.toml", whole.replace(f"port = {office.server.port}", "port = 1"))
    assert "스크랩을 모든 곳에 보내지는 못했습니다" in office.type("morning", "--no-crawl", code=1).stderr
    office.set("notify.toml", whole)
    office.type("morning", "--no-crawl")
    assert len(office.mails) == 1


def test_two_mornings_at_once_send_one_clip(office: Office) -> None:
    runs = [threading.Thread(target=lambda: news("morning", "--no-crawl", cwd=office.folder)) for _ in range(2)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert len(office.mails) == 1


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ('until = "25:00"\n', "'until' 항목"),
        ('forms = ["pdf"\n', "TOML로 읽을 수 없습니다"),
        ('template = "없음.toml"\n', "없음.toml"),
    ],
)
def test_a_morning_that_cannot_begin_is_mailed_too(office: Office, settings: str, sentence: str) -> None:
    office.set("morning.toml", settings)
    ran = news("morning", "--no-crawl", cwd=office.folder, NEWS_LANG="ko")
    assert ran.code == 2
    assert sentence in ran.err
    (mail,) = office.mails
    assert mail["Subject"].endswith("스크랩을 만들지 못했습니다")
    text = mail.get_body(("plain",))
    assert text is not None
    assert sentence in text.get_content()


def test_an_archive_that_cannot_be_read_is_mailed(office: Office) -> None:
    office.archive.write_bytes(b"no archive" * 1_000)
    assert news("morning", "--no-crawl", cwd=office.folder, NEWS_LANG="ko").code == 4
    assert office.mails[0]["Subject"].endswith("스크랩을 만들지 못했습니다")


def test_an_address_that_the_server_refuses_is_said_and_the_others_get_one_mail(office: Office) -> None:
    office.server.box.refused = ("chief@example.kr",)
    ran = office.type("morning", "--no-crawl", code=1)
    assert "chief@example.kr (550 no such user)" in ran.stderr
    office.type("morning", "--no-crawl")
    assert [envelope.rcpt_tos for _session, envelope in office.server.box.mails] == [["team@example.kr"]] * 2
    clip, notice = office.mails
    assert len(headlines(clip)) == 3
    text = notice.get_body(("plain",))
    assert text is not None
    assert "550 no such user" in text.get_content(), "whom it did not reach is told to those whom it did"


def test_what_is_no_release_in_the_folder_fails_nothing(office: Office) -> None:
    folder = office.folder / "보도자료"
    folder.mkdir()
    office.set("morning.toml", f'releases = "보도자료"\n{SETTINGS}')
    assert "새 보도자료 없음" in office.type("morning", "--no-crawl", "--no-send").stderr
    for name in ("Thumbs.db", "사진.zip", "~$열린 글.docx"):
        (folder / name).write_bytes(b"\0" * 100)
    office.type("morning", "--no-crawl", "--no-send")
    (folder / "들꽃길.txt").write_text(f"견본시, 들꽃길 새로 연다\n\n{LONG}", "utf-8")
    assert "보도자료 1건" in office.type("morning", "--no-crawl", "--no-send").stderr
