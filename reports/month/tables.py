"""The tables of a month's report: what their cells hold, not how. A document, page, workbook and CSV all show these."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from models.records.remark import TONES
from reports.coverage.sentences import WEEKDAYS
from reports.month.comparison import Change, Points, compared, short_name
from reports.month.month_report import (
    NOTHING,
    Earlier,
    Figures,
    HeadlineKind,
    MonthReport,
    ReleaseCounts,
)

NO_TONE = "표시 없음"
NO_DEPARTMENT = "부서 모름"
FIRST, COPIES = "최초·독자", "같은 글"
THIS = "이번 달"


class Kind(Enum):
    """What a column holds, which says how it is written and where it stands."""

    TEXT = auto()
    LINK = auto()
    COUNT = auto()
    RANK = auto()
    SHARE = auto()  # 0 to 1
    MINUTES = auto()
    DAY = auto()
    CHANGE = auto()
    POINTS = auto()


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to an address."""

    text: str
    url: str


Cell = str | int | float | date | Link | Change | Points | None


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """A column; ``width`` in characters of a digit. ``is_minor``: on a narrow screen it stands below its row's line.

    ``is_extra``: only a workbook and a CSV have it.
    """

    title: str
    kind: Kind
    width: float
    is_minor: bool = False
    is_extra: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTable:
    """A table: ``name`` is that of its sheet, ``max_rows`` how many rows are read on a page, ``rest`` what is said of
    the others ({count}). ``note`` stands below it."""

    name: str
    title: str
    columns: Sequence[MonthColumn]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    max_rows: int = 1_000
    rest: str = ""

    @property
    def page_columns(self) -> Sequence[MonthColumn]:
        """The columns that a page shows."""
        return [column for column in self.columns if not column.is_extra]

    @property
    def page_rows(self) -> Sequence[Sequence[Cell]]:
        """The cells that a page shows."""
        rows = self.rows[: self.max_rows]
        if not any(column.is_extra for column in self.columns):
            return rows
        return [[cell for cell, column in zip(row, self.columns, strict=True) if not column.is_extra] for row in rows]

    @property
    def rest_text(self) -> str:
        """What is said of the rows that a page does not show."""
        left = len(self.rows) - len(self.page_rows)
        return self.rest.format(count=f"{left:,}") if left else ""


def make_tables(report: MonthReport) -> list[MonthTable]:
    """The tables that the report has anything for, in their order."""
    made = (
        _overview, _tones, _voices, _days, _outlets, _reporters, _stories, _departments, _releases,
        _outlet_headlines, _headlines,
    )  # fmt: skip
    return [table for make in made if (table := make(report)) is not None and table.rows]


def _text(title: str, width: float, *, is_minor: bool = False) -> MonthColumn:
    return MonthColumn(title, Kind.TEXT, width, is_minor)


def _count(title: str, width: float = 9, *, is_minor: bool = False) -> MonthColumn:
    return MonthColumn(title, Kind.COUNT, width, is_minor)


def _compared_columns(earlier: Sequence[Earlier], *, is_minor: bool = False) -> list[MonthColumn]:
    """For each earlier month its number, and the difference."""
    return [
        column
        for one in earlier
        for column in (
            _count(short_name(one), 12, is_minor=is_minor),
            MonthColumn(f"{one.name} 대비", Kind.CHANGE, 17),
        )
    ]


def _overview(report: MonthReport) -> MonthTable:
    figures = report.figures
    rows: list[tuple[str, str, Callable[[Figures], int], bool]] = [
        ("기사", "건", lambda one: one.counted.articles, False),
        ("중복 제외", "건", lambda one: one.counted.stories, False),
        ("보도한 매체", "개", lambda one: len(one.outlets), False),
        ("이름을 밝힌 기자", "명", lambda one: len(one.reporters), False),
        ("배포한 보도자료", "건", lambda one: one.releases.releases, True),
        ("게재된 보도자료", "건", lambda one: one.releases.picked, True),
        ("보도자료로 쓴 기사", "건", lambda one: one.releases.articles, True),
    ]
    earlier = compared(report)
    has_releases = any(one.releases.releases for one in (figures, *(e.figures for e in earlier if e.figures)))
    out: list[list[Cell]] = []
    for name, unit, number, is_of_releases in rows:
        if is_of_releases and not has_releases:
            continue
        now = number(figures)
        row: list[Cell] = [name, now]
        for one in earlier:
            then = _then(one, number, is_of_releases=is_of_releases)
            row += [then, Change(now, then, unit)]
        out.append(row)
    return MonthTable(
        name="요약", title="한눈에", columns=[_text("항목", 20), _count(THIS), *_compared_columns(earlier)], rows=out
    )


