"""The morning, step by step. Its mail is the first thing a press officer reads: it says what failed before all else."""

import time
from collections.abc import Callable, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from desk.notify.config import NotifyConfigError, Place, Places
from desk.notify.message import AttachedFile, Message, Topic
from desk.notify.send import send
from desk.services.after_storing import follow_up
from desk.services.clips.choose import ClipChoice
from desk.services.clips.errors import ClipDoneError, ClipNotFoundError
from desk.services.clips.make import MakeRequest, make_clip, name_usual_clip
from desk.services.clips.report import ClipReportRequest, make_clip_report
from desk.services.coverage import cover_hits
from desk.services.crawl import CrawlRequest, crawl_outlets
from desk.services.maintenance import back_up, verify_archive
from desk.services.morning.lock import sending_lock
from desk.services.morning.settings import MorningSettings
from desk.services.morning.steps import MorningStep, StepError, StepResult, run_step
from desk.services.pickup import PickupRequest, compare_releases
from desk.services.release_files import find_release_files
from desk.services.reports.clip_report import MadeReport
from desk.services.reports.report_form import read_form
from desk.services.tell import make_message as make_night_message
from desk.services.tell import read_notify_config
from desk.services.workspace import Workspace
from models.clips.morning import KeptStep
from models.health.coverage import Coverage
from models.language import _, describe_system_error, ngettext, speaking
from models.records.times import now
from pipelines.releases.readers.limits import ReleaseFileError
from reports.clip.mail import make_mail_page, make_subject
from reports.clip.write import write_report
from reports.formats.changed_workbook import check_unchanged
from reports.formats.errors import ExportError
from reports.formats.terminal import clean
from scrapers.crawl.lock import LockHeldError
from scrapers.outcomes.run_summary import RunSummary

LATE_SPAN = "10m"
"""How long the crawl of a morning takes that began after its time: the clip is wanted now."""
LOOK_EVERY_SECONDS = 10.0
MAX_COPIES = 100
"""Each morning another share of the archive is verified, all of it in so many days."""
MAX_NAME_CHARACTERS = 60
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "hwpx": "application/hwp+zip",
    "html": "text/html",
    "csv": "text/csv",
    "txt": "text/plain",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningRequest:
    """What of the morning is wanted. ``again``: send the clip also where it was sent today already."""

    crawl: bool = True
    send: bool = True
    again: bool = False
    allow_loopback: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningResult:
    """How the morning went: its steps in order, the files of the clip, and what its day has.

    ``articles`` of the clip; ``coverage`` is that of the clip, or of all outlets where there is no clip.
    """

    day: date
    steps: Sequence[StepResult]
    files: Sequence[Path]
    articles: int
    coverage: Coverage | None

    @property
    def failures(self) -> list[str]:
        """A sentence for each step that failed."""
        return [step.failure for step in self.steps if step.failure]


OnStep = Callable[[MorningStep], None]
"""Called when a step begins."""


def run_morning(
    workspace: Workspace, settings: MorningSettings, request: MorningRequest, on_step: OnStep | None = None
) -> MorningResult:
    """Do it all.

    Raises NotifyConfigError, ExportError for a template that is wrong, SendingError, ArchiveError, before it begins.
    """
    places = read_notify_config(workspace)
    read_form(workspace, settings.template)
    workspace.open_writer(create=True).close()
    # A scheduler starts it without a language: what fails is read in the mail, in that of notify.toml.
    said = speaking(places.language) if places.all else nullcontext()
    with sending_lock(workspace), said:
        return _run(_Morning(workspace, settings, request, places), on_step)


def _run(morning: "_Morning", on_step: OnStep | None) -> MorningResult:
    with morning.workspace.open_writer() as archive, archive.transaction() as writer:
        writer.begin_morning(morning.day)
    for step, work in morning.list_steps():
        if on_step is not None:
            on_step(step)
        morning.steps.append(run_step(step, work))
    with morning.workspace.open_writer() as archive, archive.transaction() as writer:
        writer.end_morning(morning.day, [_kept(step) for step in morning.steps])
    morning.tell_the_others()
    return MorningResult(
        day=morning.day,
        steps=tuple(morning.steps),
        files=tuple(morning.files),
        articles=len(morning.made.report.rows) if morning.made is not None else 0,
        coverage=morning.made.report.coverage if morning.made is not None else cover_hits(morning.workspace),
    )


def _kept(step: StepResult) -> KeptStep:
    return KeptStep(step=step.step, seconds=round(step.seconds, 1), note=step.note, failure=step.failure)


