"""The steps of a morning, each of which may fail alone: what failed is a sentence in the mail, and the rest goes on."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from models.language import N_, _, describe_system_error
from models.records.errors import UserError


class MorningStep(StrEnum):
    """What a morning does, in this order."""

    CRAWL = "crawl"
    RELEASES = "releases"
    CLIP = "clip"
    FILES = "files"
    SEND = "send"
    BACKUP = "backup"
    VERIFY = "verify"


FAILED: dict[MorningStep, str] = {
    MorningStep.CRAWL: N_("The crawl of this morning failed: {reason}"),
    MorningStep.RELEASES: N_("The releases could not be compared: {reason}"),
    MorningStep.CLIP: N_("The clip could not be made: {reason}"),
    MorningStep.FILES: N_("Not all files of the clip could be written: {reason}"),
    MorningStep.SEND: N_("The clip could not be sent everywhere: {reason}"),
    MorningStep.BACKUP: N_("There is no backup of this morning: {reason}"),
    MorningStep.VERIFY: N_("The archive is not sound: {reason}"),
}


class StepError(UserError):
    """A step was done in part; the message is the end of a sentence."""

    exit_code = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StepResult:
    """How a step went: ``note`` says what came of it, ``failure`` is a whole sentence where it failed.

    ``error`` is an internal error, whose traceback belongs into a file for a bug report.
    """

    step: MorningStep
    seconds: float
    note: str = ""
    failure: str = ""
    error: Exception | None = None


def describe_unforeseen(error: Exception) -> str:
    """The end of a sentence for an error that nobody foresaw; that the machine had no memory left is none of ours."""
    if isinstance(error, MemoryError):
        return _("there is not enough memory")
    return _("an internal error ({kind})", kind=type(error).__name__)


def run_step(step: MorningStep, work: Callable[[], str]) -> StepResult:
    """Do a step; ``work`` gives its note. Nothing that goes wrong in it stops what comes after it."""
    begun = time.monotonic()
    note, failure, internal = "", "", None
    try:
        note = work()
    except UserError as error:
        failure = str(error)
    except OSError as error:
        failure = describe_system_error(error)
    except Exception as error:  # noqa: BLE001 - the mail must go out, and says so
        failure, internal = describe_unforeseen(error), None if isinstance(error, MemoryError) else error
    if failure:
        failure = _(FAILED[step], reason=failure)
        failure = failure if failure.endswith(".") else f"{failure}."
    return StepResult(step=step, seconds=time.monotonic() - begun, note=note, failure=failure, error=internal)
