"""A page that is not an article, and why."""

from dataclasses import dataclass

from models.records.reject_reason import Reason

__all__ = ["Reason", "Reject"]


@dataclass(frozen=True, slots=True)
class Reject:
    """A page that is not an article; ``detail`` says in a few words what was seen."""

    reason: Reason
    detail: str = ""
