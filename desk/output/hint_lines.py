"""What may have been meant by a search that found nothing, as commands that can be typed."""

import sys
from collections.abc import Iterator, Sequence

from desk.services.after_search.hints import Hint, HintKind
from models.language import N_, _, ngettext
from models.records.search_results import Total
from reports.formats.terminal import clean, pad, width

_WHY = {
    HintKind.JOINING: N_("how this program joins words"),
    HintKind.DAY: N_("days are options"),
    HintKind.SPACING: N_("other spaces: {shown}"),
    HintKind.SYNONYM: N_("another word for it"),
    HintKind.PARTICLE: N_("without its particle"),
    HintKind.SPELLING: N_("a similar spelling"),
    HintKind.KEYBOARD: N_("the keys of a Korean keyboard"),
    HintKind.HANJA: N_("Hanja or Hangul"),
    HintKind.NAME: N_("as a name"),
    HintKind.LITERAL: N_("anywhere, as parts of words"),
    HintKind.FILTERS: N_("without days, outlets and other filters"),
    HintKind.FEWER: N_("without {shown}"),
}
MAX_COMMAND_COLUMNS = 48


def hint_lines(hints: Sequence[Hint]) -> Iterator[str]:
    """A line for each hint under one that says what they are; none without hints."""
    if not hints:
        return
    yield _("Nothing was found. What finds something:")
    commands = [_command(hint) for hint in hints]
    room = min(max(map(width, commands)), MAX_COMMAND_COLUMNS)
    for hint, command in zip(hints, commands, strict=True):
        # A command that is cut could not be typed.
        padded = pad(command, room) if width(command) <= room else command
        yield f"  {padded}  {_count(hint.total)} ({_(_WHY[hint.kind], shown=clean(hint.shown))})"


def _command(hint: Hint) -> str:
    words = [*hint.options, *([clean(hint.typed)] if hint.typed else [])]
    return f"news search {' '.join(map(_quote, words))}"


def _quote(word: str) -> str:
    """A word for a shell; spaces between plain words need no quotes, as each of them is a word of the query."""
    if all(c.isalnum() or c in " -:=.,·_" for c in word):
        return word
    if sys.platform == "win32":  # in quotes, for & and | mean something to the command prompt
        return '"' + word.replace('"', '\\"') + '"'
    from shlex import quote

    return quote(word)


def _count(total: Total) -> str:
    more = "+" if total.capped else ""
    return ngettext("{count:,}{more} article", "{count:,}{more} articles", total.articles, more=more)
