"""`news setup`: a few questions, and the archive of an office is ready for its first night."""

import sys
from collections.abc import Callable, Sequence

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, with_context
from desk.output.messages import say
from desk.output.outlet_lines import check_lines
from desk.output.setup_lines import answer_lines, region_lines, result_lines, step_line
from desk.services import setup as service
from desk.services.outlets.declared import check_outlets
from models.language import _
from models.records.errors import UserError
from models.records.outlet import Outlet
from reports.formats.terminal import print_wrapped

MAX_CHECKED = 3
"""Outlets that the first check asks: each takes some ten seconds."""


@click.command()
@click.option("--region", "regions", multiple=True, metavar="NAME", help="Outlets of this region (경북).")
@click.option("--national/--no-national", default=None, help="Also the outlets of the whole country.")
@click.option("--word", "words", multiple=True, metavar="WORDS", help="Watch for these words; may be repeated.")
@click.option("--rival", "rivals", multiple=True, metavar="WORDS", help="Compare with these words; may be repeated.")
@click.option("--at", metavar="HH:MM", help="When the crawl of every night begins. Default: 02:30.")
@click.option("--deadline", metavar="HH:MM", help="When it ends, and the clip is made and sent. Default: 06:30.")
@click.option("--mail-to", "to", multiple=True, metavar="ADDRESS", help="Who gets a mail in the morning.")
@click.option("--mail-from", "sender", metavar="ADDRESS", help="The sender of the mail.")
@click.option("--mail-host", "host", metavar="SERVER", help="The mail server.")
@click.option("--mail-user", "user", metavar="NAME", help="Its account; the password is asked for.")
@click.option("--no-schedule", is_flag=True, help="Put nothing into the system's scheduler.")
@click.option("--no-check", is_flag=True, help="Do not ask any outlet at the end.")
@click.option("--yes", is_flag=True, help="Ask nothing: what is not given is as it is by default.")
@with_context
def setup(
    context: CommandContext,
    regions: tuple[str, ...],
    national: bool | None,
    words: tuple[str, ...],
    rivals: tuple[str, ...],
    at: str | None,
    deadline: str | None,
    to: tuple[str, ...],
    sender: str | None,
    host: str | None,
    user: str | None,
    no_schedule: bool,
    no_check: bool,
    yes: bool,
) -> None:
    """Set an office up: region, words, rivals, who is notified, when; then a first check.

    What is there already is kept. The same verb again changes the regions and adds words.
    """
    state = service.read_state(context.workspace)
    context.say(
        _("The archive is {path}.", path=state.archive)
        if state.has_archive
        else _("The archive will be {path}.", path=state.archive)
    )
    asked = not yes
    if asked and not (regions and national is not None):
        regions, national = _ask_where(context, state, regions, national)
    if asked and not words:
        words = _ask_list(_("Which words are watched for? (several: with commas)"), (), service.check_words)
    if asked and not rivals:
        rivals = _ask_list(_("Who is compared with? (several: with commas; may be empty)"), (), service.check_words)
    if asked and not to and not state.has_notify:
        to = _ask_list(
            _("Who gets a mail in the morning? (addresses with commas; empty: a file is written)"),
            (),
            service.check_addresses,
        )
    mail = _read_mail(to, host, sender, user, asked=asked)
    if asked and at is None and not no_schedule:
        at = _ask(_("When does the crawl of every night begin?"), "02:30", service.check_clock)
    if asked and deadline is None and not no_schedule:
        deadline = _ask(_("When does it end, and is the clip made?"), "06:30", service.check_clock)
    request = service.SetupRequest(
        regions=regions,
        with_national=True if national is None else national,
        words=words,
        rivals=rivals,
        mail=mail,
        at=at or "02:30",
        deadline=deadline or "06:30",
        with_schedule=not no_schedule,
    )
    service.check_request(context.workspace, request)
    context.say_all(answer_lines(request))
    if asked and not click.confirm(_("Set it up so?"), default=True, err=True):
        context.say(_("Nothing was written."))
        raise SystemExit(WITH_FINDINGS)
    done = service.set_up(context.workspace, request, on_step=lambda step: context.say(step_line(step)))
    context.say_all(result_lines(done))
    if not no_check:
        _check(context, done.outlets[:MAX_CHECKED])
    if done.schedule_failure:
        raise SystemExit(WITH_FINDINGS)


def _ask_where(
    context: CommandContext, state: service.SetupState, given: Sequence[str], national: bool | None
) -> tuple[tuple[str, ...], bool]:
    """The regions, and whether the national outlets, too; asked again until there is something to crawl."""
    if not given:
        context.say_all(region_lines(state))
    while True:
        regions = tuple(given) or _ask_list(
            _("Which regions? (several: with commas)"),
            state.regions,
            lambda names: service.check_region_names(context.workspace, names),
        )
        also = national
        if also is None:
            also = click.confirm(_("Also the outlets of the whole country?"), default=True, err=True)
        try:
            service.check_some_outlet(context.workspace, regions, with_national=also)
        except service.SetupError as error:
            if given and national is not None:
                raise
            say(str(error))
        else:
            return regions, also


def _check(context: CommandContext, outlets: Sequence[Outlet]) -> None:
    titles = ", ".join(outlet.title for outlet in outlets)
    context.say(_("A first look at {outlets}: a few pages, a few seconds apart.", outlets=titles))
    for checked in check_outlets(context.workspace, [outlet.id for outlet in outlets]):
        print_wrapped(check_lines(checked))


def _read_mail(
    to: Sequence[str], host: str | None, sender: str | None, user: str | None, *, asked: bool
) -> service.MailAccount | None:
    if not to:
        return None
    if asked:
        host = host or _ask(_("Which mail server?"), "", service.check_mail_server)
        sender = sender or _ask(_("From which address?"), to[0], lambda address: service.check_addresses([address]))
        user = user if user is not None else _ask(_("Which account on it? (empty: none)"), "")
    if not host or not sender:
        raise click.UsageError(_("A mail needs --mail-host and --mail-from."))
    password = ""
    if user:
        password = click.prompt(_("Password (it is kept in notify.env)"), hide_input=True, default="", err=True)
    return service.MailAccount(host=host, sender=sender, to=to, user=user or "", password=password)


def _ask(question: str, default: str, check: Callable[[str], None] | None = None) -> str:
    """An answer; the question is asked again where ``check`` raises a UserError, whose sentence is shown."""

    def read(answer: str) -> str:
        answer = answer.strip()
        if check is not None:
            try:
                check(answer)
            except UserError as error:
                raise click.UsageError(str(error)) from error
        return answer

    sys.stdout.flush()
    return str(click.prompt(question, default=default, show_default=bool(default), err=True, value_proc=read))


def _ask_list(question: str, default: Sequence[str], check: Callable[[Sequence[str]], None]) -> tuple[str, ...]:
    return _split(_ask(question, ", ".join(default), lambda answer: check(_split(answer))))


def _split(answer: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in answer.split(",") if part.strip())
