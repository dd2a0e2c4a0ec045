"""Where the text of an article is: each element weighed by the Korean sentences below it.

A line is what is between two line breaks. Sentences weigh for an element, lines of links and labels against it,
so that a wider element only weighs more where it adds text of the same kind. The heaviest element, the deepest of
equals, holds the body. Names of elements (class_names.py) and what the page says of its text shift the weights.
"""

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple

from pipelines.dom.body_lines import BLOCKS, CELLS, SILENT, text_of
from pipelines.dom.tree import Element
from pipelines.generic.class_names import aside_level, name_of, names_body
from pipelines.page.boilerplate import heads_others
from pipelines.page.furniture import is_furniture
from pipelines.text.sentences import has_full_stop
from pipelines.text.text_keys import count_hangul

BREAKS = BLOCKS | CELLS | {"br"}
HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "p", "div", "span", "caption"})
WHOLE = frozenset({"body", "html", "main", "article", "td", "tr", "tbody", "table"})
MAX_HEADING_LETTERS = 20
INLINE = frozenset({"a", "b", "strong", "i", "em", "u", "small", "sub", "sup", "mark", "ins", "s", "br", "img", "wbr"})
MAX_LINE_WORTH = 500
MAX_PARTS = 40
MAX_LABEL_LETTERS = 12
LEAD_CHARACTERS = 25
MIN_HEADLINE_LETTERS = 8
MIN_LISTED, MIN_LISTED_LETTERS = 3, 6
"""So many parts of one line, none a sentence, are a list of headlines that no link marks."""
MAX_BELOW_TITLE = 14
THIRD_WEIGHING = 3
"""Of a third weighing, where neither names nor headings of other articles set anything aside."""
ITEMS = frozenset({"li", "dl"})
MIN_NAMED_SHARE = 0.55
MIN_SURELY_NAMED_SHARE = 0.4
SMALL_TEXT_LETTERS = 150
MAX_HEADINGS = 300
MIN_GOOD_LETTERS = 60
SINGLE = frozenset({"p", "span", "li", "font", "h2", "h3", "h4"})
ASIDE_WEIGHT = -0.6
SAME_KIND = 1.06
MIN_CELL_SHARE = 0.7
MIN_MORE_AROUND = 1.4
"""Times the prose of a single line: what is around it then holds more of the text, whatever lists stand there too."""


class Line(NamedTuple):
    """One line of the page: its text (that of links included), its letters, and the element that it is in."""

    element: Element
    text: str
    plain: int
    linked: int
    is_aside: bool


def read_apart(line: Line) -> str:
    """The line with a blank between parts of elements of their own, which style alone keeps apart."""
    element, text = line.element, line.text
    if not len(element) or next(element.iterdescendants("br"), None) is not None:
        return text
    # Words alone tell: what white space is between them is the same for both.
    spaced = " ".join(" ".join(map(str, islice(element.itertext(), MAX_PARTS))).split())
    return spaced if spaced != text and spaced.replace(" ", "") == text.replace(" ", "") else text


@dataclass(slots=True)
class Weight:
    """``score``: for less against; ``good``: the sentences alone; ``linked``, ``plain``: letters of links and others.

    ``first`` and ``last``: the element's lines are ``lines[first:last]`` of the page.
    """

    score: float = 0.0
    good: float = 0.0
    linked: int = 0
    plain: int = 0
    pictures: int = 0
    first: int = 0
    last: int = 0


_NOTHING = Weight()


@dataclass(frozen=True, slots=True)
class WeighedPage:
    """Weights of all elements that hold letters or pictures, which of them holds the body (None: none), all lines.

    ``doubtful``: the body is where names say that it does not. ``title_at``: the last line that is a title of the page.
    """

    body: Element | None
    weights: dict[Element, Weight] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    doubtful: bool = False
    title_at: int = -1

    def of(self, element: Element) -> Weight:
        """The weight of an element; nothing for one that shows nothing."""
        return self.weights.get(element, _NOTHING)


