"""Sixty-eight forms in which outlets say who wrote: those that rules are written for, and those that are only counted."""

from tests.bench.score.writers import forms_of, read_form
from tests.support.writer_forms import FORMS, HALVES, half_of, page_of

MIN_HELD = 23
"""Of the forms that no rule was written for: what was read before, which a change may not fall below."""


def test_each_form_is_of_one_half_and_named_once() -> None:
    assert len({form.name for form in FORMS}) == len(FORMS) >= 60
    assert {half_of(form) for form in FORMS} == set(HALVES)
    assert all(name in page_of(form) for form in FORMS for name in form.reporters)


def test_most_forms_that_no_rule_was_written_for_are_read() -> None:
    read = [(read_form(form), form) for form in forms_of("held")]
    right = sum(found is not None and set(found[0]) == set(form.reporters) for found, form in read)
    assert right >= MIN_HELD
