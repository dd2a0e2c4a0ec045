"""The clip as a mail's body: what stands in it, that nothing of it runs or is loaded, and that no provider cuts it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from reports.clip.mail import MAX_BYTES, MAX_LETTERS, make_mail_page, make_subject
from reports.clip.report import ClipReport
from reports.clip.template import Template
from reports.formats.terminal import clean
from tests.support.clip_archive import LONG, an_article, at, report, stored
from tests.support.hostile_texts import HOSTILE_TEXTS
from tests.support.payloads import PAYLOADS

FORM = Template(office="견본시 홍보담당관실")


def clip(folder: Path, *headlines: str, query: str = "") -> ClipReport:
    path = folder / "archive.db"
    stored(
        path,
        *(
            replace(an_article(n, published_at=at(3, 7), fetched_at=at(3, 8)), headline=headline, body=LONG)
            for n, headline in enumerate(headlines, 1)
        ),
    )
    return report(path, query, template=FORM)


def words(page: str) -> str:
    return " ".join(html.fromstring(page).text_content().split())


def test_the_list_is_in_the_mail_with_links_marks_and_what_people_noted(tmp_path: Path) -> None:
    made = clip(tmp_path, "견본시, 들꽃길 연다", "들꽃길 걷기 대회", query="들꽃길")
    rows = (replace(made.rows[0], tone="부정", note="후속 자료 준비", page="3", columns="4"), *made.rows[1:])
    page = make_mail_page(replace(made, rows=rows), FORM, attached=["스크랩.pdf"])
    tree, text = html.fromstring(page), words(page)
    links = {link.text_content(): link.get("href") for link in tree.iter("a")}
    assert links == {row.article.headline: row.article.canonical_url for row in rows}
    assert "들꽃길" in [mark.text for mark in tree.iter("b") if "background" in (mark.get("style") or "")]
    for part in ("견본시 홍보담당관실", "기사 2건", "부정 1건", "비고: 후속 자료 준비", "3면 4단", "첨부: 스크랩.pdf"):
        assert part in text


def test_what_failed_stands_above_every_count(tmp_path: Path) -> None:
    page = make_mail_page(clip(tmp_path, "견본시 소식"), FORM, failures=["백업하지 못했습니다."])
    text = words(page)
    assert text.index("확인 필요 백업하지 못했습니다.") < text.index("기사 1건")


def test_a_mail_without_articles_says_so(tmp_path: Path) -> None:
    made = clip(tmp_path, "견본시 소식", query="어디에도없는말")
    assert FORM.empty in words(make_mail_page(made, FORM))
    assert make_subject(made, FORM).endswith("기사 없음")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> ClipReport:
    return clip(tmp_path_factory.mktemp("mail"), "견본시")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_runs_and_nothing_is_loaded(one: ClipReport, payload: str) -> None:
    made = one
    article = replace(made.rows[0].article, headline=payload, outlet_title=payload, canonical_url=payload)
    row = replace(made.rows[0], article=article, gist=payload, note=payload, tone=payload)
    made = replace(made, rows=(row,), subject=payload)
    page = make_mail_page(made, replace(FORM, title=payload, office=payload), failures=[payload], attached=[payload])
    tree = html.document_fromstring(page)
    assert {node.tag for node in tree.iter() if isinstance(node.tag, str)} <= {
        *("html", "head", "meta", "title", "body", "div", "table", "tbody", "tr", "td", "h1", "p", "b", "a", "br", "span"),
    }  # fmt: skip
    assert not [name for node in tree.iter() for name in node.attrib if name.startswith("on") or name == "src"]
    assert all(re.match("https?://", link.get("href", "")) for link in tree.iter("a"))
    assert "\n" not in make_subject(made, FORM)


def test_every_text_is_read_as_it_was_written(one: ClipReport) -> None:
    assert len(HOSTILE_TEXTS) > 200
    for start in range(0, len(HOSTILE_TEXTS), 20):
        texts = HOSTILE_TEXTS[start : start + 20]
        rows = tuple(
            replace(
                one.rows[0],
                number=n,
                story=n,
                note=text,
                article=replace(one.rows[0].article, headline=text, canonical_url=f"https://sample.example/{n}"),
            )
            for n, text in enumerate(texts, 1)
        )
        tree = html.document_fromstring(make_mail_page(replace(one, rows=rows), FORM))
        read = {link.get("href"): link.text_content() for link in tree.iter("a")}
        for n, text in enumerate(texts, 1):
            shown, whole = read[f"https://sample.example/{n}"], clean(text)
            if len(whole) <= MAX_LETTERS:
                assert shown == whole
            else:
                assert whole.startswith(shown.removesuffix("…"))
                assert len(shown) > MAX_LETTERS // 2


def test_one_headline_without_end_does_not_push_the_others_out(one: ClipReport) -> None:
    rows = [
        replace(one.rows[0], number=n, story=n, note=note, article=replace(one.rows[0].article, headline=headline))
        for n, (headline, note) in enumerate([("가" * 200_000, "나" * 200_000), ("견본시 소식", "")], 1)
    ]
    page = make_mail_page(replace(one, rows=tuple(rows)), FORM)
    assert len(page.encode()) <= MAX_BYTES
    assert "견본시 소식" in words(page)


def test_no_provider_cuts_the_mail_and_what_is_left_out_is_counted(tmp_path: Path) -> None:
    made = clip(tmp_path, *(f"견본시 {n}번째 소식 " + "긴 제목 " * 20 for n in range(120)))
    page = make_mail_page(made, FORM)
    assert len(page.encode()) <= MAX_BYTES
    shown = sum(1 for _ in html.fromstring(page).iter("a"))
    assert 20 < shown < 120
    assert f"나머지 {120 - shown}건은 첨부 파일에 있습니다." in words(page)
