"""`news outlets …`: what is declared, adding to it, and checking it against the sites."""

import json
import sys
from typing import Any

import click

from desk.commands.options import common
from desk.output.messages import counted, say

FINDINGS = 1
SURE = ("verified", "inferred", "memory")
loopback = click.option("--allow-loopback", is_flag=True, help="Also ask this machine (for a local site).")


@click.group(name="outlets", invoke_without_command=True)
@click.pass_context
def outlets_group(ctx: click.Context) -> None:
    """The outlets that are declared: list, show, add one, check them against their sites."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_outlets)


@outlets_group.command(name="list")
@click.option("--region", "regions", multiple=True, help="Only of this region (경북); may be repeated.")
@click.option("--family", "families", multiple=True, help="Only of this CMS family (ndsoft); may be repeated.")
@click.option("--kind", "kinds", multiple=True, help="Only of this kind (일간, 주간, 인터넷 …); may be repeated.")
@click.option("--sure", "sures", multiple=True, type=click.Choice(SURE), help="Only those this sure; may be repeated.")
@click.option("--enabled/--off", default=None, help="Only those that a crawl without names takes, or the others.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@common
def list_outlets(
    archive: str = "archive.db",
    quiet: bool = False,
    verbose: bool = False,
    *,
    regions: tuple[str, ...] = (),
    families: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    sures: tuple[str, ...] = (),
    enabled: bool | None = None,
    as_json: bool = False,
) -> None:
    """One line an outlet."""
    from desk.services.outlets import chosen, outlet_json, outlet_lines
    from scrapers.registry import load_registry

    outlets = chosen(load_registry(archive), regions, families, kinds, sures, enabled=enabled)
    for line in map(outlet_json, outlets) if as_json else outlet_lines(outlets):
        click.echo(line)
    say(counted(len(outlets), "outlet"), quiet=quiet or as_json)


@outlets_group.command(name="show")
@click.argument("outlet_id", metavar="ID")
@click.option("--manual", is_flag=True, help="Also what is known of its CMS family, with how sure each fact is.")
@common
def show_outlet(outlet_id: str, manual: bool, archive: str, quiet: bool, verbose: bool) -> None:
    """All that is said of one outlet, where it is looked for, and what of it is verified."""
    from desk.services.outlets import family_manual, outlet_facts
    from scrapers.registry import load_registry

    outlet = load_registry(archive).get(outlet_id)
    for line in outlet_facts(outlet):
        click.echo(line)
    if manual:
        click.echo(f"\n{family_manual(outlet.family)}")


@outlets_group.command(name="add")
@click.argument("url")
@click.option("--id", "outlet_id", help="Lower-case ASCII; by default from the domain.")
@click.option("--title", default="", help="The Korean name; by default what the home page says.")
@click.option("--region", default="", help="Province or city that it serves (경북).")
@click.option("--kind", default="", help="일간, 주간, 인터넷, 통신, 방송 or 전문.")
@click.option("--family", "family_id", default="", help="The CMS family, where you know better.")
@click.option("--article", "articles", multiple=True, metavar="URL", help="An article to read; may be repeated.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@loopback
@common
def add_outlet(
    url: str,
    articles: tuple[str, ...],
    allow_loopback: bool,
    yes: bool,
    archive: str,
    quiet: bool,
    verbose: bool,
    **said: Any,
) -> None:
    """Look at a site's home page and one article (URL may be either), and declare it as an outlet of yours.

    Family, feeds, sitemap and lists are found where the site shows them. What was read from the article is shown for
    you to compare with the page; the file goes to outlets/ beside the archive only when you say yes.
    """
    from desk.services.add_outlet import article_in, drafted, looked_at, shown, target_of, write
    from scrapers.registry import load_registry

    registry = load_registry(archive)
    draft = drafted(url, registry, **said)
    target = target_of(archive, draft.id)
    say(f"Looking at {draft.home}: a few pages, a few seconds apart.", quiet=quiet)
    found = looked_at(draft, [*articles, *article_in(url)], allow_loopback=allow_loopback)
    for line in shown(found):
        click.echo(line)
    if not (yes or _agreed(f"\nWrite {target}?")):
        say("Nothing was written.")
        raise SystemExit(FINDINGS)
    write(found, target)
    say(f"\nWritten: {target}. Try: news crawl {found.outlet.id} --limit 5", quiet=quiet)


def _agreed(question: str) -> bool:
    sys.stdout.flush()
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        return False


@outlets_group.command(name="check")
@click.argument("outlets", nargs=-1, metavar="[ID]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an outlet and line.")
@loopback
@common
def check_outlets(
    outlets: tuple[str, ...], as_json: bool, allow_loopback: bool, archive: str, quiet: bool, verbose: bool
) -> None:
    """Ask each outlet (all enabled ones, or those named) for its lists and one article, and say what works."""
    from desk.services.check_outlet import Checked, check, check_json, check_lines
    from scrapers.registry import load_registry

    def tell(checked: Checked) -> None:
        click.echo(json.dumps(check_json(checked)) if as_json else "\n".join(check_lines(checked)))

    registry = load_registry(archive)
    chosen = [registry.get(name) for name in dict.fromkeys(outlets)] or registry.enabled()
    bad = check(chosen, tell, allow_loopback=allow_loopback)
    say(f"{len(chosen)} checked, {bad} with findings", quiet=quiet)
    if bad:
        raise SystemExit(FINDINGS)
