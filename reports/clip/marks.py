"""The words that were searched for, marked in a text."""

from collections.abc import Sequence

from models.query.excerpt import highlight
from models.query.tree import Needle
from reports.documents.document import Run


def mark_terms(text: str, terms: Sequence[Needle], link: str = "") -> tuple[Run, ...]:
    """The text in pieces, those that a term found marked; each with the link, if there is one."""
    out: list[Run] = []
    at = 0
    for start, end in highlight(text, terms).spans:
        if at < start:
            out.append(Run(text[at:start], link=link))
        out.append(Run(text[start:end], marked=True, link=link))
        at = end
    if at < len(text):
        out.append(Run(text[at:], link=link))
    return tuple(out)
