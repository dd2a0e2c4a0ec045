"""The lines of an element as a browser would show them: inline tags join, blocks and <br> break, a row is one line."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from lxml import etree

from pipelines.dom.tree import Element
from pipelines.raw import RawLine

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
MARKS = "[]<>〈〉《》【】()◆▶▷►☞■□●○◇※*·-: "

Links = Callable[[str], bool]


def fold(text: str) -> str:
    """White space of every kind folded to single blanks, none at the ends."""
    return " ".join(text.split())


def text_of(element: Element) -> str:
    """All text below an element, as one folded line; scripts and breaks are not looked at (headlines, labels)."""
    return fold("".join(map(str, element.itertext(with_tail=False))))


def hidden(element: Element) -> bool:
    """True where the element's own style or attribute keeps it from being shown."""
    style = element.get("style")
    if style is not None and "none" in style and "display:none" in style.replace(" ", "").lower():
        return True
    return element.get("hidden") is not None


def source_of(image: Element) -> str:
    """The picture's address: a lazy loader's attribute before ``src``; inline data is no address."""
    for name in (*LAZY, "src"):
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return value
    return ""


@dataclass(slots=True)
class _Walk:
    """What is known while walking: lines so far, the line being written, and the block being left out."""

    stop: Collection[str]
    links: Links
    lines: list[RawLine] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    blocks: list[tuple[Element, int]] = field(default_factory=list)
    skipped: Element | None = None
    dropped: int = 0

    def flush(self, kind: str = "text") -> None:
        text = fold("".join(self.parts)) if self.parts else ""
        text = text.strip("| ") if kind == "row" else text
        linked, self.linked = self.linked, 0
        self.parts.clear()
        if not text:
            return
        if self.skipped is not None:
            self.dropped += 1
        elif len(text) < 40 and text.strip(MARKS) in self.stop:
            here = len(self.lines)
            self.skipped = next((element for element, before in self.blocks[1:] if before == here), self.blocks[0][0])
            self.dropped = 0
        else:
            whole = linked > 0 and linked >= len(text.strip(MARKS)) - 1
            self.lines.append(RawLine(text, "caption" if kind == "caption" else "text", linked=whole))

    def leave(self, element: Element) -> None:
        """End of a block: what a stop line left out ends here, unless that line stood alone in its block."""
        self.blocks.pop()
        if element is self.skipped:
            alone = self.dropped == 0 and bool(self.blocks)
            self.skipped = self.blocks[-1][0] if alone else None
            self.dropped = 0


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
    walk = _Walk(stop, links)
    caption: Element | None = None
    row: Element | None = None
    anchors: list[int] = []
    events = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, element in events:
        tag = element.tag
        if event == "start":
            if tag in SILENT or element in drop or (element.attrib and hidden(element)):
                events.skip_subtree()
                anchors.append(-1)
                if tag in BLOCKS:
                    walk.blocks.append((element, -1))
                continue
            if tag in BLOCKS:
                if caption is None and row is None:
                    walk.flush()
                else:
                    walk.parts.append(" ")
                walk.blocks.append((element, len(walk.lines)))
                if tag == "tr" and row is None and caption is None and _is_data(element):
                    row = element
            elif tag == "img":
                if caption is None and row is None:
                    walk.flush()
                if walk.skipped is None and (address := source_of(element)):
                    walk.lines.append(RawLine(fold(element.get("alt") or ""), "image", address))
            elif tag in CELLS:
                if row is not None:
                    walk.parts.append(
                        " | " if element.getparent() is row and element.getprevious() is not None else " "
                    )
                elif caption is not None:
                    walk.parts.append(" ")
                else:
                    walk.flush()
            if element in captions and caption is None:
                walk.flush()
                caption = element
            anchors.append(len(walk.parts))
            if element.text:
                walk.parts.append(element.text)
            continue
        if event == "end":
            begun = anchors.pop()
            if tag == "a" and begun >= 0 and (address := element.get("href")) and links(address):
                walk.linked += len(fold("".join(walk.parts[begun:])))
            if element is caption:
                walk.flush("caption")
                caption = None
            if tag in BLOCKS or tag in CELLS:
                if element is row:
                    walk.flush("row")
                    row = None
                if caption is None and row is None:
                    walk.flush()
                else:
                    walk.parts.append(" ")
                if tag in BLOCKS:
                    walk.leave(element)
        if element is not root and element.tail:
            walk.parts.append(element.tail)
    walk.flush()
    return tuple(walk.lines)


def _is_data(row: Element) -> bool:
    """A row of values, not of a layout table: two cells or more, and no table or picture inside."""
    cells = sum(1 for cell in row if cell.tag in CELLS)
    return cells > 1 and next(row.iter("table", "img", "figure"), None) is None
