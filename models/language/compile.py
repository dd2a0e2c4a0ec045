"""A ``.po`` file into a ``.mo``, as ``msgfmt`` does it. Standard library only: the build of a wheel runs this file."""

import ast
import contextlib
import os
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

MAGIC = 0x950412DE
KEYWORDS = ("msgid_plural", "msgid", "msgstr[0]", "msgstr")


def read_entries(text: str) -> Iterator[dict[str, str]]:
    """The entries of a ``.po``: keyword to text. Fuzzy ones and comments are left out."""
    entry: dict[str, str] = {}
    keyword, is_fuzzy = "", False
    for line in [*text.splitlines(), ""]:
        if not line.strip():
            if entry and not is_fuzzy:
                yield entry
            entry, keyword, is_fuzzy = {}, "", False
        elif line.startswith("#"):
            is_fuzzy = is_fuzzy or (line.startswith("#,") and "fuzzy" in line)
        else:
            if not line.startswith('"'):
                keyword = next(known for known in KEYWORDS if line.startswith(f"{known} "))
                entry[keyword] = ""
                line = line[len(keyword) :].strip()
            entry[keyword] += ast.literal_eval(line)


def compile_catalog(text: str) -> bytes:
    """The bytes of the ``.mo``: the messages sorted, each with its translation; those without one are left out."""
    messages: dict[bytes, bytes] = {}
    for entry in read_entries(text):
        translation = entry.get("msgstr[0]") or entry.get("msgstr")
        if translation:
            plural = f"\0{entry['msgid_plural']}" if "msgid_plural" in entry else ""
            messages[f"{entry['msgid']}{plural}".encode()] = translation.encode()
    ordered = sorted(messages.items())
    start = 28 + 16 * len(ordered)
    tables, texts = [b"", b""], b""
    for side in (0, 1):
        for pair in ordered:
            tables[side] += struct.pack("<2I", len(pair[side]), start + len(texts))
            texts += pair[side] + b"\0"
    header = struct.pack("<7I", MAGIC, 0, len(ordered), 28, 28 + 8 * len(ordered), 0, start)
    return header + b"".join(tables) + texts


def keep_compiled(data: bytes, path: Path) -> None:
    """Write the ``.mo`` as a whole; where the folder may not be written, it is compiled again the next time."""
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".mo.part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