class _Scale:
    """Walks a tree once. ``stack``: the open elements (inline ones left out) with their weights and whether one is
    next to the text."""

    __slots__ = (
        "around_headline",
        "hidden",
        "items",
        "lead",
        "lines",
        "links",
        "parts",
        "stack",
        "sure",
        "title_at",
        "titles",
        "weights",
        "with_asides",
    )

    def __init__(
        self, lead: str, titles: frozenset[str], around_headline: set[Element], hidden: frozenset[Element], *, sure: int
    ) -> None:
        self.sure = sure  # how sure a name must be to set its element aside
        self.hidden = hidden  # what no reader sees
        self.around_headline = around_headline  # what is around the headline is never set aside
        self.lead = lead
        self.titles = titles
        self.title_at = -1  # the last line that is a title
        self.with_asides = False  # whether anything was set aside
        self.weights: dict[Element, Weight] = {}
        self.lines: list[Line] = []
        self.stack: list[tuple[Element, Weight, bool]] = []
        self.parts: list[str] = []
        self.links: list[str] = []  # those of ``parts`` that are in links
        self.items: list[bool] = []  # open list items: whether a headline that leads elsewhere is in them

    def walk(self, root: Element) -> None:
        """In the order of the page; what is not looked into is not walked through.

        One loop without calls for each element and text: of all that reads a page it goes over the most.
        """
        hidden, parts, links, stack = self.hidden, self.parts, self.links, self.stack
        anchors = 0
        open_elements: list[Element] = []
        trail = [iter((root,))]
        while trail:
            element = next(trail[-1], None)
            if element is None:
                trail.pop()
                if not open_elements:
                    break
                element = open_elements.pop()
                tag, is_inside = element.tag, True
            else:
                tag = element.tag
                if tag in INLINE:
                    is_inside = element not in hidden
                    if not is_inside:
                        pass
                    elif tag == "a":
                        anchors += 1
                    elif tag == "br":
                        self.flush()
                    elif tag == "img" and stack:
                        stack[-1][1].pictures += 1
                else:
                    is_seen = isinstance(tag, str) and tag not in SILENT and element not in hidden
                    is_inside = is_seen and self.enter(element, tag)
                if is_inside:
                    if (text := element.text) and (parts or not text.isspace()):  # white space begins no line
                        parts.append(text)
                        if anchors:
                            links.append(text)
                    if len(element):
                        open_elements.append(element)
                        trail.append(iter(element))
                        continue
            if is_inside:
                if tag == "a":
                    anchors -= 1
                elif tag not in INLINE:
                    self.leave(element, tag)
            if (text := element.tail) and (parts or not text.isspace()):
                parts.append(text)
                if anchors:
                    links.append(text)
        self.flush()

    def enter(self, element: Element, tag: str) -> bool:
        """Start of an element that is not inline; False for one that is not looked into."""
        if self.parts and tag in BREAKS:
            self.flush()
        stack = self.stack
        is_aside = bool(stack) and stack[-1][2]
        if not is_aside and (sure := aside_level(element)) >= self.sure and element not in self.around_headline:
            self.with_asides = True
            if sure > 1:
                return False
            is_aside = True
        if tag in ITEMS:
            self.items.append(False)
        stack.append((element, Weight(first=len(self.lines)), is_aside))
        return True

    def leave(self, element: Element, tag: str) -> None:
        if self.parts and tag in BREAKS:
            self.flush()
        if tag in ITEMS:
            self.items.pop()
        stack = self.stack
        weight = stack.pop()[1]
        if weight.linked or weight.plain or weight.pictures:
            weight.last = len(self.lines)
            self.weights[element] = weight
            if stack:
                above = stack[-1][1]
                above.score += weight.score
                above.good += weight.good
                above.linked += weight.linked
                above.plain += weight.plain
                above.pictures += weight.pictures

    def flush(self) -> None:
        """One line to the innermost open element."""
        if not self.parts:
            return
        text = " ".join("".join(self.parts).split())
        pieces = len(self.parts)
        if pieces >= MIN_LISTED:
            pieces = sum(1 for part in self.parts if count_hangul(part) >= MIN_LISTED_LETTERS)
        self.parts.clear()
        if not text or not self.stack:
            self.links.clear()
            return
        element, weight, is_aside = self.stack[-1]
        plain, linked = count_hangul(text), 0
        if self.links:
            linked = count_hangul("".join(self.links))
            plain -= linked
            self.links.clear()
        if (
            not is_aside
            and self.sure < THIRD_WEIGHING
            and linked <= plain <= MAX_HEADING_LETTERS
            and heads_others(text)
        ):
            is_aside = self.set_aside()
        if self.items:
            is_aside = is_aside or self.items[-1]
            self.items[-1] = self.items[-1] or (linked > plain and linked >= MIN_HEADLINE_LETTERS)
        self.lines.append(Line(element, text, plain, linked, is_aside))
        if plain or linked:
            weight.plain += plain
            weight.linked += linked
            score, good = self.value(text, plain, linked, is_aside, pieces)
            weight.score += score
            weight.good += good

    def set_aside(self) -> bool:
        """Set aside the block that begins with the heading of other articles, which the innermost element holds."""
        here = len(self.lines)
        at = len(self.stack) - 1
        while at > 0 and self.stack[at][0].tag in HEADS and len(self.stack[at - 1][0]) == 1:
            at -= 1
        at -= self.stack[at][0].tag in HEADS
        element, weight, _ = self.stack[at]
        if at < 1 or weight.first != here or element in self.around_headline or element.tag in WHOLE:
            return False
        self.with_asides = True
        self.stack[at:] = [(element, weight, True) for element, weight, _ in self.stack[at:]]
        return True

    def value(self, text: str, plain: int, linked: int, is_aside: bool, pieces: int) -> tuple[float, float]:
        if linked > plain:
            return -(4 + 0.4 * min(linked, 60)), 0.0
        if is_aside:
            return ASIDE_WEIGHT * min(plain, MAX_LINE_WORTH), 0.0
        sentence = has_full_stop(text)
        if plain < MAX_LABEL_LETTERS and not sentence:
            return -3.0, 0.0
        packed = text.replace(" ", "")
        if packed in self.titles:
            self.title_at = len(self.lines) - 1
            return 0.0, 0.0
        if (pieces >= MIN_LISTED and not sentence) or is_furniture(text):
            return -(4 + 0.4 * min(plain, 60)), 0.0
        if self.lead and self.lead in packed:
            return plain + 40.0, float(plain)
        worth = min(plain, MAX_LINE_WORTH) * (1.0 if sentence else 0.25)
        return worth - 0.5 * linked, worth


