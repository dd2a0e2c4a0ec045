"""Who wrote an article, from wherever its page says so, and nobody else: pages whose names of elements say nothing."""

import json

import pytest

from models.records.article import Article
from models.records.outlet import Outlet
from models.records.page import Page
from pipelines.extract import extract
from pipelines.text.bylines import Closing, split_closing
from scrapers.families.generic import FAMILY
from tests.support.read_pages import FETCHED, HOME, LAYOUTS, article

HEADLINE = "포항서 배터리 회의 열려"
OUTLET = Outlet(id="gaon", title="가온신문", family="generic", home="https://www.gaon.example")
LINES = (
    "포항시는 20일 배터리 회의를 연다고 밝혔다. 회의에는 기업 서른 곳이 참가한다.",
    '시장은 "작은 도시가 먼저 답을 내놓겠다"고 말했다. 회의는 이틀 동안 이어진다.',
    "참가자들은 안전 기준과 재사용 기술을 다루고, 둘째 날에는 현장을 둘러본다.",
)
BODY = "".join(f"<p>{line}</p>" for line in LINES)
OTHERS = "<li><a href='/n/9'>해안도로 밤사이 통제하다 아침에 다시 열어</a></li>"


def read(*, between: str = "", tail: str = "", behind: str = "", head: str = "") -> Article:
    html = f"""<html><head><meta charset="utf-8"><title>{HEADLINE} - 가온신문</title>{head}
<meta property="og:title" content="{HEADLINE}"></head><body><div><h1>{HEADLINE}</h1>{between}
<p>입력 2026.11.20 10:30</p></div><div class="x1">{BODY}{tail}</div>{behind}</body></html>"""
    page = Page(outlet="gaon", url="https://www.gaon.example/n/1", body=html.encode(), fetched_at=FETCHED)
    found = extract(page, FAMILY.layout(OUTLET))
    assert isinstance(found, Article), found
    assert found.body == "\n".join(LINES)
    return found


@pytest.mark.parametrize(
    ("behind", "reporters"),
    [
        ("<div><a href='/w/3'>국하람 기자</a><p>구독자 338</p></div>", ("국하람",)),
        ("<h3>기자 프로필</h3><div>국하람 선임기자</div><p>응원수 0</p>", ("국하람",)),
        ("<div><strong>국하람 기자</strong> 기자 페이지 구독</div>", ("국하람",)),
        # Another article's reporter stands behind that article.
        (f"<ul>{OTHERS}</ul><div>도해솔 기자</div>", ()),
        ("<h4>많이 본 뉴스</h4><p>도해솔 기자</p>", ()),
        ("<p>양말 공장 굴뚝에 둥지 튼 황조롱이 가족</p><p>도해솔 기자</p>", ()),
        ("<p>도해솔·민가람 기자</p>", ("도해솔", "민가람")),  # right behind the text
        (
            "<p>오늘의 날씨</p><p>도해솔·민가람 기자</p>",
            (),
        ),  # further off two names may be anybody's; a card is one person's
    ],
)
def test_a_card_behind_an_unsigned_text_is_its_reporters(behind: str, reporters: tuple[str, ...]) -> None:
    assert read(behind=behind).reporters == reporters


def test_a_card_behind_a_signed_text_counts_for_nothing() -> None:
    assert read(tail="<p>국하람 기자</p>", behind="<div>도해솔 기자</div>").reporters == ("국하람",)


@pytest.mark.parametrize(
    ("between", "reporters"),
    [
        ("<span>국하람·도해솔·민가람</span>", ("국하람", "도해솔", "민가람")),
        ("<div><em>국하람, 도해솔</em></div>", ("국하람", "도해솔")),
        ("<div>정치·경제·사회</div>", ()),
        ("<div>안전 기준·재사용</div>", ()),
    ],
)
def test_names_alone_between_headline_and_body_sign(between: str, reporters: tuple[str, ...]) -> None:
    assert read(between=between).reporters == reporters


