"""`news tell`: say to where notify.toml names how the last night went."""

import click

from desk.commands.options import common
from desk.output.messages import say

FINDINGS = 1


@click.command()
@click.option("--test", "trial", is_flag=True, help="Send a test message, whatever happened.")
@common
def tell(trial: bool, archive: str, quiet: bool, verbose: bool) -> None:
    """Tell how the outlets are, to every place that notify.toml beside the archive names: files, e-mail, chats.

    `news crawl` does this by itself at its end. Secrets stand in the environment or in notify.env beside it, which only
    its owner may read (chmod 600). docs/telling.md shows all that both may hold.

    \b
    [[file]]
    path = "last-night.txt"
    \b
    [[webhook]]
    form = "slack"
    url_env = "NEWS_SLACK_URL"
    """
    from desk.notify.send import TRIAL, message_of, read_places, send

    places = read_places(archive)
    if not places.all:
        there = f"{places.file} names no place" if places.file.exists() else f"There is no {places.file}"
        say(f"{there}: nobody is told.")
        raise SystemExit(FINDINGS)
    message = TRIAL if trial else message_of(archive, [], language=places.language)
    failures = send(places, message)
    for failure in failures:
        say(failure)
    say(f"Told {len(places.all) - len(failures)} of {len(places.all)} places.", quiet=quiet)
    if failures:
        raise SystemExit(FINDINGS)
