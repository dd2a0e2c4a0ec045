"""`news pickup FILE…`: what became of press releases."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import click

from desk.commands.options import common, days, in_order
from desk.output.messages import say

FINDINGS = 1


class Moment(click.ParamType[date]):
    """A time to the minute, in Korea (2026-11-18 14:05, 2026.11.18. 14:05), or a day alone, which gives no minutes."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The time or the day; a usage error for anything else."""
        from pipelines.releases.release_time import parse_release_time

        if (given := parse_release_time(str(value))) is not None:
            return given
        what = "is no time: write '2026-11-18 14:05', or 2026-11-18 where only the day is known."
        raise click.BadParameter(f"{value!r} {what}", param=param, ctx=ctx)


@click.command(name="pickup")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[FILE...]")
@click.option("--released-at", type=Moment(), help="When it went out ('2026-11-18 14:05'), if the file does not say.")
@days
@click.option(
    "-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path),
    help="Also write .csv, .xlsx, .html or .jsonl; may be repeated.",
)  # fmt: skip
@click.option("--table", type=click.Choice(["articles", "releases", "sentences"]), help="Which table a .csv holds.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a release on standard output.")
@click.option("--no-keep", is_flag=True, help="Do not note the result in the archive.")
@click.option("--kept", "is_list", is_flag=True, help="List the releases that the archive keeps, with their ids.")
@click.option("--forget", type=int, multiple=True, metavar="ID", help="Remove a kept release; may be repeated.")
@common
def pickup(
    files: tuple[Path, ...],
    released_at: date | None,
    since: date | None,
    until: date | None,
    outputs: tuple[Path, ...],
    table: str | None,
    as_json: bool,
    no_keep: bool,
    is_list: bool,
    forget: tuple[int, ...],
    archive: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Who ran a press release, when, how much of it, what was added, and under which headline.

    A release is a .txt, .hwpx, .hwp, .docx, .pdf or .html file; of several, or a folder, a table is made. Articles are
    looked for from the day before the release to 14 days after it. The archive keeps each release and what was found.

    \b
    news pickup 보도자료.hwpx
    news pickup 11월/ -o 11월.xlsx -o 11월.html
    news pickup --kept
    news pickup --forget 3
    """
    if bool(files) + is_list + bool(forget) != 1:
        raise click.UsageError("Name files of press releases, or --kept, or --forget ID: one of the three.")
    if is_list:
        _list_kept(archive, as_json=as_json, quiet=quiet)
    elif forget:
        _forget(archive, forget, quiet=quiet)
    else:
        in_order(since, until)
        _look(
            files, released_at, (since, until), outputs, table, archive, as_json=as_json, keep=not no_keep, quiet=quiet
        )


def _list_kept(archive: str, *, as_json: bool, quiet: bool) -> None:
    from desk.services.kept_releases import kept_json, kept_lines
    from desk.services.stories import print_lines
    from models.archive.read.articles import open_reader

    with closing(open_reader(archive)) as db:
        shown = list(kept_json(db) if as_json else kept_lines(db))
    print_lines(shown)
    if not shown:
        say("The archive keeps no press release.", quiet=quiet)


def _forget(archive: str, ids: tuple[int, ...], *, quiet: bool) -> None:
    from desk.services.kept_releases import forget

    for one in forget(archive, ids):
        say(f"release {one.id} is forgotten: {one.title or one.file}", quiet=quiet)


def _look(
    files: tuple[Path, ...],
    released_at: date | None,
    between: tuple[date | None, date | None],
    outputs: tuple[Path, ...],
    table: str | None,
    archive: str,
    *,
    as_json: bool,
    keep: bool,
    quiet: bool,
) -> None:
    from desk.services import pickup as work
    from desk.services import release_files
    from desk.services.stories import print_lines
    from models.archive.read.articles import open_reader
    from models.archive.read.stories import waiting

    for path in outputs:
        work.kind_of(path)
    named = release_files.files_of(files, outputs)
    if released_at is not None and len(named.files) > 1:
        raise click.UsageError("--released-at is the time of one release: name one file.")
    releases, refused = release_files.read_all(named.files, released_at)
    if named.unseen:
        say(release_files.unseen_line(named.unseen), quiet=quiet)
    with closing(open_reader(archive)) as db:
        found, rights = work.looked_for(db, archive, releases, *between) if releases else ([], {})
        left = waiting(db)
    for path in outputs if found else ():
        work.write(path, found, rights, table, refused)
        say(f"written to {path}", quiet=quiet)
    if found and keep:
        work.kept(archive, found)
    print_lines((work.as_json(result, rights) for result in found) if as_json else work.lines(found, refused))
    undated = sum(release.released_on is None for release in releases)
    if undated:
        which = f"{undated} of {len(releases)} releases" if len(releases) > 1 else "The release"
        say(f"{which} without a date: all days were searched; --since and --until narrow it.", quiet=quiet)
    if left:
        say(f"{left:,} articles are not compared yet (news stories update).", quiet=quiet)
    if refused:
        raise SystemExit(FINDINGS)
