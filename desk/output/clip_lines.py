"""A clip as lines of text: its rows, what was decided in it, and the clips that there are."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from types import MappingProxyType
from typing import Any

from desk.output.messages import counted
from desk.services.clips.changes import AppliedChanges, ChangeResult, Outcome, Part
from desk.services.clips.make import MadeClip
from desk.services.clips.view import ClipHistory, ClipInList, ClipLine, ClipView
from models.clips.change import ClipChange, Deed
from models.clips.clip import AttachmentInfo, Clip, ItemState, Medium
from models.language import N_, _, language, ngettext
from models.records.labels import label
from reports.coverage.sentences import day_text
from reports.formats.hyperlinks import link
from reports.formats.terminal import INDENT, clean, clean_lines, cut, pad, width

DATE_COLUMNS = 11
MAX_OUTLET_COLUMNS = 14
MIN_HEADLINE_COLUMNS = 20
_DIM, _END = "\x1b[2m", "\x1b[0m"
DEEDS: Mapping[Deed, str] = MappingProxyType(
    {
        Deed.MADE: N_("clip made"),
        Deed.RULE: N_("rule changed"),
        Deed.PROPOSED: N_("proposed by the rule"),
        Deed.ADDED: N_("put in"),
        Deed.DROPPED: N_("dropped"),
        Deed.RESTORED: N_("taken in again"),
        Deed.MOVED: N_("moved"),
        Deed.TONE: N_("tone"),
        Deed.NOTE: N_("note"),
        Deed.CORRECTED: N_("corrected"),
        Deed.ATTACHED: N_("scan attached"),
        Deed.DETACHED: N_("scan taken off"),
        Deed.FINISHED: N_("finished"),
        Deed.REOPENED: N_("taken up again"),
        Deed.RENAMED: N_("renamed"),
        Deed.REMOVED: N_("clip removed"),
        Deed.RETURNED: N_("clip brought back"),
    }
)


def clip_title(clip: Clip) -> str:
    """The day, name and subject of a clip."""
    subject = "" if clip.subject.strip("‘’") == clip.name else clip.subject
    return " · ".join(filter(None, (day_text(clip.day), clean(clip.name), clean(subject))))


def done_text(clip: Clip) -> str:
    """When and by whom it was finished; empty where it is not."""
    if clip.done_at is None:
        return ""
    by = f" ({clean(clip.done_by)})" if clip.done_by else ""
    return _("finished at {at:%Y-%m-%d %H:%M}{by}", at=clip.done_at, by=by)


def view_lines(
    view: ClipView, *, columns: int | None, colour: bool, links: bool, with_dropped: bool, by_hand: bool = False
) -> Iterator[str]:
    """The clip as a table; ``columns`` is the width of the terminal, None cuts nothing.

    ``by_hand``: only what a person typed in, with the numbers that the rows have among all.
    """
    count = counted(len(view.lines), "article")
    yield " · ".join(filter(None, (clip_title(view.clip), count, done_text(view.clip))))
    shown = [*view.lines, *(view.dropped if with_dropped else ())]
    if not shown:
        return
    rows = max(len(str(len(shown))), width(label("row", language())))
    outlets = min(max(width(clean(one.article.outlet_title)) for one in shown), MAX_OUTLET_COLUMNS)
    outlets = max(outlets, width(label("outlet_title", language())))
    heads = [pad(label("row", language()), rows), pad(_("Published"), DATE_COLUMNS),
             pad(label("outlet_title", language()), outlets), label("headline", language())]  # fmt: skip
    head = "  ".join(heads)
    yield f"{_DIM}{head}{_END}" if colour else head
    room = None if columns is None else max(columns - rows - DATE_COLUMNS - outlets - 6, MIN_HEADLINE_COLUMNS)
    for number, line in enumerate(shown, 1):
        if by_hand and line.item.entry is None:
            continue
        headline = clean(line.article.headline)
        headline = headline if room is None else cut(headline, room)
        cells = (
            pad(str(number), rows),
            pad(short_date(line), DATE_COLUMNS),
            pad(clean(line.article.outlet_title), outlets),
            link(headline, line.article.url) if links else headline,
        )
        yield "  ".join(cells)
        if facts := fact_text(line):
            facts = facts if columns is None else cut(facts, columns - INDENT)
            yield " " * INDENT + (f"{_DIM}{facts}{_END}" if colour else facts)


def short_date(line: ClipLine) -> str:
    """The day and, where it is known, the time: 11-03 09:10. Without a date, the day of the download in parentheses."""
    article = line.article
    at = article.published_at
    if at is None:
        return f"({article.fetched_at:%m-%d})"
    has_clock = at.hour or at.minute or any(mark in article.published_raw for mark in (":", "시", "분", "전"))
    return f"{at:%m-%d %H:%M}" if has_clock and line.item.entry is None else f"{at:%m-%d}"


def fact_text(line: ClipLine) -> str:
    """What else is known of a row, on one line: dropped, tone, note, print, page, scans, who else carried the text."""
    entry = line.item.entry
    parts = [
        "" if line.item.is_in else _("dropped"),
        line.tone,
        clean(line.note),
        _("by hand") if entry is not None else "",
        entry.medium.value if entry is not None and entry.medium is Medium.PRINT else "",
        f"{clean(entry.page)}면" if entry is not None and entry.page else "",
        f"{clean(entry.columns)}단" if entry is not None and entry.columns else "",
        ngettext("{count} scan", "{count} scans", len(line.scans)) if line.scans else "",
        _("same text: {outlets}", outlets=counted(line.outlets, "outlet")) if line.outlets > 1 else "",
        "" if line.gone_at is None else _("gone from its outlet"),
    ]
    return " · ".join(filter(None, parts))


def item_lines(line: ClipLine) -> Iterator[str]:
    """One item, whole: of an article that was typed in everything, of the archive's own what the clip says of it."""
    article, entry = line.article, line.item.entry
    yield clean(article.headline)
    facts = [
        (label("outlet_title", language()), clean(article.outlet_title)),
        (label("published_at", language()), short_date(line) if entry is None else entry.day.isoformat()),
        (label("reporters", language()), clean(", ".join(article.reporters))),
        (label("canonical_url", language()), clean(article.canonical_url)),
        (_("Clip"), fact_text(line)),
        (_("Decided by"), " ".join(filter(None, (f"{line.item.at:%Y-%m-%d %H:%M}", clean(line.item.who))))),
        (_("Found by"), clean(line.item.watch)),
        (_("Scans"), ", ".join(f"{number}. {_tell_scan(one)}" for number, one in enumerate(line.scans, 1))),
    ]
    room = max(width(title) for title, value in facts if value)
    yield from (f"{title}{' ' * (room - width(title))}  {value}" for title, value in facts if value)
    if article.body:
        yield ""
        yield from clean_lines(article.body).split("\n")


