"""The way in and out: a token that lets in once, or a name and a password; and the end of a session."""

from starlette.responses import Response

from desk.services.articles import login_name
from desk.services.people.attempts import TooManyTriesError
from desk.services.people.sessions import LoginRefusedError, LoginRequest, log_in
from desk.web.page_request import PageRequest
from desk.web.sessions import Person
from desk.web.views.preferences import own_path
from models.people.role import Role
from models.records.errors import UserError


def show_entrance(request: PageRequest) -> Response:
    """Let the bearer of a token in, who is the one at this machine, and go on at once so that it leaves the address.

    Where people log in, ask for the name and the password.
    """
    if request.desk.settings.asks_password:
        back = own_path(request.query.get("back", "/"))
        return request.see_other(back) if request.person else _ask(request, back)
    if not request.desk.tokens.redeem(request.query.get("token", "")):
        return request.refuse(401)
    secret = request.desk.sessions.begin(Person(login_name(), Role.ADMIN), request.agent)
    response = request.see_other("/")
    set_session_cookie(request, response, secret)
    return response


def enter(request: PageRequest) -> Response:
    """Let in whoever knows a name and its password."""
    if not request.desk.settings.asks_password:
        return request.refuse(404)
    back = own_path(request.text("back"))
    asked = LoginRequest(
        name=request.text("name"), password=request.text("password"), address=request.address, agent=request.agent
    )
    try:
        done = log_in(request.workspace, request.desk.attempts, asked)
    except LoginRefusedError as error:
        return _ask(request, back, error, 401)
    except TooManyTriesError as error:
        response = _ask(request, back, error, 429)
        response.headers["retry-after"] = str(round(error.seconds) + 1)
        return response
    response = request.see_other(back)
    set_session_cookie(request, response, done.secret)
    return response


def _ask(request: PageRequest, back: str, error: UserError | None = None, status: int = 200) -> Response:
    name = request.text("name")
    return request.page("enter.html", status=status, back=back, name=name, sentence=str(error) if error else "")


def leave(request: PageRequest) -> Response:
    """End the session."""
    request.desk.sessions.end(request.session_secret)
    response = request.page("left.html")
    settings = request.desk.settings
    response.delete_cookie(
        settings.session_cookie, path="/", secure=settings.is_encrypted, httponly=True, samesite="strict"
    )
    return response


def set_session_cookie(request: PageRequest, response: Response, secret: str) -> None:
    """Hand the secret of a session to the browser: no script reads it, no other site sends it."""
    settings = request.desk.settings
    response.set_cookie(
        settings.session_cookie, secret, path="/", secure=settings.is_encrypted, httponly=True, samesite="strict"
    )
