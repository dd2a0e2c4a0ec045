"""Captions that no tag, name, mark or credit calls so: told by their place at a picture and by what a caption says."""

import re

from pipelines.dom.body_lines import text_of
from pipelines.dom.tree import Element
from pipelines.generic.density import WeighedPage
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
STYLED = re.compile(
    r"text-align\s?:\s?center|font-size\s?:\s?(?:[89]|1[0-3])(?:\.\d+)?(?:px|pt)|color\s?:\s?(?:#[5-9a]|gr[ae]y)",
    re.IGNORECASE,
)


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
    if not alone.pictures or alone.plain + alone.linked:
        return False
    if any(True for _ in element.iter(*HEADINGS)):
        return False
    plain = not has_full_stop(text) and MIN_CAPTION_LETTERS <= count_hangul(text) <= MAX_PLAIN_LETTERS
    styled = STYLED.search(element.get("style") or "") is not None or element.get("align") == "center"
    return styled and (plain or (weight.plain <= MAX_PLAIN_LETTERS and SHOWN.search(text) is not None))
