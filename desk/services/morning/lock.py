"""One morning or look for news at a time: what is sent is sent once. The kernel frees the lock of a killed holder."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from filelock import Timeout

from desk.services.workspace import Workspace
from models.language import _
from models.lock_file import hold_lock_file
from models.records.errors import UserError, unusable_archive

ENDING = ".sending"


class SendingError(UserError):
    """Another morning, or another look for news, is at work."""

    exit_code = 3


@contextmanager
def sending_lock(workspace: Workspace) -> Iterator[None]:
    """Hold ``<archive>.sending``, or raise SendingError at once; ArchiveError where there can be no such file."""
    path = workspace.archive
    with ExitStack() as held:
        try:
            held.enter_context(hold_lock_file(path.with_name(path.name + ENDING), path))
        except Timeout:
            raise SendingError(_("Another `news morning` or `news alerts` is at work on {path}.", path=path)) from None
        except OSError as error:
            raise unusable_archive(path, error) from error
        yield
