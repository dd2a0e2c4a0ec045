"""The options that several verbs share, and what they mean."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from unicodedata import normalize

import click

from desk.output.messages import say
from desk.services.workspace import Workspace
from models.language import _
from models.query.filters import Filters
from models.query.syntax import parse
from models.query.tree import Query
from models.records.errors import ArchiveError
from models.records.times import now

if TYPE_CHECKING:
    from desk.output.progress import PartBar
    from models.health.coverage import Coverage

F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R")
WITH_FINDINGS = 1
"""The exit code of a verb that is done, but found something wrong."""
LAST = "last"


@dataclass(frozen=True, slots=True)
class CommandContext:
    """What every verb is given: the archive with the files beside it, and how much to say."""

    workspace: Workspace
    quiet: bool = False
    verbose: bool = False

    def say(self, text: str) -> None:
        """A message on stderr, unless ``--quiet``."""
        say(text, quiet=self.quiet)

    def say_all(self, lines: Iterable[str]) -> None:
        """Several messages."""
        for line in lines:
            self.say(line)

    def end(
        self, coverage: "Coverage | None", found: int = 1, *, is_said: bool = False, hints: Iterable[str] = ()
    ) -> None:
        """End a verb that looked for articles: exit code 1, with a sentence, where it may not have them all.

        The sentence is printed even with ``--quiet``; ``is_said``: it stands in what was printed already. Only where
        ``found`` is 0 does an archive that no crawl ever filled count as one that does not have them all. ``hints``
        are further things that can be done.
        """
        if coverage is None or coverage.is_whole(found):
            return
        from desk.output.coverage_lines import coverage_hints
        from reports.coverage.sentences import say_coverage

        if not is_said:
            say(say_coverage(coverage, found))
        self.say_all((*hints, *coverage_hints(coverage)))
        raise SystemExit(WITH_FINDINGS)

    def progress_bar(self) -> "PartBar":
        """A bar for a long work; it shows nothing with ``--quiet`` or where stderr is not a terminal."""
        from desk.output.progress import PartBar

        return PartBar(shown=not self.quiet and sys.stderr.isatty())


class Day(click.ParamType[date]):
    """A day as people type it, see ``typed_days``; a month is its first or last day where ``of_month`` says so."""

    name = "date"

    def __init__(self, of_month: Literal["first", "last", ""] = "") -> None:
        self.of_month = of_month

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; a usage error for anything else."""
        if isinstance(value, date):
            return value
        from models.query.typed_days import parse_day, parse_month  # its forms of dates take time to load

        today = now().date()
        is_month = parse_month(str(value), today) is not None
        if is_month and not self.of_month:
            raise click.BadParameter(
                _("{value!r} is a month; write one day, such as 2026-11-20.", value=value), ctx, param
            )
        if (day := parse_day(str(value), today, is_end=self.of_month == "last")) is not None:
            return day
        raise click.BadParameter(
            _("{value!r} is not a day; write 2026-11-20, 11월18일, yesterday, 7d or 11월.", value=value), ctx, param
        )


class ComposedChoice(click.Choice[str]):
    """A choice of Korean words, which some systems type decomposed."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word as it is listed; a usage error for any other."""
        return super().convert(normalize("NFC", value) if isinstance(value, str) else value, param, ctx)


class DayOrLast(Day):
    """A day, or ``last``: since the file was last written."""

    name = "date|last"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day, or ``last``."""
        return LAST if str(value).strip().lower() == LAST else super().convert(value, param, ctx)


def options(*given: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator, shown in this order."""

    def decorate(command: F) -> F:
        for option in reversed(given):
            command = option(command)
        return command

    return decorate


def only_one(_ctx: click.Context, param: click.Parameter, given: tuple[Any, ...]) -> Any:
    """The value of an option that click would take the last of where it is given several times."""
    if len(given) > 1:
        raise click.UsageError(
            _("{option} names one file at a time: give the command once for each.", option=param.opts[0])
        )
    return given[0] if given else None


one_file: dict[str, Any] = {"multiple": True, "callback": only_one, "type": click.Path(path_type=Path)}
"""What makes an option name a file, and only one."""
force_option = click.option(
    "--force", is_flag=True, help="Also write over a workbook that was changed since; a copy of it is kept."
)


def one_of(into: str, **flags: str) -> Callable[[F], F]:
    """Flags of which one at most may be given, with their help; ``into`` is its name, or None."""

    def choose(ctx: click.Context, param: click.Parameter, given: bool) -> None:
        taken = ctx.params.setdefault(into, None)
        if given and taken:
            raise click.UsageError(_("Either --{taken} or --{name}.", taken=taken, name=param.name))
        if given:
            ctx.params[into] = param.name

    return options(
        *(
            click.option(f"--{name}", is_flag=True, expose_value=False, callback=choose, help=text)
            for name, text in flags.items()
        )
    )