def _tell_scan(scan: AttachmentInfo) -> str:
    return f"{clean(scan.name)} ({scan.size / 1024:,.0f} kB)"


def line_json(clip: Clip, line: ClipLine) -> str:
    """An item as one line of JSON."""
    item, article = line.item, line.article
    record: dict[str, Any] = {
        "clip": {"id": clip.id, "day": clip.day.isoformat(), "name": clip.name},
        "number": line.number,
        "item": item.id,
        "state": item.state.value,
        "day": None if article.published_at is None else article.published_at.date().isoformat(),
        "article_id": item.article_id,
        "outlet": article.outlet_title,
        "published_at": None if article.published_at is None else article.published_at.isoformat(),
        "headline": article.headline,
        "reporters": list(article.reporters),
        "url": article.canonical_url or None,
        "medium": line.medium.value,
        "tone": line.tone,
        "note": line.note,
        "marked_by": line.marked_by,
        "marked_at": None if line.marked_at is None else line.marked_at.isoformat(),
        "is_placed": item.is_placed,
        "watch": item.watch,
        "decided_by": item.who,
        "decided_at": item.at.isoformat(),
        "outlets": line.outlets,
    }
    if item.entry is not None:
        record |= {"published_at": None, "page": item.entry.page}
        record |= {"columns": item.entry.columns, "text": item.entry.text}
        record["scans"] = [{"name": one.name, "type": one.media_type, "size": one.size} for one in line.scans]
    return json.dumps(record)


def list_line(one: ClipInList) -> str:
    """A clip in a list; of a removed one who removed it, and when."""
    parts = (clip_title(one.clip), counted(one.count, "article"), done_text(one.clip), _tell_removal(one.clip))
    return "  ".join(filter(None, parts))


def _tell_removal(clip: Clip) -> str:
    if clip.removed_at is None:
        return ""
    return f"{clip.removed_at:%m-%d %H:%M}  {pad(clean(clip.removed_by) or '-', 10)}  {_(DEEDS[Deed.REMOVED])}"


