"""People, passwords, sessions, tries, what is unread and the audit, as the verbs and the pages use them."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from desk.services.export import ExportRequest, export_articles, export_pages
from desk.services.people import attempts as tries
from desk.services.people import passwords
from desk.services.people.accounts import (
    PersonError,
    PersonNotFoundError,
    WrongPasswordError,
    add_person,
    can_anybody_enter,
    change_own_password,
    end_person,
    list_people,
    read_person_name,
    rename_person,
    set_password,
    set_role,
)
from desk.services.people.attempts import Attempts, TooManyTriesError
from desk.services.people.audit import read_audit, record_deed
from desk.services.people.passwords import PasswordError, check_new_password, hash_password, verify_password
from desk.services.people.sessions import (
    LoginRefusedError,
    LoginRequest,
    find_session,
    hash_secret,
    is_to_be_noted,
    log_in,
    log_out,
    note_use,
)
from desk.services.people.unread import count_unread, mark_read_by, read_unread
from desk.services.watches import WatchNotFoundError
from desk.services.workspace import Workspace
from models.maintenance.verify import verify
from models.open import open_reader
from models.people.audit import AuditDeed
from models.people.role import Role
from models.query.syntax import parse
from models.records.times import now
from tests.support.archive_factories import query
from tests.support.clip_workspace import make_workspace, store_more, story_article

PASSWORD = "들꽃길-걷는-아침 3"
OTHER = "돌담길-걷는-저녁 4"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes of the least cost: what they cost is argon2's affair, and one test's below."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = make_workspace(tmp_path / "archive.db")
    add_person(made, "kim", shown="김주무관", role=Role.MARK, password=PASSWORD, by="boss")
    return made


def ask(name: str = "kim", password: str = PASSWORD, address: str = "192.168.0.7") -> LoginRequest:
    return LoginRequest(name=name, password=password, address=address, agent="Firefox\n/1")


class Clock:
    """Seconds that only the test lets pass."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


@pytest.mark.parametrize(
    ("typed", "kept"), [(" Kim ", "kim"), ("김주무관", "김주무관"), ("a.b-c_2", "a.b-c_2"), ("ＫＩＭ", "kim")]
)
def test_a_name_is_kept_as_one_form(typed: str, kept: str) -> None:
    assert read_person_name(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", " ", "-kim", "kim lee", "kim\n", "a" * 33, "<b>", "kim/../x", "kim\u202e", "..."]
)
def test_what_can_be_no_name_is_refused(typed: str) -> None:
    if typed.strip() == "kim":
        assert read_person_name(typed) == "kim"
        return
    with pytest.raises(PersonError):
        read_person_name(typed)


@pytest.mark.parametrize(
    "password", ["", "short 1", "aaaaaaaaaaaaaaa", "ababababababab", "My Kim is long 1", "x" * 201]
)
def test_a_weak_password_is_refused_without_being_repeated(password: str) -> None:
    with pytest.raises(PasswordError) as refused:
        check_new_password(password, "kim")
    assert not password or password not in str(refused.value)


def test_a_password_typed_decomposed_is_the_same_one() -> None:
    from unicodedata import normalize

    kept = hash_password(normalize("NFC", PASSWORD))
    assert verify_password(kept, normalize("NFD", PASSWORD))
    assert not verify_password(kept, OTHER)
    assert not verify_password("", "")
    assert not verify_password(None, PASSWORD)
    assert not verify_password("no hash", PASSWORD)


def test_a_hash_of_the_usual_cost_is_argon2id_and_an_older_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    old = hash_password(PASSWORD)
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher)
    new = hash_password(PASSWORD)
    assert new.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert (passwords.is_outdated(old), passwords.is_outdated(new), passwords.is_outdated("")) == (True, False, False)


