"""Grow one lxml tree from the decoded text of a page."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

Element = etree._Element
# Given the encoding, libxml2 believes neither a meta element nor an XML declaration; UTF-8 is what it works in.
PARSER = etree.HTMLParser(huge_tree=True, remove_pis=True, encoding="utf-8")
MAX_FLATTENED_CHARACTERS = 3_000_000
MANY_COMMENTS = 1_000
"""Above this, runs of comments are cut: lxml's walk looks at each comment of a run anew for every other one."""
BREAKS = frozenset({"div", "p", "section", "center", "blockquote", "ul", "li", "table", "tr", "td", "tbody"})
RAW = frozenset({"script", "style", "textarea", "title"})
RAW_END = re.compile(r"</(?:script|style|textarea|title)\b", re.IGNORECASE)
MARKUP = re.compile(r"<!--|<!|<\?|</?[A-Za-z]")
TAG = re.compile(r"""<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<attributes>(?:[^"'>]++|"[^"]*+"|'[^']*+')*+)>""")
BARE = BREAKS | {"span", "font", "b", "i", "u", "strong", "em", "small", "big"}


def parse_html(html: str, encoded: bytes | None = None) -> Element | None:
    """The root element, or None where the page is nested deeper than can be read. ``encoded``: the page in UTF-8, where
    that is at hand.

    lxml stops in silence at 2,048 open elements (and leaves out all that follows), so a page that reaches
    the limit is flattened first: elements that carry no attribute are taken out, their line breaks kept.
    """
    root, whole = _parse(html.encode("utf-8", "replace") if encoded is None else encoded)
    if whole:
        return root
    if len(html) > MAX_FLATTENED_CHARACTERS:
        return None
    root, whole = _parse(flatten(html).encode("utf-8", "replace"))
    return root if whole else None


def _parse(encoded: bytes) -> tuple[Element | None, bool]:
    try:
        root = etree.fromstring(encoded, PARSER)
    except etree.XMLSyntaxError:  # nothing in it that could be a tree
        return None, True
    if root is not None and next(islice(root.iter(etree.Comment), MANY_COMMENTS, None), None) is not None:
        _drop_repeated_comments(root)
    last = PARSER.error_log.last_error  # the limit ends the parsing, so it is the last complaint
    return root, last is None or last.type != etree.ErrorTypes.ERR_RESOURCE_LIMIT


def _drop_repeated_comments(root: Element) -> None:
    """Remove each comment that follows another one directly and has no text behind it."""
    for comment in list(root.iter(etree.Comment)):
        before, parent = comment.getprevious(), comment.getparent()
        follows = isinstance(before, etree._Comment) and not before.tail
        if follows and parent is not None and not comment.tail:
            parent.remove(comment)


def _read_tokens(html: str) -> Iterator[str | re.Match[str]]:
    """Tags as matches, all else as text. What begins a tag, comment or script without end is the last token.

    No character is examined twice: Python's own parser begins again at every ``<`` of a page that is one open quote.
    """
    at = 0
    while found := MARKUP.search(html, at):
        start = found.start()
        yield html[at:start]
        if found[0] == "<!--":
            at = _behind(html, "-->", found.end())
        elif found[0] in ("<!", "<?"):
            at = _behind(html, ">", found.end())
        elif tag := TAG.match(html, start):
            yield tag
            at = tag.end()
            if tag["name"].lower() in RAW and not tag["close"]:
                end = RAW_END.search(html, at)
                yield html[at : end.start() if end else len(html)]
                at = end.start() if end else len(html)
        else:
            yield html[start:]
            return
    yield html[at:]


def _behind(html: str, end: str, at: int) -> int:
    """Where what ends like that is over; the end of the page where it never is."""
    found = html.find(end, at)
    return found + len(end) if found >= 0 else len(html)


def flatten(html: str) -> str:
    """The page without attribute-less elements, comments and doctype; blocks become line breaks."""
    out: list[str] = []
    bare: dict[str, list[bool]] = {tag: [] for tag in BARE}
    for token in _read_tokens(html):
        if isinstance(token, str):
            out.append(token)
            continue
        tag, text = token["name"].lower(), token[0]
        opened = bare.get(tag)
        if opened is None or text.endswith("/>"):
            out.append(text)
        elif token["close"]:
            out.append(("<br>" if tag in BREAKS else "") if not opened or opened.pop() else text)
        else:
            opened.append(not token["attributes"].strip())
            out.append(text if not opened[-1] else "<br>" if tag in BREAKS else "")
    return "".join(out)
