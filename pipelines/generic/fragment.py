"""HTML that is inside JSON or scripts, as a tree of its own."""

import re
from html import escape, unescape

from bs4 import BeautifulSoup
from lxml import etree

from pipelines.dom.tree import Element, parse_html

# What CMSs leave in a stored text for their own templates: $$ARTICLEAD$$, {{ad}}, [[광고]].
PLACEHOLDER = re.compile(r"\$\$[A-Z0-9_]{2,40}\$\$|\{\{[^{}]{1,60}\}\}|\[\[광고\]\]")
MARKUP = re.compile(r"<(?:p|br|div|span|img|figure|strong|b|h[1-6]|table|a)\b[^<>]{0,2000}>", re.IGNORECASE)
MAX_FRAGMENT_CHARACTERS = 300_000
CUT_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}+\Z")
VOID, CLOSED = re.compile(r"<((?:img|br|hr)\b[^<>]{0,2000}+)(?<!/)>"), r"<\1/>"
SELF_CLOSED = re.compile(r"<(?!(?:img|br|hr)\b)[^<>]{1,2000}+(?<=/)>")  # XML closes it, HTML does not
STRICT = etree.XMLParser(resolve_entities=False, no_network=True)
MAX_TAGS = 20_000


def parse_fragment(html: str) -> Element | None:
    """A stored text as a ``body`` element: HTML (escaped once more or not), or plain text with its line breaks.

    None for one with more tags (or lines) than any article has.
    BeautifulSoup mends what is cut off in the middle or wrongly closed, and loses no text doing so.
    """
    html = PLACEHOLDER.sub("", html[:MAX_FRAGMENT_CHARACTERS])
    if not MARKUP.search(html) and "&lt;" in html and MARKUP.search(unescape(html)):
        html = unescape(html)
    if not MARKUP.search(html):
        html = "<br>".join(escape(line, quote=False) for line in unescape(html).split("\n"))
    elif CUT_TAG.match(html, max(0, html.rfind("<"))):
        html = html[: html.rfind("<")]
    if html.count("<") > MAX_TAGS:
        return None
    mended = html if _is_whole(html) else str(BeautifulSoup(html, "html.parser"))
    root = parse_html(f"<html><body><div>{mended}</div></body></html>")
    return None if root is None else next(root.iter("body"), None)


def _is_whole(html: str) -> bool:
    """Whether every element is closed where it must be, so that nothing is to be mended."""
    if SELF_CLOSED.search(html):
        return False
    try:
        etree.fromstring(f"<div>{VOID.sub(CLOSED, html)}</div>", STRICT)
    except etree.XMLSyntaxError:
        return False
    return True
