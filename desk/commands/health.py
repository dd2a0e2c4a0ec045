"""`news health`: which outlet is not well, since when and why."""

import json
from pathlib import Path

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, with_context
from desk.output.messages import counted, say
from desk.services.health import check_page_path, examine_outlets, finding_lines, write_health_page
from models.health.coverage import Shortfall
from models.health.diagnosis import HealthFinding
from models.language import _, language, ngettext
from models.records.labels import Language
from reports.coverage.sentences import say_coverage
from reports.formats.terminal import clean, print_wrapped


@click.command()
@click.argument("outlets", nargs=-1, metavar="[OUTLET]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
@click.option("--lang", type=click.Choice(["ko", "en"]), default=language, help="Language of findings.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Also write a page (.html).")
@with_context
def health(context: CommandContext, outlets: tuple[str, ...], as_json: bool, lang: Language, html: Path | None) -> None:
    """Judge each outlet's last nights by its own history; exit code 1 where something is wrong. Nothing is changed."""
    if html is not None:
        check_page_path(context.workspace, html)
    found = examine_outlets(context.workspace, outlets)
    lines = [] if as_json else list(finding_lines(found, lang))
    print_wrapped(map(clean, lines))
    records = (json.dumps(_record(finding, lang), default=str) for finding in found.findings)
    print_wrapped(records if as_json else (), is_data=True)
    if html is not None:
        write_health_page(html, found, lang)
        context.say(_("Written: {file}", file=html))
    held = ngettext(", {count:,} page held back", ", {count:,} pages held back", found.held) if found.held else ""
    context.say(
        _(
            "{outlets} examined, {findings}{held}.",
            outlets=counted(len(found.records), "outlet"),
            findings=counted(len(found.findings), "finding"),
            held=held,
        )
    )
    problems = context.workspace.find_outlet_problems()
    for problem in problems:
        say(problem)
    if (missing := say_coverage(found.coverage, language=lang)) and missing not in lines:
        say(missing)
    if problems or found.findings or any(gap.why is not Shortfall.RUNNING for gap in found.coverage.gaps):
        raise SystemExit(WITH_FINDINGS)


def _record(finding: HealthFinding, spoken: Language) -> dict[str, object]:
    return {
        "outlet": finding.outlet,
        "cause": str(finding.cause),
        "since": finding.since.isoformat(),
        "facts": dict(finding.facts),
        "finding": finding.say(spoken),
    }
