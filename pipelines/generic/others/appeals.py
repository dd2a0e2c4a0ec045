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
MAX_APPEAL_LETTERS, MAX_BUTTON_LETTERS = 45, 10
_POLITE = re.compile(r"(?:니다|세요|시오|해요|까요|어요|아요)[.!?~]{0,2}\Z")
_PLAIN = re.compile(r"(?<!니)다[.!?]?[\"'”’)]?\Z")
_OF_CHANNELS = re.compile(
    r"후원|구독|회원|뉴스레터|카톡|카카오톡|채널|텔레그램|유튜브|인스타|페이스북|SNS|앱\b|앱(?:을|에서|으로)|제보|응원|우편함|메일|알림|팔로우|독자"
    r"|광고를|원고료"
)
_QUOTED = re.compile(r"[\"“”‘’]")
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
        button = appealed and count_hangul(line.text) <= MAX_BUTTON_LETTERS and _BUTTON.search(line.text) is not None
        appealed = line.kind == "text" and (button or _is_appeal(line.text))
        if not appealed:
            kept.append(line)
    return kept


def _is_appeal(text: str) -> bool:
    return (
        count_hangul(text) <= MAX_APPEAL_LETTERS
        and _POLITE.search(text) is not None
        and _OF_CHANNELS.search(text) is not None
        and _QUOTED.search(text) is None
    )
