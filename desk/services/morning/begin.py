"""Begins the morning, and tells where it cannot begin: a scheduled one is seen by nobody, and no mail means no news."""

from desk.notify.config import NotifyConfigError, Places
from desk.notify.message import Message, Topic
from desk.notify.send import send
from desk.services.morning.lock import SendingError
from desk.services.morning.run import MorningRequest, MorningResult, OnStep, run_morning
from desk.services.morning.settings import read_morning
from desk.services.morning.steps import describe_unforeseen
from desk.services.tell import read_notify_config
from desk.services.workspace import Workspace
from models.language import _, speaking
from models.records.errors import UserError
from models.records.times import now
from reports.formats.terminal import clean


def begin_morning(workspace: Workspace, request: MorningRequest, on_step: OnStep | None = None) -> MorningResult:
    """Read the settings and do it all; what keeps it from beginning is told to everybody who wants the clip.

    Raises as ``run_morning`` does, and MorningConfigError.
    """
    places = read_notify_config(workspace)
    try:
        return run_morning(workspace, read_morning(workspace.morning_config), request, on_step)
    except (SendingError, NotifyConfigError):
        raise  # another morning is at work, or there is nobody to tell
    except UserError as error:
        if request.send:
            _tell(places, str(error))
        raise
    except Exception as error:
        if request.send:
            with speaking(places.language):
                _tell(places, describe_unforeseen(error))
        raise


def _tell(places: Places, why: str) -> None:
    day = now().date()
    with speaking(places.language):
        subject = _("[{day}] The clip could not be made", day=f"{day:%Y.%m.%d.}")
        send(places, Message(subject, (clean(why),), well=False, topic=Topic.CLIP, thread=f"clip-{day}"))
