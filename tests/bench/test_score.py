"""The score on real pages may not fall below its floor, and the floor may not fall in silence."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.score import floor, ours, pages
from tests.bench.score.pages import PageSet

GOALS = {"head": 0.98, "pub": 0.98, "rep": 0.92, "deck": 0.9, "f1": 0.97, "f1_95": 0.90, "mn_hits": 3}
GOOD = dict.fromkeys(floor.NAMES, 1.0) | {"mn_hits": 3.0, "missing": 0.0}


@pytest.mark.parametrize("page_set", pages.SETS, ids=lambda one: one.name)
@pytest.mark.parametrize("predict", [ours.predict_declared, ours.predict_undeclared], ids=["declared", "undeclared"])
def test_the_real_pages_are_read_no_worse_than_before(
    tmp_path: Path, page_set: PageSet, predict: Callable[[PageSet, Path], dict[str, str]]
) -> None:
    if not page_set.is_present:
        pytest.skip(pages.MISSING)
    predict(page_set, tmp_path)
    assert floor.below(pages.score(page_set, tmp_path), floor.read()[page_set.name]) == []


def test_the_floor_is_at_least_the_goal() -> None:
    kept = floor.read()
    assert kept.keys() == {page_set.name for page_set in pages.SETS}
    dev = kept[pages.DEV.name]
    assert dev.keys() == floor.NAMES.keys()
    assert all((dev[name] >= goal) if floor.NAMES[name] else (dev[name] <= goal) for name, goal in GOALS.items())


@pytest.mark.parametrize(("name", "value", "worse"), [("head", 0.5, True), ("head", 1.0, False), ("mn_hits", 9, True)])
def test_a_worse_sum_is_told(name: str, value: float, worse: bool) -> None:
    assert bool(floor.below(GOOD | {name: value}, GOOD)) is worse


def test_only_the_flag_lowers_the_floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "floor.json"
    monkeypatch.setattr(floor, "PATH", path)
    path.write_text(json.dumps({"dev": GOOD}))
    bad = {"dev": GOOD | {"head": 0.6, "mn_hits": 7}}
    assert floor.write(bad, lower=False) == []
    assert json.loads(path.read_text()) == {"dev": GOOD}
    assert set(floor.write(bad, lower=True)) >= {"dev: head", "dev: mn_hits"}
    assert json.loads(path.read_text())["dev"]["mn_hits"] == 7
