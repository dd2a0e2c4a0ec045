"""JSON as it is in scripts of real pages: cut off, with line breaks and comments in it, glued behind a name."""

import json
import re
from typing import Any

TRAILING = re.compile(r",(\s{0,50}[}\]])")
COMMENT = re.compile(r"<!--|-->|/\*[^*]{0,300}\*/|<!\[CDATA\[|\]\]>")
CONTROL = re.compile(r"[\x00-\x1f]")
STRAY = re.compile(r"\\(?![\"\\/bfnrtu])")
FIELD = re.compile(r'"(@?[A-Za-z_]{2,30})"\s{0,5}:\s{0,5}"((?:[^"\\\n]|\\.){0,20000})"')
MAX_JSON_CHARACTERS = 3_000_000


def read_json(text: str) -> tuple[Any, bool]:
    """The value of a JSON text, mended where needed, and whether it had to be; (None, True) where nothing helps."""
    if not text or len(text) > MAX_JSON_CHARACTERS:
        return None, True
    try:
        return json.loads(text, strict=False), False
    except (ValueError, RecursionError):
        pass
    mended = STRAY.sub(r"\\\\", TRAILING.sub(r"\1", COMMENT.sub("", text))).strip().rstrip(";")
    for attempt in (mended, CONTROL.sub(" ", mended)):
        try:
            return json.loads(attempt, strict=False), True
        except (ValueError, RecursionError):
            continue
    return None, True


def fields_of(text: str) -> dict[str, str]:
    """The text fields of a JSON object that no parser reads: each name's first value. Deeper objects' fields too."""
    found: dict[str, str] = {}
    for match in FIELD.finditer(text[:MAX_JSON_CHARACTERS]):
        try:
            found.setdefault(match[1], json.loads(f'"{match[2]}"', strict=False))
        except ValueError:
            continue
    return found


def value_behind(text: str, at: int) -> Any:
    """The JSON value that begins at ``at`` (white space skipped), whatever follows it; None where there is none."""
    start = at
    while start < len(text) and text[start] in " \t\r\n":
        start += 1
    if start >= len(text) or text[start] not in "{[":
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None