def _then(earlier: Earlier, number: Callable[[Figures], int], *, is_of_releases: bool) -> int | None:
    """A number of an earlier month; of releases only where any of that month are kept."""
    figures = earlier.figures
    if figures is None or (is_of_releases and not figures.releases.releases):
        return None
    return number(figures)


def _tones(report: MonthReport) -> MonthTable | None:
    figures, articles = report.figures, report.figures.counted.articles
    if not any(figures.tones.get(tone) for tone in TONES):
        return None
    # Tones are a person's: a month in which nobody noted any has none to compare with.
    earlier = [one for one in compared(report) if one.figures and any(one.figures.tones.get(t) for t in TONES)]
    rows: list[list[Cell]] = []
    for tone in (*TONES, ""):
        now = figures.tones.get(tone, 0)
        then = [one.figures.tones.get(tone, 0) for one in earlier if one.figures]
        if now or any(then):
            row: list[Cell] = [tone or NO_TONE, now, now / articles]
            rows.append(row + [cell for number in then for cell in (number, Change(now, number))])
    left = [one.name for one in compared(report) if one not in earlier]
    note = f"{'·'.join(left)}에는 논조를 적은 기록이 없어 비교하지 않았습니다." if left else ""
    columns = [_text("논조", 12), _count("기사"), MonthColumn("비율", Kind.SHARE, 9), *_compared_columns(earlier)]
    return MonthTable(name="논조", title="논조", columns=columns, rows=rows, note=note)


def _voices(report: MonthReport) -> MonthTable | None:
    voices = report.figures.voices
    if len(voices) < 2:
        return None
    earlier = compared(report)
    total = sum(one.articles for one in voices)
    rows: list[list[Cell]] = []
    for place, one in enumerate(voices):
        share = one.articles / total if total else None
        row: list[Cell] = [one.name, one.query, one.articles, one.first, share]
        for other in earlier:
            assert other.figures is not None
            then = other.figures.voices
            whole = sum(voice.articles for voice in then)
            before = then[place].articles / whole if whole else None
            row += [then[place].articles, before, Points(share, before)]
        rows.append(row)
    columns = [
        _text("이름", 16),
        _text("검색", 16, is_minor=True),
        _count("기사"),
        _count(FIRST, is_minor=True),
        MonthColumn("점유율", Kind.SHARE, 9),
    ]
    for other in earlier:
        columns += [
            MonthColumn(f"{other.name} 기사", Kind.COUNT, 11, is_extra=True),
            MonthColumn(f"{other.name} 점유율", Kind.SHARE, 11, is_minor=True),
            MonthColumn(f"{other.name} 대비", Kind.POINTS, 12),
        ]
    note = "점유율은 각 이름이 나온 기사 수를 그 합으로 나눈 값이며, 여러 이름이 나온 기사는 이름마다 세었습니다."
    return MonthTable(name="점유율", title="보도 점유율", columns=columns, rows=rows, note=note)


def _days(report: MonthReport) -> MonthTable | None:
    if not report.figures.counted.articles:
        return None
    counts = [(day, report.figures.days.get(day, NOTHING)) for day in list_days(report)]
    rows: list[list[Cell]] = [
        [day, WEEKDAYS[day.weekday()], one.articles, one.first, one.copies] for day, one in counts
    ]
    columns = [MonthColumn("날짜", Kind.DAY, 12), _text("요일", 6), _count("기사"), _count(FIRST), _count(COPIES)]
    return MonthTable(name="날짜별", title="날짜별 보도", columns=columns, rows=rows)


def list_days(report: MonthReport) -> Iterator[date]:
    """The days of the month up to the one at which the report was made."""
    last = min(report.month.last, max(report.made_at.date(), report.month.first))
    for n in range((last - report.month.first).days + 1):
        yield report.month.first + timedelta(days=n)


def _month_before(report: MonthReport) -> Earlier | None:
    """The month before, where it is compared."""
    return next((one for one in compared(report) if one.month == report.month.before), None)


