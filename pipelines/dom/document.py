"""A page parsed once. All readers of a page share its document, and none of them changes it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pipelines.dom.attributes import read_attribute
from pipelines.dom.body_lines import find_hidden, text_of
from pipelines.dom.mail_links import show_mail_links
from pipelines.dom.metadata import JsonScript, read_json_ld, read_meta
from pipelines.dom.selectors import ElementIndex
from pipelines.dom.tree import Element, parse_html

_ASCII = bytes(range(128))
SEVERAL = ("meta", "script", "title", "link", "body", "time", "abbr")
"""Tags of which a page has few, each asked for by several readers."""


class Document:
    """A page's tree with the text that it was parsed from; what else is asked of it is made once, when first asked."""

    def __init__(self, root: Element, html: str, encoded: bytes | None = None) -> None:
        self.root = root
        self.html = html
        self._encoded = encoded

    @classmethod
    def parse(cls, html: str, encoded: bytes | None = None) -> "Document | None":
        """The document of a page's decoded text (``encoded``: the same in UTF-8, where that is at hand); None where it
        has no tree or is nested deeper than can be read."""
        is_amp = "<amp-img" in html  # pictures by another name
        root = parse_html(html.replace("<amp-img", "<img")) if is_amp else parse_html(html, encoded)
        if root is None:
            return None
        show_mail_links(root, html)
        return cls(root, html, encoded)

    def find_each(self, selectors: tuple[str, ...]) -> Iterator[list[Element]]:
        """The elements of each selector in turn, selectors that find nothing left out."""
        return self._index.find_each(selectors)

    def find_each_below(self, start: Element, selectors: tuple[str, ...]) -> Iterator[list[Element]]:
        """The same of ``start`` and what is inside it."""
        return self._index.find_each(selectors, start)

    def first_text(self, selectors: tuple[str, ...]) -> str:
        """The text of the first element that has any; empty where no selector finds one."""
        return next(
            (text for found in self.find_each(selectors) for element in found if (text := text_of(element))), ""
        )

    def list_elements(self, tag: str) -> Sequence[Element]:
        """All elements of one of the ``SEVERAL`` tags, in the order of the page."""
        return self._tagged[tag]

    @cached_property
    def _tagged(self) -> dict[str, list[Element]]:
        """The elements of those tags, found by going through the tree once."""
        found: dict[str, list[Element]] = {tag: [] for tag in SEVERAL}
        for element in self.root.iter(*SEVERAL):
            found[str(element.tag)].append(element)
        return found

    def holds_any(self, words: Iterable[str]) -> bool:
        """Whether one of several words in Hangul stands anywhere in the page as it is written."""
        return any(word.encode() in self._letters and word in self.html for word in words)

    @cached_property
    def _letters(self) -> bytes:
        """The page in UTF-8 without ASCII, which is a tenth of it: what is not in there is not in the page."""
        encoded = self._encoded if self._encoded is not None else self.html.encode("utf-8", "replace")
        return encoded.translate(None, _ASCII)

    @cached_property
    def meta(self) -> dict[str, str]:
        """The meta elements, see ``read_meta``."""
        return read_meta(self.list_elements("meta"))

    @cached_property
    def json_ld(self) -> tuple[JsonScript, ...]:
        """The JSON-LD scripts."""
        return tuple(read_json_ld(self.list_elements("script")))

    @cached_property
    def title(self) -> str:
        """The text of <title>."""
        return next(map(text_of, self.list_elements("title")), "")

    @cached_property
    def canonical_link(self) -> str:
        """The address that the page names as its own."""
        if not self._writes("anonical"):
            return ""
        for link in self.list_elements("link"):
            if (link.get("rel") or "").lower() == "canonical":
                return (link.get("href") or "").strip()
        return ""

    @cached_property
    def styles(self) -> dict[Element, str]:
        """The style of all elements that have one of their own."""
        return read_attribute(self.root, "style")

    @cached_property
    def hidden(self) -> frozenset[Element]:
        """The elements that no reader sees, nor what is inside them."""
        named = read_attribute(self.root, "hidden") if self._writes("hidden") else ()
        return find_hidden(self.styles if self._writes("none") else {}, named)

    def _writes(self, word: str) -> bool:
        """Whether a word of markup stands anywhere in the page: else to ask all elements would be ten times as dear."""
        return word in self.html or word.upper() in self.html

    @cached_property
    def _index(self) -> ElementIndex:
        return ElementIndex(self.root)