def weigh_page(
    root: Element,
    *,
    lead: str = "",
    titles: frozenset[str] = frozenset(),
    patient: bool = True,
    body: Element | None = None,
    hidden: frozenset[Element] = frozenset(),
) -> WeighedPage:
    """The weights of a page. ``lead`` is how its text begins according to the page itself, ``titles`` what it is called
    (both without white space): a title is not text. ``patient``: where names set all text aside, the page
    is weighed again with less belief in names. ``body``: what holds the body, where that is known; ``hidden``: what no
    reader sees."""
    start = root if root.tag == "body" else next(root.iter("body"), root)
    lead = lead[:LEAD_CHARACTERS] if len(lead) >= MAX_LABEL_LETTERS else ""
    headings = (h for h in islice(start.iter("h1", "h2", "h3"), MAX_HEADINGS) if "".join(text_of(h).split()) in titles)
    around_headline = {parent for heading in islice(headings, 10) for parent in heading.iterancestors()}
    if body is not None:
        known = _weigh(start, _Scale(lead, titles, {*around_headline, body, *body.iterancestors()}, hidden, sure=1))
        return replace(known, body=body)
    scale = _Scale(lead, titles, around_headline, hidden, sure=1)
    best = _weigh(start, scale)
    if _good(best) >= MIN_GOOD_LETTERS or not patient or not scale.with_asides:
        return best
    for sure in (2, THIRD_WEIGHING):
        plain = _weigh(start, _Scale(lead, titles, around_headline, hidden, sure=sure))
        little = MIN_GOOD_LETTERS if _is_below_title(plain) else SMALL_TEXT_LETTERS
        if _good(plain) > 4 * _good(best) + little:
            return replace(plain, doubtful=True)
        if _good(best) > 0:
            break
    return best


