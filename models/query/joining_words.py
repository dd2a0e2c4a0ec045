"""Words and signs that join a query elsewhere (``or``, 또는, commas, ``*``), in this program's own language."""

import re
from collections.abc import Iterator

_ANY = frozenset({"or", "또는", "혹은", "|", "||", "/", "이나"})
_ALL = frozenset({"and", "그리고", "&", "&&", "+"})
_WITHOUT = frozenset({"not", "제외", "빼고"})
_BEFORE, _AFTER = "*?#@+!'‘’`&|/,;.~·^$%\\", "*?!'‘’`&|/,;.~·^$%\\"
_BETWEEN = re.compile(r"(?<![0-9])[,，、;|/]|[,，、;|/](?![0-9])")
_QUOTED = re.compile(r'["“„＂][^"”＂]*["”＂]?')


def rewrite_joining_words(typed: str) -> tuple[str, ...]:
    """What a person may have meant by a query that finds nothing: readings in this program's language, none twice.

    Commas and slashes are read as "either", then as "both"; signs at the ends of words that other programs know
    (``포항*``, ``#포항``, ``+포항``) are left out. What is in quotes stays. Empty where nothing is read otherwise.
    """
    found = []
    for joint in ("OR", "AND"):
        words = list(_rewrite(typed, joint))
        while words and words[0] in ("OR", "AND"):
            del words[0]
        while words and words[-1] in ("OR", "AND", "NOT"):
            del words[-1]
        found.append(" ".join(word for word in words if word != "AND"))
    plain = " ".join(typed.split())
    return tuple(reading for reading in dict.fromkeys(found) if reading and reading != plain)


def _rewrite(typed: str, joint: str) -> Iterator[str]:
    at = 0
    for quoted in _QUOTED.finditer(typed):
        yield from _words(typed[at : quoted.start()], joint)
        yield " ".join(quoted.group().split())
        at = quoted.end()
    yield from _words(typed[at:], joint)


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
