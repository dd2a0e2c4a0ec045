"""Who wrote an article that no line signs in a sure form: every name near it, weighed by all that speaks for it.

A witness is a place, a word or a link beside a name; each adds its weight, what speaks against takes its own away. No
single form is asked for, so that a form never seen reads where several witnesses agree.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pipelines.dom.tree import Element
from pipelines.generic.class_names import AUTHORS, name_words
from pipelines.generic.writers.near_texts import MAX_TEXT, NearText
from pipelines.page.boilerplate import ends_article, heads_others, is_boilerplate
from pipelines.text.signing import Signing
from pipelines.text.text_keys import count_hangul

HEAD, BEHIND, BODY_END = 2.0, 1.0, 1.5
TITLED, OFFICE, TASKED, ADDRESSED, PLACED = 2.5, 1.0, 2.0, 2.0, 0.5
KEYED, LINKED_TO_AUTHOR, BOXED, ALONE, FULL = 2.0, 1.5, 1.0, 0.5, 0.5
SPOKEN, UNKNOWN, PARTIAL, SEVERAL = -0.5, -1.5, -1.0, -1.0
NEXT = 1.0
"""For the first text behind the body."""
ELSEWHERE = 1.0
"""For each further place that names the same person."""
MIN_SCORE = 4.0
MAX_WINDOW, MAX_PIECE, BOX_LEVELS = 3, 40, 2
MAX_OTHERS = 2
"""More persons than these in texts of their own behind the body are writers of other articles."""
MIN_HEADLINE_LETTERS, MIN_PROSE_LETTERS = 8, 15
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "a"})
COMMENTS = re.compile(r"(?:전체|독자|한\s?줄)?\s?(?:댓글|의견|덧글)")
OF_OUTLET = re.compile(r"발행인|편집인|청소년\s?보호|개인\s?정보|등록\s?번호|제보|대표\s?전화|고충\s?처리|발행처|제호")
GENERAL = re.compile(
    r"[(<\[\s]*(?:news|newsroom|editor|edit|webmaster|master|admin|jebo|press|report|desk|info|help|mail|contact|office|ad)\d*@",
    re.IGNORECASE,
)
"""An address of the outlet, which is nobody's own."""
AUTHOR_LINK = re.compile(r"(?:author|reporter|journalist|writer|gija|byline|repoter)s?\b", re.IGNORECASE)

