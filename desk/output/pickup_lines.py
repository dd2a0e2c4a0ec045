"""The pickup of press releases and the kept releases as lines of text."""

import json
from collections.abc import Iterator, Sequence

from desk.services.pickup import Pickups
from models.language import _, ngettext
from models.records.release import KeptRelease
from reports.formats.terminal import clean, pad, width
from reports.pickup.terminal_report import month_lines, result_lines, when_text


def pickup_lines(result: Pickups) -> Iterator[str]:
    """One release, or the table of many; and how many files could not be read."""
    found, refused = result.found, result.read.refused
    if len(found) > 1:
        yield from month_lines(found, len(refused))
    else:
        for one in found:
            yield from result_lines(one)
        if found and refused:
            yield ngettext("{count} file could not be read", "{count} files could not be read", len(refused))


def release_lines(releases: Sequence[KeptRelease]) -> Iterator[str]:
    """The kept releases as a table: id, release time, when last compared, counted articles, file, title."""
    if not releases:
        return
    file = _("File")
    room = max(width(file), *(width(clean(one.file)) for one in releases))
    count = _("Articles")
    size = width(count)
    heads = (pad(_("No."), 5), pad(_("Released"), 16), pad(_("Compared"), 16), count, pad(file, room))
    yield "  ".join((*heads, _("Press release")))
    for one in releases:
        when = pad(when_text(one.released_at or one.released_on), 16)
        compared = pad(when_text(one.looked_at), 16)
        name = pad(clean(one.file), room)
        yield f"{one.id:>5}  {when}  {compared}  {one.articles:>{size}}  {name}  {clean(one.title)}"


def kept_release_json(one: KeptRelease) -> str:
    """A kept release as one line of JSON."""
    return json.dumps(
        {
            "id": one.id,
            "title": one.title,
            "file": one.file,
            "released_on": one.released_on and one.released_on.isoformat(),
            "released_at": one.released_at and one.released_at.isoformat(),
            "looked_at": one.looked_at and one.looked_at.isoformat(),
            "articles": one.articles,
        }
    )
