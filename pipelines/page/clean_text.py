"""One form for text: composed Hangul, plain spaces, nothing invisible.

Composition is NFC, never NFKC: full-width letters, ㈜ and ½ stay as the outlet wrote them.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0"
_ZERO_WIDTH = "\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff\ufff9-\ufffb"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_SURROGATES = "\ud800-\udfff"
_LINES = "\x85\u2028\u2029"
_BLANKS = "\x0b\x0c"
_REPAIRS = (
    ("spaces", re.compile(f"[{_SPACES}]"), " "),
    ("zero_width", re.compile(f"[{_ZERO_WIDTH}]"), ""),
    ("bidi", re.compile(f"[{_BIDI}]"), ""),
    ("controls", re.compile(f"[{_CONTROLS}]"), ""),
    ("surrogates", re.compile(f"[{_SURROGATES}]"), "\ufffd"),
    ("lines", re.compile(f"[{_LINES}]"), "\n"),
    ("blanks", re.compile(f"[{_BLANKS}]"), " "),
)
_SLICE = 100_000
_MAX_REPLACED_SINGLY = 8  # so many different characters are replaced one by one, which is quicker
_ANY = re.compile(f"[{_SPACES}{_ZERO_WIDTH}{_BIDI}{_CONTROLS}{_SURROGATES}{_LINES}{_BLANKS}]")
# NFC would melt a combining stroke into the markup before it: ">" + U+0338 is one character.
_STROKE = re.compile(r"(?<=[<>=])(?=\u0338)")


# In UTF-8, in which looking for one byte is quicker than looking at each character: what a page must be free of to be
# known as clean. Bytes that clean Korean pages hardly need (ASCII controls; the lead bytes of combining marks, loose
# Jamo, right-to-left scripts, plane 1), then the few characters to be changed under lead bytes that are common.
_RARE = frozenset([*range(9), *range(11, 32), 127, 0xCC, 0xCD, 0xCE, *range(0xD6, 0xE0), 0xE0, 0xE1, 0xF0, 0xF3, 0xF4])
_UNCLEAN = {
    0xC2: re.compile(rb"\xc2[\x80-\xa0\xad]"),
    0xE2: re.compile(rb"\xe2(?:\x80[\x80-\x8f\xa8-\xaf]|\x81[\x9f-\xaf]|\x84[\xa6\xaa\xab]|\x8c[\xa9\xaa]|\xab\x9c)"),
    0xE3: re.compile(rb"\xe3(?:\x80[\x80\xaa-\xaf]|\x82\x99|\x82\x9a|\x85\xa4)"),
    0xEF: re.compile(rb"\xef(?:[\xa4-\xad]|\xbb|\xbe\xa0|\xbf[\xb9-\xbb\xbe\xbf])"),
}
_PRINTED = bytes([9, 10, *range(32, 127)])
_USUAL = bytes(frozenset(range(256)) - _RARE - _UNCLEAN.keys())


_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,12})|([0-9]{1,12}));?")
_BAD_REFERENCE = re.compile(r"#(?![xX]0*(?:[2-6][0-9a-fA-F]|7[0-9a-eA-E]);|0*(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6]);)")
"""What may be another reference than to a printed character of ASCII, as most are; all that is behind ``&``."""
_HARMLESS_CONTROLS = frozenset({0x09, 0x0A, 0x0C, 0x0D})
_LAST_CHARACTER = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Cleaned:
    """``repairs``: what was changed and how often, by name: nfc, spaces, zero_width, bidi, controls ...

    ``encoded``: the text in UTF-8, where it was so examined and nothing had to be changed.
    """

    text: str
    repairs: tuple[tuple[str, int], ...] = ()
    encoded: bytes | None = field(default=None, compare=False, repr=False)


def clean_text(text: str) -> Cleaned:
    """The text in NFC with plain spaces and ``\\n`` lines and no invisible characters; works on whole documents.

    CRLF and CR become LF uncounted, as every HTML parser does; all else that changes is counted.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    encoded = _encode_clean(text)
    if encoded is not None:
        return Cleaned(text, encoded=encoded)
    counts: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for at in range(0, len(text), _SLICE):  # a list of all of them might be larger than the page
        found.update(_ANY.findall(text, at, at + _SLICE))
    for name, pattern, new in _REPAIRS if found else ():
        for character in filter(pattern.match, found):
            counts[name] += found[character]
            if len(found) <= _MAX_REPLACED_SINGLY:
                text = text.replace(character, new)
        if counts[name] and len(found) > _MAX_REPLACED_SINGLY:
            text = pattern.sub(new, text)
    if not unicodedata.is_normalized("NFC", text):
        composed = "".join(unicodedata.normalize("NFC", part) for part in _STROKE.split(text))
        if composed != text:
            counts["nfc"] = max(1, len(text) - len(composed))
            text = composed
    return Cleaned(text, tuple((name, count) for name, count in counts.items() if count))


def _is_character(written: tuple[str, str]) -> bool:
    """Whether a reference, in hexadecimal or decimal digits, is to a character that XML has."""
    code = int(written[0], 16) if written[0] else int(written[1])
    if code > 0xFFFF:
        return code <= _LAST_CHARACTER and code & 0xFFFE != 0xFFFE
    return 0x20 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code in _HARMLESS_CONTROLS


def resolve_control_references(html: str) -> Cleaned:
    """The page without references to controls and to what is no character; as browsers do, 128 to 159 are of cp1252.

    These are no characters of XML: a tree keeps them and then refuses to look for them.
    """
    if not any(map(_BAD_REFERENCE.match, {piece[:15] for piece in html.split("&")[1:] if piece[:1] == "#"})):
        return Cleaned(html)
    if all(map(_is_character, set(_REFERENCE.findall(html)))):
        return Cleaned(html)
    count = 0

    def resolve(found: re.Match[str]) -> str:
        nonlocal count
        if _is_character((found[1], found[2])):
            return found[0]
        code = int(found[1], 16) if found[1] else int(found[2])
        count += 1
        return bytes([code]).decode("cp1252", "ignore") if 0x80 <= code < 0xA0 else ""

    text = _REFERENCE.sub(resolve, html)
    return Cleaned(text, (("controls", count),) if count else ())


def clean_lines(text: str) -> str:
    """A text of lines, each cleaned as by ``clean_line``, where anything in it needs to be."""
    return text if is_clean(text) else "\n".join(map(clean_line, text.split("\n")))


def is_clean(text: str) -> bool:
    """Whether the text surely needs no change; False says only that it must be examined."""
    return _encode_clean(text) is not None


def _encode_clean(text: str) -> bytes | None:
    """The text in UTF-8 where it surely needs no change."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        return None
    letters = encoded.translate(None, _PRINTED)  # markup, which is most of a page, need not be examined
    suspects = frozenset(letters.translate(None, _USUAL))
    unclean = not suspects.isdisjoint(_RARE) or any(
        _UNCLEAN[lead].search(letters) for lead in suspects.intersection(_UNCLEAN)
    )
    return None if unclean else encoded


def clean_line(text: str) -> str:
    """One line: cleaned, each run of white space one space, none at the ends."""
    return " ".join(clean_text(text).text.split())
