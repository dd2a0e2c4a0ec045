"""Every text near an article's own that may name who wrote it, in the order of the page: also what is in no line.

Names stand in buttons, in the words of pictures and links (alt, title, aria-label), in data attributes and in blocks
that are set aside for their class names. Each piece between two tags is a text of its own, so that what reads them may
put together a name and a title that stand in blocks of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal, cast

from models.text.mail_address import ADDRESS
from pipelines.dom.body_lines import collapse_spaces
from pipelines.dom.tree import Element
from pipelines.generic.class_names import AUTHORS, words_of
from pipelines.generic.density import Line, WeighedPage, read_apart
from pipelines.text.sentences import has_full_stop
from pipelines.text.text_keys import count_hangul

Zone = Literal["head", "behind"]
UNREAD = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "select", "textarea", "head"})
SAID = frozenset({"alt", "title", "aria-label", "value", "content"})
CODED = frozenset({"href", "src", "class", "id", "style", "type", "name", "rel", "target", "srcset", "width", "height"})
WRITER_KEYS = AUTHORS - {"name"}
MAX_TEXT, MAX_ELEMENTS, MAX_TEXTS, LINES_ABOVE = 80, 400, 60, 12
MIN_PARAGRAPH_LETTERS, MAX_BUTTON = 30, 12
MAIL_WORD = re.compile("메일|mail", re.IGNORECASE)
_ADDRESS = re.compile(ADDRESS)


@dataclass(frozen=True, slots=True)
class NearText:
    """A text and the element that it stands in. ``spoken``: in an attribute; ``keyed``: the attribute's name is one for
    authors; ``linked``: inside a link."""

    text: str
    element: Element
    zone: Zone
    spoken: bool = False
    keyed: bool = False
    linked: bool = False


def find_near_texts(page: WeighedPage, headline: Element | None, body: Element) -> Iterator[NearText]:
    """The texts between headline and body, then those behind the last paragraph; nothing of the body's own prose."""
    weight = page.of(body)
    start = page.of(headline).last if headline is not None else weight.first
    above = headline if headline is not None and start < weight.last else None
    if above is None:
        lines = page.lines[max(0, weight.first - LINES_ABOVE) : weight.first]
        above = next((line.element for line in lines if line.element not in body.iterancestors()), None)
    if above is not None and above is not body:
        yield from _Walk("head", body).walk(above)
    prose = [at for at in range(max(weight.first, start), weight.last) if is_prose(page.lines[at])]
    last = page.lines[prose[-1]].element if prose else body
    for line in page.lines[prose[-1] + 1 : weight.last] if prose else ():
        inside = line.element is last or last in line.element.iterancestors()
        if inside and len(line.text) <= MAX_TEXT:  # parted from the paragraph by a line break alone
            yield NearText(read_apart(line), line.element, "behind", linked=line.linked > line.plain)
    yield from _Walk("behind", None).walk(last)


class _Walk:
    """From one element on, towards the end of the page: to the body or the first prose above it, or so many texts."""

    def __init__(self, zone: Zone, end: Element | None) -> None:
        self.zone = zone
        self.end = end
        self.ended = False
        self.elements = self.texts = 0

    def walk(self, start: Element) -> Iterator[NearText]:
        node: Element | None = start
        while node is not None and not self._is_spent():
            yield from self._piece(node.tail, node.getparent())
            for sibling in node.itersiblings():
                if self._is_spent():
                    return
                yield from self._below(sibling)
            node = node.getparent()

    def _is_spent(self) -> bool:
        return self.ended or self.elements > MAX_ELEMENTS or self.texts > MAX_TEXTS

    def _below(self, top: Element) -> Iterator[NearText]:
        """An element and what is in it, by a stack: pages are nested deeper than calls may be."""
        stack: list[tuple[Element, bool]] = [(top, False)]
        while stack and not self._is_spent():
            element, closing = stack.pop()
            self.elements += 1
            if element is self.end:
                self.ended = True
            elif not closing and isinstance(element.tag, str) and element.tag not in UNREAD:
                yield from self._attributes(element)
                yield from self._piece(element.text, element)
                stack.append((element, True))
                stack += [(one, False) for one in reversed(element)]
            else:
                yield from self._piece(element.tail, element.getparent())

    def _piece(self, text: str | None, element: Element | None) -> Iterator[NearText]:
        if not text or element is None or text.isspace() or self.ended:
            return
        text = collapse_spaces(text[: 4 * MAX_TEXT])
        if self.zone == "head" and count_hangul(text) >= MIN_PARAGRAPH_LETTERS and has_full_stop(text):
            self.ended = True
        elif text:
            self.texts += 1
            yield NearText(text[: MAX_TEXT + 1], element, self.zone, linked=_is_linked(element))

    def _attributes(self, element: Element) -> Iterator[NearText]:
        for key, value in cast(list[tuple[str, str]], element.items()):
            if key in CODED and not (value.startswith("mailto:") and _is_mail_button(element)):
                continue
            keyed = key not in SAID and not WRITER_KEYS.isdisjoint(words_of(key))
            if key in SAID or keyed:
                text = collapse_spaces(value[: MAX_TEXT + 1])
                if 2 <= len(text) <= MAX_TEXT:
                    self.texts += 1
                    yield NearText(text, element, self.zone, spoken=True, keyed=keyed, linked=element.tag == "a")
            elif "@" in value and (found := _ADDRESS.search(value[:300])):
                self.texts += 1
                yield NearText(found[0], element, self.zone, spoken=True)


def is_prose(line: Line) -> bool:
    """Whether a line is a paragraph of an article, as neither a byline nor a point of a summary is."""
    return line.plain >= MIN_PARAGRAPH_LETTERS and line.plain > line.linked and has_full_stop(line.text)


def _is_mail_button(element: Element) -> bool:
    """Whether a link says nothing but that it is one for mail."""
    said = "".join(str(part) for part in islice(element.itertext(), 6))
    return len(said) <= MAX_BUTTON and (not said.strip() or MAIL_WORD.search(said) is not None)


def _is_linked(element: Element) -> bool:
    return any(one.tag == "a" for one in (element, *islice(element.iterancestors(), 3)))
