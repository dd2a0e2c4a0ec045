"""Parts of articles of outlets that nobody declared, in places and forms that no family of sites has: one page, of
which each case changes one part."""

import json
from datetime import datetime

import pytest

from models.records.article import Article
from models.records.page import Page
from models.records.reject_reason import Reason
from pipelines.contracts.rejection import Reject
from pipelines.extract import extract
from scrapers.families.generic import FAMILY, outlet_for

HEADLINE = "해담군, 빈 창고를 마을 도서관으로 고친다"
TEXT = (
    "해담군이 오래 비어 있던 농협 창고 세 동을 마을 도서관으로 고친다. 군은 27일 공사에 들어갔다고 밝혔다.",
    "창고는 1978년에 지어져 쌀과 비료를 쌓아 두던 곳이다. 2011년 뒤로는 문이 잠겨 있었다.",
    "군은 벽돌 벽과 나무 천장을 그대로 두고 안쪽에 책장과 계단식 자리를 놓는다. 예산은 18억 원이다.",
    '이장 도막래 씨는 "어릴 때 숨바꼭질하던 창고에서 손주와 책을 읽게 됐다"고 말했다.',
    "도서관은 내년 5월에 문을 연다. 책은 1만 2000권으로 시작해 해마다 2000권씩 늘릴 계획이다.",
)
MENU = "".join(
    f'<li><a href="/list?c={at}">{name}</a></li>' for at, name in enumerate(["정치", "경제", "사회", "문화", "지역"])
)
OTHERS = "".join(
    f'<li><a href="/view?no={at}">{name}</a></li>'
    for at, name in enumerate(
        ("가온항 크레인 두 대 새로 들어와", "단풍길 축제에 3만 명 다녀가", "새마을 창고 화재, 인명 피해 없어")
    )
)
IMPRINT = (
    "가온신문 | 대표 남일도 | 발행인·편집인 오세방 | 등록번호 경북 아00123 | 등록일 2012.03.04 | 전화 054-000-1234"
)
TIME = "<span>입력 2026.11.27 10:11</span>"
MAIL = "haram@gaon.example"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read(
    *,
    above: str = "",
    below: str = "",
    byline: str = "",
    time: str = TIME,
    picture: str = "",
    text: str = paragraphs(*TEXT),
    closing: str = "",
    behind: str = "",
) -> Article:
    html = (
        f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{HEADLINE} - 가온신문</title></head><body>'
        f'<div class="q1"><a href="/"><img src="/logo.png"></a><ul>{MENU}</ul></div><div class="q2">{above}<h3>{HEADLINE}</h3>'
        f'{below}<div class="q3">{byline} {time}</div><div class="q4">{picture}{text}{closing}</div>{behind}'
        f"<div><h3>많이 본 뉴스</h3><ul>{OTHERS}</ul></div></div><div><p>{IMPRINT}</p></div></body></html>"
    )
    page = Page(
        outlet="",
        url="https://www.gaon.example/news/view?no=55",
        body=html.encode(),
        fetched_at=datetime.fromisoformat("2026-11-29T03:00:00+09:00"),
        headers=(("content-type", "text/html; charset=utf-8"),),
    )
    outlet = outlet_for(page)
    assert outlet is not None
    found = extract(page, FAMILY.layout(outlet))
    assert isinstance(found, Article), found
    return found


TIMES = [
    "<span>2026.11.27 10:11</span>",
    "<p>2026/11/27 10:11</p>",
    '<abbr title="2026-11-27T10:11:00+09:00">11월 27일</abbr>',
    '<abbr title="2026-11-27 10:11">어제</abbr>',
    '<span data-time="2026-11-27 10:11:00">방금</span>',
    "<p>금요일, 11월 27, 2026 10:11</p>",
    "<p>오전 10:11 · 2026년 11월 27일</p>",
    "<span>Nov 27, 2026 10:11 AM</span>",
]


