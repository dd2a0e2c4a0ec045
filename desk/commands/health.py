"""`news health`: which outlet is not well, since when and why; `news accept`: a change of it that is for good."""

import json
from pathlib import Path

import click

from desk.commands.options import common
from desk.output.messages import counted, say
from models.records.labels import Language

FINDINGS = 1


@click.command()
@click.argument("outlets", nargs=-1, metavar="[OUTLET]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
@click.option("--lang", type=click.Choice(["ko", "en"]), default="ko", show_default=True, help="Of the words.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Also write a page (.html).")
@common
def health(
    outlets: tuple[str, ...], as_json: bool, lang: str, html: Path | None, archive: str, quiet: bool, verbose: bool
) -> None:
    """Judge each outlet's last nights by its own history; exit code 1 where something is wrong. Nothing is changed."""
    from desk.services.health import check_page, lines_of, looked_at, write_page
    from reports.formats.terminal import clean

    language: Language = "en" if lang == "en" else "ko"
    if html is not None:
        check_page(html, archive)
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
    waiting = f", {counted(held, 'page')} held back" if held else ""
    say(f"{counted(len(records), 'outlet')} looked at, {counted(len(findings), 'finding')}{waiting}.", quiet=quiet)
    if findings:
        raise SystemExit(FINDINGS)


@click.command()
@click.argument("outlet")
@click.option("--only", multiple=True, metavar="TRAIT", help="Accept only this of what --look names; may be repeated.")
@click.option("--look", is_flag=True, help="Only say what would be accepted.")
@click.option("--note", default="", help="Why; kept with who and when.")
@click.option("--by", "who", envvar="NEWS_USER", default="", help="Who says so; by default who is logged in here.")
@common
def accept(
    outlet: str,
    only: tuple[str, ...],
    look: bool,
    note: str,
    who: str,
    archive: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Say that an outlet has changed for good: its earlier nights are no measure of that any more.

    For a template that changed and stays so, where what is read is right. Look first, also at some of the addresses.
    Then `news reparse --outlet OUTLET` brings the pages held back into the archive. Equal texts, other articles' lines
    and broken characters are never accepted: they need a parser mended.

    \b
    news accept kyongbuk --look
    news accept kyongbuk --by 김주무관 --note "새 누리집, 기자 이름 없음"
    """
    from desk.services.accept import accept_change
    from reports.formats.terminal import clean

    lines, accepted, rest = accept_change(archive, outlet, only, look=look, who=who, note=note)
    for line in lines:
        click.echo(clean(line))
    if accepted and not look:
        say(f"Accepted. `news reparse --outlet {outlet}` brings in what was held back for it.", quiet=quiet)
    if not accepted or rest:
        raise SystemExit(FINDINGS)
