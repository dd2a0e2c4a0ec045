"""`news tell`: report to the places of notify.toml how the last night went."""

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, with_context
from desk.output.messages import say
from desk.services.tell import notify_of_health
from models.language import _


@click.command()
@click.option("--test", is_flag=True, help="Send a test message, whatever happened.")
@with_context
def tell(context: CommandContext, test: bool) -> None:
    """Report how the outlets are to every place that notify.toml beside the archive names: files, e-mail, chats.

    `news crawl` does this by itself at its end. Secrets are read from the environment or from notify.env beside it,
    which only its owner may read (chmod 600). docs/telling.md shows all that both may hold.

    \b
    [[file]]
    path = "last-night.txt"
    \b
    [[webhook]]
    form = "slack"
    url_env = "NEWS_SLACK_URL"
    """
    done = notify_of_health(context.workspace, test=test)
    if not done.places:
        if done.config.exists():
            say(_("{config} names no place: the message was sent to nobody.", config=done.config))
        else:
            say(_("There is no {config}: the message was sent to nobody.", config=done.config))
        raise SystemExit(WITH_FINDINGS)
    for failure in done.failures:
        say(failure)
    context.say(_("Sent to {sent} of {places} places.", sent=done.places - len(done.failures), places=done.places))
    if done.failures:
        raise SystemExit(WITH_FINDINGS)
