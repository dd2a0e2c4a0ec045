r"""What is printed can always be printed, whatever the console, pipe or file is encoded in, and nothing of it is lost.

A Korean Windows redirects in cp949, which has no emoji, no é and not every hanja. What a stream cannot encode is
written as JSON writes it (``\ud83d\ude00``): a person sees that there is something, and a JSON line stays right.
"""

import codecs
import io
import sys

ESCAPES = "news.escapes"


def make_printable() -> None:
    """Let standard output and error print any text. Where they say ASCII, nobody has chosen: they become UTF-8."""
    codecs.register_error(ESCAPES, escape_unencodable)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if is_ascii else None, errors=ESCAPES)


def escape_unencodable(error: UnicodeError) -> tuple[str, int]:
    r"""The handler: the letters that cannot be encoded, as ``\uXXXX``, above U+FFFF as two of them."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2)), error.end
