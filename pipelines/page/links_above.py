"""The links above the headline, in which the names of sections are looked up; and the entries of lists there."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from pipelines.dom.body_lines import collapse_spaces, text_of
from pipelines.dom.document import Document
from pipelines.dom.tree import Element

MAX_LINKS, MAX_PICTURES = 800, 3
MAX_ENTRY_CHARACTERS = 60


class LinksAbove:
    """The links above the headline (of the whole page where it shows none), read when they are first asked for."""

    def __init__(self, page: Document, headline: Element | None) -> None:
        self._page = page
        self.headline = headline
        self.hidden = page.hidden

    @cached_property
    def links(self) -> list[Element]:
        """In the order of the page."""
        if self.headline is None:
            return list(islice(self._page.root.iter("a"), MAX_LINKS))
        tags = _tags_until(self.headline, "a")
        links = []
        for element in islice(self._page.root.iter(*tags), 2 * MAX_LINKS if tags else None):
            if element is self.headline:
                break
            if element.tag == "a":
                links.append(element)
        return links

    @cached_property
    def texts(self) -> list[str]:
        """What each of the links shows."""
        return [text_of(link) for link in self.links]

    @cached_property
    def parents(self) -> list[Element | None]:
        """What is right around each of the links."""
        return [link.getparent() for link in self.links]

    def count(self, name: str) -> int:
        """How many links have a name, those to the home page left out."""
        if name not in self.texts:
            return 0
        named = (link for link, text in zip(self.links, self.texts, strict=True) if text == name)
        return sum(1 for link in named if (link.get("href") or "/").strip().rstrip("/#") != "")

    def find_called(self, names: list[str]) -> list[str]:
        """Those of several names by which a link is called, or its picture, that leads elsewhere than to ``/``."""
        links, texts = self.links[:MAX_LINKS], self.texts[:MAX_LINKS]
        framing = [link for link in links if len(link)]
        pictures = {alt for link in framing for alt in _names_of_pictures(link)}
        called = [name for name in names if name in texts or name in pictures]
        if not called:
            return []
        homes = {text for link, text in zip(links, texts, strict=True) if text in called and link.get("href") == "/"}
        homes.update(alt for link in framing if link.get("href") == "/" for alt in _names_of_pictures(link))
        return [name for name in called if name not in homes]

    @cached_property
    def _entries(self) -> frozenset[str]:
        """The entries of lists there that are no links."""
        items = islice(self._items(), MAX_LINKS) if self.headline is not None else ()
        return frozenset(text for item in items if len(text := text_of(item)) <= MAX_ENTRY_CHARACTERS)

    def _items(self) -> Iterator[Element]:
        """The items of lists before the headline that hold no link."""
        assert self.headline is not None
        tags = _tags_until(self.headline, "li")
        around_links = set(self.parents)
        for element in islice(self._page.root.iter(*tags), 2 * MAX_LINKS) if tags else ():
            if element is self.headline:
                return
            if element not in around_links and element.tag == "li" and next(element.iter("a"), None) is None:
                yield element

    def hold(self, text: str) -> bool:
        """Whether a link above the headline, or an entry of a list there, is called so."""
        return bool(text) and (self.count(text) > 0 or text in self._entries)


def _tags_until(headline: Element, tag: str) -> tuple[str, ...]:
    """The tags to look for until the headline comes; none where its own is one that lxml cannot look for."""
    return (tag, headline.tag) if str(headline.tag).isalnum() else ()


def _names_of_pictures(link: Element) -> Iterator[str]:
    """The words that stand for a link's pictures."""
    return (collapse_spaces(image.get("alt") or "") for image in islice(link.iter("img"), MAX_PICTURES))
