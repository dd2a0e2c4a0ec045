"""A text as it is compared: letters and digits alone, and which of them are in quotation marks.

Dropped are what outlets add of their own: copyright and tip lines, bylines, captions, e-mail addresses, the dateline
before the first sentence. Digits stay: without them weather and market reports of any two days look alike.
"""

import re
from dataclasses import dataclass
from unicodedata import is_normalized, normalize

VERSION = 1
"""Another number means other letters: every fingerprint must then be made anew."""

MAX_LETTERS = 60_000
"""Letters of one text that are compared; a longer one is a document, and its beginning is enough."""
_MAX_OUTLET_LINE_CHARACTERS = 220

_OTHER = re.compile(r"[^0-9a-z가-힣]+")
_QUOTE = re.compile(r"“([^“”\n]{0,2000})”|\"([^\"\n]{0,2000})\"")
_SUSPECT = re.compile(r"저작권|무단|재배포|제보|@|[▲△▼▽]|사진|기자|특파원|ⓒ|©")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_FOOTER = re.compile(
    r"저작권자|무단\s?(?:전재|복제|배포)|재배포\s?금지|기사\s?제보|제보는\s?카카오|제보하기|all rights reserved"
)
_BYLINE = re.compile(
    r"[\s/=|·,()\[\]]*(?:[가-힣]{2,10}\s?=\s?)?[가-힣]{2,4}\s?(?:[가-힣]{0,4}기자|특파원)"
    r"(?:\s?[·,/]\s?[가-힣]{2,4}\s?(?:[가-힣]{0,4}기자|특파원))?[\s/=|·,()\[\]]*"
)
_CAPTION = re.compile(
    r"\s*[▲△▼▽]|\s*[\[<(]?사진\s?(?:제공|출처|설명)?\s?[=:/]|.{0,200}[\[<(]?사진\s?제공?\s?[=:]\s?.{1,40}[\])>]?\s*\Z"
)
_DATELINE = re.compile(
    r"\s*[\[(【〔][^\])】〕\n]{1,40}[\])】〕]\s*(?:[가-힣]{2,4}\s?(?:기자|특파원)\s*)?(?:=\s*)?"
    r"|\s*[가-힣]{2,10}=[가-힣]{2,4}\s?기자\s*=?\s*"
)


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a text; ``quoted`` has a 1 for each letter inside double quotation marks, else a 0."""

    text: str
    quoted: bytes


def fold_letters(text: str) -> str:
    """Lower-case NFKC letters and digits alone: no spaces, no signs."""
    if not is_normalized("NFKC", text):
        text = normalize("NFKC", text)
    return _OTHER.sub("", text.lower())


def letters_of(body: str) -> Letters:
    """The letters of an article's or a release's body, paragraphs joined."""
    body = body[: 4 * MAX_LETTERS]
    if not is_normalized("NFKC", body):
        body = normalize("NFKC", body)
    body = own_words(body.lower())
    parts: list[str] = []
    flags = bytearray()
    at = 0
    for quote in _QUOTE.finditer(body):
        _add(parts, flags, body[at : quote.start()], 0)
        _add(parts, flags, quote[1] if quote[1] is not None else quote[2], 1)
        at = quote.end()
    _add(parts, flags, body[at:], 0)
    return Letters("".join(parts)[:MAX_LETTERS], bytes(flags[:MAX_LETTERS]))


def own_words(body: str) -> str:
    """The body's lines without what is not part of its text; ``body`` is NFKC."""
    head, mark, rest = body.partition("\n")
    opening = _DATELINE.match(head)
    body = (head[opening.end() :] if opening else head) + mark + rest
    if not _SUSPECT.search(body):
        return body
    return "\n".join(_EMAIL.sub("", line) for line in body.split("\n") if not _is_foreign(line))


def _is_foreign(line: str) -> bool:
    if len(line) > _MAX_OUTLET_LINE_CHARACTERS or not _SUSPECT.search(line):
        return False
    return bool(_FOOTER.search(line) or _CAPTION.match(line) or _BYLINE.fullmatch(_EMAIL.sub("", line)) is not None)


def _add(parts: list[str], flags: bytearray, text: str, flag: int) -> None:
    kept = _OTHER.sub("", text)
    parts.append(kept)
    flags.extend((b"\x01" if flag else b"\x00") * len(kept))
