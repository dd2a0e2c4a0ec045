"""Who did what, for administrators."""

import re

from starlette.responses import Response

from desk.services.people.audit import explain_entry, read_audit
from desk.web.page_request import PageRequest, read_number
from models.people.audit import DEED_LABELS

PER_PAGE = 100
PAGE_OF_DEED = re.compile(r"/(?:a|watches|outlets)/[\w-]+(?=/|$)")
"""Of the path that an entry is about the part that has a page of its own, if it has one."""


def show_audit(request: PageRequest) -> Response:
    """A page of the audit, the newest first, of everybody or one person."""
    typed = request.query.get("before", "")
    before = read_number(typed) if typed else None
    who = request.query.get("who", "")
    page = read_audit(request.workspace, before=before, who=who, limit=PER_PAGE)
    return request.page("audit.html", page=page, who=who, deeds=DEED_LABELS, explain=explain_entry, find_page=find_page)


def find_page(about: str) -> str:
    """The page of the article, saved search or outlet that an entry is about; empty for any other."""
    found = PAGE_OF_DEED.match(about)
    return found[0] if found else ""
