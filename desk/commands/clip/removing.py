"""`news clip rename` and `news clip remove`: another name for a clip, and a clip that is no longer wanted."""

import sys
from datetime import date

import click

from desk.commands.clip.rows import by_option, choice_options
from desk.commands.options import WITH_FINDINGS, CommandContext, with_context
from desk.output.clip_lines import clip_title
from desk.output.messages import counted
from desk.services.clips.choose import ClipChoice
from desk.services.clips.removing import remove_clip, rename_clip, return_clip
from desk.services.clips.view import show_clip
from models.language import _


@click.command("rename")
@click.argument("new_name", metavar="NAME")
@choice_options
@by_option
@with_context
def rename(context: CommandContext, new_name: str, day: date, name: str | None, who: str) -> None:
    """Give the clip another name. A later `news clip new` of its rule means it all the same.

    \b
    news clip rename "시장실 조간"
    """
    renamed = rename_clip(context.workspace, new_name, ClipChoice(day=day, name=name), who)
    context.say(_("The clip is now called {title}.", title=clip_title(renamed)))


@click.command("remove")
@choice_options
@click.option("--yes", is_flag=True, help="Remove it without asking.")
@click.option("--undo", is_flag=True, help="Bring back the clip that was removed last.")
@by_option
@with_context
def remove(context: CommandContext, day: date, name: str | None, yes: bool, undo: bool, who: str) -> None:
    """Remove the clip. What was decided in it is kept: `news clip list --removed` shows by whom and when.

    The articles stay in the archive.

    \b
    news clip remove --name 시험
    news clip remove --name 시험 --undo
    """
    if undo:
        back = return_clip(context.workspace, ClipChoice(day=day, name=name), who)
        context.say(_("Brought back: {title}", title=clip_title(back)))
        return
    view = show_clip(context.workspace, ClipChoice(day=day, name=name))
    question = _(
        "Remove {title} ({articles})?", title=clip_title(view.clip), articles=counted(len(view.lines), "article")
    )
    if not yes and not (sys.stdin.isatty() and _confirm(question)):
        context.say(_("Nothing was removed. --yes removes {title} without asking.", title=clip_title(view.clip)))
        raise SystemExit(WITH_FINDINGS)
    gone = remove_clip(context.workspace, ClipChoice(id=view.clip.id), who)
    context.say(_("Removed: {title} (`news clip remove --undo` brings it back)", title=clip_title(gone)))


def _confirm(question: str) -> bool:
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        return False
