r"""Cut the error messages that PHP prints into a page, exactly as printed, so that the text around joins again.

PHP's ``php_error_cb`` (main/main.c; from memory) prints one of two forms:

    html_errors on   "\n<br />\n<b>LEVEL</b>:  MESSAGE in <b>FILE</b> on line <b>N</b><br />\n"
    html_errors off  "\nLEVEL: MESSAGE in FILE on line N\n"

An uncaught exception is the same with a MESSAGE of many lines (``Stack trace:`` ... ``thrown``). Xdebug prints a table.

The rule that keeps the words of an article about such messages: cut only what has the whole printed shape.
Plain text must begin a line with LEVEL and end that line with a file's path and ``on line N``; what is inside a
sentence, between tags or after other words of its line stays. HTML must have the tags as PHP prints them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

_LEVELS = (
    "(?:Catchable fatal error|Recoverable fatal error|Fatal error|Parse error|Strict Standards|Unknown error"
    "|(?:User |Core |Compile )?(?:Warning|Notice|Deprecated|Error|deprecated|warning|notice|error))"
)
_LOG_PREFIX = r"(?:\[\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d [A-Za-z_/+-]{1,40}\] )?"
_LT, _GT = r"(?:<|&lt;)", r"(?:>|&gt;)"
_NL = r"(?:\r?\n|&#10;|&#xa;)"

_LINE_NUMBER_HINT = " on line "  # every form of message has it
_FILE = re.compile(r" in (?:[A-Za-z]:[\\/]|\.{0,2}/|\\\\|[a-z]{2,10}://|Unknown\Z|[^\s<>]{1,200}\.(?:php|inc|html?)\b)")
_XDEBUG_TABLE = "<table class='xdebug-error"
_XDEBUG_BEFORE = re.compile(rf"(?:<br ?/?>{_NL}?)?(?:<font size='1'>)?\Z")
_XDEBUG_END = re.compile(rf"</table>(?:</font>)?{_NL}?")
_MARKUP = re.compile(r"</?[A-Za-z!]")

_OPENING_REACH = 120

_MAX_MESSAGE_CHARACTERS = 20_000
_MAX_PLAIN_CHARACTERS = 2_000
_MAX_FILE_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Kind:
    """One form of message: its beginning (``first``, ``skip`` characters behind one of ``openings``) and its end.

    ``marks`` are the ends of beginnings, as plain letters. The end begins at the nearest ``file`` before
    ``_LINE_NUMBER_HINT``, which ``closing`` is right before; at the hint itself where there is none.
    """

    openings: tuple[str, ...]
    skip: int
    first: re.Pattern[str]
    marks: tuple[str, ...]
    end: re.Pattern[str]
    file: str = ""
    closing: str = ""


def _tagged(lt: str, gt: str) -> Kind:
    line_break = rf"{lt}br ?/?{gt}"
    first = rf"{line_break}{_NL}?{lt}b{gt}(?:PHP )?{_LEVELS}{lt}/b{gt}: {{1,2}}"
    end = rf" in {lt}b{gt}[^<>\n]{{1,400}}?{lt}/b{gt} on line {lt}b{gt}\d{{1,9}}{lt}/b{gt}(?:{line_break}{_NL}?)?"
    bold, no_bold = f"{lt}b{gt}", f"{lt}/b{gt}"
    return Kind((f"{lt}br",), 0, re.compile(first), (f"{no_bold}: ",), re.compile(end), f" in {bold}", no_bold)


_HTML = _tagged("<", ">")
_ESCAPED = _tagged("&lt;", "&gt;")
_TEXT = Kind(
    ("\n", "\r"),
    1,
    re.compile(rf"({_LOG_PREFIX}(?:PHP )?{_LEVELS}: {{1,2}})"),
    ("rror: ", "arning: ", "otice: ", "eprecated: ", "tandards: "),
    re.compile(r" on line \d{1,9}(?:\r?\n|\Z)"),
)


@dataclass(frozen=True, slots=True)
class Stripped:
    """The page without server messages, and how many were cut."""

    html: str
    messages: int = 0


def strip_php_messages(html: str) -> Stripped:
    """Cut every message PHP printed into the page; the time is linear in the length of the page."""
    hints = _hints(html)
    if not hints:
        return Stripped(html)
    spans = sorted([*_xdebug(html), *_as_html(html, hints), *_as_text(html, hints)])
    kept: list[str] = []
    at = cut = 0
    for start, end in spans:
        if end <= at:
            continue
        kept.append(html[at : max(at, start)])
        at = end
        cut += 1
    kept.append(html[at:])
    return Stripped("".join(kept), cut)


def _hints(html: str) -> list[int]:
    hints = []
    at = html.find(_LINE_NUMBER_HINT)
    while at >= 0:
        hints.append(at)
        at = html.find(_LINE_NUMBER_HINT, at + len(_LINE_NUMBER_HINT))
    return hints


def _newline_before(html: str, at: int) -> int:
    """Where the newline that PHP prints first begins, if it is right before ``at``."""
    for newline in ("\r\n", "\n", "&#10;"):
        if html.startswith(newline, at - len(newline)) and at >= len(newline):
            return at - len(newline)
    return at


def _ends(html: str, kind: Kind, hints: list[int]) -> Iterator[re.Match[str]]:
    """Every ending of a kind, in order."""
    for hint in hints:
        at = hint
        if kind.file:
            if not html.startswith(kind.closing, hint - len(kind.closing)):
                continue
            at = html.rfind(kind.file, max(0, hint - _MAX_FILE_CHARACTERS), hint)
        if at >= 0 and (end := kind.end.match(html, at)):
            yield end


def _pairs(html: str, kind: Kind, hints: list[int]) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Each ending with the nearest beginning before it; no beginning is used twice.

    Mostly the nearest one is where the ending's own line (or break) begins; only where it does not are all
    beginnings of the page sought.
    """
    used = 0
    starts: list[re.Match[str]] | None = None
    for end in _ends(html, kind, hints):
        start = _begin(html, kind, end.start(), end.start())
        if start is None:
            starts = _find_beginnings(html, kind) if starts is None else starts
            nearest = bisect_left(starts, end.start() + 1, key=lambda match: match.end()) - 1
            start = starts[nearest] if nearest >= 0 else None
        if start and start.start() >= used and end.start() - start.end() <= _MAX_MESSAGE_CHARACTERS:
            yield start, end
            used = start.end()


