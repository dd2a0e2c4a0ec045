"""Invented news with known truth: releases, what outlets made of them, and everything that only looks like it.

The words are made of syllables and mean nothing; what is real is the way texts differ: sentences kept, touched lightly,
rewritten hard, dropped, replaced, put in another order, quotes added, dates moved. Hard negatives: another outlet's
own report of the same event (in half of them the same quote), the release that comes again with new numbers, weather
and market reports, obituaries, personnel lists, and the paragraphs on a city that stand under everything.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from random import Random

from models.kst import KST
from scrapers.samples.topics.kit import person

START = datetime(2026, 3, 2, tzinfo=KST)
SAME_EVENT = (0, 0, 1, 1)
"""How many outlets write on a release's event by themselves: one for two releases, as in the draws of the design."""
CITIES = ("포항", "경주", "안동", "구미", "영주", "상주", "문경", "영천", "김천", "울진")
_ONSET = [
    "가",
    "고",
    "구",
    "기",
    "나",
    "노",
    "누",
    "다",
    "도",
    "두",
    "라",
    "로",
    "리",
    "마",
    "모",
    "무",
    "미",
    "바",
    "보",
    "부",
    "비",
    "사",
    "소",
    "수",
    "시",
    "아",
    "오",
    "우",
    "이",
    "자",
    "조",
    "주",
    "지",
    "차",
    "초",
    "추",
    "치",
    "카",
    "코",
    "타",
    "토",
    "파",
    "포",
    "하",
    "호",
    "후",
    "강",
    "건",
    "견",
    "결",
    "경",
    "공",
    "관",
    "광",
    "국",
    "금",
    "남",
    "농",
    "단",
    "담",
    "대",
    "동",
    "등",
    "량",
    "림",
    "만",
    "망",
    "면",
    "목",
    "문",
    "물",
    "민",
    "발",
    "방",
    "백",
    "변",
    "복",
    "본",
    "분",
    "사",
    "산",
    "상",
    "선",
    "설",
    "성",
    "송",
    "순",
    "식",
    "신",
    "실",
    "안",
    "암",
    "양",
    "연",
    "영",
    "온",
    "완",
    "원",
    "월",
    "율",
    "은",
    "음",
    "인",
    "일",
    "임",
    "장",
    "전",
    "정",
    "제",
    "중",
    "진",
    "창",
    "천",
    "청",
    "촌",
    "통",
    "판",
    "평",
    "품",
    "한",
    "합",
    "항",
    "해",
    "행",
    "향",
    "현",
    "형",
    "화",
    "환",
    "활",
    "회",
]
_VERBS = [
    "추진",
    "운영",
    "마련",
    "확대",
    "개선",
    "지원",
    "조성",
    "점검",
    "정비",
    "확보",
    "강화",
    "검토",
    "발굴",
    "연계",
    "도입",
    "완료",
    "착수",
    "설치",
    "보수",
    "홍보",
    "모집",
    "선정",
    "분석",
    "구축",
    "공개",
    "협의",
    "조정",
    "제공",
    "실시",
    "개최",
]
_ENDS = ("했다", "한다", "할 계획이다", "하기로 했다", "해 왔다", "할 방침이다", "하고 있다", "할 예정이다")
_PARTICLES = ("을 ", "를 ", "의 ", "에 ", "에서 ", "와 ", "과 ", "로 ", "이 ", "가 ", "은 ", "는 ", " ", " ", "도 ")
_UNITS = ("명", "건", "억원", "곳", "톤", "㎞", "개", "대", "가구", "회", "%", "만원")
_TITLES = ("시장", "과장", "국장", "센터장", "본부장", "위원장", "대표", "교수")
_SAYS = ("말했다", "밝혔다", "설명했다", "강조했다", "덧붙였다", "전했다")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its particle; ``key`` is the same for all copies of one word, and another for every other word."""

    text: str
    key: int


Sentence = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """An article: ``kind`` is what it is, ``origin`` the release it stems from, ``sentences`` its words by origin."""

    n: int
    outlet: int
    at: datetime
    kind: str
    origin: int | None
    body: str
    sentences: tuple[Sentence, ...] = ()
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A press release; ``lines`` are its paragraphs, ``sentences`` the same flat."""

    n: int
    city: str
    at: datetime
    title: str
    sentences: tuple[Sentence, ...]
    quotes: tuple[int, ...]

    @property
    def body(self) -> str:
        """Paragraphs of two sentences."""
        return paragraphs(self.sentences)


