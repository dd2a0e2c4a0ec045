"""The night's message: made of the runs and of what health finds, and sent to every place of notify.toml."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.notify.config import NotifyConfigError, Places, read_places
from desk.notify.message import Message
from desk.notify.send import send
from desk.output.output_paths import why_not
from desk.services.health import examine_outlets, finding_lines
from desk.services.workspace import Workspace
from models.language import _, speaking
from models.records.errors import ArchiveError
from models.records.labels import Language
from models.records.times import now
from reports.coverage.sentences import say_coverage
from reports.formats.terminal import clean
from scrapers.declarations.outlet_selection import SelectionError
from scrapers.outcomes.run_summary import RunSummary, find_shared_failure
from scrapers.registry import OutletError

MAX_LINES = 60
"""A message is read on a phone; what is beyond these lines is counted."""
TEST_MESSAGE = Message("news: 시험 / test", ("알림이 잘 도착했습니다. This is a test.",), well=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notified:
    """How many places there are, and a sentence for each that could not be notified."""

    config: Path
    places: int
    failures: tuple[str, ...] = ()


def read_notify_config(workspace: Workspace) -> Places:
    """The places of notify.toml; none where there is no such file. Raises NotifyConfigError."""
    ours = (workspace.notify_config, workspace.notify_secrets)
    return read_places(*ours, why_not=lambda path: why_not(path, workspace.location, ours))


def notify_of_health(workspace: Workspace, *, test: bool = False) -> Notified:
    """Notify all places how the outlets are, or that this is a test. Raises NotifyConfigError, ArchiveError."""
    places = read_notify_config(workspace)
    if not places.all:
        return Notified(config=places.file, places=0)
    message = TEST_MESSAGE if test else make_message(workspace, [], language=places.language)
    return Notified(config=places.file, places=len(places.all), failures=tuple(send(places, message)))


def notify_of_night(workspace: Workspace, summaries: Sequence[RunSummary], failure: str = "") -> tuple[str, ...]:
    """Notify all places how a night went; gives a sentence for each that could not be notified."""
    try:
        places = read_notify_config(workspace)
    except NotifyConfigError as error:
        return (str(error),)
    if not places.all:
        return ()
    message = make_message(workspace, summaries, failure, language=places.language)
    return () if places.only_when_wrong and message.well else tuple(send(places, message))


def make_message(
    workspace: Workspace, summaries: Sequence[RunSummary], failure: str = "", *, language: Language = "ko"
) -> Message:
    """What is worth knowing: a failure of the whole, files of outlets that cannot be used, findings of health, and what
    each run reports of itself."""
    try:
        health = None if failure else examine_outlets(workspace)
    except ArchiveError as error:
        health, failure = None, str(error)
    unread = _find_outlet_problems(workspace, language)
    stored, found, held = (
        sum(one.counts.get(name, 0) for one in summaries) for name in ("stored", "found", "quarantined")
    )
    wrong = [one for one in summaries if not one.ok]
    well = (
        not (failure or wrong or unread) and health is not None and not health.findings and health.coverage.is_whole()
    )
    with speaking(language):
        state = _("all is well") if well else _("needs attention")
        counts = _(
            "{count} outlets, {found} found, {stored} stored, {held} held back",
            count=len(summaries),
            found=found,
            stored=stored,
            held=held,
        )
        lines = [counts] if summaries else []
        lines += [*([failure] if failure else []), *unread]
        if health is not None:
            missing = say_coverage(health.coverage, language=language)
            lines += filter(None, (missing, *(line for line in finding_lines(health, language) if line != missing)))
        shared = find_shared_failure(summaries)
        for one in wrong:
            if shared is None or one.outlet not in shared.outlets:
                lines += [one.line(), *(f"  {sentence}" for sentence in one.sentences())]
    if len(lines) > MAX_LINES:
        lines = [*lines[:MAX_LINES], f"… ({len(lines) - MAX_LINES})"]
    return Message(f"news {now():%Y-%m-%d %H:%M}: {state}", tuple(map(clean, lines)), well)


def _find_outlet_problems(workspace: Workspace, language: Language) -> list[str]:
    """A sentence for each file of an outlet that cannot be used: nothing else says at night that it is not crawled."""
    with speaking(language):
        try:
            return workspace.find_outlet_problems()
        except (OutletError, SelectionError) as error:
            return [str(error)]
