"""The files of a new CMS family or outlet, ready to be filled: ``python -m tests.tools.scaffold family|outlet NAME``.

Writes the family, the skin of its pages, the site of its sample outlet, and a first golden page with its approved
record, for which it enters a golden case. Everything works from the first minute on invented
markup: what is to be done is to make the markup the family's own, and to say in the manual how sure each fact is.
An outlet of a known family gets its declaration, unless it has one (``news outlets add URL`` finds more by looking at
the site), and a golden page at its own addresses; see scaffold_outlet.py.
"""

import argparse
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from string import Template

from tests.tools import scaffold_outlet

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"[a-z][a-z0-9]{1,30}")

FAMILY = '''"""$name: TODO which CMS this is, and which outlets run it.

How to recognise: ``/news/`` and a number (TODO: verified, seen as text or memory - after every fact).

Addresses. ``/news/1234`` (memory). The number is the identity.
Lists. ``/list?page=N`` from 1 (memory). No feed, no sitemap was seen. Encoding UTF-8 (memory).

Page. Headline ``h1.headline``, time ``.published``, body ``#article`` (memory).

What an outlet must say: nothing but ``home``.
"""

from pipelines.contracts.layout import COMMON_CAPTION, COMMON_DROP
from pipelines.lists import ListRules
from scrapers.families import builder

LINK = "a[href*='/news/']"

FAMILY = builder.family(
    id="$name",
    addresses=(builder.Address(r"/news/(?P<no>[0-9]{1,12})/?"),),
    canonical="/news/{no}",
    layout=builder.sketch(
        headline=("h1.headline",),
        deck=(".deck",),
        byline=(".byline",),
        published=(".published",),
        section=(".sections a",),
        body=("#article",),
        drop=(".ad", *COMMON_DROP),
        captions=COMMON_CAPTION,
    ),
    list_rules=ListRules(items=("ul.list > li",), link=(LINK,), headline=("strong",), published=(".date",)),
    places=builder.Places(lists=("list",)),
    link=r"/news/[0-9]{3,12}",
)
'''

SKIN = '''"""The article page of $name. TODO: which tags are verified, which were seen as text, which are from memory."""

from datetime import datetime
from random import Random

from scrapers.samples.skins.skin import SampleOutlet
from tests.sites.skins import plain


def number(rng: Random, _at: datetime) -> str:
    """A serial."""
    return str(rng.randrange(1000, 1000000))


def address(home: str, number: str) -> str:
    """The canonical address."""
    return f"{home}/news/{number}"


SAMPLE = SampleOutlet(family="$name", title="견본$name", number=number, address=address, example="123456")

LOOK = plain.Look(
    raw=plain.dotted,
    head='<meta property="og:title" content="$$headline">',
    page="""<div class="sections">$$crumbs</div>
<h1 class="headline">$$headline</h1>
$$deck
<p class="info"><span class="byline">$$byline</span> <span class="published">입력 $$when</span></p>
<div id="article">
$$body
</div>""",
    deck='<p class="deck">$$line</p>',
    crumb='<a href="/list">$$word</a>',
    signed="$$names",
    inside=('<div class="ad"><p>광고</p></div>',),
    closing="<p>$$mails</p>",
    last="<p>저작권자 © $$site 무단전재 및 재배포 금지</p>",
)
SKINS = (plain.skin("$skin", "$name", LOOK, SAMPLE),)
'''

SITE = '''"""The site of $name: its list (TODO: how sure)."""

from html import escape

from scrapers.samples.sites.kit import FamilySite, Listed, Query, SiteRequest
from tests.sites.skins.$name import SAMPLE

STEP = 20


def article(path: str, _query: Query) -> str:
    """The number of ``/news/<no>``."""
    return path.removeprefix("/news/") if path.startswith("/news/") else ""


def listing(asked: SiteRequest) -> Listed | None:
    """The list's pages."""
    if asked.path not in {"/", "/list"}:
        return None
    rows = "".join(
        f'<li><a href="{e.path}"><strong>{escape(e.headline)}</strong></a>'
        f'<span class="date">{e.published_at:%Y-%m-%d %H:%M}</span></li>\\n'
        for e in asked.page(STEP, asked.number("page", 1))
    )
    return Listed(
        f"""<!DOCTYPE html>
<html lang="ko"><head><meta charset="utf-8"><title>전체기사 - {SAMPLE.title}</title></head>
<body><p class="now">2026.11.21 03:00</p><ul class="list">
{rows}</ul></body></html>
"""
    )


SITE = FamilySite(sample=SAMPLE, article=article, listing=listing, skins=("$skin",))
'''


def family(root: Path, name: str) -> list[Path]:
    """Write the family's files and a first golden case; returns what was written or changed."""
    if not NAME.fullmatch(name):
        raise SystemExit(f"A family is named in a-z and 0-9, such as ndsoft; not {name!a}.")
    skin = f"{name}-{date.today().year}"
    new = {
        root / "scrapers" / "families" / f"{name}.py": FAMILY,
        root / "tests" / "sites" / "skins" / f"{name}.py": SKIN,
        root / "tests" / "sites" / "sites" / f"{name}.py": SITE,
    }
    if there := [path for path in new if path.exists()]:
        raise SystemExit(f"{there[0].relative_to(root)} is there already.")
    golden = root / "tests" / "tools" / "golden.py"
    texts = [(golden, with_case(golden.read_text(encoding="utf-8"), skin))]
    texts += [(path, Template(text).substitute(name=name, skin=skin)) for path, text in new.items()]
    for path, text in texts:
        path.write_text(text, encoding="utf-8")
    return [path for path, _ in texts]


def with_case(text: str, skin: str) -> str:
    """golden.py with a first case of the skin."""
    start = text.find("CASES = (\n")
    if start < 0:
        raise SystemExit("golden.py does not list its cases as this command knows it.")
    end = text.index("\n)\n", start)
    return f'{text[:end]}\n    Case(name="first", skin="{skin}", record=0, form=1),{text[end:]}'


def main(arguments: list[str] | None = None) -> None:
    """Write the files; for a family then its golden page, in a process that knows them."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.scaffold", description=(__doc__ or "").split("\n")[0])
    kinds = parser.add_subparsers(dest="what", required=True)
    kinds.add_parser("family").add_argument("name", help="the family's id, such as ndsoft")
    one = kinds.add_parser("outlet")
    one.add_argument("name", help="the outlet's id, such as kyongbuk")
    scaffold_outlet.add_options(one)
    given = parser.parse_args(arguments)
    made = family(ROOT, given.name) if given.what == "family" else scaffold_outlet.outlet(ROOT, given.name, given)
    for path in made:
        print(path.relative_to(ROOT))
    sys.stdout.flush()
    if given.what == "outlet":
        print(
            "\nNow: give the page the markup in which the outlet differs, name it in [layout] of its declaration, correct\n"
            "the record beside it, then `make test`; `news outlets check` tries the live site."
        )
        return
    subprocess.run([sys.executable, "-m", "tests.tools.golden"], cwd=ROOT, check=True)
    print(
        f"\nNow: make tests/sites/skins/{given.name}.py and sites/{given.name}.py look like real pages, and\n"
        f"scrapers/families/{given.name}.py read them; delete tests/pages/sample-{given.name}/ and run\n"
        "`python -m tests.tools.golden` to write the golden page anew, read it, then `make test`."
    )


if __name__ == "__main__":
    main()
