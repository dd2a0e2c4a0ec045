"""`news schedule install | show | remove`: a crawl every night by the system's own scheduler."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, options, with_context
from desk.schedule.plan import ClockError, Kind
from desk.services import schedule as service
from desk.services.deadline import DeadlineError
from models.language import _

P = ParamSpec("P")
R = TypeVar("R")
at_option = click.option("--at", default="02:30", show_default=True, metavar="HH:MM", help="The time of the day.")
kind_option = click.option("--kind", type=click.Choice(["systemd", "cron", "windows"]), help="Default: what fits here.")
plan_options = options(
    at_option,
    kind_option,
    click.option("--deadline", metavar="HH:MM", help="The run ends by this time."),
    click.option("--outlet", "outlets", multiple=True, metavar="ID", help="Only this outlet; may be repeated."),
)


def _with_usage(call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a service; a time that is mistyped is a usage error."""
    try:
        return call(*args, **kwargs)
    except ClockError as error:
        raise click.UsageError(f"--at {error}") from error
    except DeadlineError as error:
        raise click.UsageError(str(error)) from error


@click.group(name="schedule")
def schedule() -> None:
    """A crawl every night. Nothing is installed except by `install`."""


@schedule.command()
@plan_options
@with_context
def show(context: CommandContext, at: str, kind: Kind | None, deadline: str | None, outlets: tuple[str, ...]) -> None:
    """Print exactly what `install` would put in place, and where."""
    request = service.ScheduleRequest(at=at, kind=kind, deadline=deadline, outlets=outlets)
    planned = _with_usage(service.plan_crawl, context.workspace, request)
    for place, text in planned.texts.items():
        click.echo(f"# {place}" if not place.endswith(".xml") else f"<!-- {place} -->")
        click.echo(text, nl=not text.endswith("\n"))
    if planned.is_installed is None:
        state = _("whether it is installed cannot be seen here: {failure}", failure=planned.failure)
    else:
        state = _("installed.") if planned.is_installed else _("not installed.")
    context.say(_("By {kind}; {state}", kind=planned.kind, state=state))


@schedule.command()
@plan_options
@with_context
def install(
    context: CommandContext, at: str, kind: Kind | None, deadline: str | None, outlets: tuple[str, ...]
) -> None:
    """Install it, in place of an earlier one of this archive."""
    request = service.ScheduleRequest(at=at, kind=kind, deadline=deadline, outlets=outlets)
    done = _with_usage(service.install_crawl, context.workspace, request)
    context.say_all(f"$ {command}" for command in done.commands)
    context.say(
        _(
            "Every night at {hour:02}:{minute:02}, by {kind}: {name}",
            hour=done.plan.hour,
            minute=done.plan.minute,
            kind=done.kind,
            name=done.plan.name,
        )
    )
    if done.kind == "systemd":
        context.say(_("To have it run while you are logged out: loginctl enable-linger"))
    if done.kind == "windows":
        context.say(
            _(
                "The computer wakes up for it. To have it run while nobody is logged on: Task Scheduler, {name}, "
                "Properties, 'Run whether user is logged on or not'.",
                name=done.plan.name,
            )
        )


@schedule.command()
@kind_option
@with_context
def remove(context: CommandContext, kind: Kind | None) -> None:
    """Remove what `install` put in place for this archive, and nothing else."""
    done = service.remove_crawl(context.workspace, kind)
    context.say_all(f"$ {command}" for command in done.commands)
    context.say(_("Removed.") if done.commands else _("There was nothing to remove."))


@schedule.command(hidden=True)
@at_option
@with_context
def due(context: CommandContext, at: str) -> None:
    """Exit code 0 where no crawl has begun since the time last came; cron runs this when the machine starts."""
    if not _with_usage(service.is_crawl_due, context.workspace, at):
        raise SystemExit(WITH_FINDINGS)
