"""Words that a user holds for the same: a small text file next to the archive, one group a line.

``배터리 = 이차전지 = 2차전지 = POBATT``; ``#`` begins a remark. A word of a group then asks for every word of it,
whichever was typed; a word with ``=`` before it, and names of reporters, outlets and sections, stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from models.language import _, describe_system_error
from models.query.tree import Node, Or, Query, Term, map_terms
from models.records.errors import UserError
from models.text.folding import fold

FILE = "synonyms.txt"
STARTER = "starter_synonyms.txt"
MAX_BYTES = 1_000_000
MIN_WORDS = 2
MAX_WORDS = 100


class SynonymsError(UserError):
    """The file of synonyms cannot be read."""

    exit_code = 2


Groups = Mapping[str, tuple[str, ...]]
"""By folded word: the words of its groups as they are written, itself included."""


@dataclass(frozen=True, slots=True)
class Widened:
    """A query with its synonyms, and which were used: what was typed, and what else is searched for."""

    query: Query
    used: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Synonyms:
    """What a file of synonyms says, and one sentence for each line of it that says nothing."""

    groups: Groups
    mistakes: tuple[str, ...] = ()


def read_synonyms(path: Path) -> Synonyms:
    """The groups of a file; none where there is no file. A word of several groups has the words of all of them.

    Raises SynonymsError: not UTF-8, too long, not readable.
    """
    try:
        if not path.exists():
            return Synonyms({})
        if path.stat().st_size > MAX_BYTES:
            raise SynonymsError(_("{path} is too long for a list of synonyms.", path=path))
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SynonymsError(_("{path} is not UTF-8: save it again as UTF-8.", path=path)) from error
    except OSError as error:
        raise SynonymsError(
            _("{path} cannot be read: {reason}.", path=path, reason=describe_system_error(error))
        ) from error
    groups: dict[str, dict[str, str]] = {}
    mistakes = []
    for number, line in enumerate(text.split("\n"), 1):
        said = line.partition("#")[0]
        words = {fold(word): word for part in said.split("=") if (word := " ".join(part.split()))}
        words = {key: word for key, word in words.items() if any(c.isalnum() for c in key)}
        if said.strip() and len(words) < MIN_WORDS:
            mistakes.append(
                _(
                    "{path}, line {number} is left out: write at least two words, as in 배터리 = 이차전지.",
                    path=path,
                    number=number,
                )
            )
            continue
        if len(words) > MAX_WORDS:
            mistakes.append(f"{path}, line {number} is left out: it has more than {MAX_WORDS} words.")
            continue
        for key in words:
            groups.setdefault(key, {}).update(words)
    return Synonyms({key: tuple(words.values()) for key, words in groups.items()}, tuple(mistakes))


def read_starter() -> Groups:
    """The groups of the list to begin with, whatever the user's own list has."""
    return read_synonyms(Path(__file__).with_name(STARTER)).groups


def write_starter(path: Path) -> bool:
    """Write the list to begin with, as an editor of any Windows reads it; False where the user has a list already.

    Raises SynonymsError where it cannot be written.
    """
    text = Path(__file__).with_name(STARTER).read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8-sig") as file:
            file.write(text)
    except FileExistsError:
        return False
    except OSError as error:
        raise SynonymsError(_("{path} cannot be written: {reason}.", path=path, reason=error.strerror)) from error
    return True


def add_synonyms(query: Query, groups: Groups) -> Widened:
    """The query with each word of a group asking for all words of its groups."""
    used: dict[str, tuple[str, ...]] = {}

    def widen(term: Term) -> Node:
        group = groups.get(term.text)
        if group is None or term.whole or term.field not in ("", "headline"):
            return term
        others = tuple(word for word in group if fold(word) != term.text)
        used[term.typed] = others
        return Or((term, *(replace(term, text=fold(word), typed=word) for word in others)))

    root = map_terms(query.root, widen)
    return Widened(replace(query, root=root), tuple(used.items()))