@pytest.mark.parametrize("time", TIMES)
def test_the_time_in_the_head_is_the_articles_and_that_of_the_imprint_is_not(time: str) -> None:
    found = read(time=time, byline="<span>국하람 기자</span>")
    assert found.published_at == datetime.fromisoformat("2026-11-27T10:11+09:00")
    assert found.reporters == ("국하람",)


def test_the_day_on_which_an_outlet_was_registered_is_no_time_of_an_article() -> None:
    assert read(time="").published_at is None


BYLINES = [
    ("<span>국하람 기자</span><span>도해솔 인턴기자</span>", ("국하람", "도해솔"), ()),
    (f'<div><b>국하람</b><i>사회부</i><a href="mailto:{MAIL}">이메일 보내기</a></div>', ("국하람",), (MAIL,)),
    ('<div class="writer">이솔</div>', ("이솔",), ()),
    ("<div><span>기사작성</span><span>국하람</span></div>", ("국하람",), ()),
    ('<div><a href="/r/1">국하람 기자<span> 다른 기사 보기</span></a></div>', ("국하람",), ()),
]


@pytest.mark.parametrize(("byline", "names", "mails"), BYLINES, ids=[case[0] for case in BYLINES])
def test_bylines_whose_parts_style_alone_keeps_apart(
    byline: str, names: tuple[str, ...], mails: tuple[str, ...]
) -> None:
    found = read(byline=byline)
    assert (found.reporters, found.emails) == (names, mails)


CARDS = [
    (f"<p>국하람·도해솔 기자 {MAIL}</p>", ("국하람", "도해솔"), (MAIL,)),
    (f"<p>국하람 기자 {MAIL}</p><p>도해솔 기자</p>", ("국하람", "도해솔"), (MAIL,)),
    ('<div><a href="/r/1">국하람 기자</a><a href="/r/1">기사 더보기</a></div>', ("국하람",), ()),
    (f"<p>저작권자 ⓒ 가온신문 무단전재 및 재배포 금지</p><div>국하람 기자 {MAIL}</div>", ("국하람",), (MAIL,)),
    (
        "<div><p>국하람 기자의 다른기사 보기</p><ul><li><a href='/view?no=31'>단풍길 축제</a></li></ul></div>",
        ("국하람",),
        (),
    ),
]


@pytest.mark.parametrize(("behind", "names", "mails"), CARDS, ids=[case[0] for case in CARDS])
def test_who_is_named_right_behind_an_unsigned_text_signs_it(
    behind: str, names: tuple[str, ...], mails: tuple[str, ...]
) -> None:
    found = read(behind=behind)
    assert (found.reporters, found.emails) == (names, mails)
    assert found.body == "\n".join(TEXT)


@pytest.mark.parametrize("words", ["[가온신문 국하람 기자 {}] ", "[국하람 기자 {}] ", "국하람 기자 {} = "])
def test_an_opening_gives_the_address_of_who_signs(words: str) -> None:
    found = read(text=paragraphs(words.format(MAIL) + TEXT[0], *TEXT[1:]))
    assert (found.reporters, found.emails, found.body) == (("국하람",), (MAIL,), "\n".join(TEXT))


def test_a_credit_above_what_a_reporter_says_last_is_no_text() -> None:
    found = read(closing="<p>영상취재 도해솔</p><p>가온방송 국하람입니다.</p>")
    assert (found.reporters, found.body) == (("국하람",), "\n".join([*TEXT, "가온방송 국하람입니다."]))


NOTICES = [
    "<p>무단전재 및 재배포 금지</p>",
    "<p>&lt;저작권자 ⓒ 가온신문, 무단 전재 및 재배포 금지&gt;</p>",
    "<div>ⓒ 가온신문 무단전재·재배포 금지</div>",
    '<div><p>관련기사</p><ul><li><a href="/view?no=41">가온항 크레인 두 대 새로 들어와</a></li></ul></div>',
    "<p>▶ 가온신문 카카오톡 채널 추가하기</p>",
    "<p>[영상] 가온신문 유튜브에서 보기</p>",
]


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("at", [1, 3])
@pytest.mark.parametrize("by_breaks", [False, True])
def test_what_stands_between_paragraphs_does_not_end_a_text(notice: str, at: int, by_breaks: bool) -> None:
    above, below = TEXT[:at], TEXT[at:]
    if by_breaks:
        text = "<br><br>".join(above) + notice + "<br><br>".join(below)
    else:
        text = paragraphs(*above) + notice + paragraphs(*below)
    assert read(text=text).body == "\n".join(TEXT)


