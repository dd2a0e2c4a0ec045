"""`news clip …`: the clip of a day, made by rule and changed by people."""

import sys
from datetime import date, time
from pathlib import Path

import click

from desk.commands.clip.edits import drop, mark, move, open_
from desk.commands.clip.entries import add, correct
from desk.commands.clip.read import read
from desk.commands.clip.removing import remove, rename
from desk.commands.clip.rows import Rows, by_option, choice_options, choose_lines
from desk.commands.clip.scan import say_saved, scan
from desk.commands.options import CommandContext, Day, force_option, one_of, with_context
from desk.commands.report import ClockTime, print_made
from desk.output.clip_lines import (
    clip_title,
    done_text,
    history_lines,
    item_lines,
    left_out_texts,
    line_json,
    list_json,
    list_line,
    made_text,
    view_lines,
)
from desk.output.pager import print_paged
from desk.services.clips.choose import ClipChoice
from desk.services.clips.edit import finish_clip
from desk.services.clips.make import MakeRequest, make_clip
from desk.services.clips.report import ClipReportRequest, make_clip_report
from desk.services.clips.save_scans import save_scans
from desk.services.clips.shown_rows import keep_shown_rows
from desk.services.clips.view import ClipView, list_clips, read_clip_history, show_clip
from desk.services.reports.report_form import has_own_form, read_form
from models.language import _, ngettext
from reports.coverage.sentences import say_coverage
from reports.formats.hyperlinks import wants_links
from reports.formats.terminal import columns_of, print_wrapped, wants_colour


class ClipGroup(click.Group):
    """The commands of a clip; without one it is shown."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Nothing typed is ``show``."""
        return super().parse_args(ctx, args or ["show"])


@click.group("clip", cls=ClipGroup)
def clip() -> None:
    """The clip of a day: proposed by your saved searches, then changed by you, then handed in. Alone it is shown.

    \b
    news clip new                     propose what the saved searches found
    news clip show                    the rows, with their numbers
    news clip drop 3 7-9              leave these out
    news clip move 5 --to 1           first
    news clip add 2                   row 2 of the last search
    news clip write -o 스크랩.html -o 스크랩.xlsx
    news clip done

    What you decided stays: a later `news clip new` adds only what is new.
    """


@clip.command("new")
@click.option("--watch", "watches", multiple=True, metavar="NAME", help="Only this saved search; may be repeated.")
@click.option("--day", type=Day(), default="today", show_default=True, help="The day of the clip.")
@click.option("--cutoff", type=ClockTime(), help="Only from the previous cut-off (09:00, 17:00, or the template's) on.")
@click.option("--name", help="The name of the clip; by default that of the saved search.")
@click.option("--subject", help="What its reports are about, in your words.")
@click.option(
    "--one-a-story/--all",
    "one_a_story",
    default=None,
    help="Of one text only one article, or all of them.",
)
@click.option("--first", multiple=True, metavar="OUTLET", help="This outlet comes first; may be repeated, in order.")
@click.option("--without", multiple=True, metavar="OUTLET", help="Nothing of this outlet; may be repeated.")
@click.option("--template", type=click.Path(path_type=Path), help="Your own form (.toml): its cut-offs count.")
@by_option
@with_context
def new(
    context: CommandContext,
    watches: tuple[str, ...],
    day: date,
    cutoff: time | None,
    name: str | None,
    subject: str | None,
    one_a_story: bool | None,
    first: tuple[str, ...],
    without: tuple[str, ...],
    template: Path | None,
    who: str,
) -> None:
    """Make the clip of a day from your saved searches, or propose what is new for it.

    What was dropped stays dropped, what was moved stays where it is. Options that are given change the rule of the
    clip; the others stay as they were.

    \b
    news clip new --watch 포항 --cutoff 09:00 --one-a-story --first 견본일보
    """
    form = read_form(context.workspace, template)
    request = MakeRequest(
        day=day,
        name=name,
        subject=subject,
        watches=watches or None,
        cutoff=cutoff,
        cutoffs=form.cutoffs if has_own_form(context.workspace, template) else None,
        one_a_story=one_a_story,
        first=first or None,
        without=without or None,
        late_hours=form.late_hours,
        who=who,
    )
    made = make_clip(context.workspace, request)
    view = show_clip(context.workspace, ClipChoice(id=made.clip.id))
    _print_view(context, view)
    context.say(made_text(made))
    context.say_all(left_out_texts(made))
    context.end(made.coverage, made.total, is_said=True)


