"""`news people …`: who may log in to the web desk, and what they may do."""

import json
import sys

import click

from desk.commands.options import CommandContext, ComposedChoice, with_context
from desk.services.people import accounts
from desk.services.people.audit import AuditPage, explain_entry, read_audit
from models.language import _
from models.people.audit import DEED_LABELS
from models.people.person import ROLE_LABELS, Person
from models.people.role import Role
from reports.formats.terminal import clean, print_wrapped


@click.group("people")
def people() -> None:
    """Who may log in to the web desk that `news desk --lan` opens to an office.

    A password is asked for, or read as the first line of the standard input; it is never part of a command.
    """


role_choice = ComposedChoice([role.value for role in Role])


@people.command("add")
@click.argument("name")
@click.option("--shown", default="", metavar="NAME", help="The name beside what they mark. Default: NAME.")
@click.option("--role", type=role_choice, default=Role.READ.value, show_default=True, help="What they may do.")
@with_context
def add(context: CommandContext, name: str, shown: str, role: str) -> None:
    """Add somebody, with a password. Roles: read; mark (also marks and clips); admin (also people and settings).

    \b
    news people add kim --shown 김주무관 --role mark
    """
    accounts.read_person_name(name)
    password = _ask_password(_("Password for {name}", name=clean(name)))
    person = accounts.add_person(context.workspace, name, shown=shown, role=Role(role), password=password)
    context.say(_("Added: {person}", person=_line(person)))


@people.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@with_context
def list_(context: CommandContext, as_json: bool) -> None:
    """Everybody, those who left too."""
    known = accounts.list_people(context.workspace)
    print_wrapped((_json(one) if as_json else _line(one) for one in known), is_data=as_json)
    if not known:
        context.say(_("There is nobody yet: `news people add kim` adds somebody."))


@people.command("password")
@click.argument("name")
@with_context
def password(context: CommandContext, name: str) -> None:
    """Give somebody a new password; they are logged out everywhere."""
    accounts.find_person(context.workspace, name)
    typed = _ask_password(_("New password for {name}", name=clean(name)))
    person = accounts.set_password(context.workspace, name, typed)
    context.say(_("{name} has a new password and is logged out everywhere.", name=clean(person.name)))


@people.command("role")
@click.argument("name")
@click.argument("role", type=role_choice)
@with_context
def role(context: CommandContext, name: str, role: str) -> None:
    """Say what somebody may do: read, mark or admin."""
    context.say(_line(accounts.set_role(context.workspace, name, Role(role))))


@people.command("rename")
@click.argument("name")
@click.argument("shown")
@with_context
def rename(context: CommandContext, name: str, shown: str) -> None:
    """Give somebody another shown name. The name to log in with stays, and so does what they marked."""
    context.say(_line(accounts.rename_person(context.workspace, name, shown)))


@people.command("end")
@click.argument("name")
@click.option("--undo", is_flag=True, help="They are back, with the password they had.")
@with_context
def end(context: CommandContext, name: str, undo: bool) -> None:
    """Somebody left: they are logged out, and may not log in any more. What they did stays."""
    context.say(_line(accounts.end_person(context.workspace, name, is_ended=not undo)))


@people.command("log")
@click.option("--who", default="", metavar="NAME", help="Only what this person did.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@with_context
def log(context: CommandContext, who: str, limit: int, as_json: bool) -> None:
    """Who did what in the browser, the newest first."""
    page = read_audit(context.workspace, who=who, limit=limit)
    print_wrapped(_log_json(page) if as_json else _log_lines(page), is_data=as_json)


def _ask_password(question: str) -> str:
    """A password typed twice; without a terminal the first line of the standard input."""
    if sys.stdin.isatty():
        return str(click.prompt(question, hide_input=True, confirmation_prompt=True, err=True))
    line = sys.stdin.readline()
    if not line:
        raise click.UsageError(_("The password is the first line of the standard input, and there is none."))
    return line.rstrip("\r\n")


def _line(person: Person) -> str:
    shown = f" ({person.shown})" if person.shown != person.name else ""
    ended = _(", left on {at:%Y-%m-%d}", at=person.ended_at) if person.ended_at else ""
    return clean(f"{person.name}{shown}: {_(ROLE_LABELS[person.role])}{ended}")


def _json(person: Person) -> str:
    ended = person.ended_at.isoformat() if person.ended_at else None
    record = {"name": person.name, "shown": person.shown, "role": person.role.value}
    return json.dumps(record | {"made_at": person.made_at.isoformat(), "ended_at": ended})


def _log_lines(page: AuditPage) -> list[str]:
    return [
        clean(
            f"{one.at:%Y-%m-%d %H:%M}  {page.shown.get(one.who, one.who) or '-'}  {_(DEED_LABELS[one.deed])}  "
            f"{explain_entry(one)}  {one.address}".rstrip()
        )
        for one in page.entries
    ]


def _log_json(page: AuditPage) -> list[str]:
    return [
        json.dumps(
            {"at": one.at.isoformat(), "who": one.who, "deed": one.deed.value, "about": one.about}
            | {"address": one.address}
        )
        for one in page.entries
    ]
