"""`news`: the desk. One short function a verb: parse the arguments, call, print.

Data goes to stdout, progress and messages to stderr. Exit codes: 0 done, 1 finished with findings or failures,
2 usage, 3 another crawl holds the lock, 4 the archive cannot be used.
"""

import os
import sys
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from desk.commands.options import (
    LAST,
    Day,
    DayOrLast,
    common,
    days,
    filtered_without_days,
    in_order,
    one_file,
    saved,
    shown_as,
    understood,
    widening,
)
from desk.commands.query_command import QueryCommand
from desk.output.messages import explained, say

FINDINGS = 1
SORTS = ("newest", "oldest", "relevance")
# Verbs that stand in files of their own, loaded when they are asked for.
ELSEWHERE = {
    "accept": "desk.commands.health:accept",
    "backup": "desk.commands.durability:backup",
    "mark": "desk.commands.mark:mark",
    "reindex": "desk.commands.search:reindex",
    "report": "desk.commands.report:report_group",
    "reparse": "desk.commands.durability:reparse",
    "restore": "desk.commands.durability:restore",
    "search": "desk.commands.search:search",
    "verify": "desk.commands.durability:verify",
    "health": "desk.commands.health:health",
    "schedule": "desk.commands.schedule:schedule_group",
    "tell": "desk.commands.tell:tell",
    "outlets": "desk.commands.outlets:outlets_group",
    "pickup": "desk.commands.pickup:pickup",
    "stories": "desk.commands.stories:stories_group",
    "watch": "desk.commands.watch:watch_group",
}


