"""The tokens of a text, letter by letter: what the writing side must equal, written as simply as they are defined."""

import re

from models.text.folding import fold
from models.text.ngrams import run_grams, seam

RUN = re.compile(r"([a-z]+|[0-9]+|[^\W\x00-\x7f]+)(?=([^\W_]?))")


def grams(text: str) -> set[str]:
    """Every token of a text."""
    out: set[str] = set()
    for run, following in RUN.findall(fold(text)):
        out.update(run_grams(run))
        out.add(seam(run, following))
    return out - {""}
