"""Who did what, for administrators."""

from starlette.responses import Response

from desk.services.people.audit import explain_entry, read_audit
from desk.web.page_request import PageRequest, read_number
from models.people.audit import DEED_LABELS

PER_PAGE = 100


def show_audit(request: PageRequest) -> Response:
    """A page of the audit, the newest first, of everybody or one person."""
    typed = request.query.get("before", "")
    before = read_number(typed) if typed else None
    who = request.query.get("who", "")
    page = read_audit(request.workspace, before=before, who=who, limit=PER_PAGE)
    return request.page("audit.html", page=page, who=who, deeds=DEED_LABELS, explain=explain_entry)
