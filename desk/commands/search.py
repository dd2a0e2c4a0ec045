"""`news search`: find articles."""

import sys
from typing import Any

import click

from desk.commands.options import CommandContext, ComposedChoice, filtered, one_of, read_query, widening, with_context
from desk.commands.query_command import QueryCommand
from desk.output.search_lines import explanation_lines, hit_json_lines, print_csv, print_hits, total_line
from desk.services.after_search.last_rows import keep_rows
from desk.services.coverage import count_to_judge
from desk.services.search import (
    SearchPage,
    SearchRequest,
    count_facets,
    count_total,
    explain_query,
    search_articles,
)
from models.language import _
from models.records.labels import TONES
from models.records.search_results import KINDS, SORTS, By, Sort
from reports.coverage.sentences import say_coverage
from reports.formats.terminal import clean, print_wrapped

HELP = """Find articles: all words must occur in them; any part of a word counts.

    \b
    news search 포항 배터리                  both words
    news search '"배터리 선도도시"'          these words in this order
    news search 포항 -서울                   without 서울
    news search '(포항 OR 영일만) 축제'      either, and 축제
    news search headline:포항 기자:남효선    headline, reporter (section: outlet:)
    news search =대전                        대전, 대전에서, but not 대전환
    news search 이차전지 --loose             이차 전지, too

    Words that synonyms.txt beside the archive treats as the same (배터리 = 이차전지 = POBATT) are searched for
    together, unless --exact is given. Any text with a letter or digit can be searched for, except AND, OR and NOT
    alone; --explain shows what a query is understood as.
    """


@click.command(cls=QueryCommand, help=HELP)
@click.argument("query", nargs=-1)
@filtered
@widening
@click.option("--sort", type=click.Choice(SORTS), default="newest", show_default=True)
@click.option(
    "-n", "limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Maximum number of articles."
)
@click.option(
    "--page", type=click.IntRange(1, 10_000), default=1, show_default=True, help="Which page of the articles."
)
@click.option("--cursor", help="Continue where the last page ended, whatever was stored since; --json, --csv name it.")
@click.option("--tone", type=ComposedChoice(TONES), help="Only articles that were given this tone.")
@one_of(
    "form",
    json="One JSON object a line.",
    csv="CSV, as `news export` writes it.",
    urls="Only the addresses.",
)
@click.option("--count-by", type=click.Choice(KINDS), help="How many articles each has, instead of the articles.")
@click.option("--explain", is_flag=True, help="What the query is understood as, instead of the articles.")
@with_context
def search(
    context: CommandContext,
    query: tuple[str, ...],
    loose: bool,
    exact: bool,
    sort: Sort,
    limit: int,
    page: int,
    cursor: str | None,
    tone: str | None,
    form: str | None,
    count_by: By | None,
    explain: bool,
    **filters: Any,
) -> None:
    """Find articles; the help is ``HELP``."""
    if explain and (form or count_by):
        raise click.UsageError(_("Either --explain or {option}.", option=f"--{form}" if form else "--count-by"))
    if count_by and form == "urls":
        raise click.UsageError(_("Either --count-by or --urls."))
    if cursor is not None and page > 1:
        raise click.UsageError(_("Either --page or --cursor."))
    words, narrowed = read_query(query, filters | {"tone": tone or ""}, all_without=count_by is not None)
    request = SearchRequest(
        query=words,
        filters=narrowed,
        loose=loose,
        exact=exact,
        sort=sort,
        limit=limit,
        cursor=cursor,
        page=page,
        with_rights=form in ("csv", "json"),
    )
    if explain:
        _explain(context, request)
    elif count_by:
        _count(context, request, count_by, form or "table")
    else:
        _search(context, request, form)


def _search(context: CommandContext, request: SearchRequest, form: str | None) -> None:
    page = search_articles(context.workspace, request)
    context.say_all(page.notes)
    if form in (None, "urls") and not keep_rows(context.workspace, page.first_row, [hit.id for hit in page.hits]):
        context.say(_("The rows cannot be remembered: `news show` and `news open` need ids."))
    _print_page(page, form or "table")
    if not context.quiet:
        # The hits are on the screen before they are counted, which takes longer than finding them.
        sys.stdout.flush()
        by_number = form is None and request.cursor is None
        total = count_total(context.workspace, request, page)
        context.say(total_line(total, page, request.page + 1 if by_number else None))
        if not page.hits and request.cursor is None and request.page == 1:
            _say_hints(context, request)
        elif not page.hits and by_number and (last := -(-total.articles // request.limit)):
            context.say(_("There is no page {page}: the last one is --page {last}.", page=request.page, last=last))
    is_first = request.cursor is None and request.page == 1
    found = count_to_judge(request.filters, len(page.hits)) if is_first else 1
    if form is None and (missing := say_coverage(page.coverage, found)):
        print_wrapped([missing])
    context.end(page.coverage, found, is_said=form is None)


def _say_hints(context: CommandContext, request: SearchRequest) -> None:
    from desk.output.hint_lines import hint_lines
    from desk.services.after_search.hints import find_hints

    context.say_all(hint_lines(find_hints(context.workspace, request)))


def _explain(context: CommandContext, request: SearchRequest) -> None:
    explanation = explain_query(context.workspace, request)
    context.say_all(explanation.notes)
    print_wrapped(map(clean, explanation_lines(explanation)))


def _count(context: CommandContext, request: SearchRequest, by: By, form: str) -> None:
    from desk.output.facet_lines import print_facets

    facets = count_facets(context.workspace, request, by)
    context.say_all(facets.notes)
    context.say(print_facets(facets, form, request.limit))
    context.end(facets.coverage, count_to_judge(request.filters, len(facets.counts)))


def _print_page(page: SearchPage, form: str) -> None:
    if form == "csv":
        print_csv(page)
    elif form == "json":
        sys.stdout.writelines(f"{line}\n" for line in hit_json_lines(page))
    elif form == "urls":
        sys.stdout.writelines(f"{clean(hit.article.canonical_url)}\n" for hit in page.hits)
    else:
        print_hits(page)
