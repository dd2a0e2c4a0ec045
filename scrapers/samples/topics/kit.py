"""A kit of sentences for one topic, and how a story is told from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

PARTICLES = {"은": "는", "이": "가", "을": "를", "과": "와", "으로": "로", "이라": "라"}


class Word(str):
    """A Korean word that takes the right particle in ``str.format``: ``{place:은}`` gives 은 or 는."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if spec not in PARTICLES:
            return super().__format__(spec)
        final = (ord(self[-1]) - 0xAC00) % 28 if "가" <= self[-1] <= "힣" else 0
        closed = final not in {0, 8} if spec == "으로" else final != 0
        return self + (spec if closed else PARTICLES[spec])


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """Sentences with ``{slots}``; ``words`` fills the slots of this topic by lot.

    Always there: ``day`` (of the month), ``name``, ``name2``, ``name3`` (people), ``few`` 2-9, ``tens`` 11-99,
    ``many`` 110-990, ``year`` (the next one); the three numbers are drawn anew for each fact and quote. ``facts`` are told in their order, some left out.
    """

    id: str
    section: str
    dateline: str
    heads: tuple[str, ...]
    decks: tuple[str, ...] = ("",)
    leads: tuple[str, ...]
    facts: tuple[str, ...]
    quotes: tuple[str, ...]
    ends: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    credits: tuple[str, ...] = ("",)
    tags: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A told story: plain texts, not yet an article of an outlet.

    ``captions`` are (caption, credit) of each photo; ``signed`` is how many reporters sign (None: by lot).
    """

    kit: str
    section: str
    dateline: str
    headline: str
    deck: str
    lines: tuple[str, ...]
    captions: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    signed: int | None = None


_FAMILY = (
    "강",
    "고",
    "구",
    "권",
    "남",
    "노",
    "도",
    "류",
    "마",
    "문",
    "방",
    "배",
    "서",
    "송",
    "심",
    "안",
    "양",
    "연",
    "오",
    "우",
)
_GIVEN = (
    "가온",
    "나래",
    "다솜",
    "라온",
    "마루",
    "바름",
    "산들",
    "아람",
    "여울",
    "이든",
    "주한",
    "찬솔",
    "태오",
    "푸름",
    "하람",
    "해찬",
)


def person(rng: Random) -> str:
    """An invented name of three syllables."""
    return rng.choice(_FAMILY) + rng.choice(_GIVEN)


def numbers(rng: Random) -> dict[str, Word]:
    """The three number slots."""
    return {
        "few": Word(rng.randint(2, 9)),
        "tens": Word(rng.randint(11, 99)),
        "many": Word(rng.randint(11, 99) * 10),
    }


def tell(kit: Kit, rng: Random, day: int, photos: int) -> Story:
    """A story of the kit for that day of the month, with at most ``photos`` pictures."""
    slots: dict[str, Word] = {key: Word(rng.choice(pool)) for key, pool in kit.words.items()}
    slots |= {"day": Word(day), "year": Word(2027)}
    slots |= {"name": Word(person(rng)), "name2": Word(person(rng)), "name3": Word(person(rng))}
    slots |= numbers(rng)
    facts = [fact for fact in kit.facts if rng.random() < 0.75] or list(kit.facts[:1])
    lines = [rng.choice(kit.leads), *facts]
    lines.insert(rng.randint(2, len(lines)), rng.choice(kit.quotes))
    if kit.ends and rng.random() < 0.8:
        lines.append(rng.choice(kit.ends))
    captions = rng.sample(kit.captions, min(photos, len(kit.captions)))
    return Story(
        kit=kit.id,
        section=kit.section,
        dateline=kit.dateline.format(**slots),
        headline=rng.choice(kit.heads).format(**slots),
        deck=rng.choice(kit.decks).format(**slots),
        lines=(lines[0].format(**slots), *(line.format(**slots | numbers(rng)) for line in lines[1:])),
        captions=tuple((line.format(**slots), rng.choice(kit.credits).format(**slots)) for line in captions),
        tags=kit.tags,
    )
