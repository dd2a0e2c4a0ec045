"""Clip reports of invented news without an archive: one article or sixty, with scans, tables, hanja."""

import io
import random
from datetime import date, datetime, time, timedelta
from typing import Any

from PIL import Image, ImageDraw

from models.clips.clip import Attachment, Medium
from models.records.article import Article, Photo
from models.records.story import Counted
from models.records.times import KST
from reports.clip.chart_data import make_charts
from reports.clip.clip_document import make_document
from reports.clip.period import up_to_cutoff
from reports.clip.report import ClipReport, ClipRow, EarlierCounts, ShareOfVoice, limit_text
from reports.clip.template import Template
from reports.documents.document import Document

OUTLETS = ("견본일보", "나란신문", "다솜뉴스", "라온일보", "마루경제", "바른저널", "새벽신문", "아침매일")
REGIONS = ("경북", "대구", "강원")
RIGHTS = ("full", "excerpt", "link")
REPORTERS = ("국하람", "남새롬", "도가온", "류다온", "맹이든", "봉나래", "선우람")
HEADLINES = (
    "견본시, 들꽃길 {n}구간 새로 열어… 쉼터 네 곳도 마련",
    "견본시의회 ‘들꽃길 예산’ 의결… 내년 상반기 연결",
    "[현장] 들꽃길 걷는 사람들 “가족과 또 오겠다”",
    "들꽃길 주차난에 주민 불편… 견본시 “120면 추가”",
)
SENTENCES = (
    "견본시는 들꽃길 {n}구간을 새로 열었다고 밝혔다.",
    "길이는 {n}.5km이고 쉼터는 네 곳이며, 주말에는 해설사가 함께 걷는다.",
    "공사에는 {n}5억 원이 들었고 내년 상반기까지 다음 구간을 잇는다.",
    "시 관계자는 “안전시설을 먼저 갖춘 뒤 개방 구간을 넓혀 갈 계획”이라며 “주차장 120면도 추가로 마련한다”고 덧붙였다.",
    "견본시의회는 지난달 임시회에서 관련 예산을 의결하고 현장을 점검했다.",
    "전문가들은 보행로와 자전거길을 분리해야 한다는 의견을 내놓았다.",
)
TABLE = (
    "구간 | 길이 | 쉼터 | 비고\n1구간 | 3.5km | 네 곳 | 2026년 11월 개방\n"
    "2구간 | 2km | 두 곳 | 실시설계가 끝나는 내년 상반기에 착공하며 우기에는 통제\n3구간 | 11.2km | 없음 | 미정"
)
FORM = Template(
    title="일일 보도 스크랩", office="견본시 홍보담당관실", edition="조간", approvals=("담당", "팀장", "과장")
)
DAY = date(2026, 11, 20)
MADE_AT = datetime(2026, 11, 20, 9, 5, tzinfo=KST)


def made_text(paragraphs: int, seed: int = 1) -> str:
    """Paragraphs of two to four invented sentences."""
    dice = random.Random(seed)
    return "\n".join(
        " ".join(dice.choice(SENTENCES).format(n=dice.randint(1, 9)) for _ in range(dice.randint(2, 4)))
        for _ in range(paragraphs)
    )


def made_article(number: int, **given: Any) -> Article:
    """The numbered article of one of eight invented outlets."""
    place = number % len(OUTLETS)
    at = datetime(2026, 11, 19, 17, 5, tzinfo=KST) + timedelta(minutes=14 * number)
    values: dict[str, Any] = {
        "outlet": f"outlet{place}",
        "outlet_title": OUTLETS[place],
        "region": REGIONS[place % 3],
        "section": "사회 > 행정",
        "headline": HEADLINES[number % len(HEADLINES)].format(n=number),
        "deck": "주민 쉼터도 함께 마련\n내년 다음 구간 착공" if number % 3 == 0 else "",
        "reporters": (REPORTERS[number % len(REPORTERS)],),
        "published_at": at,
        "published_raw": f"{at:%Y-%m-%d %H:%M}",
        "published_from": "page",
        "body": made_text(6, number),
        "photos": (Photo(url="https://sample.example/a.jpg", caption="새로 연 들꽃길", credit="견본시 제공"),),
        "url": f"https://outlet{place}.example/news/{number}",
        "canonical_url": f"https://outlet{place}.example/news/{number}",
        "article_no": str(number),
        "fetched_at": at + timedelta(minutes=9),
    }
    return Article(**{**values, **given})