def test_people_are_added_changed_and_ended(workspace: Workspace) -> None:
    assert [(one.name, one.shown, one.role) for one in list_people(workspace)] == [("kim", "김주무관", Role.MARK)]
    with pytest.raises(PersonError, match="already"):
        add_person(workspace, "KIM", password=PASSWORD)
    with pytest.raises(PersonError, match="shown as"):
        add_person(workspace, "lee", shown="김주무관", password=PASSWORD)
    lee = add_person(workspace, "Lee", password=PASSWORD)
    assert (lee.name, lee.shown, lee.role) == ("lee", "lee", Role.READ)
    assert rename_person(workspace, "Lee", "  이 주무관 ").shown == "이 주무관"
    assert set_role(workspace, "lee", Role.ADMIN).role is Role.ADMIN
    assert end_person(workspace, "lee").ended_at is not None
    assert end_person(workspace, "lee", is_ended=False).ended_at is None
    for change in (rename_person, set_password):
        with pytest.raises(PersonNotFoundError):
            change(workspace, "nobody", OTHER)
    with pytest.raises(PersonError, match="plain characters"):
        rename_person(workspace, "lee", "이\u202e주무관")
    assert list(verify(workspace.archive)) == []


def test_nobody_takes_their_own_role_or_themselves_away(workspace: Workspace) -> None:
    set_role(workspace, "kim", Role.ADMIN)
    for change in (
        lambda: set_role(workspace, "kim", Role.READ, "kim"),
        lambda: end_person(workspace, "kim", by="kim"),
    ):
        with pytest.raises(PersonError, match="another administrator"):
            change()
    assert set_role(workspace, "kim", Role.ADMIN, "kim").role is Role.ADMIN


def test_whether_anybody_can_enter(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "archive.db")

    def can() -> bool:
        with closing(workspace.open_reader()) as db:
            return can_anybody_enter(db)

    assert not can()
    add_person(workspace, "kim", password=PASSWORD)
    assert can()
    end_person(workspace, "kim")
    assert not can()


def test_a_session_ends_by_time_by_leaving_by_a_password_and_with_its_person(workspace: Workspace) -> None:
    secret = log_in(workspace, Attempts(), ask(" KIM ")).secret
    active = find_session(workspace, secret)
    assert active is not None
    assert (active.person.name, active.person.role, active.session.agent) == ("kim", Role.MARK, "Firefox /1")
    assert secret not in str(query(workspace.archive, "SELECT * FROM session"))
    assert active.session.key == hash_secret(secret)
    begun = active.session.begun_at
    assert find_session(workspace, secret, begun + timedelta(hours=2)) is not None
    assert find_session(workspace, secret, begun + timedelta(hours=2, seconds=1)) is None
    assert not is_to_be_noted(active.session, begun + timedelta(minutes=9))
    for hours in range(1, 13):
        note_use(workspace, active.session, begun + timedelta(hours=hours))
    assert find_session(workspace, secret, begun + timedelta(hours=12)) is not None
    assert find_session(workspace, secret, begun + timedelta(hours=12, seconds=1)) is None
    assert find_session(workspace, secret + "x") is None

    enders: list[Callable[[str], object]] = [
        lambda secret: log_out(workspace, secret),
        lambda _: set_password(workspace, "kim", PASSWORD),
        lambda _: change_own_password(workspace, "kim", PASSWORD, PASSWORD),
        lambda _: end_person(workspace, "kim"),
    ]
    for end in enders:
        secret = log_in(workspace, Attempts(), ask()).secret
        assert find_session(workspace, secret) is not None
        end(secret)
        assert find_session(workspace, secret) is None
    with pytest.raises(LoginRefusedError):
        log_in(workspace, Attempts(), ask())


def test_old_sessions_are_forgotten_at_the_next_login(workspace: Workspace) -> None:
    log_in(workspace, Attempts(), ask())
    with workspace.open_writer() as archive, archive.transaction() as writer:
        writer.sessions.end_all("kim")
        old = now() - timedelta(hours=13)
        from models.people.session import Session

        writer.sessions.begin(Session(key="old", person="kim", begun_at=old, seen_at=now()))
    log_in(workspace, Attempts(), ask())
    assert query(workspace.archive, "SELECT count(*) FROM session WHERE key = 'old'") == [(0,)]


