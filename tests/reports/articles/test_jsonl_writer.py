"""JSON lines: everything comes back, nothing harmful stands in the file as it is."""

import io
import json
from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

from models.records.article import as_json
from reports.articles.columns import ExportChoice
from reports.articles.jsonl_writer import JsonlWriter, dump_line
from tests.support.search_archive import article

TEXT = st.text(
    st.characters() | st.sampled_from('\x00\x1b\x9b\u202e\u200b\ufeff\u2028\ud800\U000e0041"\\\n'), max_size=40
)


@given(TEXT)
def test_nothing_is_stripped_and_nothing_disturbs(text: str) -> None:
    line = dump_line({"headline": text})
    assert json.loads(line) == {"headline": text}
    assert not any(category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for c in line)
    line.encode()


def test_korean_stays_readable() -> None:
    assert dump_line({"제목": "포항 ‘배터리’"}) == '{"제목": "포항 ‘배터리’"}'


def written(choice: ExportChoice, *articles: object) -> list[dict[str, object]]:
    file = io.BytesIO()
    writer = JsonlWriter(file, choice)
    for one in articles:
        writer.write(one)  # type: ignore[arg-type]
    return [json.loads(line) for line in file.getvalue().decode().splitlines()]


def test_the_whole_record_where_it_is_allowed() -> None:
    one, other = article("하나", "글\n둘째 줄"), article("둘", "글의 앞과 글의 뒤", outlet="daegu-two")
    full, linked = written(ExportChoice(rights={one.outlet: "full"}), one, other)
    assert full.pop("excerpt") == "글 둘째 줄"
    assert full == as_json(one)
    assert linked["body"] is None
    assert linked["excerpt"] == "글의…"


def test_chosen_columns_only() -> None:
    (record,) = written(ExportChoice(columns=("headline", "excerpt", "published_at")), article("하나", "글"))
    assert record == {"headline": "하나", "excerpt": "", "published_at": "2026-11-01T09:00:00+09:00"}
