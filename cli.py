"""`news`: the table of its verbs. Each is loaded when it is called, so that a search starts at once.

Data goes to stdout, progress and messages to stderr. Exit codes: 0 done, 1 finished with findings or failures,
2 usage, 3 another crawl holds the lock, 4 the archive cannot be used.
"""

import os
import sys
from importlib import import_module
from io import StringIO
from typing import Any, NamedTuple

import click

from desk.help_language import prepare_click, translate_command
from desk.output.messages import explain, say
from desk.output.streams import make_printable
from models.language import _
from models.language.translate import find_text

prepare_click()


class Verb(NamedTuple):
    """Where a verb is (``module:name``), and its short help, which `news --help` prints without loading it."""

    place: str
    help: str


VERBS = {
    "accept": Verb("desk.commands.archive.accept:accept", "Accept that an outlet has changed for good."),
    "alerts": Verb("desk.commands.office.alerts:alerts", "Look for news in the day, and tell it at once."),
    "backup": Verb("desk.commands.archive.backup:backup", "Make a verified backup, also while a crawl runs."),
    "clip": Verb("desk.commands.clip.clip:clip", "The clip of a day: propose, drop, move, mark, hand in."),
    "crawl": Verb("desk.commands.crawl:crawl", "Crawl all enabled outlets, or those named."),
    "demo": Verb("desk.commands.demo:demo", "Crawl two sample outlets on this machine, search, write a CSV."),
    "desk": Verb("desk.commands.office.desk:desk", "The archive in the browser: search, read, clip."),
    "export": Verb("desk.commands.export:export", "Write all articles found, or their stored pages, to a file."),
    "extract": Verb("desk.commands.extract:extract", "Read saved pages and print what they hold, as JSON lines."),
    "health": Verb("desk.commands.health:health", "Judge each outlet's last nights by its own history."),
    "import": Verb("desk.commands.import_:import_", "Store saved pages: files, folders, WARC files, a manifest."),
    "mark": Verb("desk.commands.mark:mark", "Give articles a tone and a note."),
    "morning": Verb("desk.commands.office.morning:morning", "The whole morning: crawl, clip, mail, backup."),
    "open": Verb("desk.commands.open_:open_", "Open articles in the browser."),
    "outlets": Verb("desk.commands.outlets:outlets", "The outlets that are declared: list, show, add, check."),
    "people": Verb("desk.commands.office.people:people", "Who may log in to the desk, and what they may do."),
    "pickup": Verb("desk.commands.pickup:pickup", "Who ran a press release, when, and how much of it."),
    "reindex": Verb("desk.commands.archive.reindex:reindex", "Rebuild the search tables from the articles."),
    "reparse": Verb("desk.commands.archive.reparse:reparse", "Read the stored pages again by today's rules."),
    "report": Verb("desk.commands.report:report", "The clip report: what was published, by story."),
    "restore": Verb("desk.commands.archive.restore:restore", "Put a backup in the archive's place."),
    "schedule": Verb("desk.commands.office.schedule:schedule", "A crawl every night."),
    "search": Verb("desk.commands.search:search", "Find articles: all words must occur in them."),
    "setup": Verb("desk.commands.office.setup:setup", "Set an office up: a few questions."),
    "show": Verb("desk.commands.show:show", "Show one article, by its id or any of its addresses."),
    "stories": Verb("desk.commands.stories:stories", "Articles of several outlets that carry one text."),
    "tell": Verb("desk.commands.office.tell:tell", "Report how the outlets are to the places of notify.toml."),
    "verify": Verb("desk.commands.archive.verify:verify", "Check whether the archive (or a backup) is whole."),
    "watch": Verb("desk.commands.watch:watch", "Saved searches, and what is new for each."),
}


class VerbGroup(click.Group):
    """The verbs. A closed pipe (head, less) ends a verb, and is not an error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All verbs by name."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb, or None."""
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name].place.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return translate_command(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs with their short help."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, find_text(VERBS[name].help)) for name in sorted(VERBS)])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb."""
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Python would complain when it flushes at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return None
        return done


@click.group(cls=VerbGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="local-news-archive", prog_name="news")
def news() -> None:
    """The archive of the Korean regional press: crawl, search, export."""


translate_command(news)


def main() -> None:
    """Run the command line. An error is one sentence; the traceback of an internal one is kept in a file."""
    make_printable()
    try:
        code = news.main(standalone_mode=False)
    except SystemExit as ended:
        code = ended.code
    except click.exceptions.Abort:
        say(_("Interrupted."))
        code = 130
    except click.ClickException as error:
        say(_text_of(error))
        code = error.exit_code
    except Exception as error:  # noqa: BLE001 - the last stop: one sentence, and the traceback in a file
        code = explain(error)
    sys.exit(code)


def _text_of(error: click.ClickException) -> str:
    """How the verb is used, and what was wrong with what was typed."""
    shown = StringIO()
    error.show(shown)
    return shown.getvalue().rstrip("\n")


if __name__ == "__main__":
    main()
