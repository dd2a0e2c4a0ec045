"""The pages that no rule was written for, and the command that measures them."""

from typing import Any

import pytest

from tests.bench.score import held_out


@pytest.mark.parametrize("draw", held_out.DRAWS)
def test_every_page_has_its_record_and_every_record_its_page(draw: str) -> None:
    pages = {path.stem for path in held_out.DRAWS[draw].glob("*.html")}
    records = {path.stem for path in held_out.DRAWS[draw].glob("*.json")}
    assert pages == records
    assert len(pages) >= 60


@pytest.mark.parametrize("draw", held_out.DRAWS)
def test_each_page_belongs_to_one_half(draw: str) -> None:
    dev, held = ({record["file"] for record in held_out.read_records(draw, [half])} for half in held_out.HALVES)
    assert dev
    assert held
    assert not dev & held
    assert dev | held == {path.name for path in held_out.DRAWS[draw].glob("*.html")}


@pytest.mark.parametrize(
    "record",
    [record for draw in held_out.DRAWS for record in held_out.read_records(draw, held_out.HALVES)],
    ids=lambda record: record["file"],
)
def test_a_record_asks_for_nothing_that_it_forbids(record: dict[str, Any]) -> None:
    body = held_out.fold(record["body"])
    assert body or record.get("pictured")
    assert not [one for one in record["must_not"] if held_out.fold(one) in body]


def test_no_page_is_drawn_twice() -> None:
    urls = [record["url"] for draw in held_out.DRAWS for record in held_out.read_records(draw, held_out.HALVES)]
    assert len(urls) == len(set(urls))


@pytest.mark.parametrize("draw", ["3", "4", "5"])
def test_the_pages_of_one_outlet_are_in_one_half(draw: str) -> None:
    dev, held = (
        {record["file"].partition("--")[0] for record in held_out.read_records(draw, [half])}
        for half in held_out.HALVES
    )
    assert not dev & held
    assert 0.55 <= len(held) / len(dev | held) <= 0.65


def test_only_the_half_that_may_be_read_is_listed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = {record["file"] for draw in held_out.DRAWS for record in held_out.read_records(draw, ["held"])}
    monkeypatch.setattr("sys.argv", ["held_out", "--misses"])
    held_out.main()
    printed = capsys.readouterr().out
    assert [draw for draw in held_out.DRAWS if f"{draw} dev " in printed and f"{draw} held " in printed] == list(
        held_out.DRAWS
    )
    assert not [file for file in held if file in printed]
