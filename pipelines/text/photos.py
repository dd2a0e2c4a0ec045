"""Split the lines of a body into text and photos: which line is a picture's caption, which its file name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.records.article import Photo
from pipelines.contracts.raw_article import RawLine
from pipelines.text.bylines import is_signature
from pipelines.text.captions import Caption
from pipelines.text.sentences import is_sentence

CAPTION_MARKS = tuple("▲△▴▼▽■↑↓←→↖↗↘↙◀◁▶▷☝*＊※")
HEADING_MARKS = ("■", "*", "＊", "※", "▶", "▷")
MIN_CAPTION_CHARACTERS = 8
"""A shorter line behind one of ``HEADING_MARKS`` heads a part of the text (``■ 정치``)."""
# [사진설명] 포항 영일대, 사진 설명: 포항 영일대
CALLED = re.compile(r"[▲△■*\[(<【〈]{0,2}\s?사진\s?설명\s?[\])>】〉:：=|]{1,2}\s?(?=\S)")
# <사진: 해담항에 올라온 어선들>: what is on it, where a credit names who gave it
BRACKETED = re.compile(
    r"(?:[\[(<【〈＜]\s?사진\s?(?:설명)?\s?[:：=]\s?(?P<words>[가-힣\d][^\[\]()<>]{11,120})[\])>】〉＞]"
    r"|사진\s?[:：=]\s?(?P<plain>[가-힣\d][^\[\]()<>=]{11,120}(?<!제공)))"
)
BRACKETS = {"[": "]", "(": ")", "<": ">", "【": "】", "〈": "〉"}
MIN_WORDS = 4
NO_CAPTION = frozenset(
    (
        "이미지",
        "사진",
        "그림",
        "대표이미지",
        "대표사진",
        "첨부이미지",
        "썸네일",
        "캡션",
        "사진설명",
        "포토",
        "photo",
        "image",
    )
)
"""Labels that a CMS prints at a picture."""
FILE_NAME = re.compile(r"[^/\\]{1,200}\.(?:jpe?g|png|gif|bmp|webp|tiff?|heic)", re.IGNORECASE)
# Credits as they end a caption: [사진=포항시], (사진=포항시 제공), /사진제공=포항시, 사진=포항시 제공
CREDIT = re.compile(
    r"(?:[\[(<〈【]\s*(?:사진|자료|그래픽|이미지|캡처|캡쳐|사진제공|자료사진)\s*[=:/][^\])>〉】]{1,60}[\])>〉】]"
    r"|/\s*(?:사진|자료)\s*(?:제공)?\s*[=:][^/]{1,40})\s*$"
)
# Newspim signs a caption with day and e-mail.
PHOTOGRAPHED = re.compile(
    r"[.)\]\"”'’]\s?[/(\[]?\s?[가-힣]{2,4}\s?(?:사진|선임|인턴|객원)?기자\s?[(\[]?\s?[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}[)\]]?$"
)
SIGNED = re.compile(r"\d{4}\.\d{1,2}\.\d{1,2}\.?\s{0,3}[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}$")
OWNER = re.compile(r"[ⓒ©]\s?\S[^ⓒ©]{0,30}")
LONE_MARKS = ("▲", "△", "▼")
MIN_LINES = 3
MAX_CREDITED_CHARACTERS = 120
ENDED = re.compile(r"(?:다|요|죠|까)[.!?][\"'”’)]?\Z")
TAIL_CHARACTERS = 160
MAX_OWNER_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Illustrated:
    """Text lines in order, and the photos that were among them. ``names`` counts file-name lines left out."""

    text: tuple[RawLine, ...]
    photos: tuple[Photo, ...]
    names: int


def is_caption(text: str, after_picture: bool) -> bool:
    """A line that is not a caption by its markup but by its words, as the contract of the body says.

    A leading mark alone counts only right after a picture: personnel lists begin their lines with ▲ too.
    """
    tail = text[-TAIL_CHARACTERS:]
    if after_picture and _words_in_brackets(text):
        return True
    ended = ("@" in tail and SIGNED.search(tail)) or (("=" in tail or ":" in tail) and CREDIT.search(tail))
    if ended and not is_signature(text):
        return True
    if CALLED.match(text):
        return True
    marked = after_picture and text.startswith(CAPTION_MARKS)
    return marked and (not text.startswith(HEADING_MARKS) or len(text) > MIN_CAPTION_CHARACTERS)


def _words_in_brackets(text: str) -> str:
    """The caption in ``<사진: …>`` or behind ``사진=``; empty where a credit is, or anything else."""
    found = BRACKETED.fullmatch(text)
    words = (found["words"] or found["plain"]).strip() if found else ""
    return words if len(words.split()) >= MIN_WORDS else ""


def _without_label(text: str) -> str:
    """A caption without ``사진설명 :`` in front, and without the brackets around both."""
    label = CALLED.match(text)
    if label is None:
        return text
    closed = text[:1] in BRACKETS and label[0].rstrip()[-1:] not in BRACKETS.values()
    return text[label.end() :].removesuffix(BRACKETS[text[0]]) if closed else text[label.end() :]


def is_credited(text: str, read: Callable[[str], Caption]) -> bool:
    """Whether a short line right below a picture ends with who gave the picture; to be asked only of a line that is not
    the last, whose end may sign the article."""
    if "@" in text[-60:] and PHOTOGRAPHED.search(text[-TAIL_CHARACTERS:]) is not None:
        return True
    return len(text) <= MAX_CREDITED_CHARACTERS and text[-1:] not in ".!?" and bool(read(text).credit)


def _find_lone_caption(lines: Sequence[RawLine]) -> int:
    """The first line of a text where it alone is marked as captions are, and ends as no sentence does: the picture is
    above the body then. -1 where there is none; several such lines are a list."""
    texts = [(at, line.text) for at, line in enumerate(lines) if line.kind == "text"]
    marked = [at for at, text in texts if text.startswith(LONE_MARKS)]
    if len(marked) != 1 or len(texts) < MIN_LINES or marked[0] != texts[0][0] or ENDED.search(texts[0][1]):
        return -1
    return marked[0] if sum(1 for _, text in texts[1:] if is_sentence(text)) >= MIN_LINES - 1 else -1


def is_file_name(text: str) -> bool:
    """Whether a line is the name of a picture's file."""
    return "." in text[-5:] and text[-1] not in ".?!" and FILE_NAME.fullmatch(text) is not None