@pytest.mark.parametrize(
    "behind",
    [
        "<article><h5>국하람 기자</h5><p>haram@gaon.example <a href='#'>다른기사 보기</a></p></article>",
        "<div>국하람 기자 haram@gaon.example 다른기사 보기</div>",
    ],
)
def test_the_address_in_a_card_is_that_of_who_signed(behind: str) -> None:
    found = read(tail="<p>/국하람 기자</p>", behind=behind)
    assert (found.reporters, found.emails) == (("국하람",), ("haram@gaon.example",))


def test_an_address_that_lost_its_line_break_before_the_notice_is_kept() -> None:
    lost = "haram@gaon.example &lt;저작권자ⓒ가온신문, 무단전재 및 재배포 금지&gt;"
    assert read(between="<p>국하람 기자</p>", behind=f"<div>{lost}</div>").emails == ("haram@gaon.example",)
    assert read(behind=f"<div>{lost}</div>").emails == ()  # nobody signed: it may be the desk's


def test_what_a_page_says_for_programs_completes_what_it_shows() -> None:
    head = '<meta property="dable:author" content="포항 국하람 기자 haram@gaon.example">'
    assert read(between="<p>국하람 기자</p>", head=head).emails == ("haram@gaon.example",)
    assert read(between="<p>도해솔 기자</p>", head=head).emails == ()
    record = json.dumps(
        {"@type": "NewsArticle", "headline": HEADLINE, "author": {"name": "국하람"}}, ensure_ascii=False
    )
    both = f'{head}<script type="application/ld+json">{record}</script>'
    assert (read(head=both).reporters, read(head=both).emails) == (("국하람",), ("haram@gaon.example",))


def test_a_script_that_holds_the_article_tells_its_writers_address() -> None:
    story = {
        "title": HEADLINE,
        "contentHtml": BODY,
        "writerDisplay": "국하람 기자",
        "byLines": [{"writerName": "국하람", "writerEmail": "haram@gaon.example"}],
        "regDt": "2026-11-20 10:30",
    }
    data = json.dumps({"props": {"article": story}}, ensure_ascii=False)
    found = read(head=f'<script id="__NEXT_DATA__" type="application/json">{data}</script>')
    assert (found.reporters, found.emails) == (("국하람",), ("haram@gaon.example",))


@pytest.mark.parametrize("heading", ["<h3>많이 본 뉴스</h3>", "<div><h4>최신 기사</h4></div>", "<p>관련 기사</p>"])
def test_the_texts_of_other_articles_never_widen_the_body(heading: str) -> None:
    """One block holds headline, deck, byline and text; beside it stand teasers longer than the text."""
    teaser = "폐업한 양말 공장 굴뚝에서 황조롱이 새끼 네 마리가 자라고 있다. 건물주는 철거를 두 달 미뤘다."
    html = f"""<html><head><title>{HEADLINE} - 가온신문</title></head><body><section><div><div><h1>{HEADLINE}</h1></div>
<p>기업 서른 곳 참가해 이틀간 논의</p><div><span>국하람 기자</span> <span>입력 : 2026년 11월 20일 10:30</span>
<ul><li>트위터</li><li>밴드</li></ul></div><div>{BODY}</div><p>저작권자 ⓒ 가온신문 무단전재 및 재배포 금지</p></div></section>
<div>{heading}<ul>{"".join(f"<li>굴뚝에 둥지 튼 가족<p>{teaser}</p></li>" for _ in range(6))}</ul></div></body></html>"""
    page = Page(outlet="gaon", url="https://www.gaon.example/n/1", body=html.encode(), fetched_at=FETCHED)
    found = article(extract(page, FAMILY.layout(OUTLET)))
    assert found.body == "\n".join(LINES)
    assert (found.deck, found.reporters) == ("기업 서른 곳 참가해 이틀간 논의", ("국하람",))


