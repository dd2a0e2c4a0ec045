"""Keeps a cell of a CSV file from being run as a formula, and leaves harmless text as it is.

OWASP (CSV Injection) names the beginnings = + - @ TAB CR LF, ASVS 1.2.10 adds NUL; full-width ＝＋－＠ count as their
ASCII forms, and blanks or invisible characters before them do not hide them. A cell that could be a formula gets an
apostrophe before it, which Excel shows. The rule:

* ``=``, TAB, CR, LF and NUL at the beginning: always.
* ``+`` ``-`` ``@``: where the text could be read as a formula. It could not, and is left alone, where it is a plain
  number or a telephone number (+82-10-1234-5678), where a word begins with digits and goes on with Korean letters
  (-15도 한파: no formula has such a word) or follows a number (-30% 할인), where it has a character that no
  formula has (…, ‘ ’, ·), or where @ is before a name in Korean (@옥산: it names no function). With ``|`` (a call
  of another program), ``=``, a parenthesis after an ASCII name (a function) or ``!`` before a cell (another sheet) it
  is guarded in any case.

A telephone number is safe, but Excel may still compute it: an .xlsx with text cells has no such trouble.
"""

from itertools import pairwise
from unicodedata import category, normalize

GUARD = "'"
ALWAYS = ("=", "\t", "\r", "\n", "\0")
MAYBE = ("+", "-", "@")
_SIGNS = ("=", *MAYBE)
_NUMBER = frozenset("0123456789 .,-()%~")
_OPERATORS = "+-*/^&<>%(),;:!$#[]{}"
_FORMULA = frozenset(_OPERATORS + "._\\?@ \t\r\n")
_QUOTES = ('"', "'")
_MAX_FORMULA_CHARACTERS = 8_192
"""Characters (the longest formula of Excel) that are searched for a sign that the text is not a formula."""


def guard_cell(text: str) -> str:
    """The text as a cell may carry it."""
    return GUARD + text if could_be_formula(text) else text


def could_be_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text."""
    if not text or (text.isascii() and text[0].isalnum()):
        return False
    if text[0] in ALWAYS:
        return True
    if "가" <= text[0] <= "힣" or _first_seen(text) not in _SIGNS:
        return False
    seen = normalize(
        "NFKC", text[:_MAX_FORMULA_CHARACTERS].replace("…", "·")
    )  # NFKC alone would make three full stops of …
    seen = "".join(c for c in seen if c in "\t\r\n" or category(c) not in ("Cc", "Cf")).lstrip()
    if seen.startswith(MAYBE):
        return _may_be_expression(seen[0], seen[1:])
    return seen.startswith("=")


def _first_seen(text: str) -> str:
    """The first character that shows, in its ASCII form; "" where none does."""
    for character in text[:_MAX_FORMULA_CHARACTERS]:
        seen = "".join(c for c in normalize("NFKC", character) if category(c) not in ("Cc", "Cf")).lstrip()
        if seen:
            return seen[0]
    return ""


def _may_be_expression(sign: str, rest: str) -> bool:
    """Whether what follows a sign might be an expression; a doubt counts as yes."""
    if "|" in rest or "=" in rest or _calls_function(rest) or _names_sheet(rest):
        return True
    first = rest.lstrip()[:1]
    if not first:
        return False
    if sign == "@":
        return not (first.isalpha() and not first.isascii())
    if first in "0123456789" and all(c in _NUMBER for c in rest):
        return False
    return not _has_foreign(rest)


def _calls_function(text: str) -> bool:
    """Whether a parenthesis opens right after a name, as in SUM(1), not as in 15도(영하)."""
    at = text.find("(")
    while at >= 0:
        begin = at
        while begin and text[begin - 1].isascii() and (text[begin - 1].isalnum() or text[begin - 1] in "._"):
            begin -= 1
        if begin < at and not text[begin].isdigit():
            return True
        at = text.find("(", at + 1)
    return False


def _names_sheet(text: str) -> bool:
    """Whether a cell of another sheet is named, as in Sheet1!A1 or !$A$1."""
    return any(after[:1] == "$" or (after[:1].isascii() and after[:1].isalnum()) for after in text.split("!")[1:])


def _has_foreign(text: str) -> bool:
    """Whether the text has something, before any quotation mark, that no formula has."""
    for mark in _QUOTES:
        text = text.partition(mark)[0]
    if any(not c.isalnum() and c not in _FORMULA for c in text):
        return True
    words = "".join(" " if c in _OPERATORS else c for c in text).split()
    if any(word[0] in "0123456789" and any(c.isalpha() and not c.isascii() for c in word) for word in words):
        return True
    return any(_ends_in_number(one) and other[0].isalnum() for one, other in pairwise(text.split()))


def _ends_in_number(text: str) -> bool:
    """Whether a number ends the text, so that no word may follow after a blank: -30% 할인, not A1."""
    text = text.rstrip("%")
    rest = text.rstrip("0123456789.")
    return rest != text and (not rest or rest[-1] in _OPERATORS)
