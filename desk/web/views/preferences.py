"""What a person chooses for their own pages, kept in their browser."""

from urllib.parse import urlsplit

from starlette.responses import Response

from desk.web.error_pages import ParameterError
from desk.web.page_request import PageRequest

ONE_YEAR = 365 * 24 * 3600
LANGUAGES = ("ko", "en")


def choose_language(request: PageRequest) -> Response:
    """Read the pages in another language from now on, and go on where the person was."""
    language = request.text("language")
    if language not in LANGUAGES:
        raise ParameterError(language)
    response = request.see_other(own_path(request.text("back")))
    settings = request.desk.settings
    response.set_cookie(
        settings.language_cookie,
        language,
        max_age=ONE_YEAR,
        path="/",
        secure=settings.is_encrypted,
        httponly=True,
        samesite="strict",
    )
    return response


def own_path(address: str) -> str:
    """An address, where it is a path of the desk; else the beginning. Nobody is sent elsewhere."""
    parts = urlsplit(address)
    is_own = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_own and address.isprintable() else "/"
