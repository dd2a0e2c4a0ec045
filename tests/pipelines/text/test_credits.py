"""What stands behind an article's last word: credits, picture sources, hashtags and notices go; sentences stay."""

import pytest

from pipelines.text.bylines import split_closing
from pipelines.text.credits import credited_reporters, is_end_matter

END_MATTER = [
    "영상기자 : 국하람 남궁솔",
    "영상편집 : 국하람",
    "영상취재 남궁솔 / 영상편집 서문별",
    "(영상취재 : 남궁솔, 영상편집 : 서문별)",
    "그래픽: 서문별",
    "진행 : 국하람 앵커",
    "출연 : 남궁솔 경북대 교수",
    "사진=GAON",
    "사진제공_필자",
    "섬네일 사진제공_국하람 작가",
    "[사진=포항시 제공]",
    "[사진] 포항시 제공",
    "(사진 출처: 국하람 인스타그램)",
    "가온방송 화면 캡처",
    "유튜브 캡처",
    "#고물가 #배터리 #이차전지",
    "견본TV 기사문의 및 제보 : 카톡/라인 gaon23",
    "※ '당신의 제보가 뉴스가 됩니다'",
    "[카카오톡] 견본 검색해 채널 추가",
    "[전화] 02-000-0000",
    "[메일] social@gaon.example",
    "■ 제보하기",
    "▷ 카카오톡 : '견본제보' 검색, 채널 추가",
    "▷ 이메일 : jebo@gaon.example",
    "▷ 유튜브, 네이버에서도 견본뉴스를 구독해주세요!",
    "견본 뉴스는 24시간 여러분의 제보를 기다립니다.",
    "견본방송의 기사에 대해 반론·정정·추후 보도를 청구하실 분은 아래의 연락처로 연락주시길 바랍니다.",
    "고충처리인 : 국하람 부장 02)000-0000",
    "* 인용 보도 시 프로그램명 '견본 라디오'를 밝혀주시기 바랍니다.",
    "본 인터뷰 내용의 저작권은 가온방송에 있습니다.",
    "ⓒ 가온신문",
]
ARTICLE = [
    "사진 찍기 좋은 곳으로 꼽힌다.",
    "편집 방향을 두고 말이 많았다.",
    "진행은 국하람 씨가 맡는다.",
    "출연료는 공개하지 않았다.",
    "자료는 시 홈페이지에서 볼 수 있다.",
    "문의는 포항시청 054-000-0000",
    "문의: abc@example.go.kr",
    "제보자는 이름을 밝히지 않았다.",
    "디자인 공모전에 남궁솔 씨가 뽑혔다.",
    "기획 전시는 12월까지 이어진다",
    "영상은 유튜브에서 볼 수 있다",
    "포항시장 국하람",
    "배터리 = 미래",
    "사진 3점, 그림 5점",
    "구독자 3만 명을 넘겼다.",
]
SIGNATURES = [
    ("견본TV 국하람 (kuk@a.example)", ("국하람",), ("kuk@a.example",)),
    ("YTN 국하람 (kuk@a.example)", ("국하람",), ("kuk@a.example",)),
    ("국하람 기자 (kuk@a.example)", ("국하람",), ("kuk@a.example",)),
    ("국하람 PD", ("국하람",), ()),
    ("국하람 아나운서", ("국하람",), ()),
    ("[머니투데이방송 MTN = 국하람 기자 (kuk@a.example)]", ("국하람",), ("kuk@a.example",)),
    ("[머니투데이방송 MTN 국하람 기자]", ("국하람",), ()),
    ("/kuk@a.example[사진] 포항시 제공", (), ("kuk@a.example",)),
    ("스포츠조선=국하람 기자", ("국하람",), ()),
    ("스포츠조선 국하람 기자 kuk@a.example", ("국하람",), ("kuk@a.example",)),
    ("[ⓒ 가온신문 국하람 기자]", ("국하람",), ()),
    ("국하람 온라인기자", ("국하람",), ()),
    ("국하람·남궁솔 기자", ("국하람", "남궁솔"), ()),
    ("국하람/남궁솔 기자", ("국하람", "남궁솔"), ()),
    ("국하람 기자 / 영상취재 남궁솔", ("국하람",), ()),
    ("(취재: 국하람, 영상취재: 남궁솔)", ("국하람",), ()),
    ("글·사진=국하람 기자", ("국하람",), ()),
]
SPOKEN = [
    ("지금까지 포항에서 YTN 국하람입니다.", ()),
    ("견본뉴스TV 국하람입니다. (kuk@a.example)", ("kuk@a.example",)),
    ("MBN뉴스 국하람입니다. [kuk@a.example]", ("kuk@a.example",)),
    ("KBS 뉴스 국하람입니다.", ()),
    ("SBS 국하람 기자입니다.", ()),
]
SENTENCE = "포항시는 20일 배터리 회의를 연다고 밝혔다."


@pytest.mark.parametrize("line", END_MATTER)
def test_what_is_no_word_of_the_article_goes(line: str) -> None:
    assert is_end_matter(line)
    assert split_closing([SENTENCE, line]).paragraphs == (SENTENCE,)


@pytest.mark.parametrize("line", ARTICLE)
def test_the_same_words_in_a_sentence_stay(line: str) -> None:
    assert not is_end_matter(line)
    assert split_closing([SENTENCE, line]).paragraphs == (SENTENCE, line)


@pytest.mark.parametrize("line", END_MATTER)
def test_end_matter_before_other_text_stays(line: str) -> None:
    assert split_closing([line, SENTENCE]).paragraphs == (line, SENTENCE)


@pytest.mark.parametrize(("line", "reporters", "emails"), SIGNATURES, ids=[case[0] for case in SIGNATURES])
@pytest.mark.parametrize("behind", [(), ("#포항 #배터리",), ("※ '당신의 제보가 뉴스가 됩니다'", "[전화] 02-000-0000")])
def test_who_signs_is_read_also_before_hashtags_and_notices(
    line: str, reporters: tuple[str, ...], emails: tuple[str, ...], behind: tuple[str, ...]
) -> None:
    closing = split_closing([SENTENCE, line, *behind])
    assert (closing.paragraphs, closing.reporters, closing.emails) == ((SENTENCE,), reporters, emails)


@pytest.mark.parametrize(("line", "emails"), SPOKEN, ids=[case[0] for case in SPOKEN])
def test_a_spoken_signature_is_text_and_names_who_speaks(line: str, emails: tuple[str, ...]) -> None:
    closing = split_closing([SENTENCE, line])
    assert closing.reporters == ("국하람",)
    assert closing.emails == emails
    assert closing.paragraphs[-1].endswith("입니다.")


def test_a_picture_source_behind_the_last_sentence_goes() -> None:
    assert split_closing([f"{SENTENCE} 사진=GAON"]).paragraphs == (SENTENCE,)


def test_only_who_writes_is_a_reporter_in_credits() -> None:
    assert credited_reporters("취재: 국하람 기자, 영상취재: 남궁솔 기자") == ("국하람",)
    assert credited_reporters("영상취재: 남궁솔") == ()
    assert credited_reporters(SENTENCE) is None


@pytest.mark.parametrize(
    "text", ["영상취재 " * 30_000, "#" * 200_000, "사진=" * 50_000, "(" * 200_000, "취재 국" * 40_000]
)
def test_hostile_lines_come_to_an_end(text: str) -> None:
    assert not is_end_matter(text)
    split_closing([text])
