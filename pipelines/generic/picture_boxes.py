"""Captions that no tag, name, mark or credit calls so: told by their place at a picture and by what a caption says."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from pipelines.contracts.raw_article import RawLine
from pipelines.dom.body_lines import source_of, text_of
from pipelines.dom.tree import Element
from pipelines.generic.class_names import CAPTIONS, name_words
from pipelines.generic.density import Line, WeighedPage
from pipelines.page.boilerplate import heads_others
from pipelines.text.captions import split_caption
from pipelines.text.sentences import has_full_stop
from pipelines.text.text_keys import count_hangul

BOXES = frozenset({"div", "table", "figure", "center", "dl", "ul", "span", "section", "td", "li"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "b", "strong")
MAX_CAPTION_LETTERS, MAX_PLAIN_LETTERS, MIN_CAPTION_LETTERS = 75, 40, 4
MIN_OWN_SHARE = 2
SHOWN = re.compile(
    r"(?:고 있(?:다|는 모습|는 장면)|모습(?:이다)?|전경(?:이다)?|장면(?:이다)?|광경(?:이다)?|현장|조감도|위치도|포스터"
    r"|자료\s?사진|기념\s?촬영)"
    r"[.\s]{0,2}\Z"
)
"""How captions end: what a picture shows goes on, or is named."""
NOUN_END = re.compile(r"[가-힣](?<![다요죠까음함임됨네])\.\Z")
STYLED = re.compile(
    r"text-align\s?:\s?center|font-size\s?:\s?(?:[89]|1[0-3])(?:\.\d+)?(?:px|pt)|color\s?:\s?(?:#[5-9a]|gr[ae]y)",
    re.IGNORECASE,
)


MAX_LINES_BETWEEN, MAX_BOXES, MAX_BOX_LINES = 24, 3, 3
MARKED = tuple("▲△▴▼▽↑↓←→◀◁")
BESIDE = frozenset({"em", "small", "i", "span", "font"})
INLINE = BESIDE | {"a", "b", "strong", "u", "sub", "sup"}
MAX_IMAGES = 60
SMALL = ("small", "em", "i", "figcaption")


def is_named_caption(line: Line) -> bool:
    """Whether tag or name of a line's element, or of the one around it, call it a caption."""
    around = line.element.getparent()
    elements = (line.element,) if around is None else (line.element, around)
    return any(e.tag == "figcaption" or not CAPTIONS.isdisjoint(name_words(e)) for e in elements)


def find_lead_captions(
    page: WeighedPage, headline: Element | None, body: Element | None, is_other: Callable[[str], bool]
) -> Iterator[RawLine]:
    """The captions of the pictures between headline and body, each behind its picture. ``is_other``: whether a line
    signs, tells a time or is of the page, as the words beside a portrait or an icon are."""
    if headline is None or body is None:
        return
    start, end = page.of(headline).last, page.of(body).first
    for line in page.lines[start : min(end, start + MAX_LINES_BETWEEN)]:
        if heads_others(line.text):
            return
        if line.linked > line.plain or not MIN_CAPTION_LETTERS <= line.plain <= MAX_CAPTION_LETTERS:
            continue
        if not _is_near_picture(page, line.element):
            continue
        box = _picture_box(page, line)
        box = _picture_above(page, line) if box is None else box
        if box is None or is_other(line.text):
            continue
        source = next((found for image in islice(box.iter("img"), 3) if (found := source_of(image))), "")
        if source:
            yield RawLine("", "image", source)
        yield RawLine(line.text, "caption")


def _is_near_picture(page: WeighedPage, element: Element) -> bool:
    """Whether a picture is around an element or right above it, or above what is around it; most lines have none."""
    for one in (element, *islice(element.iterancestors(), MAX_BOXES)):
        if page.of(one).pictures:
            return True
        above = one.getprevious()
        if above is not None and (above.tag == "img" or page.of(above).pictures):
            return True
    return False


def _picture_box(page: WeighedPage, line: Line) -> Element | None:
    """The box that holds a picture and the line, and hardly anything else."""
    named = is_named_caption(line)
    for around in (line.element, *islice(line.element.iterancestors(), MAX_BOXES)):
        weight = page.of(around)
        if weight.last - weight.first > (MAX_BOX_LINES if named else 1):
            return None
        if weight.pictures:
            is_caption = named or _is_small(line.element, line.text) or _is_marked_as_caption(line.text)
            return around if is_caption else None
    return None


