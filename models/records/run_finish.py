"""Why a run ended: a closed list. Standard library only."""

from enum import StrEnum


class Finish(StrEnum):
    """The value is what ``crawl_run.finish`` and the manifest carry; only FINISHED means that nothing went wrong.

    KILLED: the run never wrote its end.
    """

    FINISHED = "finished"
    INTERRUPTED = "interrupted"
    DEADLINE = "deadline"
    STALLED = "stalled"
    ROBOTS = "robots_unavailable"
    UNREACHABLE = "unreachable"
    BUSY = "server_busy"
    ERRORS = "too_many_errors"
    MEMORY = "memory"
    STORAGE = "storage_error"
    CRASH = "crash"
    KILLED = "killed"
