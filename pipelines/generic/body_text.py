"""The lines of a body, from the markup or from a text stored in a script, and whether the one holds the other."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from models.text.alnum_key import alnum_key
from pipelines.contracts.raw_article import RawLine
from pipelines.contracts.rejection import Reason
from pipelines.dom.attributes import read_attribute
from pipelines.dom.body_lines import LINE_MARKS, collapse_spaces, find_hidden, read_lines, text_of
from pipelines.dom.tree import Element
from pipelines.generic.clutter import find_clutter
from pipelines.generic.density import WeighedPage, weigh_page
from pipelines.generic.fragment import parse_fragment
from pipelines.generic.others.appeals import drop_appeals
from pipelines.generic.shared_words import share_pairs, word_pairs
from pipelines.generic.trim import CLOSED, HEAD_REACH, PLAIN_STYLE, LineTests, trim_ends
from pipelines.page.furniture import is_button_line
from pipelines.text.sentences import has_full_stop
from pipelines.text.signing import Signing
from pipelines.text.text_keys import count_hangul

MIN_SHARE_HELD = 0.5
MIN_TOLD_LETTERS, MIN_SHARE_TOLD = 15, 0.15
MAX_SUMMARY_SHARE = 0.6
MAX_BOLD_PARTS = 40
PIECE, STRIDE, PIECES = 20, 60, 100
MAX_DATED_CHARACTERS = 300
TAG = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The text steps that reading needs.

    ``labels``: what each time in a text is called; ``names``: the persons that a line names as its authors;
    ``opening``: those who sign before a text, ``closing``: at its end, or who say there that it was theirs;
    ``alone``: who signs a line that would be anything else where nobody signs; ``writer``: who wrote a column and holds
    an office elsewhere; ``columnist``: who may have written one, where nobody else is named; ``signing``: what in a
    text speaks for its signing; ``is_desk``: a desk signs; ``notice``: what signs within a notice of rights;
    ``is_boilerplate``: a line that is no article's text; ``gate``: why a line keeps readers from a text.
    """

    labels: Callable[[str], tuple[str, ...]]
    names: Callable[[str], tuple[str, ...]]
    opening: Callable[[str], tuple[str, ...]]
    closing: Callable[[Sequence[str]], tuple[str, ...]]
    alone: Callable[[str], str]
    writer: Callable[[str], str]
    columnist: Callable[[str], str]
    signing: Callable[[str], Signing]
    is_desk: Callable[[str], bool]
    notice: Callable[[str], str]
    is_boilerplate: Callable[[str], bool]
    gate: Callable[[str], Reason | None]


