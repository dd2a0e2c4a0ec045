"""`news show`: one article, its record, its earlier texts or its original page."""

import json
import sys

import click

from desk.commands.options import CommandContext, one_of, with_context
from desk.output.article_lines import article_json, article_lines, history_lines
from desk.output.pager import print_paged
from desk.services.articles import read_article, read_history, read_page
from reports.articles.revision_diff import wants_colours
from reports.formats.terminal import clean_lines


@click.command()
@click.argument("article", metavar="ROW|ID|URL")
@one_of(
    "form",
    page="The original page, its bytes as received; a terminal gets its text, cleaned.",
    history="Its earlier texts.",
    json="The record as JSON.",
)
@with_context
def show(context: CommandContext, article: str, form: str | None) -> None:
    """Show one article, by its id or any of its addresses."""
    if form == "page":
        _write_page(context, article)
    elif form == "history":
        history = read_history(context.workspace, article)
        print_paged(history_lines(history, colour=wants_colours()))
    elif form == "json":
        print(json.dumps(article_json(read_article(context.workspace, article)), ensure_ascii=True))
    else:
        texts = article_lines(read_article(context.workspace, article))
        print_paged((line for text in texts for line in text.split("\n")), indent=0)


def _write_page(context: CommandContext, article: str) -> None:
    """Its bytes; to a terminal its text, with nothing that steers it."""
    page = read_page(context.workspace, article).page
    if sys.stdout.isatty():
        from pipelines.page.decode import decode

        text = decode(page.body, page.header("content-type")).text
        print(clean_lines(text.replace("\r\n", "\n")))
    else:
        sys.stdout.buffer.write(page.body)
        sys.stdout.buffer.flush()
