"""Clip reports of invented news that need no archive, in the shapes that offices have."""

from dataclasses import replace
from datetime import datetime, timedelta

from models.clips.clip import Clip, ClipRule, Medium
from models.records.article import Article
from models.records.story import Counted
from models.records.times import KST
from reports.clip.period import whole_days
from reports.clip.report import ClipReport, ClipRow
from tests.support.sample_documents import BODY, HANJA, HEADLINE_90

AT = datetime(2026, 11, 3, 8, 30, tzinfo=KST)
TONES = ("", "긍정", "중립", "부정")
CLIP = Clip(id=7, day=AT.date(), name="조간", subject="‘견본시’", rule=ClipRule(), made_at=AT)
OUTLETS = ("견본일보", "들꽃신문", "옥산방송", "새벽경제신문")


def clip_row(number: int, headline: str = "", **given: object) -> ClipRow:
    """A row of a clip; ``given`` are fields of the row."""
    outlet = OUTLETS[number % len(OUTLETS)]
    article = Article(
        outlet=f"sample{number % len(OUTLETS)}",
        outlet_title=outlet,
        region="경북",
        headline=headline or f"견본시, 들꽃길 {number}구간 개통 앞두고 현장 점검… 주민 의견 듣는다",
        reporters=("국하람",),
        section="사회",
        published_at=AT + timedelta(minutes=7 * number),
        published_raw="2026-11-03 08:30",
        body="\n".join(BODY),
        url=f"https://sample.example/news/{20261103000000000 + number}",
        canonical_url=f"https://sample.example/news/{20261103000000000 + number}",
        fetched_at=AT,
    )
    row = ClipRow(
        number=number,
        id=1000 + number,
        article=article,
        at=AT,
        group="지역일간",
        gist=BODY[0] + " " + BODY[1][:40],
        deck="",
        body="",
        tone=TONES[number % len(TONES)],
        note="시장실 보고" if number % 5 == 0 else "",
        marked_by="",
        marked_at=None,
        release="예" if number % 3 == 0 else "",
        story=number,
        copies=1,
        is_copy=number % 4 == 3,
        is_late=False,
        cut=True,
        item_id=500 + number,
    )
    return replace(row, **given)


def clip_report(rows: list[ClipRow], **given: object) -> ClipReport:
    """A report of these rows, of clip 7."""
    report = ClipReport(
        subject="‘견본시’",
        period=whole_days(AT.date(), AT.date()),
        made_at=AT,
        rows=tuple(rows),
        counted=Counted(len(rows), len(rows)),
        outlets={f"sample{n}": name for n, name in enumerate(OUTLETS)},
        regions={f"sample{n}": "경북" for n in range(len(OUTLETS))},
        rights={f"sample{n}": "excerpt" for n in range(len(OUTLETS))},
        releases=True,
        clip=CLIP,
        last_change=42,
    )
    return replace(report, **given)


def by_hand(number: int, headline: str) -> ClipRow:
    """A row that a person typed in."""
    row = clip_row(number, headline, id=0, medium=Medium.PRINT, page="3", columns="4")
    return replace(
        row, article=replace(row.article, url="", canonical_url="", published_at=datetime(2026, 11, 3, tzinfo=KST))
    )


CLIPS = {
    "one": clip_report([clip_row(1)]),
    "sixty": clip_report([clip_row(n) for n in range(1, 61)]),
    "odd": clip_report(
        [
            clip_row(1, HEADLINE_90),
            clip_row(2, HANJA),
            by_hand(3, "지면에서 오려 붙인 기사"),
            clip_row(4, note="긴 비고. " * 40),
        ]
    ),
    "none": clip_report([]),
}
