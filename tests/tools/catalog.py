"""Bring the Korean catalog up to date: ``python -m tests.tools.catalog``. Then fill in the empty ``msgstr`` of ``ko.po``.

Messages are what stands in ``_("…")``, ``ngettext("…", "…", n)`` and ``N_("…")`` of the program and its page templates; the help of the verbs
and their options; and what click itself says (Usage, Error, Missing argument). Entries nobody uses any more are dropped. The
file is sorted, without line numbers and dates, so that two changes seldom meet in one line.
"""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import IO

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
CATALOG = ROOT / "models" / "language" / "ko.po"
TEMPLATES = ROOT / "desk" / "web" / "templates"
ROOMS = ("models", "pipelines", "scrapers", "reports", "desk")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "plural_forms": (1, 2)}
NOT_SHOWN = ("_winconsole.py", "testing.py", "shell_completion.py", "_textwrap.py")
"""Files of click whose messages no user of ours meets."""
HEADER = r"""# The Korean messages. After a change in the program: python -m tests.tools.catalog
msgid ""
msgstr ""
"Language: ko\n"
"Plural-Forms: nplurals=1; plural=0;\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def source_files() -> Iterator[tuple[str, Path]]:
    """Every file that may hold messages, with the name it has in the catalog."""
    for path in [*(path for room in ROOMS for path in (ROOT / room).rglob("*.py")), ROOT / "cli.py"]:
        yield path.relative_to(ROOT).as_posix(), path
    for path in TEMPLATES.rglob("*.html"):
        yield path.relative_to(ROOT).as_posix(), path
    for path in Path(click.__file__).parent.glob("*.py"):
        if path.name not in NOT_SHOWN:
            yield f"click/{path.name}", path


HELP_OF_VERBS = """
import json, sys, click, cli
from desk.help_language import help_texts, type_kinds
texts = [("cli.py", text) for text in help_texts(cli.news)] + [("cli.py", kind.name) for kind in type_kinds()]
for name, verb in cli.VERBS.items():
    texts.append(("cli.py", verb.help))
    place = verb.place.partition(":")[0].replace(".", "/") + ".py"
    texts += [(place, text) for text in help_texts(cli.news.get_command(None, name))]
print(json.dumps(texts))
"""


def help_messages() -> set[tuple[str, str]]:
    """The help of every verb and option, with the file it is in; asked of an English process."""
    ran = subprocess.run(
        [sys.executable, "-c", HELP_OF_VERBS],
        cwd=ROOT,
        env={**os.environ, "NEWS_LANG": "en"},
        capture_output=True,
        check=True,
    )
    return {(name, text) for name, text in json.loads(ran.stdout)}


def extract_messages() -> Catalog:
    """All messages of the program, without translations."""
    catalog = Catalog(locale="ko")
    for name, path in sorted(source_files()):
        with path.open("rb") as file:
            method = "jinja2" if path.suffix == ".html" else "python"
            for _line, message, _comments, _context in extract(method, file, KEYWORDS, options={"encoding": "utf-8"}):
                catalog.add(message, locations=[(name, None)])
    for name, text in sorted(help_messages()):
        catalog.add(text, locations=[(name, None)])
    return catalog


def read_catalog(file: IO[bytes] | None = None) -> Catalog:
    """The catalog as it is stored."""
    if file is None:
        file = io.BytesIO(CATALOG.read_bytes() if CATALOG.exists() else b"")
    return read_po(file, locale="ko")


def update_catalog(stored: Catalog, found: Catalog) -> Catalog:
    """The messages found, with the translations stored."""
    for message in found:
        known = stored.get(message.id) if message.id else None
        if known is not None and known.id == message.id:
            message.string = known.string
    return found


def write_catalog(catalog: Catalog) -> bytes:
    """The bytes of the ``.po``."""
    file = io.BytesIO()
    write_po(file, catalog, width=0, sort_output=True, include_lineno=False, omit_header=True)
    return HEADER.encode() + file.getvalue()


def texts_of(message: Message) -> tuple[list[str], list[str]]:
    """The original forms and the translated forms of a message."""
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    translations = [message.string or ""] if not isinstance(message.string, tuple | list) else list(message.string)
    return originals, translations


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def find_faults(catalog: Catalog) -> list[str]:
    """What is wrong with a catalog: messages without a translation, fuzzy ones, other placeholders."""
    faults = []
    for message in catalog:
        if not message.id:
            continue
        originals, translations = texts_of(message)
        if message.fuzzy:
            faults.append(f"fuzzy: {originals[0]}")
        if not translations or not all(translations):
            faults.append(f"not translated: {originals[0]}")
            continue
        wanted = placeholders(originals[-1])
        faults += [f"other placeholders: {text}" for text in translations if placeholders(text) != wanted]
        if originals[0].endswith("\n") != translations[0].endswith("\n"):
            faults.append(f"other line end: {originals[0]}")
    return faults


def main() -> int:
    """Update the catalog and say what is to be translated."""
    catalog = update_catalog(read_catalog(), extract_messages())
    CATALOG.write_bytes(write_catalog(catalog))
    faults = find_faults(catalog)
    print(f"{len(catalog)} messages in {CATALOG.relative_to(ROOT)}", *faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
