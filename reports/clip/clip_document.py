"""The clip as a document to hand in: cover, summary, list, notes, then the articles with as much text as is allowed.

The formats (``reports/documents``) know nothing of clips: what stands where, and in which words, is decided here.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from models.records.article import Photo
from models.records.licence import Licence
from models.records.remark import TONES
from reports.articles.licence import MAX_EXCERPT_CHARACTERS
from reports.charts.drawing import Chart
from reports.clip.marks import mark_terms
from reports.clip.notes import make_empty, make_notes, make_rights, make_summary, period_text
from reports.clip.report import ClipReport, ClipRow, EarlierCounts
from reports.clip.template import Template
from reports.coverage.sentences import day_text
from reports.documents.document import (
    MAX_CELL,
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
    Text,
)
from reports.formats.html import is_web_address

MAX_COUNTED = 15
"""Lines of a table of counts: what has fewer articles is counted together."""
BETWEEN_CELLS = " | "
"""What stands between the cells of a table's row in an article's text."""
NO_TONE = "표시 없음"
LINKED_ONLY = (
    "본문 게재를 허락한다는 표시가 없는 매체의 기사입니다. "
    f"{MAX_EXCERPT_CHARACTERS}자 이내의 요지와 원문 주소만 싣습니다."
)
SMALL_WIDTHS = {"no": 5.0, "group": 9.0, "outlet": 13.0, "headline": 44.0, "when": 14.0, "tone": 6.0, "page": 5.0}


def make_document(report: ClipReport, template: Template, charts: Sequence[Chart]) -> Document:
    """The clip's document; of an outlet's own words it carries no more than the outlet allows."""
    return Document(
        title=template.title,
        subject=report.subject,
        period=period_text(report),
        made_at=report.made_at,
        blocks=tuple(_blocks(report, template, charts)),
        office=template.office,
        edition=template.edition,
        approvals=template.approvals,
        missing=report.missing,
        summary=make_summary(report) if report.rows else "",
        footer=" · ".join(filter(None, (template.office, template.title, str(report.period)))),
        keywords=tuple(term for term in report.terms if isinstance(term, str)),
    )


def _blocks(report: ClipReport, template: Template, charts: Sequence[Chart]) -> Iterator[Block]:
    if not report.rows:
        yield _plain(make_empty(report, template))
        yield from _notes(report, template)
        return
    if summary := list(_summary(report)):
        yield Heading(_text("요약"))
        yield from summary
    yield Heading(_text("보도 목록"), anchor="list")
    yield _list(report, template)
    yield from _notes(report, template)
    telling = [chart for chart in charts if _is_telling(chart)]
    if telling and template.charts:
        yield Heading(_text("집계 그래프"))
        yield from map(ChartFigure, telling)
    if template.articles != "none":
        yield from _articles(report, template)


def _articles(report: ClipReport, template: Template) -> Iterator[Block]:
    """The articles, then those of which the licence allows a link: of these none takes a page of its own."""
    linked = [row for row in report.rows if _is_link_only(row, report)]
    told = [row for row in report.rows if not _is_link_only(row, report)]
    for row in (*told, *linked):
        is_first = row is (told or linked)[0]
        begins_links = bool(linked) and row is linked[0]
        takes_page = template.articles == "own" and (begins_links or not _is_link_only(row, report))
        if is_first or takes_page:
            yield PageBreak()
        if is_first:
            yield Heading(_text("기사"))
        if begins_links:
            yield Paragraph(_text(LINKED_ONLY), Style.SMALL)
        yield from _article(row, report)


def _is_link_only(row: ClipRow, report: ClipReport) -> bool:
    """Whether of an article of the archive no more than a link and a few words may be handed in."""
    return row.id != 0 and report.rights.get(row.article.outlet, Licence.LINK) == Licence.LINK


def _is_telling(chart: Chart) -> bool:
    """Whether there is something to compare: two bars that are not both of one article or none."""
    totals = sorted(sum(bar.values) for bar in chart.bars)
    return len(totals) > 1 and totals[-2] > 0 and totals[-1] > 1


def _summary(report: ClipReport) -> Iterator[Block]:
    rows = report.rows
    if report.earlier is not None:
        yield from _changes(report, report.earlier)
    if len(rows) > 1 and any(row.tone for row in rows):
        tones = Counter(row.tone for row in rows)
        heads = [tone for tone in (*TONES, "") if tones[tone]]
        columns = [TableColumn(tone or NO_TONE, 1, Align.CENTER) for tone in heads]
        yield Table(
            columns, [[_text(f"{tones[tone]:,}건 ({tones[tone] / len(rows):.0%})") for tone in heads]], title="논조"
        )
    yield from _counted(report, "구분", lambda row: row.group)
    yield from _counted(report, "매체", lambda row: row.article.outlet_title)
    if len(report.voices) > 1:
        total = sum(one.articles for one in report.voices)
        yield Table(
            (
                TableColumn("이름", 30),
                TableColumn("검색", 40),
                TableColumn("기사", 12, Align.RIGHT),
                TableColumn("중복 제외", 14, Align.RIGHT),
                TableColumn("점유율", 12, Align.RIGHT),
            ),
            [
                [
                    _text(one.name),
                    _text(one.query),
                    _text(f"{one.articles:,}"),
                    _text(f"{one.first:,}"),
                    _text(f"{one.articles / total:.1%}" if total else ""),
                ]
                for one in report.voices
            ],
            title="보도 점유율",
        )


def _changes(report: ClipReport, earlier: EarlierCounts) -> Iterator[Block]:
    """The numbers beside those of the earlier period; where it was not covered, only that."""
    if earlier.missing:
        yield Paragraph(_text(f"{earlier.name}과 견주지 않았습니다: {earlier.missing}"), Style.SMALL)
        return
    tones = Counter(row.tone for row in report.rows)
    numbers = [
        ("기사", report.counted.articles, earlier.counted.articles),
        ("중복 제외", report.counted.stories, earlier.counted.stories),
        *((tone, tones[tone], earlier.tones.get(tone, 0)) for tone in TONES if tones[tone] or earlier.tones.get(tone)),
    ]
    columns = (
        TableColumn("", 20),
        TableColumn("이번", 12, Align.RIGHT),
        TableColumn(earlier.name, 12, Align.RIGHT),
        TableColumn("증감", 12, Align.RIGHT),
    )
    yield Table(
        columns,
        [
            [_text(name), _text(f"{now:,}"), _text(f"{then:,}"), _text(f"{now - then:+,}" if now != then else "0")]
            for name, now, then in numbers
        ],
        title=f"{earlier.name}과 비교",
    )


def _counted(report: ClipReport, what: str, key: Callable[[ClipRow], str]) -> Iterator[Block]:
    """How many articles each has, and how many of each tone where tones were marked; nothing of a single one."""
    counts = Counter(key(row) for row in report.rows)
    if len(counts) < 2:
        return
    tones = [tone for tone in TONES if any(row.tone == tone for row in report.rows)]
    of_tone = Counter((key(row), row.tone) for row in report.rows)
    alone = Counter(key(row) for row in report.rows if not row.is_copy)
    most = sorted(counts, key=lambda name: (-counts[name], name))
    shown = most if len(most) <= MAX_COUNTED + 1 else most[:MAX_COUNTED]
    rest = most[len(shown) :]
    lines = [(name or "모름", [name]) for name in shown] + ([(f"그 밖의 {what} {len(rest):,}", rest)] if rest else [])
    numbers = [
        [sum(counts[name] for name in names), sum(alone[name] for name in names)]
        + [sum(of_tone[name, tone] for name in names) for tone in tones]
        for _, names in lines
    ]
    heads = ["기사", "중복 제외", *tones]
    columns = [TableColumn(what, 40), *(TableColumn(head, 12, Align.RIGHT) for head in heads)]
    yield Table(
        columns,
        [
            [_text(name), *(_text(f"{value:,}" if value else "") for value in values)]
            for (name, _), values in zip(lines, numbers, strict=True)
        ],
        title=f"{what}별",
    )


def _list(report: ClipReport, template: Template) -> Table:
    """The articles in a line each; the columns of the office's form that fit on a sheet, under its own heads."""
    heads = {column.field: column.title for column in template.columns}
    has_pages = template.articles != "none"
    names = ["no", *(["group"] if "group" in heads else []), "outlet", "headline", "when"]
    names += ["tone"] if any(row.tone for row in report.rows) else []
    names += ["page"] if has_pages else []
    usual = {"no": "번호", "group": "구분", "outlet": "매체", "headline": "제목", "when": "일시", "tone": "논조"}
    columns = [
        TableColumn(
            "쪽" if name == "page" else heads.get(name, usual[name]),
            SMALL_WIDTHS[name],
            Align.LEFT if name in ("outlet", "headline") else Align.CENTER,
            is_page=name == "page",
        )
        for name in names
    ]

    def cell(name: str, row: ClipRow) -> Text:
        link = f"#{_anchor(row)}" if has_pages else row.article.canonical_url
        if name == "headline":
            under = "└ " if row.is_copy and row.copies > 1 else ""
            return (*_text(under), *mark_terms(_one_line(row.article.headline), report.terms, link))
        if name == "page":
            return (Run("", link=link),)
        return _text(
            {
                "no": f"{row.number}",
                "group": row.group,
                "outlet": _joined("\n", row.article.outlet_title, row.where),
                "when": _when_short(row),
                "tone": row.tone,
            }[name]
        )

    return Table(columns, [[cell(name, row) for name in names] for row in report.rows])