def test_a_wrong_name_and_a_wrong_password_are_refused_alike(workspace: Workspace) -> None:
    add_person(workspace, "gone", password=PASSWORD)
    end_person(workspace, "gone")
    sentences = set()
    for name, password in (("kim", OTHER), ("nobody", PASSWORD), ("gone", PASSWORD), ("", ""), (PASSWORD, "")):
        with pytest.raises(LoginRefusedError) as refused:
            log_in(workspace, Attempts(), ask(name, password))
        sentences.add(str(refused.value))
    assert len(sentences) == 1
    refusals = [one for one in read_audit(workspace).entries if one.deed is AuditDeed.REFUSED]
    assert sorted(one.who for one in refusals) == ["", "", "", "gone", "kim"]
    assert {one.address for one in refusals} == {"192.168.0.7"}


def test_an_unknown_name_costs_a_hash_too(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    hasher, verified = passwords._hasher(), []

    class Counting:
        def hash(self, password: str) -> str:
            return hasher.hash(password)

        def verify(self, kept: str, password: str) -> bool:
            verified.append(kept)
            return hasher.verify(kept, password)

    monkeypatch.setattr(passwords, "_hasher", Counting)
    passwords._hash_of_nothing.cache_clear()
    for name in ("kim", "nobody"):
        with pytest.raises(LoginRefusedError):
            log_in(workspace, Attempts(), ask(name, OTHER))
    passwords._hash_of_nothing.cache_clear()
    assert len(verified) == 2
    assert verified[1].startswith("$argon2id$")


def test_a_password_that_is_changed_while_it_is_checked_lets_nobody_in(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desk.services.people import sessions

    def change_meanwhile(kept: str | None, password: str) -> bool:
        is_right = verify_password(kept, password)
        set_password(workspace, "kim", OTHER)
        return is_right

    monkeypatch.setattr(sessions, "verify_password", change_meanwhile)
    with pytest.raises(LoginRefusedError):
        log_in(workspace, Attempts(), ask())
    assert query(workspace.archive, "SELECT count(*) FROM session") == [(0,)]


def test_a_hash_of_older_cost_is_made_anew_at_a_login(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    (before,) = query(workspace.archive, "SELECT password_hash FROM person")
    hasher = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    first = log_in(workspace, Attempts(), ask()).secret
    (after,) = query(workspace.archive, "SELECT password_hash FROM person")
    assert before != after
    assert find_session(workspace, first) is not None
    log_in(workspace, Attempts(), ask())
    assert query(workspace.archive, "SELECT password_hash FROM person") == [after]


def test_ones_own_password_is_changed_by_whoever_knows_it(workspace: Workspace) -> None:
    with pytest.raises(WrongPasswordError):
        change_own_password(workspace, "kim", OTHER, OTHER)
    change_own_password(workspace, "kim", PASSWORD, OTHER)
    assert log_in(workspace, Attempts(), ask(password=OTHER)).person.name == "kim"


def waits(attempts: Attempts, name: str = "kim", address: str = "a") -> float:
    """Seconds to wait; 0 where the try was allowed."""
    try:
        attempts.begin(name, address)
    except TooManyTriesError as error:
        return error.seconds
    return 0.0


def test_five_tries_a_minute_then_a_wait_that_doubles() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    assert [waits(attempts) for _ in range(5)] == [0.0] * 5
    assert waits(attempts) == 60.0
    assert waits(attempts, address="b") == 0.0
    assert waits(attempts, name="lee") == 0.0
    expected = 60.0
    for _ in range(8):
        clock.at += expected - 1
        assert waits(attempts) == pytest.approx(1)
        clock.at += 1
        assert waits(attempts) == 0.0
        expected = min(expected * 2, tries.MAX_WAIT_SECONDS)
        assert waits(attempts) == expected
    clock.at += tries.FORGET_SECONDS + expected
    assert [waits(attempts) for _ in range(6)] == [0.0] * 5 + [60.0]


def test_tries_that_are_far_apart_are_no_attack_and_a_right_one_is_forgotten() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(20):
        assert waits(attempts) == 0.0
        clock.at += 20
    for _ in range(50):
        assert waits(attempts) == 0.0
        attempts.succeed("kim", "a")


def test_trying_many_names_is_no_way_round() -> None:
    attempts = Attempts(Clock())
    allowed = [name for name in range(200) if waits(attempts, name=str(name)) == 0.0]
    assert len(allowed) == tries.MAX_TRIES_OF_ADDRESS
    assert waits(attempts, address="b") == 0.0


def test_what_is_remembered_of_tries_is_bounded() -> None:
    attempts = Attempts(Clock())
    for number in range(tries.MAX_KEPT):
        waits(attempts, address=str(number))
    assert len(attempts._tries) <= tries.MAX_KEPT


def test_the_sixth_login_of_a_minute_is_refused_unchecked(workspace: Workspace) -> None:
    attempts = Attempts()
    for _ in range(5):
        with pytest.raises(LoginRefusedError):
            log_in(workspace, attempts, ask(password=OTHER))
    with pytest.raises(TooManyTriesError, match="wait 1 minute"):
        log_in(workspace, attempts, ask())
    assert log_in(workspace, attempts, ask(address="192.168.0.8")).person.name == "kim"


def test_what_is_unread_is_each_persons_own_and_goes_to_zero(workspace: Workspace) -> None:
    def unread(person: str) -> list[tuple[str, int]]:
        return [(one.watch.name, one.unread) for one in count_unread(workspace, person)]

    store_more(workspace, *(story_article(number, "nuri", number) for number in (10, 11, 12)))
    assert unread("kim") == [("견본", 3)]
    new = read_unread(workspace, "견본", "kim")
    assert (len(new.hits), new.counted.articles) == (3, 3)
    last = max(hit.n for hit in new.hits)
    mark_read_by(workspace, "kim", "견본", last)
    assert (unread("kim"), unread("lee")) == ([("견본", 0)], [("견본", 3)])
    store_more(workspace, story_article(20, "gaon", 70))
    assert unread("kim") == [("견본", 1)]
    assert [hit.article.article_no for hit in read_unread(workspace, "견본", "kim").hits] == ["20"]
    mark_read_by(workspace, "kim", "견본", 1 << 70)
    store_more(workspace, story_article(21, "gaon", 80))
    assert unread("kim") == [("견본", 1)]
    with pytest.raises(WatchNotFoundError):
        mark_read_by(workspace, "kim", "없음", 1)


def test_the_audit_is_read_page_by_page_and_by_person(workspace: Workspace) -> None:
    log_out(workspace, log_in(workspace, Attempts(), ask()).secret)
    set_role(workspace, "kim", Role.READ, by="boss")
    for number in range(5):
        record_deed(workspace, "kim", AuditDeed.MARKED, f"기사 {number}\x1b[31m")
    page = read_audit(workspace, limit=3)
    assert [one.about for one in page.entries] == [f"기사 {number}[31m" for number in (4, 3, 2)]
    assert page.shown == {"kim": "김주무관"}
    rest = read_audit(workspace, before=page.before, limit=100)
    assert [one.deed for one in rest.entries] == [
        *(AuditDeed.MARKED, AuditDeed.MARKED),
        *(AuditDeed.PERSON_CHANGED, AuditDeed.LEFT, AuditDeed.ENTERED, AuditDeed.PERSON_CHANGED),
    ]
    assert [one.about for one in read_audit(workspace, who="boss").entries] == ["role kim read", "added kim mark"]
    assert rest.before is None


def test_exports_carry_no_people(workspace: Workspace, tmp_path: Path) -> None:
    secret = log_in(workspace, Attempts(), ask()).secret
    for name in ("a.csv", "a.jsonl", "a.html"):
        export_articles(workspace, ExportRequest(path=tmp_path / name, query=parse("견본시")))
    export_pages(workspace, ExportRequest(path=tmp_path / "a.warc", query=parse("")))
    for name in ("a.csv", "a.jsonl", "a.html", "a.warc"):
        data = (tmp_path / name).read_bytes()
        assert "견본시".encode() in data or name == "a.warc"
        for private in ("김주무관", "$argon2", hash_secret(secret), "192.168.0.7"):
            assert private.encode() not in data


def test_two_who_log_in_at_once_both_get_in(workspace: Workspace) -> None:
    import threading

    done: list[str] = []
    threads = [
        threading.Thread(target=lambda: done.append(log_in(workspace, Attempts(), ask()).secret)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(set(done)) == 4
    with closing(open_reader(workspace.archive)) as db:
        assert len(db.sessions.all()) == 4
