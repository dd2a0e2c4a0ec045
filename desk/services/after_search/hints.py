"""What may have been meant by a search that finds nothing: other queries that find something, and how much.

Nothing here is searched for unasked. Each hint is a query as it can be typed, with the options it needs; its count is
what that query finds. All are asked of the index, and their number is bounded.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING

from desk.services.search import SearchRequest, widen_query
from desk.services.workspace import Workspace
from models.query.day_words import find_days
from models.query.filters import NO_FILTERS, Filters
from models.query.joining_words import rewrite_joining_words
from models.query.synonyms import read_starter
from models.query.syntax import parse
from models.query.tree import And, Node, Not, Query, Term, loosen_query, map_terms
from models.query.write import write_query
from models.records.search_results import Total
from models.records.times import now
from models.text.folding import fold
from models.text.hanja import hanja_of, readings_of
from models.text.keyboard import typed_in_english
from models.text.particles import places, stems
from models.text.searchable import article_text
from models.text.slips import slips

if TYPE_CHECKING:
    from models.interface import ArchiveReader

MAX_HINTS = 6
MAX_OF_A_KIND = 3
MAX_COUNTED = 60
"""Queries that are counted for one search."""
MAX_SLIPS, MAX_KNOWN = 800, 24
"""Spellings of one word that the index is asked for, and those of them that are counted."""
MIN_STEM, MAX_SHORT, MAX_LOOKED_AT = 2, 2, 5
"""Letters of a word without its josa; of one that must stand at the beginning of a word, in so many articles."""
MAX_HANJA_SYLLABLES, MAX_READINGS = 6, 64
REPORTER_TITLES = ("기자", "특파원", "논설위원", "객원기자")


class HintKind(Enum):
    """In what a hint's query differs from the one that was typed."""

    JOINING = "joining"
    """or, 또는, commas, * and the like, as this program writes them."""
    DAY = "day"
    """A day or month, as an option."""
    SPACING = "spacing"
    """With or without spaces between its letters; ``shown`` is how it is written in an article."""
    SYNONYM = "synonym"
    """Another word for the same, of the list to begin with."""
    PARTICLE = "particle"
    """Without the josa that a word ends in."""
    SPELLING = "spelling"
    """Another spelling, one letter apart."""
    KEYBOARD = "keyboard"
    """The Hangul of the same keys."""
    HANJA = "hanja"
    """In Hanja instead of Hangul, or the other way round."""
    NAME = "name"
    """The name of an outlet, a reporter or a section, searched for as one."""
    LITERAL = "literal"
    """Not only as a word of its own, a phrase, or in one part of the article."""
    FILTERS = "filters"
    """Without days, outlets and other filters."""
    FEWER = "fewer"
    """Without one of its words, which ``shown`` is."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A query that finds something: what to type, the options beside it, and how much it finds.

    The options of the request stay, but for FILTERS. ``typed`` may be empty where options say it all.
    """

    kind: HintKind
    typed: str
    total: Total
    options: tuple[str, ...] = ()
    shown: str = ""


def find_hints(workspace: Workspace, request: SearchRequest) -> tuple[Hint, ...]:
    """What to try instead of a search that found nothing, the likeliest first. Raises SynonymsError, ArchiveError."""
    with closing(workspace.open_reader()) as db, db.one_view():
        return tuple(islice(_distinct(_Finder(workspace, db, request).all()), MAX_HINTS))


def _distinct(hints: Iterable[Hint]) -> Iterator[Hint]:
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for hint in hints:
        if (hint.typed, hint.options) not in seen:
            seen.add((hint.typed, hint.options))
            yield hint


