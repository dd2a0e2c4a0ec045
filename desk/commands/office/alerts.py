"""`news alerts`: look for news in the day, and tell it at once."""

import click

from desk.commands.options import WITH_FINDINGS, CommandContext, with_context
from desk.output.messages import say
from desk.output.morning_lines import new_archive_lines
from desk.services.morning.alerts import look_for_news
from desk.services.morning.settings import read_morning
from models.language import _, ngettext


@click.command()
@click.option("--no-crawl", is_flag=True, help="Tell only what is stored already.")
@click.option("--allow-loopback", is_flag=True, help="Also fetch from this machine (for a local site).")
@with_context
def alerts(context: CommandContext, no_crawl: bool, allow_loopback: bool) -> None:
    """Crawl the outlets of morning.toml, and tell what is new for saved searches with --alert, each article once.

    `news schedule install --alerts 15` runs it every 15 minutes. In the quiet hours (22:00 to 06:00 unless morning.toml
    says otherwise) it does nothing; what comes in them is told at their end.

    \b
    news watch set 포항 --alert --caution 논란
    news alerts
    """
    settings = read_morning(context.workspace.morning_config).alerts
    if not no_crawl:
        context.say_all(new_archive_lines(context.workspace))
    done = look_for_news(context.workspace, settings, crawl=not no_crawl, allow_loopback=allow_loopback)
    if done.is_quiet:
        context.say(_("Quiet hours: nothing is told now."))
        return
    if done.runs is None:
        context.say(_("Another crawl is running; what it has stored is told."))
    for failure in done.failures:
        say(failure)
    count = len({hit.article_id for alert in done.alerts for hit in alert.hits})
    if count and not done.places:
        say(_("No place of notify.toml wants alerts: nothing was told."))
    elif count and done.is_sent:
        context.say(ngettext("{count:,} article was told.", "{count:,} articles were told.", count))
    elif not count and not (done.coverage is not None and done.coverage.is_dark and done.coverage.outlets):
        context.say(_("Nothing new."))
    context.end(done.coverage, count)
    if done.failures or (count and not done.places):
        raise SystemExit(WITH_FINDINGS)
