"""Text that a document may carry: nothing that could break a file or hide what stands beside."""

from unicodedata import category, normalize

import pytest

from reports.documents.readable import make_readable
from tests.support.payloads import PAYLOADS

HARMFUL = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@pytest.mark.parametrize("text", ["포항시", "들꽃길 1구간, 3.5km", "漢字와 é", "둘째 줄\n셋째 줄", "👍🏽 좋다", ""])
def test_a_plain_text_stays(text: str) -> None:
    assert make_readable(text) == text


def test_nothing_harmful_is_left() -> None:
    for text in [*PAYLOADS, "가\udc80나", "\ufffe\uffff", "a\u202eb", "한글".encode().decode("latin-1")]:
        made = make_readable(text)
        left = [letter for letter in made if category(letter) in HARMFUL and letter != "\n"]
        assert not left, ascii(text)
        assert not {"\ufffe", "\uffff"} & set(made)
        made.encode()


def test_letters_are_composed() -> None:
    assert make_readable(normalize("NFD", "한글 점심")) == "한글 점심"


def test_line_ends_are_of_one_kind() -> None:
    assert make_readable("가\r\n나\n다") == "가\n나\n다"
