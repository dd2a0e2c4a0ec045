r"""Cut the error messages that PHP prints into a page, exactly as printed, so that the text around joins again.

PHP's ``php_error_cb`` (main/main.c; from memory) prints one of two forms:

    html_errors on   "\n<br />\n<b>LEVEL</b>:  MESSAGE in <b>FILE</b> on line <b>N</b><br />\n"
    html_errors off  "\nLEVEL: MESSAGE in FILE on line N\n"

An uncaught exception is the same with a MESSAGE of many lines (``Stack trace:`` ... ``thrown``). Xdebug prints a table.

The rule that keeps the words of an article about such messages: cut only what has the whole printed shape.
Plain text must begin a line with LEVEL and end that line with a file's path and ``on line N``; what stands inside a
sentence, between tags or after other words of its line stays. HTML must have the tags as PHP prints them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LEVELS = (
    "(?:Catchable fatal error|Recoverable fatal error|Fatal error|Parse error|Strict Standards|Unknown error"
    "|(?:User |Core |Compile )?(?:Warning|Notice|Deprecated|Error|deprecated|warning|notice|error))"
)
_LOG_PREFIX = r"(?:\[\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d [A-Za-z_/+-]{1,40}\] )?"
_LT, _GT = r"(?:<|&lt;)", r"(?:>|&gt;)"
_NL = r"(?:\r?\n|&#10;|&#xa;)"
_BR = rf"{_LT}br ?/?{_GT}"

_HINT = re.compile(rf"on line (?:{_LT}[bi]{_GT})?\d")
_HTML_REST = rf"br ?/?{_GT}{_NL}?{_LT}b{_GT}(?:PHP )?{_LEVELS}{_LT}/b{_GT}: {{1,2}}"
# One pattern for each way to write the first bracket: what begins with plain letters is found much faster.
_HTML_STARTS = (("<br", re.compile(f"<{_HTML_REST}")), ("&lt;br", re.compile(f"&lt;{_HTML_REST}")))
_HTML_END = re.compile(
    rf" in {_LT}b{_GT}[^<>\n]{{1,400}}?{_LT}/b{_GT} on line {_LT}b{_GT}\d{{1,9}}{_LT}/b{_GT}(?:{_BR}{_NL}?)?"
)
_TEXT_FIRST = re.compile(rf"({_LOG_PREFIX}(?:PHP )?{_LEVELS}: {{1,2}})")
_TEXT_STARTS = (("\n", re.compile(rf"\n{_TEXT_FIRST.pattern}")), ("\r", re.compile(rf"\r{_TEXT_FIRST.pattern}")))
_TEXT_END = re.compile(r" on line \d{1,9}(?:\r?\n|\Z)")
_FILE = re.compile(r" in (?:[A-Za-z]:[\\/]|\.{0,2}/|\\\\|[a-z]{2,10}://|Unknown\Z|[^\s<>]{1,200}\.(?:php|inc|html?)\b)")
_XDEBUG_START = re.compile(rf"(?:<br ?/?>{_NL}?)?(?:<font size='1'>)?<table class='xdebug-error")
_XDEBUG_END = re.compile(rf"</table>(?:</font>)?{_NL}?")
_MARKUP = re.compile(r"</?[A-Za-z!]")

_LONGEST = 20_000
_LONGEST_LINES = 2_000
_LONGEST_FILE = 500


Patterns = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Stripped:
    """The page without server messages, and how many were cut."""

    html: str
    messages: int = 0


def strip(html: str) -> Stripped:
    """Cut every message PHP printed into the page; the time is linear in the length of the page."""
    if "on line" not in html or not _HINT.search(html):
        return Stripped(html)
    spans = sorted([*_xdebug(html), *_as_html(html), *_as_text(html)])
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


def _newline_before(html: str, at: int) -> int:
    """Where the newline that PHP prints first begins, if it stands right before ``at``."""
    for newline in ("\r\n", "\n", "&#10;"):
        if html.startswith(newline, at - len(newline)) and at >= len(newline):
            return at - len(newline)
    return at


def _pairs(starts: list[re.Match[str]], ends: Iterable[re.Match[str]]) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Each ending with the nearest beginning before it; no beginning is used twice."""
    places = [start.end() for start in starts]
    used = -1
    for end in ends if starts else ():
        nearest = bisect_left(places, end.start() + 1) - 1
        if nearest > used and end.start() - places[nearest] <= _LONGEST:
            yield starts[nearest], end
            used = nearest


def _found(patterns: Patterns, html: str) -> list[re.Match[str]]:
    """All places in order where one of the patterns fits; a pattern whose beginning is nowhere is not tried."""
    lists = [[*pattern.finditer(html)] for begin, pattern in patterns if begin in html]
    if len(lists) == 1:
        return lists[0]
    return sorted((match for found in lists for match in found), key=lambda match: match.start())


def _as_html(html: str) -> Iterator[tuple[int, int]]:
    ends = [*_HTML_END.finditer(html)]
    for start, end in _pairs(_found(_HTML_STARTS, html), ends) if ends else ():
        yield _newline_before(html, start.start()), end.end()


def _as_text(html: str) -> Iterator[tuple[int, int]]:
    ends = [*_TEXT_END.finditer(html)]
    if not ends:
        return
    first = _TEXT_FIRST.match(html)
    starts = [*([first] if first else []), *_found(_TEXT_STARTS, html)]
    for start, end in _pairs(starts, ends):
        if _is_message(html, start.end(), end.start()):
            yield _newline_before(html, start.start(1)), end.end()


def _is_message(html: str, start: int, end: int) -> bool:
    """Whether MESSAGE in FILE stands from start to end: one line, some lines without markup, or a stack trace."""
    file = html.rfind(" in ", max(start - 1, end - _LONGEST_FILE), end)
    if file < 0 or not _FILE.match(html, file, end):
        return False
    if "\n" not in html[start:end] or html.find("Stack trace:", start, end) >= 0:
        return True
    return end - start <= _LONGEST_LINES and not _MARKUP.search(html, start, end)


def _xdebug(html: str) -> Iterator[tuple[int, int]]:
    if "class='xdebug-error" not in html:
        return
    for start, end in _pairs([*_XDEBUG_START.finditer(html)], _XDEBUG_END.finditer(html)):
        yield _newline_before(html, start.start()), end.end()
