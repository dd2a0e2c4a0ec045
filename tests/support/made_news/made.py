"""Invented news with known truth: releases, what outlets made of them, and everything that only looks like it.

The words are made of syllables and mean nothing; what is real is the way texts differ: sentences kept, touched lightly,
rewritten hard, dropped, replaced, put in another order, quotes added, dates moved. Hard negatives: another outlet's
own report of the same event (in half of them the same quote), the release that comes again with new numbers, weather
and market reports, obituaries, personnel lists, and the paragraphs on a city that stand under everything.
"""

from datetime import datetime
from itertools import accumulate
from random import Random

from models.records.times import KST
from scrapers.samples.topics.kit import person
from tests.support.made_news.kinds import Release, Sentence, Word, paragraphs
from tests.support.made_news.words import CITIES, ENDS, ONSET, PARTICLES, SAYS, TITLES, UNITS, VERBS

START = datetime(2026, 3, 2, tzinfo=KST)


class Maker:
    """Everything drawn by lot from one seed."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        rng = self.rng
        nouns = {"".join(rng.choices(ONSET, k=rng.choice((2, 2, 2, 3, 3, 4)))) for _ in range(9_000)}
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
            "".join(rng.choices(ONSET, k=3)) + rng.choice(("과장", "팀장", "국장", "동장")) for _ in range(120)
        ]
        self.halls = ["".join(rng.choices(ONSET, k=2)) + "병원 장례식장" for _ in range(25)]

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
        return f"{rng.choice((rng.randint(2, 9), rng.randint(11, 99), rng.randint(101, 2900)))}{rng.choice(UNITS)} "

    def _words(self, count: int, topic: tuple[str, ...]) -> Sentence:
        return tuple(self.word(self._noun(topic) + self.rng.choice(PARTICLES)) for _ in range(count))

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
        words.append(self.word(rng.choice(VERBS) + rng.choice(ENDS) + "."))
        return tuple(words)

    def quote(self, topic: tuple[str, ...], who: str) -> Sentence:
        """What somebody says."""
        rng = self.rng
        said = list(self._words(rng.randint(5, 10), topic))
        said[0] = self.word("“" + said[0].text)
        end = self.word(
            rng.choice(VERBS) + rng.choice(("하겠", "할 것이", "해야 한")) + "다”고 " + rng.choice(SAYS) + "."
        )
        return (self.word(f"{who} "), *said, end)

    def _template(self, slots: int) -> list[tuple[str, ...]]:
        """A report with ``slots`` numbers between fixed words."""
        return [
            tuple(self._noun(()) + self.rng.choice(PARTICLES) for _ in range(self.rng.randint(1, 3)))
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
            return self.word(stem + self.rng.choice(ENDS) + ".")
        if self.rng.random() < 0.4:
            return self.word(word.text.strip()[: max(1, len(word.text.strip()) - 1)] + self.rng.choice(PARTICLES))
        return self.word(self._noun(()) + self.rng.choice(PARTICLES))

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
        who = [f"{person(rng)} {city}시 {rng.choice(TITLES)}은" for _ in range(2)]
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
            out.append(self.quote(topic, f"{person(rng)} {rng.choice(TITLES)}은"))
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
                person(rng), person(rng), rng.choice(CITIES) + "시청", rng.choice(TITLES), rng.choice(("부친상", "모친상", "빙부상")),
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