@pytest.mark.parametrize(
    ("between", "opening", "reporters"),
    [
        ("<div><span>작성자</span> <strong>국하람</strong></div>", "", ("국하람",)),
        ("<p>국하람 기자</p>", "", ("국하람",)),
        ("<div><strong>도해솔 기자</strong><p>기자 페이지 구독</p></div>", "국하람 기자 = ", ("국하람",)),
        ("", "", ()),
    ],
)
def test_a_declared_layout_that_misses_the_byline_reads_it_above_the_body(
    between: str, opening: str, reporters: tuple[str, ...]
) -> None:
    html = f"""<html><head><title>{HEADLINE} - 견본경북주간</title></head><body><table><tr><td class="view_title">{HEADLINE}</td></tr>
<tr><td>{between}</td></tr><tr><td align=right>2026년 11월 20일(금) 10:30</td></tr></table><table><tr><td id=fontSzArea>
{opening}{BODY}</td></tr></table><h3>많이 본 뉴스</h3><p>민가람 기자</p></body></html>"""
    page = Page(outlet="x", url=f"{HOME}/news/view.php?idx=116018", body=html.encode(), fetched_at=FETCHED)
    assert article(extract(page, LAYOUTS["dadamedia"])).reporters == reporters


HARAM, HAESOL = "haram@gaon.example", "haesol@gaon.example"


def cipher(address: str, key: int = 0x5A) -> str:
    return f"{key:02x}" + "".join(f"{ord(letter) ^ key:02x}" for letter in address)


@pytest.mark.parametrize(
    "line",
    [
        f"국하람 기자 <a href='mailto:{HARAM}'><img src='/i/mail.png' alt='메일'></a>",
        f"국하람 기자 <a href='mailto:{HARAM}'></a>",
        f"국하람 기자 <a href='mailto:{HARAM}?subject=x'>메일 보내기</a>",
        f"<a href='mailto:{HARAM}'><b>국하람</b> 기자</a>",
        f"국하람 기자 <a class='__cf_email__' data-cfemail='{cipher(HARAM)}'>[email&#160;protected]</a>",
        f"국하람 기자 <span data-cfemail='{cipher(HARAM, 0x7F)}'><b>[email</b> protected]</span>",
        f"국하람 기자 <a href='/cdn-cgi/l/email-protection#{cipher(HARAM)}'>이메일</a>",
        "국하람 기자 haram(at)gaon.example",
        "국하람 기자 haram[at]gaon.example",
        "국하람 기자 haram＠gaon.example",
        "국하람 기자 haram @ gaon.example",
        "국하람 기자 haram&#64;gaon.example",
        f"국하람 기자 ✉ {HARAM}",
        f"국하람 기자 E-mail: {HARAM}",
        f"국하람 기자 이메일 : {HARAM}",
    ],
)
@pytest.mark.parametrize("place", ["between", "tail", "behind"])
def test_an_address_is_read_in_any_writing(line: str, place: str) -> None:
    found = read(**{place: f"<p>{line}</p>"})
    assert (found.reporters, found.emails) == (("국하람",), (HARAM,))


@pytest.mark.parametrize("tag", ["span", "em", "b"])
def test_addresses_that_only_a_style_keeps_apart_are_two(tag: str) -> None:
    linked = f"<{tag}><a href='mailto:{HARAM}'>{HARAM}</a></{tag}><{tag}><a href='mailto:{HAESOL}'>{HAESOL}</a></{tag}>"
    for mails in (linked, f"<{tag}>{HARAM}</{tag}><{tag}>{HAESOL}</{tag}>"):
        assert read(between=f"<p>국하람·도해솔 기자 {mails}</p>").emails == (HARAM, HAESOL)


@pytest.mark.parametrize(
    "card",
    [
        f"<div><b>국하람</b><button data-mail='{HARAM}'>메일</button></div>",
        f"<div><b>국하람 기자</b><a href='#' onclick=\"write('{HARAM}')\">메일</a></div>",
        f"<div class='sns'><b>국하람</b><i>기자</i><p>{HARAM}</p></div>",
    ],
)
def test_an_address_in_no_line_is_that_of_who_signed(card: str) -> None:
    assert read(tail="<p>국하람 기자</p>", behind=card).emails == (HARAM,)
    assert read(tail="<p>도해솔 기자</p>", behind=card).emails == ()


