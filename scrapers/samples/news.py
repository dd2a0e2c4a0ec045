"""The invented news of the sample outlets: the same records on every machine, on every day.

67 and 65 articles of the two outlets of the demo, 35 of each other family's, 2026-11-09 to 2026-11-20, newest first;
``extra`` older ones on demand for load tests. Two of them, one in each outlet of the demo, are the same press release.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from random import Random

from models.records.article import Article, Photo
from models.records.times import KST
from scrapers.samples.catalog import site_of
from scrapers.samples.sites.kit import FamilySite
from scrapers.samples.topics import industry, life, town
from scrapers.samples.topics.kit import Story, tell
from scrapers.samples.topics.specials import RELEASE_AS_GBHANA, RELEASE_AS_NEWSPIM, SHARED

LAST_DAY = datetime(2026, 11, 20, tzinfo=KST)
FETCHED_AT = datetime(2026, 11, 21, 3, 0, tzinfo=KST)
DAYS = 12
KITS = (*industry.KITS, *town.KITS, *life.KITS)
FROM_KITS = 51
FEWER_FROM_KITS = 21
RELEASE_AT = {
    "sample-newspim": datetime(2026, 11, 18, 14, 5, tzinfo=KST),
    "sample-gbhana": datetime(2026, 11, 19, 9, 32, tzinfo=KST),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who writes for a sample outlet, and how its addresses look."""

    outlet: str
    title: str
    family: str
    home: str
    staff: tuple[tuple[str, str], ...]
    agency: str
    php_messages: tuple[int, ...]
    release: Story | None = None
    from_kits: int = FROM_KITS


DESKS = {
    desk.outlet: desk
    for desk in (
        Desk(
            outlet="sample-newspim",
            title="견본뉴스핌",
            family="newspim",
            home="http://sample-newspim.example",
            staff=(
                ("한서우", "seowoo"),
                ("노지안", "jian.noh"),
                ("문태리", "terry77"),
                ("구하람", "haram_koo"),
                ("남궁솔", "ngsol"),
            ),
            agency="견본뉴스핌",
            release=RELEASE_AS_NEWSPIM,
            php_messages=(0,),
        ),
        Desk(
            outlet="sample-gbhana",
            title="견본하나신문",
            family="gbhana",
            home="http://sample-gbhana.example",
            staff=(("이루다", ""), ("정다온", ""), ("제갈하늘", ""), ("윤슬", "")),
            agency="",
            release=RELEASE_AS_GBHANA,
            php_messages=(6, 6, 6, 2, 8, 0),
        ),
    )
}


def invented(outlet: str, *, home: str = "", extra: int = 0) -> tuple[Article, ...]:
    """The articles of ``sample-<family>``, newest first, at addresses under ``home`` (an origin); ``extra`` further
    ones go back in time, 50 a day. Raises KeyError for an outlet that is not there."""
    desk = DESKS.get(outlet) or _desk(site_of(outlet))
    told = [*_recent(desk), *_older(desk, extra)]
    told.sort(key=lambda pair: pair[0])
    records = [_record(desk, home or desk.home, story, at, number) for number, (at, story) in enumerate(told)]
    if outlet not in DESKS:
        records = _addressed(site_of(outlet), home or desk.home, records)
    return tuple(reversed(records))


def _desk(site: FamilySite) -> Desk:
    """Who writes for the sample outlet of any other family."""
    return Desk(
        outlet=site.outlet,
        title=site.sample.title,
        family=site.sample.family,
        home=f"http://{site.outlet}.example",
        staff=site.staff,
        agency=site.sample.title if site.agency is None else site.agency,
        php_messages=site.php_messages,
        from_kits=FEWER_FROM_KITS,
    )


def _addressed(site: FamilySite, home: str, records: list[Article]) -> list[Article]:
    """The records under numbers and addresses of the site's family, no number twice, fitted to what it can hold."""
    rng = Random(f"numbers {site.outlet}")
    seen = {fault.number for fault in site.fault_pages()}
    out = []
    for record in records:
        number = site.sample.number(rng, record.published_at or LAST_DAY)
        while number in seen:
            number = site.sample.number(rng, record.published_at or LAST_DAY)
        seen.add(number)
        url = site.sample.address(home, number)
        out.append(site.fitted(replace(record, url=url, canonical_url=url, article_no=number)))
    return out