def test_another_article_below_a_notice_is_not_the_texts_end() -> None:
    other = (
        "<p>가온항 크레인 두 대 새로 들어와</p><p>가온항에 새 크레인 두 대가 들어왔다. 항만공사는 27일 이를 알렸다.</p>"
    )
    notice = "<p>저작권자 ⓒ 가온신문 무단전재 및 재배포 금지</p>"
    assert read(closing=notice + other).body == "\n".join(TEXT)


CAPTION = "공사를 앞둔 해담군 농협 창고"
PICTURES = [
    "<p><img src='/i/1.jpg'></p><p>△{}</p>",
    "<p><img src='/i/1.jpg'></p><p>◀ {}</p>",
    "<p><img src='/i/1.jpg'></p><p>↑ {}</p>",
    "<p><img src='/i/1.jpg'></p><p>사진={}</p>",
    "<p><img src='/i/1.jpg'></p><p>{}/해담군 제공</p>",
    "<table><tr><td><img src='/i/1.jpg'></td></tr><tr><td>{}</td></tr></table>",
]


@pytest.mark.parametrize("markup", PICTURES)
@pytest.mark.parametrize("place", ["picture", "below"])
def test_a_caption_is_told_by_its_mark_and_its_place_in_the_text_and_above_it(markup: str, place: str) -> None:
    found = read(**{place: markup.format(CAPTION)})
    assert [photo.caption for photo in found.photos] == [CAPTION]
    assert (found.deck, found.body) == ("", "\n".join(TEXT))


@pytest.mark.parametrize("markup", ["<p class='z1'>{}</p>", "<h4>{}</h4>", "<div><strong>{}</strong></div>"])
def test_a_deck_stands_above_the_headline_too(markup: str) -> None:
    assert (
        read(above=markup.format("낡은 농협 창고 세 동, 내년 5월 문 열어")).deck
        == "낡은 농협 창고 세 동, 내년 5월 문 열어"
    )


@pytest.mark.parametrize(
    "words", ["[연재] 사라지는 것들의 이야기 ③", "창간 20주년 특별 기획 이야기", "이 주의 주요 뉴스", "가온신문"]
)
def test_a_series_above_the_headline_is_no_deck(words: str) -> None:
    assert read(above=f"<p>{words}</p>").deck == ""


def test_the_mark_before_a_line_of_the_deck_is_none_of_its_words() -> None:
    assert read(below="<p>- 낡은 농협 창고 세 동, 내년 문 열어</p>").deck == "낡은 농협 창고 세 동, 내년 문 열어"


SECTIONS = [
    ("<div>현재위치 : 홈 / 지역 / 해담</div>", "지역 > 해담"),
    ("<div>지역 | 해담</div>", "지역 > 해담"),
    ("<p>지역 · 해담</p>", "지역 > 해담"),
    ("<p>사건·사고</p>", "사건·사고"),
    ("<p>사진으로 보는</p>", ""),
    ("<b>보도</b><div>2026.11.27 10:11</div>", "보도"),
]


@pytest.mark.parametrize(("above", "section"), SECTIONS, ids=[case[0] for case in SECTIONS])
def test_levels_of_a_section_above_the_headline(above: str, section: str) -> None:
    assert read(above=above).section == section


@pytest.mark.parametrize("place", ["above", "behind"])
def test_a_time_outside_the_head_that_only_an_attribute_or_a_writer_beside_it_makes_the_articles(place: str) -> None:
    markup = {
        "above": "<p>2026.11.27 · 보낸 사람 국하람</p>",
        "behind": '<p>작성자: 국하람 기자 시간: <abbr title="2026-11-27T10:11:00+09:00">오전 10:11</abbr></p>',
    }
    found = read(**{place: markup[place]}, time="")
    assert found.published_at is not None
    assert (found.published_at.date().isoformat(), found.reporters) == ("2026-11-27", ("국하람",))


