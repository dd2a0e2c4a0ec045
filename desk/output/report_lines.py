"""What an operator can do for a better report: for a terminal, never for what is handed in."""

from collections.abc import Iterator

from desk.services.reports.clip_report import MadeReport
from desk.services.reports.month_report import MadeMonth
from models.language import _


def report_hints(made: MadeReport) -> Iterator[str]:
    """The commands that would complete the report."""
    if made.report.rows and not made.report.releases:
        yield _("`news pickup` compares press releases, so that the report can say what was made from them.")
    if made.report.waiting:
        yield _("`news stories update` compares the articles that are not compared yet.")


def month_hints(made: MadeMonth) -> Iterator[str]:
    """The commands that would complete a month's report."""
    if not made.report.figures.releases.releases:
        yield _("`news pickup` compares press releases, so that the report can say what became of them.")
    if made.report.waiting:
        yield _("`news stories update` compares the articles that are not compared yet.")