@pytest.mark.parametrize(
    ("under", "reporters"),
    [
        ("<button>국하람 기자</button>", ("국하람",)),
        ("<a href='/r/1'><img src='/x.png' alt='국하람 기자'></a>", ("국하람",)),
        ("<p>국하람</p><p>기자</p>", ("국하람",)),
        ("<dl><dt>국하람</dt><dd>사회부 기자</dd></dl>", ("국하람",)),
        ("<div data-writer='국하람'></div>", ("국하람",)),
        ("<p>국하람</p><p>기자</p><p>페이스북</p>", ("국하람",)),
        ("<button>기사 듣기</button><button>글자 크게</button>", ()),
        ("<img src='/x.png' alt='국하람 시장이 인사하고 있다'>", ()),
    ],
)
def test_a_name_in_no_line_of_its_own_signs_above_the_text(under: str, reporters: tuple[str, ...]) -> None:
    assert read(between=under).reporters == reporters


@pytest.mark.parametrize(
    ("record", "reporters"),
    [
        ([{"@type": "Person", "@id": "#p1", "name": "국하람"}], ("국하람",)),
        ([{"@type": "Organization", "@id": "#p1", "name": "가온신문"}], ()),
        ([], ()),
    ],
)
def test_an_author_by_reference_is_the_record_that_is_meant(
    record: list[dict[str, str]], reporters: tuple[str, ...]
) -> None:
    graph = [{"@type": "NewsArticle", "headline": HEADLINE, "author": {"@id": "#p1"}}, *record]
    head = f'<script type="application/ld+json">{json.dumps({"@graph": graph}, ensure_ascii=False)}</script>'
    assert read(head=head).reporters == reporters


@pytest.mark.parametrize(
    "inside",
    [
        "<a href='mailto:?subject=x'>메일</a>",
        f"<a href='mailto:{HAESOL}'>회의 안내</a>",
        "<a data-cfemail='5a3'>[email protected]</a>",
        "<a data-cfemail='zz'>[email protected]</a>",
        "<a data-cfemail='5a00000000'>[email protected]</a>",
    ],
)
def test_a_link_for_mail_that_tells_no_writers_address_is_left(inside: str) -> None:
    found = read(between=f"<p>국하람 기자</p><p>{inside}</p>")
    assert (found.reporters, found.emails) == (("국하람",), ())


@pytest.mark.parametrize(
    ("line", "reporters"),
    [
        ("국하람(haram) 기자", ("국하람",)),
        ("국하람 기자(haram@)", ("국하람",)),
        ("취재/촬영/편집 국하람 기자", ("국하람",)),
        ("취재·촬영·편집: 국하람", ("국하람",)),
        ("취재기자: 국하람, 영상취재: 도해솔", ("국하람",)),
        ("정리=국하람 인턴기자", ("국하람",)),
        ("국하람 주부통신원", ("국하람",)),
        ("포항=국하람·서울=도해솔 기자", ("국하람", "도해솔")),
        ("특별취재팀=국하람·도해솔 기자", ("국하람", "도해솔")),
    ],
)
def test_a_line_that_signs_the_text(line: str, reporters: tuple[str, ...]) -> None:
    assert read(tail=f"<p>{line}</p>").reporters == reporters


@pytest.mark.parametrize(
    "line",
    [
        "국하람(haram7)",
        "2026.11.20 10:11 <i>l</i> 최종 업데이트 2026.11.20 10:12 <i>l</i> <a>국하람(haram7)</a>",
        "글/사진 국하람",
        "by 국하람",
        "BY 국하람 · 2026.11.20",
        "작성자 국하람 등록일 2026-11-20 조회 31",
        "글쓴이: 국하람 | 조회수 1,033",
        "입력 : 국하람 기자 / 편집 : 도해솔 기자",
        "국하람 객원기자·시인",
        "영상취재 도해솔, 글 국하람 기자",
        "국하람 시민기자(포항시 남구)",
    ],
)
def test_a_line_that_signs_above_the_text(line: str) -> None:
    assert read(between=f"<p>{line}</p>").reporters == ("국하람",)