def test_a_hashed_class_says_nothing() -> None:
    text = "".join(f'<p class="x{at}ad">{one}</p>' for at, one in enumerate(TEXT))
    assert read(text=text).body == "\n".join(TEXT)


def read_raw(inside: str, *, title: str = f"{HEADLINE} - 가온신문") -> Article | Reject:
    """What becomes of a page with nothing but a menu above and an imprint below."""
    html = (
        f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<div class="q1"><a href="/">가온신문</a><ul>{MENU}</ul></div>{inside}'
        "<div>가온신문 · 발행인 백도윤 · 개인정보처리방침 · 제보 jebo@gaon.example</div></body></html>"
    )
    page = Page(
        outlet="",
        url="https://www.gaon.example/news/view?no=55",
        body=html.encode(),
        fetched_at=datetime.fromisoformat("2026-11-29T03:00:00+09:00"),
        headers=(("content-type", "text/html; charset=utf-8"),),
    )
    outlet = outlet_for(page)
    assert outlet is not None
    return extract(page, FAMILY.layout(outlet))


def read_page(inside: str, *, title: str = f"{HEADLINE} - 가온신문") -> Article:
    """The article of such a page."""
    found = read_raw(inside, title=title)
    assert isinstance(found, Article), found
    return found


HEAD = f"<h2>{HEADLINE}</h2><p>국하람 기자 2026.11.27 10:11</p>"


@pytest.mark.parametrize(
    "script",
    [
        'var articleBody = "{}";document.querySelector("#b").innerHTML = articleBody;',
        "document.getElementById('b').innerHTML = '{}';",
        "$('#b').html(`{}`);",
    ],
)
def test_a_text_that_a_script_holds_as_its_own_is_read_where_the_page_shows_none(script: str) -> None:
    stored = paragraphs(*TEXT).replace("/", "\\/").replace('"', '\\"')
    found = read_page(f'{HEAD}<div id="b"></div><script>{script.replace("{}", stored)}</script>')
    assert (found.body, found.reporters) == ("\n".join(TEXT), ("국하람",))


def test_the_fields_of_a_stored_article_may_all_have_a_prefix() -> None:
    stored = {
        "art_title": HEADLINE,
        "art_section": "환경",
        "art_regdate": "2026-11-27 10:11:33",
        "art_writer": "국하람 기자",
        "art_writer_mail": MAIL,
        "art_content": paragraphs(*TEXT),
    }
    state = json.dumps({"view": {"data": stored}, "rank": [{"art_title": "가온항 크레인 두 대"}]}, ensure_ascii=False)
    found = read_page(f'<div id="app"></div><script>window.__INITIAL_STATE__={state};</script>')
    assert (found.headline, found.body, found.section) == (HEADLINE, "\n".join(TEXT), "환경")
    assert (found.reporters, found.emails) == (("국하람",), (MAIL,))
    assert found.published_at == datetime.fromisoformat("2026-11-27T10:11:33+09:00")


def test_an_address_behind_a_notice_of_rights_is_that_of_who_signs_before_it() -> None:
    found = read(closing=f"<p>국하람 기자 [저작권자 ⓒ 가온신문. 무단전재-재배포 금지] {MAIL}</p>")
    assert (found.reporters, found.emails, found.body) == (("국하람",), (MAIL,), "\n".join(TEXT))


