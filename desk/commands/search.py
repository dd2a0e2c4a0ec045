"""`news search` and `news reindex`."""

import sys
from typing import Any

import click

from desk.commands.options import common, filtered, one_of, understood, widening
from desk.commands.query_command import QueryCommand
from desk.output.messages import say

SORTS = ("newest", "oldest", "relevance")
COUNTED = ("outlet", "month", "reporter", "section")
HELP = """Find articles: all words must stand in them; any part of a word counts.

    \b
    news search 포항 배터리                  both words
    news search '"배터리 선도도시"'          these words in this order
    news search 포항 -서울                   without 서울
    news search '(포항 OR 영일만) 축제'      either, and 축제
    news search headline:포항 기자:남효선    in the headline; a reporter (also outlet: section:, 제목: 매체: 분야:)
    news search =대전                        the word 대전 (대전에서, too), and not 대전환
    news search 이차전지 --loose             이차 전지, too

    Words that synonyms.txt beside the archive holds for the same (배터리 = 이차전지 = POBATT) are asked for
    together, unless --exact is given. Any text with a letter or digit may be asked for, but for AND, OR and NOT alone;
    --explain shows what is made of it.
    """


@click.command(cls=QueryCommand, help=HELP)
@click.argument("query", nargs=-1)
@filtered
@widening
@click.option("--sort", type=click.Choice(SORTS), default="newest", show_default=True)
@click.option("-n", "limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="So many articles.")
@click.option("--cursor", help="Go on where the last page ended.")
@one_of(
    "form",
    json="One JSON object a line.",
    csv="CSV, as `news export` writes it.",
    urls="Only the addresses.",
)
@click.option("--count-by", type=click.Choice(COUNTED), help="How many articles each has, instead of the articles.")
@click.option("--explain", is_flag=True, help="What was understood, instead of the articles.")
@common
def search(
    query: tuple[str, ...],
    loose: bool,
    exact: bool,
    sort: Any,
    limit: int,
    cursor: str | None,
    form: str | None,
    count_by: Any,
    explain: bool,
    archive: str,
    quiet: bool,
    verbose: bool,
    **filters: Any,
) -> None:
    """Find articles; the help is ``HELP``."""
    from contextlib import closing

    from desk.services.query import asked_for, explained
    from desk.services.search_results import check_filters, print_found, print_total
    from models.archive.read.articles import open_reader
    from models.search.search import search as find
    from reports.formats.terminal import clean

    if explain and (form or count_by):
        raise click.UsageError(f"Either --explain or {f'--{form}' if form else '--count-by'}.")
    if count_by and form == "urls":
        raise click.UsageError("Either --count-by or --urls.")
    asked, narrowed = understood(query, filters, all_without=count_by is not None)
    asked = asked_for(asked, archive, loose=loose, exact=exact, quiet=quiet)
    with closing(open_reader(archive)) as db:
        check_filters(db, narrowed)
        if explain:
            sys.stdout.writelines(f"{clean(line)}\n" for line in explained(db, asked, narrowed))
        elif count_by:
            from desk.services.count import print_counts
            from models.search.facets import count_by as counted

            print_counts(counted(db, asked, count_by, narrowed), count_by, form or "table", limit, quiet=quiet)
        else:
            results = find(db, asked, narrowed, sort=sort, limit=limit, cursor=cursor, counted=False)
            print_found(db, archive, results, asked, form or "table")
            if not quiet:
                print_total(db, results, asked, narrowed, first=cursor is None)


@click.command()
@common
def reindex(archive: str, quiet: bool, verbose: bool) -> None:
    """Build the search tables anew from the articles. Searching goes on meanwhile, and so may a crawl."""
    from desk.output.progress import PartBar
    from models.archive.write.archive import Archive

    with (
        Archive.open(archive, create=False) as opened,
        PartBar(shown=not quiet and sys.stderr.isatty()) as bar,
    ):
        opened.reindex(lambda done, total: bar.update("articles", done, total))
        opened.tidy_search()
    say("The search tables are built anew.", quiet=quiet)