@pytest.mark.parametrize(
    "between",
    [
        f"<div>국하람</div><div>{HARAM}</div>",
        f"<dl><dt>기자</dt><dd>국하람</dd></dl><p>{HARAM}</p>",
        f"<div>By</div><a>국하람</a><p>{HARAM}</p>",
    ],
)
def test_a_name_and_its_address_in_lines_of_their_own(between: str) -> None:
    found = read(between=between)
    assert (found.reporters, found.emails) == (("국하람",), (HARAM,))


@pytest.mark.parametrize(
    "behind",
    [
        f"<table><tr><th>기자명</th><td>국하람</td></tr><tr><th>이메일</th><td>{HARAM}</td></tr></table>",
        f"<h4>기자 프로필</h4><p>국하람</p><p>사회부</p><p>{HARAM}</p>",
        f"<div><p>국하람 기자</p><p>포항의 하루를 씁니다.</p><p>{HARAM}</p></div>",
        f"<div>국하람</div><div>{HARAM}</div>",
    ],
)
def test_a_card_in_several_lines(behind: str) -> None:
    found = read(behind=behind)
    assert (found.reporters, found.emails) == (("국하람",), (HARAM,))


def test_an_address_in_a_foot_counts_beside_the_name_of_who_signed_alone() -> None:
    box = f"<footer><p>앞 기사</p><a href='/n/8'>겨울 별자리 축제 개막</a><b>국하람</b><div>{HARAM}</div></footer>"
    assert read(between="<p>국하람 기자</p>", behind=box).emails == (HARAM,)
    assert read(between="<p>도해솔 기자</p>", behind=box).emails == ()


@pytest.mark.parametrize(
    "foot",
    [
        "<div>가온신문 | 대표전화 054-000-0000 | desk@gaon.example</div>",
        "<footer>발행인 국하람 편집인 서문별 desk@gaon.example</footer>",
        "<footer><b>발행인 국하람</b><b>편집인 서문별</b><b>desk@gaon.example</b></footer>",
        "<div>가온신문 편집국장 민가람 desk@gaon.example</div>",
        f"<h3>많이 본 뉴스</h3><div>도해솔 기자 {HAESOL}</div>",
        f"<div><p>도해솔 기자</p><p>포항의 하루를 씁니다.</p><p>{HAESOL}</p></div>",
        f"<h3>기사제보</h3><p>{HAESOL}</p>",
    ],
)
def test_the_addresses_of_the_outlet_and_of_others_are_not_the_writers(foot: str) -> None:
    found = read(between="<p>국하람 기자</p>", behind=foot)
    assert (found.reporters, found.emails) == (("국하람",), ())


@pytest.mark.parametrize(
    ("fields", "emails"),
    [
        ({"reporterName": "국하람", "reporterEmail": HARAM}, (HARAM,)),
        ({"author": {"name": "국하람", "email": HARAM}}, (HARAM,)),
        ({"writer": "국하람", "email": HARAM}, (HARAM,)),
        ({"byline": {"name": "국하람 기자", "mail": HARAM}}, (HARAM,)),
        ({"reporterList": [{"repName": "국하람", "repEmail": HARAM}]}, (HARAM,)),
        ({"journalists": [{"name": "국하람", "email": HARAM}]}, (HARAM,)),
        ({"journalists": [{"name": "국하람", "email": ""}], "email": "desk"}, ()),
    ],
)
def test_writers_within_the_data_of_a_framework(fields: dict[str, object], emails: tuple[str, ...]) -> None:
    story = {"title": HEADLINE, "content": BODY, "regDt": "2026-11-20 10:30"} | fields
    data = json.dumps({"props": {"pageProps": {"article": story}}}, ensure_ascii=False)
    found = read(head=f'<script id="__NEXT_DATA__" type="application/json">{data}</script>')
    assert (found.reporters, found.emails) == (("국하람",), emails)


