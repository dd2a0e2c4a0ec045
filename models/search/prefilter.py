"""A quick test of a text as it is stored, before it is decoded: it cannot be a hit, it surely is one, or neither.

A text here is one run of bytes (``COLUMN``): headline, deck and body, as they are searched, then reporters and photos
as the JSON they are stored as. A term that is nowhere in it is in no part; one in its head is found.
Nine in ten texts fold plainly (``grams.fold_to_index``): they need hardly be folded, and never be decoded.
StringZilla looks for a term in a third of the time that Python takes.
"""

import re
from collections.abc import Callable, Iterable
from itertools import chain, pairwise
from typing import NamedTuple

from stringzilla import contains

from models.query.tree import And, Named, Node, Not, Or, Term, is_name, leaves, loose_pattern
from models.text.folding import ALIKE, FOLDED_SPACE, Plain, folding_for
from models.text.ngrams import outlet_token, section_token
from models.text.particles import JOSA_TEXT
from models.text.searchable import LIST_PARTS, LONG_PART, SHORT_PARTS

_TITLE, _END, _NAME = b"\x1d", b"\x1e", b"\x1f"
"""Behind the headline; behind head and reporters; before names. Python counts them among spaces: no term has one."""
_HEAD = f"a.{SHORT_PARTS[0]} || char(29)" + "".join(f" || a.{name} || char(10)" for name in SHORT_PARTS[1:])
_LISTS = " || ".join(f"char(30) || a.{name}" for name in LIST_PARTS)
COLUMN = f"CAST(({_HEAD}) || (a.{LONG_PART} || ({_LISTS})) AS BLOB)"
"""Of ``article AS a``. SQLite copies what it has at each step: the body is added late."""

_LETTER = rb"[\xea-\xed][\x80-\xbf]{2}"
_JOSA = "|".join(sorted(JOSA_TEXT.split())).encode()
_ALONE = rb"LAST(?<=HERE)(?<!%bHERE)(?<![0-9A-Za-z]HERE)(?:%b)?(?!%b)(?![0-9A-Za-z])" % (_LETTER, _JOSA, _LETTER)
"""A pattern for UTF-8: a word, and before it no Hangul syllable, letter or digit of ASCII, nor after it and a
josa. Other letters are checked later. It begins with the word's last byte: Python finds one byte much faster than
several, and most syllables share their first bytes with many others."""

_SELDOM = re.compile(r"[0-9a-z]+|[^\w ]|_")
"""What of a term is in few texts, and as it is written, however loosely: it is searched for first."""
_SIGN = re.compile(rf"[^\w .{re.escape(''.join(ALIKE))}]|_")
"""What nothing else folds to."""

Test = Callable[[bytes], bool]


class Prefilter(NamedTuple):
    """``can``: whether a text may be a hit's; ``surely``: whether it is one's for certain."""

    can: Test
    surely: Test


class _Seen(NamedTuple):
    """The same of folded texts; ``surely`` is given the head and the whole."""

    can: Test
    surely: Callable[[bytes, bytes], bool]


def make_prefilters(node: Node, named: Named) -> dict[int, Prefilter]:
    """By how plainly a text folds (``Plain``, but for ``NO``): what is seen of the node in it.

    A text with a backslash must not be asked: in JSON that means something else. Where ``named`` has any term, a
    text must be given ``with_names``.
    """
    folded, signs = folding_for(term.text for term in leaves(node) if not is_name(term)), _signs(node)
    return {
        plain: _stored(_seen(node, named, plain is Plain.SPACED), folded, signs) for plain in (Plain.YES, Plain.SPACED)
    }


def with_names(text: bytes, outlet: int, section: int) -> bytes:
    """A text, and the tokens of its outlet's number and its section's code behind it."""
    return _NAME.join((text, outlet_token(outlet).encode(), section_token(section).encode()))


def can_decide(node: Node) -> bool:
    """Whether ``can`` decides, of a text that is searched and nothing else."""
    return all(not term.whole and not term.field for term in leaves(node))


def reporters_of(text: bytes) -> bytes:
    """The reporters, as they are stored."""
    end = len(text)
    for _ in LIST_PARTS[1:]:  # from the end: JSON escapes what separates parts, and texts do not
        end = text.rindex(_END, 0, end)
    return text[text.rindex(_END, 0, end) + 1 : end]


def _stored(seen: _Seen, folded: Callable[[bytes], bytes], signs: list[bytes]) -> Prefilter:
    def surely(text: bytes) -> bool:
        text = folded(text)
        return seen.surely(text.partition(_END)[0], text)

    if folded is bytes:
        return Prefilter(seen.can, surely)
    if not signs:
        return Prefilter(lambda text: seen.can(folded(text)), surely)
    return Prefilter(lambda text: _has_all(text, signs) and seen.can(folded(text)), surely)


def _signs(node: Node) -> list[bytes]:
    """What is in every hit: without it, a text need not be folded."""
    terms = [part for part in (node.nodes if isinstance(node, And) else (node,)) if isinstance(part, Term)]
    shown = (_SIGN.findall(term.text) for term in terms if not is_name(term))
    return [sign.encode() for sign in dict.fromkeys(chain.from_iterable(shown))]


