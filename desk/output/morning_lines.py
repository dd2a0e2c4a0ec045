"""What `news morning` prints: each step, and what came of it."""

from collections.abc import Iterator

from desk.services.morning.steps import MorningStep, StepResult
from desk.services.workspace import Workspace
from models.language import N_, _

TITLES = {
    MorningStep.CRAWL: N_("Crawl"),
    MorningStep.RELEASES: N_("Releases"),
    MorningStep.CLIP: N_("Clip"),
    MorningStep.FILES: N_("Files"),
    MorningStep.SEND: N_("Sending"),
    MorningStep.BACKUP: N_("Backup"),
    MorningStep.VERIFY: N_("Verification"),
}


def new_archive_lines(workspace: Workspace) -> Iterator[str]:
    """That an archive is about to be made: whoever stands in a wrong folder sees it."""
    if not workspace.archive.exists():
        yield _("New archive: {path}", path=workspace.archive.absolute())


def step_title(step: MorningStep) -> str:
    """That a step begins."""
    return f"{_(TITLES[step])} …"


def step_line(step: StepResult) -> str:
    """How a step went."""
    return f"{_(TITLES[step.step])}: {step.failure or step.note}"
