"""Grow one lxml tree from the decoded text of a page."""

from html.parser import HTMLParser

from lxml import etree

Element = etree._Element
# Given the encoding, libxml2 believes neither a meta element nor an XML declaration; UTF-8 is what it works in.
PARSER = etree.HTMLParser(huge_tree=True, remove_pis=True, encoding="utf-8")
MAX_FLATTENED_CHARACTERS = 3_000_000
BREAKS = frozenset({"div", "p", "section", "center", "blockquote", "ul", "li", "table", "tr", "td", "tbody"})
BARE = BREAKS | {"span", "font", "b", "i", "u", "strong", "em", "small", "big"}


def parse_html(html: str) -> Element | None:
    """The root element, or None where the page is nested deeper than can be read.

    lxml stops in silence at 2,048 open elements (and leaves out all that follows), so a page that reaches
    the limit is flattened first: elements that carry no attribute are taken out, their line breaks kept.
    """
    root, whole = _parse(html)
    if whole:
        return root
    if len(html) > MAX_FLATTENED_CHARACTERS:
        return None
    root, whole = _parse(flatten(html))
    return root if whole else None


def _parse(html: str) -> tuple[Element | None, bool]:
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), PARSER)
    except etree.XMLSyntaxError:  # nothing in it that could be a tree
        return None, True
    last = PARSER.error_log.last_error  # the limit ends the parsing, so it is the last complaint
    return root, last is None or last.type != etree.ErrorTypes.ERR_RESOURCE_LIMIT


class _Flat(HTMLParser):
    """Writes a page again without elements that have no attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.bare: dict[str, list[bool]] = {tag: [] for tag in BARE}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BARE:
            self.bare[tag].append(not attrs)
            if not attrs:
                self.out.append("<br>" if tag in BREAKS else "")
                return
        self.out.append(self.get_starttag_text() or "")

    def handle_startendtag(self, _tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        opened = self.bare.get(tag)
        if opened is not None and (not opened or opened.pop()):
            self.out.append("<br>" if tag in BREAKS else "")
        else:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")


def flatten(html: str) -> str:
    """The page without attribute-less elements, comments and doctype; blocks become line breaks."""
    writer = _Flat()
    writer.feed(html)
    writer.close()
    return "".join(writer.out)
