"""Who wrote a column: its page signs it by a name and an office held elsewhere, as news name of whom they speak."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.contracts.raw_article import RawArticle, RawLine
from pipelines.dom.tree import Element
from pipelines.generic.body_text import Tools
from pipelines.generic.density import WeighedPage
from pipelines.generic.headline import Headline
from pipelines.generic.writers.byline_lines import find_writer
from pipelines.text.outside_writers import is_column

CLOSING_LINES, FULL_NAME = 3, 3


def sign_column(
    read: RawArticle, page: WeighedPage, headline: Headline, body: Element | None, tools: Tools
) -> RawArticle:
    """The article, signed by its outside writer where it is a column that nobody else signs; the line that names him or
    her, mostly below a portrait, is neither deck nor caption nor text."""
    if not is_column(read.headline, read.sections):
        return read
    texts = [line.text for line in read.lines if line.kind == "text"]
    signs = (text for text in texts[-CLOSING_LINES:] if len(text) > FULL_NAME and tools.names(text))
    if not all(map(tools.columnist, signs)) or any(map(tools.opening, texts[:CLOSING_LINES])):
        return read
    signed = {name for line in read.bylines for name in tools.names(line)}
    outside = {name for line in read.bylines if (name := tools.columnist(line))}
    if signed - outside:
        return read
    name = outside.pop() if len(outside) == 1 else tools.columnist(find_writer(page, headline.element, body, tools))
    if not name:
        return read
    return replace(
        read,
        bylines=read.bylines if signed else (*read.bylines, f"필자 {name}"),
        deck=tuple(text for text in read.deck if not _names_writer(text, name, tools)),
        lines=_without_writer(read.lines, name, tools),
    )


def _names_writer(text: str, name: str, tools: Tools) -> bool:
    return text == name or tools.columnist(text) == name


def _without_writer(lines: Sequence[RawLine], name: str, tools: Tools) -> tuple[RawLine, ...]:
    """The lines without those that name the writer, and without the office in the line below a lone name."""
    kept: list[RawLine] = []
    alone = False
    for line in lines:
        office = alone and line.kind != "image" and tools.columnist(f"{name} {line.text}") == name
        alone = line.kind != "image" and line.text == name
        if line.kind == "image" or not (office or _names_writer(line.text, name, tools)):
            kept.append(line)
    return tuple(kept)
