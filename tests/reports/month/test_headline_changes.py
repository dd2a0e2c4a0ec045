"""What an outlet made of a release's headline."""

import pytest

from reports.month.headline_changes import compare_headlines, group_headlines
from reports.month.month_report import HeadlineKind
from tests.support.hostile_texts import HOSTILE_TEXTS

RELEASE = "견본시, 들꽃길 음악회 21일 연다"


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("견본시, 들꽃길 음악회 21일 연다", HeadlineKind.SAME),
        ("견본시 ‘들꽃길 음악회’ 21일 연다", HeadlineKind.SAME),
        ("들꽃길 음악회 21일 연다", HeadlineKind.SHORTENED),
        ("견본시, 들꽃길 음악회 21일 연다…가을밤 노래 잔치", HeadlineKind.LENGTHENED),
        ("견본시, 21일 들꽃길서 음악회", HeadlineKind.CHANGED),
        ("가을밤 수놓을 선율", HeadlineKind.NEW),
        ("", HeadlineKind.NEW),
        ("!!!", HeadlineKind.NEW),
    ],
)
def test_kinds(headline: str, kind: HeadlineKind) -> None:
    assert compare_headlines(RELEASE, headline) is kind


def test_headlines_that_differ_by_signs_alone_are_one_group_and_the_kept_one_stands_first() -> None:
    groups = group_headlines(
        RELEASE,
        [
            ("가", "가을밤 수놓을 선율"),
            ("나", "가을밤, 수놓을 선율!"),
            ("다", "견본시 들꽃길 음악회 21일 연다"),
            ("가", "가을밤 수놓을 선율"),
        ],
    )
    assert [(one.kind, one.headline, one.outlets, one.articles) for one in groups] == [
        (HeadlineKind.SAME, "견본시 들꽃길 음악회 21일 연다", ("다",), 1),
        (HeadlineKind.NEW, "가을밤 수놓을 선율", ("가", "나"), 3),
    ]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_any_headline_is_judged(text: str) -> None:
    # A headline of more than the letters that are compared may be its own beginning.
    assert compare_headlines(text, text) is HeadlineKind.SAME
    assert compare_headlines(RELEASE, text) in HeadlineKind
    assert compare_headlines(text, RELEASE) in HeadlineKind