@pytest.mark.parametrize("place", ["<small>면 소식</small>", ""])
def test_who_signs_in_the_head_of_a_body_signs_and_the_publisher_does_not(place: str) -> None:
    head = f"{place}<h2>{HEADLINE}</h2><div><span>국하람 통신원</span><span>2026.11.27. 오전 10:11</span></div>"
    found = read_page(f"<article>{head}{paragraphs(*TEXT)}</article>")
    assert (found.reporters, found.emails, found.body) == (("국하람",), (), "\n".join(TEXT))
    assert found.published_at == datetime.fromisoformat("2026-11-27T10:11+09:00")
    unsigned = read_page(f"<h2>{HEADLINE}</h2><p>2026.11.27. 오전 10:11</p><div>{paragraphs(*TEXT)}</div>")
    assert (unsigned.reporters, unsigned.emails) == ((), ())


def test_a_heading_of_others_among_line_breaks_takes_only_its_links_away() -> None:
    other = "&lt;관련기사&gt;<br><a href='/x'>☞ 야간 약국 두 곳 추가 지정</a><br><br>"
    found = read(text="<br><br>".join([*TEXT[:2], other + TEXT[2], *TEXT[3:], f"국하람·도해솔 기자 {MAIL}"]))
    assert found.body == "\n".join(TEXT)
    assert (found.reporters, found.emails) == (("국하람", "도해솔"), (MAIL,))


def test_the_first_line_of_a_poem_is_no_deck_though_the_page_says_that_it_is_about_it() -> None:
    lines = ["물통에 얼음이 얼었다", "참새가 와서 콕콕 찍어 본다", "나도 손가락으로 눌러 본다", "겨울이 단단하다"]
    told = "열 살 시인의 눈은 참새와 같은 높이에 있다. 단단하다는 말 하나로 겨울이 손끝에 잡힌다."
    about = f'<meta property="og:description" content="{lines[0]}">'
    inside = (
        f"{about}<h1>[이 주의 시] 첫얼음</h1><div>2026.11.22.</div><div><p>{'<br>'.join(lines)}</p><p>{told}</p></div>"
    )
    found = read_page(inside, title="[이 주의 시] 첫얼음 - 가온신문")
    assert (found.deck, found.body) == ("", "\n".join([*lines, told]))


def test_words_in_the_line_of_a_picture_are_its_caption() -> None:
    found = read(text=f"<img src='/i/1.jpg'><em>강변에서 뛰노는 반려견들.</em>{paragraphs(*TEXT)}")
    assert [photo.caption for photo in found.photos] == ["강변에서 뛰노는 반려견들."]
    assert found.body == "\n".join(TEXT)


def test_a_year_of_two_digits_behind_the_word_for_a_day_is_read() -> None:
    found = read(time="<p>글쓴이 : 편집실 | 날짜 : 09/03/02 | 조회 : 517</p>")
    assert found.published_at == datetime.fromisoformat("2009-03-02T00:00+09:00")


def test_a_section_stands_right_above_a_headline_that_no_box_holds_and_in_a_list_of_facts() -> None:
    body = f"<p>2026.11.27 10:11</p><div>{paragraphs(*TEXT)}</div>"
    assert read_page(f"<div><b>바다</b></div><h1>{HEADLINE}</h1>{body}").section == "바다"
    facts = (
        f"<dl><dt>분류</dt><dd>이웃</dd><dt>제목</dt><dd><h1>{HEADLINE}</h1></dd><dt>글</dt><dd>국하람 기자</dd></dl>"
    )
    assert read_page(facts + body).section == "이웃"
    mobile = '<div><a href="/m/">가온</a><a href="#" class="b">전체메뉴</a><a href="/?pc" class="pc">PC버전</a></div>'
    assert read_page(f"{mobile}<section><h3>{HEADLINE}</h3>{body}</section>").section == ""


def test_comments_that_count_themselves_end_a_text() -> None:
    comments = (
        f"<div><h2>“{HEADLINE}”에 대한 1개의 생각</h2><p>어릴 때 놀던 곳인데 반갑네요. 꼭 가 보겠습니다.</p></div>"
    )
    assert read(closing=comments).body == "\n".join(TEXT)


