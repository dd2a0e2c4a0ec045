"""`news schedule install | show | remove`: the night, the morning and alerts by the system's own scheduler."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, options, with_context
from desk.output.setup_lines import schedule_lines
from desk.schedule.plan import ClockError, Kind
from desk.services import schedule as service
from desk.services.deadline import DeadlineError
from models.language import _

P = ParamSpec("P")
R = TypeVar("R")
at_option = click.option(
    "--at", default="02:30", show_default=True, metavar="HH:MM", help="When the crawl of every night begins."
)
kind_option = click.option(
    "--kind", type=click.Choice(["systemd", "cron", "windows", "launchd"]), help="Default: what fits here."
)
plan_options = options(
    at_option,
    kind_option,
    click.option("--deadline", metavar="HH:MM", help="The night's crawl ends by then."),
    click.option("--outlet", "outlets", multiple=True, metavar="ID", help="Only this outlet; may be repeated."),
    click.option(
        "--morning", default="06:30", show_default=True, metavar="HH:MM", help="When the clip is made and sent."
    ),
    click.option("--no-morning", is_flag=True, help="The night's crawl alone, no clip."),
    click.option(
        "--alerts", type=click.IntRange(5, 60), metavar="MINUTES", help="Also look this often for news to tell at once."
    ),
)  # fmt: skip


def _read_request(chosen: dict[str, Any]) -> service.ScheduleRequest:
    """The request of the options of ``plan_options``."""
    no_morning = chosen.pop("no_morning")
    return service.ScheduleRequest(**{**chosen, "morning": "" if no_morning else chosen["morning"]})


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
    """The crawl of every night, the clip of every morning, alerts. Nothing is installed except by `install`."""


@schedule.command()
@plan_options
@with_context
def show(context: CommandContext, **chosen: Any) -> None:
    """Print exactly what `install` would put in place, and where."""
    planned = _with_usage(service.plan_schedule, context.workspace, _read_request(chosen))
    for place, text in planned.texts.items():
        click.echo(f"# {place}" if not place.endswith((".xml", ".plist")) else f"<!-- {place} -->")
        click.echo(text, nl=not text.endswith("\n"))
    if planned.is_installed is None:
        state = _("whether it is installed cannot be seen here: {failure}", failure=planned.failure)
    else:
        state = _("installed.") if planned.is_installed else _("not installed.")
    context.say(_("By {kind}; {state}", kind=planned.kind, state=state))


@schedule.command()
@plan_options
@with_context
def install(context: CommandContext, **chosen: Any) -> None:
    """Install the night's crawl, the morning's clip and, where asked for, alerts, in place of earlier ones."""
    done = _with_usage(service.install_schedule, context.workspace, _read_request(chosen))
    context.say_all(f"$ {command}" for command in done.commands)
    context.say_all(schedule_lines(done.plan))
    context.say(_("By {kind}: {name}", kind=done.kind, name=done.plan.name))
    if done.kind == "systemd":
        context.say(_("To have it run while you are logged out: loginctl enable-linger"))
    if done.kind == "launchd":
        context.say(
            _(
                "What is missed while the Mac sleeps is made up for when it wakes, what is missed while it is off at "
                "the next log-in. To have it awake: sudo pmset repeat wakeorpoweron MTWRFSU {clock}:00",
                clock=done.plan.jobs[0].clock,
            )
        )
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
    done = service.remove_schedule(context.workspace, kind)
    context.say_all(f"$ {command}" for command in done.commands)
    context.say(_("Removed.") if done.commands else _("There was nothing to remove."))


@schedule.command(hidden=True)
@at_option
@click.option("--morning", is_flag=True, help="The morning, not the night's crawl.")
@with_context
def due(context: CommandContext, at: str, morning: bool) -> None:
    """Exit code 0 where it has not begun since the time last came, or was killed; cron asks when the machine starts."""
    is_due = service.is_morning_due if morning else service.is_crawl_due
    if not _with_usage(is_due, context.workspace, at):
        raise SystemExit(WITH_FINDINGS)
