"""The lines of an element as a browser would show them: inline tags join, blocks and <br> break, a row is one line."""

from collections.abc import Callable, Collection, Iterable, Iterator

from lxml import etree

from pipelines.contracts.raw_article import RawLine
from pipelines.dom.tree import Element

WORDS = """
address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre section summary
table tbody tfoot thead tr ul
"""
BLOCKS = frozenset(WORDS.split())
CELLS = frozenset({"td", "th"})
UNSEEN = """
script style noscript iframe template object embed svg math canvas audio video map select option textarea button
input head title link meta
"""
SILENT = frozenset(UNSEEN.split())
LAZY = ("data-src", "data-original", "data-lazy-src", "data-url")
LINE_MARKS = "[]<>〈〉《》【】()◆▶▷►☞■□●○◇※*·-: "

MAX_STOP_CHARACTERS = 40
# Nothing that is read as one line is so long; elements that were never closed hold each other's texts many times.
MAX_STRING_PARTS = 2_000
STRING = etree.XPath("substring(string(), 1, 10000)", smart_strings=False)

Links = Callable[[str], bool]


def collapse_spaces(text: str) -> str:
    """White space of every kind folded to single blanks, none at the ends."""
    return " ".join(text.split())


def text_of(element: Element) -> str:
    """The text below an element as one line, comments left out (headlines, labels); its first part if long.

    A line break inside is a blank, as a reader sees it.
    """
    children = len(element)
    if not children:
        return collapse_spaces(element.text or "")
    if children == 1 and not len(inner := element[0]) and isinstance(inner.tag, str):  # as a menu's entries mostly are
        own = " " if inner.tag == "br" else inner.text or ""
        return collapse_spaces(f"{element.text or ''}{own}{inner.tail or ''}"[:10_000])
    if next(element.iterdescendants("br"), None) is None:
        return collapse_spaces(str(STRING(element)))
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            parts.append(" " if node.tag == "br" else node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
        if len(parts) > MAX_STRING_PARTS:
            break
    return collapse_spaces("".join(parts)[:10_000])


def is_longer(element: Element, most: int) -> bool:
    """Whether ``text_of`` an element has more than so many characters; a long text is not read to its end for it."""
    letters = 0
    for part in element.iter() if len(element) else ():
        if (text := part.text) and isinstance(part.tag, str):
            letters += sum(map(len, text.split()))
        if part is not element and (tail := part.tail):
            letters += sum(map(len, tail.split()))
        if letters > most:
            return True
    return len(text_of(element)) > most


def is_hidden(element: Element) -> bool:
    """True where the element's own style or attribute keeps it from being shown."""
    style = element.get("style")
    return (style is not None and _hides(style)) or element.get("hidden") is not None


def find_hidden(styles: dict[Element, str], named: Iterable[Element]) -> frozenset[Element]:
    """All elements of a tree for which ``is_hidden`` is true; ``styles``: the style of those that have one; ``named``:
    those that have the attribute ``hidden``."""
    styled = (element for element, style in styles.items() if _hides(style))
    return frozenset((*styled, *named))


def _hides(style: str) -> bool:
    return "none" in style and "display:none" in style.replace(" ", "").lower()


def outermost(elements: Iterable[Element]) -> Iterator[Element]:
    """Those of several elements, given in document order, that are in none of the others."""
    last: Element | None = None
    for element in elements:
        if last is None or last not in element.iterancestors():
            last = element
            yield element


def source_of(image: Element) -> str:
    """The picture's address: a lazy loader's attribute before ``src``; inline data is not an address."""
    for name in (*LAZY, "src"):
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return value
    return ""


def read_lines(
    root: Element,
    *,
    drop: Collection[Element] = (),
    captions: Collection[Element] = (),
    stop: Collection[str] = (),
    links: Links = lambda _: False,
) -> tuple[RawLine, ...]:
    """The lines below ``root`` in order, pictures among them.

    ``drop`` and ``captions`` are elements left out, or read as one caption line each. A line that is one of ``stop``
    takes the block that it heads with it. ``links`` tells whether an address is another article's.
    """
    walk = _Walk(root, drop, captions, stop, links)
    if not walk.enter(root):
        return ()
    trail = [(root, iter(root))]
    while trail:
        element, children = trail[-1]
        for child in children:
            if walk.enter(child):
                if len(child):
                    trail.append((child, iter(child)))
                    break
                walk.leave(child)
            if child.tail:
                walk.parts.append(child.tail)
        else:
            trail.pop()
            walk.leave(element)
            if trail and element.tail:
                walk.parts.append(element.tail)
    walk.flush()
    return tuple(walk.lines)


class _Walk:
    """What is known while walking: lines so far, the line being written, and the block being left out."""

    __slots__ = (
        "anchors",
        "blocks",
        "captions",
        "drop",
        "dropped",
        "joined",
        "lines",
        "linked",
        "links",
        "parts",
        "root",
        "skipped",
        "stop",
    )

    def __init__(
        self,
        root: Element,
        drop: Collection[Element],
        captions: Collection[Element],
        stop: Collection[str],
        links: Links,
    ) -> None:
        self.root = root
        self.drop, self.captions, self.stop, self.links = drop, captions, stop, links
        self.lines: list[RawLine] = []
        self.parts: list[str] = []
        self.blocks: list[tuple[Element, int]] = []  # open blocks, and how many lines came before each
        self.anchors: list[int] = []  # open links: where in ``parts`` their text begins
        self.linked = 0
        self.joined: Element | None = None  # the caption or row whose inner blocks do not break the line
        self.skipped: Element | None = None
        self.dropped = 0

    def enter(self, element: Element) -> bool:
        """Start of an element; False for what is not looked into (its end is not told then)."""
        tag = element.tag
        if tag in SILENT or not isinstance(tag, str) or is_hidden(element):
            return False
        if element in self.drop:
            self.break_line()
            # The list below a stop line may have been found for itself: the line did not stand alone then.
            self.dropped += self.skipped is not None and next(element.iter("a"), None) is not None
            return False
        if tag in BLOCKS:
            self.break_line()
            self.blocks.append((element, len(self.lines)))
            if tag == "tr" and self.joined is None and _is_data(element):
                self.joined = element
        elif tag in CELLS:
            self.cell(element)
        elif tag == "a":
            self.anchors.append(len(self.parts))
        elif tag == "img":
            self.picture(element)
        if element in self.captions and self.joined is None:
            self.flush()
            self.joined = element
        if element.text:
            self.parts.append(element.text)
        return True

    def leave(self, element: Element) -> None:
        """End of an element that was entered."""
        tag = element.tag
        if element is self.joined:
            self.flush("row" if tag == "tr" else "caption")
            self.joined = None
        if tag in BLOCKS:
            self.break_line()
            self.close(element)
        elif tag in CELLS:
            self.break_line()
        elif tag == "a":
            begun = self.anchors.pop()
            address = element.get("href")
            # A link that a script answers has no address; one with a name is a place in the text.
            by_script = address is None and element.get("name") is None and element.get("id") is None
            if by_script or (address and self.links(address)):
                self.linked += _count_alnum("".join(self.parts[begun:]))

    def break_line(self) -> None:
        if self.joined is None:
            self.flush()
        else:
            self.parts.append(" ")

    def cell(self, element: Element) -> None:
        """Cells of a row of values are joined by `` | ``; those of a layout table are blocks."""
        in_row = self.joined is not None and element.getparent() is self.joined
        if in_row and element.getprevious() is not None:
            self.parts.append(" | ")
        else:
            self.break_line()

    def picture(self, element: Element) -> None:
        if self.joined is None:
            self.flush()
        if self.skipped is None and (address := source_of(element)):
            self.lines.append(RawLine(collapse_spaces(element.get("alt") or ""), "image", address))

    def flush(self, kind: str = "text") -> None:
        """The line so far goes to the lines, or into the block that a stop line left out."""
        if not self.parts:
            return
        text = collapse_spaces("".join(self.parts))
        text = text.strip("| ") if kind == "row" else text
        linked, self.linked = self.linked, 0
        self.parts.clear()
        if not text:
            return
        if self.skipped is not None:
            self.dropped += 1
        elif len(text) < MAX_STOP_CHARACTERS and text.strip(LINE_MARKS) in self.stop:
            here = len(self.lines)
            heads = (element for element, before in self.blocks if before == here and element is not self.root)
            self.skipped = next(heads, self.root)
            self.dropped = 0
        else:
            whole = linked > 0 and linked >= _count_alnum(text) - 1
            self.lines.append(RawLine(text, "caption" if kind == "caption" else "text", linked=whole))

    def close(self, element: Element) -> None:
        """End of a block: what a stop line left out ends here, unless that line stood alone in its block."""
        self.blocks.pop()
        if element is self.skipped:
            alone = self.dropped == 0 and bool(self.blocks)
            self.skipped = self.blocks[-1][0] if alone else None
            self.dropped = 0


def _count_alnum(text: str) -> int:
    """Letters and digits: marks between several links of a line (``처음 | 목록``) are nobody's words."""
    return sum(map(str.isalnum, text))


def _is_data(row: Element) -> bool:
    """A row of values, not of a layout table: two cells or more, and no table or picture inside."""
    cells = sum(1 for cell in row if cell.tag in CELLS)
    return cells > 1 and next(row.iter("table", "img", "figure"), None) is None
