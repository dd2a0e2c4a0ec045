"""Bytes of a page -> text, believing the bytes more than what header or meta claim.

Order: byte order mark, strict UTF-8, strict CP949, then a score (the fewest broken characters wins).
CP949, not Python's ``euc_kr``: pages declared EUC-KR hold syllables such as 똠 that only CP949 has (verified).
The charset of header and meta only breaks ties of the score: both are often wrong on regional sites (verified).
"""

import re
from dataclasses import dataclass

BROKEN = "\ufffd"
_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
# Bytes that make up a third of Korean UTF-8 and are rare in Korean CP949 (only its added syllables have them).
_LOW_HIGH = bytes(range(0x80, 0xA1))
_HIGH = bytes(range(0x80, 0x100))
_MAX_PIECES = 20_000
_TAG_EDGE = re.compile(rb"(?<=>)|(?=<)")
_WORD_EDGE = re.compile(rb"(?<=[\x00-\x40])(?=[^\x00-\x40])")
_HANGUL_WORD = re.compile(r"[\x00-\x7f·‘’“”…]*(?:[가-힣][\x00-\x7f·‘’“”…]*){2,}")
_DECLARED = re.compile(r"(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_KOREAN = {"euckr", "cp949", "ksc56011987", "ksc5601", "ksx1001", "uhc", "windows949", "xwindows949", "ms949", "korean"}
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """``encoding`` is utf-8, cp949, utf-16-le, utf-16-be or mixed; ``broken`` counts U+FFFD in the text."""

    text: str
    encoding: str
    broken: int = 0


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of a page; never raises. Numeric character references and NUL are left as they are."""
    utf16 = _UTF16_BOMS.get(body[:2]) or _bare_utf16(body)
    if utf16:
        return _counted(body.decode(utf16, "replace").removeprefix("\ufeff"), utf16)
    marks = 0
    while body.startswith(_UTF8_BOM, marks):
        marks += len(_UTF8_BOM)
    body = body[marks:]
    try:
        return _counted(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if not _looks_like_utf8(body):
        try:
            return Decoded(body.decode("cp949"), "cp949")
        except UnicodeDecodeError:
            pass
    return _score(body, content_type)


def _counted(text: str, encoding: str) -> Decoded:
    return Decoded(text, encoding, text.count(BROKEN) if BROKEN in text else 0)


def _bare_utf16(body: bytes) -> str:
    """UTF-16 without a mark: markup begins with ``<`` and a NUL next to it, and so on for a while."""
    if body[:1] == b"<" and body[1:16:2] == b"\0" * 8:
        return "utf-16-le"
    if body[1:2] == b"<" and body[0:16:2] == b"\0" * 8:
        return "utf-16-be"
    return ""


def _looks_like_utf8(body: bytes) -> bool:
    """Damaged UTF-8 may happen to be valid CP949, then with many bytes that Korean CP949 rarely has."""
    high = len(body) - len(body.translate(None, _HIGH))
    return _low(body) * 6 > high


def _low(body: bytes) -> int:
    return len(body) - len(body.translate(None, _LOW_HIGH))


def _cost(body: bytes, found: Decoded) -> int:
    """Broken characters; to read what looks like UTF-8 as CP949 costs one more for each two odd bytes."""
    odd = found.encoding == "cp949" and _looks_like_utf8(body)
    return found.broken + (_low(body) // 2 if odd else 0)


def _score(body: bytes, content_type: str) -> Decoded:
    """Whole as UTF-8, whole as CP949, or piece by piece: whichever breaks the fewest characters."""
    whole = [_counted(body.decode(name, "replace"), name) for name in _by_declaration(body, content_type)]
    best = min(whole, key=lambda found: _cost(body, found))
    pieces = _by_pieces(body, best.encoding) if best.broken else None
    return pieces if pieces and pieces.broken < best.broken else best


def _by_declaration(body: bytes, content_type: str) -> tuple[str, str]:
    """Both encodings, the one that header (then meta) declares first: ``min`` keeps the first of equals."""
    declared = _DECLARED.search(content_type) or _DECLARED.search(body[:_HEAD].decode("ascii", "replace"))
    name = re.sub(r"[^a-z0-9]", "", declared.group(1).lower()) if declared else ""
    return ("cp949", "utf-8") if name in _KOREAN else ("utf-8", "cp949")


def _by_pieces(body: bytes, main: str) -> Decoded | None:
    """Each line by itself, and where that is not enough each tag and text, then each word, for pages pasted from two
    encodings.

    No piece can cut a character: newline, blanks, ``<`` and ``>`` are not trail bytes in UTF-8 or CP949.
    """
    if body.count(b"\n") + body.count(b"<") > _MAX_PIECES:
        return None
    texts: list[str] = []
    used: set[str] = set()
    last = main
    for line in body.split(b"\n"):
        for piece in [line] if line.isascii() or _fits(line) else _TAG_EDGE.split(line):
            if piece.isascii():
                texts.append(piece.decode("ascii"))
                continue
            text, last = _piece(piece, last)
            used.add(last)
            if BROKEN in text and (words := _by_words(piece, last, text.count(BROKEN))):
                text = words
                used.update(("utf-8", "cp949"))
            texts.append(text)
        texts.append("\n")
    return _counted("".join(texts[:-1]), used.pop() if len(used) == 1 else "mixed")


def _by_words(piece: bytes, main: str, broken: int) -> str:
    """A text with words of the other encoding in it, such as a name from a form; empty where that mends nothing.

    A word is of the other encoding only where that reads it as Hangul: bytes that were lost leave no such word.
    """
    other = "cp949" if main == "utf-8" else "utf-8"
    texts = []
    for word in _WORD_EDGE.split(piece):
        text = word.decode(main, "replace")
        # In CP949 three bytes of UTF-8 may be read as a letter and a half: two syllables break nothing.
        if main == "cp949" or (BROKEN in text and not _looks_like_utf8(word)):
            better = word.decode(other, "replace")
            text = better if _HANGUL_WORD.fullmatch(better) else text
        texts.append(text)
    whole = "".join(texts)
    return whole if whole.count(BROKEN) < broken else ""


def _fits(line: bytes) -> bool:
    """Whether one of the two encodings reads the whole line."""
    for name in ("utf-8", "cp949"):
        try:
            line.decode(name)
        except UnicodeDecodeError:
            continue
        return name == "utf-8" or not _looks_like_utf8(line)
    return False


def _piece(piece: bytes, last: str) -> tuple[str, str]:
    """Text and encoding of one piece; ``last``, the encoding of the piece before, decides where both fit equally."""
    other = "cp949" if last == "utf-8" else "utf-8"
    found = [_counted(piece.decode(name, "replace"), name) for name in (last, other)]
    if found[0].broken == found[1].broken == 0:
        utf8 = found[0] if last == "utf-8" else found[1]
        # Two-byte UTF-8 (Latin, Greek, Cyrillic ...) may be Korean CP949; three-byte UTF-8 is not an accident.
        if any(char >= "\u0800" for char in utf8.text):
            return utf8.text, "utf-8"
    best = min(found, key=lambda each: _cost(piece, each))
    return best.text, best.encoding
