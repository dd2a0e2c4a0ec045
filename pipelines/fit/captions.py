"""Elements right below a picture of the text, on every page that has them: what they say is the picture's caption.

A caption is told from a paragraph by its box, which holds nothing but pictures and it, or by how others of its selector
are read: as captions, by their words.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from models.records.article import Article
from models.text.alnum_key import alnum_key
from pipelines.dom.body_lines import text_of
from pipelines.dom.tree import Element
from pipelines.fit.judge import Candidate
from pipelines.fit.seen import PageView
from pipelines.fit.selector_forms import NTH, rank_forms
from pipelines.fit.trial import Read

MAX_IMAGES, MAX_LEVELS, MAX_CAPTION, MAX_FOUND = 60, 3, 200, 3
MAX_INSTANCES = 60


def find_caption_blocks(
    views: Sequence[PageView], bodies: Sequence[Element | None], readings: Sequence[Read]
) -> list[Candidate]:
    """Selectors whose elements all stand below a picture, on two pages at least, of which one was read as text.

    ``bodies`` and ``readings``: of each page the body's element, and what is read by the layout so far.
    """
    placed = [dict(_find_below_pictures(view, body)) for view, body in zip(views, bodies, strict=True)]
    said = [_read_captions(read) for read in readings]
    text = [_read_lines(read) for read in readings]
    found: list[Candidate] = []
    covered: set[Element] = set()
    frames = {around for body in bodies if body is not None for around in (body, *body.iterancestors())}
    for cost, selector in rank_forms(placed, frames=frames):
        if NTH in selector:
            continue
        own = [
            [e for e in islice(_find_inside(view, body, selector), MAX_INSTANCES) if text_of(e)]
            for view, body in zip(views, bodies, strict=True)
        ]
        pages = sum(map(bool, own))
        every = [(number, element) for number, several in enumerate(own) for element in several]
        if pages < 2 or any(element not in placed[number] for number, element in every):
            continue
        keys = [(number, alnum_key(text_of(element))) for number, element in every]
        is_known = 2 * sum(key in said[number] for number, key in keys) >= len(keys)
        is_boxed = all(placed[number][element] for number, element in every)
        is_needed = any(key in text[number] for number, key in keys)
        if not is_needed or not (is_known or is_boxed) or covered.issuperset(element for _, element in every):
            continue
        covered.update(element for _, element in every)
        shown = sum(map(bool, placed))
        found.append(Candidate(selector, pages, 0, shown, len({key for _, key in keys}), cost))
    return found[:MAX_FOUND]


def _find_inside(view: PageView, body: Element | None, selector: str) -> Iterator[Element]:
    if body is not None:
        yield from (e for found in view.document.find_each_below(body, (selector,)) for e in found if e is not body)


def _find_below_pictures(view: PageView, body: Element | None) -> Iterator[tuple[Element, bool]]:
    """(The element of text right below a picture, whether a box holds nothing but pictures and it)."""
    if body is None:
        return
    for image in islice(body.iter("img"), MAX_IMAGES):
        here = image
        for _ in range(MAX_LEVELS):
            parent = here.getparent()
            following = here.getnext()
            if parent is None or (here.tail or "").strip():
                break
            if following is not None and isinstance(following.tag, str) and (text := view.small.get(following)):
                if len(text) <= MAX_CAPTION and next(following.iter("img"), None) is None:
                    yield following, parent is not body and text_of(parent) == text
                break
            if parent is body or (following is not None and following.tag != "br"):
                break
            here = parent


def _read_captions(read: Read) -> frozenset[str]:
    photos = read.photos if isinstance(read, Article) else ()
    return frozenset(
        key for one in photos for text in (one.caption, one.caption + one.credit) if (key := alnum_key(text))
    )


def _read_lines(read: Read) -> frozenset[str]:
    lines = f"{read.deck}\n{read.body}".split("\n") if isinstance(read, Article) else ()
    return frozenset(filter(None, map(alnum_key, lines)))