@dataclass
class News:
    """A draw: all articles by time, and the releases."""

    articles: list[Made] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)


def paragraphs(sentences: tuple[Sentence, ...] | list[Sentence]) -> str:
    """Two sentences a paragraph."""
    lines = [words_text(sentence) for sentence in sentences]
    return "\n".join(" ".join(lines[n : n + 2]) for n in range(0, len(lines), 2))


def words_text(sentence: Sentence) -> str:
    """A sentence as it is printed."""
    return "".join(word.text for word in sentence).strip()


class Maker:
    """Everything drawn by lot from one seed."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        rng = self.rng
        nouns = {"".join(rng.choices(_ONSET, k=rng.choice((2, 2, 2, 3, 3, 4)))) for _ in range(9_000)}
        self.nouns = sorted(nouns)
        rng.shuffle(self.nouns)
        self.weights = list(accumulate(1 / (rank + 12) ** 0.8 for rank in range(len(self.nouns))))
        self.keys = 0
        self.clauses = [self._words(rng.randint(3, 5), ()) for _ in range(1_500)]
        self.clause_weights = list(accumulate(1 / (rank + 4) for rank in range(len(self.clauses))))
        self.backgrounds = {city: [self.sentence((), plain=True) for _ in range(6)] for city in CITIES}
        self.closings = [self.sentence((), plain=True) for _ in range(14)]
        self.weather = [self._template(30) for _ in range(4)]
        self.market = [self._template(26) for _ in range(4)]
        self.posts = [
            "".join(rng.choices(_ONSET, k=3)) + rng.choice(("과장", "팀장", "국장", "동장")) for _ in range(120)
        ]
        self.halls = ["".join(rng.choices(_ONSET, k=2)) + "병원 장례식장" for _ in range(25)]

    # --- words and sentences

    def word(self, text: str) -> Word:
        """A new word."""
        self.keys += 1
        return Word(text, self.keys)

    def _noun(self, topic: tuple[str, ...]) -> str:
        if topic and self.rng.random() < 0.4:
            return self.rng.choice(topic)
        return self.rng.choices(self.nouns, cum_weights=self.weights)[0]

    def _number(self) -> str:
        rng = self.rng
        return f"{rng.choice((rng.randint(2, 9), rng.randint(11, 99), rng.randint(101, 2900)))}{rng.choice(_UNITS)} "

    def _words(self, count: int, topic: tuple[str, ...]) -> Sentence:
        return tuple(self.word(self._noun(topic) + self.rng.choice(_PARTICLES)) for _ in range(count))

    def sentence(self, topic: tuple[str, ...], *, plain: bool = False) -> Sentence:
        """Some words, a number, perhaps a stock clause, a verb."""
        rng = self.rng
        words = list(self._words(rng.randint(6, 14), topic))
        if rng.random() < 0.6:
            words.insert(rng.randrange(len(words)), self.word(self._number()))
        if not plain and rng.random() < 0.35:
            place = rng.randrange(len(words))
            clause = rng.choices(self.clauses, cum_weights=self.clause_weights)[0]
            words[place:place] = [self.word(word.text) for word in clause]
        words.append(self.word(rng.choice(_VERBS) + rng.choice(_ENDS) + "."))
        return tuple(words)

    def quote(self, topic: tuple[str, ...], who: str) -> Sentence:
        """What somebody says."""
        rng = self.rng
        said = list(self._words(rng.randint(5, 10), topic))
        said[0] = self.word("“" + said[0].text)
        end = self.word(
            rng.choice(_VERBS) + rng.choice(("하겠", "할 것이", "해야 한")) + "다”고 " + rng.choice(_SAYS) + "."
        )
        return (self.word(f"{who} "), *said, end)

    def _template(self, slots: int) -> list[tuple[str, ...]]:
        """A report with ``slots`` numbers between fixed words."""
        return [
            tuple(self._noun(()) + self.rng.choice(_PARTICLES) for _ in range(self.rng.randint(1, 3)))
            for _ in range(slots)
        ]

    # --- what outlets do to a sentence

    def touched(self, sentence: Sentence, strength: int) -> Sentence:
        """The sentence rewritten: 1 an ending or one word, 2 a quarter of its words, 3 more than half and moved."""
        rng = self.rng
        words = list(sentence)
        if strength == 1:
            place = rng.choice((len(words) - 1, rng.randrange(len(words))))
            words[place] = self._other(words[place], last=place == len(words) - 1)
            return tuple(words)
        share = 0.25 if strength == 2 else 0.6
        words = [self._other(w, last=n == len(words) - 1) if rng.random() < share else w for n, w in enumerate(words)]
        if strength == 3 and len(words) > 5:
            cut = rng.randint(2, len(words) - 3)
            words = [*words[cut:-1], *words[:cut], words[-1]]
        return tuple(words)

    def _other(self, word: Word, *, last: bool) -> Word:
        if last:
            stem = word.text.rstrip(".")[:2]
            return self.word(stem + self.rng.choice(_ENDS) + ".")
        if self.rng.random() < 0.4:
            return self.word(word.text.strip()[: max(1, len(word.text.strip()) - 1)] + self.rng.choice(_PARTICLES))
        return self.word(self._noun(()) + self.rng.choice(_PARTICLES))

    def moved(self, sentences: tuple[Sentence, ...], day: int) -> tuple[Sentence, ...]:
        """The release's own day in its first sentence, as the outlet prints it."""
        first = list(sentences[0])
        first[1] = Word(f"{day}일 ", first[1].key)
        return (tuple(first), *sentences[1:])

    # --- releases and what becomes of them

    def release(self, n: int, at: datetime) -> Release:
        """A release of a city: who did what, numbers, one or two quotes, often the paragraph on the city."""
        rng = self.rng
        city = rng.choice(CITIES)
        topic = tuple(rng.choices(self.nouns, k=14))
        who = [f"{person(rng)} {city}시 {rng.choice(_TITLES)}은" for _ in range(2)]
        body = [self.sentence(topic) for _ in range(rng.randint(6, 15))]
        first = (self.word(f"{city}시는 "), self.word(f"{at.day}일 "), *body[0])
        sentences = [first, *body[1:]]
        quotes = sorted(rng.sample(range(2, len(sentences) + 1), rng.choice((1, 1, 2))))
        for place, name in zip(reversed(quotes), who, strict=False):
            sentences.insert(place, self.quote(topic, name))
        if rng.random() < 0.5:
            sentences.append((Word("한편, ", 0), *rng.choice(self.backgrounds[city])))
        places = tuple(n for n, s in enumerate(sentences) if any("“" in w.text for w in s))
        title = f"{city}시, " + "".join(w.text for w in self._words(4, topic)).strip()
        return Release(n, city, at, title, tuple(sentences), places)

    def pickup(self, release: Release, at: datetime) -> tuple[Sentence, ...]:
        """What one outlet makes of a release: from every sentence kept to every one touched."""
        rng = self.rng
        kept = rng.choice((1.0, 1.0, 0.95, 0.9, 0.8, 0.7, 0.55, 0.4, 0.25, 0.1))
        dropped = rng.choice((0, 0, 0.1, 0.2, 0.35, 0.5))
        out: list[Sentence] = []
        for number, sentence in enumerate(
            self.moved(release.sentences, at.day if rng.random() < 0.6 else release.at.day)
        ):
            if number and rng.random() < dropped:
                if rng.random() < 0.3:
                    out.append(self.sentence(()))
            elif rng.random() < kept:
                out.append(sentence)
            else:
                # What a person said is rewritten lightly, if at all.
                strengths = (1, 2) if number in release.quotes else (1, 2, 2, 3)
                out.append(self.touched(sentence, rng.choice(strengths)))
        if rng.random() < 0.15 and len(out) > 4:
            tail = out[2:]
            rng.shuffle(tail)
            out[2:] = tail
        if rng.random() < 0.25:
            out.insert(rng.randint(1, len(out)), self.quote((), f"주민 {person(rng)}씨는"))
        if rng.random() < 0.2:
            out += [self.sentence(()) for _ in range(rng.randint(1, 5))]
        if rng.random() < 0.2:
            out.append(rng.choice(self.closings))
        return tuple(out)

    def same_event(self, release: Release) -> tuple[Sentence, ...]:
        """Another outlet's own report: people, place, numbers and a fact line or two are the same, the words are not."""
        rng = self.rng
        topic = tuple(w.text.strip(" 을를의에서와과로이가은는도.") for s in release.sentences[:4] for w in s[2:6])
        out = [self.sentence(topic) for _ in range(rng.randint(7, 14))]
        facts = [n for n in range(1, len(release.sentences)) if n not in release.quotes]
        for n in rng.sample(facts, min(rng.choice((2, 2, 3)), len(facts))):
            out.insert(rng.randint(1, len(out)), self.touched(release.sentences[n], rng.choice((2, 2, 3))))
        if rng.random() < 0.5:
            out.insert(rng.randint(1, len(out)), release.sentences[rng.choice(release.quotes)])
        if rng.random() < 0.4:
            out.append((Word("한편, ", 0), *rng.choice(self.backgrounds[release.city])))
        return tuple(out)

    def repeat(self, n: int, release: Release, at: datetime) -> Release:
        """The release again after some days: every number another, a third of the sentences new."""
        rng = self.rng

        def again(word: Word) -> Word:
            if not any(c.isdigit() for c in word.text):
                return word
            new = self._number()
            while new == word.text:
                new = self._number()
            return self.word(new)

        kept = [s if rng.random() < 0.7 else self.sentence(()) for s in release.sentences]
        sentences = self.moved(tuple(tuple(again(w) for w in s) for s in kept), at.day)
        quotes = tuple(n for n, s in enumerate(sentences) if any("“" in w.text for w in s))
        return Release(n, release.city, at, release.title, sentences, quotes)

    def background(self, city: str) -> str:
        """Any article of a city."""
        rng = self.rng
        topic = tuple(rng.choices(self.nouns, k=10))
        out = [self.sentence(topic) for _ in range(rng.randint(6, 18))]
        if rng.random() < 0.4:
            out.append(self.quote(topic, f"{person(rng)} {rng.choice(_TITLES)}은"))
        if rng.random() < 0.3:
            out.append((Word("한편, ", 0), *rng.choice(self.backgrounds[city])))
        if rng.random() < 0.2:
            out.append(rng.choice(self.closings))
        return paragraphs(out)

    def filled(self, template: list[tuple[str, ...]]) -> str:
        """A weather or market report: the same words, other numbers."""
        parts = [
            f"{''.join(words)}{self.rng.randint(1, 99)}{self.rng.choice(('도', '㎜', '원', '%'))} "
            for words in template
        ]
        return "\n".join("".join(parts[n : n + 8]) + "기록했다." for n in range(0, len(parts), 8))

    def obituary(self) -> str:
        """One to three notices."""
        rng = self.rng
        one = "◆{}씨 별세, {}({} {})씨 {} = {}일, {} {}호실, 발인 {}일 오전 {}시. 05{}-{}-{}."
        return "\n".join(
            one.format(
                person(rng), person(rng), rng.choice(CITIES) + "시청", rng.choice(_TITLES), rng.choice(("부친상", "모친상", "빙부상")),
                rng.randint(1, 28), rng.choice(self.halls), rng.randint(101, 320), rng.randint(1, 28), rng.randint(5, 11),
                rng.randint(1, 5), rng.randint(200, 899), rng.randint(1000, 9999),
            )
            for _ in range(rng.randint(1, 3))
        )  # fmt: skip

    def personnel(self) -> str:
        """Who moved to which post."""
        rng = self.rng
        posts = rng.sample(self.posts, rng.randint(12, 40))
        return f"{rng.choice(CITIES)}시 인사\n◇승진\n" + " ".join(f"◇{post} {person(rng)}" for post in posts)


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
