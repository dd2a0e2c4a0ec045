"""The hand-labelled rewrites of ``rewrites.txt``, read and judged: what ``trace`` says beside what a person says.

``varied`` makes further ones of them: sentences in another order, some dropped, neighbours joined into one, figures
updated, names dropped, the verb after a quote exchanged, sentences of other news put between. The labels follow from
what was done.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.releases.sentence_trace import trace_sentences
from pipelines.text.sentences import find_quotes
from pipelines.text_reuse.letters import fold_letters

FILE = Path(__file__).with_name("rewrites.txt")
_LINE = re.compile(r"(R|A) (?:(\+|\d+(?:,\d+)*) )?(.+)")
_VERBS = ("말했다", "밝혔다", "전했다", "강조했다", "설명했다", "당부했다", "덧붙였다", "했다")
_SAID = re.compile(rf"({'|'.join(_VERBS)})\.\Z")
_FIGURE = re.compile(r"(?<![\d,.])[1-9]\d{1,3}(?=[가-힣㎞%])")
_SPEAKER = re.compile(r"^(?:(?!“)\S+ ){1,3}(?=“)")
_JOINED = (("했다.", "했고,"), ("한다.", "하고,"), ("됐다.", "됐고,"), ("된다.", "되고,"), ("있다.", "있으며,"))


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of an article: from which of the release's it stems, and the quotes in it that are the paper's own."""

    text: str
    of: tuple[int, ...]
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A release and an article made from it, by sentences."""

    name: str
    release: tuple[str, ...]
    article: tuple[Told, ...]

    @property
    def labels(self) -> list[str]:
        """What became of each sentence of the release."""
        whole = fold_letters("".join(told.text for told in self.article))
        used = {n for told in self.article for n in told.of}
        return [
            "left_out" if n not in used else "verbatim" if fold_letters(text) in whole else "rewritten"
            for n, text in enumerate(self.release)
        ]


def cases() -> tuple[Case, ...]:
    """All of the file."""
    blocks = FILE.read_text(encoding="utf-8").split("\n\n")
    return tuple(case for block in blocks if (case := _case(block.strip().split("\n"))).release)


def _case(lines: list[str]) -> Case:
    name, release, article = "", [], []
    for line in lines:
        if line.startswith("#"):
            name = line[1:].strip()
            continue
        found = _LINE.fullmatch(line)
        assert found, line
        side, refs, text = found.groups()
        if side == "R":
            release.append(text)
            continue
        added = tuple(re.findall("«([^»]*)»", text))
        of = () if refs == "+" else tuple(int(n) - 1 for n in refs.split(","))
        article.append(Told(text.replace("«", "“").replace("»", "”"), of, added))
    return Case(name, tuple(release), tuple(article))


def varied(seed: int, times: int) -> Iterator[Case]:
    """Every case changed so many times, each with two sentences of other cases among its own."""
    rng = random.Random(seed)
    known = cases()
    for _ in range(times):
        for case in known:
            sure = {n for told in case.article if len(told.of) == 1 for n in told.of}
            taken = [_changed(rng, told) for told in case.article if told.of and rng.random() < 0.75]
            taken += [
                _changed(rng, Told(text, (n,)))
                for n, text in enumerate(case.release)
                if n not in sure and not any(n in told.of for told in taken) and rng.random() < 0.3
            ]
            rng.shuffle(taken)
            taken = list(_merged(rng, taken))
            others = [_foreign(rng, other) for other in rng.sample(known, 3) if other != case][:2]
            for told in (*(told for told in case.article if not told.of), *others):
                taken.insert(rng.randint(0, len(taken)), told)
            yield replace(case, article=tuple(taken))


def _foreign(rng: random.Random, other: Case) -> Told:
    """A sentence of another release: to this one it is the paper's own."""
    text = rng.choice(other.release)
    return Told(text, (), tuple(find_quotes(text)))


def _changed(rng: random.Random, told: Told) -> Told:
    text = told.text
    if rng.random() < 0.5:
        text = _FIGURE.sub(lambda found: str(int(found[0]) + rng.randint(1, 9)), text)
    if rng.random() < 0.5:
        text = _SAID.sub(lambda found: f"{rng.choice([verb for verb in _VERBS if verb != found[1]])}.", text)
    if rng.random() < 0.3:
        text = _SPEAKER.sub("그는 ", text)
    return replace(told, text=text)


def _merged(rng: random.Random, taken: list[Told]) -> Iterator[Told]:
    at = 0
    while at < len(taken):
        one = taken[at]
        ending = next((pair for pair in _JOINED if one.text.endswith(pair[0])), None)
        if ending and at + 1 < len(taken) and rng.random() < 0.35:
            other = taken[at + 1]
            joined = f"{one.text.removesuffix(ending[0])}{ending[1]} {other.text}"
            yield Told(joined, one.of + other.of, one.added + other.added)
            at += 2
        else:
            yield one
            at += 1


@dataclass(frozen=True, slots=True)
class Judged:
    """How many sentences of releases were labelled rightly, of how many; of articles; and of quotes said to be added."""

    right: int
    sentences: int
    sides_right: int
    sides: int
    added_right: int
    added_said: int
    added_there: int
    wrong: tuple[str, ...]

    @property
    def labels(self) -> float:
        """The share of the release's sentences with the right label."""
        return self.right / self.sentences

    @property
    def quote_precision(self) -> float:
        """Of the quotes said to be added, the share that was."""
        return self.added_right / max(self.added_said, 1)

    @property
    def quote_recall(self) -> float:
        """Of the quotes that were added, the share that is said to be."""
        return self.added_right / max(self.added_there, 1)


def judge(given: Iterable[Case]) -> Judged:
    """``trace`` on each case."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for case in given:
        found = trace_sentences(" ".join(case.release), " ".join(told.text for told in case.article))
        assert len(found.release) == len(case.release), case.name
        assert len(found.article) == len(case.article), case.name
        for want, got in zip(case.labels, found.release, strict=True):
            counts["sentences"] += 1
            counts["right"] += want == got.label
            if want != got.label:
                wrong.append(f"{case.name}: {want}, said to be {got.label} ({got.score}): {got.text}")
        for told, line in zip(case.article, found.article, strict=True):
            counts["sides"] += 1
            counts["sides_right"] += bool(told.of) == (line.label == "from_release")
            if bool(told.of) != (line.label == "from_release"):
                wrong.append(f"{case.name}: of {told.of}, said to be {line.label} ({line.score}): {told.text}")
            counts["there"] += len(told.added)
            counts["said"] += len(line.quotes)
            counts["added"] += len(set(told.added) & set(line.quotes))
            for quote in set(told.added) ^ set(line.quotes):
                wrong.append(f"{case.name}: quote {'missed' if quote in told.added else 'not added'}: {quote}")
            assert set(told.added) <= set(find_quotes(told.text)), case.name
    return Judged(
        right=counts["right"],
        sentences=counts["sentences"],
        sides_right=counts["sides_right"],
        sides=counts["sides"],
        added_right=counts["added"],
        added_said=counts["said"],
        added_there=counts["there"],
        wrong=tuple(wrong),
    )
