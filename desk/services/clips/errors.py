"""What can be wrong with a request about a clip."""

from models.records.errors import UserError


class ClipError(UserError):
    """The request cannot be followed as it is: a name that is none, no such row, an entry that lacks something."""


class ClipNotFoundError(UserError):
    """There is no such clip."""

    exit_code = 1


class ClipDoneError(UserError):
    """The clip of ``clip_id`` is finished: it is changed only after it is taken up again."""

    exit_code = 1

    def __init__(self, message: str, clip_id: int) -> None:
        super().__init__(message)
        self.clip_id = clip_id


class ClipChangedError(UserError):
    """Somebody changed the clip since the person who asks has seen it."""

    exit_code = 1