def list_json(one: ClipInList) -> str:
    """A clip as one line of JSON."""
    clip, rule = one.clip, one.clip.rule
    record: dict[str, Any] = {
        "id": clip.id,
        "day": clip.day.isoformat(),
        "name": clip.name,
        "subject": clip.subject,
        "articles": one.count,
        "made_at": clip.made_at.isoformat(),
        "made_by": clip.made_by,
        "done_at": None if clip.done_at is None else clip.done_at.isoformat(),
        "done_by": clip.done_by,
        "removed_at": None if clip.removed_at is None else clip.removed_at.isoformat(),
        "removed_by": clip.removed_by,
        "rule": {
            "watches": list(rule.watches),
            "cutoff": None if rule.cutoff is None else f"{rule.cutoff:%H:%M}",
            "one_a_story": rule.one_a_story,
            "first": list(rule.first),
            "without": list(rule.without),
        },
    }
    return json.dumps(record)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A change as it is shown: when, by whom, what was done, its values, and the headline of what it is about."""

    at: datetime
    who: str
    deed: str
    values: str = ""
    headline: str = ""


def history_lines(history: ClipHistory) -> Iterator[str]:
    """Who decided what, the newest first."""
    yield clip_title(history.clip)
    for row in history_rows(history):
        told = "  ".join(filter(None, (row.deed, row.values, row.headline)))
        yield f"{row.at:%m-%d %H:%M}  {pad(row.who or '-', 10)}  {told}"


def history_rows(history: ClipHistory) -> Iterator[HistoryRow]:
    """What was decided, the newest first; what one run of the rule proposed is one row."""
    for (_at, _who, deed), group in groupby(reversed(history.changes), lambda one: (one.at, one.who, one.deed)):
        changes = list(group)
        if deed is Deed.PROPOSED and len(changes) > 1:
            yield _history_row(changes[0], counted(len(changes), "article"))
            continue
        yield from (_change_row(one, history.lines.get(one.item_id or 0)) for one in changes)


def _change_row(change: ClipChange, line: ClipLine | None) -> HistoryRow:
    values = ""
    if change.deed in (Deed.MOVED, Deed.TONE, Deed.NOTE, Deed.CORRECTED, Deed.RENAMED):
        values = " → ".join(clean(one) or "-" for one in (change.before, change.after))
    elif change.deed in (Deed.ATTACHED, Deed.DETACHED):
        values = clean(change.after or change.before)
    return _history_row(change, values, "" if line is None else clean(line.article.headline))


def _history_row(change: ClipChange, values: str = "", headline: str = "") -> HistoryRow:
    return HistoryRow(change.at, clean(change.who), _(DEEDS[change.deed]), values, headline)


def made_text(made: MadeClip) -> str:
    """What a run of the rule has done."""
    proposed, total = len(made.proposed), counted(made.total, "article")
    if made.is_new:
        return _("Clip {title} made: {articles}.", title=clip_title(made.clip), articles=total)
    if not proposed:
        return _("Clip {title}: nothing new, {articles} as before.", title=clip_title(made.clip), articles=total)
    return _("Clip {title}: {new} new, {articles} in all.", title=clip_title(made.clip), new=proposed, articles=total)


def left_out_texts(made: MadeClip) -> Iterator[str]:
    """What the rule did not propose, and why."""
    if made.copies:
        yield _(
            "Not proposed, for the clip has the same text of another outlet: {articles}.",
            articles=counted(made.copies, "article"),
        )
    if made.left_out:
        yield _("Not proposed, of outlets that are left out: {articles}.", articles=counted(made.left_out, "article"))


OUTCOMES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.CHANGED: N_("changed"),
        Outcome.SAME: N_("as it is"),
        Outcome.CONFLICT: N_("somebody else changed it"),
        Outcome.REFUSED: N_("not possible"),
    }
)
PARTS: Mapping[Part, str] = MappingProxyType(
    {Part.TONE: N_("tone"), Part.NOTE: N_("note"), Part.PLACE: N_("place"), Part.STATE: N_("in the clip")}
)


def applied_lines(applied: AppliedChanges) -> Iterator[str]:
    """What becomes of each change, but for those that change nothing."""
    yield from (result_line(one) for one in applied.results if one.outcome is not Outcome.SAME)


def _value_text(part: Part, value: str) -> str:
    words = {ItemState.IN.value: _("in"), ItemState.DROPPED.value: _("out")} if part is Part.STATE else {}
    return words.get(value) or clean(value) or "-"


def result_line(one: ChangeResult) -> str:
    """What becomes of a change."""
    headline = str(one.change.item_id) if one.line is None else clean(one.line.article.headline)
    values = " → ".join(_value_text(one.change.part, value) for value in (one.before, one.change.value))
    conflict = " ".join(filter(None, (clean(one.who), "" if one.at is None else f"{one.at:%m-%d %H:%M}")))
    parts: Sequence[str] = (headline, _(PARTS[one.change.part]), values, _(OUTCOMES[one.outcome]), conflict, one.why)
    return " · ".join(filter(None, parts))