@clip.command("show")
@click.argument("row", required=False, type=Rows(), metavar="[ROW]")
@choice_options
@click.option("--dropped", is_flag=True, help="Also what was dropped; its rows come behind the others.")
@click.option("--by-hand", is_flag=True, help="Only what was typed in by hand.")
@click.option("--removed", is_flag=True, help="The clip that was removed last.")
@one_of("form", json="One JSON object a line.", history="Who decided what, and when.")
@with_context
def show(
    context: CommandContext,
    row: tuple[int, ...] | None,
    day: date,
    name: str | None,
    dropped: bool,
    by_hand: bool,
    removed: bool,
    form: str | None,
) -> None:
    """The clip with the numbers of its rows, which the other commands take; or one row, whole."""
    choice = ClipChoice(day=day, name=name, is_removed=removed)
    if form == "history":
        print_paged(history_lines(read_clip_history(context.workspace, choice)))
        return
    view = show_clip(context.workspace, choice)
    lines = [one for one in (*view.lines, *(view.dropped if dropped else ())) if one.item.entry or not by_hand]
    if row is not None:
        lines = choose_lines(context, view, row)
    if form == "json":
        sys.stdout.writelines(f"{line_json(view.clip, one)}\n" for one in lines)
    elif row is not None:
        print_paged(text for one in lines for text in item_lines(one))
    else:
        _print_view(context, view, with_dropped=dropped, by_hand=by_hand)
        _say_next(context, view, dropped=dropped)
    sys.stdout.flush()
    if row is None:
        context.end(view.coverage, len(view.lines), is_said=form is None)


@clip.command("list")
@click.option("--since", type=Day("first"), help="From this day on.")
@click.option("--until", type=Day("last"), help="Up to and including this day.")
@click.option("--removed", is_flag=True, help="Those that were removed, with who and when.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@with_context
def list_(context: CommandContext, since: date | None, until: date | None, removed: bool, as_json: bool) -> None:
    """The clips that there are, the newest day first."""
    found = list_clips(context.workspace, since, until, removed=removed)
    print_wrapped((list_json(one) if as_json else list_line(one) for one in found), is_data=as_json)
    if not found and removed:
        context.say(_("No clip was removed."))
    elif not found:
        context.say(_("There are no clips: `news clip new` makes one of your saved searches."))


@clip.command("done")
@choice_options
@click.option("--undo", is_flag=True, help="Take a finished clip up again.")
@by_option
@with_context
def done_(context: CommandContext, day: date, name: str | None, undo: bool, who: str) -> None:
    """Finish the clip: nothing in it changes any more, until it is taken up again."""
    finished = finish_clip(context.workspace, ClipChoice(day=day, name=name), is_done=not undo, who=who)
    state = done_text(finished) or _("open")
    context.say(f"{clip_title(finished)}: {state}")


@clip.command("write")
@choice_options
@click.option(
    "-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path),
    help="Write .html, .xlsx, .csv, .txt and others; may be repeated.",
)  # fmt: skip
@click.option("--message", is_flag=True, help="Print the text for a messenger, also where files are written.")
@click.option("--template", type=click.Path(path_type=Path), help="Your own form (.toml); see docs/report-template.md.")
@click.option("--charts", type=click.Path(path_type=Path), metavar="DIR", help="Also write charts (.svg, .png).")
@click.option("--scans", type=click.Path(path_type=Path), metavar="DIR", help="Also write the scans, as files.")
@force_option
@with_context
def write(
    context: CommandContext,
    day: date,
    name: str | None,
    outputs: tuple[Path, ...],
    message: bool,
    template: Path | None,
    charts: Path | None,
    scans: Path | None,
    force: bool,
) -> None:
    """Write the clip as it is handed in, in the order it has; without a file, the text for a messenger.

    \b
    news clip write -o 스크랩.html -o 스크랩.xlsx --message
    """
    if scans is not None:
        say_saved(context, save_scans(context.workspace, scans, ClipChoice(day=day, name=name)))
    request = ClipReportRequest(
        choice=ClipChoice(day=day, name=name),
        template=read_form(context.workspace, template),
        outputs=outputs,
        force=force,
    )
    print_made(context, make_clip_report(context.workspace, request), charts=charts, message=message)


def _print_view(context: CommandContext, view: ClipView, *, with_dropped: bool = False, by_hand: bool = False) -> None:
    """The rows on the screen, which are remembered; and what of its outlets the archive has not."""
    lines = view_lines(
        view,
        columns=columns_of(sys.stdout),
        colour=wants_colour(sys.stdout),
        links=wants_links(sys.stdout),
        with_dropped=with_dropped,
        by_hand=by_hand,
    )
    print_paged(lines)
    if missing := say_coverage(view.coverage, len(view.lines)):
        print_wrapped([missing])
    sys.stdout.flush()
    keep_shown_rows(context.workspace, view, with_dropped=with_dropped)


def _say_next(context: CommandContext, view: ClipView, *, dropped: bool) -> None:
    if view.dropped and not dropped:
        context.say(
            ngettext(
                "{count} article was dropped: `news clip show --dropped`.",
                "{count} articles were dropped: `news clip show --dropped`.",
                len(view.dropped),
            )
        )
    if view.is_behind and view.clip.done_at is None:
        context.say(_("Articles were stored since: `news clip new` proposes what is new."))


for command in (add, correct, drop, move, mark, open_, read, rename, remove, scan):
    clip.add_command(command)