class _Finder:
    """Looks for the hints of one request, kind by kind."""

    def __init__(self, workspace: Workspace, db: "ArchiveReader", request: SearchRequest) -> None:
        self._workspace, self._db, self._request = workspace, db, request
        self._root = request.query.root
        self._wanted = request.query.terms
        self._counted = 0
        self._is_absent = cache(self._absent)

    def all(self) -> Iterator[Hint]:
        """The hints, the likeliest first."""
        for found in (
            self._joined(),
            self._on_a_day(),
            self._spaced(),
            self._in_other_words(),
            self._in_hangul_keys(),
            self._without_particles(),
            self._spelled(),
            self._in_hanja(),
            self._named(),
            self._loosely(),
            self._unfiltered(),
            self._with_fewer_words(),
        ):
            yield from islice(found, MAX_OF_A_KIND)

    def _joined(self) -> Iterator[Hint]:
        for typed in rewrite_joining_words(self._request.query.typed):
            yield from self._hint(HintKind.JOINING, typed)

    def _on_a_day(self) -> Iterator[Hint]:
        for rest, since, until in find_days(self._request.query.typed, now().date()):
            days = ("--since", since.isoformat(), "--until", until.isoformat())
            filters = replace(self._request.filters, since=since, until=until)
            typed = "" if parse(rest).is_empty else rest
            yield from self._hint(HintKind.DAY, typed, filters, options=days)

    def _spaced(self) -> Iterator[Hint]:
        if self._request.loose:
            return
        roots = [self._root]
        if isinstance(self._root, And) and all(isinstance(part, Term) and not part.field for part in self._root.nodes):
            together = "".join(term.typed for term in self._wanted)
            roots.append(Term(fold(together), together))
        for root in roots:
            query = loosen_query(Query("", root))
            for hint in self._hint(HintKind.SPACING, write_query(root), loose=True):
                yield replace(hint, options=("--loose",), shown=self._as_written(query))

    def _as_written(self, query: Query) -> str:
        """How the newest hit writes the words that are there only with other spaces."""
        found = self._db.search.find(query, self._request.filters, limit=1, counted=False).hits
        text = fold(article_text(found[0].article)) if found else ""
        hits = (term.needle.search(text) for term in query.terms if not isinstance(term.needle, str))
        return " ".join(hit.group() for hit in hits if hit)

    def _in_hangul_keys(self) -> Iterator[Hint]:
        for term in self._wanted:
            if hangul := typed_in_english(term.typed):
                yield from self._instead(HintKind.KEYBOARD, term, hangul)

    def _in_other_words(self) -> Iterator[Hint]:
        groups = read_starter()
        for term in self._wanted:
            if term.field in ("", "headline") and not term.whole:
                for word in groups.get(term.text, ()):
                    other = Term(fold(word), word, phrase=" " in word, field=term.field)
                    yield from self._hint(HintKind.SYNONYM, write_query(_replaced(self._root, term, other)))

    def _without_particles(self) -> Iterator[Hint]:
        for term in self._wanted:
            if stem := self._known_stem(term):
                yield from self._instead(HintKind.PARTICLE, term, stem)

    def _known_stem(self, term: Term) -> str:
        """A word that occurs nowhere, without its josa, where that occurs."""
        if term.field or term.phrase or term.whole or not self._is_absent(term):
            return ""
        found = (stem for stem in stems(term.text) if len(stem) >= MIN_STEM)
        return next((stem for stem in found if not self._is_absent(replace(term, text=stem, typed=stem))), "")

    def _spelled(self) -> Iterator[Hint]:
        found: list[Hint] = []
        for term in filter(self._is_absent, self._wanted):
            if term.typed in REPORTER_TITLES or self._known_stem(term):
                continue
            for text in self._db.search.known_texts(slips(term.text, MAX_SLIPS), MAX_KNOWN):
                if (len(text) > MAX_SHORT and not text[-1].isascii()) or self._begins_a_word(text):
                    found += self._instead(HintKind.SPELLING, term, text)
        yield from sorted(found, key=lambda hint: -hint.total.articles)

    def _begins_a_word(self, text: str) -> bool:
        """Whether a short text occurs as a word, not only inside of others: 기자 is no slip of 관계자."""
        hits = self._db.search.find(Query("", Term(text, text)), limit=MAX_LOOKED_AT, counted=False).hits
        for whole in (fold(article_text(hit.article)) for hit in hits):
            for start, end in places(text, whole):
                goes_on = whole[end : end + 1].isalpha() and text[-1].isascii() and not "가" <= whole[end] <= "힣"
                if not whole[max(start - 1, 0) : start].isalnum() and not goes_on:
                    return True
        return False

    def _in_hanja(self) -> Iterator[Hint]:
        for term in self._wanted:
            if any(map(readings_of, term.text)):
                texts = map("".join, islice(product(*(readings_of(c) or (c,) for c in term.text)), MAX_READINGS))
                spellings = self._db.search.known_texts(texts, MAX_READINGS)
            else:
                spellings = self._in_known_hanja(term.text)
            for text in spellings:
                yield from self._instead(HintKind.HANJA, term, text)

    def _in_known_hanja(self, text: str) -> list[str]:
        """The text with Hanja for some or all of its syllables, of those that occur beside each other."""
        found = [""]
        for c in text if len(text) <= MAX_HANJA_SYLLABLES else "":
            known = self._db.search.known_texts(hanja_of(c), MAX_KNOWN)
            longer = (before + one for before in found for one in (*known, c))
            found = self._db.search.known_texts(longer, MAX_READINGS)
        return [one for one in found if one not in ("", text)]

    def _named(self) -> Iterator[Hint]:
        root = self._without(lambda term: term.typed in REPORTER_TITLES)
        for term in Query("", root).terms:
            if term.field:
                continue
            name = next((term.typed.removesuffix(title) for title in REPORTER_TITLES if term.typed.endswith(title)), "")
            name = name or self._known_name(term.typed)
            for field, text in (
                ("outlet", name or term.typed),
                ("reporter", name or term.typed),
                ("section", term.typed),
            ):
                named = Term(fold(text), text, field=field)
                yield from self._hint(HintKind.NAME, write_query(_replaced(root, term, named)))

    def _known_name(self, typed: str) -> str:
        """The name of an outlet that a word with a josa begins with: 견본일보의."""
        outlets = (Query("", Term(fold(stem), stem, field="outlet")) for stem in stems(typed) if len(stem) > MAX_SHORT)
        return next((q.terms[0].typed for q in outlets if self._db.search.find(q, limit=1, counted=False).hits), "")

    def _loosely(self) -> Iterator[Hint]:
        def loosen(term: Term) -> Node:
            words = term.typed.split() if term.phrase else [term.typed]
            parts = tuple(Term(fold(word), word) for word in words if any(map(str.isalnum, word)))
            return parts[0] if len(parts) == 1 else And(parts)

        if any(term.field or term.whole or term.phrase for term in self._wanted):
            root = parse(write_query(map_terms(self._root, loosen))).root
            yield from self._hint(HintKind.LITERAL, write_query(root))

    def _unfiltered(self) -> Iterator[Hint]:
        if self._request.filters != NO_FILTERS:
            yield from self._hint(HintKind.FILTERS, write_query(self._root), NO_FILTERS)

    def _with_fewer_words(self) -> Iterator[Hint]:
        if isinstance(self._root, And) and len(self._wanted) > 1:
            found: list[Hint] = []
            for term in self._wanted:
                typed = write_query(self._without(lambda one, term=term: one == term))  # type: ignore[misc]
                if any(len(left.text) > 1 for left in parse(typed).terms):
                    found += (replace(hint, shown=term.typed) for hint in self._hint(HintKind.FEWER, typed))
            yield from sorted(found, key=lambda hint: -hint.total.articles)

    def _instead(self, kind: HintKind, term: Term, text: str) -> Iterator[Hint]:
        """The query with another text in the place of a term's."""
        other = replace(term, text=fold(text), typed=text)
        yield from self._hint(kind, write_query(_replaced(self._root, term, other)))

    def _without(self, is_left_out: Callable[[Term], bool]) -> Node:
        """The query without some of the words that must all occur; as it is where none would be left."""
        if not isinstance(self._root, And):
            return self._root
        kept = tuple(part for part in self._root.nodes if not (isinstance(part, Term) and is_left_out(part)))
        if not any(not isinstance(part, Not) for part in kept):
            return self._root
        return kept[0] if len(kept) == 1 else And(kept)

    def _absent(self, term: Term) -> bool:
        """Whether a word occurs nowhere in the archive."""
        query = Query("", replace(term, loose=self._request.loose and not term.whole))
        return not self._db.search.find(query, limit=1, counted=False).hits

    def _hint(
        self,
        kind: HintKind,
        typed: str,
        filters: Filters | None = None,
        *,
        loose: bool = False,
        options: tuple[str, ...] = (),
    ) -> Iterator[Hint]:
        """The hint, where what it says to type finds something and is not what was typed."""
        narrowed = self._request.filters if filters is None else filters
        query = parse(typed)
        nothing_new = query.root == self._root and narrowed == self._request.filters and not loose
        if nothing_new or (query.is_empty and (typed or not options)) or self._counted == MAX_COUNTED:
            return
        self._counted += 1
        loose = loose or self._request.loose
        asked = widen_query(self._workspace, query, loose=loose, exact=self._request.exact).query
        total = self._db.search.count(asked, narrowed)
        if total.articles:
            yield Hint(kind, typed, total, options)


def _replaced(root: Node, term: Term, other: Term) -> Node:
    """The query with one term in the place of another, wherever it is not left out."""
    match root:
        case Term():
            return other if root == term else root
        case Not():
            return root
        case _:
            return type(root)(tuple(_replaced(part, term, other) for part in root.nodes))
