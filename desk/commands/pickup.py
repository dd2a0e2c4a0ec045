"""`news pickup FILE…`: what became of press releases."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, check_order, days, force_option, with_context
from desk.output.messages import counted, say
from desk.output.pickup_lines import kept_release_json, pickup_lines, release_lines
from desk.services.pickup import (
    PickupRequest,
    Pickups,
    compare_releases,
    list_releases,
    remove_releases,
)
from desk.services.release_files import skipped_text
from models.language import _
from pipelines.releases.release_time import parse_release_time
from reports.coverage.sentences import say_coverage
from reports.formats.terminal import print_wrapped
from reports.pickup.write import Table, release_json


class ReleaseTime(click.ParamType[date]):
    """A time to the minute, in Korea (2026-11-18 14:05, 2026.11.18. 14:05), or a day alone, which gives no minutes."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The time or the day; a usage error for anything else."""
        if (time := parse_release_time(str(value))) is not None:
            return time
        raise click.BadParameter(
            _(
                "{value!r} is not a time: write '2026-11-18 14:05', or 2026-11-18 where only the day is known.",
                value=value,
            ),
            param=param,
            ctx=ctx,
        )


@click.command(name="pickup")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[FILE...]")
@click.option(
    "--at",
    "--released-at",
    "released_at",
    type=ReleaseTime(),
    help="When it was released ('2026-11-18 14:05'), if the file does not say it, or wrongly.",
)
@click.option(
    "--title", default="", help="Its headline, if the file does not say it, or another line was taken for it."
)
@click.option(
    "--outlet", "outlets", multiple=True, metavar="ID",
    help="Instead of files, the releases of an office's board in the archive, put up between --since and --until.",
)  # fmt: skip
@days
@click.option(
    "-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path),
    help="Also write .csv, .xlsx, .html or .jsonl; may be repeated.",
)  # fmt: skip
@force_option
@click.option("--table", type=click.Choice(["articles", "releases", "sentences"]), help="Which table a .csv holds.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a release on standard output.")
@click.option("--no-keep", is_flag=True, help="Do not store the result in the archive.")
@click.option("--kept", "is_list", is_flag=True, help="List the releases that the archive keeps, with their ids.")
@click.option("--forget", type=int, multiple=True, metavar="ID", help="Remove a kept release; may be repeated.")
@with_context
def pickup(
    context: CommandContext,
    files: tuple[Path, ...],
    released_at: date | None,
    outlets: tuple[str, ...],
    title: str,
    since: date | None,
    until: date | None,
    outputs: tuple[Path, ...],
    force: bool,
    table: Table | None,
    as_json: bool,
    no_keep: bool,
    is_list: bool,
    forget: tuple[int, ...],
) -> None:
    """Who ran a press release, when, how much of it, what was added, and under which headline.

    A release is a .txt, .hwpx, .hwp, .docx, .pdf or .html file; of several, or a folder, a table is made. Articles are
    searched from the day before the release to 14 days after it. The archive keeps each release and what was found.

    \b
    news pickup 보도자료.hwpx
    news pickup 자료.pdf --title "들꽃길 음악회 연다" --at "2026-11-18 14:05"
    news pickup 11월/ -o 11월.xlsx -o 11월.html
    news pickup --outlet gaon-city --since 2026-11-18
    news pickup --kept
    news pickup --forget 3
    """
    if bool(files) + bool(outlets) + is_list + bool(forget) != 1:
        raise click.UsageError(
            _("Name files of press releases, or --outlet ID, or --kept, or --forget ID: one of the four.")
        )
    if outlets and (released_at is not None or title):
        raise click.UsageError(_("--at and --title are of a file's release: leave them out with --outlet."))
    if is_list:
        _list(context, as_json=as_json)
    elif forget:
        for one in remove_releases(context.workspace, forget):
            context.say(_("release {id} removed: {title}", id=one.id, title=one.title or one.file))
    else:
        check_order(since, until)
        request = PickupRequest(
            paths=files,
            outlets=outlets,
            title=title,
            released_at=released_at,
            since=since,
            until=until,
            outputs=outputs,
            force=force,
            table=table,
            keep=not no_keep,
        )
        _report(context, compare_releases(context.workspace, request), as_json=as_json)


def _list(context: CommandContext, *, as_json: bool) -> None:
    releases = list_releases(context.workspace)
    lines = map(kept_release_json, releases) if as_json else release_lines(releases)
    print_wrapped(lines, is_data=as_json)
    if not releases:
        context.say(_("The archive keeps no press release."))


def _report(context: CommandContext, result: Pickups, *, as_json: bool) -> None:
    read = result.read
    for refused in read.refused:
        say(_("Error: {message}", message=refused.why))
    for same in read.repeated:
        if same.is_same_file:
            say(_("{file} is the same file as {known}.", file=same.file, known=same.known))
        else:
            say(_("{file} is the same release as {known}: it is counted once.", file=same.file, known=same.known))
    if read.skipped:
        context.say(skipped_text(read.skipped))
    context.say_all(_("written to {path}", path=path) for path in result.written)
    lines = (release_json(one, result.rights) for one in result.found) if as_json else pickup_lines(result)
    print_wrapped(lines, is_data=as_json)
    if result.undated:
        if len(read.releases) > 1:
            context.say(
                _(
                    "{undated} of {count} releases without a date: all days were searched; "
                    "--since and --until narrow it.",
                    undated=result.undated,
                    count=len(read.releases),
                )
            )
        else:
            context.say(
                _("The release without a date: all days were searched; --since and --until narrow it, --at gives it.")
            )
    if result.untitled:
        if len(read.releases) > 1:
            context.say(
                _(
                    "{untitled} of {count} releases without a headline that can be told from the text.",
                    untitled=result.untitled,
                    count=len(read.releases),
                )
            )
        else:
            context.say(_("No line of the release can be told to be its headline: --title gives it."))
    if result.waiting:
        context.say(
            _("{articles} not compared yet (news stories update).", articles=counted(result.waiting, "article"))
        )
    if not as_json and result.coverage is not None and (missing := say_coverage(result.coverage)):
        print_wrapped([missing])
    context.end(result.coverage, is_said=not as_json and not result.written)
    if read.refused:
        raise SystemExit(WITH_FINDINGS)
