"""Work that takes minutes: verbs of `news` in processes of their own, so that a page can show how far they are.

A crawl runs Scrapy's reactor, which starts once in a process; and what reads strangers' pages stays outside the server.
"""

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from tempfile import TemporaryDirectory
from threading import Lock, Thread, Timer

from desk.schedule.plan import find_program
from models.language import _
from models.language.choose import Language
from models.records.errors import UserError
from models.records.times import now

MAX_RUNNING = 2
MAX_JOBS = 50
MAX_LINES = 400
MAX_LINE_CHARACTERS = 2_000
MAX_SECONDS = 4 * 3600
SECONDS_TO_END = 20


class JobBusyError(UserError):
    """As many jobs run as may."""

    exit_code = 3


class JobNotFoundError(UserError):
    """There is no such job."""

    exit_code = 1


@dataclass(slots=True, eq=False)
class Job:
    """One verb that runs or has ended. ``lines`` are the last it printed; ``exit_code`` is None while it runs.

    ``accept`` is where an administrator accepts what it proposes, '' where it proposes nothing.
    """

    id: int
    title: str
    who: str
    back: str
    started_at: datetime
    process: "subprocess.Popen[str]"
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=MAX_LINES))
    exit_code: int | None = None
    ended_at: datetime | None = None
    was_stopped: bool = False
    folder: "TemporaryDirectory[str] | None" = None
    """Files that are its own; gone when it has ended."""
    accept: str = ""

    @property
    def printed(self) -> list[str]:
        """The lines so far; the process may print more while they are shown."""
        return list(self.lines)

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.exit_code is None


class Jobs:
    """The jobs of one desk, newest first. The archive is given to each verb; ``program`` is by default `news`."""

    def __init__(self, archive: str, program: Sequence[str] = ()) -> None:
        self._archive = archive
        self._program = tuple(program) or find_program()
        self._jobs: dict[int, Job] = {}
        self._lock = Lock()
        self._last_id = 0

    def start(
        self,
        arguments: Sequence[str],
        *,
        title: str,
        who: str,
        back: str,
        language: Language,
        folder: "TemporaryDirectory[str] | None" = None,
        accept: str = "",
    ) -> Job:
        """Begin a verb with its arguments. ``back`` is the page to go back to; ``folder`` goes when it has ended.

        Raises JobBusyError.
        """
        with self._lock:
            if sum(job.is_running for job in self._jobs.values()) >= MAX_RUNNING:
                raise JobBusyError(_("Two jobs are running already; wait until one of them has ended."))
            process = _open_process([*self._program, *arguments, "--archive", self._archive], language)
            self._last_id += 1
            job = Job(self._last_id, title, who, back, now(), process, folder=folder, accept=accept)
            self._jobs[job.id] = job
            ended = [one.id for one in self._jobs.values() if not one.is_running]
            for old in ended[: max(0, len(self._jobs) - MAX_JOBS)]:
                del self._jobs[old]
        Thread(target=_follow, args=(job,), name=f"job-{job.id}", daemon=True).start()
        return job

    def find(self, job_id: int) -> Job:
        """One job. Raises JobNotFoundError."""
        with self._lock:
            job = self._jobs.get(job_id)
        if job is None:
            raise JobNotFoundError(_("There is no such job; it ended before the desk was started."))
        return job

    def all(self) -> list[Job]:
        """All jobs that are known, newest first."""
        with self._lock:
            return sorted(self._jobs.values(), key=lambda job: -job.id)

    def stop(self, job_id: int) -> Job:
        """Ask a job to end; a crawl stores what it has. Raises JobNotFoundError."""
        job = self.find(job_id)
        if job.is_running:
            job.was_stopped = True
            _interrupt(job.process)
        return job

    def close(self) -> None:
        """End all jobs and wait for them; what does not end in time is killed."""
        running = [job for job in self.all() if job.is_running]
        for job in running:
            job.was_stopped = True
            _interrupt(job.process)
        for job in running:
            try:
                job.process.wait(SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                job.process.kill()
                job.process.wait()


def _open_process(command: Sequence[str], language: Language) -> "subprocess.Popen[str]":
    environment = os.environ | {"NEWS_LANG": language, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "COLUMNS": "100"}
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP
    return subprocess.Popen(  # noqa: S603 - a verb of ours, with ids of the registry
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        encoding="utf-8",
        errors="replace",
        creationflags=flags,
        start_new_session=sys.platform != "win32",
    )


def _interrupt(process: "subprocess.Popen[str]") -> None:
    if sys.platform == "win32":
        process.send_signal(signal.CTRL_BREAK_EVENT)
    else:
        process.send_signal(signal.SIGTERM)


def _follow(job: Job) -> None:
    """Keep what the job prints until it ends."""
    clock = Timer(MAX_SECONDS, job.process.kill)
    clock.daemon = True
    clock.start()
    try:
        assert job.process.stdout is not None
        with job.process.stdout as lines:
            while line := lines.readline(MAX_LINE_CHARACTERS):
                job.lines.append(line.rstrip())
        exit_code = job.process.wait()
    finally:
        clock.cancel()
        if job.folder is not None:
            job.folder.cleanup()
    job.ended_at = now()
    job.exit_code = exit_code
