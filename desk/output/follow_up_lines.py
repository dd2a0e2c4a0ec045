"""What followed a crawl, an import or a reparse, as messages."""

from collections.abc import Iterator

from desk.output.watch_lines import run_hint, title_line
from desk.services.after_storing import FollowUp
from models.language import _


def follow_up_lines(done: FollowUp, *, with_stories: bool = True) -> Iterator[str]:
    """What was compared (if ``with_stories``), and how much is new for each saved search."""
    if done.stories is not None and done.stories.days and with_stories:
        yield _("stories: {line}", line=done.stories.line())
    for new in done.watches:
        yield f"{title_line(new)} ({run_hint(new.watch.name)})"


def failure_lines(done: FollowUp) -> Iterator[str]:
    """What could not be done, which is printed even with ``--quiet``."""
    if done.failure:
        yield _("The stories are not up to date (news stories update does it): {failure}", failure=done.failure)