def _article(row: ClipRow, report: ClipReport) -> Iterator[Block]:
    article, url = row.article, row.article.canonical_url
    link = url if is_web_address(url) else ""
    headline = mark_terms(_one_line(article.headline), report.terms, link)
    yield Heading((Run(f"{row.number}. ", link=link), *headline), level=2, anchor=_anchor(row))
    yield Paragraph(_text(_data_text(row)), Style.DATA)
    yield from _remarks(row)
    yield from _texts(row, report)
    for attachment in row.attachments:
        yield Picture(attachment.data, attachment.media_type, _text(f"스캔 {attachment.name}"))
    if link:
        yield Paragraph((Run(f"원문 {url}", link=link),), Style.SMALL)


def _remarks(row: ClipRow) -> Iterator[Block]:
    """What is known of the article, and what people noted."""
    same = f"같은 글 {len(row.same_text):,}매체: {', '.join(row.same_text)}" if row.same_text else ""
    release = (
        f"보도자료 여부: {row.release}" if row.release and not (same and row.release.startswith("같은 글")) else ""
    )
    late = "지난 마감 전 기사(뒤늦게 수집)" if row.is_late else ""
    gone = f"원문 삭제 확인 {row.gone_at:%Y.%m.%d. %H:%M}" if row.gone_at is not None else ""
    if known := _joined(" · ", release, late, gone):
        yield Paragraph(_text(known), Style.DATA)
    if same:
        yield Paragraph(_text(same), Style.DATA)
    if row.tone or row.note:
        parts = (f"논조 {row.tone}" if row.tone else "", row.note and f"비고 {row.note}")
        yield Paragraph(_text(_joined(" · ", *parts)), Style.NOTE)