COLUMN = (
    "나는 요즘 마을의 빈 창고 앞에서 자주 걸음을 멈춘다. 벽돌 사이로 풀이 자란다.",
    "사람이 떠난 자리는 오래 비어 있지 않는다. 바람이 먼저 들어와 앉는다.",
    "그러나 우리는 바람만으로 살 수 없다. 누군가 문을 열고 불을 켜야 한다.",
)
WRITERS = ["국하람 해담소방서장", "시인 국하람", "국하람(해담읍)", "칼럼니스트 국하람", "국하람 사회복지사"]


@pytest.mark.parametrize("line", WRITERS)
@pytest.mark.parametrize(
    "place",
    [
        "<p>{line}</p>{text}",
        "{text}<p>{line}</p>",
        '{text}<p style="text-align:right"><strong>{line}</strong></p>',
        "<div><img src='/w.jpg'><p>{line}</p></div>{text}",
    ],
)
def test_a_column_is_its_writers_wherever_the_page_names_him(line: str, place: str) -> None:
    text = place.format(line=line, text=paragraphs(*COLUMN))
    title = "[칼럼] 느린 편지의 힘"
    found = read_page(f"<h2>{title}</h2><p>2026.11.27 10:11</p><div>{text}</div>", title=f"{title} - 가온신문")
    assert (found.reporters, found.body, found.deck) == (("국하람",), "\n".join(COLUMN), "")


def test_a_writers_name_and_office_may_be_in_two_lines() -> None:
    title = "[칼럼] 느린 편지의 힘"
    text = f"{paragraphs(*COLUMN)}<p>국하람</p><p>해담소방서장</p>"
    found = read_page(f"<h2>{title}</h2><p>2026.11.27 10:11</p><div>{text}</div>", title=f"{title} - 가온신문")
    assert (found.reporters, found.body) == (("국하람",), "\n".join(COLUMN))


BODY_BELOW = f"<p>국하람 기자 2026.11.27 10:11</p><div>{paragraphs(*TEXT)}</div>"
TITLES = [
    f"&lt;가온신문&gt; {HEADLINE}",
    f"가온신문 ▒ {HEADLINE}",
    f"[지역] {HEADLINE} - 가온신문",
    f"가온신문 &gt; 지역 &gt; {HEADLINE}",
]


@pytest.mark.parametrize("title", TITLES)
def test_the_headline_is_what_the_page_shows_whatever_its_title_has_besides(title: str) -> None:
    found = read_page(f"<h3>{HEADLINE}</h3>{BODY_BELOW}", title=title)
    assert (found.headline, found.reporters) == (HEADLINE, ("국하람",))
    assert found.published_at == datetime.fromisoformat("2026-11-27T10:11+09:00")


DECK = "낡은 농협 창고 세 동, 내년 5월 문 열어"
BESIDES = [
    (f"<h3>{HEADLINE} <small>{DECK}</small></h3>", DECK),
    (f"<h3>{HEADLINE}<br><small>{DECK}</small></h3>", DECK),
    (f"<h3>{HEADLINE}<span>[3]</span></h3>", ""),
    (f"<h3><b>사회</b> {HEADLINE}</h3>", ""),
    ("<p><font size=5>해담군, 빈 창고를<br>마을 도서관으로 고친다</font></p>", ""),
    (f"<p><font size=5><a href='/view?no=55'>{HEADLINE}</a></font></p>", ""),
]


@pytest.mark.parametrize(("markup", "deck"), BESIDES, ids=[case[0] for case in BESIDES])
def test_a_headline_with_a_deck_a_label_or_a_count_beside_it(markup: str, deck: str) -> None:
    found = read_page(markup + BODY_BELOW)
    assert (found.headline, found.deck) == (HEADLINE, deck)
    assert found.published_at == datetime.fromisoformat("2026-11-27T10:11+09:00")


