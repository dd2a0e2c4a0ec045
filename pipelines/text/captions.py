"""A caption as printed -> its words, and who gave the picture.

Forms seen on stored pages: ``[사진=포항시] 2023.11.14 id@newspim.com``, ``(사진=포항시 제공)``, ``/사진제공=포항시``,
``<사진출처=…>``, ``ⓒ 경북중부신문``, ``[AP=연합뉴스 자료사진]``, ``/이태경 기자``, ``… 있다. 연합뉴스``.
"""

import re
from dataclasses import dataclass

_TAIL = 300
_MARKS = "▲△▴▼▽▶▷◀◁■□◆◇●○◎◈↑↓←→↖↗↘↙☝*＊※ \t\n\xa0"
_EMAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
_DATE = r"(?<![\d.])\d{4}[.\-/]\s?\d{1,2}[.\-/]\s?\d{1,2}\.?"
_EMAIL_END = re.compile(rf"(?:{_DATE})?\s{{0,3}}[(<\[]?(?P<email>{_EMAIL})[)>\]]?\Z")
_DATE_END = re.compile(rf"{_DATE}\Z")

_WORD = r"(?:사진|자료|그래픽|이미지|영상|출처|제공|촬영)"
_LABEL = rf"(?:{_WORD}(?:\s?[·,/]?\s?{_WORD}){{0,2}}|[Pp]hoto)"
_GIVER = r"(?P<credit>[^\[\]()<>【】\n=]{1,60}(?:=[^\[\]()<>【】\n=]{1,30})?)"
_WIRE = "AP|AFP|EPA|UPI|로이터"
_AGENCY = (
    f"연합뉴스TV|연합뉴스|뉴시스|뉴스1|뉴스핌|게티이미지코리아|게티이미지뱅크|게티이미지|{_WIRE}|Getty Images|셔터스톡"
)
_OPEN, _CLOSE = r"[\[(<【〈（［]\s?", r"\s?[\])>】〉）］]\.?\Z"
_BEHIND = r"(?:(?<=[.!?\"'”’)\]]\s)|\A)"  # a credit without a sign needs a sentence's end before it
_PERSON = r"[가-힣]{2,4}\s?(?:선임|사진|인턴|객원|시민)?기자"
_PLAIN_WORD = r"[^\s.,()\[\]/=]{1,20}"
_RESALE = re.compile(r"[.,*\s]{0,3}재판매\s?및\s?DB\s?금지(?=\W{0,3}\Z)")
_RULES = tuple(
    re.compile(rule)
    for rule in (
        rf"{_OPEN}{_LABEL}\s{{0,2}}[=:：/＝|]\s{{0,2}}{_GIVER}{_CLOSE}",
        rf"{_OPEN}(?P<credit>[^\[\]()<>【】\n]{{1,40}}?)\s{{0,2}}(?:제공|자료\s?사진|촬영){_CLOSE}",
        rf"{_OPEN}(?P<credit>(?:(?:{_WIRE}|[가-힣·]{{2,10}})\s?=\s?)?(?:{_AGENCY}))(?:\s자료\s?사진)?{_CLOSE}",
        rf"(?:(?<=[.!?\s\"'”’)\]/])|\A)/?{_LABEL}\s{{0,2}}[=＝]\s{{0,2}}{_GIVER}\.?\Z",
        rf"(?:(?<=[.!?\s\"'”’)\]/])|\A)/?(?:사진|자료)\s?(?:제공|출처|촬영)\s?[:：/]\s{{0,2}}{_GIVER}\.?\Z",
        r"(?:ⓒ|©|\([cC]\))\s?(?P<credit>[^\n.=ⓒ©]{1,40})\.?\Z",
        rf"(?:(?<=[\s.\"'”’)\]])|\A)/\s?(?P<credit>{_PERSON}|[^/\n.=]{{2,30}}?(?=\s제공))(?:\s제공)?\Z",
        r"(?:(?<=[\s.\"'”’)\]])|\A)/(?P<credit>[^\s/\n.=][^/\n.=]{1,29})\Z",
        rf"{_BEHIND}(?:[가-힣]{{2,6}}\s?=\s?)?(?P<credit>(?:(?:{_WIRE})[ =·])?(?:{_AGENCY}))\Z",
        rf"{_BEHIND}(?P<credit>(?:(?:{_AGENCY})\s)?{_PERSON})\Z",
        rf"(?:(?<=[.\s\"'”’)\]])|\A)사진/(?P<credit>{_PLAIN_WORD}?)(?:\s?제공)?\Z",
        rf"{_BEHIND}사진\s?(?:제공|출처)\s(?P<credit>{_PLAIN_WORD}(?:\s{_PLAIN_WORD}){{0,2}})\Z",
        r"\s?=\s?(?P<credit>[^\n=.]{2,30}?)\s?제공\Z",
        r"(?<=[가-힣])/\s?(?P<credit>[^/\n.=]{2,20}?)\s제공\Z",
        rf"\s[▷▶◁◀◇|ㅣ]\s?(?P<credit>{_PLAIN_WORD}(?:\s{_PLAIN_WORD}){{0,2}})\s제공\Z",
        rf"(?:(?<=[.!?\"'”’)\]])\s?|\A)(?P<credit>{_PLAIN_WORD}(?:\s{_PLAIN_WORD}){{0,2}})(?<![을를은는이가])\s제공\Z",
    )
)
_SENTENCE_ENDS = (".", "!", "?", '"', "'", "”", "’", ")", "]")
_NO_CREDIT = re.compile(
    r"(?:왼쪽|오른쪽|가운데|맨 |위\b|아래|좌측|우측|앞줄|뒷줄|시계)|.*(?:무단|재배포|금지|reserved)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Caption:
    """``text`` without marks and credit; ``credit`` is the name alone; ``emails`` were at the end."""

    text: str
    credit: str = ""
    emails: tuple[str, ...] = ()


def split_caption(text: str) -> Caption:
    """Cut the leading mark, and from the end dates with an e-mail and credits, until only the caption's words are left.

    Of two credits the one nearer to the caption's words wins: ``(사진=포항시 제공) ⓒ 뉴스1`` is 포항시's.
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
    tail = _RESALE.sub("", tail)
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
