"""What a search that finds nothing says may have been meant: each hint is a query that finds what it says."""

import shlex
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from cli import news
from desk.services.after_search import hints as search_hints
from desk.services.after_search.hints import Hint, HintKind, find_hints
from desk.services.search import SearchRequest
from desk.services.workspace import Workspace
from models.archive.write.archive import Archive
from models.query.filters import Filters
from models.query.syntax import parse
from models.records.times import now
from tests.support.archive_factories import a_page, an_article

HEADLINES = (
    "포항 시장 한마당", "배터리 공장", "浦項 물회 잔치", "POBATT 개막", "경주 축제", "대전환의 날", "이차 전지 소식",
    "검찰ㆍ경찰 다툼", "배터리 재활용", "전통시장 관계자 이어지는 발길", "Plzeň에서 온 손님",
)  # fmt: skip
OUTLETS = (("one", "견본일보"), ("two", "가온신문"))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    path = tmp_path_factory.mktemp("hints") / "archive.db"
    today = now().replace(hour=9, minute=0)
    with Archive.open(path) as opened:
        for n, headline in enumerate(HEADLINES):
            outlet, title = OUTLETS[n % 2]
            one = an_article(
                n, headline=headline, deck="", body="들꽃길", outlet=outlet, outlet_title=title, section="행정",
                reporters=("나무람",), published_at=today - timedelta(days=n % 2),
            )  # fmt: skip
            opened.store(one, a_page(one, b"<html></html>"))
    return Workspace.at(path)


def hints(workspace: Workspace, typed: str, **given: object) -> tuple[Hint, ...]:
    return find_hints(workspace, SearchRequest(query=parse(typed), **given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "kind", "meant", "articles"),
    [
        ("포항시장", HintKind.SPACING, "포항시장", 1),
        ("이차전지 소식", HintKind.SPACING, "이차전지 소식", 1),
        ("배 터리재활용", HintKind.SPACING, "배 터리재활용", 1),
        ("베터리", HintKind.SPELLING, "배터리", 2),
        ("배터라 공장", HintKind.SPELLING, "배터리 공장", 1),
        ("pobat7", HintKind.SPELLING, "", 0),
        ("pobbtt", HintKind.SPELLING, "pobatt", 1),
        ("포항물회", HintKind.SPELLING, "", 0),
        ("포항 물회", HintKind.HANJA, "浦項 물회", 1),
        ('"포항 물회"', HintKind.HANJA, '"浦項 물회"', 1),
        ("물회 포황", HintKind.SPELLING, "", 0),
        ("경쥬", HintKind.SPELLING, "경주", 1),
        ("慶州", HintKind.HANJA, "경주", 1),
        ("慶州 축제", HintKind.HANJA, "경주 축제", 1),
        ("qoxjfl", HintKind.KEYBOARD, "배터리", 2),
        ("견본일보", HintKind.NAME, "매체:견본일보", 6),
        ("가온신문 배터리", HintKind.NAME, "매체:가온신문 배터리", 1),
        ("나무람 기자", HintKind.NAME, "기자:나무람", 11),
        ("나무람기자 경주", HintKind.NAME, "기자:나무람 경주", 1),
        ("배터리 or 포항시장", HintKind.JOINING, "배터리 OR 포항시장", 2),
        ("경주, 배터리", HintKind.JOINING, "경주 OR 배터리", 3),
        ("배터리 또는 경주", HintKind.JOINING, "배터리 OR 경주", 3),
        ("배터리*", HintKind.JOINING, "배터리", 2),
        ("=대전", HintKind.LITERAL, "대전", 1),
        ("제목:들꽃길", HintKind.LITERAL, "들꽃길", 11),
        ('"공장 배터리"', HintKind.LITERAL, "공장 배터리", 1),
        ("배터리 헬리콥터", HintKind.FEWER, "배터리", 2),
        ("재래시장", HintKind.SYNONYM, "전통시장", 1),
        ("재래시장 발길", HintKind.SYNONYM, "전통시장 발길", 1),
        ("2차전지", HintKind.SYNONYM, "", 0),
        ("경주에서는", HintKind.PARTICLE, "경주", 1),
        ("경주의 축제", HintKind.PARTICLE, "경주 축제", 1),
        ("축제와", HintKind.SPELLING, "", 0),
        ("헬리콥터와", HintKind.PARTICLE, "", 0),
        ("견본일보의 축제", HintKind.NAME, "매체:견본일보 축제", 1),
        ("제목 : 축제", HintKind.JOINING, "제목:축제", 1),
        ("배터리·공장", HintKind.JOINING, "배터리 공장", 1),
        ("축제(祝祭)", HintKind.JOINING, "축제", 1),
        ("plzen", HintKind.SPELLING, "plzeň", 1),
        ("계자", HintKind.SPELLING, "", 0),
        ("어지", HintKind.SPELLING, "", 0),
        ("기자", HintKind.SPELLING, "", 0),
    ],
)
def test_what_was_meant(workspace: Workspace, typed: str, kind: HintKind, meant: str, articles: int) -> None:
    found = [hint for hint in hints(workspace, typed) if hint.kind is kind]
    assert [(hint.typed, hint.total.articles) for hint in found[:1]] == ([(meant, articles)] if meant else [])


