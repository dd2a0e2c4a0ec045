"""A planted bad proposal of each part is refused, whatever says that it fits; and what counts as worse."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from models.records.article import Article, Attachment, Photo
from models.records.reject_reason import Reason
from models.records.times import KST
from pipelines.contracts.rejection import Reject
from pipelines.fit import fit as learning
from pipelines.fit.fit import fit_outlet
from pipelines.fit.judge import Candidate
from pipelines.fit.trial import PageFacts, explain_worse
from tests.support.fit_pages import layout_of, make_pages, outlet_of

SKIN = "ndsoft-2018"
PLANTED = ("headline", "body", "published", "byline", "drop")


@pytest.mark.parametrize("part", PLANTED)
def test_a_planted_part_is_refused(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = [Candidate(".planted", 8, 0, 8, 8, 0.0)]
    pages = []
    for _, page in make_pages(SKIN, 0, 6):
        html = page.body.decode()
        text = {
            "headline": "<b class='planted'>다른 기사의 제목이 여기 있습니다</b>",
            "body": "<div class='planted'>가상군 사과 작황이 평년 수준으로 전망됐다고 군이 밝혔다. 올해는 비가 적었다.</div>",
            "published": "<b class='planted'>입력 2001-01-01 01:01</b>",
            "byline": "<b class='planted'>홍길동 기자</b>",
        }.get(part)
        wrapped = re.sub(r'(itemprop="articleBody"[^>]*>)', r"\1<div class='planted'>", html, count=1)
        html = html.replace("</body>", f"{text}</body>") if text else wrapped
        pages.append(replace(page, body=html.encode()))

    def plant(own: Sequence[Candidate]) -> list[Candidate]:
        return bad if own is not None else []

    monkeypatch.setattr(learning, "rank_bodies", lambda _views: plant([]) if part == "body" else [])
    monkeypatch.setattr(
        learning, "rank_candidates", lambda one, _views: plant([]) if learning.PARTS.get(part) is one else []
    )
    blocks = {"drop": lambda *_: plant([]) if part == "drop" else [], "captions": lambda *_: []}
    monkeypatch.setattr(learning, "BLOCKS", blocks)
    fit = fit_outlet(pages, outlet_of(SKIN), layout_of)
    assert part not in fit.layout
    assert [one for one in fit.refused if one.part == part and one.why and one.url]


BEFORE = Article(
    outlet="mini",
    outlet_title="견본일보",
    headline="견본시 바다 도서관 열람실 개관",
    deck="책 5만 권 갖춰",
    reporters=("국하람",),
    emails=("haram@mini.example",),
    published_at=datetime(2026, 11, 20, 9, 30, tzinfo=KST),
    modified_at=datetime(2026, 11, 20, 10, 30, tzinfo=KST),
    body="견본시가 옛 여객터미널을 고쳐 만든 바다 도서관을 연다고 밝혔다.\n이용 시간은 오전 9시부터 오후 9시까지이다.",
    photos=(Photo(url="https://mini.example/1.jpg"),),
    url="https://mini.example/1",
    canonical_url="https://mini.example/1",
    fetched_at=datetime(2026, 11, 21, tzinfo=KST),
    published_raw="",
    published_from="page",
    region="경북",
    section="",
    dateline="",
    agency="",
    tags=("도서관", "바다"),
    attachments=(Attachment(name="설명자료.hwp", url="https://mini.example/1.hwp"),),
    article_no="",
    php_messages=0,
    broken_characters=0,
    repairs=(),
)


@pytest.mark.parametrize(
    ("part", "changes", "why"),
    [
        ("headline", {"headline": "다른 제목"}, "another headline"),
        ("published", {"published_at": BEFORE.published_at + timedelta(minutes=1)}, "another time of publication"),
        ("published", {"published_at": None}, "another time of publication: none"),
        ("byline", {"reporters": ()}, "other reporters: none"),
        ("byline", {"reporters": ("국하람", "민가람")}, "other reporters"),
        ("byline", {"emails": ()}, "it would lose haram@mini.example"),
        ("modified", {"modified_at": None}, "another time of change"),
        ("deck", {"deck": "다른 부제목이다"}, "another deck"),
        ("body", {"body": BEFORE.body.split("\n")[0]}, "of its text"),
        ("body", {"body": BEFORE.body + "\n가상군 사과 작황이 평년 수준으로 전망됐다고 군이 밝혔다."}, "would grow"),
        ("drop", {"photos": ()}, "1 of 1 photos"),
        ("tags", {"tags": ("개관", "바다")}, "1 of 2 tags"),
        ("tags", {"tags": ("도서관", "바다", "개관")}, ""),
        ("attachments", {"attachments": ()}, "1 of 1 attachments"),
        ("section", {"section": "사회"}, ""),
        ("headline", {}, ""),
    ],
)
def test_what_is_worse(part: str, changes: dict[str, object], why: str) -> None:
    found = explain_worse(part, BEFORE, replace(BEFORE, **changes), PageFacts())  # type: ignore[arg-type]
    assert (why in found) if why else (found == "")


def test_what_more_is_not_worse() -> None:
    bare = replace(BEFORE, reporters=(), published_at=None, modified_at=None, deck="", emails=())
    assert explain_worse("byline", bare, replace(bare, reporters=("국하람",)), PageFacts()) == ""
    assert explain_worse("headline", bare, replace(bare, reporters=("국하람",)), PageFacts())
    assert explain_worse("published", bare, replace(bare, published_at=BEFORE.published_at), PageFacts()) == ""
    assert "no article" in explain_worse("body", BEFORE, Reject(Reason.NO_BODY), PageFacts())


def test_lines_and_names_of_most_pages_may_go() -> None:
    framed = replace(BEFORE, body=f"{BEFORE.body}\n구독하고 소식 받기", reporters=("국하람", "광고부"))
    frame = PageFacts(lambda key: key != "구독하고소식받기", frozenset({"광고부"}))
    assert explain_worse("drop", framed, BEFORE, frame) == ""
    assert explain_worse("byline", framed, replace(framed, reporters=()), frame)
