"""The forms in which PHP prints its messages into a page, and where they may land in it.

Source of the forms: ``php_error_cb`` in php-src main/main.c (``%s\\n<br />\\n<b>%s</b>:  %s in <b>%s</b> on line
<b>%d</b><br />\\n%s`` with html_errors, ``%s\\n%s: %s in %s on line %d\\n%s`` without), memory; the string-offset warnings were
seen on a page of Gyeongbuk Hana News.
"""

import re
from functools import cache

HOME = "/home/sample/public_html"
_NON_FATAL = (
    ("Warning", "Illegal string offset 'use'", "theme/wide01/mobile/sub.php", 36),
    ("Warning", "Illegal string offset 'skin'", "theme/wide01/mobile/sub.php", 38),
    ("Warning", 'Undefined array key "skin"', "theme/wide01/mobile/sub.php", 38),
    ("Warning", "Trying to access array offset on value of type null", "lib/latest.lib.php", 112),
    ("Warning", "Undefined variable $list", "skin/latest/basic/latest.skin.php", 7),
    ("Warning", "mysqli_connect(): (HY000/2002): Connection refused", "lib/common.lib.php", 1523),
    (
        "Warning",
        "Cannot modify header information - headers already sent by "
        f"(output started at {HOME}/theme/wide01/head.php:12)",
        "common.php",
        30,
    ),
    (
        "Warning",
        f"include({HOME}/skin/none/view.skin.php): failed to open stream: No such file or directory",
        "bbs/view.php",
        211,
    ),
    ("Warning", "A non-numeric value encountered", "plugin/visit/count.php(3) : eval()'d code", 1),
    ("Warning", "date(): It is not safe to rely on the system's timezone settings.", "bbs/latest.php", 9),
    ("Notice", "Undefined index: device", "common.php", 775),
    ("Notice", "Undefined offset: 2", "lib/thumbnail.lib.php", 88),
    ("Notice", "Trying to get property 'wr_hit' of non-object", "theme/wide01/side.php", 5),
    ("Deprecated", "Function create_function() is deprecated", "plugin/editor/lib.php", 41),
    (
        "Deprecated",
        "htmlspecialchars(): Passing null to parameter #1 ($string) of type string is deprecated",
        "theme/wide01/head.sub.php",
        19,
    ),
    (
        "Deprecated",
        "Optional parameter $a declared before required parameter $b is implicitly treated as a required parameter",
        "lib/hook.lib.php",
        14,
    ),
    ("Strict Standards", "Only variables should be passed by reference", "lib/poll.lib.php", 60),
    ("Recoverable fatal error", "Object of class stdClass could not be converted to string", "lib/menu.lib.php", 17),
)
_FATAL = (
    (
        "Fatal error",
        "Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes)",
        "lib/thumbnail.lib.php",
        402,
    ),
    ("Fatal error", "Maximum execution time of 30 seconds exceeded", "lib/naver_syndi.lib.php", 77),
    ("Parse error", "syntax error, unexpected '}', expecting end of file", "theme/wide01/tail.php", 55),
)
_UNCAUGHT = (
    ("Error", "Call to undefined function mysql_query()"),
    ("TypeError", "count(): Argument #1 ($value) must be of type Countable|array, null given"),
    ("mysqli_sql_exception", "Too many connections"),
)


def plain(level: str, words: str, path: str, line: int) -> str:
    """As printed with html_errors off: a line of its own, empty line before."""
    return f"\n{level}: {words} in {path} on line {line}\n"


def html(level: str, words: str, path: str, line: int) -> str:
    """As printed with html_errors on."""
    return f"\n<br />\n<b>{level}</b>:  {words} in <b>{path}</b> on line <b>{line}</b><br />\n"


def logged(level: str, words: str, path: str, line: int) -> str:
    """As written to the log, which some servers send into the page: only at the start of a line of its own."""
    return f"PHP {level}:  {words} in {path} on line {line}\n"


