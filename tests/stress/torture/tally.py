"""What is counted: the numbers that must be 0, and how much was tried."""

import json
from collections import Counter
from dataclasses import dataclass, field

SHOWN = 12
BAD = ("lost", "half-written", "silently wrong", "unnoticed", "false alarm", "other")


@dataclass
class Tally:
    """``bad`` counts by kind; ``words`` are the first of them in words; ``tried`` counts what was done."""

    acknowledged: int = 0
    bad: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    words: list[str] = field(default_factory=list)

    def fault(self, kind: str, words: str) -> None:
        """Something that must not be."""
        assert kind in BAD
        self.bad[kind] += 1
        if len(self.words) < SHOWN:
            self.words.append(f"{kind}: {words}")

    def add(self, other: "Tally") -> None:
        """The sum of both."""
        self.acknowledged += other.acknowledged
        self.bad += other.bad
        self.tried += other.tried
        self.words = (self.words + other.words)[:SHOWN]

    def lines(self) -> list[str]:
        """What is printed."""
        done = ", ".join(f"{count:,} {what}" for what, count in self.tried.items())
        counted = ", ".join(f"{kind} {self.bad[kind]}" for kind in BAD)
        return [f"{done}", f"  articles acknowledged {self.acknowledged:,}; {counted}", *(f"  {w}" for w in self.words)]


def read_tally(text: str) -> Tally:
    """Of JSON, as another process wrote it."""
    told = json.loads(text)
    return Tally(told["acknowledged"], Counter(told["bad"]), Counter(told["tried"]), told["words"])
