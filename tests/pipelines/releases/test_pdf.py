"""Lines of a .pdf become the paragraphs they were; Korean encodings are read; what has no letters is refused."""

import zlib
from itertools import pairwise

import pytest

from desk.services.release_files import read_html
from pipelines.releases.readers import read_release
from pipelines.releases.readers.limits import ReleaseFileError
from pipelines.releases.readers.pdf import read_lines
from tests.support.release_files import FACTS, PARAGRAPHS, TITLE
from tests.support.release_parts import Placed, pdf, pdf_objects

WIDE = 30


def is_half(letter: str) -> bool:
    return letter.isascii()


def fill(text: str, size: float, *, by_words: bool, room: float) -> list[str]:
    """A paragraph in lines of a width, broken between words or anywhere."""
    lines, line, used = [], "", 0.0
    for part in (part + " " for part in text.split(" ")) if by_words else text:
        width = sum(size / 2 if is_half(letter) else size for letter in part)
        if used + width - (size / 2 if by_words else 0) > room and line:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + part, used + width
    return [*lines, line]


def page(
    *paragraphs: tuple[float, str], by_words: bool, room: float = 480, top: float = 780, left: float = 50
) -> list[Placed]:
    """The lines of paragraphs of a size and a text, from the top to the bottom."""
    placed, y = [], top
    for size, text in paragraphs:
        for line in fill(text, size, by_words=by_words, room=room):
            placed.append((left, y, size, line))
            y -= size * 1.5
    return placed


@pytest.mark.parametrize("by_words", [True, False])
@pytest.mark.parametrize("room", [260, 340, 480])
@pytest.mark.parametrize("size", [12.0, 18.0])
def test_every_paragraph_is_put_together_and_no_headline_is_glued(by_words: bool, room: float, size: float) -> None:
    texts = [*((12.0, one) for one in FACTS), (size, TITLE), *((12.0, one) for one in PARAGRAPHS)]
    lines = read_lines(pdf(page(*texts, by_words=by_words, room=room)))
    assert ["".join(line.split()) for line in lines] == ["".join(line.split()) for line in (*FACTS, TITLE, *PARAGRAPHS)]


@pytest.mark.parametrize("length", range(6, 36))
def test_a_headline_of_any_length_is_not_glued_to_its_lead(length: int) -> None:
    headline = ("견본시, 들꽃길 음악회 오는 21일 연다 자리 넉넉히 놓고 노래 열여덟 곡 들려준다")[:length].strip()
    for by_words in (True, False):
        lines = read_lines(pdf(page((12.0, headline), *((12.0, one) for one in PARAGRAPHS), by_words=by_words)))
        assert lines == [headline, *PARAGRAPHS]


@pytest.mark.parametrize("most", range(24, 44))
def test_wide_spaces_at_a_break_are_no_indents(most: int) -> None:
    lines = [text[n : n + most] for text in (TITLE, *PARAGRAPHS) for n in range(0, len(text), most)]
    placed = [(20.0, 800.0 - 18 * n, 12.0, line) for n, line in enumerate(lines)]
    data = pdf(placed).replace(b"/W [1 95 500 8094 8190 500]", b"/W [1 1 1000]              ")
    headline, *body = read_lines(data)
    assert headline == TITLE
    assert "".join("".join(body).split()) == "".join("".join(PARAGRAPHS).split())
    assert all(line.endswith(".") for line in body)


def test_the_lines_of_a_large_headline_are_one() -> None:
    headline = "견본시, 들꽃길 음악회 21일 연다 의자 300개 놓고 누구나 앉을 수 있게"
    lines = read_lines(pdf(page((20.0, headline), *((12.0, one) for one in PARAGRAPHS), by_words=True, room=400)))
    assert lines[0] == headline
    assert " ".join(lines[1:]) == " ".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        ("KSCms-UHC-H", "cp949"), ("KSCms-UHC-HW-H", "cp949"), ("KSC-EUC-H", "euc_kr"), ("KSCpc-EUC-H", "euc_kr"),
        ("KSC-Johab-H", "johab"), ("UniKS-UCS2-H", "utf-16-be"), ("UniKS-UTF16-H", "utf-16-be"),
        ("UniKS-UTF8-H", "utf-8"),
    ],
)  # fmt: skip
def test_korean_encodings_are_read(encoding: str, codec: str) -> None:
    texts = [(12.0, one) for one in (TITLE, *PARAGRAPHS)]
    said = [TITLE, *PARAGRAPHS]
    if codec == "johab":
        texts = [(size, text.replace("“", '"').replace("”", '"')) for size, text in texts]
        said = [text for _, text in texts]
    assert read_lines(pdf(page(*texts, by_words=True), encoding=encoding, codec=codec)) == said


