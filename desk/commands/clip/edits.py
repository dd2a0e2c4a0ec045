"""`news clip drop`, `move`, `mark` and `open`: what people do with the rows of a clip."""

import webbrowser
from datetime import date

import click

from desk.commands.clip.rows import (
    Rows,
    Said,
    by_option,
    choice_options,
    choose_lines,
    find_items,
    rows_argument,
    say_changed,
)
from desk.commands.options import WITH_FINDINGS, CommandContext, ComposedChoice, with_context
from desk.output.messages import say
from desk.services.articles import read_address
from desk.services.clips.choose import ClipChoice
from desk.services.clips.edit import MoveRequest, drop_items, move_item, restore_items
from desk.services.clips.errors import ClipError
from desk.services.clips.marks import mark_items
from desk.services.clips.view import show_clip
from models.language import _
from models.records.labels import TONES
from reports.formats.terminal import clean

NO_TONE = "없음"
MAX_OPENED = 20


@click.command("drop")
@rows_argument
@choice_options
@click.option("--undo", is_flag=True, help="Take rows of `news clip show --dropped` in again.")
@by_option
@with_context
def drop(
    context: CommandContext, rows: tuple[tuple[int, ...], ...], day: date, name: str | None, undo: bool, who: str
) -> None:
    """Leave rows out of the clip. They are kept, and are not proposed again."""
    items, choice, _seen = find_items(context, ClipChoice(day=day, name=name), rows)
    if undo:
        say_changed(
            context, restore_items(context.workspace, items, choice, who), Said.RESTORED, _("in the clip already")
        )
    else:
        say_changed(context, drop_items(context.workspace, items, choice, who), Said.DROPPED, _("dropped already"))


@click.command("move")
@click.argument("row", type=Rows(), metavar="ROW")
@choice_options
@click.option("--to", type=click.IntRange(1), metavar="ROW", help="To this number.")
@click.option("--before", type=Rows(), metavar="ROW", help="Right before this row.")
@click.option("--after", type=Rows(), metavar="ROW", help="Right behind this row.")
@by_option
@with_context
def move(
    context: CommandContext,
    row: tuple[int, ...],
    day: date,
    name: str | None,
    to: int | None,
    before: tuple[int, ...] | None,
    after: tuple[int, ...] | None,
    who: str,
) -> None:
    """Put a row elsewhere. It stays there, whatever is proposed later.

    \b
    news clip move 5 --to 1
    news clip move 5 --after 2
    """
    is_several = any(len(one) > 1 for one in (row, before, after) if one is not None)
    if is_several or sum(one is not None for one in (to, before, after)) != 1:
        raise click.UsageError(_("Move one row: --to a number, or --before or --after another row."))
    asked = [row, *(one for one in (before, after) if one is not None)]
    items, choice, seen = find_items(context, ClipChoice(day=day, name=name), asked)
    request = MoveRequest(
        item_id=items[0],
        to=to,
        before=items[-1] if before is not None else None,
        behind=items[-1] if after is not None else None,
        seen=seen,
    )
    done = move_item(context.workspace, request, choice, who)
    say_changed(context, done, Said.MOVED, _("as it was"))


@click.command("mark")
@rows_argument
@choice_options
@click.option("--tone", type=ComposedChoice((*TONES, NO_TONE)), help="Their tone; 없음 removes it.")
@click.option("--note", help="A note; an empty text removes it.")
@by_option
@with_context
def mark(
    context: CommandContext,
    rows: tuple[tuple[int, ...], ...],
    day: date,
    name: str | None,
    tone: str | None,
    note: str | None,
    who: str,
) -> None:
    """Give rows a tone and a note, also those that were typed in by hand.

    \b
    news clip mark 3 5 --tone 긍정 --note "사진 크게 실림"
    """
    if tone is None and note is None:
        raise click.UsageError(_("Give a tone or a note: --tone 긍정, 중립, 부정 or 없음, or --note TEXT."))
    items, choice, _seen = find_items(context, ClipChoice(day=day, name=name), rows)
    done = mark_items(context.workspace, items, choice, tone="" if tone == NO_TONE else tone, note=note, who=who)
    say_changed(context, done, Said.MARKED, _("as it was"))


@click.command("open")
@rows_argument
@choice_options
@with_context
def open_(context: CommandContext, rows: tuple[tuple[int, ...], ...], day: date, name: str | None) -> None:
    """Open rows in the browser, at the addresses of their outlets."""
    view = show_clip(context.workspace, ClipChoice(day=day, name=name))
    lines = [one for row in rows for one in choose_lines(context, view, row)]
    if len(lines) > MAX_OPENED:
        raise click.UsageError(_("Open at most {most} articles at once.", most=MAX_OPENED))
    for line in lines:
        if line.item.article_id is not None:
            address = read_address(context.workspace, f"id:{line.item.article_id}")
        elif line.article.url:
            address = line.article.url
        else:
            raise ClipError(
                _("{headline}: typed in by hand, without an address.", headline=clean(line.article.headline))
            )
        if not webbrowser.open(address):
            say(_("No browser could be opened; the address is {address}", address=address))
            raise SystemExit(WITH_FINDINGS)
        context.say(_("Opened {address}", address=address))
