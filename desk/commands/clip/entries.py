"""`news clip add` and `news clip correct`: what people put into a clip, and what they typed in by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from desk.commands.clip.rows import Rows, Said, by_option, choice_options, find_items, say_changed
from desk.commands.options import CommandContext, ComposedChoice, Day, options, with_context
from desk.services.clips.add import add_articles
from desk.services.clips.by_hand import EntryChange, EntryRequest, add_by_hand, correct_by_hand, read_text_file
from desk.services.clips.choose import ClipChoice
from desk.services.clips.errors import ClipError
from desk.services.clips.scans import read_scan
from desk.services.clips.view import show_clip
from models.clips.clip import Medium
from models.language import _
from models.records.labels import TONES

entry_options = options(
    click.option("--outlet", help="By hand: the outlet's title."),
    click.option("--headline", help="By hand: the headline."),
    click.option("--on", "entry_day", type=Day(), help="By hand: the day it appeared; by default the day of the clip."),
    click.option("--page", help="By hand: the page of the paper (면)."),
    click.option("--columns", help="By hand: how many columns it has (단)."),
    click.option("--reporter", "reporters", multiple=True, metavar="NAME", help="By hand: a reporter; repeatable."),
    click.option("--text", help="By hand: the text."),
    click.option("--text-file", type=click.Path(path_type=Path), help="By hand: a file that has the text."),
    click.option("--url", help="By hand: an address of it."),
    click.option(
        "--medium", type=ComposedChoice([one.value for one in Medium]), help="By hand: 지면 (printed) or 온라인."
    ),
    click.option(
        "--scan", "scans", multiple=True, type=click.Path(path_type=Path),
        help="By hand: a scan (.png, .jpg, .pdf), at most 20 MB; may be repeated.",
    ),
)  # fmt: skip


@click.command("add")
@click.argument("articles", nargs=-1, metavar="ROW|ID|URL...")
@choice_options
@click.option("--by-hand", is_flag=True, help="An article that no crawl can see, such as one of the printed paper.")
@entry_options
@click.option("--tone", type=ComposedChoice(TONES), help="By hand: its tone.")
@click.option("--note", default="", help="By hand: a note.")
@click.option("--to", type=click.IntRange(1), metavar="ROW", help="Put it at this row; else where the rule has it.")
@by_option
@with_context
def add(
    context: CommandContext,
    articles: tuple[str, ...],
    day: date,
    name: str | None,
    by_hand: bool,
    tone: str | None,
    note: str,
    to: int | None,
    who: str,
    **entry: Any,
) -> None:
    """Put articles into the clip: rows of the last search, ids or addresses, or one typed in by hand.

    \b
    news search 포항 배터리
    news clip add 2 5
    news clip add --by-hand --outlet 견본일보 --page 3 --headline "들꽃길 열려"
    """
    choice = ClipChoice(day=day, name=name)
    given = [option for option, value in entry.items() if value not in (None, ())]
    if by_hand:
        if articles:
            raise click.UsageError(_("Either articles, or --by-hand."))
        if not entry["outlet"] or not entry["headline"]:
            raise click.UsageError(_("--by-hand needs --outlet and --headline."))
        request = _read_entry(entry, tone=tone or "", note=note, place=to)
        done = add_by_hand(context.workspace, request, choice, who)
        _say_rights(context, entry)
    elif not articles:
        raise click.UsageError(_("Name articles, or type one in with --by-hand."))
    elif given or tone is not None or note:
        raise click.UsageError(_("An outlet, a headline and the like need --by-hand; `news clip mark` marks articles."))
    else:
        done = add_articles(context.workspace, articles, choice, place=to, who=who)
    say_changed(context, done, Said.ADDED, _("in the clip already"))


@click.command("correct")
@click.argument("row", type=Rows(), metavar="ROW")
@choice_options
@entry_options
@click.option(
    "--drop-scan", "drop_scans", multiple=True, type=click.IntRange(1), metavar="N",
    help="Take off the scan of this number, as `news clip show ROW` lists them; may be repeated.",
)  # fmt: skip
@by_option
@with_context
def correct(
    context: CommandContext,
    row: tuple[int, ...],
    day: date,
    name: str | None,
    who: str,
    drop_scans: tuple[int, ...],
    **entry: Any,
) -> None:
    """Correct an article that was typed in by hand, attach a scan to it, or take a wrong one off.

    \b
    news clip correct 4 --page 5 --scan 5면.jpg
    news clip correct 4 --drop-scan 1 --scan 3면.jpg
    """
    items, choice, _rows = find_items(context, ClipChoice(day=day, name=name), [row])
    if len(items) > 1:
        raise click.UsageError(_("Correct one row at a time."))
    change = EntryChange(
        outlet=entry["outlet"],
        headline=entry["headline"],
        day=entry["entry_day"],
        page=entry["page"],
        columns=entry["columns"],
        reporters=entry["reporters"] or None,
        text=_read_text(entry),
        url=entry["url"],
        medium=None if entry["medium"] is None else Medium(entry["medium"]),
        scans=[read_scan(path) for path in entry["scans"]],
        dropped_scans=[_find_scan(context, choice, items[0], number) for number in drop_scans],
    )
    done = correct_by_hand(context.workspace, items[0], change, choice, who)
    _say_rights(context, entry)
    say_changed(context, done, Said.CORRECTED, _("as it was"))


def _find_scan(context: CommandContext, choice: ClipChoice, item_id: int, number: int) -> int:
    """The id of an item's so many-th scan. Raises ClipError."""
    view = show_clip(context.workspace, choice)
    scans = next(one.scans for one in (*view.lines, *view.dropped) if one.item.id == item_id)
    if number > len(scans):
        raise ClipError(_("There is no such scan."))
    return scans[number - 1].id


def _read_entry(entry: dict[str, Any], *, tone: str, note: str, place: int | None) -> EntryRequest:
    return EntryRequest(
        outlet=entry["outlet"],
        headline=entry["headline"],
        day=entry["entry_day"],
        page=entry["page"] or "",
        columns=entry["columns"] or "",
        reporters=entry["reporters"],
        text=_read_text(entry) or "",
        url=entry["url"] or "",
        tone=tone,
        note=note,
        medium=Medium(entry["medium"] or Medium.PRINT),
        scans=[read_scan(path) for path in entry["scans"]],
        place=place,
    )


def _read_text(entry: dict[str, Any]) -> str | None:
    text: str | None = entry["text"]
    if text is not None and entry["text_file"] is not None:
        raise click.UsageError(_("Either --text or --text-file."))
    return text if entry["text_file"] is None else read_text_file(entry["text_file"])


def _say_rights(context: CommandContext, entry: dict[str, Any]) -> None:
    if entry["text"] or entry["text_file"] or entry["scans"]:
        context.say(_("What you type in or attach is handed in whole: see to the outlet's licence."))
