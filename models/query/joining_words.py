"""Words and signs that join a query elsewhere (``or``, 또는, commas, ``*``), in this program's own language."""

import re
from collections.abc import Callable, Iterator

from models.query.syntax import FIELD_NAMES

_ANY = frozenset({"or", "또는", "혹은", "|", "||", "/", "이나"})
_ALL = frozenset({"and", "그리고", "&", "&&", "+"})
_WITHOUT = frozenset({"not", "제외", "빼고"})
_BEFORE, _AFTER = "*?#@+!'‘’`&|/,;.~·^$%\\", "*?!'‘’`&|/,;.~·^$%\\"
_BETWEEN = re.compile(r"(?<![0-9])[,，、;|/]|[,，、;|/](?![0-9])")
_QUOTED = re.compile(r'["“„＂][^"”＂]*["”＂]?')
_FIELDS = "|".join(FIELD_NAMES)
_PARTED_FIELD = re.compile(
    rf"({_QUOTED.pattern})|(?<!\S)({_FIELDS})\s{{0,4}}[:：]\s{{1,4}}|(?<!\S)({_FIELDS})\s{{1,4}}[:：]", re.I
)
_PREFIX = re.compile(rf"[-=]?(?:(?:{_FIELDS})[:：])?", re.I)
_GLOSS = re.compile(r"(?<=\w)[(（][^()（）\s]*[)）](?!\w)")
"""What explains the word before it: 포항시(浦項市)."""
_SIGNS = re.compile(r"(?<![0-9])[^\w\s]+|[^\w\s]+(?![0-9])")
"""Signs that part words; not those between digits."""


def rewrite_joining_words(typed: str) -> tuple[str, ...]:
    """What a person may have meant by a query that finds nothing: readings in this program's language, none twice.

    Commas and slashes are read as "either", then as "both"; signs at the ends of words that other programs know
    (``포항*``, ``#포항``, ``+포항``) are left out, and ``제목 : 포항`` is one of its parts. Last come the words without
    any signs (``영일만항·하이퐁``, 「빈 실험실」), and without what explains one (``포항시(浦項市)``). What is in
    quotes stays. Empty where nothing is read otherwise.
    """
    plain = " ".join(typed.split())
    typed = _PARTED_FIELD.sub(lambda found: found[1] or f"{found[2] or found[3]}:", typed)
    found = []
    for joint in ("OR", "AND"):
        words = list(_rewrite(typed, joint))
        while words and words[0] in ("OR", "AND"):
            del words[0]
        while words and words[-1] in ("OR", "AND", "NOT"):
            del words[-1]
        found.append(" ".join(word for word in words if word != "AND"))
    if not {word.lower() for word in typed.split()} & (_ANY | _ALL | _WITHOUT):
        found.append(" ".join(_pieces(typed, _without_signs)))
        found.append(" ".join(_pieces(typed, lambda text: iter(_GLOSS.sub("", text).split()))))
    return tuple(reading for reading in dict.fromkeys(found) if reading and reading != plain)


def _rewrite(typed: str, joint: str) -> Iterator[str]:
    return _pieces(typed, lambda text: _words(text, joint))


def _pieces(typed: str, read: Callable[[str], Iterator[str]]) -> Iterator[str]:
    """What is in quotes as it is, the rest as it is read; a field before quotes stays with them."""
    at, before = 0, ""
    for quoted in _QUOTED.finditer(typed):
        *words, before = ["", *read(typed[at : quoted.start()])]
        is_field = _PREFIX.fullmatch(before) is not None and typed[quoted.start() - 1 : quoted.start()] in (":", "：")
        yield from (word for word in (*words, "" if is_field else before) if word)
        yield (before if is_field else "") + " ".join(quoted.group().split())
        at = quoted.end()
    yield from read(typed[at:])


def _without_signs(text: str) -> Iterator[str]:
    for word in text.split():
        prefix = _PREFIX.match(word)
        start = prefix.end() if prefix else 0
        pieces = [piece for piece in _SIGNS.split(word[start:]) if piece]
        if any(len(piece) == 1 and piece.isascii() for piece in pieces):  # R&D
            yield word
        elif pieces:
            yield word[:start] + pieces[0]
            yield from pieces[1:]
        elif start:
            yield word


def _words(text: str, joint: str) -> Iterator[str]:
    for word in text.split():
        bare = word.lower()
        if bare in _ANY:
            yield "OR"
        elif bare in _ALL:
            yield "AND"
        elif bare in _WITHOUT:
            yield "NOT"
        else:
            pieces = _BETWEEN.split(word)
            kept = [piece for piece in (piece.lstrip(_BEFORE).rstrip(_AFTER) for piece in pieces) if piece]
            both = joint == "OR" and len(kept) > 1
            yield from (f"({' OR '.join(kept)})",) if both else kept
            if len(pieces) > 1 and not pieces[-1]:
                yield joint
