"""What a page may cost: limits far above any article page, asked before anything else is done with its text.

A page of the press has two to four thousand tags and at most some hundred thousand characters (measured); every step's
time is in proportion to them. Elements with very many attributes are the one thing for which libxml2's time grows with
the square (its SAX2 handler walks the list of an element's attributes for each new one), so such elements keep their
first ones only; and no attribute is of use whose value is longer than any address (pictures as data).
"""

import re
from collections.abc import Iterator

MAX_PAGE_BYTES = 12 * 2**20
"""More than any page that a crawl takes in; a saved page may be of any size."""
MAX_TAGS = 50_000
MAX_CHARACTERS = 1_500_000
MAX_ATTRIBUTES, MAX_VALUE_CHARACTERS = 400, 20_000
MIN_CHECKED_CHARACTERS = 32_000  # so short a page cannot hold attributes enough to be dear
LONG_TAG_CHARACTERS = 4_000
COMMENT, MAX_COMMENTS = "<!--", 5_000
START = re.compile(r"<(?:(!--)|([A-Za-z][^\s/>]{0,30}))")
TAG = re.compile(r"""[A-Za-z](?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
GAP = re.compile(r"""[\s/"']+""")
ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+""")
RAW = ("script", "style")


def find_excess(html: str) -> str:
    """What a page has more of than any article has, in words; empty where it has not."""
    tags = html.count("<") if len(html) > MAX_TAGS else 0
    if tags > MAX_TAGS:
        return f"{tags} tags"
    return f"{len(html)} characters" if len(html) > MAX_CHARACTERS else ""


def drop_excess(html: str) -> str:
    """The page without what it has too much of to be read soon, and nothing of an article is lost with."""
    if html.count("<") > MAX_COMMENTS:  # to look for one character takes half as long as for four
        html = drop_excess_comments(html)
    return drop_excess_attributes(html)


def drop_excess_comments(html: str) -> str:
    """The page, without comments where it has more than ``MAX_COMMENTS``: lxml's walk takes ever longer over them."""
    if html.count(COMMENT) <= MAX_COMMENTS:
        return html
    out: list[str] = []
    at = 0
    while (start := html.find(COMMENT, at)) >= 0:
        out.append(html[at:start])
        end = html.find("-->", start)
        at = end + 3 if end >= 0 else len(html)
    return "".join((*out, html[at:]))


def drop_excess_attributes(html: str) -> str:
    """The page with at most ``MAX_ATTRIBUTES`` of an element's attributes, none above ``MAX_VALUE_CHARACTERS``."""
    if len(html) < MIN_CHECKED_CHARACTERS or not any(map(_is_crowded, _long_pieces(html))):
        return html
    return _drop_attributes(html)


def _long_pieces(html: str) -> Iterator[str]:
    """What is between one ``<`` and the next where that is long; the page is not read, only skipped through."""
    at = html.find("<")
    while 0 <= at < len(html) - LONG_TAG_CHARACTERS:
        last = html.rfind("<", at + 1, at + LONG_TAG_CHARACTERS)
        if last > 0:
            at = last
            continue
        end = html.find("<", at + LONG_TAG_CHARACTERS)
        yield html[at + 1 : end if end >= 0 else len(html)]
        at = end


def _is_crowded(piece: str) -> bool:
    """Whether what follows a ``<`` may be a tag, or the rest of one, with too many attributes."""
    tag = TAG.match(piece)
    text = tag[0] if tag else piece
    return len(text) > MAX_VALUE_CHARACTERS or len(GAP.findall(text)) > MAX_ATTRIBUTES


def _drop_attributes(html: str) -> str:
    """Tag by tag; linear, as no character is examined by more than one attribute."""
    out: list[str] = []
    done = at = 0
    while start := START.search(html, at):
        at = start.end()
        if start[1]:
            end = html.find("-->", at)
            at = end + 3 if end >= 0 else len(html)
            continue
        count = 0
        while found := ATTRIBUTE.match(html, at):
            at = found.end()
            count += 1
            if count > MAX_ATTRIBUTES or at - found.start() > MAX_VALUE_CHARACTERS:
                out.append(html[done : found.start()])
                done = at
        if start[2].lower() in RAW:
            end = html.find(f"</{start[2]}", at)
            at = end if end >= 0 else at
    out.append(html[done:])
    return "".join(out)
