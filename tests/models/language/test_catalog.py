"""The Korean catalog is whole, and what is compiled from it says the same to us and to Python's gettext."""

import ast
import gettext
import io
import os
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.language.catalog import Catalog, load_catalog
from models.language.compile import compile_catalog
from tests.tools import catalog as tool

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

# a comment
#: cli.py
#, python-brace-format
msgid "{count} page"
msgid_plural "{count} pages"
msgstr[0] "{count}쪽"

msgid "two\\n"
"lines \\"quoted\\""
msgstr "두\\n"
"줄"

#, fuzzy
msgid "guessed"
msgstr "어림"

msgid "empty"
msgstr ""
"""


def test_the_catalog_is_up_to_date() -> None:
    """Where this fails: python -m tests.tools.catalog, then translate what it names."""
    stored = tool.read_catalog()
    updated = tool.update_catalog(stored, tool.extract_messages())
    assert tool.write_catalog(updated).decode() == tool.CATALOG.read_text(encoding="utf-8")


def messages_in_code() -> set[str]:
    """The first literal of every call of ``_``, ``ngettext`` and their like, as Python reads them."""
    messages = set()
    for _name, path in tool.source_files():
        if path.suffix == ".py" and path.is_relative_to(tool.ROOT) and ".venv" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in tool.KEYWORDS and node.args:
                    first = node.args[0]
                    assert not isinstance(first, ast.JoinedStr), f"{path}:{node.lineno}: an f-string is no message"
                    if isinstance(first, ast.Constant):
                        messages.add(first.value)
    return messages


def test_no_message_is_missed_because_of_where_it_stands() -> None:
    """Babel does not look into f-strings: a message is looked up outside of them."""
    known = {tool.texts_of(message)[0][0] for message in tool.extract_messages() if message.id}
    assert messages_in_code() - known == set()


def test_the_catalog_is_whole() -> None:
    assert tool.find_faults(tool.read_catalog()) == []


@pytest.mark.parametrize(
    ("po", "fault"),
    [
        ('msgid "a"\nmsgstr ""\n', "not translated: a"),
        ('#, fuzzy\nmsgid "a"\nmsgstr "가"\n', "fuzzy: a"),
        ('msgid "{n} of {m}"\nmsgstr "{n}"\n', "other placeholders: {n}"),
        ('msgid "1 page"\nmsgid_plural "{n} pages"\nmsgstr[0] "쪽"\n', "other placeholders: 쪽"),
    ],
)
def test_faults_are_found(po: str, fault: str) -> None:
    assert tool.find_faults(tool.read_catalog(io.BytesIO(po.encode()))) == [fault]


def test_messages_are_found_in_what_was_compiled() -> None:
    catalog = Catalog(compile_catalog(PO))
    assert catalog.find("{count} page", "{count} pages") == "{count}쪽"
    assert catalog.find('two\nlines "quoted"') == "두\n줄"
    assert [catalog.find(text) for text in ("guessed", "empty", "unknown", "{count} page", "zzz", "!")] == [None] * 6


def test_pythons_gettext_reads_the_same() -> None:
    data = compile_catalog(tool.CATALOG.read_text(encoding="utf-8"))
    theirs, ours = gettext.GNUTranslations(io.BytesIO(data)), Catalog(data)
    for message in tool.read_catalog():
        if isinstance(message.id, str) and message.id:
            assert ours.find(message.id) == theirs.gettext(message.id) == message.string
        elif message.id:
            assert ours.find(*message.id) == theirs.ngettext(*message.id, 2) == message.string[0]


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)


@given(st.dictionaries(TEXTS, TEXTS, max_size=20))
def test_every_message_is_found_and_no_other(messages: dict[str, str]) -> None:
    def quote(text: str) -> str:
        return '"' + "".join(rf"\U{ord(letter):08x}" for letter in text) + '"'

    kept = {
        message: text
        for message, text in messages.items()
        if not any(0xD800 <= ord(c) < 0xE000 for c in message + text)
    }
    catalog = Catalog(compile_catalog("\n\n".join(f"msgid {quote(m)}\nmsgstr {quote(t)}" for m, t in kept.items())))
    assert {message: catalog.find(message) for message in kept} == kept
    assert all(catalog.find(f"{message}.") is None for message in kept if f"{message}." not in kept)


def test_a_checkout_compiles_the_catalog_when_it_changes(tmp_path: Path) -> None:
    source = tmp_path / "ko.po"
    source.write_text('msgid "a"\nmsgstr "가"\n', encoding="utf-8")
    assert load_catalog(source).find("a") == "가"
    compiled = source.with_suffix(".mo")
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["ko.mo", "ko.po"]
    source.write_text('msgid "a"\nmsgstr "나"\n', encoding="utf-8")
    os.utime(source, ns=(compiled.stat().st_mtime_ns + 1, compiled.stat().st_mtime_ns + 1))
    assert load_catalog(source).find("a") == "나"
    source.unlink()
    assert load_catalog(source).find("a") == "나"


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="compiled catalog"):
        Catalog(struct.pack("<7I", *range(7)))