@pytest.mark.parametrize(
    ("line", "reporters"),
    [
        ("국하람 지역기자", ("국하람",)),
        ("국하람 주재기자", ("국하람",)),
        ("국하람 프리랜서 기자", ("국하람",)),
        ("국하람 객원논설위원", ("국하람",)),
        ("국하람(鞠夏藍) 기자", ("국하람",)),
        ("-국하람 기자-", ("국하람",)),
        ("글 국하람·사진 도해솔", ("국하람",)),
        ("글 국하람 사진 도해솔", ("국하람",)),
        ("기획·취재=국하람·도해솔", ("국하람", "도해솔")),
    ],
)
@pytest.mark.parametrize("place", ["between", "tail"])
def test_a_line_that_signs_above_or_below(line: str, reporters: tuple[str, ...], place: str) -> None:
    assert read(**{place: f"<p>{line}</p>"}).reporters == reporters


@pytest.mark.parametrize(
    "between",
    [
        "<div>국하람 기자 <span>구독 12</span></div>",
        "<div>국하람 기자의 다른 기사</div>",
        "<div>국하람 기자 구독하기</div>",
        "<div>국하람 경제부장</div>",
        "<div>이름 : 국하람</div>",
        "<div>Posted by 국하람 on 2026-11-20</div>",
        "<div>written by 국하람</div>",
        "<div>국하람 · 2026년 11월 20일</div>",
        "<div><a href='/author/guk'>국하람</a></div>",
        "<div><a rel='author' href='/a/3'>국하람</a> <span>2026.11.20</span></div>",
    ],
)
def test_a_bare_name_above_the_text_with_a_witness_beside_it(between: str) -> None:
    assert read(between=between).reporters == ("국하람",)


@pytest.mark.parametrize(
    "between", ["<div>부동산 2026.11.20 10:30</div>", "<div><a href='/list/3'>전시회</a></div>", "<div>포항시</div>"]
)
def test_a_section_above_the_text_is_no_person(between: str) -> None:
    assert read(between=between).reporters == ()


@pytest.mark.parametrize(
    "line", ["국하람 가온대학교 교수", "국하람(시인)", "&lt;국하람 스포츠칼럼니스트&gt;", "국하람 포항시 고문변호사"]
)
def test_a_column_is_signed_by_who_holds_an_office_elsewhere(line: str) -> None:
    assert read(tail=f"<p>{line}</p>").reporters == ("국하람",)


def test_a_camera_reporter_in_the_credits_signs_nothing() -> None:
    lines = [
        "회의는 이틀 동안 이어진다.",
        "가온방송 국하람 (haram@gaon.example)",
        "영상기자 : 도해솔 / 영상편집 : 민가람",
    ]
    assert split_closing(lines).reporters == ("국하람",)


def test_a_list_of_persons_at_the_end_of_a_text_signs_nothing() -> None:
    persons = ["참석한 사람은 다음과 같다.", "국하람 가온대 교수", "도해솔 변호사"]
    assert split_closing(persons) == Closing(tuple(persons))


