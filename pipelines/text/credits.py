"""What is behind the last word of an article and is not part of it: credits, picture sources, hashtags, notices.

Every test is for a whole line, and only for lines at the end of a text: the same words inside an article stay.
"""

import re

from pipelines.text.name_lexicon import (
    PERSON_TITLES,
    is_agency,
    is_desk,
    is_korean_name,
    is_office,
    is_place,
    is_signing,
)

MAX_LINE = 160
_MARKS = " \t[](){}<>〈〉【】《》■□▲△▶▷◀◁☞◆◇●○※*·-–—"
_SENTENCE = re.compile(r"(?:다|요|죠|까|음|함)[.?!][\"'”’)\]]{0,2}\s*\Z|[가-힣]니다\Z")
_ROLE = (
    r"(?:영상\s?(?:취재|편집|촬영|기자|제작|디자인|구성|그래픽)|촬영\s?(?:기자)?|(?:자막|화면|오디오|음향)\s?(?:편집|구성)?"
    r"|편집|그래픽|디자인|일러스트|삽화|섬네일|썸네일|C\.?G\.?|VJ|구성|작가|연출|조연출|기획|제작|스크립터|리서처|번역|감수"
    r"|(?<![가-힣])글|정리|인턴|오디오맨|내레이션|진행|출연|대담|영상|사진|취재\s?(?:기자)?|PD|AD)"
)
_ROLES = re.compile(rf"{_ROLE}(?:\s?[·ㆍ/,&+]\s?{_ROLE}){{0,3}}(?![가-힣A-Za-z])")
_ROLE_SIGN = re.compile(rf"(?:{_ROLES.pattern})\s?[:：=|ㅣ/]")
_WRITES = re.compile(r"(?:\A|[·ㆍ/,&+]\s?)(?:취재|글|정리|대담)(?:\s?기자)?(?=\s?(?:[·ㆍ/,&+]|\Z))")
_SPLIT = re.compile(r"[\s:：=|ㅣ/,·ㆍ&+()\[\]<>〈〉]+")
_SOURCE = re.compile(
    r"(?:(?:썸네일|섬네일|대표|메인)\s?)?(?:사진|화면|영상|자료|이미지|그래픽|일러스트)\s?"
    r"(?:(?:및|·|,|/)\s?(?:사진|영상|자료|그래픽)\s?)?(?:출처|제공|캡처|캡쳐|협조|자료)?\s?[:：=_/|ㅣⓒ©]\s?\S.{0,60}"
    r"|(?:사진|화면|영상|자료)\s?(?:출처|제공|캡처|캡쳐)\s.{1,40}|(?:사진|영상|자료)\s?[\])】]\s?.{1,40}"
    r"|[ⓒ©]\s?[가-힣A-Za-z0-9]{2,16}"
    r"|[^.!?]{1,30}\s(?:사진|(?:방송\s?)?화면|영상|방송|홈페이지|인스타그램|유튜브|페이스북|SNS)\s?(?:제공|캡처|캡쳐|갈무리)"
    r"|[^\s.!?]{2,12}\s(?:화면)?(?:캡처|캡쳐|갈무리)"
)
_TAGS = re.compile(r"(?:[#＃][^\s#＃]{1,40}[\s,·]*){1,40}")
_NOTICE = re.compile(
    r"(?:기사\s?제보|제보|기사\s?문의)(?:하기|는|\s?및\s?제보|\s?및\s?보도자료|\s?전화|\s?(?:이)?메일|\s?카카오톡)?\s?(?:[:：]|\Z)"
    r"|[^.]{0,20}기사\s?문의\s?(?:및|·)\s?제보"
    r"|[^.]{0,20}24시간 여러분의 제보|['\"‘“]?당신의 제보가 뉴스|여러분의 (?:소중한 )?제보"
    r"|.{0,30}(?:반론|정정)\s?[·,ㆍ]\s?(?:정정|반론|추후).{0,12}보도"
    r"|(?:이\s)?기사의?\s?(?:카테고리|섹션|분류).{0,14}언론사.{0,24}|(?:뉴스|기사|카테고리)\s?(?:분류|섹션).{0,20}언론사.{0,24}"
    r"|.{0,30}공공누리.{0,120}"
    r"|.{0,20}수신\s?거부|.{0,40}(?:구독|수신|받아\s?보|레터|편지).{0,24}(?:눌러|클릭해|신청해)\s?주세요"
    r"|[*※]?\s?[가-힣A-Za-z]{2,12}[는은]\s(?:매주|매달|매월|매일|격주|날마다|평일)\s.{0,16}(?:보냅니다|갑니다|보내드립니다|발행합니다|발행됩니다|찾아갑니다|만듭니다|나옵니다)"
    r"|고충처리인\s?[:：]|독자권익|청소년보호책임자"
    r"|.{0,50}(?:옮길|인용할|전재할)\s?때(?:에는|는)?\s.{0,60}(?:밝혀|밝히|명시|표기|알려).{0,16}"
    r"|.{0,50}인용\s?(?:보도\s?)?(?:시|할\s?때|하실\s?때).{0,80}(?:밝혀|명시|표기|출처)"
    r"|(?:본|이) (?:기사|인터뷰|방송|내용|글|콘텐츠|프로그램)\S{0,4} .{0,60}(?:저작권|무단|전재|재배포|인용)"
    r"|저작권은 .{1,30}(?:에|에게) 있|.{0,30}(?:무단\s?(?:전재|복제|배포)|AI\s?학습).{0,30}금지"
    r"|.{0,40}(?:채널\s?추가|친구\s?추가|구독\s?(?:하기|신청)?\s?\Z|구독(?:해|을)\s?(?:주세요|부탁|눌러))"
    r"|.{0,30}(?:자세한|더 많은|생생한) .{0,30}(?:뉴스|소식|영상|기사).{0,30}(?:보기|보실 수|만나|확인하)"
)
_WAY = re.compile(
    r"[▷▶■☞※◎○●*\[【(-]\s?(?:카카오톡|카톡|라인|전화|이메일|메일|홈페이지|유튜브|문자|팩스|인스타그램|페이스북|트위터|네이버|앱|뉴스제보"
    r"|온라인 제보|제보하기)\b"
)
_END = re.compile(r"(?:끝|以上|이상)")


