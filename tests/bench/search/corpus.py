"""Invented Korean news by the million: seeded, by Zipf's law, with josa, compounds, names, numbers and Latin words.

The vocabulary is composed here from syllables, nothing is downloaded: nouns of two and three syllables whose syllables
follow Zipf's law themselves, compounds of them, names of persons, real names of places, verbs with their endings.
Each article has a topic whose words come again and again (as they do in news), some 980 characters, about 2.5 KB of
UTF-8. Article number ``n`` of a seed is always the same text, on every machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from models.records.article import Article
from models.records.times import KST

FIRST = datetime(2024, 1, 1, tzinfo=KST)
A_DAY = 2_000
"""Articles a day: some 90 outlets of the regional press, about 150 a week each."""
OUTLETS = 92
TOPICS = 3_000
PLACES = [
    "포항",
    "경주",
    "구미",
    "안동",
    "김천",
    "영주",
    "영천",
    "상주",
    "문경",
    "경산",
    "의성",
    "청송",
    "영양",
    "영덕",
    "청도",
    "고령",
    "성주",
    "칠곡",
    "예천",
    "봉화",
    "울진",
    "울릉",
    "대구",
    "울산",
    "부산",
    "서울",
    "대전",
    "광주",
    "인천",
    "세종",
    "경북",
    "경남",
    "전북",
    "전남",
    "충북",
    "충남",
    "강원",
    "제주",
    "영일만",
    "구룡포",
    "호미곶",
    "오천",
    "흥해",
    "죽도",
]
LATIN = [
    "LG",
    "SK",
    "KT",
    "AI",
    "IT",
    "R&D",
    "MOU",
    "POBATT",
    "ESG",
    "CEO",
    "KTX",
    "APEC",
    "GDP",
    "IoT",
    "5G",
    "K-배터리",
    "LG에너지솔루션",
    "SK하이닉스",
    "POSCO",
    "e-모빌리티",
    "TV",
    "CCTV",
    "EV",
    "LNG",
    "UNIST",
    "DGIST",
    "POSTECH",
    "NGO",
    "SNS",
    "QR",
    "FTA",
    "WTO",
    "B2B",
    "SMR",
    "UAM",
    "Wi-Fi",
    "COVID",
    "OECD",
]
KNOWN = [
    "배터리",
    "이차전지",
    "시민",
    "시장",
    "산업",
    "경제",
    "지역",
    "사업",
    "주민",
    "축제",
    "행사",
    "예산",
    "의회",
    "학교",
    "학생",
    "병원",
    "도로",
    "공원",
    "관광",
    "문화",
    "교육",
    "농업",
    "어업",
    "수산",
    "철강",
    "기업",
    "투자",
    "일자리",
    "청년",
    "노인",
    "복지",
    "안전",
    "소방",
    "경찰",
    "재난",
    "태풍",
    "지진",
    "기후",
    "환경",
    "수소",
    "원전",
    "항만",
    "공항",
    "철도",
    "국비",
]
# (after a final consonant, after a vowel); the first ones are the most frequent.
JOSA = (
    ("", ""), ("을", "를"), ("이", "가"), ("은", "는"), ("의", "의"), ("에", "에"), ("에서", "에서"), ("과", "와"),
    ("으로", "로"), ("도", "도"), ("까지", "까지"), ("에는", "에는"), ("부터", "부터"), ("만", "만"), ("이라고", "라고"),
    ("에서는", "에서는"), ("들이", "들이"), ("에게", "에게"), ("보다", "보다"), ("이며", "며"),
)  # fmt: skip
JOSA_WEIGHTS = tuple(accumulate((34, 14, 10, 10, 9, 8, 5, 4, 4, 3, 1.5, 1.2, 1, 1, 0.8, 0.8, 0.6, 0.6, 0.5, 0.5)))
EOMI = [
    "했다",
    "한다",
    "하는",
    "하고",
    "하며",
    "했으며",
    "할",
    "한",
    "해",
    "하기",
    "하면서",
    "했다고",
    "하겠다",
    "하도록",
    "했던",
    "하지만",
    "됐다",
    "되는",
    "된",
    "될",
    "되고",
    "되며",
]
UNITS = [
    "억",
    "만",
    "명",
    "원",
    "개",
    "건",
    "년",
    "월",
    "일",
    "차",
    "회",
    "곳",
    "호",
    "번",
    "위",
    "층",
    "시",
    "분",
    "%",
    "㎡",
]
SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"
SYLLABLES = (
    "사지이인자기대정시장수원전주구성일상가부도해동신산경재조공보안관진제한고국학교리회과의유선소나라여무연비방생"
    "화실반명식통법당단중용영문물적체행계세우선업행발운형권개력차민목평하동금모치주점어간직출외특강본노위현확약"
    "내임설감승심달설료포저요규복설집근락작후입술결합족판오남여서북천양건면마미초육음악기절준거급매래달청광역병"
    "란률량토론양검속번심배객데스트크터드그레프로션미디어텔카페브블러스토노년월말초봄여름길들꽃바람별빛솔숲강나무"
    "각격견겸곡곤골광괴굴궁균극긴김난납냉녹농능담답덕독돈득등려련렬록류륙률릉림막망맥맹멸묘묵밀박백범벌변별봉불"
    "붕빈빙삭색석섬섭송쇄순습씨아암압액양억언엄엽예옥온완왕욕웅월융은을읍응잔잠쟁절접정존종좌죄증질징찬참창책척철"
    "첩체촌총최추축충취측층침칭쾌탁탄탐태택퇴투파팔패편폐폭표품풍피필학할항핵향허험혁혈협호혼홍환활황훈휘흉흑흥희"
)


def _zipf(size: int, power: float = 1.0, shift: float = 2.7) -> tuple[float, ...]:
    """Cumulative weights by rank (Zipf and Mandelbrot)."""
    return tuple(accumulate(1.0 / (rank + shift) ** power for rank in range(size)))


def _forms(word: str) -> tuple[str, ...]:
    """A word with each josa that fits its last letter."""
    last = ord(word[-1])
    closed = 0xAC00 <= last <= 0xD7A3 and (last - 0xAC00) % 28 > 0
    return tuple(word + (after if closed else vowel) for after, vowel in JOSA)


@dataclass(frozen=True)
class Corpus:
    """The words of a seed, and the articles made of them."""

    seed: int
    nouns: tuple[tuple[str, ...], ...]
    noun_weights: tuple[float, ...]
    verbs: tuple[str, ...]
    verb_weights: tuple[float, ...]
    people: tuple[str, ...]
    topics: tuple[tuple[int, ...], ...]

    def articles(self, first: int, last: int) -> Iterator[Article]:
        """The articles ``first`` to ``last`` (not included), oldest first."""
        for number in range(first, last):
            yield self.article(number)

    def article(self, number: int) -> Article:
        """One article."""
        rng = Random(self.seed * 1_000_003 + number)
        topic = self.topics[int(len(self.topics) * rng.random() ** 2)]
        outlet = int(OUTLETS * rng.random() ** 1.6)
        minutes = number * 1440 // A_DAY
        published = FIRST + timedelta(minutes=minutes)
        lines = [" ".join(self._words(rng, topic, rng.randint(20, 46))) + "." for _ in range(rng.randint(5, 6))]
        person = rng.choice(self.people)
        return Article(
            outlet=f"bench-{outlet:02}",
            outlet_title=f"견본{outlet:02}일보",
            region="경북",
            section=("사회", "정치", "경제", "문화", "전국 > 경북", "스포츠", "교육", "산업 > 철강")[
                int(8 * rng.random() ** 1.5)
            ],
            headline=" ".join(self._words(rng, topic, rng.randint(5, 9))),
            reporters=(person,),
            published_at=published,
            published_raw=f"{published:%Y-%m-%d %H:%M}",
            published_from="page",
            body="\n".join(lines),
            url=f"https://bench.example/{number}",
            canonical_url=f"https://bench.example/{number}",
            article_no=str(number),
            fetched_at=published + timedelta(hours=2),
        )

    def _words(self, rng: Random, topic: tuple[int, ...], size: int) -> list[str]:
        picked = rng.choices(range(len(self.nouns)), cum_weights=self.noun_weights, k=size)
        josa = rng.choices(range(len(JOSA)), cum_weights=JOSA_WEIGHTS, k=size)
        verbs = rng.choices(self.verbs, cum_weights=self.verb_weights, k=size // 5 + 1)
        out = []
        for place, (noun, ending) in enumerate(zip(picked, josa, strict=True)):
            chance = rng.random()
            if chance < 0.17:
                noun = topic[int(len(topic) * chance / 0.17)]
            elif chance > 0.955:
                out.append(self._odd(rng))
                continue
            out.append(self.nouns[noun][ending])
            if place % 5 == 4:
                out.append(verbs[place // 5])
        return out

    def _odd(self, rng: Random) -> str:
        kind = rng.random()
        if kind < 0.4:
            number = int(10 ** (4.2 * rng.random()))
            return f"{number:,}{rng.choice(UNITS)}"
        if kind < 0.6:
            return rng.choice(self.people)
        if kind < 0.9:
            return rng.choice(_forms(rng.choice(LATIN)))
        return f"“{self.nouns[rng.randrange(5000)][0]}…”"


def corpus(seed: int) -> Corpus:
    """Compose the vocabulary of a seed."""
    rng = Random(seed)
    syllables = _syllables(rng)
    weights = _zipf(len(syllables), 0.9, 12)
    pick = rng.choices
    two = _distinct(rng, 21_000, lambda: "".join(pick(syllables, cum_weights=weights, k=2)))
    three = _distinct(rng, 30_000, lambda: "".join(pick(syllables, cum_weights=weights, k=3)))
    order = _zipf(len(two), 0.8)
    compounds = _distinct(rng, 60_000, lambda: "".join(pick(two, cum_weights=order, k=2)))
    frequent = list(dict.fromkeys([*PLACES, *KNOWN, *two[:4_000]]))
    rng.shuffle(frequent)
    frequent.insert(12, "포항")
    frequent.insert(24, "배터리")
    rest = [*two[4_000:], *three, *compounds]
    rng.shuffle(rest)
    nouns = list(dict.fromkeys([*frequent, *rest]))
    stems = _distinct(rng, 4_000, lambda: "".join(pick(syllables, cum_weights=weights, k=rng.choice((1, 2, 2)))))
    verbs = [stem + ending for ending in EOMI for stem in stems]
    names = _distinct(rng, 3_000, lambda: rng.choice(SURNAMES) + "".join(pick(syllables, cum_weights=weights, k=2)))
    weights_of_nouns = _zipf(len(nouns), 0.98)
    weights_in_topics = _zipf(len(nouns), 0.75)
    topics = tuple(tuple(pick(range(len(nouns)), cum_weights=weights_in_topics, k=14)) for _ in range(TOPICS))
    return Corpus(
        seed=seed,
        nouns=tuple(map(_forms, nouns)),
        noun_weights=weights_of_nouns,
        verbs=tuple(verbs),
        verb_weights=_zipf(len(verbs), 0.9),
        people=tuple(names),
        topics=topics,
    )


def _syllables(rng: Random) -> list[str]:
    """The syllables in the order of their frequency, a little of it by chance."""
    order = list(dict.fromkeys(SYLLABLES))
    return sorted(order, key=lambda syllable: order.index(syllable) * rng.uniform(0.6, 1.6))


def _distinct(rng: Random, size: int, make: object) -> list[str]:
    out: dict[str, None] = {}
    while len(out) < size:
        out[make()] = None  # type: ignore[operator]
    words = list(out)
    rng.shuffle(words)
    return words
