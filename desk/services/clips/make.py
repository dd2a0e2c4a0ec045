"""Makes a clip by its rule, and lets the rule run again: then only what is new is added."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from desk.services.clips.choose import ClipChoice, find_clip, find_renamed, get_open_clip, read_name, sign
from desk.services.clips.errors import ClipError
from desk.services.clips.sort_keys import make_key, order_items
from desk.services.coverage import cover_watches
from desk.services.search import OutletNotFoundError
from desk.services.watches import WatchNotFoundError, find_watch
from desk.services.workspace import Workspace
from models.clips.change import Deed
from models.clips.clip import Clip, ClipRule
from models.clips.edit import reorder
from models.clips.propose import Candidate, Proposal, propose
from models.health.coverage import Coverage
from models.interface import ArchiveReader, ClipWriter
from models.language import _
from models.query.filters import Filters
from models.query.watch import Watch
from models.records.times import now
from reports.clip.collect import DatedHit, find_articles, stories_of
from reports.clip.collect_kept import clip_period
from reports.clip.template import Template
from reports.formats.terminal import clean

DEFAULT_NAME = "스크랩"
MAX_NAMED_WATCHES = 3
MAX_SUBJECT_CHARACTERS = 200
MAX_RECENT_CLIPS = 200
"""In so many clips an outlet that only exists in print is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeRequest:
    """The clip to make, or to let the rule run again for; what is None is the rule's own, or the usual.

    ``day`` None is today. Without a name it is that of the one saved search, with the cut-off behind it.
    ``whole_day``: the rule loses the cut-off that it has. ``late_hours``: so far before the period an article may have
    come out that was first seen in it.
    """

    day: date | None = None
    name: str | None = None
    subject: str | None = None
    watches: tuple[str, ...] | None = None
    cutoff: time | None = None
    whole_day: bool = False
    cutoffs: tuple[time, ...] | None = None
    one_a_story: bool | None = None
    first: tuple[str, ...] | None = None
    without: tuple[str, ...] | None = None
    late_hours: int = Template().late_hours
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeClip:
    """The clip; ``proposed`` are the ids of the items that the rule added now, ``total`` counts all that are in it.

    ``left_out`` and ``copies``: see ``Proposal``. ``last_change`` is the id of the last change. ``coverage`` says what
    of the clip's outlets and time the archive has.
    """

    clip: Clip
    is_new: bool
    proposed: Sequence[int]
    left_out: int
    copies: int
    total: int
    last_change: int
    coverage: Coverage


def make_clip(workspace: Workspace, request: MakeRequest) -> MadeClip:
    """Make the clip, or let the rule of the one that is there run again; a person's choices stay as they are.

    Raises ClipError, ClipDoneError, WatchNotFoundError, OutletNotFoundError, ArchiveError.
    """
    who = sign(request.who)
    with workspace.open_writer() as archive, closing(workspace.open_reader()) as db:
        day = request.day or now().date()
        known = _find_known(db, day, request)
        rule = _make_rule(workspace, db, ClipRule() if known is None else known.rule, request)
        name = known.name if known is not None else _read_name(request, rule)
        watches = find_watches(db, rule)
        subject = _make_subject(watches, known, request)
        draft = Clip(id=0, day=day, name=name, subject=subject, rule=rule, made_at=now())
        with db.one_view():
            arrival = db.exports.last_arrival()
            candidates = _find_candidates(db, draft, watches, request.late_hours)
        with archive.transaction() as writer:
            clips = writer.clips
            made = clips.make(day, name, subject, rule, who)
            clip = made or _take(clips, day, name, subject, rule, who)
            proposal, proposed = _add(db, clips, clip, candidates, who)
            clip = clips.set_arrival(clip, arrival)
            total = sum(one.is_in for one in clips.items(clip.id))
            last = clips.last_change(clip.id)
        return MadeClip(
            clip=clip,
            is_new=made is not None,
            proposed=proposed,
            left_out=proposal.left_out,
            copies=proposal.copies,
            total=total,
            last_change=last,
            coverage=cover_clip(workspace, db, clip, watches),
        )


def name_usual_clip(workspace: Workspace, day: date, rule: ClipRule) -> str:
    """The name of the clip that a rule means where nobody names one: that of the only clip of the day, else its own.

    Raises ArchiveError.
    """
    usual = name_clip(rule)
    with closing(workspace.open_reader()) as db:
        clips = db.clips.all(day, day)
        is_own = any(one.name == usual for one in clips) or find_renamed(db, clips, usual) is not None
    says_nothing = not rule.watches and rule.cutoff is None
    return clips[0].name if says_nothing and not is_own and len(clips) == 1 else usual


def find_watches(db: ArchiveReader, rule: ClipRule) -> tuple[Watch, ...]:
    """The saved searches of a rule. Raises WatchNotFoundError: one that is not there, or none at all."""
    watches = tuple(find_watch(db, name) for name in rule.watches) or db.watches.all()
    if not watches:
        raise WatchNotFoundError(
            _("A clip is made of saved searches, and there are none: `news watch add 포항 포항시` adds one.")
        )
    return watches


def cover_clip(workspace: Workspace, db: ArchiveReader, clip: Clip, watches: Sequence[Watch]) -> Coverage:
    """What the archive has of the clip's time: of the outlets of its saved search, or of all where it has several."""
    period = clip_period(clip)
    return cover_watches(workspace, db, watches, start=period.start, end=period.end)