def is_end_matter(line: str) -> bool:
    """Whether a line at the end of a text is a credit, a picture's source, hashtags or the outlet's notice."""
    text = line.strip()
    if not text or len(text) > MAX_LINE:
        return False
    if _WAY.match(text) or _TAGS.fullmatch(text):
        return True
    core = text.strip(_MARKS)
    if _NOTICE.match(core):
        return True
    return is_picture_source(text) or is_credit(text)


def is_picture_source(line: str) -> bool:
    """Whether a line says only who gave a picture: ``사진=포항시``, ``[사진 제공: 포항시]``, ``MBC 방송 화면 캡처``."""
    core = line.strip().strip(_MARKS + "/")
    return len(core) <= MAX_LINE and not _SENTENCE.search(core) and bool(_SOURCE.fullmatch(core))


def is_credit(line: str) -> bool:
    """Whether a line is nothing but tasks and who did them: ``영상취재 남궁솔 / 영상편집 서문별``."""
    return credited_reporters(line) is not None


def credited_reporters(line: str) -> tuple[str, ...] | None:
    """Who a line of credits names for 취재 or 글 (often nobody); None where the line is none of these."""
    core = line.strip().strip(_MARKS)
    if not core or len(core) > MAX_LINE or _SENTENCE.search(core):
        return None
    parts: list[tuple[str, str]] = []  # (task, who)
    matches = list(_ROLES.finditer(core))
    if not matches or matches[0].start() > 0:
        return None
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(core)
        parts.append((match[0], core[match.end() : end]))
    reporters: list[str] = []
    someone = False
    for task, who in parts:
        words = [word for word in _SPLIT.split(who) if word]
        names = [word for word in words if is_korean_name(word) and not _is_known(word)]
        others = [word for word in words if word not in names and not _is_known(word)]
        if others and not (len(parts) == 1 and names and len(others) <= 2 and _ROLE_SIGN.match(core)):
            return None
        someone = someone or bool(names)
        if _WRITES.search(task.strip()):
            reporters += names
    return tuple(reporters) if someone else None


def _is_known(word: str) -> bool:
    return (
        word in PERSON_TITLES
        or is_signing(word)
        or is_office(word)
        or is_desk(word)
        or is_agency(word)
        or is_place(word)
    )