def xdebug(level: str, words: str, path: str, line: int) -> str:
    """As the Xdebug extension shows it: a table with the call stack (from memory)."""
    return (
        f"<br />\n<font size='1'><table class='xdebug-error xe-{level.lower()}' dir='ltr' border='1' cellspacing='0' "
        f"cellpadding='1'>\n<tr><th align='left' bgcolor='#f57900' colspan=\"5\"><span style='background-color: #cc0000; "
        f"color: #fce94f; font-size: x-large;'>( ! )</span> {level}: {words} in {path} on line <i>{line}</i></th></tr>\n"
        "<tr><th align='left' bgcolor='#e9b96e' colspan='5'>Call Stack</th></tr>\n"
        "<tr><td bgcolor='#eeeeec' align='center'>1</td><td bgcolor='#eeeeec' align='center'>0.0004</td>"
        f"<td bgcolor='#eeeeec' align='right'>361544</td><td bgcolor='#eeeeec'>{{main}}(  )</td>"
        f"<td title='{path}' bgcolor='#eeeeec'>.../sub.php<b>:</b>0</td></tr>\n</table></font>\n"
    )


def uncaught(kind: str, words: str, path: str, line: int, *, marked: bool) -> str:
    """An exception nobody caught, with its stack trace."""
    trace = (
        f"Uncaught {kind}: {words} in {path}:{line}\nStack trace:\n"
        f"#0 {HOME}/bbs/board.php(137): view('news', Object(Board))\n"
        f"#1 {HOME}/index.php(12): include('/home/sample/pu...')\n#2 {{main}}\n  thrown"
    )
    return (html if marked else plain)("Fatal error", trace, path, line)


@cache
def messages() -> tuple[str, ...]:
    """Messages after which the script goes on, in every form: each string is one message."""
    out: list[str] = []
    for level, words, file, line in _NON_FATAL:
        path = f"{HOME}/{file}"
        out.append(plain(level, words, path, line))
        out.append(html(level, words, path, line))
    out.append(
        html(
            "Warning",
            "include(): Failed opening 'a.php' for inclusion (include_path='.:/usr/share/php') "
            "[<a href='function.include'>function.include</a>]",
            f"{HOME}/side.php",
            3,
        )
    )
    out.append(plain("Warning", "Division by zero", r"C:\xampp\htdocs\news\lib\page.lib.php", 21))
    out.append(
        plain("Warning", "Unknown: open(/tmp/sess_0a1b2c, O_RDWR) failed: No space left on device (28)", "Unknown", 0)
    )
    out.append(xdebug("Warning", "Undefined array key &quot;use&quot;", f"{HOME}/theme/wide01/mobile/sub.php", 36))
    out.append(xdebug("Notice", "Undefined index: skin", f"{HOME}/theme/wide01/mobile/sub.php", 38))
    return tuple(out)


@cache
def fatal() -> tuple[str, ...]:
    """Messages that end the script, stack traces included."""
    out: list[str] = []
    for level, words, file, line in _FATAL:
        out.append(plain(level, words, f"{HOME}/{file}", line))
        out.append(html(level, words, f"{HOME}/{file}", line))
    for kind, words in _UNCAUGHT:
        out.append(uncaught(kind, words, f"{HOME}/lib/db.php", 20, marked=False))
        out.append(uncaught(kind, words, f"{HOME}/lib/db.php", 20, marked=True))
    return tuple(out)


def insert(html: str, position: int, message: str) -> str:
    """The page with ``message`` printed at ``position``."""
    return html[:position] + message + html[position:]


_OPAQUE = re.compile(r"<(script|style|title|textarea)\b", re.I)


def boundaries(html: str) -> tuple[int, ...]:
    """Positions before a tag or a comment, outside scripts, styles and titles; 0 (before the doctype) first."""
    found = [0]
    at = 0
    while (at := html.find("<", at)) >= 0:
        found.append(at)
        opaque = _OPAQUE.match(html, at)
        if opaque:
            end = html.lower().find(f"</{opaque[1].lower()}", at)
            at = end if end >= 0 else len(html)
        elif html.startswith("<!--", at):
            end = html.find("-->", at)
            at = end + 3 if end >= 0 else len(html)
        else:
            at += 1
    return tuple(dict.fromkeys(found))


def in_text(html: str, words: str) -> tuple[int, ...]:
    """Positions between two characters of ``words`` where it stands in the page."""
    start = html.find(words)
    return tuple(range(start + 1, start + len(words))) if start >= 0 else ()


def in_attributes(html: str) -> tuple[int, ...]:
    """Positions just inside the quotes of attribute values, where templates print variables."""
    return tuple(match.end() for match in re.finditer(r'\s(?:alt|class|href|style|title|value)="', html))
