"""`news verify`: whether an archive or a backup is whole."""

import json

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, with_bare_context
from desk.output.messages import Noun, counted
from desk.services.maintenance import acknowledge_losses, verify_archive
from models.language import _
from models.records.verify_finding import VerifyFinding
from reports.formats.terminal import clean, print_wrapped

NOUNS: dict[str, Noun] = {
    "articles": "article",
    "revisions": "revision",
    "pages": "page",
    "addresses": "address",
    "runs": "run",
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
@click.option("--quick", is_flag=True, help="Leave out the search tables, which take most of the time.")
@click.option("--acknowledge", is_flag=True, help="You know of the reported losses: do not report them again.")
@with_bare_context
def verify(context: CommandContext, as_json: bool, quick: bool, acknowledge: bool) -> None:
    """Check whether the archive (or a backup) is whole. Nothing is changed; exit code 1 where something is wrong.

    SQLite's own check, every row against its checksum, every text and page against its SHA-256, the ledger's sums, the
    search tables against the articles, and all of it against the manifest beside the file. Lost commits are reported
    here and by each crawl until --acknowledge says that you know of them.
    """
    if acknowledge:
        _acknowledge(context)

    def print_finding(finding: VerifyFinding) -> None:
        record = {"check": finding.check, "id": finding.id, "finding": finding.sentence}
        print_wrapped([json.dumps(record) if as_json else clean(finding.sentence)], is_data=as_json)

    with context.progress_bar() as bar:
        done = verify_archive(context.workspace, quick=quick, on_finding=print_finding, on_progress=bar.update)
    checked = ", ".join(counted(count, NOUNS[name]) for name, count in done.counts.items())
    if not done.is_complete:
        context.say(_("Another program writes to the archive, or it is read-only: FTS5's own check was left out."))
    kinds = {finding.check for finding in done.findings}
    if damaged := [one.id for one in done.findings if one.id is not None and one.check in ("rows", "pages")]:
        context.say(
            _("`news restore --article {id}` puts back what is damaged of an article, from the backups.", id=damaged[0])
        )
    if "search" in kinds:
        context.say(_("`news reindex` rebuilds the search tables from the articles."))
    if "counts" in kinds:
        context.say(_("`news reindex` counts anew what is counted as it is written."))
    if "manifest" in kinds:
        context.say(_("`news verify --acknowledge`: do not report a loss again once you know of it."))
    if done.findings:
        context.say(_("{findings} in {checked}.", findings=counted(len(done.findings), "finding"), checked=checked))
        raise SystemExit(WITH_FINDINGS)
    context.say(_("Nothing is wrong: {checked}.", checked=checked))


def _acknowledge(context: CommandContext) -> None:
    known = acknowledge_losses(context.workspace)
    context.say_all(_("Acknowledged: {sentence}", sentence=clean(sentence)) for sentence in known)
    if not known:
        context.say(_("There is no loss to acknowledge."))
