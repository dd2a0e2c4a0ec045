"""The lines of a .pdf file, with the lines that its printer broke put together again."""

import logging
import re
import struct
import zlib
from io import BytesIO

from pipelines.releases.readers.limits import MAX_TEXT_CHARACTERS, ReleaseFileError

MAX_PAGES = 60
_ENDS = re.compile(r"(?:[.!?][\"'”’)\]]{0,2}|[:：>\])」』])\Z")
_OPENS = re.compile(r"[□■○●◦▪※▲△▶*‐\-–①-⑳]|\d{1,2}[.)]\s|(?:담\s?당|문의|붙\s?임|배\s?포|보\s?도|제\s?공)")
_FULL = 0.75
"""A line shorter than so much of the longest ended by itself."""


def read_lines(data: bytes) -> list[str]:
    """The text of all pages. Raises ``ReleaseFileError``."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are not for the user
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReleaseFileError("it is locked with a password")
        if len(reader.pages) > MAX_PAGES:
            raise ReleaseFileError(f"it has more than {MAX_PAGES} pages")
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > MAX_TEXT_CHARACTERS:
                raise ReleaseFileError("it holds more text than a press release")
    except DependencyError as error:
        raise ReleaseFileError("it is locked in a way that cannot be opened here") from error
    except (
        PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OverflowError,
        NotImplementedError, AssertionError, OSError, zlib.error, struct.error,
    ) as error:  # fmt: skip
        raise ReleaseFileError("it is damaged, or not a .pdf file") from error
    lines = [" ".join(line.split()) for page in pages for line in page.split("\n")]
    return join_broken_lines([line for line in lines if line])


def join_broken_lines(lines: list[str]) -> list[str]:
    """Lines that the page's width broke, as the paragraphs they were."""
    widest = max(map(len, lines), default=0)
    out: list[str] = []
    broken = False
    for line in lines:
        if broken and not _OPENS.match(line):
            out[-1] += f" {line}"
        else:
            out.append(line)
        broken = len(line) >= _FULL * widest and not _ENDS.search(line)
    return out
