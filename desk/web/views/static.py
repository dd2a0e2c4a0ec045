"""The style sheet and the scripts."""

from starlette.responses import Response

from desk.web.page_request import PageRequest
from desk.web.static_files import read_static_files

FOR_GOOD = "public, max-age=31536000, immutable"
"""The name changes with the content."""


def send_static(request: PageRequest) -> Response:
    """A static file by its name with the digest in it."""
    file = read_static_files().get(request.parameters["name"])
    if file is None:
        return request.refuse(404)
    return Response(file.body, media_type=file.media_type, headers={"cache-control": FOR_GOOD})
