"""The way in and out: a token that lets in once, and the end of a session."""

from starlette.responses import Response

from desk.services.articles import login_name
from desk.web.page_request import PageRequest
from desk.web.sessions import Person
from models.people.role import Role


def show_entrance(request: PageRequest) -> Response:
    """Let the bearer of a token in, who is the one at this machine, and go on at once so that it leaves the address."""
    if not request.desk.tokens.redeem(request.query.get("token", "")):
        return request.refuse(401)
    secret = request.desk.sessions.begin(Person(login_name(), Role.ADMIN), request.agent)
    response = request.see_other("/")
    set_session_cookie(request, response, secret)
    return response


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
