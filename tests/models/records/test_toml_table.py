"""A user's TOML files: whatever is wrong is one sentence with the key, also where the key is in a table of its own."""

import os
from pathlib import Path

import pytest

from models.records.toml_table import (
    TomlFileError,
    TomlKeyError,
    end_sentence,
    number,
    one_of,
    read_filled,
    read_keys,
    read_list,
    read_table,
    read_text,
    read_texts,
    read_toml,
    read_yes_no,
    table_of,
    whole_number,
)

READERS = {
    "title": read_filled,
    "note": read_text,
    "on": read_yes_no,
    "names": read_texts,
    "any": read_list,
    "size": whole_number(1, 9),
    "delay": number(0.5, 600, "seconds"),
    "order": one_of(("oldest", "newest")),
    "labels": table_of(read_filled),
    "inner": lambda value: read_keys(read_table(value), {"order": one_of(("a", "b"))}, required=("order",)),
}


def test_values_come_as_what_they_mean() -> None:
    table = {
        "title": " 가 ",
        "on": True,
        "names": ["a"],
        "any": [1, "b"],
        "size": 9,
        "delay": 1,
        "order": "newest",
        "labels": {"x": "y"},
        "inner": {"order": "b"},
    }
    expected = table | {"title": "가", "names": ("a",), "delay": 1.0}
    assert read_keys(table, READERS, required=("title",)) == expected


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({"titel": "a"}, "unknown key 'titel', did you mean 'title'?"),
        ({"zzz": "a"}, "unknown key 'zzz', there are title, note, on,"),
        ({"note": "a"}, "key 'title' is missing"),
        ({"title": 3}, "key 'title': must be a text in quotes, not 3"),
        ({"title": "  "}, "key 'title': must not be empty"),
        ({"title": "a\nb"}, "key 'title': holds a control character"),
        ({"title": "a", "on": "true"}, "key 'on': must be true or false, without quotes, not 'true'"),
        ({"title": "a", "names": "a"}, "key 'names': must be a list"),
        ({"title": "a", "names": ["a", ""]}, "key 'names': must not be empty"),
        ({"title": "a", "size": 10}, "key 'size': must be a whole number from 1 to 9, without quotes, not 10"),
        ({"title": "a", "size": True}, "key 'size': must be a whole number"),
        ({"title": "a", "size": 2.0}, "key 'size': must be a whole number"),
        ({"title": "a", "delay": 0.4}, "key 'delay': must be a number of seconds from 0.5 to 600, not 0.4"),
        ({"title": "a", "delay": float("nan")}, "key 'delay': must be a number"),
        ({"title": "a", "order": "random"}, "key 'order': must be one of oldest, newest, not 'random'"),
        ({"title": "a", "labels": ["x"]}, "key 'labels': must be a table"),
        ({"title": "a", "labels": {"x": 1}}, "key 'labels': must be a text in quotes, not 1"),
        ({"title": "a", "inner": {"order": "c"}}, "key 'inner.order': must be one of a, b, not 'c'"),
        ({"title": "a", "inner": {}}, "key 'inner': key 'order' is missing"),
        ({"title": "a", "inner": {"ordre": "a"}}, "key 'inner': unknown key 'ordre', did you mean 'order'?"),
    ],
)
def test_what_is_wrong_is_said_with_its_key(table: dict[str, object], sentence: str) -> None:
    with pytest.raises(TomlFileError) as raised:
        read_keys(table, READERS, required=("title",))
    assert str(raised.value).startswith(sentence)
    assert "\n" not in str(raised.value)


def test_the_keys_that_lead_to_a_value_are_known() -> None:
    with pytest.raises(TomlKeyError) as raised:
        read_keys({"inner": {"order": 1}}, READERS)
    assert raised.value.keys == ("inner", "order")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"a = ", "not readable as TOML: "), ('a = "가"'.encode("cp949"), "not UTF-8 text (byte 5)")],
)
def test_a_file_that_is_not_toml_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(content)
    with pytest.raises(TomlFileError) as raised:
        read_toml(file)
    assert str(raised.value).startswith(sentence)


def test_a_file_that_cannot_be_read_is_refused_and_a_missing_one_is_the_callers(tmp_path: Path) -> None:
    with pytest.raises(TomlFileError, match="cannot be read: " + os.strerror(21).lower()):
        read_toml(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_toml(tmp_path / "none.toml")
    (tmp_path / "bom.toml").write_bytes(b"\xef\xbb\xbfa = 1\n")
    assert read_toml(tmp_path / "bom.toml") == {"a": 1}


def test_a_sentence_ends_once() -> None:
    assert [end_sentence(text) for text in ("a", "a.", "a?")] == ["a.", "a.", "a?"]


def test_a_file_of_nothing_but_brackets_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(f"a = {'[' * 100_000}", encoding="utf-8")
    with pytest.raises(TomlFileError, match="TOML"):
        read_toml(file)
