"""Which links of a page offer a file: by the file's ending, by an address that downloads, or beside 첨부파일."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from pipelines.dom.tree import Element
from pipelines.generic.board import LABELS
from pipelines.page.attachments import MAX_FILES, read_file_name, read_offered_name

MAX_STEPS, MAX_BESIDE, MAX_LABEL = 2, 20, 14
_DOWNLOAD = re.compile(r"down|file|attach|bbs_?dn", re.IGNORECASE)
_FRAME = " \t:：|·[]()<>■▶-"


def find_file_links(small: Mapping[Element, str]) -> dict[Element, str]:
    """The links and the names of their files, in document order. ``small``: elements with little text."""
    beside = set(_find_beside_labels(small))
    found: dict[Element, str] = {}
    for element in small:
        if element.tag != "a" or len(found) >= MAX_FILES:
            continue
        called = f"{element.get('href') or ''} {element.get('onclick') or ''}"[:500]
        is_file = element in beside or _DOWNLOAD.search(called) or read_file_name(element)
        if is_file and (name := read_offered_name(element)):
            found[element] = name
    return found


def _find_beside_labels(small: Mapping[Element, str]) -> Iterator[Element]:
    """The links behind a label that says that files are attached."""
    for element, text in small.items():
        if len(text) > MAX_LABEL or LABELS.get("".join(text.strip(_FRAME).split())) != "files":
            continue
        here: Element | None = element
        for _ in range(MAX_STEPS):
            if here is None:
                break
            found = [
                link
                for beside in islice(here.itersiblings(), MAX_BESIDE)
                if beside in small
                for link in islice(beside.iter("a"), MAX_FILES)
            ]
            if found:
                yield from found
                break
            here = here.getparent()
