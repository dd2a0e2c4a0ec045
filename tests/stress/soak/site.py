"""Outlets whose pages are made as they are asked for: ``python -m tests.stress.soak.site OUTLETS PAGES`` prints their ports.

Each serves a robots file, lists and articles in the form of one family, as heavy as real pages; the text of an article
follows from its outlet and number alone, and no two are alike. Ends when its standard input is closed.
"""

import asyncio
import json
import sys
from collections import deque
from datetime import date, timedelta
from functools import partial
from random import Random

from scrapers.samples.server import Answer, Connection
from tests.sites.arbitrary import sentence

PER_PAGE = 20
A_DAY = 100
LAST = date(2026, 11, 20)
WEIGHT = 40_000
FILLER = "".join(f'<li class="menu{n}"><a href="/section/{n}">견본 차림표 {n}</a></li>\n' for n in range(WEIGHT // 70))
FRAME = """<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{headline} - 견본</title></head><body>
<nav><ul>{filler}</ul></nav><div class="location"><a>전국</a><a>경북</a></div>
<article class="bodynews"><div class="header"><h1 id="main-title">{headline}</h1></div>
<p>기사입력 : <span id="send-time">{day} 09:30</span></p>
<section class="contents"><div id="news-contents">{body}<p>gilsun@example.com</p></div></section>
</article></body></html>"""
NOT_FOUND = Answer(b"<html><body>no such page</body></html>", 404)


def number_of(place: int) -> str:
    """The newest article is at place 0."""
    return f"{LAST - timedelta(days=place // A_DAY):%Y%m%d}{999_999 - place:06}"


def headline_of(outlet: int, place: int) -> str:
    """Noise, yet always the same for the same article."""
    return plain(sentence(Random(f"{outlet}:{place}:headline"))).rstrip(".")


def plain(text: str) -> str:
    """Without what HTML would read as its own."""
    return text.translate({ord("<"): "(", ord(">"): ")", ord("&"): "·"})


def article(outlet: int, place: int) -> bytes:
    """An article's page."""
    chance = Random(f"{outlet}:{place}")
    first, *rest = (plain(sentence(chance)) for _ in range(chance.randint(4, 12)))
    body = f"<p>[포항=견본] 홍길순 기자 = {first}</p>" + "".join(f"<p>{line}</p>\n" for line in rest)
    day = (LAST - timedelta(days=place // A_DAY)).isoformat()
    return FRAME.format(headline=headline_of(outlet, place), filler=FILLER, day=day, body=body).encode()


def list_page(outlet: int, pages: int, offset: int) -> bytes:
    """A page of the list, newest first."""
    rows = "".join(
        f'<article class="thumbgroup"><strong class="subject_h"><a href="/news/view/{number_of(place)}">'
        f'{headline_of(outlet, place)}</a></strong><p class="byline">{LAST - timedelta(days=place // A_DAY)} 09:30</p></article>'
        for place in range(offset, min(offset + PER_PAGE, pages))
    )
    return f"<html><body><div class='list'>{rows}</div></body></html>".encode()


def answer(outlet: int, pages: int, _method: str, path: str) -> tuple[Answer, float]:
    """What a path answers."""
    if path == "/robots.txt":
        return Answer(b"User-agent: *\nAllow: /\n", content_type="text/plain"), 0.0
    if path.startswith("/news/lists"):
        return Answer(list_page(outlet, pages, int(path.partition("page=")[2] or 0))), 0.0
    place = 999_999 - int(number[8:]) if (number := path.removeprefix("/news/view/")).isdigit() else pages
    return (Answer(article(outlet, place)) if 0 <= place < pages else NOT_FOUND), 0.0


async def serve(outlets: int, pages: int) -> None:
    loop = asyncio.get_running_loop()
    log: deque[object] = deque(maxlen=1)
    servers = [
        await loop.create_server(
            lambda outlet=outlet: Connection(str(outlet), partial(answer, outlet, pages), log, set()),  # type: ignore[misc,arg-type]
            "127.0.0.1",
            0,
        )
        for outlet in range(outlets)
    ]
    print(json.dumps([server.sockets[0].getsockname()[1] for server in servers]), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
