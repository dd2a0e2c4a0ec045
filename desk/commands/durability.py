"""`news verify`, `backup`, `restore`, `reparse`: what keeps an archive true over the years."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from desk.commands.options import common
from desk.output.messages import counted, say

FINDINGS = 1
ONE = {"articles": "article", "revisions": "revision", "pages": "page", "addresses": "address", "runs": "run"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
@click.option("--quick", is_flag=True, help="Leave out the search tables, which take most of the time.")
@click.option("--acknowledge", is_flag=True, help="You know of the losses that are told: say no more of them.")
@common
def verify(as_json: bool, quick: bool, acknowledge: bool, archive: str, quiet: bool, verbose: bool) -> None:
    """Look whether the archive (or a backup) is whole. Nothing is changed; exit code 1 where something is wrong.

    SQLite's own check, every row against its seal, every text and page against its SHA-256, the ledger's sums, the
    search tables against the articles, and all of it against the manifest beside the file. Lost commits are told here
    and by each crawl until --acknowledge says that you know of them.
    """
    from desk.output.progress import PartBar
    from desk.services.durability import alone_on
    from models.maintenance.verify import counts
    from models.maintenance.verify import verify as look

    if acknowledge:
        _acknowledge(archive, quiet=quiet)
    found = unfound = lost = 0
    with alone_on(archive) as alone, PartBar(shown=not quiet and sys.stderr.isatty()) as bar:
        for finding in look(archive, alone=alone, quick=quick, progress=bar.update):
            found += 1
            unfound += finding.check == "search"
            lost += finding.check == "manifest"
            record = {"check": finding.check, "id": finding.id, "finding": finding.sentence}
            click.echo(json.dumps(record) if as_json else _clean(finding.sentence))
    looked_at = ", ".join(counted(count, ONE[name], name) for name, count in counts(archive).items())
    if not alone:
        say("Something else writes to it, or it may not be written: FTS5's own check was left out.", quiet=quiet)
    if unfound:
        say("`news reindex` builds the search tables anew from the articles.", quiet=quiet)
    if lost:
        say("`news verify --acknowledge` says no more of a loss once you know of it.", quiet=quiet)
    if found:
        say(f"{counted(found, 'finding')} in {looked_at}.", quiet=quiet)
        raise SystemExit(FINDINGS)
    say(f"Nothing is wrong: {looked_at}.", quiet=quiet)


def _acknowledge(archive: str, *, quiet: bool) -> None:
    from models.maintenance.acknowledge import acknowledge
    from scrapers.crawl.lock import crawl_lock

    with crawl_lock(archive):
        known = acknowledge(archive)
    for sentence in known:
        say(f"Acknowledged: {_clean(sentence)}", quiet=quiet)
    if not known:
        say("There is no loss to acknowledge.", quiet=quiet)


@click.command()
@click.argument("place", required=False, type=click.Path(path_type=Path), metavar="[FILE|FOLDER]")
@click.option("--keep", type=click.IntRange(min=1), help="Keep so many backups in the folder, the newest ones.")
@common
def backup(place: Path | None, keep: int | None, archive: str, quiet: bool, verbose: bool) -> None:
    """Make a verified backup, also while a crawl runs; by default in the folder `backups` beside the archive.

    A backup is a whole archive in one file: `news search --archive FILE` reads it.
    """
    from desk.output.progress import PartBar
    from models.maintenance.backup import back_up, is_folder

    if keep is not None and place is not None and not is_folder(place):
        raise click.UsageError(f"--keep counts the backups in a folder, and {place} is a file: name a folder.")
    with PartBar(shown=not quiet and sys.stderr.isatty()) as bar:
        made, removed = back_up(archive, place, keep=keep, progress=bar.update)
    click.echo(_clean(str(made.path)))
    say(
        f"{made.size / 1e6:,.1f} MB, verified; the archive as it stood at {made.mark.at or 'its beginning'}",
        quiet=quiet,
    )
    for old in removed:
        say(f"{old} was removed (--keep {keep})", quiet=quiet)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@common
def restore(file: Path, archive: str, quiet: bool, verbose: bool) -> None:
    """Put a backup in the archive's place. The archive that is there is set aside, never removed."""
    from desk.output.progress import PartBar
    from models.maintenance.restore import restore as put_back
    from scrapers.crawl.lock import crawl_lock

    with crawl_lock(archive), PartBar(shown=not quiet and sys.stderr.isatty()) as bar:
        aside = put_back(file, archive, progress=bar.update)
    say(f"{archive} is the archive of {file} now", quiet=quiet)
    if aside is not None:
        say(f"what was there is kept as {aside}", quiet=quiet)


@click.command()
@click.option("--outlet", "outlets", multiple=True, metavar="ID", help="Only this outlet; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@common
def reparse(outlets: tuple[str, ...], dry_run: bool, archive: str, quiet: bool, verbose: bool) -> None:
    """Read the stored pages again with the steps of today, and say what changed.

    The old text of a changed article is kept as a revision. A rejected page that now is an article becomes one; an
    article that would be rejected today stays, and is a finding (exit code 1). Stories and saved searches follow.
    """
    from contextlib import nullcontext

    from desk.output.progress import PartBar
    from desk.services.durability import told
    from desk.services.stories import after_storing
    from desk.services.watches import after_storing as after_searching
    from models.archive.location import archive_path, check_writable
    from scrapers.crawl.lock import crawl_lock
    from scrapers.importing.reparse import reparse as read_again
    from scrapers.registry import load_registry

    if not dry_run:
        check_writable(archive_path(archive), create=False)
    lock: Any = nullcontext() if dry_run else crawl_lock(archive)
    with lock, PartBar(shown=not quiet and sys.stderr.isatty()) as bar:
        done = read_again(archive, load_registry(archive), outlets, dry_run=dry_run, progress=bar.update)
    for line in told(done, dry_run=dry_run):
        click.echo(_clean(line))
    for finding in done.findings:
        say(finding)
    if not dry_run and (done.counts["changed"] or done.counts["new"]):
        after_storing(archive, quiet=quiet)
        after_searching(archive, quiet=quiet)
    if done.findings:
        raise SystemExit(FINDINGS)


def _clean(text: str) -> str:
    from reports.formats.terminal import clean

    return clean(text)
