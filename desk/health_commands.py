"""`news health`: which outlet is not well, since when and why."""

import json
from pathlib import Path

import click

from desk.messages import say
from desk.options import common
from models.labels import Language

FINDINGS = 1


@click.command()
@click.argument("outlets", nargs=-1, metavar="[OUTLET]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
@click.option("--lang", type=click.Choice(["ko", "en"]), default="ko", show_default=True, help="Of the words.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Also write a page.")
@common
def health(
    outlets: tuple[str, ...], as_json: bool, lang: str, html: Path | None, archive: str, quiet: bool, verbose: bool
) -> None:
    """Judge each outlet's last nights by its own history; exit code 1 where something is wrong. Nothing is changed."""
    from desk.health import lines_of, looked_at, write_page
    from reports.terminal import clean

    language: Language = "en" if lang == "en" else "ko"
    records, findings, now = looked_at(archive, outlets)
    for finding in findings:
        if as_json:
            record = {
                "outlet": finding.outlet,
                "cause": str(finding.cause),
                "since": finding.since.isoformat(),
                "facts": dict(finding.facts),
                "finding": finding.say(language),
            }
            click.echo(json.dumps(record, default=str))
    if not as_json:
        for line in lines_of(findings, language):
            click.echo(clean(line))
    if html is not None:
        write_page(html, records, findings, now, language)
        say(f"Written: {html}", quiet=quiet)
    held = sum(record.held for record in records)
    waiting = f", {held} pages held back" if held else ""
    say(f"{len(records)} outlets looked at, {len(findings)} findings{waiting}.", quiet=quiet)
    if findings:
        raise SystemExit(FINDINGS)
