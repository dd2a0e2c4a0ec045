"""Saved pages through the same steps as crawled ones: tried without an archive, or stored in one."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from models.interface import ArchiveWriter, Transaction
from models.language import N_, _
from models.records.article import Article, as_json
from models.records.outlet import Outlet
from models.records.page import Page
from pipelines.contracts.layout import ArticleIdentity, Layout
from pipelines.contracts.rejection import Reject
from pipelines.extract import extract
from pipelines.same_address import NamedAddresses
from pipelines.same_article import Doubt
from pipelines.store_article import HeldText, store_article
from scrapers.families.generic import outlet_for
from scrapers.importing.case import Case, UnreadablePage
from scrapers.registry import OutletError, Registry, load_family

BATCH_PAGES = 500
"""Pages a transaction, at most: with so many at once the search tables cost a fifth less than with a hundred."""
BATCH_BYTES = 32 << 20
"""Bytes of pages a transaction, at most, but for one that is larger by itself."""
HELD_TEXTS = {
    Doubt.ANOTHER_TEXT: N_("another text than the article of this address has"),
    Doubt.TEXT_CUT: N_("only the beginning of the article of this address"),
}
OUTCOMES = ("new", "changed", "unchanged", "rejected", "unreadable")


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A saved page that was read: its case, the layout it was read by, and what came of it."""

    case: Case
    layout: Layout
    result: Article | Reject

    def line(self) -> str:
        """``{"file": …, "article": {…}}`` or ``{"file": …, "reject": "reason"}`` as one line of JSON."""
        if isinstance(self.result, Reject):
            result: dict[str, Any] = {"reject": self.result.reason, "detail": self.result.detail}
        else:
            result = {"article": as_json(self.result)}
        return json.dumps({"file": self.case.file} | result, ensure_ascii=False)


@dataclass(slots=True)
class ImportCounts:
    """The outcome of an import: counts of new, changed, unchanged, rejected, unreadable, and the problems in words."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    @classmethod
    def of_none(cls, unread: Iterable[UnreadablePage]) -> "ImportCounts":
        """The outcome for pages of which none could be read."""
        problems = [_problem(one) for one in unread]
        return cls(Counter(unreadable=len(problems)), problems)

    def line(self) -> str:
        """The counts in one line."""
        return _(
            "{new} new, {changed} changed, {unchanged} unchanged, {rejected} rejected, {unreadable} unreadable",
            **{name: self.counts[name] for name in OUTCOMES},
        )


class PageReader:
    """Reads saved pages by the outlet that is named, or recognised from the address, else by one made from the page."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._layouts: dict[str, Layout] = {}

    def read(self, case: Case | UnreadablePage) -> ReadPage | UnreadablePage:
        """The article on a saved page, or why there is none."""
        if isinstance(case, UnreadablePage):
            return case
        try:
            layout = self._layout(case)
        except OutletError as error:
            return UnreadablePage(case.file, str(error))
        if layout is None:
            return UnreadablePage(case.file, _("{url!r} is not the address of a page.", url=case.page.url))
        page = replace(case.page, outlet=layout.outlet.id)
        return ReadPage(Case(case.file, page, layout.outlet.id, case.key), layout, extract(page, layout))

    def _layout(self, case: Case) -> Layout | None:
        if case.outlet:
            outlet: Outlet | None = self.registry.get(case.outlet)
        else:
            outlet = self.registry.outlets.get(case.page.outlet) or self.registry.recognise(case.page.url)
        if outlet is None:
            outlet = outlet_for(case.page)
        if outlet is None:
            return None
        if outlet.id not in self._layouts:
            self._layouts[outlet.id] = load_family(outlet.family).layout(outlet)
        return self._layouts[outlet.id]


def import_cases(archive: ArchiveWriter, reader: PageReader, cases: Iterable[Case | UnreadablePage]) -> ImportCounts:
    """Store saved pages, ``BATCH_PAGES`` a transaction. An unreadable one is a problem and the rest goes on.

    Raises ArchiveError; what was committed before stays.
    """
    done = ImportCounts(problems=[_("The archive: {note}.", note=note) for note in archive.notes])
    results = (reader.read(case) for case in cases)
    for batch in _batches(results):
        for outlet in {
            read.layout.outlet.id: read.layout.outlet for read in batch if isinstance(read, ReadPage)
        }.values():
            archive.upsert_outlet(outlet)
        named = NamedAddresses()
        for read in batch:
            if isinstance(read, ReadPage) and isinstance(read.result, Article):
                named.note(read.result)
        with archive.transaction() as writer:
            outcomes = [_store(writer, read, named) for read in batch]
        for outcome, problem in outcomes:
            done.counts[outcome] += 1
            if problem:
                done.problems.append(problem)
    return done


def _store(writer: Transaction, read: ReadPage | UnreadablePage, named: NamedAddresses) -> tuple[str, str]:
    """(the outcome, the problem in words or "")."""
    if isinstance(read, UnreadablePage):
        return "unreadable", _problem(read)
    page, result = read.case.page, read.result
    if isinstance(result, Reject):
        key = read.case.key or _key(read.layout, page)
        why = f"{result.reason} ({result.detail})" if result.detail else str(result.reason)
        if writer.stored_article(page.outlet, key) is not None:
            writer.set_aside(page, key, f"{result.reason}: {result.detail}" if result.detail else str(result.reason))
            return "rejected", _(
                "{file}: not an article: {why}; the stored article stays", file=read.case.file, why=why
            )
        writer.reject(page, key, result.reason, result.detail)
        return "rejected", _("{file}: not an article: {why}", file=read.case.file, why=why)
    own = read.case.key or (_key(read.layout, page) if read.layout.generic else "")
    stored = store_article(writer, named.settle(result, own), page, own)
    if isinstance(stored, HeldText):
        return "rejected", _(
            "{file}: {why}; the stored article stays", file=read.case.file, why=_(HELD_TEXTS[stored.doubt])
        )
    return stored.outcome, ""


def _problem(read: UnreadablePage) -> str:
    return f"{read.file}: {read.why}"


def _key(layout: Layout, page: Page) -> str:
    identity = layout.identify(page.url) or ArticleIdentity(page.url)
    return identity.canonical_url


def _batches(results: Iterable[ReadPage | UnreadablePage]) -> Iterator[list[ReadPage | UnreadablePage]]:
    batch: list[ReadPage | UnreadablePage] = []
    held = 0
    for result in results:
        batch.append(result)
        held += len(result.case.page.body) if isinstance(result, ReadPage) else 0
        if len(batch) >= BATCH_PAGES or held >= BATCH_BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
