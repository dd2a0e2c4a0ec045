"""What is inside the element of the body and is not text of the article: boxes of links, of authors, of pictures."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from pipelines.dom.tree import Element
from pipelines.generic.class_names import ASIDE_WORDS, CAPTIONS, INSIDE, PICTURES, aside_level, name_words
from pipelines.generic.density import INLINE, WeighedPage
from pipelines.generic.others.next_articles import find_cards, find_comments, find_next_articles
from pipelines.generic.others.strange_boxes import find_strange_boxes
from pipelines.generic.others.summaries import find_summaries
from pipelines.generic.others.unmarked_lists import find_unmarked_lists
from pipelines.generic.picture_boxes import find_beside_images, is_below_picture, is_picture_box
from pipelines.text.text_keys import count_hangul

BOXES = frozenset(
    {"div", "table", "figure", "td", "center", "dl", "span", "section", "li", "p", "tbody", "tr", "article"}
)
WHOLE_BOXES = ("div", "table", "figure", "center", "dl", "section", "article")
FRAMES, MIN_FRAMES = ("td", "li", "div", "figure", "dl", "p", "center"), 2
DROPPED_TAGS = frozenset({"form", "button", "nav", "footer", "aside", "dialog", "fieldset", "header", "hgroup"})
MAX_BOX_SHARE = 0.3
MAX_LABEL_LETTERS = 60
MIN_USUAL = 3
MAX_BOX_LETTERS = 2_000
MAX_BOXES = 200
MAX_CAPTION_LETTERS = 420
MAX_PLAIN_CAPTION_LETTERS = 70
MAX_TABLE_LETTERS = 200
CREDITED = re.compile(
    r"[\])>〉】]\s?$|(?:연합뉴스|뉴시스|뉴스1|제공|기자|자료\s?사진|캡처|캡쳐|AP|AFP|로이터|게티이미지\S{0,4})\s?[\])>]?\.?$|^[▲△▴↑■◀▶◆]|ⓒ|©"
)


def find_clutter(body: Element, page: WeighedPage, headline: Element | None) -> tuple[set[Element], set[Element]]:
    """(what to leave out, what to read as captions) among the elements below the body."""
    drop: set[Element] = {
        *_above(body, headline),
        *find_unmarked_lists(body, page),
        *find_next_articles(body, page, headline),
        *find_cards(body, page),
        *find_comments(body, page),
        *find_summaries(body, page),
        *find_strange_boxes(body, page),
    }
    captions: set[Element] = set()
    whole = max(page.of(body).good, 1.0)
    skip: set[Element] = set()
    usual = _usual(body, page)
    boxes = 0
    captions.update(find_beside_images(body))
    for element in body.iterdescendants():
        tag = element.tag
        if not isinstance(tag, str) or tag in INLINE:
            continue
        parent = element.getparent()
        if parent in drop or parent in skip or element in drop:
            skip.add(element)
            continue
        weight = page.weights.get(element)
        if weight is None and aside_level(element) > 1:
            drop.add(element)
            continue
        if weight is None or weight.good > MAX_BOX_SHARE * whole + 30:
            continue
        named = name_words(element)
        if (tag, element.get("class")) in usual:
            continue
        boxes += bool(weight.pictures)
        small = weight.plain + weight.linked <= MAX_BOX_LETTERS
        if weight.pictures and small and boxes <= MAX_BOXES and (found := list(_captions(element, named, page))):
            captions.update(found)
            skip.add(element)
        elif (
            (not CAPTIONS.isdisjoint(named) and _by_picture(element, page))
            or is_picture_box(element, page, whole)
            or is_below_picture(element, page, whole)
        ):
            captions.add(element)
            skip.add(element)
        elif (
            tag in DROPPED_TAGS
            or sum(1 for child in element if child.tag == "label") > 1  # a poll or a quiz
            or not ASIDE_WORDS.isdisjoint(named)
            or (not INSIDE.isdisjoint(named) and weight.plain + weight.linked < MAX_LABEL_LETTERS)
            or _links(element, weight.plain, weight.linked)
        ):
            drop.add(element)
    return drop, captions


def _usual(body: Element, page: WeighedPage) -> set[tuple[object, str | None]]:
    """Kinds of elements (tag and class) that hold the prose of this text: whatever their name, they are not clutter."""
    counts = Counter(
        (element.tag, element.get("class"))
        for element in body.iterdescendants("p", "div", "span", "section", "h2", "h3", "h4")
        if page.of(element).good > 25 and not page.of(element).pictures
    )
    return {kind for kind, count in counts.items() if count >= MIN_USUAL and kind[1]}


def _above(body: Element, headline: Element | None) -> Iterator[Element]:
    """The headline inside the body's element, and all that is before it there."""
    if headline is None or body is headline:
        return
    here: Element = headline
    chain = [headline, *headline.iterancestors()]
    if body not in chain:
        return
    yield headline
    while here is not body:
        yield from here.itersiblings(preceding=True)
        above = here.getparent()
        if above is None:
            return
        here = above