@dataclass(slots=True)
class _Morning:
    """What the steps hand on to each other."""

    workspace: Workspace
    settings: MorningSettings
    request: MorningRequest
    places: Places
    day: date = field(default_factory=lambda: now().date())
    steps: list[StepResult] = field(default_factory=list)
    summaries: Sequence[RunSummary] = ()
    clip: int | None = None
    made: MadeReport | None = None
    files: list[Path] = field(default_factory=list)

    def list_steps(self) -> list[tuple[MorningStep, Callable[[], str]]]:
        """The steps that are wanted."""
        steps: list[tuple[MorningStep, Callable[[], str]]] = []
        if self.request.crawl:
            steps.append((MorningStep.CRAWL, self.crawl))
        if self.settings.releases is not None:
            steps.append((MorningStep.RELEASES, self.compare))
        steps += [(MorningStep.CLIP, self.make), (MorningStep.FILES, self.write)]
        if self.request.send:
            steps.append((MorningStep.SEND, self.send))
        if self.settings.backup is not None:
            steps.append((MorningStep.BACKUP, self.back_up))
        return [*steps, (MorningStep.VERIFY, self.verify)]

    def crawl(self) -> str:
        """Crawl what came since the night, and compare stories."""
        self.summaries = self._crawl_when_free()
        done = follow_up(self.workspace)
        problems = [*self.workspace.find_outlet_problems(), *filter(None, [done.failure])]
        if problems:
            raise StepError(" ".join(problems))
        stored = sum(one.counts.get("stored", 0) for one in self.summaries)
        return ngettext("{count:,} article stored", "{count:,} articles stored", stored)

    def _crawl_when_free(self) -> list[RunSummary]:
        """Crawl as soon as no other crawl runs, up to the time at which the clip is wanted."""
        moment = datetime.now().astimezone()
        until = datetime.combine(moment.date(), self.settings.until, moment.tzinfo)
        while True:
            is_late = datetime.now().astimezone() >= until
            request = CrawlRequest(
                revisits=0,
                deadline=None if is_late else f"{self.settings.until:%H:%M}",
                span=LATE_SPAN if is_late else None,
                allow_loopback=self.request.allow_loopback,
            )
            try:
                return crawl_outlets(self.workspace, request)
            except LockHeldError:
                if is_late:
                    raise
            time.sleep(LOOK_EVERY_SECONDS)

    def compare(self) -> str:
        """Compare the releases whose files changed of late."""
        folder = self.settings.releases
        assert folder is not None
        oldest = time.time() - timedelta(days=self.settings.release_days).total_seconds()
        try:
            next(folder.iterdir(), None)  # a folder that is gone or closed is told, not taken for an empty one
            known = find_release_files([folder]).files
            files = sorted(file for file in known if file.parent == folder and file.stat().st_mtime >= oldest)
        except ReleaseFileError:
            return _("no new release")
        except OSError as error:
            raise StepError(f"{folder}: {describe_system_error(error)}") from error
        if not files:
            return _("no new release")
        found = compare_releases(self.workspace, PickupRequest(paths=files))
        if found.read.refused:
            raise StepError(" ".join(one.why for one in found.read.refused))
        return ngettext("{count:,} release", "{count:,} releases", len(found.found))

    def make(self) -> str:
        """Let the rule propose what is new; what people decided stays."""
        rule = self.settings.rule
        try:
            made = make_clip(
                self.workspace,
                MakeRequest(
                    day=self.day,
                    name=self.settings.name or name_usual_clip(self.workspace, self.day, rule),
                    watches=rule.watches or None,
                    cutoff=rule.cutoff,
                    one_a_story=rule.one_a_story or None,
                    first=rule.first or None,
                    without=rule.without or None,
                ),
            )
        except ClipDoneError as error:
            self.clip = error.clip_id
            return _("finished by a person already")
        self.clip = made.clip.id
        return ngettext("{count:,} article", "{count:,} articles", made.total)

    def write(self) -> str:
        """Write the files, each for itself: one that cannot be written keeps none of the others back."""
        name = self.settings.name or name_usual_clip(self.workspace, self.day, self.settings.rule)
        choice = ClipChoice(day=self.day, name=name) if self.clip is None else ClipChoice(id=self.clip)
        template = read_form(self.workspace, self.settings.template)
        try:
            self.made = make_clip_report(self.workspace, ClipReportRequest(choice=choice, template=template))
        except ClipNotFoundError:
            return _("no clip, and so no file")  # why there is none was said by the step before
        folder = self.settings.folder / f"{self.day}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StepError(f"{folder}: {describe_system_error(error)}") from error
        failures: list[str] = []
        for form in self.settings.forms:
            path = _find_free(folder / f"{_file_name(self._name_files())} {self.day}.{form}")
            try:
                write_report(path, self.made.report, self.made.template, self.made.charts)
                self.files.append(path)
            except (ExportError, OSError) as error:
                failures.append(str(error) if isinstance(error, ExportError) else describe_system_error(error))
        if failures:
            raise StepError(" ".join(failures))
        return _("{count} files in {folder}", count=len(self.files), folder=folder)

    def _name_files(self) -> str:
        """That of the clip as it is called now."""
        assert self.made is not None
        clip = self.made.report.clip
        return self.made.template.title if clip is None else clip.name

    def send(self) -> str:
        """Send the clip to whoever wants it; once a day, unless it is wanted again."""
        wanted = [place for place in self.places.all if Topic.CLIP in place.topics]
        if not wanted:
            return _("nobody wants the clip in notify.toml")
        with closing(self.workspace.open_reader()) as db:
            kept = db.mornings.get(self.day)
        if kept is not None and kept.sent_at is not None and not self.request.again:
            return _("sent at {clock} already", clock=f"{kept.sent_at:%H:%M}")
        reached: list[Place] = []
        failures = send(self.places, self._make_mail(), reached)
        if reached:
            with self.workspace.open_writer() as archive, archive.transaction() as writer:
                writer.mark_morning_sent(self.day)
        if failures:
            raise StepError("; ".join(failures))
        return _("sent to {count} places", count=len(wanted))

    def _make_mail(self) -> Message:
        with speaking("ko"):
            failures = [step.failure for step in self.steps if step.failure] + self._failed_after_the_last_mail()
            if self.made is None:
                subject = _("[{day}] The clip could not be made", day=f"{self.day:%Y.%m.%d.}")
                return Message(subject, tuple(failures), well=False, topic=Topic.CLIP, thread=f"clip-{self.day}")
            report, template = self.made.report, self.made.template
            attached = [file for file in self.files if file.suffix.removeprefix(".") in self.settings.attach]
            files = tuple(
                AttachedFile(file.name, MEDIA_TYPES[file.suffix.removeprefix(".")], file.read_bytes())
                for file in attached
            )
            page = make_mail_page(report, template, failures=failures, attached=[file.name for file in attached])
            return Message(
                make_subject(report, template),
                tuple(map(clean, [*failures, *self.made.message.splitlines()])),
                well=not failures and not report.missing,
                topic=Topic.CLIP,
                html=page,
                files=files,
                thread=f"clip-{self.day}",
            )

    def _failed_after_the_last_mail(self) -> list[str]:
        """What of the last morning failed when its mail was out already."""
        with closing(self.workspace.open_reader()) as db:
            last = db.mornings.last_before(self.day)
        if last is None:
            return []
        after = (MorningStep.SEND, MorningStep.BACKUP, MorningStep.VERIFY)
        day = f"{last.day:%m.%d.}"
        failures = [f"({day}) {step.failure}" for step in last.steps if step.failure and step.step in after]
        if last.ended_at is None:
            failures.append(_("The morning of {day} was interrupted.", day=day))
        return failures

    def back_up(self) -> str:
        """A verified backup."""
        made = back_up(self.workspace, self.settings.backup, keep=self.settings.keep)
        return " ".join([str(made.backup.path), *made.backup.notes])

    def verify(self) -> str:
        """Verify the share of the archive that was not looked at for longest."""
        done = verify_archive(self.workspace, rolling=True)
        if done.findings:
            raise StepError(done.findings[0].sentence)
        return _("sound")

    def tell_the_others(self) -> None:
        """How the night and the morning went, to those who do not get the clip; and what failed after it was sent."""
        failures = [step.failure for step in self.steps if step.failure]
        after = (MorningStep.SEND, MorningStep.BACKUP, MorningStep.VERIFY)
        late = [step.failure for step in self.steps if step.failure and step.step in after]
        message = make_night_message(self.workspace, self.summaries, language=self.places.language)
        message = replace(message, lines=(*failures, *message.lines), well=message.well and not failures)
        others = [place for place in self.places.all if Topic.NIGHT in place.topics and Topic.CLIP not in place.topics]
        if not (self.places.only_when_wrong and message.well):
            send(replace(self.places, all=tuple(others)), message)
        if late:
            both = [place for place in self.places.all if Topic.CLIP in place.topics and Topic.NIGHT in place.topics]
            told = replace(message, lines=tuple(late), well=False)
            send(replace(self.places, all=tuple(both)), told)


def _find_free(path: Path) -> Path:
    """The file, or where a person has filled it in since, one beside it with a number."""
    for number in range(2, MAX_COPIES):
        try:
            check_unchanged(path)
        except ExportError:
            path = path.with_name(f"{path.stem.removesuffix(f' ({number - 1})')} ({number}){path.suffix}")
        else:
            break
    return path


def _file_name(name: str) -> str:
    """The name of a clip as that of a file on any system, which takes 255 bytes, or a path of 260 letters."""
    plain = "".join(letter if letter.isalnum() or letter in " -_()[]" else "_" for letter in name)
    return plain[:MAX_NAME_CHARACTERS].strip() or "스크랩"


__all__ = ["MorningRequest", "MorningResult", "NotifyConfigError", "run_morning"]