def _texts(row: ClipRow, report: ClipReport) -> Iterator[Block]:
    """Deck and body; where the outlet allows less than the whole, what it allows and that there is more."""
    if deck := "\n".join(filter(None, map(str.strip, row.deck.split("\n")))):
        yield Paragraph(mark_terms(deck, report.terms), Style.DECK)
    yield from _paragraphs(row.body, report)
    is_whole = report.rights.get(row.article.outlet, Licence.LINK) == Licence.FULL
    if is_whole:
        for photo in row.article.photos:
            if caption := _caption(photo):
                yield Paragraph(mark_terms(f"사진: {caption}", report.terms), Style.CAPTION)
    if row.cut and not _is_link_only(row, report):
        yield Paragraph(_text("매체가 허락한 만큼만 실었습니다. 나머지는 원문에서 볼 수 있습니다."), Style.SMALL)


def _paragraphs(body: str, report: ClipReport) -> Iterator[Block]:
    """The lines of a text; those of a table, whose cells are parted by a bar, together as one."""
    rows: list[list[str]] = []
    for line in [*body.split("\n"), ""]:
        cells = line.split(BETWEEN_CELLS) if BETWEEN_CELLS in line else []
        if rows and len(cells) != len(rows[0]):
            yield from _made_of_rows(rows, report)
            rows = []
        if cells:
            rows.append(cells)
        elif line.strip():
            yield Paragraph(mark_terms(line.strip(), report.terms))


def _made_of_rows(rows: Sequence[Sequence[str]], report: ClipReport) -> Iterator[Block]:
    """A table of several rows with as many cells each; one row alone, and what no cell holds, are lines of text."""
    if len(rows) == 1 or any(len(cell) > MAX_CELL for row in rows for cell in row):
        for row in rows:
            yield Paragraph(mark_terms(BETWEEN_CELLS.join(row).strip(), report.terms))
        return
    widths = [max(len(row[n].strip()) for row in rows) for n in range(len(rows[0]))]
    columns = [TableColumn("", min(max(width, 4), 40)) for width in widths]
    yield Table(columns, [[mark_terms(cell.strip(), report.terms) for cell in row] for row in rows])


def _caption(photo: Photo) -> str:
    credit = _one_line(photo.credit)
    return _joined(" ", _one_line(photo.caption), f"({credit})" if credit else "")


def _notes(report: ClipReport, template: Template) -> Iterator[Block]:
    """What a reader has to know of the clip, and of the right to use it."""
    yield Heading(_text("안내"))
    for note in (*make_notes(report, template), *make_rights()):
        yield Paragraph(_text(note), Style.SMALL)


def _data_text(row: ClipRow) -> str:
    """견본일보 · 지면 3면 4단 · 2026.11.03.(화) 08:30 · 국하람 기자 · 사회."""
    article = row.article
    day = "보도일 모름" if row.day is None else day_text(row.day)
    clock = "" if row.clock is None else f"{row.clock:%H:%M}"
    who = ", ".join(name if name.endswith(("기자", "통신원")) else f"{name} 기자" for name in article.reporters)
    medium = row.medium.value if row.where else ""
    return _joined(
        " · ",
        article.outlet_title,
        _joined(" ", medium, row.where),
        _joined(" ", day, clock),
        who,
        article.section,
        row.group,
    )


def _when_short(row: ClipRow) -> str:
    day = "" if row.day is None else f"{row.day:%m.%d.}"
    return _joined(" ", day, "" if row.clock is None else f"{row.clock:%H:%M}")


def _anchor(row: ClipRow) -> str:
    return f"article-{row.number}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _joined(between: str, *parts: str) -> str:
    return between.join(filter(None, parts))


def _text(text: str) -> tuple[Run, ...]:
    return (Run(text),) if text else ()


def _plain(text: str) -> Paragraph:
    return Paragraph(_text(text))
