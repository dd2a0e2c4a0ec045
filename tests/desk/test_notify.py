"""Telling how a night went: to a file, real mail servers with and without TLS, webhooks; and what goes wrong there."""

import os
import re
import ssl
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desk.notify.config import FORMS, KEYS, TOP, NotifyConfigError, ToWebhook
from desk.notify.message import Message
from desk.notify.secrets import read_secret
from desk.notify.send import send
from desk.services.tell import notify_of_night, read_notify_config
from desk.services.workspace import Workspace
from models.records.run_finish import Finish
from scrapers.outcomes.run_summary import RunSummary
from tests.support.certificates import authority
from tests.support.notify_servers import SECRET, Hooks, Mails, allowed
from tests.support.run_news import ROOT, news

BAD = Message("news: 확인 필요", ("견본일보: 목록에서 <기사>를 찾지 못했습니다.",), well=False)


def summary(finish: Finish = Finish.FINISHED) -> RunSummary:
    return RunSummary(
        outlet="a", title="가", run_id=1, finish=finish, complete=True, counts={"found": 3, "stored": 3}, seconds=1.0
    )


def notify(folder: Path, text: str) -> Workspace:
    (folder / "notify.toml").write_text(text, encoding="utf-8")
    return Workspace.at(folder / "archive.db")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, str]:
    """A server's TLS context for localhost, and the file that makes it trusted."""
    signer = authority(tmp_path_factory.mktemp("tls"))
    return signer.context("localhost"), signer.trusted


@pytest.fixture
def hooks() -> Iterator[Hooks]:
    with Hooks() as server:
        yield server


def test_a_file_is_written_anew(tmp_path: Path) -> None:
    places = read_notify_config(notify(tmp_path, '[[file]]\npath = "지난 밤.txt"\n'))
    for _ in range(2):
        assert send(places, BAD) == []
    assert (tmp_path / "지난 밤.txt").read_text(encoding="utf-8").startswith("news: 확인 필요\n\n견본일보")


