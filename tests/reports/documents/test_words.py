"""Where a line of Korean may end."""

from reports.documents.document import Run
from reports.documents.words import MAX_MARKS, Piece, WordKind, cut_text, shorten_text, split_lines, split_words


def words(text: str, columns: int = 26) -> list[tuple[WordKind, str]]:
    return [
        (word.kind, "".join(piece.text for piece in word.pieces))
        for group in split_words([Run(text)], columns)
        for word in group.words
    ]


def test_a_word_and_its_particle_stay_together() -> None:
    assert words("견본시는 LG가 연 길을") == [
        (WordKind.WHOLE, "견본시는"),
        (WordKind.TEXT, " "),
        (WordKind.WHOLE, "LG가"),
        (WordKind.TEXT, " "),
        (WordKind.WHOLE, "연"),
        (WordKind.TEXT, " "),
        (WordKind.WHOLE, "길을"),
    ]


def test_a_marked_word_stays_with_its_particle() -> None:
    (group,) = split_words([Run("견본시", marked=True), Run("는 길")])
    assert group.words[0] == (WordKind.WHOLE, (Piece("견본시", True), Piece("는", False)))


def test_names_with_dots_between_may_be_parted_there() -> None:
    assert [text for _, text in words("견본시·나란시·다솜군")] == ["견본시·", "나란시·", "다솜군"]


def test_what_is_too_long_for_a_line_may_be_broken() -> None:
    assert words("가" * 40) == [(WordKind.TEXT, "가" * 40)]
    ((kind, text),) = words("https://sample.example/" + "a" * 100)
    assert (kind, text) == (WordKind.PARTS, "https://sample.example/" + "a" * 100)


def test_marks_stay_with_their_letter() -> None:
    text = "e\u0301" * 60
    (group,) = split_words([Run(text)], 10)
    pieces = [piece.text for piece in group.words[0].pieces]
    assert "".join(pieces) == text
    assert not any(piece.startswith("\u0301") for piece in pieces)


def test_line_ends_are_kept_and_links_are_apart() -> None:
    lines = split_lines((Run("가\n나"), Run("다", link="#x"), Run("\n")))
    assert [[run.text for run in line] for line in lines] == [["가"], ["나", "다"]]
    assert [group.link for group in split_words(lines[1])] == ["", "#x"]


def test_a_long_text_is_cut_into_parts_with_nothing_lost() -> None:
    text = (Run("가" * 25), Run("나" * 3, marked=True), Run("다" * 12, link="#x"))
    parts = list(cut_text(text, 10))
    assert [sum(len(run.text) for run in part) for part in parts] == [10, 10, 10, 10]
    assert "".join(run.text for part in parts for run in part) == "".join(run.text for run in text)
    assert list(cut_text(text, 40)) == [list(text)]


def test_a_letter_with_marks_without_end_is_parted_and_nothing_of_it_lost() -> None:
    for text in ("한" + "\u0301" * 5_000, "\u0301" * 5_000):
        (group,) = split_words([Run(text)])
        pieces = [piece.text for word in group.words for piece in word.pieces]
        assert "".join(pieces) == text
        assert max(map(len, pieces)) <= MAX_MARKS + 1


def test_what_is_left_out_of_a_cell_is_counted() -> None:
    text = (Run("가" * 8), Run("나" * 8, marked=True, link="#x"), Run("다" * 100))
    made = shorten_text(text, 10, 5)
    assert "".join(run.text for run in made) == "가" * 8 + "나" * 2 + "…(106자 줄임)"
    assert made[1] == Run("나나", marked=True, link="#x")
    assert "".join(run.text for run in shorten_text((Run("줄\n" * 9), Run("끝")), 100, 3)) == "줄\n줄\n줄…(14자 줄임)"
    assert shorten_text(text, 116, 1) == text


def test_the_code_of_a_letter_stands_alone() -> None:
    assert [text for _, text in words("가족[U+1F469][U+1F467]과")] == ["가족", "[U+1F469][U+1F467]", "과"]
