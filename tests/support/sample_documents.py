"""Documents of invented news, in the shapes that clips have: one article, sixty, a very long one, scans, none at all."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from PIL import Image, ImageDraw

from models.records.times import KST
from reports.charts.drawing import Bar, Chart
from reports.documents.document import (
    Align,
    Block,
    ChartFigure,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Style,
    Table,
    TableColumn,
)
from tests.support.hostile_texts import HOSTILE_TEXTS

MADE_AT = datetime(2026, 11, 3, 6, 50, tzinfo=KST)
BODY = (
    "견본시는 들꽃길 2구간을 3일 새로 열었다고 밝혔다. 길이는 3.5km이고 쉼터는 네 곳이다.",
    "주민 이보기 씨는 “걷기 좋다. 또 오겠다”라고 했다. 공사에는 15억 원이 들었으며, 내년에는 옥산천까지 다음 구간을 잇는다.",
    "국하람 견본시 공원과장은 “주민이 바라던 그늘막과 조명을 함께 놓았다”라며 “야간에도 안전하게 걸을 수 있다”라고 설명했다.",
)
HEADLINE_90 = (
    "견본시 들꽃길 2구간 개통… 옥산천까지 3.5㎞ 잇는 ‘걷고 싶은 길’ 주민 품으로, "
    "내년 다음 구간 착공 앞두고 그늘막·조명 등 편의시설 보강 계획도 함께 발표"
)
HANJA = "李보기 市長 “中小企業 支援 擴大”… 大邱·慶北 行政統合 論議 再開"
CHART = Chart(
    "by-outlet",
    "매체별 보도",
    (Bar("견본일보", (7, 2)), Bar("들꽃신문", (4, 0)), Bar("옥산방송", (2, 3))),
    ("최초·독자 보도", "같은 글"),
)


def make_scan(media_type: str = "image/png") -> bytes:
    """A picture that looks like a clipping of a paper."""
    image = Image.new("RGB", (900, 1200), "#f4f1e8")
    pen = ImageDraw.Draw(image)
    pen.rectangle((60, 60, 840, 150), fill="#222222")
    for y in range(200, 1150, 30):
        for x in (60, 330, 600):
            pen.rectangle((x, y, x + 240, y + 12), fill="#555555")
    out = io.BytesIO()
    image.save(out, {"image/png": "PNG", "image/jpeg": "JPEG", "application/pdf": "PDF"}[media_type])
    return out.getvalue()


def article(number: int, headline: str = "견본시, 들꽃길 2구간 개통", *body: str, at_hand: bool = False) -> list[Block]:
    """An article's blocks."""
    url = "" if at_hand else f"https://sample.example/news/{20261103000000000 + number}"
    text = body or BODY
    blocks: list[Block] = [
        Heading((Run(f"{number}. "), Run(headline, link=url)), level=2, anchor=f"article-{number}"),
        Paragraph((Run("견본일보 · 지면 3면 4단 · 2026.11.03.(화) 08:30 · 국하람 기자 · 사회"),), Style.DATA),
        Paragraph((Run("같은 글 2매체: 들꽃신문, 옥산방송"),), Style.DATA),
        Paragraph((Run("논조 긍정 · 비고 시장실 보고"),), Style.NOTE),
        Paragraph((Run("3.5㎞, 쉼터 네 곳… 내년 다음 구간"),), Style.DECK),
        *(
            Paragraph((Run(line[:2]), Run(line[2:5], marked=True), Run(line[5:])) if len(line) > 9 else (Run(line),))
            for line in text
        ),
        Paragraph((Run("사진: 새로 난 들꽃길(견본시 제공)"),), Style.CAPTION),
    ]
    if url:
        blocks.append(Paragraph((Run("원문 "), Run(url, link=url)), Style.SMALL))
    return blocks


def list_table(headlines: list[str]) -> Table:
    """The list of a clip."""
    columns = (
        TableColumn("번호", 5, Align.CENTER),
        TableColumn("매체", 13),
        TableColumn("제목", 46),
        TableColumn("일시", 11, Align.CENTER),
        TableColumn("쪽", 5, Align.CENTER, is_page=True),
    )
    rows = [
        [
            (Run(str(number)),),
            (Run("견본일보"),),
            (Run(headline, link=f"#article-{number}"),),
            (Run("11.03. 08:30"),),
            (Run("", link=f"#article-{number}"),),
        ]
        for number, headline in enumerate(headlines, 1)
    ]
    return Table(columns, rows)


