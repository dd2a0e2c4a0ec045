"""What stories and pickup make of news with known truth: recall, precision, labels. No figure here is a goal."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from statistics import mean

from models.records.article_ids import DAY_SHIFT, day_number
from pipelines.releases.sentence_trace import trace_sentences
from pipelines.stories.clusters import group_pairs
from pipelines.text.sentences import find_quotes
from pipelines.text_reuse.candidate_pairs import PrintedArticles, find_candidates
from pipelines.text_reuse.compare import ComparableText, measure_overlap, shared_letters
from pipelines.text_reuse.letters import letters_of
from pipelines.text_reuse.rules import decide
from pipelines.text_reuse.shingles import find_stock_grams, make_fingerprints, prints_of_stock, to_blob
from tests.support.made_news.draw import truth
from tests.support.made_news.kinds import News, Release, Sentence, paragraphs, words_text
from tests.support.made_news.made import START, Maker

BANDS = ((0.3, 0.4), (0.4, 0.5), (0.5, 0.8), (0.8, 9.0))
"""Shares of text in common by which recall is told."""


@dataclass(frozen=True)
class Judged:
    """Pairs: recalls by band, pairs compared an article, precision of what was joined, which kinds were joined wrongly.

    ``shown_error`` is the mean difference of the shown share and the true one; ``mixed`` stories of two releases.
    """

    articles: int
    in_band: tuple[int, ...]
    found: tuple[float, ...]
    found_from_30: float
    pairs_an_article: float
    recall: tuple[float, ...]
    recall_from_50: float
    joined: int
    wrong: Counter[str]
    shown_error: float
    stories: int
    mixed: int
    verdicts: Counter[str]

    @property
    def precision(self) -> float:
        """Of the pairs joined (those of less than 30 % in common are neither right nor wrong)."""
        return 1 - self.wrong.total() / max(self.joined, 1)


def judge(news: News) -> Judged:
    """All pairs of a draw, through the same functions as the archive's."""
    articles = news.articles
    letters = [letters_of(one.body) for one in articles]
    days = [day_number(one.at) for one in articles]
    stock = find_stock_grams(zip(days, (one.text for one in letters), strict=True))
    assert stock is not None
    prints = make_fingerprints([one.text for one in letters])
    names = [(day << DAY_SHIFT) + one.n for day, one in zip(days, articles, strict=True)]
    printed = PrintedArticles.of(
        [(name, one.outlet, to_blob(p)) for name, one, p in zip(names, articles, prints, strict=True)]
    )
    places = {name: n for n, name in enumerate(names)}
    pairs = {(places[a], places[b]) for a, b in find_candidates(printed, [printed], prints_of_stock(stock), DAY_SHIFT)}
    texts = [ComparableText(one, stock, made.at.day) for one, made in zip(letters, articles, strict=True)]
    measured = {(a, b): measure_overlap(texts[a], texts[b]) for a, b in pairs}
    verdicts = {(a, b): decide(m, abs(days[a] - days[b]), stock=True) for (a, b), m in measured.items()}
    same = {pair for pair, what in verdicts.items() if what == "same_text"}
    true = truth(news)
    wrong: Counter[str] = Counter()
    right = 0
    for a, b in same:
        one, two = articles[a], articles[b]
        if one.origin is None or one.origin != two.origin:
            wrong[" / ".join(sorted({_kind(one.kind), _kind(two.kind)}))] += 1
        elif true[a, b] >= BANDS[0][0]:
            right += 1
    groups = group_pairs(
        {pair: measured[pair].letters for pair in same}, lambda a, b: shared_letters(texts[a], texts[b])
    )
    return Judged(
        articles=len(articles),
        in_band=tuple(sum(low <= share < high for share in true.values()) for low, high in BANDS),
        found=_recalls(true, pairs),
        found_from_30=_recall(true, pairs, 0.3),
        pairs_an_article=len(pairs) / len(articles),
        recall=_recalls(true, same),
        recall_from_50=_recall(true, same, 0.5),
        joined=right + wrong.total(),
        wrong=wrong,
        shown_error=mean(abs(measured[p].of_shorter - true[p]) for p in same if p in true),
        stories=len(groups),
        mixed=sum(len({articles[n].origin for n in group} - {None}) > 1 for group in groups),
        verdicts=Counter(str(what) for what in verdicts.values()),
    )


def _kind(kind: str) -> str:
    return kind.split()[0]


def _recalls(true: dict[tuple[int, int], float], found: set[tuple[int, int]]) -> tuple[float, ...]:
    return tuple(_recall(true, found, low, high) for low, high in BANDS)


def _recall(true: dict[tuple[int, int], float], found: set[tuple[int, int]], low: float, high: float = 9.0) -> float:
    wanted = [pair for pair, share in true.items() if low <= share < high]
    return sum(pair in found for pair in wanted) / max(len(wanted), 1)


@dataclass(frozen=True)
class Sentences:
    """Labels of the release's sentences and the article's, and quotes said to be added: shares that are right."""

    labels: float
    sides: float
    quote_precision: float
    quote_recall: float
    sentences: int
    quotes: int


def judge_sentences(seed: int, releases: int) -> Sentences:
    """Every sentence of so many releases, three pickups each."""
    maker = Maker(seed)
    labels: Counter[bool] = Counter()
    sides: Counter[bool] = Counter()
    said: Counter[tuple[bool, bool]] = Counter()
    for number in range(releases):
        release = maker.release(number, START + timedelta(days=number % 28, hours=9))
        ours = [_keys(sentence) for sentence in release.sentences]
        for _ in range(3):
            at = release.at + timedelta(minutes=maker.rng.randint(3, 2000))
            sentences = maker.pickup(release, at)
            found = trace_sentences(release.body, paragraphs(sentences), at)
            assert len(found.release) == len(release.sentences)
            assert len(found.article) == len(sentences)
            for want, got in zip(_labels(release, sentences), found.release, strict=True):
                labels[want == got.label] += 1
            for sentence, got in zip(sentences, found.article, strict=True):
                stems = any(_keys(sentence) & keys for keys in ours)
                sides[stems == (got.label == "from_release")] += 1
                for quote in find_quotes(words_text(sentence)):
                    said[stems, quote in got.quotes] += 1
    return Sentences(
        labels=labels[True] / labels.total(),
        sides=sides[True] / sides.total(),
        quote_precision=said[False, True] / max(said[False, True] + said[True, True], 1),
        quote_recall=said[False, True] / max(said[False, True] + said[False, False], 1),
        sentences=labels.total(),
        quotes=said.total(),
    )


def _keys(sentence: Sentence) -> set[int]:
    return {word.key for word in sentence if word.key}


def _labels(release: Release, sentences: tuple[Sentence, ...]) -> list[str]:
    printed = {words_text(sentence) for sentence in sentences}
    theirs = [_keys(sentence) for sentence in sentences]
    out = []
    for sentence in release.sentences:
        if words_text(sentence) in printed:
            out.append("verbatim")
        else:
            out.append("rewritten" if any(_keys(sentence) & keys for keys in theirs) else "left_out")
    return out
