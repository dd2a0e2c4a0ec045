"""`news demo`: two sample outlets on this machine, crawled, searched and exported."""

import shlex
import threading
from contextlib import suppress
from pathlib import Path

import click

from desk.commands.crawl import crawl_and_report
from desk.commands.export import export
from desk.commands.options import WITH_FINDINGS, CommandContext
from desk.commands.search import search
from desk.output.messages import say
from desk.output.progress import CrawlProgress
from desk.services import demo as service
from desk.services.workspace import Workspace
from models.language import N_, _
from models.records.outlet import Outlet

WORDS = ["포항", "배터리"]
NEXT_STEPS = N_(
    "\nWhat happened: both sites were read by the spiders that read the real ones; every "
    "address found ended in one state;\narticles and original pages are in {archive}. Now "
    "try:\n  {news} search '\"배터리 안전시험센터\"' OR 영일만항 --sort relevance{here}\n  {news} search 포항시 "
    "--outlet sample-gbhana --since 2026-11-15 --json{here}\n  {news} show {article}{here}\n  "
    "{news} report daily 포항 --day 2026-11-20 --message{here}\n  {news} pickup "
    "{release}{here}\n  {news} demo --serve      in another terminal, then here:\n  {news} "
    "crawl sample-newspim sample-gbhana --allow-loopback --delay 0{here}\n  {news} crawl "
    "gbhana --limit 10{here}      the real outlet; needs a network\n"
    "  {news} desk{here}      all of it in the browser"
)


@click.command()
@click.option("--folder", type=click.Path(path_type=Path), default=Path(), help="Where archive.db and the CSV go.")
@click.option("--archive", hidden=True, help="The archive, where it is not archive.db in the folder.")
@click.option("--no-tour", is_flag=True, help="Only crawl: no search, no CSV, no hints.")
@click.option("--serve", is_flag=True, help="Only serve the sample outlets, until Ctrl-C.")
def demo(folder: Path, archive: str | None, no_tour: bool, serve: bool) -> None:
    """Crawl two sample outlets that are served on this machine, search, and write a CSV. No network is needed."""
    table = folder / "pohang-battery.csv"
    context = CommandContext(Workspace.at(archive or folder / "archive.db"))
    if not serve:
        service.check_archive(context.workspace)
    with service.serve_samples(context.workspace) as outlets:
        for outlet in outlets:
            say(_("Serving {title} with invented news at {home}", title=outlet.title, home=outlet.home))
        service.declare_samples(context.workspace, outlets)
        if serve:
            _wait()
            return
        service.write_release(context.workspace)
        went_well = _crawl(context, outlets, "plain" if no_tour else "auto")
    if not no_tour:
        _show_around(context, table)
    if not went_well:
        raise SystemExit(WITH_FINDINGS)


def _show_around(context: CommandContext, table: Path) -> None:
    """Search, export, and what to try next."""
    archive = str(context.workspace.archive)
    say(f"\n$ news search {' '.join(WORDS)} -n 5")
    search.main([*WORDS, "-n", "5", "--archive", archive], standalone_mode=False)
    say(f"\n$ news export {' '.join(WORDS)} -o {table}")
    export.main([*WORDS, "-o", str(table), "--archive", archive], standalone_mode=False)
    say(next_steps(context.workspace))


def _crawl(context: CommandContext, outlets: tuple[Outlet, ...], progress: CrawlProgress) -> bool:
    say(f"\n$ news crawl {' '.join(outlet.id for outlet in outlets)}")
    return crawl_and_report(context, service.REQUEST, progress)


def next_steps(workspace: Workspace) -> str:
    """What to type next, for the folder the person is in."""
    news = ".venv/bin/news" if Path(".venv/bin/news").exists() else "news"
    archive = workspace.archive
    return _(
        NEXT_STEPS,
        archive=archive,
        news=news,
        article=service.newest_article(workspace),
        release=shlex.quote(str(archive.parent / service.RELEASE)),
        here="" if archive.parent == Path() else f" --archive {shlex.quote(str(archive))}",
    )


def _wait() -> None:
    say(_("Press Ctrl-C to stop."))
    with suppress(KeyboardInterrupt):
        threading.Event().wait()