class Desk(click.Group):
    """The verbs. A reader of the pipe that has gone (head, less) ends a verb, and is no fault."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All verbs by name."""
        return sorted({*super().list_commands(ctx), *ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb, or None."""
        if place := ELSEWHERE.get(cmd_name):
            module, _, name = place.partition(":")
            command: click.Command = getattr(import_module(module), name)
            return command
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb."""
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Python would complain when it flushes at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return None
        return done


@click.group(cls=Desk, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="local-news-archive", prog_name="news")
def news() -> None:
    """The archive of the Korean regional press: crawl, search, export."""


@news.command()
@click.argument("outlets", nargs=-1, metavar="[OUTLET]...")
@days
@click.option("--limit", type=click.IntRange(min=1), help="At most so many articles an outlet.")
@click.option("--allow-loopback", is_flag=True, help="Also fetch from this machine (for a local site).")
@click.option("--deadline", metavar="HH:MM", help="End by this time of the day, and say what was left.")
@click.option("--for", "span", metavar="4h", help="End after so long (4h, 90m), and say what was left.")
@click.option(
    "--revisits", type=click.IntRange(0, 10_000), default=120, show_default=True, help="Look again at so many."
)
@click.option("--delay", type=click.FloatRange(0, 600), help="Seconds between two requests to an outlet (at least 1).")
@common
def crawl(
    outlets: tuple[str, ...],
    archive: str,
    quiet: bool,
    verbose: bool,
    since: date | None,
    until: date | None,
    **told: Any,
) -> None:
    """Crawl all enabled outlets, or those named. Settled articles are not asked for again."""
    from desk.services.crawl import crawl_seen
    from desk.services.deadline import seconds_left
    from scrapers.crawl.process import CrawlOptions
    from scrapers.registry import load_registry

    in_order(since, until)
    if told["delay"] is not None and told["delay"] < 1 and not told["allow_loopback"]:
        raise click.UsageError(
            "--delay below 1 is not polite; only a site on this machine (--allow-loopback) may have it."
        )
    registry = load_registry(archive)
    chosen = [registry.get(name) for name in dict.fromkeys(outlets)] or registry.enabled()
    told["deadline"] = seconds_left(told["deadline"], told.pop("span"), datetime.now().astimezone())
    options = CrawlOptions(since=since, until=until, **told)
    if not crawl_seen(chosen, archive, options, quiet=quiet, verbose=verbose):
        raise SystemExit(FINDINGS)


@news.command()
@click.argument("article")
@shown_as
@common
def show(article: str, what: str | None, archive: str, quiet: bool, verbose: bool) -> None:
    """Show one article, by its id or any of its addresses."""
    from contextlib import closing

    from desk.services.article import print_article, print_history, print_record, write_page
    from models.archive.read.articles import open_reader

    printers = {"page": write_page, "history": print_history, "json": print_record}
    with closing(open_reader(archive)) as db:
        printers.get(what or "", print_article)(db, article)


@news.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option("-o", "--output", required=True, **one_file, help=".csv, .xlsx, .html, .jsonl or .warc.gz.")
@click.option("--since", type=DayOrLast(), help="From this day on; last: what is new since this file was written.")
@click.option("--until", type=Day(), help="Up to and with this day.")
@filtered_without_days
@widening
@click.option("--sort", type=click.Choice(SORTS), default="newest", show_default=True)
@click.option("--columns", default="", help="Fields by name or label, separated by commas.")
@click.option("--labels", type=click.Choice(["ko", "en"]), default="ko", show_default=True, help="Header language.")
@click.option("--append", is_flag=True, help="Go on with an existing file; no second header.")
@common
def export(
    query: tuple[str, ...],
    output: Path,
    loose: bool,
    exact: bool,
    sort: Any,
    columns: str,
    labels: Any,
    append: bool,
    archive: str,
    quiet: bool,
    verbose: bool,
    **filters: Any,
) -> None:
    """Write all articles found to a file; without a query, all there are. To .warc.gz: their stored pages."""
    from desk.services.pages import check_ending, export_pages, is_warc
    from desk.services.query import asked_for
    from desk.services.search_results import export_found

    check_ending(output, append=append)
    if new := filters["since"] == LAST:
        filters["since"] = None
    asked, narrowed = understood(query, filters, all_without=True)
    asked = asked_for(asked, archive, loose=loose, exact=exact, quiet=quiet)
    if is_warc(output):
        if new:
            raise click.UsageError("--since last is for articles; name a day for stored pages.")
        if columns:
            raise click.UsageError("--columns is for articles; stored pages are written whole.")
        for line in export_pages(archive, asked, narrowed, output):
            say(line, quiet=quiet)
        return
    form = {"sort": sort, "columns": columns, "labels": labels, "append": append, "new": new, "loose": loose}
    count, notes = export_found(archive, asked, narrowed, output, **form)
    for line in notes:
        say(line, quiet=quiet)
    say(f"{count.english} written to {output}", quiet=quiet)


@news.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@saved
@click.option("--manifest", type=click.Path(path_type=Path), help="JSON lines of saved pages.")
@common
def extract(file: Path | None, manifest: Path | None, archive: str, quiet: bool, verbose: bool, **said: Any) -> None:
    """Read saved pages and print what they say, as JSON lines. No archive is touched."""
    from scrapers.importing.case import UnreadablePage
    from scrapers.importing.import_pages import Reader
    from scrapers.importing.saved_pages import cases
    from scrapers.registry import load_registry

    if (file is None) == (manifest is None):
        raise click.UsageError("Name a file, or a manifest by --manifest.")
    reader, failed = Reader(load_registry(archive)), False
    for read in map(reader.read, cases([file] if file else [], manifest, **said)):
        if isinstance(read, UnreadablePage):
            failed = True
            say(f"{read.file}: {read.why}")
        else:
            click.echo(read.line())
    if failed:
        raise SystemExit(FINDINGS)


@news.command(name="import")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@saved
@click.option("--manifest", type=click.Path(path_type=Path), help="JSON lines of saved pages.")
@common
def import_(
    paths: tuple[Path, ...], manifest: Path | None, archive: str, quiet: bool, verbose: bool, **said: Any
) -> None:
    """Store saved pages: files with --url or a .json beside them, folders, .warc(.gz) files, or a manifest."""
    from desk.services.import_pages import import_saved
    from scrapers.importing.saved_pages import cases

    if not paths and manifest is None:
        raise click.UsageError("Name files or folders, or a manifest by --manifest.")
    if not import_saved(archive, cases(paths, manifest, **said), quiet=quiet, verbose=verbose):
        raise SystemExit(FINDINGS)


@news.command()
@click.option("--folder", type=click.Path(path_type=Path), default=Path(), help="Where archive.db and the CSV go.")
@click.option("--serve", is_flag=True, help="Only serve the sample outlets, until Ctrl-C.")
def demo(folder: Path, serve: bool) -> None:
    """Crawl two sample outlets that are served on this machine, search, and write a CSV. No network is needed."""
    from desk.commands.search import search
    from desk.services import demo as show_
    from desk.services.crawl import crawl_seen

    archive, table = folder / "archive.db", folder / "pohang-battery.csv"
    if serve:
        with show_.served(folder) as outlets:
            show_.declare(folder, outlets)
            show_.wait()
        return
    show_.check_archive(archive)
    with show_.served(folder) as outlets:
        show_.declare(folder, outlets)
        show_.write_release(folder)
        say(f"\n$ news crawl {' '.join(outlet.id for outlet in outlets)}")
        well = crawl_seen(outlets, str(archive), show_.OPTIONS, quiet=False, verbose=False)
    words = ["포항", "배터리"]
    say(f"\n$ news search {' '.join(words)} -n 5")
    search.main([*words, "-n", "5", "--archive", str(archive)], standalone_mode=False)
    say(f"\n$ news export {' '.join(words)} -o {table}")
    export.main([*words, "-o", str(table), "--archive", str(archive)], standalone_mode=False)
    say(show_.next_steps(archive))
    if not well:
        raise SystemExit(FINDINGS)


def main() -> None:
    """Run the command line. What goes wrong is one sentence; a fault of ours is kept in a file and named."""
    try:
        code = news.main(standalone_mode=False)
    except SystemExit as ended:
        code = ended.code
    except click.exceptions.Abort:
        say("Interrupted.")
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except Exception as error:  # noqa: BLE001 - the last stop: told in one sentence, kept whole in a file
        code = explained(error)
    sys.exit(code)


if __name__ == "__main__":
    main()
