"""What was learned of an outlet's pages as a table of text, and as JSON types."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from desk.output.messages import counted
from models.health.failure_reasons import describe_rejection
from models.language import N_, _
from reports.formats.terminal import clean, pad, width

if TYPE_CHECKING:
    from desk.services.outlets.fit import FittedOutlet
    from pipelines.fit.fit import Fit

PART_NAMES = {
    "headline": N_("headline"),
    "body": N_("body"),
    "published": N_("published"),
    "modified": N_("modified"),
    "byline": N_("byline"),
    "section": N_("section"),
    "deck": N_("deck"),
    "tags": N_("tags"),
    "attachments": N_("attachments"),
    "captions": N_("captions"),
    "drop": N_("dropped boxes"),
}
PARTS = tuple(PART_NAMES)
MAX_TOLD = 5
MAX_CELL_WIDTH = 36
"""Columns of a terminal: with the other cells beside it, a row has 80."""
HEAD = (N_("part"), N_("family"), N_("proposed"), N_("pages"), N_("kinds"))


def fitted_lines(fitted: "FittedOutlet") -> Iterator[str]:
    """The pages, and part by part what the declaration finds and what is proposed."""
    outlet, fit = fitted.outlet, fitted.fit
    sources = [
        text
        for count, text in (
            (fitted.archived, _("{count} from the archive", count=fitted.archived)),
            (fitted.fetched, _("{count} asked for", count=fitted.fetched)),
            (fitted.saved, _("{count} saved", count=fitted.saved)),
        )
        if count
    ]
    first, last = fitted.days
    days = _(" of {first}", first=first) if first == last else _(" of {first} to {last}", first=first, last=last)
    how = ", ".join([f"{counted(fit.pages, 'page')}{days if first else ''}", *sources])
    yield f"{outlet.id} ({clean(outlet.title)}, {outlet.family}): {how}; {_skins(fit)}"
    yield from (f"  ! {clean(problem)}" for problem in fitted.problems[:MAX_TOLD])
    yield from left_out_lines(fit)
    yield from fit_table(fit, fitted.own_parts)


def left_out_lines(fit: "Fit") -> Iterator[str]:
    """The pages that teach nothing, and why."""
    for one in fit.unread[:MAX_TOLD]:
        yield _("  ! {url}: no article ({reason})", url=clean(one.url), reason=describe_rejection(one.reason))
    if fit.is_learned:
        for url in fit.strangers[:MAX_TOLD]:
            yield _("  ! {url}: looks otherwise than most of the pages", url=clean(url))


def _skins(fit: "Fit") -> str:
    if not fit.read:
        return _("none could be read")
    rest = _("{skins} share one skin", skins=fit.skins[0]) if fit.skins[0] > 1 else _("no two share a skin")
    return rest if fit.read == fit.pages else _("{read} are articles, each text once; {rest}", read=fit.read, rest=rest)


def fit_table(fit: "Fit", own_parts: frozenset[str] = frozenset()) -> Iterator[str]:
    """A line a part; then what was tried. Nothing where there were too few pages to learn from."""
    if not fit.is_learned:
        return
    proposals = {one.part: one for one in fit.proposals}
    refused = {one.part: one for one in fit.refused}
    rows = [tuple(map(_, HEAD))]
    for key in PARTS:
        part = _(PART_NAMES[key])
        shown, hits = fit.shown.get(key, 0), fit.family_hits.get(key, 0)
        family = _("{hits} of {shown}", hits=hits, shown=shown) if shown else ""
        if (one := proposals.get(key)) is not None:
            named = [_("(named by hand already: not written)")] if key in own_parts else []
            first, *rest = _fold([*_with_commas(one.selectors), *named])
            rows.append((part, family, first, _("{hits} of {pages}", hits=one.hits, pages=one.pages), str(one.kinds)))
        elif (no := refused.get(key)) is not None:
            said = _("refused: {selectors} ({url}: {why})", selectors=", ".join(no.selectors), url=no.url, why=no.why)
            first, *rest = _fold(said.split())
            rows.append((part, family, first, "", ""))
        elif key in fit.open_parts:
            first, *rest = _fold(_("the pages agree on no place").split())
            rows.append((part, family, first, "", ""))
        elif shown:
            rest = []
            rows.append((part, family, "-", "", ""))
        else:
            continue
        rows += [("", "", more, "", "") for more in rest]
    cleaned = [tuple(map(clean, row)) for row in rows]
    sizes = [max(min(width(row[at]), MAX_CELL_WIDTH) for row in cleaned) for at in range(len(HEAD))]
    for row in cleaned:
        yield "  " + "  ".join(_fill(cell, size) for cell, size in zip(row, sizes, strict=True)).rstrip()
    if (no := refused.get("reader")) is not None:
        yield _("  the generic reader was refused ({url}: {why})", url=clean(no.url), why=clean(no.why))
    if fit.proposals or fit.reader:
        tried = _("  tried on {pages}: none reads worse", pages=counted(fit.read, "page"))
        gone = (
            _('; foreign lines gone from {cleaned}, e.g. "{gone}"', cleaned=fit.cleaned, gone=clean(fit.gone[0][:60]))
            if fit.gone
            else ""
        )
        yield tried + gone


def _with_commas(selectors: Sequence[str]) -> list[str]:
    return [*(f"{selector}," for selector in selectors[:-1]), *selectors[-1:]]


def _fold(pieces: Sequence[str]) -> list[str]:
    """Pieces on as many lines as a cell needs; one that is wider than a cell has a line of its own."""
    lines = [""]
    for piece in pieces:
        joined = f"{lines[-1]} {piece}".strip()
        if lines[-1] and width(joined) > MAX_CELL_WIDTH:
            lines.append(piece)
        else:
            lines[-1] = joined
    return lines


def _fill(cell: str, size: int) -> str:
    return cell if width(cell) > size else pad(cell, size)


def fit_summary(fit: "Fit") -> str:
    """What it comes to, in one sentence, where nothing is proposed."""
    if not fit.read:
        return _("None of the pages could be read as an article.")
    if not fit.is_learned:
        few = _(
            "Too few pages to learn from: {read} were read, and at most {skins} of them share a skin.",
            read=fit.read,
            skins=fit.skins[0],
        )
        return few + " " + _("It takes three that look alike: give more of them, or those of one kind alone.")
    parts = ", ".join(_(PART_NAMES[part]) for part in fit.open_parts)
    if not {"headline", "body"}.isdisjoint(fit.open_parts):
        return _("Nothing can be proposed: the pages agree on no place for {parts}.", parts=parts)
    hits = min(fit.family_hits.get("headline", 0), fit.family_hits.get("body", 0))
    return _(
        "Nothing to improve: headline and body are found on {hits} of {skins} pages.", hits=hits, skins=fit.skins[0]
    )


def fit_json(fitted: "FittedOutlet") -> dict[str, Any]:
    """The same as JSON types."""
    return {
        "outlet": fitted.outlet.id,
        "family": fitted.outlet.family,
        "archived": fitted.archived,
        "fetched": fitted.fetched,
        "saved": fitted.saved,
        **fit_facts(fitted.fit),
        "writable": sorted(fitted.layout),
        "problems": list(fitted.problems),
        "toml": fitted.toml,
    }


def fit_facts(fit: "Fit") -> dict[str, Any]:
    """What was learned as JSON types."""
    return {
        "pages": fit.pages,
        "read": fit.read,
        "skins": list(fit.skins),
        "family_hits": dict(fit.family_hits),
        "shown": dict(fit.shown),
        "reader": fit.reader,
        "proposals": [
            {
                "part": one.part,
                "selectors": list(one.selectors),
                "hits": one.hits,
                "pages": one.pages,
                "kinds": one.kinds,
            }
            for one in fit.proposals
        ],
        "refused": [
            {"part": one.part, "selectors": list(one.selectors), "url": one.url, "why": one.why} for one in fit.refused
        ],
        "unread": [{"url": one.url, "reason": one.reason} for one in fit.unread],
        "strangers": list(fit.strangers),
        "open_parts": list(fit.open_parts),
        "cleaned": fit.cleaned,
        "gone": list(fit.gone),
    }


def proposal_lines(fit: "Fit", outlet_id: str) -> Iterator[str]:
    """What a check or a first look ends in: the table, and the command that writes it."""
    yield _("  {pages} read to learn where the parts are:", pages=counted(fit.read, "page"))
    yield from left_out_lines(fit)
    yield from fit_table(fit)
    if fit.proposals or fit.reader:
        yield _("  `news outlets fit {outlet_id} --write` puts it into the outlet's file", outlet_id=outlet_id)
    elif not fit.is_learned:
        yield f"  {fit_summary(fit)}"
