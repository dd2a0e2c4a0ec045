"""What was learned of an outlet's pages as a table of text, and as JSON types."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from desk.output.messages import counted
from reports.formats.terminal import clean, pad, width

if TYPE_CHECKING:
    from desk.services.fit import FittedOutlet
    from pipelines.fit.fit import Fit

PARTS = ("headline", "body", "published", "modified", "byline", "section", "deck", "drop")
HEAD = ("part", "family", "proposed", "pages", "kinds")


def fitted_lines(fitted: "FittedOutlet") -> Iterator[str]:
    """The pages, and part by part what the declaration finds and what is proposed."""
    outlet, fit = fitted.outlet, fitted.fit
    sources = [
        f"{count} {where}"
        for count, where in (
            (fitted.archived, "from the archive"),
            (fitted.fetched, "asked for"),
            (fitted.saved, "saved"),
        )
        if count
    ]
    first, last = fitted.days
    days = f" of {first}" if first == last else f" of {first} to {last}"
    how = ", ".join([f"{counted(fit.pages, 'page')}{days if first else ''}", *sources])
    yield f"{outlet.id} ({clean(outlet.title)}, {outlet.family}): {how}; {_skins(fit)}"
    yield from (f"  ! {clean(problem)}" for problem in fitted.problems[:5])
    yield from fit_table(fit, fitted.own_parts)


def _skins(fit: "Fit") -> str:
    if not fit.read:
        return "none could be read"
    rest = f"{fit.skins[0]} share one skin" if fit.skins[0] > 1 else "no two share a skin"
    return rest if fit.read == fit.pages else f"{fit.read} are articles, each text once; {rest}"


def fit_table(fit: "Fit", own_parts: frozenset[str] = frozenset()) -> Iterator[str]:
    """A line a part; then what was tried. Nothing where there were too few pages to learn from."""
    if not fit.is_learned:
        return
    proposals = {one.part: one for one in fit.proposals}
    refused = {one.part: one for one in fit.refused}
    rows = [HEAD]
    for part in PARTS:
        shown, hits = fit.shown.get(part, 0), fit.family_hits.get(part, 0)
        family = f"{hits} of {shown}" if shown else ""
        if (one := proposals.get(part)) is not None:
            text = ", ".join(one.selectors) + ("   (named by hand already: not written)" if part in own_parts else "")
            rows.append((part, family, text, f"{one.hits} of {one.pages}", str(one.kinds)))
        elif (no := refused.get(part)) is not None:
            rows.append((part, family, f"refused: {', '.join(no.selectors)} ({no.url}: {no.why})", "", ""))
        elif shown:
            rows.append((part, family, "-", "", ""))
    cleaned = [tuple(map(clean, row)) for row in rows]
    sizes = [max(width(row[at]) for row in cleaned if not row[2].startswith("refused")) for at in range(len(HEAD))]
    for row in cleaned:
        yield "  " + "  ".join(_fill(cell, size) for cell, size in zip(row, sizes, strict=True)).rstrip()
    if (no := refused.get("reader")) is not None:
        yield f"  the generic reader was refused ({clean(no.url)}: {clean(no.why)})"
    if fit.proposals or fit.reader:
        tried = f"  tried on {counted(fit.read, 'page')}: none reads worse"
        gone = f'; foreign lines gone from {fit.cleaned}, e.g. "{clean(fit.gone[0][:60])}"' if fit.gone else ""
        yield tried + gone


def _fill(cell: str, size: int) -> str:
    return cell if width(cell) > size else pad(cell, size)


def fit_summary(fit: "Fit") -> str:
    """What it comes to, in one sentence, where nothing is proposed."""
    if not fit.read:
        return "None of the pages could be read as an article."
    if not fit.is_learned:
        return f"Too few pages to learn from: {fit.read} were read, and at most {fit.skins[0]} of them share a skin."
    hits = min(fit.family_hits.get("headline", 0), fit.family_hits.get("body", 0))
    return f"Nothing to improve: headline and body are found on {hits} of {fit.skins[0]} pages."


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
        "cleaned": fit.cleaned,
        "gone": list(fit.gone),
    }


def proposal_lines(fit: "Fit", outlet_id: str) -> Iterator[str]:
    """What a check or a first look ends in: the table, and the command that writes it."""
    yield f"  {counted(fit.read, 'page')} read to learn where the parts are:"
    yield from fit_table(fit)
    if fit.proposals or fit.reader:
        yield f"  `news outlets fit {outlet_id} --write` puts it into the outlet's file"
    elif not fit.is_learned:
        yield f"  {fit_summary(fit)}"
