"""Articles of the archive made ready to be compared, the last used ones kept."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime

from models.interface import StoryWriter
from models.records.story import Source
from models.records.times import has_clock, read_time
from pipelines.stories.clusters import PublicationTime
from pipelines.text_reuse.compare import ComparableText, Mask, shared_letters
from pipelines.text_reuse.letters import Letters, letters_of
from pipelines.text_reuse.shingles import Hashes

MAX_TEXTS = 3_000
"""Texts held at a time: some 15 kB each."""


class TextCache:
    """Texts by article id; an article that is no longer there is the empty text."""

    def __init__(self, store: StoryWriter, stock: Hashes) -> None:
        self._store = store
        self._stock = stock
        self._held: OrderedDict[int, ComparableText] = OrderedDict()

    def add(self, source: Source, letters: Letters) -> None:
        """Hold a text that was read already."""
        at = read_published(source)
        self._held[source.id] = ComparableText(letters, self._stock, at.day if at else 0)
        while len(self._held) > MAX_TEXTS:
            self._held.popitem(last=False)

    def fetch(self, ids: Iterable[int]) -> None:
        """Read those that are not held, many at a time."""
        for source in self._store.sources(article for article in ids if article not in self._held):
            self.add(source, letters_of(source.body))

    def __getitem__(self, article: int) -> ComparableText:
        if article not in self._held:
            self.fetch([article])
        self._held.setdefault(article, ComparableText(Letters("", b""), self._stock))
        self._held.move_to_end(article)
        return self._held[article]

    def spans(self, one: int, two: int) -> Mask:
        """Which letters of the first are in the second."""
        return shared_letters(self[one], self[two])


def read_published(source: Source) -> datetime | None:
    """The time of publication."""
    return read_time(source.published_at)


def moment_of(source: Source) -> PublicationTime:
    """When an article was published, and how exactly that is known."""
    at, fetched = read_published(source), read_time(source.fetched_at)
    assert fetched is not None
    return PublicationTime.of(at, fetched, clock=at is not None and has_clock(at, source.published_raw))