def test_a_day_is_an_option(workspace: Workspace) -> None:
    today = now().date()
    (hint,) = [one for one in hints(workspace, f"배터리 {today.month}월 {today.day}일") if one.kind is HintKind.DAY]
    assert hint.typed == "배터리"
    assert hint.options == ("--since", today.isoformat(), "--until", today.isoformat())
    assert hint.total.articles == 1


def test_filters_stay_but_where_they_are_the_reason(workspace: Workspace) -> None:
    only = Filters(outlets=("two",))
    assert {hint.kind for hint in hints(workspace, "경주", filters=only)} == {HintKind.FILTERS}
    (hint,) = [one for one in hints(workspace, "베터리", filters=only) if one.kind is HintKind.SPELLING]
    assert hint.total.articles == 1


def test_every_hint_finds_what_it_says_when_it_is_typed(workspace: Workspace) -> None:
    typed = ("포항시장", "베터리", "慶州", "가온신문 배터리", "경주, 배터리", '"공장 배터리"', "배터리 헬리콥터 경주")
    for hint in (hint for one in typed for hint in hints(workspace, one)):
        ran = CliRunner().invoke(
            news, ["search", *hint.options, *hint.typed.split(), "--urls", "--archive", workspace.location]
        )
        assert len(ran.stdout.split()) == hint.total.articles, hint


@pytest.mark.parametrize(
    "typed", ["가" * 40, "베" * 12, "x" * 60, "가 나 다 라 마 바 사", "浦" * 12, '"-( OR', "힣힣힣 힣힣힣"]
)
def test_the_work_is_bounded(workspace: Workspace, typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = 0
    with closing(workspace.open_reader()) as db:
        kind = type(db.search)
    count = kind.count

    def count_and_note(*given: Any) -> Any:
        nonlocal counted
        counted += 1
        return count(*given)

    monkeypatch.setattr(kind, "count", count_and_note)
    hints(workspace, typed)
    assert counted <= search_hints.MAX_COUNTED


def test_the_verb_says_them_as_commands(workspace: Workspace) -> None:
    ran = CliRunner().invoke(news, ["search", "가온신문", "배터리", "--archive", workspace.location])
    lines = [line for line in ran.stderr.splitlines() if "news search " in line]
    assert lines
    assert shlex.split(lines[0].split("  ")[1])[2:] == ["매체:가온신문", "배터리"]
    assert "1 article (as a name)" in lines[0]
    quiet = CliRunner().invoke(news, ["search", "가온신문", "배터리", "--archive", workspace.location, "--quiet"])
    assert "news search" not in quiet.stderr
    assert ran.stdout == quiet.stdout
