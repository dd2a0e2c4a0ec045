"""Outlets as people name them, by id or Korean title, spaces and case aside; and what a mistyped name meant."""

import re
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import normalize

MAX_NEAR = 3


def name_key(text: str) -> str:
    """A name as it is compared."""
    return re.sub(r"\s+", "", normalize("NFKC", text)).casefold()


def find_ids(name: str, titles: Mapping[str, str]) -> list[str]:
    """The ids of the outlets called so; ``titles`` has the title of each id. More than one where a title is shared."""
    if name in titles:
        return [name]
    key = name_key(name)
    return [one for one, title in titles.items() if key and key in (name_key(one), name_key(title))]


def near_names(name: str, titles: Mapping[str, str]) -> list[str]:
    """What may have been meant, as ``경북일보(kyongbuk)``: titles or ids that hold the name or look like it."""
    from difflib import get_close_matches

    key = name_key(name)
    known: dict[str, list[str]] = {}
    for one, title in titles.items():
        for text in {name_key(one), name_key(title)} - {""}:
            known.setdefault(text, []).append(one)
    looking_alike = get_close_matches(key, known, n=MAX_NEAR, cutoff=0.6)
    holding = sorted((text for text in known if len(key) > 1 and (key in text or text in key)), key=len)
    found = dict.fromkeys(one for text in (*looking_alike, *holding) for one in known[text])
    return [outlet_name(one, titles[one]) for one in list(found)[:MAX_NEAR]]


def outlet_name(outlet: str, title: str) -> str:
    """An outlet as a message names it: its title, and the id in brackets."""
    return f"{title}({outlet})" if title else outlet


def resolve_names(names: Iterable[str], titles: Mapping[str, str]) -> Iterator[str]:
    """The ids of all that is named, each once, in order; a name that nobody knows as it is."""
    yield from dict.fromkeys(one for name in names for one in (find_ids(name, titles) or [name]))
