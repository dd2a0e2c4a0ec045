"""What can be wrong with an outlet or a run: a closed list, each cause one plain sentence in Korean and in English."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from models.health.signs import Trait
from models.records.labels import Language


class Cause(StrEnum):
    """The closed list."""

    NO_LINKS = "no_links"
    NOTHING_NEW = "nothing_new"
    NO_DATE = "no_date"
    NO_REPORTER = "no_reporter"
    NO_HEADLINE = "no_headline"
    NO_BODY = "no_body"
    LENGTH_MOVED = "length_moved"
    EQUAL_BODIES = "equal_bodies"
    EQUAL_HEADLINES = "equal_headlines"
    WALL = "wall"
    NO_ARTICLES = "no_articles"
    NOTICES = "notices"
    UNREAD = "unread"
    LAYOUT_MISSED = "layout_missed"
    DISAGREES = "disagrees"
    FOREIGN_TEXT = "foreign_text"
    BROKEN_TEXT = "broken_text"
    PHP = "php_messages"
    ROBOTS_CHANGED = "robots_changed"
    ROBOTS = "robots_unavailable"
    DISALLOWED = "disallowed"
    CERTIFICATE = "certificate"
    HANDSHAKE = "tls_handshake"
    LISTS = "lists"
    DNS = "dns"
    UNREACHABLE = "unreachable"
    BUSY = "server_busy"
    FAILING = "failing"
    MANY_GONE = "many_gone"
    UNFINISHED = "unfinished"
    KILLED = "killed"
    NOT_BEGUN = "not_begun"
    STORAGE = "storage"
    MEMORY = "memory"
    FAULT = "program_fault"
    NOT_CRAWLED = "not_crawled"
    HELD_LONG = "held_long"


class Words(NamedTuple):
    """A sentence in both languages.

    ``{outlet}``, ``{count}``, ``{pages}``, ``{usual}``, ``{days}``, ``{detail}`` are filled in.
    """

    ko: str
    en: str


SENTENCES: Mapping[Cause, Words] = MappingProxyType(
    {
        Cause.NO_LINKS: Words(
            "목록에서 기사 주소를 하나도 찾지 못했습니다(보통 {usual}건). 목록의 모양이나 주소가 바뀌었을 수 있습니다.",
            "No article link was found on its lists (usually {usual}): the lists may have moved or changed.",
        ),
        Cause.NOTHING_NEW: Words(
            "{days}일째 새 기사가 없습니다(보통 길어야 {usual}일).",
            "No new article for {days} days (usually at most {usual}).",
        ),
        Cause.NO_DATE: Words(
            "기사 {pages}건 가운데 {count}건에서 보도일시를 읽지 못했습니다.",
            "The publication date could not be read on {count} of {pages} pages.",
        ),
        Cause.NO_REPORTER: Words(
            "기사 {pages}건 가운데 {count}건에 기자 이름이 없습니다. 평소보다 훨씬 많습니다.",
            "No reporter was found on {count} of {pages} pages, far more than usual.",
        ),
        Cause.NO_HEADLINE: Words(
            "페이지 {pages}건 가운데 {count}건에서 제목을 찾지 못했습니다.",
            "No headline was found on {count} of {pages} pages.",
        ),
        Cause.NO_BODY: Words(
            "페이지 {pages}건 가운데 {count}건에서 본문을 찾지 못했습니다.",
            "No text was found on {count} of {pages} pages.",
        ),
        Cause.LENGTH_MOVED: Words(
            "본문 길이가 크게 달라졌습니다(가운데값 {usual}자에서 {count}자로).",
            "The length of its articles has changed (median {usual} to {count} characters).",
        ),
        Cause.EQUAL_BODIES: Words(
            "서로 다른 기사 {count}건의 본문이 똑같습니다. 로그인 안내나 같은 화면일 수 있습니다.",
            "{count} different articles have the same text: a login wall, or one page for every address.",
        ),
        Cause.EQUAL_HEADLINES: Words(
            "서로 다른 기사 {count}건의 제목이 똑같습니다.",
            "{count} different articles have the same headline.",
        ),
        Cause.WALL: Words(
            "페이지 {pages}건 가운데 {count}건이 로그인이나 인증을 요구합니다.",
            "{count} of {pages} pages ask for a login or a proof of age.",
        ),
        Cause.NO_ARTICLES: Words(
            "페이지 {pages}건 가운데 {count}건이 기사가 아닙니다(목록, 오류 안내 등).",
            "{count} of {pages} pages are not articles (lists, error notices and the like).",
        ),
        Cause.NOTICES: Words(
            "기사 {count}건의 자리에 안내문이나 다른 글이 왔습니다({detail}). 보관된 글은 그대로 두었습니다.",
            "{count} articles came back as a notice or another text ({detail}); the stored articles were kept.",
        ),
        Cause.UNREAD: Words(
            "새 페이지 {pages}건 가운데 {count}건을 기사로 읽지 못했습니다({detail}).",
            "{count} of {pages} new pages could not be read as articles ({detail}).",
        ),
        Cause.LAYOUT_MISSED: Words(
            "기사 {pages}건 가운데 {count}건에서 알던 자리에 본문이나 날짜가 없었습니다. 화면이 바뀐 듯합니다. "
            "`news outlets fit {outlet}`가 새 화면을 익혀 제안합니다.",
            "On {count} of {pages} pages the parts have moved: the template has changed; "
            "`news outlets fit {outlet}` may learn the new one.",
        ),
        Cause.DISAGREES: Words(
            "기사 {pages}건 가운데 {count}건의 제목이나 날짜가 목록에 적힌 것과 다릅니다.",
            "On {count} of {pages} pages the headline or date is not the one its lists give.",
        ),
        Cause.FOREIGN_TEXT: Words(
            "기사 {pages}건 가운데 {count}건의 본문에 다른 기사나 화면의 글이 섞였습니다.",
            "{count} of {pages} texts contain lines of other articles or boilerplate.",
        ),
        Cause.BROKEN_TEXT: Words(
            "기사 {pages}건 가운데 {count}건의 글자가 깨졌습니다.",
            "{count} of {pages} texts contain broken characters.",
        ),
        Cause.PHP: Words(
            "기사 {pages}건 가운데 {count}건에 서버 오류 문구가 있습니다. 평소보다 훨씬 많습니다.",
            "Server messages appear on {count} of {pages} pages, far more than usual.",
        ),
        Cause.ROBOTS_CHANGED: Words(
            "robots.txt가 바뀌었습니다: {detail}. 허용 범위를 확인해 주십시오.",
            "Its robots.txt has changed: {detail}. Check what may be fetched now.",
        ),
        Cause.ROBOTS: Words(
            "robots.txt를 받을 수 없어 수집하지 않았습니다({detail}).",
            "It was not crawled because its robots.txt could not be fetched ({detail}).",
        ),
        Cause.DISALLOWED: Words(
            "기사 {count}건이 robots.txt에서 허용되지 않습니다. 전에는 허용되었습니다.",
            "{count} articles are not allowed by robots.txt; they were before.",
        ),
        Cause.CERTIFICATE: Words(
            "보안 인증서가 만료되었거나 올바르지 않습니다.",
            "Its security certificate has expired or is not valid.",
        ),
        Cause.HANDSHAKE: Words(
            "안전한 연결(TLS)을 맺지 못했습니다. 서버의 보안 방식이 너무 오래되었거나 약합니다.",
            "No secure connection (TLS) could be agreed on: the server's protocol, key or cipher is too old or weak.",
        ),
        Cause.LISTS: Words(
            "목록이나 피드 {count}개를 제대로 읽지 못했습니다({detail}).",
            "{count} of its lists or feeds are not what they should be ({detail}).",
        ),
        Cause.DNS: Words("주소(도메인)를 찾을 수 없습니다.", "Its domain name cannot be found."),
        Cause.UNREACHABLE: Words("서버에 연결할 수 없습니다({detail}).", "Its server cannot be reached ({detail})."),
        Cause.BUSY: Words(
            "서버가 요청을 거절하며 기다리라고 했습니다(429 또는 503).",
            "Its server refused and told us to wait (429 or 503).",
        ),
        Cause.FAILING: Words(
            "요청 {pages}건 가운데 {count}건이 실패했습니다({detail}).",
            "{count} of {pages} requests failed ({detail}).",
        ),
        Cause.MANY_GONE: Words(
            "기사 {count}건이 한꺼번에 사라졌습니다.",
            "{count} articles were removed at once.",
        ),
        Cause.UNFINISHED: Words(
            "수집이 {count}회 연속 끝나지 못했습니다({detail}).",
            "Its crawl was not finished {count} times in a row ({detail}).",
        ),
        Cause.KILLED: Words(
            "수집이 끝을 기록하지 못하고 멈췄습니다(강제 종료, 정전, 또는 보관함에 쓸 수 없음).",
            "Its crawl stopped before its end was recorded: it was killed, or the archive could not be written.",
        ),
        Cause.NOT_BEGUN: Words(
            "차례가 오기 전에 전체 수집이 멈췄습니다(강제 종료, 정전, 또는 보관함에 쓸 수 없음).",
            "The whole crawl stopped before its turn came: it was killed, or the archive could not be written.",
        ),
        Cause.STORAGE: Words("기사 보관함에 쓸 수 없었습니다.", "The archive could not be written."),
        Cause.MEMORY: Words(
            "컴퓨터의 메모리가 모자랐습니다. 다른 프로그램을 닫고 다시 수집해 주십시오.",
            "The computer had not enough memory: close other programs and crawl again.",
        ),
        Cause.FAULT: Words("프로그램 자체의 오류가 있었습니다: {detail}", "The program itself failed: {detail}"),
        Cause.NOT_CRAWLED: Words(
            "{days}일째 수집하지 않았습니다. 예약 실행을 확인해 주십시오.",
            "It has not been crawled for {days} days: check whether the schedule runs.",
        ),
        Cause.HELD_LONG: Words(
            "의심스러운 페이지 {count}건이 보류되어 있습니다. "
            "고친 뒤, 또는 아주 바뀐 것이라고 `news accept`로 인정한 뒤 `news reparse`로 되살릴 수 있습니다.",
            "{count} suspicious pages are held back; `news reparse` brings them in once a parser is mended, "
            "or after `news accept` where the outlet has changed for good.",
        ),
    }
)
TRAIT_CAUSES: Mapping[Trait, Cause] = MappingProxyType(
    {
        Trait.NO_DATE: Cause.NO_DATE,
        Trait.NO_REPORTER: Cause.NO_REPORTER,
        Trait.NO_BODY: Cause.NO_BODY,
        Trait.SHORT: Cause.LENGTH_MOVED,
        Trait.LONG: Cause.LENGTH_MOVED,
        Trait.MISSED: Cause.LAYOUT_MISSED,
        Trait.HEADLINE_OFF: Cause.DISAGREES,
        Trait.DATE_OFF: Cause.DISAGREES,
        Trait.DATE_ELSEWHERE: Cause.LAYOUT_MISSED,
        Trait.EQUAL_BODY: Cause.EQUAL_BODIES,
        Trait.EQUAL_HEADLINE: Cause.EQUAL_HEADLINES,
        Trait.SHARED_LINES: Cause.FOREIGN_TEXT,
        Trait.FRAME_LINES: Cause.FOREIGN_TEXT,
        Trait.FOREIGN_LINES: Cause.FOREIGN_TEXT,
        Trait.GARBLED: Cause.BROKEN_TEXT,
        Trait.BROKEN: Cause.BROKEN_TEXT,
        Trait.PHP: Cause.PHP,
        Trait.REJECT_HEADLINE: Cause.NO_HEADLINE,
        Trait.REJECT_BODY: Cause.NO_BODY,
        Trait.REJECT_WALL: Cause.WALL,
        Trait.REJECT_OTHER: Cause.NO_ARTICLES,
    }
)


def sentence(cause: Cause, facts: Mapping[str, object], language: Language) -> str:
    """The cause in one sentence, with its facts filled in."""
    words = SENTENCES[cause]
    known = {"outlet": "OUTLET", "count": "", "pages": "", "usual": "", "days": "", "detail": ""}
    return (words.ko if language == "ko" else words.en).format(**{**known, **facts})
