"""Which 부서 a release is of: read from what it says of its issuer, or from the folder that its file lay in."""

import re

_LABELS = re.compile(r"^(?:\d{1,3}\s?[.)_-]\s?|[\[(〔【]|\s)+|[\])〕】\s]+$")
"""What people put before or around a folder's name to sort it: ``01_안전총괄과``, ``[홍보실]``."""
_WORD = re.compile(r"[가-힣A-Za-z0-9]+")
_OFFICE = re.compile(
    r"[가-힣A-Za-z0-9]{1,18}(?:과|담당관|실|소|센터|단|청|본부|위원회|의회|도서관|박물관|미술관|기념관|회관|체육관|진흥원"
    r"|교육원|.연구원|보건원|문화원)"
)
_ABOVE = re.compile(r"[가-힣A-Za-z0-9]{1,18}(?:국|처|구|시|군|도)")
_BELOW = re.compile(r"[가-힣A-Za-z0-9]{1,18}(?:팀|읍|면|동)")
_NOT = frozenset({"자료실", "보도자료실", "사진실", "화면", "활동", "행동", "운동", "결과", "효과", "명단", "진단"})
_MAX_CHARACTERS = 40


def find_department(issuer: str) -> str:
    """The department in what a release says of its issuer; the words themselves where none is told from the rest.

    ``행정안전국 안전총괄과 과장 이보기`` is 안전총괄과: of several, the one that releases are kept by.
    """
    words: list[str] = [_drop_head(word) for word in _WORD.findall(issuer) if word not in _NOT]
    for form in (_OFFICE, _ABOVE, _BELOW):
        for word in reversed(words):
            if form.fullmatch(word):
                return word
    return " ".join(issuer.split())


def read_folder(name: str) -> str:
    """The department that a folder is named for; empty where its name is of something else (보도자료, 2026-11)."""
    bare = _LABELS.sub("", name)
    if not 0 < len(bare) <= _MAX_CHARACTERS:
        return ""
    words: list[str] = [word for word in _WORD.findall(bare) if word not in _NOT]
    for form in (_OFFICE, _BELOW):
        if words and form.fullmatch(words[-1]):
            return words[-1]
    return ""


def _drop_head(word: str) -> str:
    """안전총괄과 of 안전총괄과장."""
    bare = word.removesuffix("장")
    return bare if bare != word and any(form.fullmatch(bare) for form in (_OFFICE, _ABOVE, _BELOW)) else word
