"""`news schedule install | show | remove`: a crawl every night by the system's own scheduler."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from desk.commands.options import common, options
from desk.output.messages import say

FINDINGS = 1
F = TypeVar("F", bound=Callable[..., Any])
at = click.option("--at", default="02:30", show_default=True, metavar="HH:MM", help="The time of the day.")
kind_option = click.option("--kind", type=click.Choice(["systemd", "cron", "windows"]), help="Default: what fits here.")
planned = options(
    at,
    kind_option,
    click.option("--deadline", metavar="HH:MM", help="The run ends by this time."),
    click.option("--outlet", "outlets", multiple=True, metavar="ID", help="Only this outlet; may be repeated."),
)


@click.group(name="schedule")
def schedule_group() -> None:
    """A crawl every night. Nothing is installed but by `install`."""


@schedule_group.command()
@planned
@common
def show(archive: str, quiet: bool, verbose: bool, **told: Any) -> None:
    """Print exactly what `install` would put in place, and where."""
    from desk.schedule.install import is_installed
    from desk.schedule.plan import ScheduleError, texts

    kind, plan = _planned(archive, **_checked(archive, told))
    for place, text in texts(kind, plan).items():
        click.echo(f"# {place}" if not place.endswith(".xml") else f"<!-- {place} -->")
        click.echo(text, nl=not text.endswith("\n"))
    try:
        seen = "installed." if is_installed(kind, plan) else "not installed."
    except ScheduleError as error:
        seen = f"whether it is installed cannot be seen here: {error}"
    say(f"By {kind}; {seen}", quiet=quiet)


@schedule_group.command()
@planned
@common
def install(archive: str, quiet: bool, verbose: bool, **told: Any) -> None:
    """Install it, in place of an earlier one of this archive."""
    from desk.schedule.install import install as put

    kind, plan = _planned(archive, **_checked(archive, told))
    for command in put(kind, plan):
        say(f"$ {command}", quiet=quiet)
    say(f"Every night at {plan.hour:02}:{plan.minute:02}, by {kind}: {plan.name}", quiet=quiet)
    if kind == "systemd":
        say("To have it run while you are logged out: loginctl enable-linger", quiet=quiet)


@schedule_group.command()
@kind_option
@common
def remove(kind: str | None, archive: str, quiet: bool, verbose: bool) -> None:
    """Take back what `install` put in place for this archive, and nothing else."""
    from desk.schedule.install import remove as take_back

    kind, plan = _planned(archive, at="00:00", kind=kind, deadline=None, outlets=())
    done = take_back(kind, plan)
    for command in done:
        say(f"$ {command}", quiet=quiet)
    say("Removed." if done else "There was nothing to remove.", quiet=quiet)


@schedule_group.command(hidden=True)
@at
@common
def due(at: str, archive: str, quiet: bool, verbose: bool) -> None:
    """Exit code 0 where no crawl has begun since the time last came; cron asks this when the machine starts."""
    from datetime import datetime, timedelta

    from models.archive.read.runs import last_begun

    plan, now = _plan(archive, at, ()), datetime.now().astimezone()
    last = now.replace(hour=plan.hour, minute=plan.minute, second=0, microsecond=0)
    last = last if last <= now else last - timedelta(days=1)
    begun = last_begun(archive)
    if begun is not None and begun >= last:
        raise SystemExit(FINDINGS)


def _checked(archive: str, told: dict[str, Any]) -> dict[str, Any]:
    """What was said, with every outlet once; raises OutletError for one that `news crawl` would not know."""
    from scrapers.registry import load_registry

    registry = load_registry(archive)
    return told | {"outlets": tuple(registry.get(name).id for name in dict.fromkeys(told["outlets"]))}


def _planned(archive: str, *, at: str, kind: str | None, deadline: str | None, outlets: tuple[str, ...]) -> Any:
    from desk.schedule.plan import detected
    from desk.services.deadline import seconds_left

    if deadline:
        from datetime import datetime

        seconds_left(deadline, None, datetime.now().astimezone())
    made = _plan(archive, at, (*(("--deadline", deadline) if deadline else ()), *outlets))
    return kind or detected(), made


def _plan(archive: str, at: str, more: tuple[str, ...]) -> Any:
    from desk.schedule.plan import plan

    try:
        return plan(archive, at, more)
    except ValueError as error:
        raise click.UsageError(f"--at {error}") from error
