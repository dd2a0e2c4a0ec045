"""`news mark`: a person's tone and note on articles."""

import click

from desk.commands.options import common
from desk.output.messages import counted, say

TONES = ("긍정", "중립", "부정", "없음")


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ID|URL...")
@click.option("--tone", type=click.Choice(TONES), help="논조; 없음 takes it back.")
@click.option("--note", help="비고; an empty text takes it back.")
@click.option("--by", "who", envvar="NEWS_USER", default="", help="Who says so; by default who is logged in here.")
@common
def mark(
    articles: tuple[str, ...], tone: str | None, note: str | None, who: str, archive: str, quiet: bool, verbose: bool
) -> None:
    """Say of articles what no machine should: their tone, and a note. Reports and `news show` carry both.

    Every remark is kept, with who made it and when; the newest one stands.

    \b
    news mark 160629761 --tone 긍정 --note "시장 인터뷰, 사진 좋음" --by 김주무관
    """
    from desk.services.remarks import put_remarks

    if tone is None and note is None:
        raise click.UsageError("Say what of them: --tone 긍정, 중립, 부정 or 없음, or --note TEXT.")
    changed, same = put_remarks(archive, articles, tone="" if tone == "없음" else tone, note=note, who=who)
    count = f"{counted(changed, 'article')} marked"
    say(f"{count}{f', {same} said so already' if same else ''}", quiet=quiet)
