"""A bounded sample of `make fuzz`, and that the harness sees what it is there to see."""

import os
import time
from random import Random
from typing import Any

import pytest

from models.records.article import Article
from models.records.page import Page
from pipelines.contracts.layout import Layout
from pipelines.contracts.rejection import Reason, Reject
from pipelines.extract import extract
from pipelines.page.decode import decode
from pipelines.page.size_limits import drop_excess_attributes, find_excess
from tests.stress.fuzz import worker
from tests.stress.fuzz.__main__ import report
from tests.stress.fuzz.corpus import Base, bases, case
from tests.stress.fuzz.hostile import LINE, TITLE, hostile_case
from tests.stress.fuzz.mutations import MUTATIONS, Mutation
from tests.stress.fuzz.run import run
from tests.stress.fuzz.worker import SECONDS, Sum

SAMPLE = 250
SEED = 7
PAGES = 30


def test_a_sample_of_mutated_pages_ends_in_articles_and_reasons() -> None:
    total = run(SAMPLE, SEED, workers=1)
    assert total.faults == []
    assert sum(total.results.values()) > SAMPLE
    assert total.results["article"] > SAMPLE / 2
    assert set(total.results) <= {"article", *(str(reason) for reason in Reason)}
    assert len(total.results) > 3


MOST_HOSTILE = {  # what is read of the worst, and what is refused unread (None: an article)
    "nested 200,000 deep": Reason.PARSE_LIMIT,
    "named and nested 200,000 deep": Reason.PARSE_LIMIT,
    "50,000 tables in tables": Reason.PARSE_LIMIT,
    "50 MB of entities": Reason.PARSE_LIMIT,
    "8 MB of words": Reason.PARSE_LIMIT,
    "attribute of 10 MB": None,
    "class of 10 MB": None,
    "style of 10 MB": None,
    "picture of 10 MB": None,
    "address of 10 MB": None,
    "100,000 attributes": None,
    "attributes behind quoted brackets": None,
    "attributes behind doubled quotes": None,
    "nested and closed": None,
    "bodies in bodies, fewer": None,
}


@pytest.mark.parametrize("name", MOST_HOSTILE)
def test_a_hostile_page_is_read_or_refused(name: str) -> None:
    one = hostile_case(name)
    for layout in one.layouts:
        found = extract(one.page, layout)
        if (reason := MOST_HOSTILE[name]) is not None:
            assert isinstance(found, Reject)
            assert found.reason is reason
        else:
            assert isinstance(found, Article)
            assert found.headline == TITLE
            assert found.body.split("\n")[-1] == LINE


@pytest.mark.parametrize("size", [1, 12])
def test_many_attributes_and_long_values_cost_nothing_of_the_article(size: int) -> None:
    """What is left out is left out alone: the attributes before and the elements around stay."""
    many = " ".join(f"a{n}='{n} > {n}'" for n in range(1000 * size))
    html = f"<div id=first {many}>one</div><img src='data:{'x' * 30_000 * size}' alt='two < three'><p class='last'>four</p>"
    thin = drop_excess_attributes(html)
    assert len(thin) < 12_000
    for kept in ("<div id=first a0='0 > 0'", ">one</div><img", "alt='two < three'><p class='last'>four</p>"):
        assert kept in thin
    assert drop_excess_attributes(thin) == thin


@pytest.mark.parametrize("base", bases()[::5], ids=lambda base: base.name)
def test_no_ordinary_page_is_thinned(base: Base) -> None:
    html = decode(base.page.body).text
    assert drop_excess_attributes(html) == html
    assert find_excess(html) == ""


def test_a_case_is_the_same_whenever_it_is_made() -> None:
    every = bases()
    for number in (3, 400, 77_777):
        assert case(every, SEED, number).page == case(every, SEED, number).page
        assert case(every, SEED, number).page.body != case(every, SEED + 1, number).page.body


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_each_mutation_changes_pages(mutation: Mutation) -> None:
    body = bases()[0].page.body
    assert any(mutation(body, Random(seed)) != body for seed in range(20))
    assert isinstance(mutation(b"", Random(1)), bytes)


def explode(page: Page, layout: Layout) -> Reject:
    """Raises for one case in some."""
    if len(page.body) % 3 == 0:
        raise KeyError("headline")
    return Reject(Reason.NO_BODY)


def silent(page: Page, layout: Layout) -> Any:
    """Gives neither an article nor a reason."""
    return None


def fall(page: Page, layout: Layout) -> Reject:
    """Takes its process with it for one case in some."""
    if len(page.body) % 29 == 0:
        os._exit(9)
    return Reject(Reason.NO_BODY)


def hang(page: Page, layout: Layout) -> Reject:
    """Never ends, for one case in some."""
    while len(page.body) % 11 == 0:
        time.sleep(1)
    return Reject(Reason.NO_BODY)


def gorge(page: Page, layout: Layout) -> Reject:
    """Takes 400 MB and a little more of the processor than a page may."""
    start = time.process_time()
    held = bytearray(os.urandom(1024)) * 400_000
    while time.process_time() - start < SECONDS * 1.05:
        held[0] = 1
    return Reject(Reason.NO_BODY)


@pytest.mark.parametrize(("reader", "seen"), [("explode", "KeyError"), ("silent", "NoneType"), ("fall", "died")])
def test_a_reader_that_fails_is_found_and_the_rest_is_read(reader: str, seen: str) -> None:
    total = run(PAGES, SEED, workers=1, reader=f"tests.stress.test_fuzz:{reader}")
    assert total.faults
    assert all(seen in fault for fault in total.faults)
    lost = {int(fault.removeprefix("case ").split(" ")[0].rstrip(":")) for fault in total.faults}
    assert lost <= set(range(PAGES))
    assert report(total, PAGES, SEED, 1.0) == 1


def test_a_case_without_end_is_ended_and_the_rest_is_read() -> None:
    every = bases()
    stuck = [n for n in range(PAGES) if len(case(every, SEED, n).page.body) % 11 == 0]
    total = run(PAGES, SEED, workers=1, reader="tests.stress.test_fuzz:hang", deadline=3.0)
    assert [fault.partition(":")[0] for fault in total.faults] == [f"case {n}" for n in stuck]
    assert stuck
    assert total.results["no_body"] >= PAGES - len(stuck)


def test_what_is_slow_or_large_is_found(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "measure_pace", lambda: 1.0)
    total = Sum()
    worker.judge(case(bases(), SEED, 0), gorge, total)
    assert total.slow
    assert total.large
    assert report(total, 1, SEED, 1.0) == 1
    assert "too slow: " in capsys.readouterr().out
    assert report(Sum(), 0, SEED, 1.0) == 0


def test_the_time_of_a_busy_machine_is_not_the_time_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "measure_pace", lambda: 1.5)
    total = Sum()
    worker.judge(case(bases(), SEED, 0), gorge, total)
    assert total.slow == []
