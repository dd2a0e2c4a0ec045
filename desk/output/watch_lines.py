"""Saved searches and what is new for each as lines of text."""

import json
import re
import shlex
from collections.abc import Iterator, Mapping

from desk.output.search_lines import article_json
from desk.services.watches import NewHits
from models.language import N_, _, ngettext
from models.records.licence import Licence
from models.records.search_results import Hit
from reports.articles.columns import ExportChoice
from reports.formats.terminal import clean

NO_WATCHES = N_("There are no saved searches: `news watch add 포항 포항시` adds one.")


def run_hint(name: str) -> str:
    """The command that shows what is new for a search, as it can be typed."""
    plain = re.fullmatch(r"[\w@%+=:,./-]+", name)
    return f"news watch run {'-- ' if name.startswith('-') else ''}{name if plain else shlex.quote(name)}"


def count_text(new: NewHits) -> str:
    """12 new · 9 stories."""
    count = new.counted
    if not count.articles:
        return _("0 new")
    return ngettext(
        "{articles:,} new · {count:,} story",
        "{articles:,} new · {count:,} stories",
        count.stories,
        articles=count.articles,
    )


def title_line(new: NewHits) -> str:
    """The name and how much is new."""
    return clean(f"{new.watch.name}: {count_text(new)}")


def watch_line(new: NewHits) -> str:
    """A saved search with its query and filters, and how much is new."""
    watch = new.watch
    narrowed = "".join(f"  {key}={_list_text(value)}" for key, value in watch.filters.as_json().items())
    rivals = f"  rivals={','.join(watch.rivals)}" if watch.rivals else ""
    title = f"  title={watch.title}" if watch.title else ""
    caution = f"  caution={','.join(watch.caution)}" if watch.caution else ""
    return clean(f"{watch.name}: {watch.typed}{narrowed}{rivals}{title}{caution}  ({count_text(new)})")


def watch_json(new: NewHits) -> str:
    """The same as one line of JSON."""
    watch, count = new.watch, new.counted
    record = {"name": watch.name, "query": watch.typed, "filters": watch.filters.as_json(), "new": count.articles}
    record |= {"rivals": list(watch.rivals), "title": watch.title, "caution": list(watch.caution)}
    record |= {"new_stories": count.stories, "created_at": watch.created_at.isoformat()}
    return json.dumps(record)


def table_hits(new: NewHits) -> list[Hit]:
    """The hits as a search has them, for the table."""
    return [Hit(id=hit.article_id, score=0.0, article=hit.article) for hit in new.hits]


def hit_json_lines(new: NewHits, rights: Mapping[str, Licence]) -> Iterator[str]:
    """The hits, one JSON object a line."""
    choice = ExportChoice(rights=rights)
    for hit in new.hits:
        record = {"watch": new.watch.name, "found_at": hit.found_at.isoformat(), "id": hit.article_id}
        yield json.dumps(record | article_json(hit.article, new.watch.query.needles, choice))


def _list_text(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
