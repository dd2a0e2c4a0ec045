"""A file that a service writes, sent from a temporary folder that is gone afterwards, under a name in any script."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from urllib.parse import quote

from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

MAX_NAME_CHARACTERS = 80
FORBIDDEN = frozenset('\\/:*?"<>|')
"""What Windows allows in no name of a file."""
MEDIA_TYPES = MappingProxyType(
    {
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".hwpx": "application/haansofthwpx",
        ".pdf": "application/pdf",
        ".html": "text/html; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
    }
)


def send_written(name: str, ending: str, write: Callable[[Path], object]) -> Response:
    """Let ``write`` write a file and send it as a download of that name; what it raises leaves nothing behind."""
    folder = TemporaryDirectory(prefix="news-desk-", ignore_cleanup_errors=True)
    try:
        path = Path(folder.name) / f"download{ending}"
        write(path)
        return _TemporaryFile(folder, path, clean_file_name(name) + ending, MEDIA_TYPES[ending])
    except BaseException:
        folder.cleanup()
        raise


def clean_file_name(name: str) -> str:
    """A name that every system takes, without an ending."""
    plain = "".join("_" if letter in FORBIDDEN or not letter.isprintable() else letter for letter in name)
    return " ".join(plain.split())[:MAX_NAME_CHARACTERS].strip(" .") or "download"


class _TemporaryFile(FileResponse):
    """Sends the file in pieces, and removes its folder however that ends."""

    def __init__(self, folder: TemporaryDirectory[str], path: Path, name: str, media_type: str) -> None:
        super().__init__(path, filename=name, media_type=media_type)
        self._folder = folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._folder.cleanup()


def send_bytes(
    data: bytes, name: str, media_type: str, *, is_shown: bool = False, headers: Mapping[str, str] | None = None
) -> Response:
    """Bytes under a name in any script, to be kept, or where ``is_shown`` to be looked at."""
    place = "inline" if is_shown else "attachment"
    told = {"content-disposition": f"{place}; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(data, media_type=media_type, headers={**told, **(headers or {})})
