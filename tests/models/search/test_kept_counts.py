"""What is counted as it is written gives what counting the articles gives, whatever came, changed and went."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.query.filters import Filters
from models.query.syntax import parse
from models.records.search_results import By
from models.search import facets
from tests.support.search_archive import OUTLETS, START, Ground, article

FILTERS = (
    Filters(),
    Filters(since=START.date() + timedelta(days=1)),
    Filters(since=date(2026, 11, 1), until=date(2026, 11, 30)),
    Filters(outlets=(OUTLETS[0][0],)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_same_as_counting_the_articles(data: st.DataObject, monkeypatch: pytest.MonkeyPatch) -> None:
    ground = Ground()
    ids = [
        ground.add(article(outlet=outlet, published_at=START + timedelta(days=day)))
        for outlet, day in data.draw(
            st.lists(st.tuples(st.sampled_from([one[0] for one in OUTLETS]), st.sampled_from([0, 1, 29, 30])))
        )
    ]
    for number in ids:
        story = data.draw(st.integers(0, 2))
        if story:
            values = (number, story, ground.numbers[ground.articles[number].outlet])
            ground.db.execute("INSERT INTO story_member VALUES (?, ?, ?)", values)
    for number in ids:
        deed = data.draw(st.sampled_from(["stay", "stay", "leave", "leave and go", "go"]))
        if deed.startswith("leave"):
            ground.db.execute("DELETE FROM story_member WHERE article_id = ?", (number,))
        if deed.endswith("go"):
            ground.remove(number)
            ground.db.execute("INSERT INTO story_todo VALUES (?)", (number,))
    for by in get_args(By):
        for filters in FILTERS if by in ("outlet", "day", "month") else ():
            kept = facets.count_by(ground.db, parse(""), by, filters)
            with monkeypatch.context() as patch:
                patch.setattr(facets, "count_all", lambda *_given: None)
                assert kept == facets.count_by(ground.db, parse(""), by, filters), (by, filters)
    ground.db.close()


def test_what_was_counted_is_not_counted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ground = Ground()
    ground.add_all([article(), article(outlet=OUTLETS[1][0])])

    def refuse(*_given: object) -> object:
        raise AssertionError("the articles are looked at")

    monkeypatch.setattr(facets, "_named", refuse)
    assert [name for name, _count in facets.count_by(ground.db, parse(""), "day")] == [str(START.date())]
    assert len(facets.count_by(ground.db, parse(""), "outlet")) == 2
    ground.db.close()