def _links(element: Element, plain: int, linked: int) -> bool:
    """A list of links: two or more, and hardly a word besides."""
    if linked < 8 or linked < 2 * plain:
        return False
    return sum(1 for _ in element.iter("a")) > 1 or element.tag in ("ul", "ol", "dl")


def _captions(box: Element, named: frozenset[str], page: WeighedPage) -> Iterator[Element]:
    """The captions of a picture's box; nothing for an element that only happens to hold a picture."""
    if box.tag not in BOXES:
        return
    text = "".join(islice((str(part) for part in box.itertext()), 400))[: 20 * MAX_CAPTION_LETTERS]
    text = " ".join(text.split())
    long = count_hangul(text)
    if not long:
        return
    own = [e for e in islice(box.iterdescendants(), 300) if isinstance(e.tag, str) and _is_caption(e)]
    if own:
        if long <= MAX_CAPTION_LETTERS * max(1, sum(1 for _ in box.iter("img"))):
            yield from own
        return
    if len(framed_alone := _find_frames(box, page)) > 1:
        yield from framed_alone
        return
    named_so = box.tag == "figure" or not PICTURES.isdisjoint(named)
    framed = named_so or box.tag == "table"
    if long > MAX_CAPTION_LETTERS or (not named_so and _holds_boxes(box, page)):
        return
    small = long <= MAX_PLAIN_CAPTION_LETTERS and not text.endswith(("다.", "요.", "다.”", '다."'))
    is_credited = CREDITED.search(text) is not None
    if (framed and (box.tag != "table" or long <= MAX_TABLE_LETTERS)) or is_credited or small:
        yield box


def _find_frames(box: Element, page: WeighedPage) -> list[Element]:
    """The boxes side by side in a box that hold one picture and one line each, where they hold all of its pictures."""
    whole = page.of(box)
    if whole.pictures < MIN_FRAMES or whole.last - whole.first != whole.pictures:
        return []
    inner = (e for e in islice(box.iterdescendants(*FRAMES), MAX_BOXES) if page.of(e).pictures == 1)
    found = [e for e in inner if page.of(e).last - page.of(e).first == 1]
    outer = [e for e in found if e.getparent() not in found]
    return outer if len(outer) == whole.pictures else []


def _holds_boxes(box: Element, page: WeighedPage) -> bool:
    """Whether a box holds another one with a picture and words: that one is the picture's then, this one a text's."""
    inner = (page.of(element) for element in islice(box.iterdescendants(*WHOLE_BOXES), 60))
    return any(weight.pictures and weight.plain for weight in inner)


def _is_caption(element: Element) -> bool:
    return element.tag == "figcaption" or not CAPTIONS.isdisjoint(name_words(element))


def _by_picture(element: Element, page: WeighedPage) -> bool:
    """Whether a picture is in the element, before it or around it."""
    if "caption" in name_words(element) or "figcaption" in name_words(element):
        return True
    for one in (element, element.getprevious(), element.getparent()):
        if one is not None and isinstance(one.tag, str) and page.of(one).pictures and page.of(one).good < 400:
            return True
    return False
