"""Korean text to sentences. A full stop inside quotation marks, a number or an abbreviation ends none."""

import re

from models.text.remember import remember_short
from pipelines.text.text_keys import count_hangul

_END = re.compile(r"(?<=[가-힣\"'”’)\]%])[.!?…]{1,3}[\"'”’)\]]{0,3}(?=\s|\Z)")
_QUOTED = re.compile(r"“[^“”\n]{0,1000}”|\"[^\"\n]{0,1000}\"")


SENTENCE = re.compile(r"[.?!…](?:(?<=[가-힣].)|[\"'”’)\]」』]?$)")

_FULL_STOP = re.compile(r"[가-힣\"'”’)\]%][.?!]{1,3}[\"'”’)\]」』]?(?=\s|\Z)|[.?!…][\"'”’)\]」』]?\Z")


@remember_short
def has_full_stop(line: str) -> bool:
    """Whether a sentence ends in the line or at its end; the dots of a headline (``불…인명 피해 없어``) end none."""
    return _FULL_STOP.search(line) is not None


def is_sentence(line: str) -> bool:
    """Whether a line is prose: long, or ended as a sentence."""
    hangul = count_hangul(line)
    return hangul > 70 or (hangul >= 12 and SENTENCE.search(line) is not None and line[-1] in ".?!…\"'”’)")


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, in order; a line's end ends a sentence."""
    out: list[str] = []
    for line in text.split("\n"):
        closed = [(quote.start(), quote.end()) for quote in _QUOTED.finditer(line)]
        start = 0
        for end in _END.finditer(line):
            if any(low < end.start() and end.end() < high for low, high in closed):
                continue
            out.append(line[start : end.end()].strip())
            start = end.end()
        out.append(line[start:].strip())
    return [sentence for sentence in out if sentence]


def find_quotes(text: str) -> list[str]:
    """What is in double quotation marks, without them."""
    return [found[0][1:-1] for found in _QUOTED.finditer(text)]
