"""The month's report: shown as it is printed, and as every file that `news report month` writes."""

import re
from pathlib import Path

from starlette.responses import Response

from desk.services.people.unread import count_unread
from desk.services.reports.month_report import MadeMonth, MonthRequest, make_month, read_month
from desk.services.reports.report_form import read_form
from desk.web.downloads import send_written
from desk.web.error_pages import ParameterError
from desk.web.page_request import PageRequest
from desk.web.request_guard import FRAME_POLICY
from desk.web.url_state import MAX_QUERY_CHARACTERS, SearchState
from desk.web.views.charts import read_rivals
from models.query.syntax import parse
from models.records.times import now
from reports.formats.terminal import clean
from reports.month.html_report import render_month
from reports.month.month import choose_month

FILES = {
    "pdf": "PDF",
    "docx": "Word",
    "hwpx": "한글",
    "xlsx": "Excel",
    "html": "HTML",
    "csv": "CSV",
    "txt": "TXT",
}


def show_month(request: PageRequest) -> Response:
    """The form, and the report in a frame; what it is about stands in the address."""
    asked = read_question(request)
    return request.page(
        "month.html",
        asked=asked,
        watches=[one.watch.name for one in count_unread(request.workspace, request.login)],
        files=FILES,
        query=str(request.query),
        latest=f"{now():%Y-%m}",
    )


def show_report(request: PageRequest) -> Response:
    """The report itself, which a frame shows: nothing in it runs or asks for anything."""
    made = make(request, read_question(request))
    html = render_month(made.report, read_form(request.workspace))
    return Response(html, media_type="text/html", headers={"content-security-policy": FRAME_POLICY})


def send_report(request: PageRequest) -> Response:
    """The report as a file, the same as the verb writes."""
    kind = request.parameters.get("kind", "")
    if kind not in FILES:
        raise ParameterError(kind)
    asked = read_question(request)
    name = " ".join(filter(None, (asked["month"], asked["watch"] or asked["q"], "월간")))
    return send_written(name, f".{kind}", lambda path: make(request, asked, path))


def make(request: PageRequest, asked: dict[str, str], *outputs: Path) -> MadeMonth:
    """The report that the address asks for, written to the files."""
    month, _rest = read_month([asked["month"]], now().date())
    filters = SearchState(regions=(asked["region"],) if asked["region"] else ()).filters
    return make_month(
        request.workspace,
        MonthRequest(
            month=month,
            query=parse("" if asked["watch"] else asked["q"]),
            typed="" if asked["watch"] else asked["q"],
            watch=asked["watch"] or None,
            filters=filters,
            rivals=() if asked["watch"] else read_rivals(asked["rivals"]),
            unlike=True,
            template=read_form(request.workspace),
            outputs=outputs,
        ),
    )


def read_question(request: PageRequest) -> dict[str, str]:
    """What the address asks for: the month, a saved search or words, region, rivals. Raises ParameterError."""
    asked = {
        name: " ".join(clean(request.query.get(name, "")[:MAX_QUERY_CHARACTERS]).split())
        for name in ("month", "q", "watch", "region", "rivals")
    }
    asked["month"] = asked["month"] or f"{choose_month(now().date()).first:%Y-%m}"
    if not re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", asked["month"], re.ASCII):
        raise ParameterError(asked["month"])
    return asked
