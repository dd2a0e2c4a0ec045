"""A change of an outlet's pages that a person accepts for good: what it is, and doing so."""

from contextlib import closing
from typing import NamedTuple

from desk.output.messages import counted
from desk.services.remarks import user_here
from models.archive.read.articles import open_reader
from models.archive.read.articles import outlets as stored_outlets
from models.health.signs import Trait
from models.records.errors import UserError
from reports.formats.terminal import clean, clean_lines
from scrapers.crawl.lock import crawl_lock

SHOWN = 5
MOST_LETTERS = 2_000


class AcceptanceError(UserError):
    """It cannot be asked like that."""

    exit_code = 2


class Accepted(NamedTuple):
    """What to print; whether anything was (or with --look would be) accepted; pages that stay held back."""

    lines: list[str]
    done: bool
    rest: int


def accept_change(archive: str, outlet: str, only: tuple[str, ...], *, look: bool, who: str, note: str) -> Accepted:
    """Accept what is odd about an outlet now. Raises AcceptanceError, LockHeldError, ArchiveError."""
    from models.archive.write.accepted_changes import accept, change_of
    from models.archive.write.archive import Archive

    if unknown := sorted(set(only) - set(Trait)):
        raise AcceptanceError(f"There is no trait {', '.join(unknown)}: `news accept {outlet} --look` names them.")
    if len(note) > MOST_LETTERS:
        raise AcceptanceError(f"The note has {len(note):,} letters: {MOST_LETTERS:,} is the most.")
    with closing(open_reader(archive)) as db:
        if outlet not in stored_outlets(db):
            raise AcceptanceError(f"The archive holds nothing of {outlet}.")
    with crawl_lock(archive), Archive.open(archive, create=False) as opened, opened.transaction() as writer:
        change = change_of(writer, outlet, frozenset(map(Trait, only)))
        if change.traits and not look:
            accept(writer, outlet, change, who=clean(who.strip()) or user_here(), note=clean_lines(note).strip())
    lines = [f"{counted(len(change.held), 'page')} held back" if change.held else "no page is held back"]
    lines += [f"  {url}  {why}" for url, why in change.held[:SHOWN]]
    lines += ["  …"] if len(change.held) > SHOWN else []
    said = "would be accepted" if look else "accepted"
    lines.append(f"{said}: {', '.join(change.traits)}" if change.traits else "there is nothing that can be accepted")
    if change.never:
        lines.append(f"never accepted: {', '.join(change.never)}")
    if change.stay:
        lines.append(f"{change.stay} of them {'stays' if change.stay == 1 else 'stay'} held back")
    return Accepted(lines, bool(change.traits), change.stay)