def _begin(html: str, kind: Kind, at: int, limit: int) -> re.Match[str] | None:
    """A beginning that starts at the nearest opening before ``at`` and ends by ``limit``."""
    lowest = max(0, at - _OPENING_REACH)
    nearest = max(html.rfind(opening, lowest, at) for opening in kind.openings)
    if nearest < 0 and lowest:
        return None
    return kind.first.match(html, max(0, nearest + kind.skip), limit)


def _find_beginnings(html: str, kind: Kind) -> list[re.Match[str]]:
    """All beginnings in order, sought from the plain letters in them that are rare."""
    found = []
    for mark in kind.marks:
        at = html.find(mark)
        while at >= 0:
            end = at + len(mark)
            match = _begin(html, kind, at, end + 1)
            if match and match.end() >= end:
                found.append(match)
            at = html.find(mark, end)
    return sorted(found, key=lambda match: match.start())


def _as_html(html: str, hints: list[int]) -> Iterator[tuple[int, int]]:
    for kind in (_HTML, _ESCAPED):
        for start, end in _pairs(html, kind, hints):
            yield _newline_before(html, start.start()), end.end()


def _as_text(html: str, hints: list[int]) -> Iterator[tuple[int, int]]:
    for start, end in _pairs(html, _TEXT, hints):
        if _is_message(html, start.end(), end.start()):
            yield _newline_before(html, start.start(1)), end.end()


def _is_message(html: str, start: int, end: int) -> bool:
    """Whether MESSAGE in FILE is from start to end: one line, some lines without markup, or a stack trace."""
    file = html.rfind(" in ", max(start - 1, end - _MAX_FILE_CHARACTERS), end)
    if file < 0 or not _FILE.match(html, file, end):
        return False
    if "\n" not in html[start:end] or html.find("Stack trace:", start, end) >= 0:
        return True
    return end - start <= _MAX_PLAIN_CHARACTERS and not _MARKUP.search(html, start, end)


def _xdebug(html: str) -> Iterator[tuple[int, int]]:
    at = 0
    for end in _XDEBUG_END.finditer(html) if _XDEBUG_TABLE in html else ():
        table = html.rfind(_XDEBUG_TABLE, at, end.start())
        at = end.end()
        if table >= 0 and end.start() - table <= _MAX_MESSAGE_CHARACTERS:
            before = _XDEBUG_BEFORE.search(html, max(0, table - _OPENING_REACH), table)
            yield _newline_before(html, before.start() if before else table), end.end()
