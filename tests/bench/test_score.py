"""The score on real pages may not fall below its floor, and the floor may not fall in silence."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.score import floor, ours, pages

GOALS = {"head": 0.98, "pub": 0.98, "rep": 0.92, "deck": 0.9, "f1": 0.97, "f1_95": 0.90, "mn_hits": 3}


@pytest.mark.skipif(not pages.present(), reason=pages.MISSING)
@pytest.mark.parametrize("predict", [ours.predict, ours.predict_undeclared], ids=["declared", "undeclared"])
def test_the_real_pages_are_read_no_worse_than_before(
    tmp_path: Path, predict: Callable[[Path], dict[str, str]]
) -> None:
    refused = predict(tmp_path)
    assert not refused
    assert floor.below(pages.total(tmp_path), floor.read()) == []


def test_the_floor_is_at_least_the_goal() -> None:
    kept = floor.read()
    assert kept.keys() == floor.NAMES.keys()
    assert all((kept[name] >= goal) if floor.NAMES[name] else (kept[name] <= goal) for name, goal in GOALS.items())


@pytest.mark.parametrize(("name", "value", "worse"), [("head", 0.5, True), ("head", 1.0, False), ("mn_hits", 9, True)])
def test_a_worse_sum_is_told(name: str, value: float, worse: bool) -> None:
    kept = {"head": 0.98, "pub": 0.98, "rep": 0.92, "deck": 0.9, "f1": 0.97, "f1_95": 0.9, "mn_hits": 3, "missing": 0}
    assert bool(floor.below(kept | {name: value}, kept)) is worse


def test_only_the_flag_lowers_the_floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "floor.json"
    monkeypatch.setattr(floor, "PATH", path)
    good = {"head": 1.0, "pub": 1.0, "rep": 0.95, "deck": 1.0, "f1": 0.99, "f1_95": 0.95, "mn_hits": 1, "missing": 0}
    path.write_text(json.dumps(good))
    bad = good | {"head": 0.6, "mn_hits": 7}
    assert floor.write(bad, lower=False) == []
    assert json.loads(path.read_text()) == good
    assert set(floor.write(bad, lower=True)) >= {"head", "mn_hits"}
    assert json.loads(path.read_text())["mn_hits"] == 7
