"""Which outlets a crawl without names takes."""

from pathlib import Path

import pytest

from models.records.outlet import Outlet
from scrapers.declarations.outlet_selection import OutletSelection, SelectionError, read_selection, selection_toml
from tests.support.run_news import news


def outlet(name: str, region: str = "경북", *, enabled: bool = True) -> Outlet:
    return Outlet(id=name, title=name, family="generic", home="https://sample.example", region=region, enabled=enabled)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (outlet("near"), True),
        (outlet("near-but-off", enabled=False), False),
        (outlet("far", "제주"), False),
        (outlet("far-but-chosen", "제주"), True),
        (outlet("off-but-chosen", enabled=False), True),
        (outlet("near-but-refused"), False),
    ],
)
def test_a_region_narrows_and_a_name_decides(one: Outlet, expected: bool) -> None:
    choice = OutletSelection(
        regions=("경북",), enabled=("far-but-chosen", "off-but-chosen"), disabled=("near-but-refused",)
    )
    assert choice.apply(one).enabled is expected


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    choice = OutletSelection(regions=("경북", '따"옴표'), enabled=("a",), disabled=("b", "c"))
    (tmp_path / "selection.toml").write_text(selection_toml(choice), encoding="utf-8")
    assert read_selection(tmp_path / "selection.toml") == choice


def test_without_a_file_all_stays_as_it_is_declared(tmp_path: Path) -> None:
    choice = read_selection(tmp_path / "selection.toml")
    assert [choice.apply(outlet("a", enabled=on)).enabled for on in (True, False)] == [True, False]


def test_switching_an_outlet_off_and_on_again_leaves_no_trace_of_the_first() -> None:
    off = OutletSelection().switch([outlet("a"), outlet("b")], on=False)
    assert off == OutletSelection(disabled=("a", "b"))
    assert off.switch([outlet("a")], on=True) == OutletSelection(enabled=("a",), disabled=("b",))


@pytest.mark.parametrize("text", ['regions = "경북"', "region = []", "regions = [1]", "regions = [", 'enabled = [""]'])
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "selection.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SelectionError, match=r"selection\.toml: .+[.?]$"):
        read_selection(file)


def test_outlets_are_switched_by_the_verb_and_listed_so(tmp_path: Path) -> None:
    before = {line.split()[0] for line in news("outlets", "list", "--enabled", cwd=tmp_path).out.splitlines()}
    assert "imaeil" in before
    ran = news("outlets", "disable", "imaeil", cwd=tmp_path, NEWS_LANG="en")
    assert ran.code == 0
    assert f"takes {len(before) - 1:,} outlets" in ran.err
    after = {line.split()[0] for line in news("outlets", "list", "--enabled", cwd=tmp_path).out.splitlines()}
    assert before - after == {"imaeil"}
    assert news("outlets", "enable", "imaeil", cwd=tmp_path).code == 0
    assert not list(tmp_path.glob("*.db"))


def test_a_region_without_outlets_is_refused_with_those_there_are(tmp_path: Path) -> None:
    ran = news("crawl", "--region", "함북", cwd=tmp_path, NEWS_LANG="en")
    assert (ran.code, "경북" in ran.err) == (2, True)
    assert not list(tmp_path.glob("*.db"))
