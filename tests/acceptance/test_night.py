"""A whole night as it is set up and left alone: `news crawl` with a notify.toml, and who hears of it in the morning."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from tests.support.certificates import authority
from tests.support.notify_servers import SECRET, Hooks, Mails, allowed
from tests.support.run_news import Ran, news
from tests.support.scripted_site import Scripted, numbered, raw

OUTLET = """
id = "mini"
title = "견본일보"
family = "newspim"
home = "{home}"
region = "경북"
lists = ["108"]
"""
NOTIFY = """
only_when_wrong = {silent}
[[file]]
path = "지난 밤.txt"
[[mail]]
host = "localhost"
port = {port}
security = "starttls"
from = "crawl@example.com"
to = ["desk@example.com"]
user = "crawl"
password_env = "MAIL_WORD"
ca_file = "{trusted}"
[[webhook]]
form = "slack"
url_env = "HOOK_URL"
[[webhook]]
form = "telegram"
url = "{hook}"
token_env = "BOT"
chat = "-100"
"""


@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")
def test_a_good_night_is_silent_and_a_bad_one_is_told_everywhere(tmp_path: Path) -> None:
    signer = authority(tmp_path)
    (tmp_path / "outlets").mkdir()
    mails = Mails(
        tls_context=signer.context("localhost"), require_starttls=True, authenticator=allowed, auth_required=True
    )
    with Scripted(numbered(6)) as site, Hooks() as hooks, mails as server:
        (tmp_path / "outlets" / "mini.toml").write_text(OUTLET.format(home=site.home), encoding="utf-8")
        secrets = {"MAIL_WORD": SECRET, "HOOK_URL": f"{hooks.home}/{SECRET}", "BOT": SECRET}

        def night(silent: bool, **environment: Any) -> Ran:
            text = NOTIFY.format(silent=str(silent).lower(), port=server.port, trusted=signer.trusted, hook=hooks.home)
            (tmp_path / "notify.toml").write_text(text, encoding="utf-8")
            arguments = ("crawl", "mini", "--allow-loopback", "--delay", "0", "--since", "2026-11-01")
            return news(*arguments, cwd=tmp_path, **environment)

        def heard() -> tuple[int, int, bool]:
            return len(server.box.mails), len(hooks.posts), (tmp_path / "지난 밤.txt").exists()

        good = night(True, **secrets)
        assert good.code == 0, good.err
        assert "6 stored" in good.err
        assert heard() == (0, 0, False), "nothing is wrong, and so nothing is said"

        site.answers["/robots.txt"] = [raw("", 500)]
        bad = night(True, **secrets)
        assert bad.code == 1
        assert heard() == (1, 2, True)
        file = (tmp_path / "지난 밤.txt").read_text(encoding="utf-8")
        mail = server.box.mails[0][1]
        slack, telegram = (body["text"] for _, body in hooks.posts)
        letter = message_from_bytes(mail.content, policy=default).get_content()
        assert mail.rcpt_tos == ["desk@example.com"]
        assert [path for path, _ in hooks.posts] == [f"/{SECRET}", f"/bot{SECRET}/sendMessage"]
        sentence = "robots.txt를 받을 수 없어 수집하지 않았습니다"
        assert all("견본일보" in text and sentence in text for text in (file, letter, slack, telegram))
        assert not any(SECRET in text for text in (file, letter, slack, telegram, bad.out, bad.err))
        kept = [path for path in tmp_path.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
        assert not kept, "secrets live in the environment alone"

        unset = night(True, **{**secrets, "MAIL_WORD": ""})
        assert unset.code == 1
        assert "MAIL_WORD" in unset.err
        assert heard() == (1, 4, True), "who can be told is told all the same"

        site.answers.clear()
        beside = tmp_path / "notify.env"
        beside.touch(mode=0o600)
        beside.write_text("".join(f"{name}={value}\n" for name, value in secrets.items()), encoding="utf-8")
        again = night(False, **dict.fromkeys(secrets, ""))
        assert again.code == 0, again.err
        assert heard() == (2, 6, True)
        assert "이상 없음" in hooks.posts[-1][1]["text"]
        assert "이상 없음" in (tmp_path / "지난 밤.txt").read_text(encoding="utf-8")


def test_a_night_that_could_not_begin_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_text("no archive, but a text that is long enough to be looked at", encoding="utf-8")
    with Hooks() as hooks:
        (tmp_path / "notify.toml").write_text(f'[[webhook]]\nform = "json"\nurl = "{hooks.home}"\n', encoding="utf-8")
        ran = news("crawl", cwd=tmp_path)
        assert ran.code == 4
        ((_, body),) = hooks.posts
    assert not body["well"]
    assert any("cannot be used" in line for line in body["lines"]), body