def _outlets(report: MonthReport) -> MonthTable:
    before = _month_before(report)
    places = before.figures.places if before is not None and before.figures is not None else {}
    rows: list[list[Cell]] = []
    for one in report.outlets:
        row: list[Cell] = [
            one.rank,
            one.title,
            one.region,
            one.counts.articles,
            one.counts.first,
            one.counts.copies,
        ]
        if before is not None and before.figures is not None:
            then = None if one.id in before.uncovered else before.figures.outlets.get(one.id, NOTHING).articles
            row += [places.get(one.id), then, Change(one.counts.articles, None if one.is_part else then)]
        notes = ["수집 못 한 날 있음"] * one.is_part
        notes += ["지난달 기록 없음"] * (before is not None and one.id in before.uncovered)
        row.append(", ".join(notes))
        rows.append(row)
    columns = [
        MonthColumn("순위", Kind.RANK, 6),
        _text("매체", 18),
        _text("지역", 9, is_minor=True),
        _count("기사", 8),
        _count(FIRST, 10, is_minor=True),
        _count(COPIES, 8, is_minor=True),
    ]
    if before is not None:
        columns += [
            MonthColumn("지난달 순위", Kind.RANK, 8, is_minor=True),
            _count("지난달 기사", 9, is_minor=True),
            MonthColumn("지난달 대비", Kind.CHANGE, 16),
        ]
    columns.append(_text("비고", 12, is_minor=True))
    if not any(row[-1] for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    gone = _absent(report, before)
    return MonthTable(name="매체", title="매체별 보도", columns=columns, rows=rows, note=gone)


def _absent(report: MonthReport, before: Earlier | None) -> str:
    """How many outlets reported in the month before and do not now."""
    if before is None or before.figures is None:
        return ""
    gone = before.figures.outlets.keys() - report.figures.outlets.keys()
    return f"지난달에는 보도했으나 이번 달에는 기사가 없는 매체가 {len(gone):,}개 있습니다." if gone else ""


def _reporters(report: MonthReport) -> MonthTable:
    before = _month_before(report)
    rows: list[list[Cell]] = []
    for one in report.reporters:
        row: list[Cell] = [one.name, one.outlet_title, one.email, one.counts.articles, one.counts.first]
        if before is not None and before.figures is not None:
            known = before.figures.reporters.get((one.outlet, one.name), NOTHING)
            then = None if one.outlet in before.uncovered else known.articles
            row += [then, Change(one.counts.articles, then)]
        rows.append(row)
    columns = [
        _text("기자", 12),
        _text("매체", 16),
        _text("이메일", 26, is_minor=True),
        _count("기사", 8),
        _count(FIRST, 10, is_minor=True),
    ]
    if before is not None:
        columns += [_count("지난달 기사", 9, is_minor=True), MonthColumn("지난달 대비", Kind.CHANGE, 16)]
    return MonthTable(
        name="기자",
        title="기자별 보도",
        columns=columns,
        rows=rows,
        max_rows=35,
        rest="그 밖의 기자 {count}명은 엑셀과 CSV 파일에 있습니다.",
        note="이메일은 혼자 쓴 기사에 적힌 주소이며, 알 수 없으면 비워 두었습니다." if rows else "",
    )


def _stories(report: MonthReport) -> MonthTable:
    return MonthTable(
        name="많이 실린 기사",
        title="여러 매체에 실린 기사",
        columns=[
            MonthColumn("날짜", Kind.DAY, 11, is_minor=True),
            MonthColumn("제목", Kind.LINK, 40),
            _text("먼저 실은 매체", 15, is_minor=True),
            _count("기사", 7),
            _count("매체", 7, is_minor=True),
            _text("실은 매체", 34, is_minor=True),
        ],
        rows=[
            [one.day, Link(one.headline, one.url), one.outlet, one.articles, len(one.outlets), ", ".join(one.outlets)]
            for one in report.stories
        ],
        max_rows=15,
        rest="그 밖의 {count}건은 엑셀과 CSV 파일에 있습니다.",
    )


def _departments(report: MonthReport) -> MonthTable | None:
    if not report.figures.releases.releases:
        return None
    earlier = [one for one in compared(report) if one.figures is not None and one.figures.releases.releases]
    rows: list[list[Cell]] = []
    for one in report.found.departments:
        row: list[Cell] = [
            one.name or NO_DEPARTMENT,
            one.counts.releases,
            one.counts.picked,
            one.counts.articles,
            one.counts.outlets,
            one.mean_minutes,
            one.share,
            one.same_headlines,
        ]
        for other in earlier:
            assert other.figures is not None
            then = other.figures.departments.get(one.name, ReleaseCounts())
            row += [then.releases, then.articles]
        rows.append(row)
    columns = [
        _text("부서", 16),
        _count("보도자료", 9),
        _count("게재된 자료", 9, is_minor=True),
        _count("기사", 7),
        _count("매체", 7, is_minor=True),
        MonthColumn("평균 소요", Kind.MINUTES, 15, is_minor=True),
        MonthColumn("실린 비율", Kind.SHARE, 9, is_minor=True),
        _count("제목 그대로", 9, is_minor=True),
    ]
    for other in earlier:
        columns += [
            _count(f"{other.name} 보도자료", 10, is_minor=True),
            _count(f"{other.name} 기사", 9, is_minor=True),
        ]
    note = (
        "이 달에 배포한 보도자료를 검색어와 관계없이 모두 세었습니다. 평균 소요는 배포부터 각 매체의 첫 기사까지의 "
        "시간, 실린 비율은 보도자료 글자 가운데 기사에 실린 비율의 평균입니다."
    )
    if report.found.undated:
        note += f" 배포일을 모르는 보도자료 {report.found.undated:,}건은 어느 달에도 넣지 않았습니다."
    if left := [one.name for one in compared(report) if one not in earlier]:
        note += f" {'·'.join(left)} 보도자료는 비교할 기록이 없습니다."
    return MonthTable(name="부서별 보도자료", title="부서별 보도자료", columns=columns, rows=rows, note=note)


def _releases(report: MonthReport) -> MonthTable:
    return MonthTable(
        name="보도자료",
        title="보도자료별 게재",
        columns=[
            MonthColumn("배포일", Kind.DAY, 11, is_minor=True),
            _text("보도자료", 38),
            _text("부서", 14, is_minor=True),
            _count("기사", 7),
            _count("매체", 7, is_minor=True),
            MonthColumn("평균 소요", Kind.MINUTES, 15, is_minor=True),
            MonthColumn("실린 비율", Kind.SHARE, 9, is_minor=True),
        ],
        rows=[
            [
                one.day,
                one.title,
                one.department or NO_DEPARTMENT,
                one.articles,
                len(one.outlets),
                one.mean_minutes,
                one.share,
            ]
            for one in report.found.releases
        ],
        max_rows=30,
        rest="그 밖의 보도자료 {count}건은 엑셀과 CSV 파일에 있습니다.",
    )


def _outlet_headlines(report: MonthReport) -> MonthTable:
    return MonthTable(
        name="매체별 제목",
        title="보도자료 제목을 매체가 어떻게 바꾸었나",
        columns=[_text("매체", 20), _count("기사"), *(_count(str(kind)) for kind in HeadlineKind)],
        rows=[
            [one.title, one.articles, *(one.kinds.get(kind, 0) for kind in HeadlineKind)]
            for one in report.found.outlets
        ],
        max_rows=30,
        rest="그 밖의 매체 {count}개는 엑셀과 CSV 파일에 있습니다.",
        note="띄어쓰기와 문장 부호만 다르면 그대로로, 보도자료 제목이 거의 남아 있으면 줄임이나 덧붙임으로 보았습니다.",
    )


def _headlines(report: MonthReport) -> MonthTable:
    changed = [one for one in report.found.releases if any(g.kind is not HeadlineKind.SAME for g in one.headlines)]
    return MonthTable(
        name="제목 바꾼 기사",
        title="보도자료별로 바뀐 제목",
        columns=[
            _text("보도자료 제목", 32),
            _text("구분", 8),
            _text("기사 제목", 34),
            _count("기사", 6),
            _text("매체", 24, is_minor=True),
        ],
        rows=[
            [one.title if place == 0 else "", str(group.kind), group.headline, group.articles, ", ".join(group.outlets)]
            for one in changed
            for place, group in enumerate(one.headlines)
        ],
        max_rows=60,
        rest="그 밖의 제목 {count}개는 엑셀과 CSV 파일에 있습니다.",
    )
