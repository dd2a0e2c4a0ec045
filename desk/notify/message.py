"""What is sent: a subject and lines."""

from dataclasses import dataclass

from reports.formats.terminal import clean_lines


@dataclass(frozen=True, slots=True)
class Message:
    """A subject and its lines; ``well`` where nothing is wrong."""

    subject: str
    lines: tuple[str, ...]
    well: bool

    @property
    def text(self) -> str:
        """All of it, safe for a terminal."""
        return clean_lines("\n".join((self.subject, "", *self.lines)))