@pytest.mark.parametrize(
    ("line", "reporters"),
    [
        ("국 하 람 기자", ("국하람",)),
        ("도 해 솔 · 국 하 람 기자", ("도해솔", "국하람")),
        ("번역=서문별, 국하람 기자", ("국하람",)),
        ("국하람 기자 / 번역 서문별", ("국하람",)),
        ("글·국하람 기자, 사진·도해솔 기자", ("국하람",)),
        ("글ㆍ국하람 사진ㆍ도해솔", ("국하람",)),
        ("글 | 국하람 기자, 사진 | 도해솔", ("국하람",)),
        ("글/국하람 기자 사진/도해솔 기자", ("국하람",)),
        ("글: 국하람 기자 / 사진: 도해솔 기자", ("국하람",)),
        ("국하람 기자 (Guk Haram)", ("국하람",)),
        ("국하람 (Guk Ha-ram) 기자", ("국하람",)),
        ("가온신문 국하람", ("국하람",)),
        ("가온신문 | 국하람", ("국하람",)),
        ("사회부 국하람", ("국하람",)),
        ("국하람/문화부", ("국하람",)),
        ("뉴미디어팀 국하람", ("국하람",)),
        ("포항=국하람", ("국하람",)),
        ("/ 사회부 국하람 기자", ("국하람",)),
        ("국하람 기자 / 사회부", ("국하람",)),
        ("국하람 사회2부 기자", ("국하람",)),
        ("담당기자 국하람", ("국하람",)),
        ("국하람 학생기자", ("국하람",)),
        ("국하람과 도해솔 기자", ("국하람", "도해솔")),
        ("국하람 & 도해솔 기자", ("국하람", "도해솔")),
        ("대담 국하람 편집국장 정리 도해솔 기자", ("국하람", "도해솔")),
        ("국하람 논설위원 겸 선임기자", ("국하람",)),
        ("국하람 경북취재본부장", ("국하람",)),
        ("국하람 편집국 부국장", ("국하람",)),
        ("국하람 경제에디터", ("국하람",)),
        ("「국하람 기자」", ("국하람",)),
        ("{국하람 기자}", ("국하람",)),
        ("✍ 국하람 기자", ("국하람",)),
        ("▒ 국하람 기자", ("국하람",)),
        ("By. 국하람", ("국하람",)),
        ("작성 : 국하람", ("국하람",)),
        ("등록자 국하람", ("국하람",)),
        ("글. 국하람", ("국하람",)),
        ("국하람 가온대 명예교수", ("국하람",)),
        ("국하람 / 가온대 교수", ("국하람",)),
        ("국하람·시인", ("국하람",)),
        ("국하람 수필가·시인", ("국하람",)),
        ("국하람 여행작가", ("국하람",)),
        ("국하람 가온연구원 연구위원", ("국하람",)),
        ("국하람 전 가온초 교장", ("국하람",)),
        ("국하람 기자 haram@gaon.example 다른기사 보기", ("국하람",)),
        ("국하람 기자 - haram@gaon.example", ("국하람",)),
        ("ⓒ가온신문 국하람 기자(haram@gaon.example) 무단전재 및 재배포 금지", ("국하람",)),
        ("ⓒ 가온신문 국하람 기자 haram@gaon.example 무단전재-재배포금지", ("국하람",)),
        ("저작권자 © 가온신문 무단전재 및 재배포 금지 국하람 기자", ("국하람",)),
        ("국하람 기자 haram@gaon.example ⓒ 가온신문 무단전재 금지", ("국하람",)),
        ("온라인뉴스팀 haram@gaon.example", ()),
    ],
)
@pytest.mark.parametrize("place", ["between", "tail"])
def test_forms_of_signing_above_and_below_a_text(line: str, reporters: tuple[str, ...], place: str) -> None:
    found = read(**{place: f"<p>{line}</p>"})
    assert (found.reporters, found.deck) == (reporters, "")
    assert found.emails == ((HARAM,) if "@" in line else ())


@pytest.mark.parametrize(
    "between",
    [
        "<ul><li>2026-11-20 (금) 20:55</li><li>국하람</li></ul>",
        "<table><tr><td>기 자</td><td>국하람</td><td>방송일시</td><td>2026-11-20 21:02</td></tr></table>",
        "<dl><dt>기자</dt><dd>국솔</dd></dl>",
        "<div>국하람</div><div>2026.11.20</div>",
    ],
)
def test_a_name_in_a_line_of_its_own_with_a_witness_in_the_next(between: str) -> None:
    assert [name for name in read(between=between).reporters if name in ("국하람", "국솔")]


@pytest.mark.parametrize(
    "between",
    [
        "<div>부동산</div><div>2026.11.20</div>",
        "<p>[만남] 가람군 소리면 책방 '느린우체통' 단혜영 대표</p>",
        "<p>가온군 소리면</p>",
        "<p>사회부</p>",
        "<p>가온군수 국하람</p>",
        "<p>보건소 국하람</p>",
    ],
)
def test_words_above_the_text_that_name_nobody_who_wrote(between: str) -> None:
    assert read(between=between).reporters == ()


