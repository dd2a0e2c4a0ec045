"""Press releases that the archive holds as articles: those that the boards of offices put up."""

from collections.abc import Iterator, Sequence
from datetime import date

from models.interface import ArchiveReader
from models.language import _
from models.query.filters import Filters
from models.query.syntax import parse
from models.records.article import Article
from models.records.errors import UserError
from models.records.outlet import RELEASES
from pipelines.releases.release import Release, make_release

MAX_RELEASES = 500


class NoReleaseOutletError(UserError):
    """An outlet that publishes no press releases, or has none in the days named."""


def read_archived_releases(
    db: ArchiveReader, outlets: Sequence[str], since: date | None, until: date | None
) -> Iterator[Release]:
    """The releases that the boards put up in the days, oldest first; ``outlets`` are ids or names.

    A release went out on the day of its page, unless its own words say when. Raises NoReleaseOutletError.
    """
    known = db.outlets.all().values()
    for name in outlets:
        fits = [one for one in known if Filters(outlets=(name,)).admits_outlet(one.id, one.title, one.region)]
        if not any(one.kind == RELEASES for one in fits):
            offices = ", ".join(sorted(one.id for one in known if one.kind == RELEASES)) or "none"
            raise NoReleaseOutletError(
                _(
                    "{name} is not an outlet of press releases (kind = {releases}) in the archive; it has {offices}.",
                    name=name,
                    releases=RELEASES,
                    offices=offices,
                )
            )
    count = 0
    for hit in db.search.all_hits(parse(""), Filters(outlets=tuple(outlets), since=since, until=until), "oldest"):
        count += 1
        if count > MAX_RELEASES:
            raise NoReleaseOutletError(
                _(
                    "There are more than {limit} releases: narrow them by --since and --until.",
                    limit=MAX_RELEASES,
                )
            )
        yield release_of(hit.article)
    if not count:
        raise NoReleaseOutletError(_("The archive has no press release of these outlets in these days."))


def release_of(article: Article) -> Release:
    """The press release that an article of an office is."""
    lines = [article.headline, *article.deck.split("\n"), *article.body.split("\n")]
    told = make_release(article.canonical_url, article.text_sha256, lines, article.headline)
    if told.released_on is not None or article.published_at is None:
        return told
    return make_release(
        article.canonical_url, article.text_sha256, lines, article.headline, article.published_at.date()
    )
