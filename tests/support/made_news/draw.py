"""A draw of invented news, and what is true of it: who stems from which release, and how much two articles share."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from scrapers.samples.topics.kit import person
from tests.support.made_news.kinds import Made, News, Release, Sentence, Word, paragraphs
from tests.support.made_news.made import START, Maker
from tests.support.made_news.words import CITIES

SAME_EVENT = (0, 0, 1, 1)
"""How many outlets write on a release's event by themselves: one for two releases, as in the draws of the design."""


def make(seed: int, *, days: int = 24, releases: int = 10, background: int = 60, outlets: int = 60) -> News:
    """A draw of ``days`` days with so many releases and background articles a day, and hard negatives among them."""
    maker = Maker(seed)
    rng, news = maker.rng, News()
    articles: list[tuple[datetime, int, str, int | None, tuple[Sentence, ...], str]] = []

    def run(release: Release, most: int) -> None:
        news.releases.append(release)
        for outlet in rng.sample(range(outlets), rng.randint(1, most)):
            at = release.at + timedelta(minutes=int(rng.expovariate(1 / 300)) + 3)
            sentences = maker.pickup(release, at)
            articles.append(
                (at, outlet, "pickup", release.n, sentences, dressed(maker, paragraphs(sentences), release.city))
            )

    for day in range(days):
        morning = START + timedelta(days=day, hours=8)
        for _ in range(releases):
            at = morning + timedelta(minutes=rng.randint(0, 500))
            release = maker.release(len(news.releases), at)
            run(release, 8)
            for outlet in rng.sample(range(outlets), rng.choice(SAME_EVENT)):
                sentences = maker.same_event(release)
                articles.append(
                    (
                        at + timedelta(hours=rng.randint(1, 30)),
                        outlet,
                        f"same_event {release.n}",
                        None,
                        sentences,
                        paragraphs(sentences),
                    )
                )
            for later in (7, 10, 14):
                if day + later < days and rng.random() < 0.06:
                    run(maker.repeat(len(news.releases), release, at + timedelta(days=later)), 3)
        for kind, count in (
            ("weather", 6),
            ("market", 6),
            ("obituary", 6),
            ("personnel", 5),
            ("background", background),
        ):
            for _ in range(count):
                text = {
                    "weather": lambda: maker.filled(rng.choice(maker.weather)),
                    "market": lambda: maker.filled(rng.choice(maker.market)),
                    "obituary": maker.obituary,
                    "personnel": maker.personnel,
                    "background": lambda: maker.background(rng.choice(CITIES)),
                }[kind]()
                articles.append(
                    (morning + timedelta(minutes=rng.randint(-100, 700)), rng.randrange(outlets), kind, None, (), text)
                )
    for n, (at, outlet, kind, origin, sentences, body) in enumerate(sorted(articles, key=lambda row: row[0])):
        news.articles.append(Made(n, outlet, at, kind, origin, body, sentences, headline=f"제목 {n}"))
    return news


def dressed(maker: Maker, body: str, city: str) -> str:
    """What outlets put around a text and an archive may have missed: dateline, caption, footer."""
    rng = maker.rng
    if rng.random() < 0.3:
        body = f"[{city}=견본뉴스] {person(rng)} 기자 = {body}"
    if rng.random() < 0.2:
        body = f"▲ {city}시 관계자들이 사진을 찍고 있다. [사진={city}시]\n{body}"
    if rng.random() < 0.2:
        body += "\n저작권자 ⓒ 견본뉴스 무단전재 및 재배포 금지"
    return body


def truth(news: News) -> dict[tuple[int, int], float]:
    """For each pair of articles of one release and two outlets: the letters that both have from it / of the shorter one.

    A word counts where it and a neighbour of it stand side by side in both: one word alone is no shared text.
    """
    by_origin: dict[int, list[Made]] = {}
    for one in news.articles:
        if one.origin is not None:
            by_origin.setdefault(one.origin, []).append(one)
    found: dict[tuple[int, int], float] = {}
    for group in by_origin.values():
        sizes = [_letters(one.sentences) for one in group]
        beside = [_neighbours(one.sentences) for one in group]
        for i, one in enumerate(group):
            for j in range(i):
                if one.outlet != group[j].outlet:
                    words = {word for pair in beside[i] & beside[j] for word in pair}
                    shared = sum(len(word.text.strip()) for word in words)
                    pair = (min(one.n, group[j].n), max(one.n, group[j].n))
                    found[pair] = shared / min(sizes[i], sizes[j])
    return found


def taken_from(release: tuple[Sentence, ...], article: tuple[Sentence, ...]) -> float:
    """Of an article's letters, the share that stems from the release, counted as in ``truth``."""
    words = {word.key for pair in _neighbours(release) & _neighbours(article) for word in pair}
    return sum(len(w.text.strip()) for s in article for w in s if w.key in words) / _letters(article)


def _neighbours(sentences: tuple[Sentence, ...]) -> set[tuple[Word, Word]]:
    return {(a, b) for sentence in sentences for a, b in pairwise(sentence) if a.key and b.key}


def _letters(sentences: tuple[Sentence, ...]) -> int:
    return sum(len(w.text.strip()) for s in sentences for w in s)


def origins(news: News) -> Iterator[tuple[int, int | None]]:
    """(number, release) of each article."""
    yield from ((one.n, one.origin) for one in news.articles)
