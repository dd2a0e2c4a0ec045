"""The rows of a clip report: what is known of each article, and no more of its text than its outlet allows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from models.clips.clip import Attachment, Clip, Medium
from models.health.coverage import Coverage
from models.query.tree import Needle
from models.records.article import Article
from models.records.licence import Licence
from models.records.release import Pickup
from models.records.remark import Remark
from models.records.story import Counted
from models.records.times import has_clock
from pipelines.releases.grades import Grade, grade_of
from pipelines.text.sentences import split_sentences
from reports.articles.licence import MAX_EXCERPT_CHARACTERS, excerpt_limit
from reports.clip.period import Period
from reports.coverage.sentences import say_coverage
from reports.pickup.grades import GRADES

ELLIPSIS = "…"
BETWEEN_DECK_LINES = " / "
EVERYTHING = "모든 기사"
"""The subject of a report without search words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipRow:
    """An article of the report. ``number`` counts from 1; ``story`` is the number of its story in this report.

    ``copies``: how many articles of the report carry one text, this one included. ``is_copy``: an earlier article
    carried that text, in this report or before it. ``is_late``: it belongs before the period, and was first seen in it.
    ``cut``: its outlet's licence kept some of its text out. ``gone_at``: since when its page is believed to be gone.
    ``same_text``: titles of the other outlets that carried the text. Of an article typed in by hand ``id`` is 0;
    ``page`` is its 면, ``columns`` its 단, and ``attachments`` are its scans. ``item_id``: of a row of a clip that is
    kept the item, else 0.
    """

    number: int
    id: int
    article: Article
    at: datetime
    group: str
    gist: str
    deck: str
    body: str
    tone: str
    note: str
    marked_by: str
    marked_at: datetime | None
    release: str
    story: int
    copies: int
    is_copy: bool
    is_late: bool
    cut: bool
    gone_at: datetime | None = None
    same_text: tuple[str, ...] = ()
    medium: Medium = Medium.ONLINE
    page: str = ""
    columns: str = ""
    attachments: tuple[Attachment, ...] = ()
    item_id: int = 0

    @property
    def day(self) -> date | None:
        """The day of publication; None where none was found."""
        return None if self.article.published_at is None else self.article.published_at.date()

    @property
    def clock(self) -> time | None:
        """The time of day, to the minute; None where the outlet gives none."""
        at = self.article.published_at
        if at is None or not has_clock(at, self.article.published_raw):
            return None
        return at.time().replace(second=0, microsecond=0)

    @property
    def where(self) -> str:
        """Where it stood in the paper: 3면 4단; what a person typed with its own unit stays."""
        page = f"{self.page}면" if self.page.isdecimal() else self.page
        columns = f"{self.columns}단" if self.columns.isdecimal() else self.columns
        return " ".join(filter(None, (page, columns)))


@dataclass(frozen=True, slots=True)
class ShareOfVoice:
    """How many articles of the period name one, and how many of those stand alone or were the first of their story.

    ``query`` is what was searched for, as it was typed.
    """

    name: str
    articles: int
    first: int
    query: str = ""


@dataclass(frozen=True, slots=True)
class EarlierCounts:
    """The numbers of an earlier period of the same length: ``name`` (전날), articles, and how many have each tone.

    ``missing``: what of that period the archive does not cover, in one sentence: then nothing can be compared.
    """

    name: str
    counted: Counted
    tones: Mapping[str, int]
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipReport:
    """A clip report, ready to be written. ``subject`` is the search in a person's words.

    ``coverage``: what of its outlets and days the archive has; None where nobody asked. ``terms`` are marked in texts.
    ``voices``: how often we and each rival were named, us first. ``earlier``: what the numbers are compared with.

    ``rights`` says by outlet id what a report may carry; ``releases`` whether a release was compared for this period.
    ``clip``: the clip that is kept, if the report is of one; ``last_change`` is the id of the last change in it.
    """

    subject: str
    period: Period
    made_at: datetime
    rows: tuple[ClipRow, ...]
    counted: Counted
    outlets: Mapping[str, str]
    regions: Mapping[str, str]
    rights: Mapping[str, str]
    releases: bool
    waiting: int = 0
    coverage: Coverage | None = None
    terms: tuple[Needle, ...] = ()
    voices: tuple[ShareOfVoice, ...] = ()
    earlier: EarlierCounts | None = None
    clip: Clip | None = None
    last_change: int = 0

    @property
    def missing(self) -> str:
        """What the report does not cover, in one sentence; empty where it is whole."""
        return say_coverage(self.coverage, len(self.rows)) if self.coverage is not None else ""

    @property
    def late(self) -> int:
        """How many rows belong before the period."""
        return sum(row.is_late for row in self.rows)


@dataclass(frozen=True, slots=True)
class LimitedText:
    """What of an article's text a report may carry."""

    gist: str
    deck: str
    body: str
    cut: bool


def limit_text(article: Article, right: str, letters: int) -> LimitedText:
    """The gist is the deck, its lines parted by `` / ``, else the first sentences, of so many ``letters`` at most.

    ``right`` is the outlet's: without ``full`` neither the body nor deck and body together are carried whole, without
    ``full`` or ``excerpt`` no more than a short excerpt of anything is.
    """
    deck = BETWEEN_DECK_LINES.join(" ".join(line.split()) for line in article.deck.splitlines() if line.strip())
    body = " ".join(article.body.split())
    if right == Licence.FULL:
        gist = shorten(deck, letters) if deck else first_sentences(article.body, letters)
        return LimitedText(gist, article.deck, article.body, cut=False)
    most = letters if right == Licence.EXCERPT else min(letters, MAX_EXCERPT_CHARACTERS)
    some_deck = shorten(deck, excerpt_limit(deck + body, most))
    some_body = first_sentences(article.body, excerpt_limit(body, most))
    return LimitedText(some_deck or some_body, some_deck, some_body, cut=(some_deck, some_body) != (deck, body))


def first_sentences(text: str, most: int) -> str:
    """The first sentences that fit; where not even one does, its beginning."""
    out = ""
    for sentence in split_sentences(text[: most * 8 + 1_000]):
        sentence = " ".join(sentence.split())
        if out and len(out) + 1 + len(sentence) > most:
            break
        out = f"{out} {sentence}".strip()
    return shorten(out, most)


def shorten(text: str, most: int) -> str:
    """A text of at most so many letters, cut between words where there is a blank near its end."""
    if len(text) <= most:
        return text
    if most < 2:
        return ""
    kept = text[: most - 1]
    at = kept.rfind(" ")
    return (kept[:at] if at > most * 2 // 3 else kept).rstrip(" ,.·/") + ELLIPSIS


def release_text(pickups: Sequence[Pickup], outlets_of_story: int) -> str:
    """보도자료 여부: 예, 가능성, 일부 (a sentence or two), the same text elsewhere, or nothing."""
    if any(one.certain for one in pickups):
        return GRADES[Grade.COUNTED]
    if pickups:
        return GRADES[grade_of(max(max(one.of_article, one.of_release) for one in pickups), is_long=False)]
    return f"같은 글 {outlets_of_story}매체" if outlets_of_story > 1 else ""


def remark_text(remark: Remark | None) -> tuple[str, str, str, datetime | None]:
    """(tone, note, who, when)."""
    return ("", "", "", None) if remark is None else (remark.tone, remark.note, remark.who, remark.at)
