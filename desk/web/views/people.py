"""The people who may log in, for administrators; and everybody's own password."""

from collections.abc import Callable
from urllib.parse import quote

from starlette.responses import Response

from desk.services.people import accounts
from desk.web.error_pages import ParameterError
from desk.web.page_request import PageRequest
from models.people.person import ROLE_LABELS, Person
from models.people.role import Role
from models.records.errors import ArchiveError, UserError


def show_people(request: PageRequest) -> Response:
    """Everybody, and a form to add somebody."""
    return _page(request)


def add(request: PageRequest) -> Response:
    """Add somebody."""
    return _change(
        request,
        lambda by: accounts.add_person(
            request.workspace,
            request.text("name"),
            shown=request.text("shown"),
            role=_read_role(request),
            password=request.text("password"),
            by=by,
        ),
    )


def rename(request: PageRequest) -> Response:
    """Give somebody another shown name."""
    name, shown = request.parameters["name"], request.text("shown")
    return _change(request, lambda by: accounts.rename_person(request.workspace, name, shown, by))


def change_role(request: PageRequest) -> Response:
    """Say what somebody may do."""
    name, role = request.parameters["name"], _read_role(request)
    return _change(request, lambda by: accounts.set_role(request.workspace, name, role, by))


def change_password(request: PageRequest) -> Response:
    """Give somebody a new password."""
    name, password = request.parameters["name"], request.text("password")
    return _change(request, lambda by: accounts.set_password(request.workspace, name, password, by))


def end(request: PageRequest) -> Response:
    """Somebody left, or is back."""
    name, is_ended = request.parameters["name"], request.text("is_ended") != "no"
    return _change(request, lambda by: accounts.end_person(request.workspace, name, is_ended=is_ended, by=by))


def show_own_password(request: PageRequest) -> Response:
    """The form for a new password of one's own."""
    return request.page("password.html", sentence="", is_done=False)


def change_own(request: PageRequest) -> Response:
    """Give oneself a new password, which ends all one's sessions, this one too."""
    login = request.person.login if request.person else ""
    if not login:
        return request.refuse(404)
    try:
        accounts.change_own_password(request.workspace, login, request.text("old"), request.text("new"))
    except ArchiveError:
        raise
    except UserError as error:
        return request.page("password.html", status=400, sentence=str(error), is_done=False)
    return request.page("password.html", sentence="", is_done=True)


def _change(request: PageRequest, work: Callable[[str], Person]) -> Response:
    """Do it as whoever is logged in, and show everybody again; what cannot be done is said above them."""
    by = request.person.login if request.person else ""
    try:
        person = work(by)
    except ArchiveError:
        raise
    except UserError as error:
        return _page(request, str(error), 400)
    return request.see_other(f"/people#{quote(person.name)}")


def _page(request: PageRequest, sentence: str = "", status: int = 200) -> Response:
    return request.page(
        "people.html",
        status=status,
        people=accounts.list_accounts(request.workspace),
        roles=ROLE_LABELS,
        sentence=sentence,
        own=request.person.login if request.person else "",
    )


def _read_role(request: PageRequest) -> Role:
    try:
        return Role(request.text("role"))
    except ValueError as error:
        raise ParameterError("role") from error
