"""`news stories …`: which articles of several outlets carry one text."""

from contextlib import closing
from datetime import date

import click

from desk.commands.options import common, days, in_order
from desk.output.messages import say


@click.group(name="stories")
def stories_group() -> None:
    """Articles of several outlets that carry one text: bring up to date, list, show; and those that nearly do."""


@stories_group.command(name="update")
@common
def update_stories(archive: str, quiet: bool, verbose: bool) -> None:
    """Compare what is new or changed. Every crawl and import does this by itself."""
    from desk.services.stories import bring_up_to_date

    done = bring_up_to_date(archive, quiet=quiet, verbose=verbose)
    say(f"stories: {done.line()}", quiet=quiet)


@stories_group.command(name="list")
@days
@click.option("--least", type=click.IntRange(min=2), default=2, show_default=True, help="Carried by so many outlets.")
@click.option("-n", "limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="So many stories.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with all articles.")
@common
def list_stories(
    archive: str,
    quiet: bool,
    verbose: bool,
    *,
    since: date | None,
    until: date | None,
    least: int,
    limit: int,
    as_json: bool,
) -> None:
    """One line a story, by the day and time of its first article, the newest first."""
    from desk.services.stories import listed, print_lines, story_json, story_lines
    from models.archive.read.articles import open_reader
    from models.archive.read.stories import waiting

    in_order(since, until)
    with closing(open_reader(archive)) as db:
        found = listed(db, since, until, least, limit)
        print_lines((story_json(db, one) for one in found) if as_json else story_lines(db, found))
        left = waiting(db)
    say(f"{len(found)} {'story' if len(found) == 1 else 'stories'}", quiet=quiet)
    if left:
        say(f"{left:,} articles are not compared yet: news stories update", quiet=quiet)


@stories_group.command(name="near")
@days
@click.option("-n", "limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="So many pairs.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@common
def near_misses(
    archive: str, quiet: bool, verbose: bool, *, since: date | None, until: date | None, limit: int, as_json: bool
) -> None:
    """Pairs that share text and yet are no story: other numbers, one quote, or little in common. The newest first."""
    from desk.services.stories import near_json, near_lines, print_lines
    from models.archive.read.articles import open_reader
    from models.archive.read.stories import near_misses as find_near

    in_order(since, until)
    with closing(open_reader(archive)) as db:
        found = list(find_near(db, since=since, until=until, limit=limit))
        print_lines(near_json(found) if as_json else near_lines(db, found))
    say(f"{len(found)} near {'miss' if len(found) == 1 else 'misses'}", quiet=quiet)


@stories_group.command(name="show")
@click.argument("number", type=int, metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@common
def show_story(number: int, as_json: bool, archive: str, quiet: bool, verbose: bool) -> None:
    """One story, by its id or the id of one of its articles: original, copies, near misses (also of one without)."""
    from desk.services.stories import find, print_lines, shown_json, shown_lines
    from models.archive.read.articles import open_reader

    with closing(open_reader(archive)) as db:
        shown = find(db, number)
        print_lines([shown_json(db, shown)] if as_json else shown_lines(shown))
