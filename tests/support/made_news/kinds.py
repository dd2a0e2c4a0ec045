"""Words, sentences, articles and releases of invented news."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its particle; ``key`` is the same for all copies of one word, and another for every other word."""

    text: str
    key: int


Sentence = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """An article: ``kind`` is what it is, ``origin`` the release it stems from, ``sentences`` its words by origin."""

    n: int
    outlet: int
    at: datetime
    kind: str
    origin: int | None
    body: str
    sentences: tuple[Sentence, ...] = ()
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A press release; ``lines`` are its paragraphs, ``sentences`` the same flat."""

    n: int
    city: str
    at: datetime
    title: str
    sentences: tuple[Sentence, ...]
    quotes: tuple[int, ...]

    @property
    def body(self) -> str:
        """Paragraphs of two sentences."""
        return paragraphs(self.sentences)


@dataclass
class News:
    """A draw: all articles by time, and the releases."""

    articles: list[Made] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)


def paragraphs(sentences: tuple[Sentence, ...] | list[Sentence]) -> str:
    """Two sentences a paragraph."""
    lines = [words_text(sentence) for sentence in sentences]
    return "\n".join(" ".join(lines[n : n + 2]) for n in range(0, len(lines), 2))


def words_text(sentence: Sentence) -> str:
    """A sentence as it is printed."""
    return "".join(word.text for word in sentence).strip()
