"""What a page says after something was done, with the way back: nothing asks whether you are sure."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """A form that takes back what was done: where it is posted to, its fields, and the part of the page it answers.

    ``target_id`` is '' where the answer says itself which parts it is; ``is_page``: it is a page of its own.
    """

    path: str
    target_id: str = ""
    is_page: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)

    def url(self) -> str:
        """Where it is posted to."""
        return self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One sentence; ``link`` is an address of ours and its text."""

    text: str
    undo: Undo | None = None
    link: tuple[str, str] | None = None
