"""Read feeds and sitemaps: leading junk cut, bare ampersands kept, no entities of their own, no network."""

import re

from lxml import etree

Element = etree._Element
START = re.compile(r"<(?:\?xml|rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.IGNORECASE)
DECLARATION = re.compile(r"<\?xml[^>]{0,200}>", re.IGNORECASE)
DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]{0,500}(?:\[[^\]]{0,20000}\])?[^<>]{0,50}>", re.IGNORECASE)
BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")


def read_xml(text: str) -> Element | None:
    """The root of an XML document in decoded text, as much of it as can be read; None where there is none.

    What is before the first tag of a feed (PHP output, a BOM, blank lines) is cut. A doctype goes, and with it
    every entity of its own: ``&nbsp;`` and the like become their text.
    """
    start = START.search(text)
    if start is None:
        return None
    text = DOCTYPE.sub("", DECLARATION.sub("", text[start.start() :], count=2), count=1)
    parts = re.split(r"(<!\[CDATA\[.*?\]\]>)", text, flags=re.DOTALL) if "<![CDATA[" in text else [text]
    text = "".join(p if p.startswith("<![CDATA[") else BARE_AMPERSAND.sub("&amp;", p) for p in parts)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(text.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local(element: Element) -> str:
    """The tag's name without namespace, in lower case; empty for comments."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def below(element: Element, *names: str) -> str:
    """Text of the first child whose local name is one of ``names`` (in their order), folded."""
    children = {local(child): child for child in reversed(element)}
    for name in names:
        child = children.get(name)
        if child is not None and (text := " ".join("".join(map(str, child.itertext())).split())):
            return text
    return ""