def test_the_address_beside_a_time_below_the_name_is_the_writers() -> None:
    found = read(between=f"<dl><dt>국하람 기자</dt><dd>{HARAM} | 2026-11-20 16:44:31</dd></dl>")
    assert (found.reporters, found.emails) == (("국하람",), (HARAM,))


@pytest.mark.parametrize(
    "tail",
    [
        "<p>5급 전보 총무과장 국하람, 수산과장 도해솔</p>",
        "<p>복지국 국하람</p>",
        "<p>국하람 대표</p>",
        "<p>가온군수 국하람</p>",
        "<p>▲사회부장 국하람</p>",
    ],
)
def test_persons_of_whom_a_text_speaks_stay_in_it(tail: str) -> None:
    html = f"<html><head><title>{HEADLINE} - 가온신문</title></head><body><h1>{HEADLINE}</h1><p>입력 2026.11.20 10:30</p><div>{BODY}{tail}</div></body></html>"
    page = Page(outlet="gaon", url="https://www.gaon.example/n/1", body=html.encode(), fetched_at=FETCHED)
    found = article(extract(page, FAMILY.layout(OUTLET)))
    assert found.reporters == ()
    assert found.body.endswith(tail[3:-4])


@pytest.mark.parametrize(
    ("line", "reporters"),
    [
        ("가온/국하람 기자", ("국하람",)),
        ("[가온] 국하람 기자", ("국하람",)),
        ("솔향군 국하람 기자", ("국하람",)),
        ("국하람 가온 주재기자", ("국하람",)),
        ("가온=국하람 기자 haram@gaon.example", ("국하람",)),
        ("국하람(가온고 2학년) 학생기자", ("국하람",)),
        ("국하람 청소년기자 (가온중3)", ("국하람",)),
        ("국하람 어르신기자", ("국하람",)),
        ("국하람사회부 기자", ("국하람",)),
        ("사진 도해솔 글 국하람", ("국하람",)),
        ("글 국하람 / 사진 가온군 제공", ("국하람",)),
        ("글 국하람 사진 가온문화재단", ("국하람",)),
        ("국하람 기자, 사진 독자 제공", ("국하람",)),
        ("취재지원 도해솔 / 국하람 기자", ("국하람",)),
        ("국하람 기자·일부연합", ("국하람",)),
        ("특별취재반 국하람 도해솔 기자", ("국하람", "도해솔")),
        ("국하람 기자 haram@gaon.example 페이스북 트위터", ("국하람",)),
        ("국하람 기자 구독 응원", ("국하람",)),
        ("국하람·도해솔·민가람 기자 haram@gaon.example", ("국하람", "도해솔", "민가람")),
    ],
)
@pytest.mark.parametrize("place", ["between", "tail"])
def test_places_schools_and_pictures_beside_a_name(line: str, reporters: tuple[str, ...], place: str) -> None:
    found = read(**{place: f"<p>{line}</p>"})
    assert (found.reporters, found.deck) == (reporters, "")


@pytest.mark.parametrize(
    ("line", "reporters"),
    [
        ("국하람 가온군 농업인", ("국하람",)),
        ("국하람 목사", ("국하람",)),
        ("마르타 레인홀트 · 언론인", ("마르타 레인홀트",)),
        ("국하람(주부)", ("국하람",)),
        ("가온대 교수", ()),
        ("도해솔 기자", ("도해솔",)),
    ],
)
def test_a_column_is_signed_above_its_text_too(line: str, reporters: tuple[str, ...]) -> None:
    headline = f"[기고] {HEADLINE}"
    html = f"""<html><head><title>{headline} - 가온신문</title></head><body><div><h1>{headline}</h1><p>{line}</p>
<p>입력 2026.11.20 10:30</p></div><div class="x1">{BODY}</div></body></html>"""
    page = Page(outlet="gaon", url="https://www.gaon.example/n/1", body=html.encode(), fetched_at=FETCHED)
    found = article(extract(page, FAMILY.layout(OUTLET)))
    assert (found.reporters, found.body) == (reporters, "\n".join(LINES))
