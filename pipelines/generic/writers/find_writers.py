"""Who wrote an article that no selectors name: lines that sign, what programs are told, cards, all names near it."""

from dataclasses import dataclass

from pipelines.dom.tree import Element
from pipelines.generic.body_text import BodyText, Tools
from pipelines.generic.declared_facts import DeclaredFacts
from pipelines.generic.density import WeighedPage
from pipelines.generic.headline import Headline
from pipelines.generic.writers.byline_lines import (
    find_addresses,
    find_boxed_addresses,
    find_card,
    find_persons,
    find_signing_lines,
)
from pipelines.generic.writers.near_texts import find_near_texts
from pipelines.generic.writers.weigh_writers import choose_writers, find_own_addresses

MAX_LABEL, CLOSING_LINES = 6, 4


@dataclass(frozen=True, slots=True)
class Writers:
    """Lines that sign an article. ``witness``: what told who, where no line and no opening of the text did: ``said``
    (to programs), ``card``, ``weighed`` (every name near the text), ``row`` (of facts); else empty."""

    lines: tuple[str, ...]
    witness: str = ""


def find_writers(
    weighed: WeighedPage,
    headline: Headline,
    body: Element | None,
    text: BodyText,
    programs: list[DeclaredFacts],
    sites: list[str],
    tools: Tools,
    filed: str,
) -> Writers:
    """Lines that sign on the page; those that the page says for programs where it shows none, or more than it shows.

    ``filed``: what a row of facts says of who wrote.
    """
    witness = ""
    found = find_signing_lines(weighed, headline.element, body, tools)
    texts = [line.text for line in text.lines if line.kind == "text"]
    opening = {name for line in texts[:3] for name in tools.opening(line)}
    # Where an opening signs the text, a box that names none of those persons is somebody else's.
    shown = [
        line
        for line in dict.fromkeys([*found, *text.signed])
        if not opening or not (those := tools.names(line)) or not opening.isdisjoint(those)
    ]
    named = opening | {name for line in shown for name in tools.names(line)}
    for line in texts[-3:]:
        named.update(tools.names(line) if len(line) < 120 else ())
    named.update(tools.closing(texts[-CLOSING_LINES:]))
    for one in programs:
        authors = find_persons(one.authors, sites, tools.names)
        theirs = {name for author in authors for name in tools.names(author)}
        if theirs and named < theirs:
            witness = "" if named else "said"
            shown, named = [*shown, *authors], theirs
            break
    if not named:
        shown += find_card(weighed, body, tools.names)
        named = {name for line in shown for name in tools.names(line)}
        witness = "card" if named else ""
    if not named and body is not None:
        near = find_near_texts(weighed, headline.element, body)
        shown += choose_writers(near, tools.signing, _strangers(weighed, headline.element, sites))
        named = {name for line in shown for name in tools.names(line)}
        witness = "weighed" if named else ""
    if not named and filed and not tools.is_desk(filed):
        shown += [signs for signs in (filed, f"{filed} 기자") if tools.alone(signs) or tools.names(filed)][:1]
        named = {name for line in shown for name in tools.names(line)}
        witness = "row" if named else ""
    outside = {name for line in shown if (name := tools.writer(line))}
    if outside < named:  # somebody of the outlet signs too: the others are of whom the text speaks
        shown = [line for line in shown if not tools.writer(line)]
        named -= outside
    shown += [author for one in programs for author in one.authors if "@" in author and _is_by(author, named, tools)]
    addresses = find_addresses(weighed, headline.element, body, named, tools.names)
    if named and body is not None and not addresses and not any("@" in line for line in (*shown, *texts[-3:])):
        near = find_near_texts(weighed, headline.element, body)
        addresses = find_own_addresses(near, tools.signing, named)
        addresses = addresses or find_boxed_addresses(body.getroottree().getroot(), named, tools.names)
    return Writers(tuple(dict.fromkeys([*shown, *addresses])), witness)


def _strangers(weighed: WeighedPage, headline: Element | None, sites: list[str]) -> frozenset[str]:
    """What has the shape of a name and is none on this page: its outlet's and the words of its menus."""
    top = weighed.of(headline).first if headline is not None else 0
    menus = (line.text for line in weighed.lines[:top] if line.linked > line.plain and line.linked <= MAX_LABEL)
    return frozenset(word for text in (*sites, *menus) for word in text.split())


def _is_by(author: str, named: set[str], tools: Tools) -> bool:
    """Whether a text names persons that signed, and nobody else."""
    theirs = tools.names(author)
    return bool(theirs) and named.issuperset(theirs)
