"""`news export`: all articles found, or their stored pages, to a file."""

from pathlib import Path
from typing import Any

import click

from desk.commands.options import (
    LAST,
    CommandContext,
    Day,
    DayOrLast,
    filtered_without_days,
    force_option,
    one_file,
    read_query,
    widening,
    with_context,
)
from desk.commands.query_command import QueryCommand
from desk.output.messages import counted, kept_line
from desk.services.coverage import count_to_judge
from desk.services.export import ExportRequest, check_ending, export_articles, export_pages, is_warc
from models.language import _
from models.records.labels import Language
from models.records.search_results import SORTS, Sort


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option("-o", "--output", required=True, **one_file, help=".csv, .xlsx, .html, .jsonl or .warc.gz.")
@click.option(
    "--since", type=DayOrLast("first"), help="From this day on; last: what is new since this file was written."
)
@click.option("--until", type=Day("last"), help="Up to and including this day.")
@filtered_without_days
@widening
@click.option("--sort", type=click.Choice(SORTS), default="newest", show_default=True)
@click.option("--columns", default="", help="Fields by name or label, separated by commas.")
@click.option("--labels", type=click.Choice(["ko", "en"]), default="ko", show_default=True, help="Header language.")
@click.option("--append", is_flag=True, help="Append to an existing file; no second header.")
@force_option
@with_context
def export(
    context: CommandContext,
    query: tuple[str, ...],
    output: Path,
    loose: bool,
    exact: bool,
    sort: Sort,
    columns: str,
    labels: Language,
    append: bool,
    force: bool,
    **filters: Any,
) -> None:
    """Write all articles found to a file; without a query, all there are. To .warc.gz: their stored pages."""
    check_ending(output, append=append)
    if only_new := filters["since"] == LAST:
        filters["since"] = None
    words, narrowed = read_query(query, filters, all_without=True)
    request = ExportRequest(
        path=output,
        query=words,
        filters=narrowed,
        loose=loose,
        exact=exact,
        sort=sort,
        columns=columns,
        labels=labels,
        append=append,
        only_new=only_new,
        force=force,
    )
    if not is_warc(output):
        written = export_articles(context.workspace, request)
        context.say_all(written.notes)
        if written.is_kept:
            context.say(kept_line(output))
        else:
            context.say(_("{articles} written to {output}", articles=written.counted.text, output=output))
        context.end(written.coverage, count_to_judge(narrowed, written.counted.articles))
        return
    if only_new:
        raise click.UsageError(_("--since last works with articles; name a day for stored pages."))
    if columns:
        raise click.UsageError(_("--columns works with articles; stored pages are written whole."))
    pages = export_pages(context.workspace, request)
    context.say_all(pages.notes)
    context.say(
        _(
            "{pages} written to {output}; whole pages are for safekeeping, not to be passed on",
            pages=counted(pages.count, "page"),
            output=output,
        )
    )
    context.end(pages.coverage, count_to_judge(narrowed, pages.count))
