"""What the archive does not cover, in one Korean sentence: for a person who hands the report in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType

from models.health.coverage import Coverage, Gap, Shortfall
from models.health.shared_cause import SharedCause, find_shared_cause
from models.records.labels import Language
from reports.formats.terminal import clean

MAX_NAMED = 5
MAX_CAUSES = 3
WEEKDAYS = "월화수목금토일"
NOT_NOTHING = "'보도 없음'으로 볼 수 없습니다"
WHY: Mapping[Shortfall, str] = MappingProxyType(
    {
        Shortfall.RUNNING: "아직 수집 중",
        Shortfall.NOT_CRAWLED: "수집한 기록 없음",
        Shortfall.NOT_BEGUN: "차례가 오기 전에 수집이 멈춤",
        Shortfall.CUT_SHORT: "수집이 끝나기 전에 멈춤",
        Shortfall.LIMITED: "일부 기사만 수집",
        Shortfall.KILLED: "수집이 끝을 기록하지 못하고 멈춤",
        Shortfall.DNS: "매체 주소를 찾지 못함",
        Shortfall.CONNECTION: "서버에 연결되지 않음",
        Shortfall.TIMEOUT: "서버가 응답하지 않음",
        Shortfall.CERTIFICATE: "보안 인증서가 유효하지 않음",
        Shortfall.TLS: "안전한 연결을 맺지 못함",
        Shortfall.PROXY: "프록시가 접속을 거절함",
        Shortfall.ROBOTS: "robots.txt를 받지 못함",
        Shortfall.BUSY: "서버가 요청을 거절함",
        Shortfall.ERRORS: "서버 오류",
        Shortfall.LISTS: "기사 목록을 다 읽지 못함",
        Shortfall.NO_LINKS: "목록에 기사가 하나도 없음",
        Shortfall.PAGES: "기사 여러 건을 받지 못함",
        Shortfall.UNREAD: "새 페이지 여러 건을 기사로 읽지 못함",
        Shortfall.DISALLOWED: "robots.txt가 기사를 허용하지 않음",
        Shortfall.HELD: "의심스러운 기사 여러 건을 보류함",
        Shortfall.NOTICES: "기사 대신 안내문이 나옴",
        Shortfall.STORAGE: "보관함에 쓰지 못함",
        Shortfall.MEMORY: "컴퓨터 메모리 부족",
        Shortfall.FAULT: "수집 프로그램 오류",
    }
)
SHARED: Mapping[SharedCause, str] = MappingProxyType(
    {
        SharedCause.NETWORK: "인터넷에 연결되지 않음",
        SharedCause.NAMES: "인터넷 또는 이름 서버(DNS)에 연결되지 않음",
        SharedCause.CLOCK: "보안 인증서가 모두 유효하지 않음",
        SharedCause.PROXY: "프록시나 보안 장비가 접속을 막음",
        SharedCause.STORAGE: "보관함에 쓰지 못함",
    }
)


def say_coverage(coverage: Coverage, found: int = 1, language: Language = "ko") -> str:
    """What is missing, in one sentence; empty where the ``found`` articles can be taken for all there are."""
    if coverage.is_whole(found):
        return ""
    if language == "en":
        return _say_in_english(coverage)
    if coverage.is_to_come:
        return f"아직 오지 않은 기간이라 {NOT_NOTHING}."
    if not coverage.outlets:
        return f"보관함에 이 매체들을 수집한 기록이 없어 {NOT_NOTHING}."
    count, missing = coverage.outlets, coverage.missing
    if count == missing:
        which = "1개 매체" if count == 1 else f"{count:,}개 매체 모두"
        end = NOT_NOTHING
    else:
        which = f"{count:,}개 매체 가운데 {missing:,}개 매체"
        end = f"그 매체는 {NOT_NOTHING}"
    particle, did = _did(coverage.gaps)
    which += "" if count == missing > 1 else particle
    return f"{_when(coverage)} {which} {did}({_causes(coverage)}). {end}."


def _say_in_english(coverage: Coverage) -> str:
    """The same for an operator who reads English."""
    if coverage.is_to_come or not coverage.outlets:
        return "This time is not covered by any crawl: it cannot be taken for one without news."
    causes = "; ".join(
        f"{clean(gap.title)} since {gap.since:%Y-%m-%d %H:%M}: {str(gap.why).replace('_', ' ')}"
        for gap in coverage.gaps[:MAX_NAMED]
    )
    more = f"; {len(coverage.gaps) - MAX_NAMED} more" if len(coverage.gaps) > MAX_NAMED else ""
    return f"{coverage.missing:,} of {coverage.outlets:,} outlets are not covered ({causes}{more})."


def day_text(day: date) -> str:
    """A day with its weekday: 2026.11.27.(금)."""
    return f"{day:%Y.%m.%d.}({WEEKDAYS[day.weekday()]})"


def as_of_text(coverage: Coverage) -> str:
    """Up to when the outlets are known, where that is not the end of the time; empty where it is, or nothing is."""
    if coverage.as_of is None or not coverage.is_open or coverage.at - coverage.as_of < timedelta(minutes=30):
        return ""
    return f"{coverage.as_of:%m.%d. %H:%M} 수집 기준입니다."


def _did(gaps: Sequence[Gap]) -> tuple[str, str]:
    """The particle of the outlets, and what became of them."""
    kinds = {gap.why for gap in gaps}
    if kinds == {Shortfall.RUNNING}:
        return "의", "수집이 아직 끝나지 않았습니다"
    if kinds == {Shortfall.NOT_CRAWLED}:
        return "를", "수집하지 않았습니다"
    if kinds <= {
        Shortfall.LISTS,
        Shortfall.PAGES,
        Shortfall.UNREAD,
        Shortfall.HELD,
        Shortfall.CUT_SHORT,
        Shortfall.LIMITED,
    }:
        return "를", "다 수집하지 못했습니다"
    return "를", "수집하지 못했습니다"


_IN_PART = frozenset(
    {
        *(Shortfall.LISTS, Shortfall.PAGES, Shortfall.UNREAD),
        *(Shortfall.HELD, Shortfall.CUT_SHORT, Shortfall.LIMITED),
    }
)
"""Shortfalls of runs that have something of their outlet."""


def _when(coverage: Coverage) -> str:
    """The days that are missing: 오늘, 2026.11.27.(금), or from the first to the last."""
    first = min(gap.start for gap in coverage.gaps)
    last = max(gap.end for gap in coverage.gaps) - timedelta(microseconds=1)
    if coverage.start is None or (first.date() == coverage.at.date() and coverage.is_open):
        return "오늘"
    if last.date() == coverage.at.date() and first.date() != last.date():
        return f"{day_text(first.date())}부터 오늘까지"
    return (
        day_text(first.date()) if first.date() == last.date() else f"{day_text(first.date())}~{day_text(last.date())}"
    )


def _causes(coverage: Coverage) -> str:
    groups = list(_groups(coverage))
    told = groups[:MAX_CAUSES]
    more = f"; 그 밖에 {len(groups) - MAX_CAUSES}가지 사유" if len(groups) > MAX_CAUSES else ""
    return "; ".join(told) + more


def _groups(coverage: Coverage) -> Iterator[str]:
    """Each cause with the outlets that have it and since when, the most outlets first."""
    shared = find_shared_cause({gap.outlet: gap.word for gap in coverage.gaps}, coverage.asked)
    together: dict[str, list[Gap]] = {}
    for gap in coverage.gaps:
        is_shared = shared is not None and gap.outlet in shared.outlets
        together.setdefault(SHARED[shared.cause] if shared and is_shared else WHY[gap.why], []).append(gap)
    for why, gaps in sorted(together.items(), key=lambda pair: -len(pair[1])):
        names = ", ".join(clean(gap.title) for gap in gaps[:MAX_NAMED])
        more = f" 외 {len(gaps) - MAX_NAMED:,}곳" if len(gaps) > MAX_NAMED else ""
        yield f"{names}{more}: {_since(min(gap.since for gap in gaps))} {why}"


def _since(since: datetime) -> str:
    return f"{since:%m.%d. %H:%M}부터"