def name_clip(rule: ClipRule) -> str:
    """The name of a clip that nobody has named."""
    base = rule.watches[0] if len(rule.watches) == 1 else DEFAULT_NAME
    return base if rule.cutoff is None else f"{base} {rule.cutoff:%H:%M}"


def _read_name(request: MakeRequest, rule: ClipRule) -> str:
    return read_name(name_clip(rule) if request.name is None else request.name)


def _find_known(db: ArchiveReader, day: date, request: MakeRequest) -> Clip | None:
    """The clip whose rule is to run again; None where a new one is to be made."""
    clips = db.clips.all(day, day)
    if request.name is None and request.watches is None and request.cutoff is None:
        return find_clip(db, ClipChoice(day=day)) if clips else None
    rule = ClipRule(watches=request.watches or (), cutoff=request.cutoff)
    name = _read_name(request, rule)
    return next((one for one in clips if one.name == name), None) or find_renamed(db, clips, name)


def _make_rule(workspace: Workspace, db: ArchiveReader, rule: ClipRule, request: MakeRequest) -> ClipRule:
    """The rule as it is, with what the request says instead."""
    said: dict[str, Any] = {
        "watches": request.watches,
        "cutoff": request.cutoff,
        "cutoffs": request.cutoffs,
        "one_a_story": request.one_a_story,
        "first": None if request.first is None else _read_outlets(workspace, db, request.first),
        "without": None if request.without is None else _read_outlets(workspace, db, request.without),
    }
    new = replace(rule, **{name: value for name, value in said.items() if value is not None})
    if request.whole_day:
        new = replace(new, cutoff=None)
    if both := set(new.first) & set(new.without):
        raise ClipError(_("{outlet} cannot both come first and be left out.", outlet=sorted(both)[0]))
    return replace(new, watches=tuple(find_watch(db, name).name for name in new.watches))


def _read_outlets(workspace: Workspace, db: ArchiveReader, names: Sequence[str]) -> tuple[str, ...]:
    """The ids of outlets by their ids or titles; of one that people typed in by hand its title."""
    titles = {one.id: one.title for one in workspace.read_registry()}
    titles |= {one.id: one.title for one in db.outlets.all().values()}
    recent = db.clips.all()[:MAX_RECENT_CLIPS]
    entries = {one.entry.outlet for clip in recent for one in db.clips.items(clip.id) if one.entry is not None}
    found = []
    for name in names:
        alone = Filters(outlets=(name,))
        ids = [number for number, title in titles.items() if alone.admits_outlet(number, title, "")]
        ids += [title for title in sorted(entries) if alone.admits_outlet(title, title, "")]
        if not ids:
            raise OutletNotFoundError(
                _("There is no outlet {name!r}, neither declared nor in a clip.", name=clean(name))
            )
        found.append(ids[0])
    return tuple(dict.fromkeys(found))


def _make_subject(watches: Sequence[Watch], known: Clip | None, request: MakeRequest) -> str:
    """The subject in a person's words: what was given, what it was, else the names of the saved searches."""
    if request.subject is not None:
        return clean(" ".join(request.subject.split()))[:MAX_SUBJECT_CHARACTERS]
    if known is not None and request.watches is None:
        return known.subject
    names = "·".join(f"‘{watch.name}’" for watch in watches[:MAX_NAMED_WATCHES])
    more = len(watches) - MAX_NAMED_WATCHES
    return f"{names} 외 {more}건" if more > 0 else names


def _find_candidates(db: ArchiveReader, draft: Clip, watches: Sequence[Watch], late_hours: int) -> list[Candidate]:
    """What answers the saved searches in the time of the clip. An office's own press releases are no coverage."""
    period, reach = clip_period(draft), timedelta(hours=late_hours)
    found: list[tuple[DatedHit, str]] = []
    for watch in watches:
        filters = replace(watch.filters, press_only=True)
        found += [(one, watch.name) for one in find_articles(db, watch.query, filters, period, reach)]
    stories = stories_of(db, list(dict.fromkeys(one.hit.id for one, _name in found)))
    return [
        Candidate(article_id=one.hit.id, key=make_key(one.hit.article, one.at, one.hit.id, stories), watch=name)
        for one, name in found
    ]


def _take(clips: ClipWriter, day: date, name: str, subject: str, rule: ClipRule, who: str) -> Clip:
    """The clip that the day has, with this rule. Raises ClipDoneError."""
    there = next(one for one in clips.of_day(day) if one.name == name)
    return clips.set_rule(get_open_clip(clips, there.id), subject, rule, who)


def _add(
    db: ArchiveReader, clips: ClipWriter, clip: Clip, candidates: Sequence[Candidate], who: str
) -> tuple[Proposal, list[int]]:
    """Add what is new and put everything in order; the ids of the new items."""
    items = clips.items(clip.id)
    known = frozenset(one.article_id for one in items if one.article_id is not None)
    stories = frozenset(story.id for story in stories_of(db, sorted(known)).values())
    proposal = propose(candidates, known, stories, clip.rule)
    new = clips.add_articles(clip.id, {one.article_id: one.watch for one in proposal.new}, who, Deed.PROPOSED)
    items = clips.items(clip.id)
    clips.apply(clip.id, reorder(items, order_items(db, clip, items, new), (), who, now()), who)
    return proposal, new
