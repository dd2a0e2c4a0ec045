"""`news accept`: a change of an outlet that is for good."""

from collections.abc import Iterator

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, with_context
from desk.services.health import Acceptance, accept_change
from models.language import _, ngettext
from reports.formats.terminal import clean, print_wrapped

MAX_ADDRESSES = 5


@click.command()
@click.argument("outlet")
@click.option("--only", multiple=True, metavar="TRAIT", help="Accept only this of what --look names; may be repeated.")
@click.option("--look", is_flag=True, help="Only show what would be accepted.")
@click.option("--note", default="", help="Why; kept with who and when.")
@click.option("--by", "who", envvar="NEWS_USER", default="", help="Who accepts it; by default the login name.")
@with_context
def accept(context: CommandContext, outlet: str, only: tuple[str, ...], look: bool, note: str, who: str) -> None:
    """Accept that an outlet has changed for good: its earlier nights no longer count as a measure of that.

    For a template that changed and stays so, where what is read is right. Look first, also at some of the addresses.
    Then `news reparse --outlet OUTLET` brings the pages held back into the archive. Equal texts, other articles' lines
    and broken characters are never accepted: they need a parser to be fixed.

    \b
    news accept kyongbuk --look
    news accept kyongbuk --by 김주무관 --note "새 누리집, 기자 이름 없음"
    """
    done = accept_change(context.workspace, outlet, only, dry_run=look, who=who, note=note)
    print_wrapped(map(clean, _lines(done, dry_run=look)))
    if done.traits and not look:
        context.say(_("Accepted. `news reparse --outlet {outlet}` brings in what was held back for it.", outlet=outlet))
    if not done.traits or done.rest:
        raise SystemExit(WITH_FINDINGS)


def _lines(done: Acceptance, *, dry_run: bool) -> Iterator[str]:
    held = len(done.held)
    yield ngettext("{count:,} page held back", "{count:,} pages held back", held) if held else _("no page is held back")
    yield from (f"  {url}  {why}" for url, why in done.held[:MAX_ADDRESSES])
    if len(done.held) > MAX_ADDRESSES:
        yield "  …"
    traits = ", ".join(done.traits)
    if not traits:
        yield _("there is nothing that can be accepted")
    else:
        yield _("would be accepted: {traits}", traits=traits) if dry_run else _("accepted: {traits}", traits=traits)
    if done.never:
        yield _("never accepted: {never}", never=", ".join(done.never))
    if done.rest:
        yield ngettext("{count:,} of them stays held back", "{count:,} of them stay held back", done.rest)