Read = Callable[[str], Signing]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person that a text near the article names, how much speaks for him or her there, and the place (``zone``)."""

    name: str
    emails: tuple[str, ...]
    score: float
    zone: str
    text: str


def choose_writers(texts: Iterable[NearText], read: Read, strangers: frozenset[str]) -> list[str]:
    """Lines that sign (``이름 기자 주소``) for the persons with enough evidence; ``strangers``: what is
    no person's name on this page, as its outlet's and the words of its menus."""
    candidates = [one for one in find_candidates(texts, read) if one.name not in strangers]
    best: dict[str, dict[str, Candidate]] = defaultdict(dict)
    for one in candidates:
        places = best[one.name]
        if one.zone not in places or one.score > places[one.zone].score:
            places[one.zone] = one
    if sum("behind" in places and len(places) == 1 for places in best.values()) > MAX_OTHERS:
        best = {name: places for name, places in best.items() if "behind" not in places or len(places) > 1}
    scores = {
        name: max(one.score for one in places.values()) + ELSEWHERE * (len(places) - 1) for name, places in best.items()
    }
    chosen = [name for name, score in scores.items() if score >= MIN_SCORE]
    heads = [name for name in chosen if "head" in best[name]]
    return [_sign(name, best[name].values()) for name in heads or chosen]


def find_own_addresses(texts: Iterable[NearText], read: Read, named: set[str]) -> list[str]:
    """Lines (``이름 기자 주소``) for those who signed (``named``) and beside whose name an address stands."""
    own = [one for one in find_candidates(texts, read, addressed=True) if one.emails and one.name in named]
    return list(dict.fromkeys(_sign(one.name, [one]) for one in own))


def _sign(name: str, places: Iterable[Candidate]) -> str:
    emails = dict.fromkeys(email for one in places for email in one.emails)
    return " ".join([f"{name} 기자", *emails])


def find_candidates(texts: Iterable[NearText], read: Read, *, addressed: bool = False) -> Iterator[Candidate]:
    """The persons in each text, and in up to three texts one behind the other: a name, a desk, an address.
    ``addressed``: only one person at a time, and with an address."""
    own = _until_others(texts, read)
    behind = next((text for text in own if text.zone == "behind"), None)
    for at, first in enumerate(own):
        window = ""
        for size, text in enumerate(own[at : at + MAX_WINDOW], 1):
            if text.zone != first.zone or len(text.text) > (MAX_PIECE if size > 1 else MAX_TEXT):
                break
            if OF_OUTLET.search(text.text) or GENERAL.match(text.text):
                break
            window = f"{window} {text.text}".strip()
            if len(window) > MAX_TEXT:
                break
            if addressed and "@" not in window:
                continue
            found = read(window)
            if addressed and len(found.names) > 1:
                break
            parts = own[at : at + size]
            if found.names and _are_in_one_box(parts):
                score = _weigh(found, parts) + (NEXT if first is behind else 0)
                yield from (Candidate(name, found.emails, score, first.zone, window) for name in found.names)


def _are_in_one_box(parts: Sequence[NearText]) -> bool:
    """Whether texts stand in one element or in the same one a few levels up."""
    first, last = parts[0].element, parts[-1].element
    if first is last:
        return True
    around = {first, *islice(first.iterancestors(), BOX_LEVELS)}
    return not around.isdisjoint((last, *islice(last.iterancestors(), BOX_LEVELS)))


def _until_others(texts: Iterable[NearText], read: Read) -> list[NearText]:
    """The texts before other articles, comments or the imprint begin, behind the body."""
    own: list[NearText] = []
    for text in texts:
        if text.zone == "behind" and _begins_others(text, read):
            break
        own.append(text)
    return own


def _begins_others(text: NearText, read: Read) -> bool:
    """Whether comments, the imprint, the heading of other articles or one of these begins with a text."""
    if COMMENTS.match(text.text) or ends_article(text.text):
        return True
    found = read(text.text)
    signs = found.full and not found.unknown and (found.titled or found.office)
    if heads_others(text.text) and not signs:
        return True
    if found.titled or found.emails or text.spoken:
        return False
    heading = text.linked or text.element.tag in HEADINGS
    many = count_hangul(text.text) >= (MIN_HEADLINE_LETTERS if heading else MIN_PROSE_LETTERS)
    return many and not is_boilerplate(text.text)


def _weigh(found: Signing, parts: Sequence[NearText]) -> float:
    """All that speaks for a reading, less what speaks against it."""
    elements = [part.element for part in parts]
    score = HEAD if parts[0].zone == "head" else BEHIND
    score += TITLED if found.titled else OFFICE if found.office else 0
    score += TASKED if found.tasked else 0
    score += ADDRESSED if found.emails and len(found.names) == 1 else 0
    score += SEVERAL if parts[0].zone == "behind" and len(found.names) > 1 and not found.emails else 0
    score += PLACED if found.placed else 0
    score += FULL if found.full else PARTIAL
    score += KEYED if any(part.keyed for part in parts) else 0
    score += LINKED_TO_AUTHOR if any(map(_leads_to_author, elements)) else 0
    score += BOXED if any(map(_is_boxed, elements)) else 0
    score += ALONE if not found.unknown else UNKNOWN * found.unknown
    score += SPOKEN if all(part.spoken for part in parts) else 0
    return score


def _leads_to_author(element: Element) -> bool:
    for one in (element, *islice(element.iterancestors(), 2)):
        if one.tag == "a":
            return one.get("rel") == "author" or AUTHOR_LINK.search(one.get("href") or "") is not None
    return False


def _is_boxed(element: Element) -> bool:
    return any(not AUTHORS.isdisjoint(name_words(one)) for one in (element, *islice(element.iterancestors(), 2)))
