"""`news people`: what a person types, with the password never on the command line."""

import json
from pathlib import Path

import pytest

from desk.services.people import passwords
from desk.services.people.attempts import Attempts
from desk.services.people.sessions import LoginRefusedError, LoginRequest, log_in
from desk.services.workspace import Workspace
from tests.support.clip_workspace import make_workspace
from tests.support.run_news import Ran, news

PASSWORD = "들꽃길-걷는-아침 3"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_workspace(tmp_path / "archive.db")
    return tmp_path


def can_enter(folder: Path, password: str) -> bool:
    request = LoginRequest(name="kim", password=password, address="")
    try:
        log_in(Workspace.at(folder / "archive.db"), Attempts(), request)
    except LoginRefusedError:
        return False
    return True


def test_people_are_managed_from_the_command_line(folder: Path) -> None:
    def people(*arguments: str, typed: str = "") -> Ran:
        return news("people", *arguments, cwd=folder, typed=typed)

    assert "nobody yet" in people("list").err
    done = people("add", "Kim", "--shown", "김주무관", "--role", "mark", typed=f"{PASSWORD}\n")
    assert (done.code, done.err.strip()) == (0, "Added: kim (김주무관): marks and clips")
    assert PASSWORD not in done.err + done.out
    assert can_enter(folder, PASSWORD)
    assert people("password", "kim", typed="돌담길-걷는-저녁 4\r\n").code == 0
    assert (can_enter(folder, PASSWORD), can_enter(folder, "돌담길-걷는-저녁 4")) == (False, True)
    assert people("role", "kim", "admin").code == people("rename", "kim", "김팀장").code == 0
    assert people("end", "kim").code == 0
    assert not can_enter(folder, "돌담길-걷는-저녁 4")
    (listed,) = people("list", "--json").out.splitlines()
    record = json.loads(listed)
    assert (record["name"], record["shown"], record["role"]) == ("kim", "김팀장", "admin")
    assert record["ended_at"]
    assert people("end", "kim", "--undo").code == 0
    told = people("log").out
    assert "kim has another role: administers" in told
    assert [json.loads(line)["about"] for line in people("log", "--limit", "2", "--json").out.splitlines()] == [
        *("back kim", ""),
    ]


@pytest.mark.parametrize(
    ("arguments", "typed", "sentence"),
    [
        (("add", "kim lee"), PASSWORD, "A name to log in with has letters"),
        (("add", "kim"), "short", "A password has 10 to 200 characters"),
        (("add", "kim"), "", "there is none"),
        (("add", "kim", "--role", "owner"), PASSWORD, "'owner' is not one of"),
        (("password", "nobody"), PASSWORD, "There is no person nobody"),
        (("role", "nobody", "read"), "", "There is no person nobody"),
        (("end", "nobody"), "", "There is no person nobody"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    folder: Path, arguments: tuple[str, ...], typed: str, sentence: str
) -> None:
    ran = news("people", *arguments, cwd=folder, typed=typed)
    assert ran.code != 0
    assert sentence in ran.err


def test_no_option_takes_a_password() -> None:
    from desk.commands.office.people import people

    for command in people.commands.values():
        names = [name for one in command.params for name in (*one.opts, *one.secondary_opts)]
        assert not [name for name in names if "pass" in name]
    assert passwords.MIN_CHARACTERS >= 8