def _recent(desk: Desk) -> Iterator[tuple[datetime, Story]]:
    """The stories of the last days with their times: no two the same."""
    rng = Random(desk.outlet)
    minutes = iter(rng.sample(range(DAYS * 900), desk.from_kits + len(SHARED)))
    seen: set[str] = set()
    for number in range(desk.from_kits):
        kit = KITS[number % len(KITS)]
        at = _moment(next(minutes))
        story = tell(kit, rng, at.day, rng.choice((0, 1, 1, 2)))
        while story.headline in seen:
            story = tell(kit, rng, at.day, rng.choice((0, 1, 1, 2)))
        seen.add(story.headline)
        yield at, story
    for story in SHARED:
        if desk.family != "gbhana" or story.kit not in {"notice", "correction"}:
            yield _moment(next(minutes)), story
    if desk.release is not None:
        yield RELEASE_AT[desk.outlet], desk.release


def _moment(minute: int) -> datetime:
    """The minute-th working minute (06:00 to 21:00) counted back over the days."""
    back, of_day = divmod(minute, 900)
    return LAST_DAY - timedelta(days=back) + timedelta(hours=6, minutes=of_day)


def _older(desk: Desk, extra: int) -> Iterator[tuple[datetime, Story]]:
    """Stories of earlier days, numbered in the headline so that no two are the same."""
    rng = Random(f"older {desk.outlet}")
    for number in range(extra):
        back, slot = divmod(number, 50)
        at = LAST_DAY - timedelta(days=DAYS + back) + timedelta(hours=6, minutes=slot * 18)
        story = tell(KITS[number % len(KITS)], rng, at.day, rng.choice((0, 1, 1, 2)))
        yield (
            at,
            Story(
                kit=story.kit,
                section=story.section,
                dateline=story.dateline,
                headline=f"{story.headline} ({number + 1})",
                deck=story.deck,
                lines=story.lines,
                captions=story.captions,
                tags=story.tags,
            ),
        )


def _record(desk: Desk, home: str, story: Story, at: datetime, number: int) -> Article:
    """The story as an article of the desk's outlet, with the number its CMS gave it."""
    rng = Random(f"{desk.outlet} {number} {story.headline}")
    writers = rng.sample(desk.staff, rng.choice((1, 1, 1, 1, 2)) if story.signed is None else story.signed)
    plain = desk.family == "gbhana"
    if not plain:
        article_no = f"{at:%Y%m%d}{at.hour * 60 + at.minute:06}"
        address = f"{home}/news/view/{article_no}"
        modified = at + timedelta(minutes=rng.choice((0, 0, 0, 4, 37, 200))) if rng.random() < 0.9 else None
        emails = tuple(f"{mail}@{desk.family}.example" for _, mail in writers)
    else:
        article_no = str(9101 + number)
        address = f"{home}/bbs/board.php?bo_table=news&wr_id={article_no}"
        modified, emails = None, ()
    pictures = zip(count(1), story.captions)
    return Article(
        outlet=desk.outlet,
        outlet_title=desk.title,
        region="경북",
        section="" if plain else story.section,
        headline=story.headline,
        deck=story.deck,
        reporters=tuple(name for name, _ in writers),
        emails=emails,
        dateline="" if plain else story.dateline,
        agency=desk.agency if story.dateline else "",
        published_at=at,
        modified_at=modified,
        body="\n".join(story.lines),
        photos=tuple(
            Photo(url=f"{home}/data/photo/{at:%Y%m}/{article_no}_{n}.jpg", caption=caption, credit=credit)
            for n, (caption, credit) in pictures
        ),
        tags=() if plain else story.tags,
        url=address,
        canonical_url=address,
        article_no=article_no,
        fetched_at=FETCHED_AT,
        php_messages=rng.choice(desk.php_messages),
    )
