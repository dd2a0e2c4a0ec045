"""A text of short lines without full stops (a poem, a list of names): all of it, where only one line was heavy."""

from itertools import islice

from pipelines.dom.tree import Element
from pipelines.generic.body_text import Tools
from pipelines.generic.density import WeighedPage
from pipelines.generic.headline import Headline
from pipelines.page.boilerplate import heads_others
from pipelines.text.text_keys import count_hangul

MAX_GOOD_LETTERS = 40
MAX_LINES, MAX_LINE_LETTERS, MAX_LEVELS = 80, 60, 4
MIN_SHORT_LINES = 3


def find_whole_verse(page: WeighedPage, body: Element | None, headline: Headline, tools: Tools) -> Element | None:
    """What is around a body that hardly holds prose, as far as its lines are short, unlinked and below the headline."""
    if body is None or headline.element is None or page.of(body).good > MAX_GOOD_LETTERS:
        return body
    after = page.of(headline.element).last
    found = body
    for around in islice(body.iterancestors(), MAX_LEVELS):
        weight = page.of(around)
        if weight.first < after or weight.linked or weight.last - weight.first > MAX_LINES:
            break
        lines = page.lines[weight.first : weight.last]
        if any(
            tools.is_boilerplate(line.text)
            or tools.labels(line.text)
            or heads_others(line.text)
            or count_hangul(line.text) > MAX_LINE_LETTERS
            for line in lines
        ):
            break
        found = around
    grown = page.of(found).last - page.of(found).first
    return found if grown >= MIN_SHORT_LINES else body