def _is_below_title(weighed: WeighedPage) -> bool:
    """Whether the body begins soon below a line that is the page's title."""
    if weighed.body is None or weighed.title_at < 0:
        return False
    return 0 <= weighed.of(weighed.body).first - weighed.title_at <= MAX_BELOW_TITLE


def _good(weighed: WeighedPage) -> float:
    return weighed.of(weighed.body).good if weighed.body is not None else 0.0


def _weigh(root: Element, scale: _Scale) -> WeighedPage:
    scale.walk(root)
    heaviest: Element | None = None
    top = 0.0
    for element, weight in scale.weights.items():  # children come before their parents
        if weight.score > top:
            heaviest, top = element, weight.score
    if heaviest is None:
        return WeighedPage(None, scale.weights, tuple(scale.lines), title_at=scale.title_at)
    chosen = _by_name(scale.weights, heaviest, top)
    return WeighedPage(
        chosen if chosen is not None else _in_cell(scale.weights, _around(scale.weights, heaviest)),
        scale.weights,
        tuple(scale.lines),
        title_at=scale.title_at,
    )


def _around(weights: dict[Element, Weight], heaviest: Element) -> Element:
    """A single line is seldom all of a body: what is right around it, unless that is mostly links and has no other."""
    weight, parent = weights[heaviest], heaviest.getparent()
    is_single = weight.last - weight.first <= 1 and heaviest.tag in (*SINGLE, "div")
    if not is_single or parent is None or parent.tag in ("body", "html"):
        return heaviest
    around = weights.get(parent)
    if around is None or around.good < weight.good:
        return heaviest
    fits = around.linked < around.plain and around.score > 0
    if heaviest.tag == "div":  # a block of one line is mostly whole; a table may part it from the next
        fits = around.linked < around.plain and around.good >= MIN_MORE_AROUND * weight.good
    else:
        fits = fits or around.good >= MIN_MORE_AROUND * weight.good
    return parent if fits else heaviest


def _in_cell(weights: dict[Element, Weight], chosen: Element) -> Element:
    """The cell that holds most of the text of a row, whose other cells are columns of the page."""
    if chosen.tag != "tr":
        return chosen
    cells = [(weights[cell].good, cell) for cell in chosen if cell in weights]
    good, cell = max(cells, key=lambda pair: pair[0], default=(0.0, chosen))
    return cell if good >= MIN_CELL_SHARE * weights[chosen].good else chosen


def _by_name(weights: dict[Element, Weight], heaviest: Element, top: float) -> Element | None:
    """The element whose name says that it holds the body, where it does hold most of the text.

    Of several of one name (a ``div.par`` for each part) the heaviest element around them is taken.
    """
    holders = [(e, w, sure) for e, w in weights.items() if w.good > 0 and (sure := names_body(e))]
    within = {heaviest, *heaviest.iterancestors()}
    good = weights[heaviest].good
    found: Element | None = None
    best = 0.0
    for element, weight, sure in holders:
        around = element in within and weight.good >= good and top < SMALL_TEXT_LETTERS
        enough = weight.score >= (MIN_SURELY_NAMED_SHARE if sure > 1 else MIN_NAMED_SHARE) * top or around
        worth = weight.score + (top if sure > 1 else 0.0) + (top if around else 0.0)
        if enough and worth > best * 1.0001:
            found, best = element, worth
    if found is not None and top > weights[found].score * SAME_KIND and (name := name_of(found)):
        inside = set(heaviest.iterdescendants())
        if sum(1 for element, _, _ in holders if name_of(element) == name and element in inside) > 1:
            return heaviest
    return found