def make_document(*blocks: Block, missing: str = "", summary: str = "기사 12건(중복 제외 9건) · 매체 5개") -> Document:
    """A document of these blocks with a cover."""
    return Document(
        title="일일 보도 스크랩",
        subject="‘견본시’",
        period="2026.11.02. 17:00 ~ 11.03. 09:00",
        made_at=MADE_AT,
        blocks=blocks,
        office="견본시 공보담당관실",
        edition="조간",
        approvals=("주무관", "팀장", "과장", "국장"),
        missing=missing,
        summary=summary,
        footer="견본시 공보담당관실 · 일일 보도 스크랩 · 2026.11.03.",
        keywords=("견본시", "들꽃길"),
    )


def clip(headlines: list[str], *bodies: tuple[str, ...]) -> Document:
    """A whole clip: summary, list, chart, articles."""
    blocks: list[Block] = [
        Heading((Run("요약"),)),
        Table(
            (TableColumn("매체", 40), TableColumn("기사", 12, Align.RIGHT), TableColumn("중복 제외", 12, Align.RIGHT)),
            [[(Run("견본일보"),), (Run("7"),), (Run("5"),)], [(Run("들꽃신문"),), (Run("4"),), (Run("4"),)]],
            title="매체별",
        ),
        PageBreak(),
        Heading((Run("보도 목록"),), anchor="list"),
        list_table(headlines),
        PageBreak(),
        Heading((Run("집계 그래프"),)),
        ChartFigure(CHART),
    ]
    for number, headline in enumerate(headlines, 1):
        blocks += [PageBreak(), *article(number, headline, *(bodies[number - 1] if number <= len(bodies) else ()))]
    return make_document(*blocks)


TEXT_TABLE = Table(
    (TableColumn("", 10), TableColumn("", 10), TableColumn("", 24)),
    [
        [(Run("구간"),), (Run("길이"),), (Run("비고"),)],
        [(Run("1구간"),), (Run("2.1㎞"),), (Run("2025년 개통"),)],
        [(Run("2구간"),), (Run("3.5㎞"),), (Run("그늘막 12곳,\n조명 48등"),)],
    ],
)
SAMPLES = {
    "one": clip(["견본시, 들꽃길 2구간 개통"]),
    "sixty": clip([f"견본시, 들꽃길 {n}구간 개통 앞두고 현장 점검" for n in range(1, 61)]),
    "long": clip(["견본시의 백 년을 걷다"], tuple(f"{n}장. {BODY[n % 3]}" * 3 for n in range(120))),
    "table": make_document(*article(1), TEXT_TABLE, Paragraph((Run("표는 견본시가 냈다."),))),
    "hanja": clip(
        [HANJA, "北 核實驗 可能性 注視"], ("金 議員은 “國費 1,200億 確保”라고 했다. 樂園·利川·女人도 그대로다.",)
    ),
    "headline": clip([HEADLINE_90]),
    "none": make_document(
        Paragraph((Run("보도 유무를 확인하지 못했습니다."),)),
        Heading((Run("안내"),)),
        Paragraph((Run("견본일보 등 3개 매체는 11월 2일 밤에 수집하지 못했습니다."),), Style.SMALL),
        missing="11월 2일 밤에 3개 매체를 수집하지 못해, 이 보고는 그 보도를 담지 않습니다.",
        summary="",
    ),
    "by-hand": make_document(
        Heading((Run("보도 목록"),)),
        list_table(["지면에서 오려 붙인 기사", "PDF로 받은 기사"]),
        PageBreak(),
        *article(1, "지면에서 오려 붙인 기사", at_hand=True),
        Picture(make_scan("image/jpeg"), "image/jpeg", (Run("스캔 1면.jpg"),)),
        PageBreak(),
        *article(2, "PDF로 받은 기사", at_hand=True),
        Picture(make_scan("application/pdf"), "application/pdf", (Run("스캔.pdf"),)),
        Picture(b"not a picture", "image/png", (Run("깨진.png"),)),
    ),
}


def hostile_documents(size: int = 12) -> Iterator[tuple[Document, Sequence[str]]]:
    """Documents in which each hostile text stands in a heading, a paragraph, a cell, a caption and on the cover."""
    for start in range(0, len(HOSTILE_TEXTS), size):
        texts = HOSTILE_TEXTS[start : start + size]
        blocks: list[Block] = []
        for text in texts:
            blocks += [
                Heading((Run(text),), 2, text),
                Paragraph((Run(text, marked=True, link=f"#{text}"),)),
                Table((TableColumn(text, 1),), [[(Run(text),)]], title=text),
            ]
        cover = [*texts, *[""] * size][:12]
        yield (
            Document(
                title=cover[0],
                subject=cover[1],
                period=cover[2],
                made_at=MADE_AT,
                blocks=blocks,
                office=cover[3],
                edition=cover[4],
                approvals=cover[5:9],
                missing=cover[9],
                summary=cover[10],
                footer=cover[11],
                keywords=texts,
            ),
            texts,
        )
