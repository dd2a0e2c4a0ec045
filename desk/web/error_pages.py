"""Errors as pages or parts of pages: the sentence that the command line would say, and a status."""

import logging

from starlette.responses import Response

from desk.output.messages import foreseen, keep_traceback
from desk.services.articles import MarkedSinceError
from desk.services.clips.errors import ClipChangedError, ClipDoneError
from desk.web.rendering import render
from models.language import N_, _
from models.language.choose import Language
from models.records.errors import ArchiveError, UserError

log = logging.getLogger("desk.web")


class ParameterError(ValueError):
    """A part of an address or a field of a form is missing or is not what it must be: answered with 400."""


REFUSALS = {
    400: N_("This request cannot be understood."),
    401: N_("Please sign in: start the desk again, or open the address that it printed."),
    403: N_("This may not be done from here."),
    404: N_("There is no such page."),
    405: N_("This address cannot be used that way."),
    408: N_("The request took too long."),
    409: N_("Somebody else is at it just now; try again in a moment."),
    413: N_("This is too large."),
    421: N_("This desk is not reached under that name; open the address that it printed."),
    500: N_("Internal error."),
    503: N_("The archive cannot be used just now; try again in a moment."),
    431: N_("The request says too much about itself."),
}
NOT_FOUND_EXIT_CODE, LOCK_EXIT_CODE = 1, 3


def find_status(error: UserError) -> int:
    """The HTTP status of an error that was foreseen."""
    if isinstance(error, ArchiveError):
        return 503
    if isinstance(error, ClipDoneError | ClipChangedError | MarkedSinceError):
        return 409
    return {NOT_FOUND_EXIT_CODE: 404, LOCK_EXIT_CODE: 409}.get(error.exit_code, 400)


def explain_refusal(status: int, language: Language, *, is_part: bool, request: object = None) -> Response:
    """The page of a request that was refused; with the navigation where the ``request`` of a view is given."""
    sentence = _(REFUSALS.get(status, REFUSALS[400]))
    return make_error_page(status, sentence, language, is_part=is_part, request=request)


def explain_error(error: Exception, language: Language, *, is_part: bool, request: object = None) -> Response:
    """The page of an error in a view. The traceback of an internal one is kept in a file, and not shown."""
    if isinstance(error, ParameterError):
        return explain_refusal(400, language, is_part=is_part, request=request)
    if known := foreseen(error):
        status = find_status(error) if isinstance(error, UserError) else 500
        return make_error_page(status, known[1], language, is_part=is_part, request=request)
    file = keep_traceback(error)
    log.error("internal error: %s", file)
    sentence = _("Internal error ({kind}); please report it with {file}", kind=type(error).__name__, file=file)
    return make_error_page(500, sentence, language, is_part=is_part, request=request)


def aim_at_notice(method: str, response: Response) -> Response:
    """Where htmx is to show an error: of a form beside everything else, so that what was typed stays where it is."""
    if method == "POST":
        response.headers["hx-retarget"], response.headers["hx-reswap"] = "#notice", "innerHTML"
    return response


def make_error_page(
    status: int, sentence: str, language: Language, *, is_part: bool, request: object = None
) -> Response:
    """A page, or for htmx a part, that says one sentence."""
    template = "parts/error.html" if is_part else "error.html"
    html = render(template, language, sentence=sentence, status=status, request=request)
    headers = {"vary": "HX-Request, Cookie"}
    return Response(html, status, media_type="text/html", headers=headers)