def refused(data: bytes, tmp_path: object) -> str:
    path = tmp_path / "r.pdf"  # type: ignore[operator]
    path.write_bytes(data)
    with pytest.raises(ReleaseFileError) as caught:
        read_release(path, read_html)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("encoding", "ordering"), [("Identity-H", "Identity"), ("Identity-H", "Korea1"), ("KSCms-Strange-H", "Korea1"), ("90ms-RKSJ-H", "Japan1")]
)  # fmt: skip
def test_letters_that_are_none_are_refused_and_never_compared(tmp_path: object, encoding: str, ordering: str) -> None:
    texts = [(12.0, one) for one in (*FACTS, TITLE, *PARAGRAPHS)]
    data = pdf(page(*texts, by_words=True), encoding=encoding, codec="cp949", ordering=ordering)
    said = refused(data, tmp_path)
    assert "does not say which letters it shows" in said or "no text in it that can be read" in said


def test_running_heads_feet_and_numbers_of_pages_are_left_out() -> None:
    half = len(PARAGRAPHS) // 2
    pages = []
    for number, some in enumerate((PARAGRAPHS[:half], PARAGRAPHS[half:-1], PARAGRAPHS[-1:]), 1):
        texts = ([(12.0, TITLE)] if number == 1 else []) + [(12.0, one) for one in some]
        edges = [
            (50.0, 815.0, 9.0, "견본시 소식"),
            (280.0, 30.0, 9.0, f"- {number} -"),
            (50.0, 44.0, 9.0, f"견본시청 대변인실 {number}쪽"),
        ]
        pages.append([*page(*texts, by_words=True), *edges])
    assert read_lines(pdf(*pages)) == [TITLE, *PARAGRAPHS]
    single = [*page((12.0, TITLE), *((12.0, one) for one in PARAGRAPHS), by_words=True), (280.0, 30.0, 9.0, "1 / 1")]
    assert read_lines(pdf(single)) == [TITLE, *PARAGRAPHS]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    lines = page(*((12.0, one) for one in PARAGRAPHS), by_words=True, room=300)
    cut = next(n for n in range(1, len(lines)) if not lines[n - 1][3].rstrip().endswith("."))
    second = [(x, y + 500, size, text) for x, y, size, text in lines[cut:]]
    assert read_lines(pdf(lines[:cut], second)) == list(PARAGRAPHS)


def test_rows_of_tables_are_rows_and_the_order_of_drawing_does_not_matter() -> None:
    body = page((12.0, TITLE), *((12.0, one) for one in PARAGRAPHS), by_words=True, top=700)
    table = [
        (50.0, 780.0, 11.0, "배포일시"),
        (150.0, 781.0, 11.0, "2026. 11. 18.(수) 10:30"),
        (350.0, 780.0, 11.0, "보도시점"),
        (450.0, 780.0, 11.0, "즉시 보도"),
    ]
    lines = read_lines(pdf([*reversed(body), *reversed(table)]))
    assert lines == ["배포일시\t2026. 11. 18.(수) 10:30\t보도시점\t즉시 보도", TITLE, *PARAGRAPHS]


def set_apart(text: str, gap: float, *, draws_spaces: bool, y: float = 780.0, size: float = 12.0) -> list[Placed]:
    """A line whose digits stand a gap from the Hangul beside them, as Word sets them; spaces are letters, or gaps."""
    placed, x = [], 50.0
    for before, letter in pairwise(["", *text]):
        if before and before.isdigit() != letter.isdigit() and " " not in (before, letter):
            x += gap * size
        if letter != " " or draws_spaces:
            placed.append((x, y, size, letter))
        x += size / 2 if is_half(letter) else size
    return placed


@pytest.mark.parametrize(
    "text", ["시는 오는 12월 3일 오후 2시 광장에서 제5회 잔치를 연다고 밝혔다.", "내년 3월부터 65세 이상 버스 무료"]
)
def test_digits_that_word_sets_apart_are_in_one_word(text: str) -> None:
    for gap in (0.15, 0.2, 0.25, 0.3):
        assert read_lines(pdf(set_apart(text, gap, draws_spaces=True))) == [text]
    assert read_lines(pdf(set_apart(text, 0.0, draws_spaces=False))) == [text]


def test_bold_letters_that_are_drawn_twice_are_read_once() -> None:
    twice = [
        (50.3, 780.0, 12.0, TITLE),
        (50.0, 780.0, 12.0, TITLE),
        *page((12.0, PARAGRAPHS[0]), by_words=True, top=750),
    ]
    assert read_lines(pdf(twice)) == [TITLE, PARAGRAPHS[0]]


def test_what_unpacks_to_too_much_is_refused() -> None:
    bomb = zlib.compress(b"0" * (20 << 20))
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(bomb) + bomb + b"\nendstream"
    catalog = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 9 9] >>",
    ]
    with pytest.raises(ReleaseFileError, match="unpacks to far more"):
        read_lines(pdf_objects([*catalog, stream]))
    again = stream.replace(b"/FlateDecode", b"[/FlateDecode /FlateDecode /FlateDecode]")
    with pytest.raises(ReleaseFileError, match="packed more than once"):
        read_lines(pdf_objects([*catalog, again]))
