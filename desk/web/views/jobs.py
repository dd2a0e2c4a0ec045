"""Jobs: how far each is, and ending one."""

from starlette.responses import Response

from desk.web.page_request import PageRequest
from models.people.role import Role


def show_jobs(request: PageRequest) -> Response:
    """The jobs since the desk was started."""
    return request.page("jobs.html", jobs=request.desk.jobs.all())


def show_job(request: PageRequest) -> Response:
    """One job; for htmx the part that asks for itself again until it has ended."""
    job = request.desk.jobs.find(request.number("id"))
    template = "parts/job.html" if request.is_part else "job.html"
    return request.page(template, job=job, may_stop=request.can_mark, may_accept=request.may(Role.ADMIN))


def stop_job(request: PageRequest) -> Response:
    """Ask a job to end."""
    job = request.desk.jobs.stop(request.number("id"))
    return request.see_other(f"/jobs/{job.id}")
