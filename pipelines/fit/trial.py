"""A layout tried on every page before anybody sees it: whether any page reads worse than before, and how."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from models.health.failure_reasons import describe_rejection
from models.language import N_, _
from models.records.article import Article
from models.text.alnum_key import alnum_key
from pipelines.contracts.layout import Layout
from pipelines.contracts.rejection import Reject
from pipelines.extract import extract_opened
from pipelines.fit.seen import PageView

Read = Article | Reject
MAX_LOST, MAX_GAINED, FEW_LETTERS = 0.03, 0.03, 10
MIN_COMMON, MIN_COMMON_SHARE = 3, 0.9
LISTED = MappingProxyType({"tags": N_("tags"), "attachments": N_("attachments")})
"""Fields of which none may be lost."""
BOUND_TO_TEXT = frozenset({"body", "drop"})
"""Parts by which a text may not grow either."""


@dataclass(frozen=True, slots=True)
class Worse:
    """The first page that reads worse, and how."""

    url: str
    why: str


def read_all(views: Sequence[PageView], layout: Layout) -> list[Read]:
    """What each page gives by a layout."""
    return [extract_opened(view.page, view.opened, layout) for view in views]


def find_worse(
    part: str, views: Sequence[PageView], before: Sequence[Read], after: Sequence[Read], lines: Counter[str]
) -> Worse | None:
    """The first page that reads worse by the layout with ``part`` in it. ``lines``: on how many pages each line is."""
    everywhere = _find_common_names(before)
    pictures = Counter(photo.url for read in before if isinstance(read, Article) for photo in read.photos)
    for view, old, new in zip(views, before, after, strict=True):
        if not isinstance(old, Article):
            continue
        own = PageFacts(lambda key: lines[key] < 2, everywhere, lambda url: pictures[url] < 2)
        if why := explain_worse(part, old, new, own):
            return Worse(view.url, why)
    return None


def find_lost(views: Sequence[PageView], before: Sequence[Read], after: Sequence[Read]) -> Worse | None:
    """The first page that is no article any more, or has lost its time or an e-mail: all that counts where what was
    read before came from selectors that do not fit."""
    for view, old, new in zip(views, before, after, strict=True):
        if isinstance(old, Article) and isinstance(new, Reject):
            return Worse(view.url, _("it would be no article: {reason}", reason=describe_rejection(new.reason)))
        if not isinstance(old, Article) or not isinstance(new, Article):
            continue
        if old.published_at and not new.published_at:
            return Worse(view.url, _("it would lose its time of publication"))
        if lost := set(old.emails) - set(new.emails):
            return Worse(view.url, _("it would lose {what}", what=", ".join(sorted(lost))))
        for name in LISTED:
            if getattr(old, name) and not getattr(new, name):
                return Worse(view.url, _("it would lose all of its {name}", name=_(LISTED[name])))
    return None


def count_lines(views: Sequence[PageView], *readings: Sequence[Read]) -> Counter[str]:
    """On how many pages each line (as a key) is shown or read."""
    counts: Counter[str] = Counter()
    for number, view in enumerate(views):
        read = {key for reading in readings for key in _keys(reading[number])}
        counts.update(view.lines | read)
    return counts


def _find_common_names(readings: Sequence[Read]) -> frozenset[str]:
    """Names that were read on nearly all pages among others' names: of the frame, and not of all those articles."""
    signed = [set(read.reporters) for read in readings if isinstance(read, Article) and read.reporters]
    names = Counter(name for own in signed for name in own)
    common = {name for name, count in names.items() if count >= max(MIN_COMMON, MIN_COMMON_SHARE * len(signed))}
    return frozenset(common) if 2 * sum(bool(own - common) for own in signed) >= len(signed) else frozenset()


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the other pages say of one: whether a line (as a key) is its own, names that are on most pages, whether a
    picture's address is its own."""

    is_own: Callable[[str], bool] = lambda _: True
    common_names: frozenset[str] = frozenset()
    is_own_picture: Callable[[str], bool] = lambda _: True


def explain_worse(part: str, old: Article, new: Read, facts: PageFacts) -> str:
    """How a reading is worse than the one before, in a few words; empty where it is not."""
    if isinstance(new, Reject):
        return _("it would be no article: {reason}", reason=describe_rejection(new.reason))
    if alnum_key(new.headline) != alnum_key(old.headline):
        return _("another headline: {headline}", headline=new.headline[:60])
    if old.published_at is not None and new.published_at != old.published_at:
        return _("another time of publication: {time}", time=new.published_at or _("none"))
    if (old.reporters or part != "byline") and _are_other_names(
        set(old.reporters), set(new.reporters), facts.common_names
    ):
        return _("other reporters: {names}", names=", ".join(new.reporters) or _("none"))
    if lost := set(old.emails) - set(new.emails):
        return _("it would lose {what}", what=", ".join(sorted(lost)))
    if old.modified_at is not None and new.modified_at != old.modified_at:
        return _("another time of change: {time}", time=new.modified_at or _("none"))
    if part == "deck" and old.deck and alnum_key(old.deck) not in alnum_key(new.deck):
        return _("another deck: {deck}", deck=new.deck[:60] or _("none"))
    for name in LISTED:
        if lost := set(getattr(old, name)) - set(getattr(new, name)):
            return _(
                "it would lose {lost} of {count} {name}",
                lost=len(lost),
                count=len(getattr(old, name)),
                name=_(LISTED[name]),
            )
    photos = {photo.url for photo in old.photos if facts.is_own_picture(photo.url)}
    if lost := photos - {photo.url for photo in new.photos}:
        return _("it would lose {lost} of {count} photos", lost=len(lost), count=len(photos))
    return _explain_text(part, old, new, facts.is_own)


def _are_other_names(old: set[str], new: set[str], common: frozenset[str]) -> bool:
    """Whether persons come or go; those that go may be ones that are named on most pages, where somebody stays."""
    return not (new <= old and old - new <= common)


def _explain_text(part: str, old: Article, new: Article, is_own: Callable[[str], bool]) -> str:
    mine = [key for key in _keys(old) if is_own(key)]
    letters = sum(map(len, mine))
    now, then = "".join(_keys(new)), "".join(_keys(old))
    if part in ("captions", "body"):  # words of a caption are no part of the text, and not lost
        now += "".join(alnum_key(photo.caption + photo.credit) for photo in new.photos)
    lost = sum(len(key) for key in mine if key not in now)
    if letters and lost > MAX_LOST * letters:
        return _("it would lose {share:.0%} of its text", share=lost / letters)
    gained = sum(len(key) for key in _keys(new) if key not in then)
    if part in BOUND_TO_TEXT and gained > MAX_GAINED * letters + FEW_LETTERS:
        return _("its text would grow by {gained} letters", gained=gained)
    return ""


def _keys(read: Read) -> list[str]:
    if isinstance(read, Reject):
        return []
    return [key for line in (*read.deck.split("\n"), *read.body.split("\n")) if (key := alnum_key(line))]