TAILS = [
    "<div><p>댓글 쓰기</p><p>로그인 후 이용하실 수 있습니다.</p></div>",
    "<p>가온신문을 구독하시면 더 많은 소식을 볼 수 있습니다.</p>",
    "<p>이전글 : 단풍길 축제에 3만 명 다녀가</p><p>다음글 : 새마을 창고 화재, 인명 피해 없어</p>",
    "<p>이 기사에 대해 어떻게 생각하시나요?</p>",
    "<p>후원계좌 : 농협 301-0000-0000-00 가온신문</p>",
    "<p>좋아요 3 슬퍼요 0 화나요 1</p>",
    "<p>광고문의 054-000-1234</p>",
    "<p>해당 언론사에서 선정하며 언론사 페이지에서 이동해 볼 수 있습니다.</p>",
]


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("signature", ["", f"<p>국하람 기자 {MAIL}</p>"])
def test_what_stands_behind_a_text_is_not_of_it_and_keeps_nobody_from_it(tail: str, signature: str) -> None:
    assert read(closing=signature + tail).body == "\n".join(TEXT)


def test_a_wall_below_a_preview_still_keeps_its_text_out() -> None:
    found = read_raw(f"{HEAD}<div><p>{TEXT[0]}</p></div><p>전체 기사는 로그인 후 이용하실 수 있습니다.</p>")
    assert isinstance(found, Reject)
    assert found.reason is Reason.LOGIN_WALL


def test_the_first_question_of_an_interview_is_no_deck() -> None:
    questions = ("-어떻게 시작했나.", "-언제 여나.", "-돈은 어디서 나오나.", "-마을은 뭐라 하나.", "-앞으로는.")
    asked = [line for pair in zip(questions, TEXT, strict=True) for line in pair]
    text = "".join(f"<p><b>{question}</b></p><p>{answer}</p>" for question, answer in zip(questions, TEXT, strict=True))
    found = read(text=text)
    assert (found.deck, found.body) == ("", "\n".join(asked))


OTHERS_NAMES = [
    "<div><h4>댓글</h4><p>도해솔 기자님 잘 읽었습니다.</p></div>",
    "<div><h3>이 시각 인기 기자</h3><p>도해솔 기자</p></div>",
    "<div><h2>가온항 크레인 두 대 새로 들어와</h2><p>도해솔 기자</p><p>가온항에 크레인이 들어왔다. 항만공사는 26일 이를 알렸다.</p></div>",
    "<p>발행인 도해솔 | 편집인 민가람 | 청소년보호책임자 민가람</p>",
    '<ul><li><a href="/view?no=7">가온항 크레인 두 대 새로 들어와</a><span>도해솔 기자</span></li></ul>',
]


@pytest.mark.parametrize("behind", OTHERS_NAMES)
@pytest.mark.parametrize("byline", ["", "<span>국하람 기자</span>"])
def test_whom_the_page_names_for_something_else_did_not_write(behind: str, byline: str) -> None:
    assert read(byline=byline, behind=behind).reporters == (("국하람",) if byline else ())


@pytest.mark.parametrize("byline", ["", "<span>국하람 기자</span>"])
def test_who_took_the_picture_above_a_text_did_not_write(byline: str) -> None:
    picture = "<figure><img src='/1.jpg'><figcaption>농협 창고 전경. 도해솔 기자</figcaption></figure>"
    inside = f"<h2>{HEADLINE}</h2><p>2026.11.27 10:11 {byline}</p>{picture}<div>{paragraphs(*TEXT)}</div>"
    assert read_page(inside).reporters == (("국하람",) if byline else ())


@pytest.mark.parametrize(
    "said",
    [
        '<meta name="DC.creator" content="국하람 M"><meta name="DC.date.issued" content="2026-11-27T10:11:00+09:00">',
        '<meta name="parsely-author" content="국하람 M"><meta name="parsely-pub-date" content="2026-11-27T10:11:00+09:00">',
    ],
)
def test_who_wrote_and_when_as_pages_say_it_for_programs_alone(said: str) -> None:
    said = said.replace("M", MAIL)
    found = read_page(f"{said}<h2>{HEADLINE}</h2><div>{paragraphs(*TEXT)}</div>")
    assert (found.reporters, found.emails) == (("국하람",), (MAIL,))
    assert found.published_at == datetime.fromisoformat("2026-11-27T10:11+09:00")
