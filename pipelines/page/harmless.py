"""A stored page as HTML that can be shown: its text, its layout, nothing that acts or asks for anything.

Written anew from the tree by lists of what may stay, so that no two parsers can disagree about it: every text is
escaped, and there is no element whose content a browser reads by other rules but ``style``, which may hold no ``<``.
What loads (scripts, frames, links, forms, pictures but those in the page itself) is left out. Whoever serves it adds a
Content-Security-Policy with ``sandbox`` all the same.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import islice

from models.text.alnum_key import alnum_key
from pipelines.dom.body_lines import text_of
from pipelines.dom.tree import Element, parse_html
from pipelines.page.decode import decode
from pipelines.page.size_limits import MAX_CHARACTERS, drop_excess, find_excess

_SHOWN = (
    "a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd "
    "del dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd "
    "label legend li main mark menu nav ol p pre q rp rt ruby s samp section small span strike strong sub "
    "summary sup table tbody td tfoot th thead time tr tt u ul var wbr"
)
_DROPPED = (
    "applet area audio base basefont bgsound button canvas datalist dialog embed frame frameset head iframe "
    "input isindex link map math meta noembed noframes object optgroup option param picture plaintext portal "
    "script select slot source style svg template textarea title track video xmp"
)
_ATTRIBUTES = (
    "abbr align alt bgcolor border cellpadding cellspacing class clear color cols colspan compact datetime dir "
    "face headers height hspace id lang nowrap rowspan rules scope size span start style summary title valign "
    "value vspace width"
)
ELEMENTS, ATTRIBUTES = frozenset(_SHOWN.split()), frozenset(_ATTRIBUTES.split())
DROPPED = frozenset(_DROPPED.split())
"""Elements that go with all that is in them; any other that is not in ``ELEMENTS`` goes, and what is in it stays."""
VOID = frozenset({"br", "col", "hr", "img", "wbr"})
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|bmp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
MAX_STYLE_CHARACTERS = 500_000
MAX_DEPTH = 512
"""Deeper elements are written without a tag of their own: browsers flatten there as well."""


ANCHOR = "archive-headline"
HEADINGS = ("h1", "h2", "h3", "h4")
MAX_HEADINGS = 200


def make_harmless(body: bytes, content_type: str = "", headline: str = "") -> str:
    """A whole document, in linear time. A page that is no tree, or has far too many tags, is shown as its source.

    ``headline`` is the title, and the heading that says it, if there is one, can be gone to by the fragment ``ANCHOR``.
    """
    html = drop_excess(decode(body, content_type).text[:MAX_CHARACTERS])
    root = None if find_excess(html) else parse_html(html)
    heading = None if root is None else _find_heading(root, headline)
    inside = f"<pre>{_escape(html)}</pre>" if root is None else "".join(_write(root, heading))
    styles = "" if root is None else "".join(_styles(root))
    title = f"<title>{_escape(headline)}</title>" if headline else ""
    head = f'<head><meta charset="utf-8">{title}{styles}</head>'
    return f'<!doctype html><html lang="ko">{head}<body>{inside}</body></html>'


def _find_heading(root: Element, headline: str) -> Element | None:
    wanted = alnum_key(headline)
    headings = islice(root.iter(*HEADINGS), MAX_HEADINGS)
    return next((one for one in headings if wanted and alnum_key(text_of(one)) == wanted), None)


def _styles(root: Element) -> Iterator[str]:
    left = MAX_STYLE_CHARACTERS
    for style in root.iter("style"):
        text = style.text or ""
        left -= len(text)
        if left >= 0 and "<" not in text:
            yield f"<style>{text}</style>"


def _write(root: Element, heading: Element | None) -> Iterator[str]:
    """The tree below an element, without recursion: pages are nested as deep as they please."""
    waiting: list[Element | str] = [root]
    depth = 0
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            depth -= node.startswith("</")
            yield node
            continue
        tail = _escape(node.tail) if node.tail and node is not root else ""
        if tail:
            waiting.append(tail)
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in DROPPED:
            continue
        if tag in VOID:
            yield f"<{tag}{_attributes(node)}>"
            continue
        if tag in ELEMENTS and depth < MAX_DEPTH:
            depth += 1
            waiting.append(f"</{tag}>")
            yield f"<{tag}{_attributes(node)}>"
        if node is heading:
            yield f'<a id="{ANCHOR}"></a>'
        if node.text:
            yield _escape(node.text)
        waiting.extend(reversed(node))


def _attributes(element: Element) -> str:
    written = [
        f' {name}="{escape(value)}"'
        for name, value in element.attrib.items()
        if isinstance(name, str) and isinstance(value, str) and name in ATTRIBUTES
    ]
    source = element.get("src", "") if element.tag == "img" else ""
    if PICTURE.fullmatch(source):
        written.append(f' src="{escape(source)}"')
    return "".join(written)


def _escape(text: str) -> str:
    return escape(text, quote=False)