@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")
@pytest.mark.parametrize("security", ["starttls", "ssl"])
def test_mail_goes_encrypted_and_by_name_and_password(
    tmp_path: Path, certificate: tuple[ssl.SSLContext, str], monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    monkeypatch.setenv("MAIL_WORD", SECRET)
    context, trusted = certificate
    options: dict[str, Any] = (
        {"ssl_context": context} if security == "ssl" else {"tls_context": context, "require_starttls": True}
    )
    options |= {
        "authenticator": allowed,
        "auth_required": True,
        "auth_exclude_mechanism": ["LOGIN"],
        "auth_require_tls": security == "starttls",
    }
    with Mails(**options) as server:
        text = f'[[mail]]\nhost = "localhost"\nport = {server.port}\nsecurity = "{security}"\nfrom = "a@example.com"\nto = ["b@example.com", "c@example.com"]\nuser = "crawl"\npassword_env = "MAIL_WORD"\n'
        assert send(read_notify_config(notify(tmp_path, text + f'ca_file = "{trusted}"\n')), BAD) == []
        (untrusted,) = send(read_notify_config(notify(tmp_path, text)), BAD)
        assert "certificate" in untrusted.lower()
        monkeypatch.setenv("MAIL_WORD", "wrong")
        (refused,) = send(read_notify_config(notify(tmp_path, text + f'ca_file = "{trusted}"\n')), BAD)
        assert "535" in refused
        ((session, envelope),) = server.box.mails
    assert session.ssl is not None or security == "ssl"
    assert envelope.rcpt_tos == ["b@example.com", "c@example.com"]
    assert SECRET not in refused + untrusted


@pytest.mark.parametrize("form", ["slack", "mattermost", "discord", "telegram", "kakaowork", "naverworks", "json"])
def test_each_webhook_has_its_form(tmp_path: Path, hooks: Hooks, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setenv("HOOK_URL", f"{hooks.home}/{SECRET}")
    monkeypatch.setenv("BOT", SECRET)
    more = (
        f'url = "{hooks.home}"\ntoken_env = "BOT"\nchat = "-100"\n' if form == "telegram" else 'url_env = "HOOK_URL"\n'
    )
    assert send(read_notify_config(notify(tmp_path, f'[[webhook]]\nform = "{form}"\n{more}')), BAD) == []
    ((path, body),) = hooks.posts
    assert path == (f"/bot{SECRET}/sendMessage" if form == "telegram" else f"/{SECRET}")
    if form == "naverworks":
        assert body["title"] == BAD.subject
        body = body["body"]
    text = body.get("content") or body.get("text") or "\n".join(body["lines"])
    assert "견본일보" in text
    if form == "slack":
        assert "&lt;기사&gt;" in text
    if form == "discord":
        assert body["allowed_mentions"] == {"parse": []}
        long = Message("s", ("가" * 5_000,), well=False)
        send(read_notify_config(Workspace.at(tmp_path / "archive.db")), long)
        assert len(hooks.posts[-1][1]["content"]) <= 2_000


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """A notify.env that only its owner may read."""
    file = tmp_path / "notify.env"
    file.touch(mode=0o600)
    return file


HOOK = '[[webhook]]\nform = "json"\nurl_env = "HOOK_URL"\n'


def test_notify_env_holds_what_the_environment_does_not(
    tmp_path: Path, hooks: Hooks, secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOOK_URL", raising=False)
    places = read_notify_config(notify(tmp_path, HOOK))
    for line in (f"HOOK_URL={hooks.home}/a=b", f"  HOOK_URL = '{hooks.home}/a=b'  "):
        secrets.write_bytes(f"\ufeff# 비밀\r\n\r\nOTHER=x\r\n{line}\r\n".encode())
        assert send(places, BAD) == []
    monkeypatch.setenv("HOOK_URL", f"{hooks.home}/environment")
    assert send(places, BAD) == []
    assert [path for path, _ in hooks.posts] == ["/a=b", "/a=b", "/environment"]


@pytest.mark.skipif(os.name != "posix", reason="who may read a file is told otherwise there")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_notify_env_that_others_may_read_is_not_read(
    tmp_path: Path, hooks: Hooks, secrets: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    monkeypatch.delenv("HOOK_URL", raising=False)
    secrets.write_text(f"HOOK_URL={hooks.home}/{SECRET}\n", encoding="utf-8")
    secrets.chmod(mode)
    (failure,) = send(read_notify_config(notify(tmp_path, HOOK)), BAD)
    assert "chmod 600" in failure
    assert SECRET not in failure
    assert hooks.posts == []


@pytest.mark.parametrize("line", [SECRET, f"export A={SECRET}", f"={SECRET}", "\udcff"])
def test_a_slip_in_notify_env_is_a_sentence_without_the_secret(
    tmp_path: Path, secrets: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.delenv("HOOK_URL", raising=False)
    secrets.write_bytes(f"A=b\n{line}\n".encode(errors="surrogateescape"))
    (failure,) = send(read_notify_config(notify(tmp_path, HOOK)), BAD)
    assert "notify.env" in failure
    assert SECRET not in failure


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_place_that_says_no_is_named_without_its_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    with Hooks(status) as refusing:
        monkeypatch.setenv("HOOK_URL", f"{refusing.home}/{SECRET}")
        text = '[[webhook]]\nform = "slack"\nurl_env = "HOOK_URL"\n[[file]]\npath = "here.txt"\n'
        (failure,) = send(read_notify_config(notify(tmp_path, text)), BAD)
        assert str(status) in failure
        assert SECRET not in failure
        assert len(refusing.posts) == 1, "a redirect is not followed"
    assert (tmp_path / "here.txt").exists(), "the others are told all the same"


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/x", "ftp://a/b", "http://[bad", "http://a b/c", ""])
def test_an_address_that_is_none_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("HOOK_URL", url)
    (failure,) = send(read_notify_config(notify(tmp_path, '[[webhook]]\nform = "json"\nurl_env = "HOOK_URL"\n')), BAD)
    assert failure.startswith("the json webhook could not be notified: ")


def test_the_manual_shows_all_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manual = (ROOT / "docs" / "telling.md").read_text(encoding="utf-8")
    toml, env = re.findall(r"```(?:toml)?\n(.*?)```", manual, re.S)[:2]
    places = read_notify_config(notify(tmp_path, toml.replace("# ca_file", "ca_file")))
    told = tomllib.loads(toml.replace("# ca_file", "ca_file"))
    assert told.keys() == TOP
    for kind, known in KEYS.items():
        assert {key for one in told[kind] for key in one} == known
    assert [place.form for place in places.all if isinstance(place, ToWebhook)] == list(FORMS)
    (tmp_path / "notify.env").touch(mode=0o600)
    (tmp_path / "notify.env").write_text(env, encoding="utf-8")
    for variable in ("NEWS_SMTP_PASSWORD", "NEWS_TELEGRAM_TOKEN"):
        monkeypatch.delenv(variable, raising=False)
        assert read_secret(variable, places.secrets) == "…"


def test_silent_after_a_good_night_where_so_set(tmp_path: Path) -> None:
    workspace = notify(tmp_path, 'only_when_wrong = true\n[[file]]\npath = "night.txt"\n')
    (tmp_path / "other").mkdir()
    workspace.open_writer(create=True).close()
    assert notify_of_night(workspace, [summary()]) == ()
    assert not (tmp_path / "night.txt").exists()
    assert notify_of_night(workspace, [summary(Finish.UNREACHABLE)]) == ()
    assert "[접속할 수 없음]" in (tmp_path / "night.txt").read_text(encoding="utf-8")
    assert notify_of_night(workspace, [], "The archive is full.") == ()
    assert "The archive is full." in (tmp_path / "night.txt").read_text(encoding="utf-8")


def test_a_file_of_an_outlet_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    workspace = notify(tmp_path, 'only_when_wrong = true\n[[file]]\npath = "night.txt"\n')
    workspace.open_writer(create=True).close()
    (tmp_path / "outlets").mkdir()
    (tmp_path / "outlets" / "gaon.toml").write_text('id = "gaon\n', encoding="utf-8")
    assert notify_of_night(workspace, [summary()]) == ()
    told = (tmp_path / "night.txt").read_text(encoding="utf-8")
    assert "gaon.toml: 1째 줄 11째 글자에서 TOML로 읽을 수 없습니다" in told
    assert "확인 필요" in told


@pytest.mark.parametrize(
    "text",
    [
        "no toml",
        "[[smoke]]\n",
        '[[mail]]\nhost = "a"\n',
        '[[webhook]]\nform = "fax"\nurl = "http://a"\n',
        '[[webhook]]\nform = "slack"\n',
        '[[mail]]\nhost="a"\nfrom="b"\nto=["c"]\npassword="x"\n',
        '[[file]]\npath="a"\ncolour="b"\n',
    ],
)
def test_a_slip_in_the_file_is_a_sentence(tmp_path: Path, text: str) -> None:
    workspace = notify(tmp_path, text)
    with pytest.raises(NotifyConfigError, match="notify"):
        read_notify_config(workspace)
    (failure,) = notify_of_night(workspace, [summary()])
    assert "notify.toml" in failure


MAIL = '[[mail]]\nhost = "a"\nfrom = "b@example.com"\n'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('only_when_wrong = "false"\n', "key 'only_when_wrong': must be true or false, without quotes"),
        ('language = "english"\n', "key 'language': must be one of ko, en, not 'english'"),
        ('[file]\npath = "a"\n', "[[file]]"),
        ("file = 5\n", "[[file]]"),
        ('password = "x"\n', "password_env"),
        ('[[file]]\npath = "a"\nlanguage = "en"\n', "[[file]] key 'language' belongs at the top"),
        ('[[file]]\npath = ""\n', "[[file]] key 'path': must not be empty"),
        (MAIL + "to = []\n", "key 'to': must be a list of addresses"),
        (MAIL + 'to = "c"\nport = "smtp"\n', "key 'port': must be a whole number from 1 to 65535, without quotes"),
        (MAIL + 'to = "c"\nport = 0\n', "key 'port': must be a whole number from 1 to 65535, without quotes"),
        (MAIL + 'to = "c"\nuser = "d"\n', "user and password_env must be given together"),
        ('[[webhook]]\nform = "json"\nurl = 5\n', "key 'url': must be a text in quotes, not 5"),
    ],
)
def test_a_bad_value_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(NotifyConfigError) as raised:
        read_notify_config(notify(tmp_path, text))
    assert sentence in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_secret_where_its_name_belongs_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(NotifyConfigError, match="key 'url_env': must be the name of a variable") as raised:
        read_notify_config(notify(tmp_path, f'[[webhook]]\nform = "slack"\nurl_env = "https://a.example/{SECRET}"\n'))
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize(
    "name", ["archive.db", "archive.db-wal", "archive.db.manifest", "archive.db.pace/a", "old.db", "old.db.manifest"]
)
def test_a_file_is_written_over_no_archive(tmp_path: Path, name: str) -> None:
    from models.archive.write.archive import Archive

    for archive in ("archive.db", "old.db"):
        Archive.open(tmp_path / archive).close()
    notify(tmp_path, f'[[file]]\npath = "{name}"\n')
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    ran = news("tell", "--test", cwd=tmp_path)
    assert ran.code == 2
    assert f"{name} cannot be written" in ran.err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("name", ["notify.toml", "notify.env"])
def test_a_file_is_not_written_over_what_it_was_named_in(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotifyConfigError, match="archive's own"):
        read_notify_config(notify(tmp_path, f'[[file]]\npath = "{name}"\n'))


def test_a_file_that_names_no_place_is_said_to_be_there(tmp_path: Path) -> None:
    notify(tmp_path, "# later\n")
    ran = news("tell", cwd=tmp_path)
    assert ran.code == 1
    assert "names no place" in ran.err


def test_the_verb_sends_a_trial(tmp_path: Path, hooks: Hooks) -> None:
    notify(tmp_path, f'[[webhook]]\nform = "json"\nurl = "{hooks.home}"\n').open_writer(create=True).close()
    assert news("tell", "--test", cwd=tmp_path).code == 0
    assert "시험" in hooks.posts[0][1]["subject"]
    (tmp_path / "notify.toml").unlink()
    assert news("tell", "--test", cwd=tmp_path).code == 1
