"""A pickup report as a file: the ending says whether a table, a workbook, a page or JSON lines."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Literal

from models.records.licence import Licence
from pipelines.releases.matching import MatchedArticle, PickupResult
from reports.formats.atomic_file import open_atomic
from reports.formats.csv import write_table
from reports.formats.endings import find_kind
from reports.formats.xlsx import Book
from reports.pickup.html_report import render_pickup
from reports.pickup.tables import (
    ARTICLE_COLUMNS,
    REFUSED_COLUMNS,
    RELEASE_COLUMNS,
    SENTENCE_COLUMNS,
    Refused,
    article_rows,
    limit_quotes,
    limit_sentence,
    release_rows,
    sentence_rows,
)

Table = Literal["articles", "releases", "sentences"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupReport:
    """What a file is written from: the releases with their articles, what each outlet allows, the files not read.

    ``missing`` is a sentence about what is not covered.
    """

    found: Sequence[PickupResult]
    rights: Mapping[str, Licence]
    refused: Sequence[Refused] = ()
    table: Table | None = None
    missing: str = ""

    @property
    def csv_table(self) -> Table:
        """The rows of a .csv: those asked for, else articles of one release and releases of several."""
        return self.table or ("releases" if len(self.found) > 1 else "articles")


def kind_of(path: Path) -> str:
    """The ending that says how to write; raises ExportError."""
    return find_kind(path, WRITERS)


def write(path: Path, report: PickupReport, *, force: bool = False) -> None:
    """Write the report to a file, whole or not at all; its ending says how. Raises ExportError.

    ``force``: also over a workbook that a person has changed since we wrote it.

    A workbook and a page also list the files that could not be read; a table has the rows of one kind only.
    """
    make = WRITERS[kind_of(path)]
    with open_atomic(path, force=force) as file:
        make(file, report)


def release_json(result: PickupResult, rights: Mapping[str, Licence]) -> str:
    """A release and its articles as one line of JSON."""
    release = asdict(result.release)
    release |= {"released_on": _iso(result.release.released_on), "released_at": _iso(result.release.released_at)}
    record: dict[str, Any] = {
        "release": release,
        "articles": len(result.certain),
        "outlets_took": result.outlets_with_pickup,
        "outlets": result.outlets,
        "rate": round(result.rate, 4) if result.has_articles else None,
        "mean_minutes": result.mean_minutes,
        "since": _iso(result.since),
        "until": _iso(result.until),
        "taken": [_article_json(one, rights) for one in result.articles],
    }
    return json.dumps(record)


def _article_json(one: MatchedArticle, rights: Mapping[str, Licence]) -> dict[str, Any]:
    article = one.article
    return {
        "id": one.article_id,
        "outlet": article.outlet,
        "outlet_title": article.outlet_title,
        "published_at": _iso(article.published_at),
        "headline": article.headline,
        "headline_same": one.headline_same,
        "reporters": list(article.reporters),
        "url": article.canonical_url,
        "of_article": round(one.of_article, 4),
        "of_release": round(one.of_release, 4),
        "minutes_after": one.minutes_after,
        "certain": one.certain,
        "grade": str(one.grade),
        "release_side": [asdict(line) for line in one.trace.release],
        "article_side": [
            asdict(line)
            | {"text": limit_sentence(line, one, rights), "quotes": limit_quotes(line, one, rights).split("\n")}
            for line in one.trace.article
        ],
    }


def _iso(moment: date | datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _write_csv(file: BinaryIO, report: PickupReport) -> None:
    columns, rows = {
        "articles": (ARTICLE_COLUMNS, article_rows(report.found)),
        "releases": (RELEASE_COLUMNS, release_rows(report.found)),
        "sentences": (SENTENCE_COLUMNS, sentence_rows(report.found, report.rights)),
    }[report.csv_table]
    write_table(file, [column.title for column in columns], rows)


def _write_xlsx(file: BinaryIO, report: PickupReport) -> None:
    with Book(file) as book:
        book.sheet("보도자료별", RELEASE_COLUMNS, release_rows(report.found))
        book.sheet("게재 기사", ARTICLE_COLUMNS, article_rows(report.found))
        book.sheet("문장별", SENTENCE_COLUMNS, sentence_rows(report.found, report.rights))
        if report.refused:
            book.sheet("읽지 못한 파일", REFUSED_COLUMNS, ([one.file, one.why] for one in report.refused))
        if report.missing:
            book.note(report.missing)


def _write_html(file: BinaryIO, report: PickupReport) -> None:
    file.write(render_pickup(report.found, report.rights, report.refused, report.missing).encode())


def _write_json(file: BinaryIO, report: PickupReport) -> None:
    file.writelines(f"{release_json(result, report.rights)}\n".encode() for result in report.found)


WRITERS: Mapping[str, Callable[[BinaryIO, PickupReport], None]] = MappingProxyType(
    {".csv": _write_csv, ".xlsx": _write_xlsx, ".html": _write_html, ".jsonl": _write_json}
)