@dataclass(frozen=True, slots=True)
class BodyText:
    """The lines of a body, and the deck and the bylines found at its head."""

    lines: tuple[RawLine, ...] = ()
    deck: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()

    @property
    def letters(self) -> int:
        """Hangul syllables of the lines of text."""
        return sum(count_hangul(line.text) for line in self.lines if line.kind == "text" and not line.linked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is known of the article while its lines are read. ``description`` is what the page says it is about;
    ``drop`` and ``captions`` are elements that the outlet's own selectors found, ``facts`` lines with
    facts about it."""

    headline: str
    description: str
    stop: tuple[str, ...]
    links: Callable[[str], bool]
    tools: Tools
    drop: frozenset[Element] = frozenset()
    captions: frozenset[Element] = frozenset()
    facts: frozenset[str] = frozenset()

    def read_markup(self, page: WeighedPage, body: Element | None, headline: Element | None) -> BodyText:
        """The text in the element of the body."""
        if body is None:
            return BodyText()
        drop, captions = find_clutter(body, page, headline)
        drop, captions = (drop - self.captions) | self.drop, (captions - self.drop) | self.captions
        lines = self._read_lines(page, body, drop, captions)
        if headline is body:  # the headline is not an element of its own there
            title = alnum_key(self.headline)
            at = next((at for at, line in enumerate(lines[:HEAD_REACH]) if alnum_key(line.text) == title), -1)
            lines = (*(line for line in lines[: at + 1] if line.kind != "text"), *lines[at + 1 :])
        return self._trimmed(lines, body)

    def read_script(self, html: str) -> BodyText:
        """A text from a script."""
        root = parse_fragment(html)
        if root is None:
            return BodyText()
        hidden = find_hidden(read_attribute(root, "style"), read_attribute(root, "hidden"))
        drop, captions = find_clutter(root, weigh_page(root, hidden=hidden), None)
        return self._trimmed(read_lines(root, drop=drop, captions=captions, stop=self.stop, links=self.links), root)

    def _read_lines(
        self, page: WeighedPage, body: Element, drop: Collection[Element], captions: Collection[Element]
    ) -> tuple[RawLine, ...]:
        """The lines, without the blocks that a heading of other articles begins, but for one that holds the story."""
        weight = page.of(body)
        lines = page.lines[weight.first : weight.last]
        at = next((at for at, line in enumerate(lines) if line.text.strip(LINE_MARKS) in self.stop), -1)
        if at >= 0:
            pairs = word_pairs((self.headline, *(line.text for line in lines[:at])))
            told = [line for line in lines[at + 1 :] if line.plain >= MIN_TOLD_LETTERS and has_full_stop(line.text)]
            beside = {line.element for line in lines[:at] if line.plain >= MIN_TOLD_LETTERS}
            goes_on = any(
                line.element in beside and not line.is_aside and PLAIN_STYLE.search(line.text) for line in told
            )
            if goes_on or any(share_pairs(line.text, pairs) >= MIN_SHARE_TOLD for line in told):
                return read_lines(body, drop=drop, captions=captions, links=self.links)
        return read_lines(body, drop=drop, captions=captions, stop=self.stop, links=self.links)

    def begins_script(self, stored: str, text: BodyText) -> bool:
        """Whether the page's description is the beginning of a stored text and does not occur in the markup's."""
        lead = alnum_key(self.description)[:20]
        shown = alnum_key("".join(line.text for line in text.lines))
        return len(lead) > 11 and lead not in shown and lead in alnum_key(TAG.sub("", stored))

    def _trimmed(self, lines: Iterable[RawLine], body: Element) -> BodyText:
        bold = _bold(body)
        about = alnum_key(self.description)
        headline = alnum_key(self.headline)
        tests = LineTests(
            dated=lambda text: len(text) < MAX_DATED_CHARACTERS and bool(self.tools.labels(text)),
            signed=lambda text: bool(self.tools.names(text)) or self.tools.is_desk(text),
            is_boilerplate=lambda text: (
                text in self.facts or self.tools.is_boilerplate(text) or alnum_key(text) == headline
            ),
            deck=lambda text: (
                text in bold or (not CLOSED.search(text) and len(alnum_key(text)) > 5 and alnum_key(text) in about)
            ),
        )
        told = (line for line in lines if line.kind != "text" or any(map(str.isalnum, line.text)))
        own = (self._without_notice(line) for line in told)
        trimmed = trim_ends(drop_appeals(list(own)), tests)
        kept = tuple(line for line in trimmed.lines if line.kind != "text" or not is_button_line(line.text))
        return BodyText(kept, trimmed.deck, trimmed.signed)

    def _without_notice(self, line: RawLine) -> RawLine:
        """Of a notice of rights in which somebody signs, who signs."""
        signs = self.tools.notice(line.text) if line.kind == "text" else ""
        return RawLine(signs) if signs else line


def _bold(body: Element) -> set[str]:
    """The texts of headings and bold type near the beginning."""
    bold: set[str] = set()
    for element in islice(body.iter("strong", "b", "h2", "h3", "h4", "h5"), MAX_BOLD_PARTS):
        bold |= {collapse_spaces(str(part)) for part in islice(element.itertext(), MAX_BOLD_PARTS)} | {text_of(element)}
        if len(bold) > MAX_BOLD_PARTS:
            break
    return bold


def is_summary_of(stored: str, text: BodyText) -> bool:
    """Whether a stored text is too short to be more than a summary of what the markup holds."""
    return count_hangul(stored) < MAX_SUMMARY_SHARE * text.letters


def holds_text(text: BodyText, stored: str) -> bool:
    """Whether the lines read from the markup hold most of a stored text."""
    root = parse_fragment(stored)
    if root is None:
        return True
    shown = "".join("".join(line.text.split()) for line in text.lines)
    parts = [
        "".join(line.text.split()) for line in read_lines(root) if line.kind == "text" and count_hangul(line.text) > 8
    ]
    pieces = [part[at : at + PIECE] for part in parts for at in range(0, max(1, len(part) - PIECE + 1), STRIDE)]
    pieces = pieces[:: len(pieces) // PIECES + 1]
    return sum(piece in shown for piece in pieces) >= MIN_SHARE_HELD * len(pieces)
