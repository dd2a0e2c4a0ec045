"""Who wrote a column: its page signs it by a name and an office held elsewhere, as news name of whom they speak."""

from dataclasses import replace

from pipelines.contracts.raw_article import RawArticle
from pipelines.dom.tree import Element
from pipelines.generic.body_text import Tools
from pipelines.generic.density import WeighedPage
from pipelines.generic.headline import Headline
from pipelines.generic.writers.byline_lines import find_writer
from pipelines.text.outside_writers import is_column

CLOSING_LINES = 3


def sign_column(
    read: RawArticle, page: WeighedPage, headline: Headline, body: Element | None, tools: Tools
) -> RawArticle:
    """The article, signed by its outside writer where it is a column that nobody else signs; the line that names him or
    her, mostly below a portrait, is neither deck nor caption nor text."""
    if not is_column(read.headline, read.sections):
        return read
    texts = [line.text for line in read.lines if line.kind == "text"]
    if any(map(tools.names, texts[-CLOSING_LINES:])) or any(map(tools.opening, texts[:CLOSING_LINES])):
        return read
    signed = {name for line in read.bylines for name in tools.names(line)}
    outside = {name for line in read.bylines if (name := tools.writer(line))}
    if signed - outside:
        return read
    name = outside.pop() if len(outside) == 1 else tools.writer(find_writer(page, headline.element, body, tools))
    if not name:
        return read
    return replace(
        read,
        bylines=read.bylines if signed else (*read.bylines, f"필자 {name}"),
        deck=tuple(text for text in read.deck if tools.writer(text) != name),
        lines=tuple(one for one in read.lines if one.kind == "image" or tools.writer(one.text) != name),
    )
