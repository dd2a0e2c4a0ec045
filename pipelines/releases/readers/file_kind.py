"""What kind of file a release is in, told by its bytes: a name's ending is often another one.

Kinds that are not read are called what they are, with what to do about them.
"""

import re
from enum import StrEnum
from io import BytesIO

from models.language import N_, _
from pipelines.releases.readers.limits import OLE_MAGIC, ReleaseFileError


class FileKind(StrEnum):
    """The kinds that are read, each the ending that its files have."""

    TEXT = ".txt"
    HWPX = ".hwpx"
    HWP = ".hwp"
    DOCX = ".docx"
    PDF = ".pdf"
    HTML = ".html"


_ZIP_MAGIC = b"PK\x03\x04"
_BEGINNING = 4096
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|span|article|section)[\s>/]", re.IGNORECASE
)
_ROOT = re.compile(rb"<([A-Za-z_][\w.-]{0,40}(?::[A-Za-z_][\w.-]{0,40})?)[\s>/]")
_MESSAGE = re.compile(rb"(?:[A-Za-z][A-Za-z-]{0,40}:[^\n]{0,900}\r?\n(?:[ \t][^\n]{0,900}\r?\n){0,20}){2}")
_MAGICS = (
    (b"HWP Document File V", N_("it is in the old HWP 3 format: save it again as .hwpx")),
    (b"{\\rtf", N_("it is an RTF document: save it again as .docx")),
    (b"\x89PNG", N_("it is a picture, from which no text is read")),
    (b"\xff\xd8\xff", N_("it is a picture, from which no text is read")),
    (b"GIF8", N_("it is a picture, from which no text is read")),
    (b"II*\0", N_("it is a picture, from which no text is read")),
    (b"MM\0*", N_("it is a picture, from which no text is read")),
    (b"7z\xbc\xaf\x27\x1c", N_("it is a packed file: unpack it")),
    (b"Rar!\x1a\x07", N_("it is a packed file: unpack it")),
    (b"\x1f\x8b", N_("it is a packed file: unpack it")),
    (b"EGGA", N_("it is a packed file: unpack it")),
    (b"ALZ\x01", N_("it is a packed file: unpack it")),
)
_OLE_STREAMS = (
    ("EncryptedPackage", N_("it is locked with a password")),
    ("EncryptionInfo", N_("it is locked with a password")),
    ("WordDocument", N_("it is a document of Word 97-2003 (.doc): save it again as .docx")),
    ("Workbook", N_("it is an Excel workbook")),
    ("Book", N_("it is an Excel workbook")),
    ("PowerPoint Document", N_("it is a PowerPoint file")),
    ("__properties_version1.0", N_("it is an Outlook message")),
)
_ZIP_PARTS = (
    (re.compile(r"(?:Contents/section\d+\.xml|Contents/content\.hpf)\Z", re.IGNORECASE), FileKind.HWPX),
    (re.compile(r"word/"), FileKind.DOCX),
    (re.compile(r"xl/"), N_("it is an Excel workbook")),
    (re.compile(r"ppt/"), N_("it is a PowerPoint file")),
    (re.compile(r"content\.xml\Z"), N_("it is an OpenDocument file: save it again as .docx")),
)
_XML_ROOTS = {
    "hwpml": N_("it is an HWPML document: open it in 한글 and save it again as .hwpx"),
    "w:worddocument": N_("it is a Word XML document: save it again as .docx"),
    "pkg:package": N_("it is a Word XML document: save it again as .docx"),
    "w:document": N_("it is a Word XML document: save it again as .docx"),
}


def find_kind(data: bytes) -> FileKind:
    """The kind of a file that can be read. Raises ``ReleaseFileError`` that says what any other file is."""
    beginning = data[:_BEGINNING]
    if b"%PDF-" in beginning[:1100]:
        return FileKind.PDF
    for magic, what in _MAGICS:
        if data.startswith(magic):
            raise ReleaseFileError(_(what))
    if data.startswith(OLE_MAGIC):
        return _ole_kind(data)
    if data.startswith((_ZIP_MAGIC, b"PK\x05\x06")):
        return _zip_kind(data)
    return _text_kind(beginning)


def _ole_kind(data: bytes) -> FileKind:
    import struct

    import olefile
    from olefile.olefile import OleFileError

    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            names = {entry[0] for entry in ole.listdir()}
    except (OleFileError, OSError, struct.error, IndexError, ValueError, TypeError, RecursionError) as error:
        raise ReleaseFileError(_("it is damaged")) from error
    if "FileHeader" in names:
        return FileKind.HWP
    for name, what in _OLE_STREAMS:
        if name in names:
            raise ReleaseFileError(_(what))
    raise ReleaseFileError(_("it is damaged, or no document that is known"))


def _zip_kind(data: bytes) -> FileKind:
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise ReleaseFileError(_("it is damaged, or no document that is known")) from error
    for part, kind in _ZIP_PARTS:
        if any(part.match(name) for name in names):
            if isinstance(kind, FileKind):
                return kind
            raise ReleaseFileError(_(kind))
    raise ReleaseFileError(_("it is a packed file: unpack it"))


def _text_kind(beginning: bytes) -> FileKind:
    """Text, or markup in text: by its first element."""
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        beginning = beginning.decode("utf-16", "replace").encode()
    beginning = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if beginning.startswith(b"<"):
        root = _ROOT.search(beginning)
        name = root[1].decode("ascii").lower() if root else ""
        if name in _XML_ROOTS:
            raise ReleaseFileError(_(_XML_ROOTS[name]))
        if _HTML.search(beginning):
            return FileKind.HTML
        if beginning.startswith(b"<?xml"):
            raise ReleaseFileError(_("it is an XML file of a kind that is not known"))
    if b"multipart/" in beginning.lower() and _MESSAGE.match(beginning):
        raise ReleaseFileError(
            _("it is a saved e-mail, or a web page saved as one file (.mht): save the page as .html")
        )
    return FileKind.TEXT
