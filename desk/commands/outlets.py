"""`news outlets …`: what is declared, adding to it, and checking it against the sites."""

import json
import sys
from pathlib import Path

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, with_context
from desk.output.fit_lines import fit_json, fit_summary, fitted_lines
from desk.output.messages import counted, say
from desk.output.outlet_lines import (
    check_json,
    check_lines,
    declaration_lines,
    outlet_facts,
    outlet_json,
    outlet_lines,
    proposed_lines,
)
from desk.services.outlets import declared as service
from desk.services.outlets import fit as fitting
from desk.services.outlets.selection import switch_outlets
from models.language import _, ngettext
from reports.formats.terminal import clean, print_wrapped

SURE = ("verified", "inferred", "memory")
loopback = click.option("--allow-loopback", is_flag=True, help="Also fetch from this machine (for a local site).")


@click.group(name="outlets", invoke_without_command=True)
@click.pass_context
def outlets(ctx: click.Context) -> None:
    """The outlets that are declared: list, show, add one, check them against their sites."""
    if ctx.invoked_subcommand is None:
        with list_.make_context("list", [], parent=ctx) as inner:
            list_.invoke(inner)


@outlets.command(name="list")
@click.option("--region", "regions", multiple=True, help="Only of this region (경북); may be repeated.")
@click.option("--family", "families", multiple=True, help="Only of this CMS family (ndsoft); may be repeated.")
@click.option("--kind", "kinds", multiple=True, help="Only of this kind (일간, 주간, 인터넷 …); may be repeated.")
@click.option(
    "--confidence", "--sure", "sures", multiple=True, type=click.Choice(SURE), help="Only those; may be repeated."
)
@click.option("--enabled/--off", default=None, help="Only those that a crawl without names takes, or the others.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@with_context
def list_(
    context: CommandContext,
    regions: tuple[str, ...],
    families: tuple[str, ...],
    kinds: tuple[str, ...],
    sures: tuple[str, ...],
    enabled: bool | None,
    as_json: bool,
) -> None:
    """One line an outlet."""
    chosen = service.OutletFilter(regions=regions, families=families, kinds=kinds, sures=sures, enabled=enabled)
    found = service.list_outlets(context.workspace, chosen)
    print_wrapped(map(outlet_json, found) if as_json else outlet_lines(found), is_data=as_json)
    for problem in context.workspace.find_outlet_problems():
        say(problem)
    if not as_json:
        context.say(counted(len(found), "outlet"))


@outlets.command(name="show")
@click.argument("outlet_id", metavar="ID")
@click.option("--manual", is_flag=True, help="Also what is known of its CMS family, with how sure each fact is.")
@with_context
def show(context: CommandContext, outlet_id: str, manual: bool) -> None:
    """All that is declared of one outlet, where a crawl looks for articles, and what of it is verified."""
    view = service.read_outlet(context.workspace, outlet_id)
    print_wrapped(outlet_facts(view))
    if manual:
        print_wrapped(("", *view.manual.split("\n")))


@outlets.command(name="add")
@click.argument("url")
@click.option("--id", "outlet_id", help="Lower-case ASCII; by default from the domain.")
@click.option("--title", default="", help="The Korean name; by default what the home page says.")
@click.option("--region", default="", help="Province or city that it serves (경북).")
@click.option(
    "--kind", default="", help="일간, 주간, 인터넷, 통신, 방송, 전문 or 보도자료 (an office's own press releases)."
)
@click.option("--family", default="", help="The CMS family, where you know better.")
@click.option("--article", "articles", multiple=True, metavar="URL", help="An article to read; may be repeated.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@loopback
@with_context
def add(
    context: CommandContext,
    url: str,
    outlet_id: str | None,
    title: str,
    region: str,
    kind: str,
    family: str,
    articles: tuple[str, ...],
    yes: bool,
    allow_loopback: bool,
) -> None:
    """Look at a site's home page and one article (URL may be either), and declare it as an outlet of yours.

    Family, feeds, sitemap and lists are found where the site shows them. What was read from the article is shown for
    you to compare with the page; the file is written to outlets/ beside the archive only when you say yes.
    """
    new = service.NewOutlet(
        url=url, id=outlet_id, title=title, region=region, kind=kind, family=family, articles=articles
    )
    draft = service.draft_outlet(context.workspace, new)
    context.say(_("Looking at {home}: a few pages, a few seconds apart.", home=draft.outlet.home))
    proposed = service.propose_outlet(draft, allow_loopback=allow_loopback)
    print_wrapped(proposed_lines(proposed))
    print_wrapped(["", *declaration_lines(proposed)], is_data=True)
    if not (yes or _confirm("\n" + _("Write {file}?", file=proposed.file))):
        say(_("Nothing was written."))
        raise SystemExit(WITH_FINDINGS)
    service.write_outlet(proposed)
    context.say("\n" + _("Written: {file}. Try: news crawl {id} --limit 5", file=proposed.file, id=proposed.outlet.id))


def _confirm(question: str) -> bool:
    sys.stdout.flush()
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        return False


@outlets.command(name="enable")
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@with_context
def enable(context: CommandContext, names: tuple[str, ...]) -> None:
    """Take outlets into the crawl of every night; kept in selection.toml beside the archive."""
    _switch(context, names, on=True)


@outlets.command(name="disable")
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@with_context
def disable(context: CommandContext, names: tuple[str, ...]) -> None:
    """Leave outlets out of the crawl of every night. Their articles stay."""
    _switch(context, names, on=False)


def _switch(context: CommandContext, names: tuple[str, ...], *, on: bool) -> None:
    done = switch_outlets(context.workspace, names, on=on)
    for outlet in done.outlets:
        context.say(_("On: {title}", title=outlet.title) if on else _("Off: {title}", title=outlet.title))
    context.say(
        ngettext(
            "A crawl without names takes {count:,} outlet.",
            "A crawl without names takes {count:,} outlets.",
            done.enabled,
        )
    )


@outlets.command(name="check")
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an outlet and line.")
@loopback
@with_context
def check(context: CommandContext, names: tuple[str, ...], as_json: bool, allow_loopback: bool) -> None:
    """Fetch the lists and one article of each outlet (all enabled ones, or those named), and report what works."""

    def print_checked(checked: service.CheckedOutlet) -> None:
        print_wrapped([json.dumps(check_json(checked))] if as_json else check_lines(checked), is_data=as_json)

    done = service.check_outlets(context.workspace, names, allow_loopback=allow_loopback, on_checked=print_checked)
    bad = sum(bool(one.findings) for one in done)
    context.say(_("{count} checked, {bad} with findings", count=len(done), bad=bad))
    if bad:
        raise SystemExit(WITH_FINDINGS)


@outlets.command(name="fit")
@click.argument("outlet_id", metavar="ID")
@click.argument("files", nargs=-1, metavar="[FILES]...", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--pages",
    type=click.IntRange(3, 20),
    default=fitting.DEFAULT_PAGES,
    show_default=True,
    help="How many.",
)
@click.option("--offline", is_flag=True, help="Only from pages in the archive: nothing is asked for.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--write", is_flag=True, help="Add what is proposed to your own file of the outlet.")
@loopback
@with_context
def fit(
    context: CommandContext,
    outlet_id: str,
    files: tuple[Path, ...],
    pages: int,
    offline: bool,
    as_json: bool,
    write: bool,
    allow_loopback: bool,
) -> None:
    """Learn where an outlet's pages show each part, and propose the smallest [layout] for its declaration.

    Its newest pages are taken from the archive and, where these are too few, asked for; or FILES are saved pages of
    it. Every part is tried on every page and refused where one reads worse. Nothing is written without --write.
    """
    request = fitting.FitRequest(
        outlet=outlet_id, pages=pages, offline=offline, files=files, allow_loopback=allow_loopback
    )
    fitted = fitting.fit_outlet(context.workspace, request)
    if as_json:
        click.echo(json.dumps(fit_json(fitted)))
    else:
        print_wrapped(fitted_lines(fitted))
    if not fitted.toml:
        context.say(fit_summary(fitted.fit))
        raise SystemExit(0 if fitted.fit.is_learned else WITH_FINDINGS)
    if write:
        fitting.write_fit(fitted)
        context.say(
            _(
                "Written: {file}. `news reparse {outlet_id}` reads stored pages again by it.",
                file=fitted.file,
                outlet_id=outlet_id,
            )
        )
    elif not as_json:
        written_by = _(
            "Nothing was written. `news outlets fit {outlet_id} --write` puts this into {file}:",
            outlet_id=outlet_id,
            file=fitted.file,
        )
        print_wrapped([written_by])
        for line in fitted.toml.splitlines():
            click.echo(f"  {clean(line)}")
