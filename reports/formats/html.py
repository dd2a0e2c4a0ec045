"""One self-contained HTML page: everything scraped is escaped, nothing runs, nothing is fetched.

The page's Content-Security-Policy allows its own style sheet, named by its hash, and nothing else: even where an
escape were forgotten, no script, picture or form of anybody's would work.
"""

import base64
import hashlib
from collections.abc import Iterable
from html import escape

Attribute = str | int | None
VOID = frozenset({"br", "col", "hr", "input"})


class Markup(str):
    """Text that is HTML already: made by ``tag`` or written in our own code, never scraped."""

    __slots__ = ()


def text_of(value: object) -> Markup:
    """Any text as HTML; control characters that no HTML may hold become spaces."""
    if isinstance(value, Markup):
        return value
    clean = "".join(c if c >= " " or c in "\n\t" else " " for c in str(value))
    return Markup(escape(clean.encode("utf-8", "replace").decode(), quote=True))


def tag(name: str, /, *content: object, **attributes: Attribute) -> Markup:
    """An element; a trailing ``_`` of an attribute's name is dropped (class_), an attribute of None is left out."""
    given = {
        key.rstrip("_").replace("_", "-"): text_of(value) for key, value in attributes.items() if value is not None
    }
    said = "".join(f' {key}="{value}"' for key, value in given.items())
    return Markup(f"<{name}{said}>" if name in VOID else f"<{name}{said}>{joined(content)}</{name}>")


def joined(parts: Iterable[object]) -> Markup:
    """Parts one after the other, each escaped where it is no markup."""
    return Markup("".join(text_of(part) for part in parts))


def link(url: str, *content: object) -> Markup:
    """A link to an http(s) address; for any other address the content alone."""
    if not url.lower().startswith(("http://", "https://")):
        return joined(content)
    return tag("a", *content, href=url, rel="noopener noreferrer")


def page(title: str, style: str, *body: object) -> str:
    """The whole page; ``style`` is our own CSS."""
    return f"{page_head(title, style)}{joined(body)}{PAGE_END}"


PAGE_END = "\n</body>\n</html>\n"


def page_head(title: str, style: str) -> str:
    """The page up to where its body begins, for a page that is written piece by piece; ``PAGE_END`` ends it."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text_of(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


STYLE = """
body{font-family:"Noto Sans KR","Noto Sans CJK KR","Malgun Gothic","Apple SD Gothic Neo",sans-serif;margin:2rem auto;
max-width:76rem;padding:0 1rem;color:#1d2329;line-height:1.6;word-break:keep-all;overflow-wrap:anywhere}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2.2rem;border-top:1px solid #d5dae0;padding-top:1rem}
table{border-collapse:collapse;width:100%;font-size:.92rem}th,td{border-bottom:1px solid #e1e5ea;padding:.35rem .5rem;
text-align:left;vertical-align:top}th{background:#f2f5f8}td.n,th.n{text-align:right;white-space:nowrap}
a{color:#0b5cad}.dim{color:#667079}
@media print{body{margin:0;max-width:none;font-size:10pt}h2{break-after:avoid}tr{break-inside:avoid}a{color:inherit}}
"""
"""What every report's page begins with."""