def _picture_above(page: WeighedPage, line: Line) -> Element | None:
    """The picture alone right above a line, or around a line of several in it, that is said as a caption is."""
    element = line.element
    if element.tag in HEADINGS:
        return None
    for _ in range(MAX_BOXES):
        above = element.getprevious()
        if above is not None and isinstance(above.tag, str):
            alone = page.of(above)
            pictures = above.tag == "img" or (alone.pictures and not alone.plain + alone.linked)
            if not pictures or (above.tail or "").strip():
                return None
            return above if not has_full_stop(line.text) or _is_marked_as_caption(line.text) else None
        around = element.getparent()
        if around is None or page.of(around).last - page.of(around).first > 1:
            return None
        element = around
    return None


def _is_marked_as_caption(text: str) -> bool:
    """Whether a line is said of a picture, begins with a caption's mark or ends with a credit: asked of few lines."""
    return _is_said_of_picture(text) or text.startswith(MARKED) or bool(split_caption(text).credit)


def find_beside_images(body: Element) -> Iterator[Element]:
    """Inline elements right behind a picture that are all of their line, and say what it shows."""
    for image in islice(body.iter("img"), MAX_IMAGES):
        behind = image.getnext()
        if behind is None or behind.tag not in BESIDE or (image.tail or "").strip() or (behind.tail or "").strip():
            continue
        after = behind.getnext()
        if after is not None and after.tag != "br" and after.tag in INLINE:
            continue
        text = text_of(behind)
        if MIN_CAPTION_LETTERS <= count_hangul(text) <= MAX_CAPTION_LETTERS and (
            not has_full_stop(text) or _is_said_of_picture(text)
        ):
            yield behind


def is_picture_box(box: Element, page: WeighedPage, whole: float) -> bool:
    """Whether a box holds pictures and one line in an element of its own, beside a text of more (``whole`` letters)."""
    weight = page.of(box)
    if box.tag not in BOXES or not weight.pictures or weight.linked > weight.plain:
        return False
    lines = page.lines[weight.first : weight.last]
    if len(lines) != 1 or not MIN_CAPTION_LETTERS <= weight.plain <= MAX_CAPTION_LETTERS:
        return False
    apart = lines[0].element is not box or any(text_of(child) == lines[0].text for child in box)
    return apart and whole >= MIN_OWN_SHARE * max(weight.good, 1.0)


def is_below_picture(element: Element, page: WeighedPage, whole: float) -> bool:
    """Whether a line stands right below a picture that stands alone, and is set or said as a caption."""
    weight = page.of(element)
    if weight.last - weight.first != 1 or weight.pictures > 1 or weight.plain > MAX_CAPTION_LETTERS:
        return False
    text = page.lines[weight.first].text
    if element.tag in HEADINGS or weight.linked > weight.plain or whole < MIN_OWN_SHARE * max(weight.good, 1.0):
        return False
    if weight.pictures:  # <p><img><br>...</p>
        return (
            element.tag in ("p", "div", "td", "li")
            and weight.plain <= MAX_PLAIN_LETTERS
            and SHOWN.search(text) is not None
        )
    above = element.getprevious()
    if above is None or not isinstance(above.tag, str):
        return False
    alone = page.of(above)
    if above.tag != "img" and (not alone.pictures or alone.plain + alone.linked):
        return False
    if (above.tail or "").strip():
        return False
    if any(True for _ in element.iter(*HEADINGS)):
        return False
    if _is_small(element, text) or (is_noun_phrase(text) and weight.plain <= MAX_PLAIN_LETTERS):
        return not has_full_stop(text) or SHOWN.search(text) is not None or is_noun_phrase(text)
    plain = not has_full_stop(text) and MIN_CAPTION_LETTERS <= count_hangul(text) <= MAX_PLAIN_LETTERS
    styled = STYLED.search(element.get("style") or "") is not None or element.get("align") == "center"
    return styled and (plain or (weight.plain <= MAX_PLAIN_LETTERS and SHOWN.search(text) is not None))


def _is_small(element: Element, text: str) -> bool:
    """Whether all words of an element are set small, slanted or grey."""
    inner = (one for one in islice(element.iterdescendants(), MAX_BOXES) if text_of(one) == text)
    return any(one.tag in SMALL or STYLED.search(one.get("style") or "") for one in inner)


def _is_said_of_picture(text: str) -> bool:
    return SHOWN.search(text) is not None or is_noun_phrase(text)


def is_noun_phrase(text: str) -> bool:
    """Whether a line ends with a full stop and no verb: ``해담항에 올라온 어선들.``"""
    return NOUN_END.search(text) is not None
