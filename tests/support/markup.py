"""Whether markup is in balance, and what a reader sees of it."""

import json
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

VOID = {"meta", "link", "img", "br", "input", "hr"}


class Balance(HTMLParser):
    """Whether every element that is opened is closed in its order; ``text`` is what a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.wrong: list[str] = []
        self.text = ""
        self.stored = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.stack.append(tag)
        self.stored = ("type", "application/json") in attrs

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag == "xml":  # gnuboard4 closes what nobody opened, against hostile posts
            return
        if not self.stack or self.stack.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if not self.stack or self.stack[-1] not in {"script", "style"}:
            self.text += data
        elif self.stored:  # what a script shows when it has run
            self.text += "".join(unescape(text) for text in strings(json.loads(data)))


def strings(value: object) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def balanced(html: str) -> Balance:
    """A whole page, read."""
    parser = Balance()
    parser.feed(html)
    parser.close()
    return parser


def folded(text: str) -> str:
    """A text without its spacing."""
    return " ".join(text.split())
