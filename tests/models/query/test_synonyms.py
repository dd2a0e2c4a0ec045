"""The user's own list of words that are the same."""

from pathlib import Path

import pytest

from models.query.synonyms import Synonyms, SynonymsError, add_synonyms, read_synonyms, write_starter
from models.query.syntax import parse
from models.text.folding import fold

TEXT = "\ufeff# 우리 말\n배터리 = 이차전지 = 2차전지=POBATT # 모두 같다\n\n혼자\n= = !\n이차 전지 = 이차전지\n"


@pytest.fixture
def groups(tmp_path: Path) -> dict[str, tuple[str, ...]]:
    path = tmp_path / "synonyms.txt"
    path.write_text(TEXT, encoding="utf-8")
    return dict(read_synonyms(path).groups)


def test_the_file(groups: dict[str, tuple[str, ...]], tmp_path: Path) -> None:
    assert groups["배터리"] == groups["pobatt"] == ("배터리", "이차전지", "2차전지", "POBATT")
    assert set(groups["이차전지"]) == {"배터리", "이차전지", "2차전지", "POBATT", "이차 전지"}
    assert "혼자" not in groups
    assert read_synonyms(tmp_path / "none.txt") == Synonyms({})


def test_they_widen_words_and_phrases_but_no_names_and_no_whole_words(groups: dict[str, tuple[str, ...]]) -> None:
    wide = add_synonyms(parse('포항 -pobatt headline:배터리 "이차 전지"'), groups)
    texts = [term.text for term in wide.query.terms]
    assert texts == ["포항", "배터리", "이차전지", "2차전지", "pobatt", "이차 전지", "이차전지"]
    assert [term.field for term in wide.query.terms][1:5] == ["headline"] * 4
    assert dict(wide.used)["pobatt"] == ("배터리", "이차전지", "2차전지")
    for typed in ("=배터리", "reporter:배터리", "배터리산업"):
        assert add_synonyms(parse(typed), groups).query == parse(typed)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.txt"
    path.write_bytes("배터리 = 전지".encode("cp949"))
    with pytest.raises(SynonymsError, match="UTF-8"):
        read_synonyms(path)
    path.write_bytes(b"a" * 1_000_001)
    with pytest.raises(SynonymsError, match="too long"):
        read_synonyms(path)


def test_a_line_that_names_no_two_words_is_told_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.txt"
    path.write_bytes("배터리 이차전지\r\n# 우리 말\r\n\r\n포항 = 영일만\r\n배터리 = # 둘째\r\n".encode())
    read = read_synonyms(path)
    assert set(read.groups) == {"포항", "영일만"}
    assert [one.partition(" is left out")[0] for one in read.mistakes] == [f"{path}, line 1", f"{path}, line 5"]


def test_the_starter_reads_without_a_mistake_and_is_never_written_over_a_list(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.txt"
    assert write_starter(path)
    starter = read_synonyms(path)
    assert not starter.mistakes
    assert len({word for group in starter.groups.values() for word in group}) == len(starter.groups)
    for word, group in starter.groups.items():
        others = [fold(other) for other in group if fold(other) != word]
        assert all(word not in other and other not in word for other in others), group
    path.write_text("하나 = 둘\n", encoding="utf-8")
    assert not write_starter(path)
    assert path.read_text(encoding="utf-8") == "하나 = 둘\n"
