"""The first set-up of an office without a terminal, and later its settings: what `news setup` asks, on one page."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from starlette.responses import Response

from desk.output.setup_lines import schedule_lines
from desk.services import demo
from desk.services.people.audit import record_deed
from desk.services.schedule import read_times
from desk.services.setup import (
    DEFAULT_AT,
    DEFAULT_DEADLINE,
    MailAccount,
    SetupRequest,
    check_request,
    read_state,
    set_up,
)
from desk.web.jobs import Job, JobBusyError
from desk.web.page_request import PageRequest
from desk.web.shared_writer import DeskWorkspace
from desk.web.views.report_form import describe_form
from models.language import _
from models.people.audit import AuditDeed
from models.records.errors import ArchiveError, UserError
from scrapers.declarations.outlet_selection import NATIONAL

FIRST_CRAWL = "2h"
"""The first crawl of an office ends by then; the one of the night goes on from there."""
MAX_NAMES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupForm:
    """What stands in the form: as it is first, or as somebody filled it in."""

    regions: tuple[str, ...] = ()
    national: bool = True
    words: str = ""
    rivals: str = ""
    retell: bool = False
    mail_to: str = ""
    host: str = ""
    sender: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    at: str = DEFAULT_AT
    deadline: str = DEFAULT_DEADLINE
    schedule: bool = True
    crawl: bool = True

    def request(self) -> SetupRequest:
        """The same as the service takes it."""
        to = split_names(self.mail_to)
        mail = MailAccount(
            host=self.host.strip(), sender=self.sender.strip(), to=to, user=self.user.strip(), password=self.password
        )
        return SetupRequest(
            regions=self.regions,
            with_national=self.national,
            words=split_names(self.words),
            rivals=split_names(self.rivals),
            mail=mail if to else None,
            replaces_notify=self.retell or bool(to),
            at=self.at,
            deadline=self.deadline,
            with_schedule=self.schedule,
        )


def show_setup(request: PageRequest) -> Response:
    """The questions, with what is set already."""
    return _ask(request, None)


def set_up_office(request: PageRequest) -> Response:
    """Set everything up, begin the first crawl if that is wanted, and say what there is now."""
    form = read_form(request)
    asked = form.request()
    times = read_times(request.workspace)
    if (times.night, times.morning) == (asked.at, asked.deadline):
        asked = replace(asked, with_schedule=False)
    is_demo = demo.holds_samples_alone(request.workspace)
    if is_demo and any(job.is_running for job in request.desk.jobs.all()):
        return _ask(request, form, _("The samples are still being crawled: wait until that has ended."), 409)
    try:
        check_request(request.workspace, asked)
        aside = _set_aside_samples(request) if is_demo else None
        done = set_up(request.workspace, asked)
    except ArchiveError:
        raise
    except UserError as error:
        return _ask(request, form, str(error), 400)
    record_deed(request.workspace, request.login, AuditDeed.SET_UP, address=request.address)
    job, busy = _begin_crawl(request) if form.crawl and done.outlets else (None, "")
    return request.page(
        "setup_done.html",
        done=done,
        job=job,
        busy=busy,
        may_stop=True,
        aside=aside,
        schedule=[] if done.schedule is None else list(schedule_lines(done.schedule.plan)),
    )


def try_demo(request: PageRequest) -> Response:
    """Crawl the two sample outlets of this machine into the archive, as a job."""
    try:
        demo.check_archive(request.workspace)
    except demo.DemoError as error:
        return _ask(request, None, str(error), 409)
    arguments = ["demo", "--no-tour", "--folder", str(request.workspace.folder.absolute())]
    job = request.desk.jobs.start(
        arguments, title=_("Trying it with samples"), who=request.who, back="/", language=request.language
    )
    return request.see_other(f"/jobs/{job.id}")


def read_form(request: PageRequest) -> SetupForm:
    """The form as it was filled in."""
    return SetupForm(
        regions=tuple(value for value in request.form.getlist("region") if isinstance(value, str)),
        national=request.text("national") == "yes",
        words=request.text("words"),
        rivals=request.text("rivals"),
        retell=request.text("retell") == "yes",
        mail_to=request.text("mail_to"),
        host=request.text("host"),
        sender=request.text("sender"),
        user=request.text("user"),
        password=request.text("password"),
        at=request.text("at"),
        deadline=request.text("deadline"),
        schedule=request.text("schedule") == "yes",
        crawl=request.text("crawl") == "yes",
    )


def split_names(text: str) -> tuple[str, ...]:
    """What somebody typed with commas, or one a line, each once."""
    parts = (" ".join(part.split()) for line in text.splitlines() for part in line.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))[:MAX_NAMES]


def _set_aside_samples(request: PageRequest) -> Path:
    """Windows renames no file that is open: so the desk closes it first, and opens the next one when it is needed."""
    if isinstance(request.workspace, DeskWorkspace):
        request.workspace.shared_writer.close()
    return demo.set_aside_samples(request.workspace)


def _begin_crawl(request: PageRequest) -> tuple[Job | None, str]:
    """The first crawl as a job, or why it does not begin."""
    arguments = ["crawl", "--for", FIRST_CRAWL, "--progress", "plain"]
    try:
        return request.desk.jobs.start(
            arguments, title=_("First crawl"), who=request.who, back="/", language=request.language
        ), ""
    except JobBusyError as error:
        return None, str(error)


def _ask(request: PageRequest, form: SetupForm | None, sentence: str = "", status: int = 200) -> Response:
    state = read_state(request.workspace)
    if form is None:
        regions = tuple(region for region in state.regions if region != NATIONAL)
        is_first = not state.has_archive
        form = SetupForm(
            regions=regions,
            national=is_first or NATIONAL in state.regions or not state.regions,
            at=state.times.night or DEFAULT_AT,
            deadline=state.times.morning or DEFAULT_DEADLINE,
            schedule=is_first,
            crawl=is_first,
        )
    return request.page(
        "setup.html",
        status=status,
        state=state,
        own_form=describe_form(request),
        regions={region: count for region, count in state.outlets.items() if region != NATIONAL},
        form=form,
        sentence=sentence,
        is_demo=demo.holds_samples_alone(request.workspace),
    )
