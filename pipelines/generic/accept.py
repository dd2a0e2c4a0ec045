"""Whether what was read is an article at all, and whether the page itself confirms it."""

import re
from itertools import pairwise

from models.text.alnum_key import alnum_key
from pipelines.contracts.rejection import Reason, Reject
from pipelines.generic.body_text import BodyText, Tools
from pipelines.generic.density import WeighedPage
from pipelines.generic.headline import Headline
from pipelines.text.site_words import SECTION_KEYS
from pipelines.text.text_keys import count_hangul

MIN_TEXT_LETTERS = 40
MIN_PROSE_LETTERS = 20
FIRST_PROSE = 2
MAX_PREVIEW_LETTERS = 200
MAX_GATE_LINES = 400
MIN_LISTED = 3
HEADINGS = frozenset({"h1", "h2", "h3"})
REMARKS = re.compile(r"댓글|의견\s?(?:쓰기|남기기)|한\s?줄\s?(?:평|의견)")
MAX_REMARKS, REMARK_LINES = 24, 4
"""What is said of who may comment, right below the heading of comments, keeps nobody from the text."""


def refuse_text(
    weighed: WeighedPage, text: BodyText, headline: Headline, tools: Tools, *, sure: bool, dated: bool
) -> Reject | None:
    """Why this is not an article. ``dated``: the page shows some time; ``sure``: it calls it the article's."""
    if not headline.text:
        return Reject(Reason.NO_HEADLINE)
    if text.letters < MAX_PREVIEW_LETTERS and (why := _gated(weighed, text, headline, tools)):
        return why
    if text.letters < MIN_TEXT_LETTERS:
        set_apart = sure and headline.element is not None and headline.element.tag in HEADINGS
        short = not text.lines or (headline.votes < 2 and not set_apart) or not dated
        return Reject(Reason.NO_BODY) if short else None
    if sure:
        return None
    leads = _leads(weighed)
    prose = sum(1 for line in text.lines if line.kind == "text" and count_hangul(line.text) >= 30)
    if leads >= MIN_LISTED and 2 * leads >= prose:
        return Reject(Reason.LIST_PAGE, f"{leads} headlines with their leads")
    linked = sum(1 for line in weighed.lines if line.linked >= 10 and line.linked > line.plain)
    section = alnum_key(headline.text) in SECTION_KEYS
    if (section and linked >= MIN_LISTED) or (headline.votes < 3 and linked >= 4 * MIN_LISTED and linked > 1.5 * prose):
        return Reject(Reason.LIST_PAGE, f"{linked} headlines linked")
    return None


def _gated(weighed: WeighedPage, text: BodyText, headline: Headline, tools: Tools) -> Reject | None:
    """What keeps readers from a text of which little is shown: it is said below the headline, not in a menu above."""
    own = {line.text for line in text.lines[:-1]}
    start = weighed.of(headline.element).first if headline.element is not None else 0
    remarks = 0
    for line in weighed.lines[start : start + MAX_GATE_LINES]:
        remarks = REMARK_LINES if REMARKS.search(line.text) and len(line.text) <= MAX_REMARKS else remarks - 1
        if remarks > 0:
            continue
        shown = not line.is_aside and line.linked <= line.plain and line.text not in own
        if shown and (reason := tools.gate(line.text)):
            return Reject(reason, line.text[:80])
    return None


def _leads(weighed: WeighedPage) -> int:
    """How many lines of the body's element are headlines that lead elsewhere, each with a line of prose below."""
    if weighed.body is None:
        return 0
    weight = weighed.of(weighed.body)
    lines = weighed.lines[weight.first : weight.last]
    return sum(
        1
        for above, line in pairwise(lines)
        if above.linked >= 8 and above.linked > above.plain and line.plain + line.linked >= 30
    )
