"""Appeals to readers between the paragraphs of an article: to subscribe, to follow, to give. Told by their manner.

An article written in the plain style (…했다.) does not turn to its reader politely; what does so in a line of its own
and speaks of the outlet's channels is the outlet's. Articles in the polite style and interviews are left as they are.
"""

import re
from collections.abc import Sequence

from pipelines.contracts.raw_article import RawLine
from pipelines.text.sentences import is_sentence
from pipelines.text.text_keys import count_hangul

MIN_PLAIN_SENTENCES = 2
MAX_APPEAL_LETTERS, MAX_HEADING_LETTERS, MAX_BUTTON_LETTERS, MAX_LEADING_LETTERS = 45, 14, 10, 28
_POLITE = re.compile(r"(?:니다|세요|시오|해요|까요|어요|아요)[.!?~]{0,2}\Z")
_PLAIN = re.compile(r"(?<!니)다[.!?]?[\"'”’)]?\Z")
_OF_CHANNELS = re.compile(
    r"후원|구독|회원|뉴스레터|카톡|카카오톡|채널|텔레그램|유튜브|인스타|페이스북|SNS|앱\b|앱(?:을|에서|으로)|제보|응원|우편함|메일|알림|팔로우|독자"
    r"|광고를|원고료"
)
_QUOTED = re.compile(r"[\"“”‘’]")
_OF_ITSELF = re.compile(r"[이본]\s?(?:기사|글|콘텐츠|영상|인터뷰|기획|보도|취재)[는은]\s")
_ACCOUNT = re.compile(r"\d{2,6}-\d{2,6}-\d{2,}")
_LEADS = re.compile(r"(?:\A[▶▷☞►➡→[(<].{0,30}|\A.{0,12})(?:하기|보기|받기|추가)(?:\s?[>›»→▶])?\Z")
"""How a line ends that leads elsewhere, where it begins so too or is short: ``▶ 가온신문 카카오톡 채널 추가``."""
_BUTTON = re.compile(r"(?:하기|보기|신청|후원|구독|가입|참여|문의|받기|읽기|추가)(?:\s?[>›»→▶])?\Z")


def drop_appeals(lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines without appeals and the buttons right below them; all lines of a text in the polite style."""
    texts = [line.text for line in lines if line.kind == "text" and is_sentence(line.text)]
    plain = sum(1 for text in texts if _PLAIN.search(text))
    polite = sum(1 for text in texts if _POLITE.search(text) and not _is_appeal(text))
    if plain < MIN_PLAIN_SENTENCES or polite * 4 > plain:
        return list(lines)
    kept: list[RawLine] = []
    appealed = False
    for line in lines:
        text = line.text
        headed = bool(kept) and _is_polite(text) and _names_channel(kept[-1])
        follows = appealed and (_ACCOUNT.search(text) is not None or _is_button(text))
        appealed = line.kind == "text" and (headed or follows or _is_appeal(text))
        if headed and line.kind == "text":
            kept.pop()
        if not appealed:
            kept.append(line)
    return kept


def _is_appeal(text: str) -> bool:
    if _LEADS.search(text) and count_hangul(text) <= MAX_LEADING_LETTERS and _OF_CHANNELS.search(text):
        return True
    return _is_polite(text) and (_OF_CHANNELS.search(text) is not None or _OF_ITSELF.match(text) is not None)


def _is_polite(text: str) -> bool:
    return (
        count_hangul(text) <= MAX_APPEAL_LETTERS and _POLITE.search(text) is not None and _QUOTED.search(text) is None
    )


def _is_button(text: str) -> bool:
    return count_hangul(text) <= MAX_BUTTON_LETTERS and _BUTTON.search(text) is not None


def _names_channel(line: RawLine) -> bool:
    """Whether a line is the heading of such a box: ``두레신문 뉴스레터``."""
    short = line.kind == "text" and count_hangul(line.text) <= MAX_HEADING_LETTERS and not is_sentence(line.text)
    return short and _OF_CHANNELS.search(line.text) is not None
