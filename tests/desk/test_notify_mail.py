"""The mail as programs of the office see it: text and page, files with Korean names, one thread a day, seven bits."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import apprise
import pytest

from desk.notify.config import NotifyConfigError, ToMail
from desk.notify.mail import MAX_ATTACHED_BYTES, make_mail
from desk.notify.message import AttachedFile, Message, Topic
from desk.notify.send import send
from desk.services.tell import read_notify_config
from desk.services.workspace import Workspace
from tests.support.notify_servers import Hooks, Mails

PLACE = ToMail(
    host="localhost", port=25, security="none", sender="홍보담당관실 <press@example.kr>", to=("a@example.com",)
)
PDF = AttachedFile("2026-11-20 스크랩.pdf", "application/pdf", b"%PDF-1.7 \x00\xff")
CLIP = Message(
    "[보도 스크랩] 2026.11.20.(금)",
    ("1. 견본시, 음악회 연다(견본일보)", "From the first line", "."),
    well=True,
    topic=Topic.CLIP,
    html="<p>견본시, 음악회 연다</p>",
    files=(PDF,),
    thread="clip-2026-11-20",
)


def received(message: Message, place: ToMail = PLACE) -> EmailMessage:
    """The mail as a program reads it from the bytes that are sent."""
    sent = make_mail(place, message).as_bytes()
    assert sent.isascii()
    assert max(map(len, sent.split(b"\r\n"))) <= 998
    read = message_from_bytes(sent, policy=policy.default)
    assert isinstance(read, EmailMessage)
    assert not any(part.defects for part in read.walk())
    return read


def test_text_page_and_files_arrive_as_they_were() -> None:
    mail = received(CLIP)
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert text.get_content().splitlines() == [CLIP.subject, "", *CLIP.lines]
    assert page is not None
    assert page.get_content().strip() == CLIP.html
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), file.get_content_type(), file.get_content()) == (PDF.name, PDF.media_type, PDF.data)
    assert mail["Subject"] == CLIP.subject
    assert str(mail["From"].addresses[0].display_name) == "홍보담당관실"


def test_mails_of_a_day_are_one_thread_and_each_has_its_own_number() -> None:
    first, second = received(CLIP), received(CLIP)
    assert first["References"] == second["References"] == first["In-Reply-To"] == "<clip-2026-11-20@example.kr>"
    assert first["Message-ID"] != second["Message-ID"]
    assert first["Message-ID"].endswith("@example.kr>")
    other = Message("s", (), well=True, thread="clip-2026-11-21")
    assert received(other)["References"] != first["References"]
    assert received(Message("s", (), well=True))["References"] is None


def test_a_subject_cannot_add_a_header() -> None:
    mail = received(Message("제목\r\nBcc: x@example.com\x00", (), well=True, thread="a\r\nBcc: x@example.com"))
    assert mail["Bcc"] is None


def test_what_is_too_large_is_left_out_and_named() -> None:
    large = AttachedFile("큰 파일.pdf", "application/pdf", bytes(MAX_ATTACHED_BYTES))
    mail = received(Message("s", ("줄",), well=True, files=(PDF, large)))
    assert [file.get_filename() for file in mail.iter_attachments()] == [PDF.name]
    text = mail.get_body(("plain",))
    assert text is not None
    assert "큰 파일.pdf" in text.get_content()


def places_of(folder: Path, text: str) -> tuple[Workspace, str]:
    (folder / "notify.toml").write_text(text, encoding="utf-8")
    return Workspace.at(folder / "archive.db"), text


def test_a_place_gets_what_it_asked_for(tmp_path: Path) -> None:
    with Mails() as server:
        mail = f'[[mail]]\nhost = "localhost"\nport = {server.port}\nsecurity = "none"\nfrom = "a@example.com"\nto = "b@example.com"\n'
        workspace, _ = places_of(tmp_path, f'{mail}topics = ["clip"]\n[[file]]\npath = "밤.txt"\n')
        places = read_notify_config(workspace)
        assert send(places, CLIP) == []
        assert not (tmp_path / "밤.txt").exists()
        assert send(places, Message("night", ("줄",), well=True)) == []
        assert (tmp_path / "밤.txt").exists()
        assert len(server.box.mails) == 1


@pytest.mark.parametrize("topics", ['"evening"', "[]", '["night", 3]'])
def test_a_topic_that_is_none_is_refused(tmp_path: Path, topics: str) -> None:
    workspace, _ = places_of(tmp_path, f'[[file]]\npath = "밤.txt"\ntopics = {topics}\n')
    with pytest.raises(NotifyConfigError, match="topics"):
        read_notify_config(workspace)


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_apprise_reaches_its_service_and_says_what_fails_without_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, _ = places_of(tmp_path, '[[apprise]]\nurl_env = "NEWS_HOOK"\n')
    places = read_notify_config(workspace)
    with Hooks() as hooks:
        monkeypatch.setenv("NEWS_HOOK", hooks.home.replace("http://", "json://") + "/s3cret")
        assert send(places, CLIP) == []
        ((path, body),) = hooks.posts
    assert (path, body["title"]) == ("/s3cret", CLIP.subject)
    assert "음악회" in body["message"]
    for address in (hooks.home.replace("http://", "json://") + "/s3cret", "nothing://s3cret", "s3cret"):
        monkeypatch.setenv("NEWS_HOOK", address)
        (failure,) = send(places, CLIP)
        assert failure.startswith("the place of NEWS_HOOK could not be notified: ")
        assert "s3cret" not in failure


@pytest.mark.parametrize(
    ("address", "service"),
    [
        ("https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", "Slack"),
        (
            "https://prod-123.westus.logic.azure.com:443/workflows/0123456789abcdef0123456789abcdef/triggers/manual"
            "/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=abcDEF_123-xyz",
            "Power Automate / Workflows (for MSTeams)",
        ),
        ("tgram://123456789:AAabcdefghijklmnopqrstuvwxyz_12345/12315544/", "Telegram"),
        ("kakaotalk://0123456789abcdef0123456789abcdef/aaaaaaaaaaaaaaaaaaaaaaaa", "KakaoTalk"),
        ("line://token/U12345678901234567890123456789012/", "Line"),
    ],
)
@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_the_addresses_of_the_manual_are_those_that_apprise_knows(address: str, service: str) -> None:
    found = apprise.Apprise.instantiate(address)
    assert str(found.service_name) == service
