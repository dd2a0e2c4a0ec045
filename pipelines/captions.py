"""A caption as printed -> its words, and who gave the picture.

Forms seen on stored pages: ``[사진=포항시] 2023.11.14 id@newspim.com``, ``(사진=포항시 제공)``, ``/사진제공=포항시``,
``<사진출처=…>``, ``ⓒ 경북중부신문``, ``[AP=연합뉴스 자료사진]``, ``/이태경 기자``, ``… 있다. 연합뉴스``.
"""

import re
from dataclasses import dataclass

_TAIL = 300
_MARKS = "▲△▼▽▶▷◀◁■□◆◇●○◎◈↑↓←→↖↗↘↙☝ \t\n\xa0"
_EMAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
_EMAIL_END = re.compile(
    rf"(?:(?<![\d.])(?:\d{{4}}[.\-/]\s?\d{{1,2}}[.\-/]\s?\d{{1,2}}\.?)?\s{{0,3}}[(<\[]?(?P<email>{_EMAIL})[)>\]]?\Z)"
)
_DATE_END = re.compile(r"(?<![\d.])\d{4}\.\s?\d{1,2}\.\s?\d{1,2}\.?\Z")
_WORD = r"(?:사진|자료|자료사진|그래픽|이미지|영상|출처|제공|촬영)"
_NAMED = rf"(?:{_WORD}(?:\s?[·,/]?\s?{_WORD}){{0,2}}|Photo|photo)\s{{0,2}}(?:[=:：/＝|]|by\s)\s{{0,2}}(?P<credit>[^\[\]()<>【】\n=]{{1,60}}(?:=[^\[\]()<>【】\n=]{{1,30}})?)"
_AGENCIES = "연합뉴스TV|연합뉴스|뉴시스|뉴스1|뉴스핌|로이터|게티이미지코리아|게티이미지뱅크|게티이미지|AFP|AP|EPA|UPI|Getty Images|셔터스톡"
_OPEN, _CLOSE = r"[\[(<【〈（［]", r"[\])>】〉）］]"
_RULES = (
    re.compile(rf"{_OPEN}\s?{_NAMED}\s?{_CLOSE}\.?\Z"),
    re.compile(rf"{_OPEN}\s?(?P<credit>[^\[\]()<>【】\n]{{1,40}}?)\s{{0,2}}(?:제공|자료\s?사진|촬영)\s?{_CLOSE}\.?\Z"),
    re.compile(
        rf"{_OPEN}\s?(?P<credit>(?:[A-Z]{{2,5}}|[가-힣·]{{2,10}})\s?=\s?(?:{_AGENCIES}))(?:\s자료\s?사진)?\s?{_CLOSE}\.?\Z"
    ),
    re.compile(rf"{_OPEN}\s?(?P<credit>{_AGENCIES})\s?{_CLOSE}\.?\Z"),
    re.compile(rf"(?:(?<=[.!?\s\"'”’)\]/])|\A)/?{_NAMED}\.?\Z"),
    re.compile(r"(?:ⓒ|©|\([cC]\))\s?(?P<credit>[^\n.=ⓒ©]{1,40})\.?\Z"),
    re.compile(r"(?:(?<=[\s.\"'”’)\]])|\A)/\s?(?P<credit>[^/\n.=]{2,30}?)(?:\s{1,2}제공)?\Z"),
    re.compile(
        rf"(?:(?<=[.!?\"'”’)\]]\s)|\A)(?:[가-힣]{{2,6}}\s?=\s?)?(?P<credit>(?:(?:AP|AFP|EPA|로이터)[ =·])?(?:{_AGENCIES}))\Z"
    ),
    re.compile(r"(?:(?<=[.!?\"'”’)\]]\s)|\A)(?P<credit>[가-힣]{2,4}\s?(?:선임|사진|인턴|객원|시민)?기자)\Z"),
    re.compile(
        r"(?:(?<=[.!?\"'”’)\]]\s)|(?<=[.!?\"'”’)\]])|\A)(?P<credit>[^\s.,()\[\]]{1,20}(?:\s[^\s.,()\[\]]{1,20}){0,2})\s제공\Z"
    ),
)
_SENTENCE_ENDS = (".", "!", "?", '"', "'", "”", "’", ")", "]")
_NO_CREDIT = re.compile(
    r"(?:왼쪽|오른쪽|가운데|맨 |위\b|아래|좌측|우측|앞줄|뒷줄|시계)|.*(?:무단|재배포|금지|reserved)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Caption:
    """``text`` without marks and credit; ``credit`` is the name alone; ``emails`` stood at the end."""

    text: str
    credit: str = ""
    emails: tuple[str, ...] = ()


def split_caption(text: str) -> Caption:
    """Cut the leading mark, and from the end dates with an e-mail and credits, until only the caption's words stand.

    Where two credits stand, the one nearer to the caption's words wins: ``(사진=포항시 제공) ⓒ 뉴스1`` is 포항시's.
    """
    text = text.strip().lstrip(_MARKS).rstrip()
    credit = ""
    emails: list[str] = []
    for _ in range(4):
        cut, found, email = _cut_end(text)
        if cut == text:
            break
        text, credit = cut, found or credit
        emails += [email] if email else []
    return Caption(text, credit, tuple(reversed(emails)))


def _cut_end(text: str) -> tuple[str, str, str]:
    """The text less the one thing at its end, the credit and the e-mail that it was."""
    tail = text[-_TAIL:]
    head = text[: len(text) - len(tail)]
    ending = _EMAIL_END.search(tail)
    if ending:
        return (head + tail[: ending.start()]).rstrip(), "", ending["email"]
    for rule in _RULES:
        match = rule.search(tail)
        if match and not _NO_CREDIT.match(match["credit"].strip()):
            return (head + tail[: match.start()]).rstrip(), _name(match["credit"]), ""
    dated = _DATE_END.search(tail)
    if dated:
        rest = (head + tail[: dated.start()]).rstrip()
        if rest.endswith(_SENTENCE_ENDS):
            return rest, "", ""
    return text, "", ""


def _name(credit: str) -> str:
    """The giver alone: 제공, 자료사진 and punctuation dropped."""
    credit = credit.strip(" ./·,=")
    for word in ("제공", "자료사진", "자료 사진"):
        credit = credit.removesuffix(word).rstrip(" .·,=")
    return credit
