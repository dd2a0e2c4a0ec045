"""Where a page shows its keywords: links that search for their own word, or words behind a hash sign.

Boxes of what is searched most look the same. What tells them apart is that keywords are others on each page, and that
the article's text has one of them.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from urllib.parse import unquote_plus

from models.text.alnum_key import alnum_key
from pipelines.dom.tree import Element

HASHES = "#＃"
SIGNERS = ("기자", "특파원", "위원", "PD")
MAX_TAG_CHARACTERS, MAX_TAGS, MAX_ADDRESS = 24, 80, 500
MAX_LABELLED = 30
LABEL = re.compile(r"(?:관련|기사|뉴스)?\s?(?:태그|키워드|검색어|해시태그|tags?|keywords?)\s?[:：]?", re.IGNORECASE)
_TAG_ADDRESS = re.compile(r"[/?&_-](?:hash_?)?(?:tags?|keywords?)(?:[/=_-]|\.|\Z)", re.IGNORECASE)


def find_tag_elements(small: Mapping[Element, str]) -> dict[Element, str]:
    """The elements that hold one keyword each, and it, in document order. ``small``: elements with little text."""
    found: dict[Element, str] = {}
    for element in (*_links(small), *_hashed(small), *_labelled(small)):
        word = small[element].lstrip(HASHES).strip()
        if word and len(word) <= MAX_TAG_CHARACTERS and not word.endswith(SIGNERS):
            found[element] = word
        if len(found) >= MAX_TAGS:
            break
    order = {element: at for at, element in enumerate(small)}
    inner = {around for element in found for around in element.iterancestors()}
    return {element: found[element] for element in sorted(found, key=order.__getitem__) if element not in inner}


def _links(small: Mapping[Element, str]) -> Iterator[Element]:
    """Links whose address holds their own word, or calls itself a keyword's."""
    for element, text in small.items():
        if element.tag != "a" or len(text) > MAX_TAG_CHARACTERS:
            continue
        address = (element.get("href") or "")[:MAX_ADDRESS]
        key = alnum_key(text)
        named = element.get("rel") == "tag" or _TAG_ADDRESS.search(address) is not None
        if key and (named or ("?" in address and key in alnum_key(unquote_plus(address)))):
            yield element


def _hashed(small: Mapping[Element, str]) -> Iterator[Element]:
    """The smallest elements that are one word behind a hash sign."""
    return (
        element
        for element, text in small.items()
        if text[0] in HASHES and len(text) <= MAX_TAG_CHARACTERS and not set(text[1:]) & set(HASHES)
    )


def _labelled(small: Mapping[Element, str]) -> Iterator[Element]:
    """The elements beside a label that says 키워드."""
    for element, text in small.items():
        if len(text) > MAX_TAG_CHARACTERS or not LABEL.fullmatch(text):
            continue
        for beside in islice(element.itersiblings(), MAX_LABELLED):
            if beside not in small:
                break
            inner = [child for child in beside if child in small]
            yield from inner[:MAX_LABELLED] or [beside]
