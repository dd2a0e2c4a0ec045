"""What is sent: a subject and lines, for a mail also a page and files."""

from dataclasses import dataclass
from enum import StrEnum

from reports.formats.terminal import clean_lines


class Topic(StrEnum):
    """What a message is about; a place of notify.toml may ask for some of them only."""

    NIGHT = "night"
    CLIP = "clip"
    ALERTS = "alerts"


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that goes with a mail. ``media_type``: such as application/pdf."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """A subject and its lines; ``well`` where nothing is wrong.

    ``html`` is what a mail shows instead of the lines. Mails of one ``thread`` (a day's) are shown together.
    """

    subject: str
    lines: tuple[str, ...]
    well: bool
    topic: Topic = Topic.NIGHT
    html: str = ""
    files: tuple[AttachedFile, ...] = ()
    thread: str = ""

    @property
    def text(self) -> str:
        """All of it, safe for a terminal."""
        return clean_lines("\n".join((self.subject, "", *self.lines)))