def with_context(command: Callable[..., R]) -> Callable[..., R]:
    """``--archive``, ``--quiet`` and ``--verbose``; the verb gets the ``CommandContext`` they make, before all else.

    Before all else, too, it is said what the archive has lost; the exit code is then 1 at least.
    """
    asked = with_bare_context(command)

    @wraps(asked)
    def run(*, archive: str, **values: Any) -> R:
        is_whole = _say_losses(Workspace.at(archive))
        done = asked(archive=archive, **values)
        if not is_whole:
            raise SystemExit(WITH_FINDINGS)
        return done

    return run


def _say_losses(workspace: Workspace) -> bool:
    """Say what the archive has lost, also with ``--quiet``; whether it is nothing."""
    try:
        if workspace.is_older():
            say(
                _(
                    "The program was updated: the archive is now brought up to it. "
                    "This is done once and may take minutes."
                )
            )
        losses = workspace.find_losses()
    except ArchiveError:
        return True  # the verb says itself why the archive cannot be opened, if it opens it
    if not losses:
        return True
    for loss in losses:
        say(_("The archive {path}: {loss}", path=workspace.location, loss=loss))
    say(_("Articles may be missing. `news verify` checks the archive; with --acknowledge this is said no more."))
    return False


def with_bare_context(command: Callable[..., R]) -> Callable[..., R]:
    """The same for verbs that speak of the archive's losses themselves, or mend them."""

    @click.option("--archive", envvar="NEWS_ARCHIVE", default="archive.db", show_default=True, help="The archive.")
    @click.option("--quiet", is_flag=True, help="Only data and errors.")
    @click.option("--verbose", is_flag=True, help="Say what is being done.")
    @wraps(command)
    def run(*, archive: str, quiet: bool, verbose: bool, **values: Any) -> R:
        return command(CommandContext(Workspace.at(archive), quiet=quiet, verbose=verbose), **values)

    return run


days = options(
    click.option("--since", type=Day("first"), help="From this day on (2026-11-20, 11월18일, yesterday, 7d, 11월)."),
    click.option("--until", type=Day("last"), help="Up to and including this day."),
)
filtered_without_days = options(
    click.option("--outlet", "outlets", multiple=True, metavar="ID", help="Only this outlet; may be repeated."),
    click.option("--region", "regions", multiple=True, help="Only outlets of this region (경북); may be repeated."),
    click.option("--reporter", default="", metavar="NAME", help="Only articles of this reporter."),
    click.option("--section", default="", help="Only this section (경북, or '전국 > 경북')."),
)
filtered = options(days, filtered_without_days)
widening = options(
    click.option("--loose", is_flag=True, help="Spaces may stand between letters: 이차전지 finds 이차 전지."),
    click.option("--exact", is_flag=True, help="Without the synonyms of synonyms.txt."),
)
saved_page = options(
    click.option("--url", default="", help="The page's address."),
    click.option("--outlet", default="", metavar="ID", help="The outlet; recognised from the address if not given."),
    click.option("--content-type", default="", help="The Content-Type header it came with."),
    click.option("--fetched-at", default="", help="When it was fetched, for times such as 3시간 전."),
)


def ask_unlike(work: Callable[[bool], R]) -> R:
    """Do it; where a rival asks for more or fewer words, ask whether that is meant, or, without a terminal, refuse."""
    from desk.services.reports.rivals import UnlikeRivalError

    try:
        return work(False)
    except UnlikeRivalError as error:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        say(str(error))
        click.confirm(_("Compare them all the same?"), abort=True, err=True)
        return work(True)


def read_query(query: tuple[str, ...], filters: dict[str, Any], *, all_without: bool = False) -> tuple[Query, Filters]:
    """The query and the filters; a usage error where there is nothing to look for."""
    check_order(filters["since"], filters["until"])
    asked, narrowed = parse(normalize("NFC", " ".join(query))), Filters(**filters)
    nothing_typed = not "".join(query).strip()
    if asked.is_empty and not (nothing_typed and (all_without or narrowed != Filters())):
        if nothing_typed:
            raise click.UsageError(_("Nothing to search for: name a word, such as 포항."))
        raise click.UsageError(
            _(
                "There is nothing to search for in {query!r}: name a word with a letter or digit, such "
                "as 포항 (AND, OR and NOT alone only join words).",
                query=" ".join(query),
            )
        )
    return asked, narrowed


def check_order(since: date | None, until: date | None) -> None:
    """A usage error where the days are the wrong way round."""
    if since and until and since > until:
        raise click.UsageError(_("--since {since} is after --until {until}.", since=since, until=until))
