"""The letters of a .pdf file, each with its place and size, and the lines that they make.

pdfminer knows the encodings of Korean fonts (KSC-EUC, KSCms-UHC, KSC-Johab, UniKS) and the Korean collection of
Adobe, which unembedded fonts use. A letter that a file shows without saying which it is becomes ``UNREADABLE``.
Comments and other annotations are not part of a page's text.
"""

import logging
import math
import re
import struct
import zlib
from io import BytesIO
from typing import Any

from models.language import _
from pipelines.releases.readers.legibility import UNREADABLE
from pipelines.releases.readers.limits import (
    MAX_PART_BYTES,
    MAX_TEXT_CHARACTERS,
    MAX_UNPACKED_BYTES,
    ReleaseFileError,
)
from pipelines.releases.readers.pdf_lines import Letter, join_pages

MAX_PAGES = 60
MAX_STRING_PIECES = 32_767
"""A string of a page's content has no more letters (ISO 32000-1, Annex C)."""
_UPRIGHT = 0.1
"""A line may lean by so much of its length; what leans more is a stamp or a watermark."""


def read_lines(data: bytes) -> list[str]:
    """The text of all pages, a paragraph a line. Raises ``ReleaseFileError``."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its warnings are not for the user
    try:
        return join_pages(_read_pages(data))
    except PDFPasswordIncorrect as error:
        raise ReleaseFileError(_("it is locked with a password")) from error
    except PDFEncryptionError as error:
        raise ReleaseFileError(_("it is locked in a way that cannot be opened here")) from error
    except (
        PSException, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OverflowError,
        NotImplementedError, AssertionError, OSError, ArithmeticError, zlib.error, struct.error,
    ) as error:  # fmt: skip
        raise ReleaseFileError(_("it is damaged, or not a .pdf file")) from error


def _read_pages(data: bytes) -> list[list[Letter]]:
    from pdfminer import pdfinterp
    from pdfminer.pdfdevice import PDFTextDevice
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFStream
    from pdfminer.psexceptions import PSSyntaxError
    from pdfminer.utils import Matrix

    class ContentParser(pdfinterp.PDFContentParser):
        """Refuses a string without end: each of its pieces costs a copy of all before."""

        pieces = 0

        def nexttoken(self) -> Any:
            self.pieces = 0
            return super().nexttoken()

        def _parse_string(self, s: bytes, i: int) -> int:
            self.pieces += 1
            if self.pieces > MAX_STRING_PIECES:
                raise PSSyntaxError("a string without end")
            return super()._parse_string(s, i)

        def get_inline_data(self, pos: int, target: bytes = b"EI") -> tuple[int, bytes]:
            """The bytes of a picture in the text, as pdfminer finds their end; it copies all before for each piece."""
            self.seek(pos)
            data = bytearray()
            matched = 0
            while matched <= len(target):
                self.fillbuf()
                if not matched:
                    found = self.buf.find(target[:1], self.charpos)
                    end = len(self.buf) if found < 0 else found + 1
                    data += self.buf[self.charpos : end]
                    self.charpos = end
                    matched = int(found >= 0)
                    continue
                byte = self.buf[self.charpos : self.charpos + 1]
                data += byte
                self.charpos += 1
                is_next = byte.isspace() if matched == len(target) else byte == target[matched : matched + 1]
                matched = matched + 1 if is_next else 0
            return pos, re.sub(rb"(\r\n|[\r\n])$", b"", bytes(data[: -(len(target) + 1)]))

    pdfinterp.PDFContentParser = ContentParser  # type: ignore[misc]

    class Parser(PDFParser):
        """Refuses a stream that unpacks to far more than text, before anybody unpacks it."""

        unpacked = 0

        def push(self, *objs: Any) -> None:
            for _key, stream in objs:
                if isinstance(stream, PDFStream) and stream.rawdata and str(stream.get("Subtype")) != "/'Image'":
                    self._guard(stream)
            super().push(*objs)

        def _guard(self, stream: PDFStream) -> None:
            if str(stream.attrs.get("Filter")).count("Decode") > 2:
                raise ReleaseFileError(_("its text is packed more than once"))
            decipher: Any = stream.decipher
            if decipher is None:
                self._measure(stream.rawdata or b"")
                return

            def measured(objid: int, genno: int, raw: bytes, attrs: dict[str, object] | None = None) -> bytes:
                plain: bytes = decipher(objid, genno, raw, attrs)
                self._measure(plain)
                return plain

            stream.decipher = measured  # type: ignore[assignment]

        def _measure(self, raw: bytes) -> None:
            try:
                size = len(zlib.decompressobj().decompress(raw, MAX_PART_BYTES + 1))
            except zlib.error:
                return  # it is packed in another way, or not at all
            self.unpacked += size
            if size > MAX_PART_BYTES or self.unpacked > MAX_UNPACKED_BYTES:
                raise ReleaseFileError(_("it unpacks to far more than a press release"))

    class Device(PDFTextDevice):
        """Takes the letters that a page shows."""

        def __init__(self, manager: PDFResourceManager) -> None:
            super().__init__(manager)
            self.pages: list[list[Letter]] = []
            self.count = 0

        def begin_page(self, *_given: Any) -> None:
            self.pages.append([])

        def render_char(
            self, matrix: Matrix, font: PDFFont, fontsize: float, scaling: float, _rise: float, cid: int, *__: Any
        ) -> float:
            try:
                text = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = UNREADABLE
            advance = float(font.char_width(cid) * fontsize * scaling)
            a, b, c, d, x, y = matrix
            height = abs(fontsize) * math.hypot(c, d)
            if abs(b) <= _UPRIGHT * abs(a) and a > 0 and height > 0 and all(map(math.isfinite, (x, y, height))):
                self.count += len(text)
                if self.count > MAX_TEXT_CHARACTERS:
                    raise ReleaseFileError(_("it holds more text than a press release"))
                width = 0.0 if font.is_vertical() else advance * a
                self.pages[-1].append(Letter(text, x, x + width, y, height, str(font.fontname)))
            return advance

    document = PDFDocument(Parser(BytesIO(data)))
    manager = PDFResourceManager()
    device = Device(manager)
    interpreter = PDFPageInterpreter(manager, device)
    for page in PDFPage.create_pages(document):
        if len(device.pages) == MAX_PAGES:
            raise ReleaseFileError(_("it has more than {limit} pages", limit=MAX_PAGES))
        interpreter.process_page(page)
    return device.pages
