"""New to a question: the article was not there, or its earlier text did not answer."""

from dataclasses import replace
from datetime import date

import pytest

from models.query.filters import NO_FILTERS, Filters
from models.query.novelty import answers, is_new
from models.query.syntax import parse
from models.text.searchable import texts
from tests.support.archive_factories import an_article

OLD = an_article(1, headline="들꽃길", body="가을 음악회가 열린다.")
DAY = (OLD.published_at or OLD.fetched_at).date()


@pytest.mark.parametrize(
    ("query", "filters", "expected"),
    [
        ("음악회", NO_FILTERS, True),
        ("축제", NO_FILTERS, False),
        ("음악회", Filters(since=DAY, until=DAY), True),
        ("음악회", Filters(since=date(2100, 1, 1)), False),
        ("음악회", Filters(until=date(2000, 1, 1)), False),
        ("음악회", Filters(outlets=("nobody",)), False),
    ],
)
def test_what_answered_before_is_not_new(query: str, filters: Filters, expected: bool) -> None:
    root = parse(query).root
    assert answers(root, filters, OLD, texts(OLD)) is expected
    assert is_new(root, filters, OLD, texts(OLD)) is not expected


def test_what_was_not_there_is_new() -> None:
    assert is_new(parse("음악회").root, NO_FILTERS, None, None)


def test_the_texts_judged_are_those_given() -> None:
    later = replace(OLD, body="축제가 열린다.")
    assert answers(parse("축제").root, NO_FILTERS, later, texts(later))