def split_photos(
    lines: Sequence[RawLine], read: Callable[[str], Caption], address: Callable[[str], str]
) -> Illustrated:
    """Pictures with the captions that follow them, and the text that is left.

    ``read`` splits a caption into words and credit, ``address`` makes a picture's address absolute.
    A caption belongs to the last picture before it that has none; without one it is a photo without address.
    """
    text: list[RawLine] = []
    photos: list[Photo] = []
    open_picture = False
    names = 0
    alt = ""
    lone = _find_lone_caption(lines)
    last = max((at for at, line in enumerate(lines) if line.kind == "text"), default=-1)
    for at, line in enumerate(lines):
        if line.kind == "image":
            photos.append(Photo(url=address(line.src)))
            open_picture, alt = True, line.text
        elif line.kind == "text" and (is_file_name(line.text) or (open_picture and line.text == alt)):
            names += 1
            open_picture = True
        elif (
            line.kind == "caption"
            or at == lone
            or is_caption(line.text, open_picture)
            or (open_picture and at < last and is_credited(line.text, read))
        ):
            if "".join(line.text.split()).strip(":[]").lower() in NO_CAPTION:
                continue
            caption = read(_words_in_brackets(line.text) or _without_label(line.text))
            if photos and open_picture and not photos[-1].caption:
                photos[-1] = Photo(url=photos[-1].url, caption=caption.text, credit=caption.credit)
            elif caption.text:
                photos.append(Photo(caption=caption.text, credit=caption.credit))
            open_picture = False
        elif (
            photos
            and not photos[-1].credit
            and len(line.text) <= MAX_OWNER_CHARACTERS
            and line.text[0] in "ⓒ©"
            and OWNER.fullmatch(line.text)
        ):
            photos[-1] = Photo(url=photos[-1].url, caption=photos[-1].caption, credit=read(line.text).credit)
        else:
            open_picture = False
            text.append(line)
    return Illustrated(tuple(text), tuple(photos), names)
