"""`news clip read`: takes over what a person filled into the workbook of a clip."""

import sys
from pathlib import Path

import click

from desk.commands.clip.rows import by_option
from desk.commands.options import WITH_FINDINGS, CommandContext, with_context
from desk.output.filled_lines import filled_lines, taken_lines
from desk.services.clips.filled_file import Wanted, look_at_file, take_over
from models.language import _, ngettext
from reports.formats.terminal import print_wrapped


@click.command("read")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@click.option("--yes", is_flag=True, help="Take the changes over without asking.")
@click.option("--drop-missing", is_flag=True, help="Drop the articles whose rows are gone from the file.")
@click.option("--add-new", is_flag=True, help="Enter the rows that were added as articles typed in by hand.")
@by_option
@with_context
def read(context: CommandContext, file: Path, yes: bool, drop_missing: bool, add_new: bool, who: str) -> None:
    """Take over tones, notes, places and what is to be left out from a workbook that `news clip write` wrote.

    It shows first what would change, then asks. Rows may be sorted and columns moved; a row that is gone drops no
    article, and a row that was added is no article, unless you say so.

    \b
    news clip read 스크랩.xlsx
    """
    filled = look_at_file(context.workspace, file, who)
    print_wrapped(filled_lines(filled))
    sys.stdout.flush()
    can_ask = sys.stdin.isatty() and not yes
    if filled.missing and can_ask and not drop_missing:
        count = len(filled.missing)
        drop_missing = _confirm(
            ngettext("Drop the {count} article that is gone?", "Drop the {count} articles that are gone?", count)
        )
    if filled.enterable and can_ask and not add_new:
        count = len(filled.enterable)
        add_new = _confirm(ngettext("Enter the {count} new row?", "Enter the {count} new rows?", count))
    wanted = Wanted(drops_missing=drop_missing and bool(filled.missing), enters_new=add_new and bool(filled.enterable))
    if not (filled.changed or wanted.drops_missing or wanted.enters_new):
        context.say(_("Nothing is to be changed."))
        return
    if not yes and not (can_ask and _confirm(_("Take this over?"))):
        context.say(_("Nothing was changed. --yes takes it over without asking."))
        raise SystemExit(WITH_FINDINGS)
    context.say_all(taken_lines(take_over(context.workspace, filled, wanted, who)))


def _confirm(question: str) -> bool:
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        return False
