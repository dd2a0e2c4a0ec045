"""Formulas that only show a text, most of them as a link: how they are written, and how their text is read back.

Of a cell with a link of its own LibreOffice makes a field, and a field is never broken into lines: a long headline is
cut in print. What a formula shows is broken like any text, by Excel and 한셀 too. Nothing is made a formula here but
literals in quotation marks, so that no text is ever run.
"""

import re
from dataclasses import dataclass

MAX_LOCATION_CHARACTERS = 255
"""Of an address; HYPERLINK() of Excel is an error for a longer one."""
MAX_FORMULA_CHARACTERS = 8_000
"""Excel takes 8,192."""
_LITERAL_CHARACTERS = 125
"""Excel takes 255 UTF-16 units in quotation marks."""
_MISTAKEN = re.compile(r"(?<=[A-Za-z])(?=\()|(?<=_)(?=x[0-9A-Fa-f]{4}_)")
"""Where XlsxWriter would find the name of a function, or Excel the code of a character."""
_LITERAL = re.compile(r'\s*"([^"]*(?:""[^"]*)*)"\s*')
_HYPERLINK = re.compile(r"\s*HYPERLINK\s*\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ShownText:
    """What a formula shows, and the address it leads to; '' where it leads nowhere."""

    text: str
    address: str = ""


def make_link_formula(address: str, text: str) -> str:
    """A formula that shows the text and leads to the address; '' where Excel would not take it."""
    if len(address) > MAX_LOCATION_CHARACTERS:
        return ""
    return _fit_formula(f"=HYPERLINK({_quote(address)},{_quote(text)})")


def make_text_formula(text: str) -> str:
    """A formula that shows the text; '' where Excel would not take it."""
    return _fit_formula(f"={_quote(text)}")


def read_shown(formula: str) -> ShownText | None:
    """What a formula of literals alone shows; None for any other one, and for what is no formula."""
    if not formula.startswith("="):
        return None
    if (call := _HYPERLINK.match(formula, 1)) is None:
        text, end = _read_literals(formula, 1)
        return ShownText(text) if text is not None and end == len(formula) else None
    address, end = _read_literals(formula, call.end())
    if address is None:
        return None
    text = address
    if formula[end : end + 1] in (",", ";"):
        text, end = _read_literals(formula, end + 1)
    return ShownText(text, address) if text is not None and formula[end:].strip() == ")" else None


def _quote(text: str) -> str:
    """The text as literals, no one of them too long, or with what is taken for more than a text."""
    pieces = [
        part[at : at + _LITERAL_CHARACTERS]
        for part in _MISTAKEN.split(text) or [""]
        for at in range(0, max(len(part), 1), _LITERAL_CHARACTERS)
    ]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def _fit_formula(formula: str) -> str:
    return formula if len(formula) <= MAX_FORMULA_CHARACTERS else ""


def _read_literals(formula: str, at: int) -> tuple[str | None, int]:
    """The text of literals joined by &, and the place behind them; None where there are none."""
    pieces: list[str] = []
    while (found := _LITERAL.match(formula, at)) is not None:
        pieces.append(found[1].replace('""', '"'))
        at = found.end()
        if formula[at : at + 1] != "&":
            return "".join(pieces), at
        at += 1
    return None, at
