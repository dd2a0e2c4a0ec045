"""`news mark`: a person's tone and note on articles."""

import click

from desk.commands.options import CommandContext, ComposedChoice, with_context
from desk.services.articles import add_remarks
from models.language import _, ngettext
from models.records.remark import TONES
from reports.formats.terminal import clean

NO_TONE = "없음"
MAX_HEADLINES = 5


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ROW|ID|URL...")
@click.option("--tone", type=ComposedChoice((*TONES, NO_TONE)), help="Their tone; 없음 removes it.")
@click.option("--note", help="A note; an empty text removes it.")
@click.option("--by", "who", envvar="NEWS_USER", default="", help="Whose remark it is; by default the login name.")
@with_context
def mark(context: CommandContext, articles: tuple[str, ...], tone: str | None, note: str | None, who: str) -> None:
    """Give articles a tone and a note, which a machine should not do. Reports and `news show` carry both.

    Every remark is kept, with who made it and when; the newest one counts.

    \b
    news mark 160629761 --tone 긍정 --note "시장 인터뷰, 사진 좋음" --by 김주무관
    """
    if tone is None and note is None:
        raise click.UsageError(_("Give a tone or a note: --tone 긍정, 중립, 부정 or 없음, or --note TEXT."))
    done = add_remarks(context.workspace, articles, tone="" if tone == NO_TONE else tone, note=note, who=who)
    context.say_all(f"  {clean(headline)}" for headline in done.headlines[:MAX_HEADLINES])
    context.say(ngettext("{count:,} article marked", "{count:,} articles marked", done.changed))
    if done.unchanged:
        context.say(
            ngettext(
                "{count:,} article had the same remark already",
                "{count:,} articles had the same remark already",
                done.unchanged,
            )
        )