def _has_all(text: bytes, pieces: Iterable[bytes]) -> bool:
    for piece in pieces:  # noqa: SIM110 - a generator would cost more than the search
        if not contains(text, piece):
            return False
    return True


def _seen(node: Node, named: Named, evenly: bool) -> _Seen:
    """What is seen of a node in folded texts that are ``Plain.SPACED`` or not."""
    match node:
        case Term():
            return _seen_term(node, named, evenly)
        case Not():
            inside = _seen(node.node, named, evenly)
            return _Seen(
                lambda text: not inside.surely(text.partition(_END)[0], text), lambda _, text: not inside.can(text)
            )
        case And():
            parts = [_seen(part, named, evenly) for part in sorted(node.nodes, key=_cost)]
            return _Seen(_all([part.can for part in parts]), _each([part.surely for part in parts]))
        case Or():
            parts = [_seen(part, named, evenly) for part in node.nodes]
            return _Seen(_any([part.can for part in parts]), _one([part.surely for part in parts]))


def _seen_term(term: Term, named: Named, evenly: bool) -> _Seen:
    if is_name(term):
        tokens = {token.encode() for token in named[term]}
        return _Seen(lambda text: _is_named(text, tokens), lambda _, text: _is_named(text, tokens))
    stands = _stands_early(term, evenly)
    if term.field == "reporter":
        return _Seen(lambda text: stands(reporters_of(text)), lambda _head, _text: False)
    if term.field == "headline":
        return _Seen(
            lambda text: stands(text[: text.rindex(_TITLE)]),
            lambda head, _: not term.whole and stands(head.partition(_TITLE)[0]),
        )
    if term.whole:
        return _Seen(stands, lambda _head, _text: False)
    return _Seen(stands, lambda head, _: stands(head))


def _is_named(text: bytes, tokens: set[bytes]) -> bool:
    return bool(tokens) and not tokens.isdisjoint(text.rsplit(_NAME, 2)[1:])


def _all(tests: list[Test]) -> Test:
    if not tests:
        return lambda _: True
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        first, second = tests
        return lambda text: first(text) and second(text)

    def run(text: bytes) -> bool:
        for test in tests:  # noqa: SIM110 - a generator would cost as much as the tests
            if not test(text):
                return False
        return True

    return run


def _any(tests: list[Test]) -> Test:
    def run(text: bytes) -> bool:
        for test in tests:  # noqa: SIM110 - as above
            if test(text):
                return True
        return False

    return run


def _each(tests: list[Callable[[bytes, bytes], bool]]) -> Callable[[bytes, bytes], bool]:
    return lambda head, text: all(test(head, text) for test in tests)


def _one(tests: list[Callable[[bytes, bytes], bool]]) -> Callable[[bytes, bytes], bool]:
    return lambda head, text: any(test(head, text) for test in tests)


def _cost(node: Node) -> int:
    """Of many parts that must all pass, the one that few texts pass at little cost comes first."""
    if not isinstance(node, Term):
        return 4
    return 0 if _SIGN.search(node.text) else 3 if node.whole else 2 if node.loose else 1


def _stands_early(term: Term, evenly: bool) -> Test:
    """The test of a term, with what few texts have before it."""
    needle = term.text.encode()
    stands = _stands(term, needle, b" " if evenly else FOLDED_SPACE)
    seldom = [piece.encode() for piece in dict.fromkeys(_SELDOM.findall(term.text))]
    if not seldom or seldom == [needle]:
        return stands
    if len(seldom) == 1:
        piece = seldom[0]
        return lambda text: contains(text, piece) and stands(text)
    return lambda text: _has_all(text, seldom) and stands(text)


def _stands(term: Term, needle: bytes, space: bytes) -> Test:
    """The test of a term itself; ``space`` is a pattern for what folding makes a space, or a part of one."""
    if term.loose and len(term.text) > 1:
        pattern = loose_pattern(term.text).pattern.encode().replace(b" ?", space + (b"?" if space == b" " else b"*"))
        search = re.compile(pattern).search
        if space != b" ":
            return lambda text: search(text) is not None
        steps = _steps(term.text)
        return lambda text: _steps_stand(text, steps) and search(text) is not None
    if " " in term.text and space != b" ":
        search = re.compile(re.escape(needle).replace(b"\\ ", space + b"+")).search
        return lambda text: search(text) is not None
    if term.whole:
        pattern = _ALONE.replace(b"HERE", re.escape(needle)).replace(b"LAST", re.escape(needle[-1:]))
        search = re.compile(pattern).search
        return lambda text: contains(text, needle) and search(text) is not None
    return lambda text: contains(text, needle)


def _steps(text: str) -> list[tuple[bytes, bytes]]:
    """Each two letters that follow each other in a term, as they may be written."""
    letters = [c for c in text if c != " "]
    pairs = dict.fromkeys(pairwise(letters))
    return [(f"{one}{other}".encode(), f"{one} {other}".encode()) for one, other in pairs]


def _steps_stand(text: bytes, steps: list[tuple[bytes, bytes]]) -> bool:
    for joined, apart in steps:  # noqa: SIM110 - as above
        if not contains(text, joined) and not contains(text, apart):
            return False
    return True
