"""A press office's own form of the clip report: what it changes, and what is refused in it."""

import csv
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.clip.message import make_message
from reports.clip.period import up_to_cutoff
from reports.clip.template import fill_placeholders, read_clock, read_template
from reports.clip.write import write_report
from reports.formats.errors import ExportError
from tests.support.clip_archive import an_article, at, report, stored

TEMPLATE = """
title = "일일 보도"
office = "견본시 홍보담당관실"
columns = ["번호", "outlet", { field = "headline", name = "기사 제목", width = 60 }, "url"]
gist = 60
cutoffs = ["08:30", "18:00"]
order = "group"
[groups]
by = "region"
names = { "경북" = "도내" }
outlets = { "견본일보" = "주요" }
[message]
head = "{office} {date} {time}"
line = "■ {headline} - {outlet}"
"""


def test_a_template_is_the_users_own_form(tmp_path: Path) -> None:
    path, form = tmp_path / "archive.db", tmp_path / "form.toml"
    form.write_text(TEMPLATE, "utf-8")
    template = read_template(form)
    other = an_article(2, outlet="other", outlet_title="견본신문", headline="둘째", published_at=at(3, 8), deck="")
    stored(path, an_article(1, headline="첫째 {url}"), other)
    made = report(path, template=template)
    assert [row.group for row in made.rows] == ["도내", "주요"]
    file = tmp_path / "a.csv"
    write_report(file, made, template, ())
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["번호", "매체명", "기사 제목", "URL"]
    assert rows[2][:3] == ["2", "견본일보", "첫째 {url}"]
    assert make_message(made, template).splitlines()[0] == "견본시 홍보담당관실 2026.11.03. 24시"
    assert "■ 첫째 {url} - 견본일보" in make_message(made, template)
    assert up_to_cutoff(date(2026, 11, 3), template.cutoffs[0], template.cutoffs).start == at(2, 18)


def test_a_template_may_give_its_cut_offs_as_toml_does(tmp_path: Path) -> None:
    form = tmp_path / "form.toml"
    form.write_text('cutoffs = [09:00:00, "17", 21:30:00]', "utf-8")
    assert read_template(form).cutoffs == (time(9), time(17), time(21, 30))


def test_a_line_with_the_address_has_it_once(tmp_path: Path) -> None:
    path, form = tmp_path / "archive.db", tmp_path / "form.toml"
    stored(path, an_article(1))
    for line, lines in (("{headline} {url}", 1), ("{headline}", 2)):
        form.write_text(f'[message]\nline = "{line}"', "utf-8")
        text = make_message(report(path), read_template(form))
        assert text.count("https://sample.example/news/view/1") == 1
        assert len(text.rstrip().split("\n\n")[1].splitlines()) == lines


def test_times_of_day() -> None:
    assert [read_clock(text) for text in ("9", "09:00", "17시", "8:30")] == [time(9), time(9), time(17), time(8, 30)]
    for wrong in ("", "24", "9:60", "아홉", "09:0x", "²"):
        with pytest.raises(ExportError):
            read_clock(wrong)


@given(st.text(alphabet="{}abc 제목", max_size=60), st.text(max_size=20))
def test_filling_in_never_fills_in_twice(text: str, value: str) -> None:
    out = fill_placeholders("{a}", {"a": "{b}" + value, "b": "no"})
    assert out == "{b}" + value
    assert fill_placeholders(text, {}) == text


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("{no}. {headline}({outlet}_{gist})", "1. 들꽃길(견본일보)"),
        ("{no}. {headline} ({gist})", "1. 들꽃길"),
        ("[{tone}] {headline} - {gist}", "들꽃길"),
        ("{headline} / {outlet} / {time}", "들꽃길 / 견본일보"),
        ("{headline}({outlet}·{no})", "들꽃길(견본일보·1)"),
        ("{headline}(){unknown}", "들꽃길(){unknown}"),
    ],
)
def test_what_is_not_known_leaves_no_mark_in_a_line(line: str, shown: str) -> None:
    values = {"no": "1", "headline": "들꽃길", "outlet": "견본일보", "gist": "", "tone": "", "time": ""}
    assert fill_placeholders(line, values, fold=True) == shown
