"""The pages that no rule was written for, and the command that measures them."""

from typing import Any

import pytest

from tests.bench.score import held_out


def test_every_page_has_its_record_and_every_record_its_page() -> None:
    pages = {path.stem for path in held_out.FOLDER.glob("*.html")}
    records = {path.stem for path in held_out.FOLDER.glob("*.json")}
    assert pages == records
    assert len(pages) >= 60


def test_each_page_belongs_to_one_half() -> None:
    dev, held = ({record["file"] for record in held_out.read_records([half])} for half in held_out.HALVES)
    assert dev
    assert held
    assert not dev & held
    assert len(dev | held) == len(list(held_out.FOLDER.glob("*.html")))


@pytest.mark.parametrize("record", list(held_out.read_records(held_out.HALVES)), ids=lambda record: record["file"])
def test_a_record_asks_for_nothing_that_it_forbids(record: dict[str, Any]) -> None:
    body = held_out.fold(record["body"])
    assert body
    assert not [one for one in record["must_not"] if held_out.fold(one) in body]


def test_only_the_half_that_may_be_read_is_listed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = {record["file"] for record in held_out.read_records(["held"])}
    monkeypatch.setattr("sys.argv", ["held_out", "--misses"])
    held_out.main()
    printed = capsys.readouterr().out
    assert "dev " in printed
    assert "held " in printed
    assert not [file for file in held if file in printed]