def made_row(number: int, article: Article | None = None, right: str = "full", **given: Any) -> ClipRow:
    """A row of the report; ``right`` is what its outlet allows."""
    article = article or made_article(number)
    text = limit_text(article, right, 100)
    values: dict[str, Any] = {
        "number": number,
        "id": number,
        "article": article,
        "at": article.published_at or article.fetched_at,
        "group": ("지역일간", "인터넷", "통신")[number % 3],
        "gist": text.gist,
        "deck": text.deck,
        "body": text.body,
        "tone": ("긍정", "중립", "", "부정")[number % 4],
        "note": "담당 부서 확인 중" if number % 9 == 1 else "",
        "marked_by": "",
        "marked_at": None,
        "release": "예" if number % 5 == 0 else "",
        "story": number,
        "copies": 1,
        "is_copy": False,
        "is_late": False,
        "cut": text.cut,
    }
    return ClipRow(**{**values, **given})


def row_by_hand(number: int, *scans: Attachment, **given: Any) -> ClipRow:
    """What a person typed in from the printed paper."""
    article = made_article(number, photos=(), deck="", **given)
    return made_row(number, article, id=0, medium=Medium.PRINT, page="3", columns="4", attachments=scans)


def made_report(*rows: ClipRow, **given: Any) -> ClipReport:
    """The report of the morning of a day."""
    values: dict[str, Any] = {
        "subject": "‘들꽃길’",
        "period": up_to_cutoff(DAY, time(9), (time(9), time(17))),
        "made_at": MADE_AT,
        "rows": rows,
        "counted": Counted(len(rows), max(len(rows) - 4, min(len(rows), 1))),
        "outlets": {f"outlet{n}": title for n, title in enumerate(OUTLETS)},
        "regions": {f"outlet{n}": REGIONS[n % 3] for n in range(len(OUTLETS))},
        "rights": {f"outlet{n}": RIGHTS[n % 3] for n in range(len(OUTLETS))},
        "releases": True,
        "terms": ("들꽃길", "견본시"),
    }
    return ClipReport(**{**values, **given})


def report_of(count: int, *, whole: bool = False) -> ClipReport:
    """A report of so many articles, with rivals and yesterday's numbers; all ``whole``, or as their outlets allow."""
    rows = []
    for number in range(1, count + 1):
        right = "full" if whole else RIGHTS[number % len(OUTLETS) % 3]
        same = OUTLETS[1:4] if number % 6 == 0 else ()
        rows.append(made_row(number, right=right, same_text=same))
    return made_report(
        *rows,
        rights={f"outlet{n}": "full" if whole else RIGHTS[n % 3] for n in range(len(OUTLETS))},
        voices=(ShareOfVoice("견본시", count, count - 1, "견본시"), ShareOfVoice("나란시", 21, 17, "나란시")),
        earlier=EarlierCounts("전날", Counted(52, 45), {"긍정": 10, "중립": 12, "부정": 9}),
    )


def document_of(report: ClipReport, form: Template = FORM) -> Document:
    """The report's document with its charts."""
    return make_document(report, form, make_charts(report, report.voices))


def made_scan(kind: str = "PNG", size: tuple[int, int] = (827, 1169), pages: int = 1) -> bytes:
    """A page with lines as print looks from afar; PNG, JPEG or PDF."""
    sheets = []
    for page in range(pages):
        sheet = Image.new("RGB", size, "#f4f2ec")
        pen = ImageDraw.Draw(sheet)
        for y in range(size[1] // 12, size[1] * 11 // 12, 22):
            pen.line((size[0] // 10, y, size[0] * 9 // 10 - (y * 7 + page * 40) % 160, y), fill="#333333", width=5)
        sheets.append(sheet)
    out = io.BytesIO()
    more = {"save_all": True, "append_images": sheets[1:]} if kind == "PDF" else {"dpi": (100, 100)}
    sheets[0].save(out, kind, **more)
    return out.getvalue()
