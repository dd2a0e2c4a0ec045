"""Read feeds and sitemaps: leading junk cut, bare ampersands kept, no entities of their own, no network.

Every step takes time in proportion to the text, whatever is in it: no search begins again inside what another one went
through in vain.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

Element = etree._Element
ROOT = re.compile(r"<(?:[\w.-]{1,30}:)?(?:rss|feed|RDF|urlset|sitemapindex)\b", re.IGNORECASE)
DECLARATION = re.compile(r"<\?xml\b", re.IGNORECASE)
QUOTED = r"""[^"'\[\]>]++|"[^"]*+"|'[^']*+'"""
DOCTYPE = re.compile(rf"<!doctype(?:{QUOTED})*+(?:\[(?:{QUOTED}|[\[>])*+\]\s*+)?+>", re.IGNORECASE)
BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CDATA, CDATA_END = "<![CDATA[", "]]>"
MAX_HEAD_CHARACTERS = 100_000
"""A declaration and a document type are sought in so much of a document."""
MAX_ENTRIES = 50_000
"""A sitemap has at most so many addresses (sitemaps.org), a feed far fewer."""
MAX_PIECES = 2_000
"""Pieces of text below an element that are read of it: a headline has one."""


def read_xml(text: str) -> Element | None:
    """The root of an XML document in decoded text, as much of it as can be read; None where there is none.

    What is before the root of a feed or sitemap (PHP output, a BOM, declaration, document type, style sheets) is cut,
    and with a document type every entity of its own: ``&nbsp;`` and the like become their text. So are characters that
    XML does not have.
    """
    text = NO_XML.sub("", text)
    root = ROOT.search(text)
    body = text[root.start() :] if root else _cut_head(text)
    return _parse(body) if body else None


def _parse(text: str) -> Element | None:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring("".join(_escape_ampersands(text)).strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _cut_head(text: str) -> str:
    """What follows the declaration, and the document type, of XML with another root; empty where none is declared."""
    declaration = DECLARATION.search(text)
    if declaration is None:
        return ""
    text = text[declaration.start() :]
    text = text[text.find(">") + 1 :] if ">" in text else ""
    start = text[:MAX_HEAD_CHARACTERS].lower().find("<!doctype")
    doctype = DOCTYPE.match(text, start) if start >= 0 else None
    return text[: doctype.start()] + text[doctype.end() :] if doctype else text


def _escape_ampersands(text: str) -> Iterator[str]:
    """The text with every bare ampersand outside of CDATA sections escaped; a section without end is none."""
    at = 0
    while (start := text.find(CDATA, at)) >= 0 and (end := text.find(CDATA_END, start)) >= 0:
        yield BARE_AMPERSAND.sub("&amp;", text[at:start])
        at = end + len(CDATA_END)
        yield text[start:at]
    yield BARE_AMPERSAND.sub("&amp;", text[at:])


def read_entries(text: str, *names: str) -> list[Element]:
    """All elements of these local names (in lower case) in a document, at most MAX_ENTRIES, in its order.

    Where the parser gave up on the way (a comment, section or quote without its end, tags left open 256 deep), each
    entry is read by itself, and what is broken loses no other entry.
    """
    root = read_xml(text)
    found = [] if root is None else list(islice(_find_all(root, names), MAX_ENTRIES))
    begin = re.compile(rf"<(?:[\w.-]{{1,30}}:)?(?:{'|'.join(names)})(?=[\s>])", re.IGNORECASE)
    starts = [match.start() for match in islice(begin.finditer(text), MAX_ENTRIES)]
    if root is None or len(found) >= len(starts):
        return found
    ends = [*starts[1:], len(text)]
    pieces = (_read_piece(text[start:end]) for start, end in zip(starts, ends, strict=True))
    return [entry for piece in pieces if piece is not None for entry in islice(_find_all(piece, names), 1)]


def _read_piece(text: str) -> Element | None:
    return _parse(NO_XML.sub("", f"<piece>{text}</piece>"))


def _find_all(root: Element, names: Sequence[str]) -> Iterator[Element]:
    """Elements by their local names, whatever their prefix, declared or not."""
    return (element for element in root.iter(etree.Element) if local(element) in names)


def local(element: Element) -> str:
    """The tag's name without namespace or an undeclared prefix, in lower case; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def below(element: Element, *names: str) -> str:
    """Text of the first child whose local name is one of ``names`` (in their order), folded."""
    children = {local(child): child for child in reversed(element)}
    for name in names:
        child = children.get(name)
        if child is not None:
            pieces = islice(child.itertext(), MAX_PIECES)
            if text := " ".join("".join(map(str, pieces)).split()):
                return text
    return ""
