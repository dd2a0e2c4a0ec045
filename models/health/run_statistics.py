"""What a run reports to health: counts of traits, lengths, links, reasons, robots; kept as JSON in its row. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

NONE: Mapping[str, int] = MappingProxyType({})
NO_TEXT: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Of one run of one outlet.

    ``read``: pages believed (articles, and pages that are none); ``held``: pages quarantined. ``traits`` and
    ``held_traits``: how many of each had a trait. ``length``: median length of the bodies believed, in characters,
    ``length_all`` with those held, 0 where there were none; ``length_low`` and ``length_high``: their 10th and 90th
    percentile. ``links``: article links on first list pages and feeds, None where every list said 304 or failed.
    ``reasons``: first words of why URLs failed, were left, rejected or not allowed. ``robots``: a digest of the rules
    by origin. ``equal``: the most pages that carried one and the same body. ``accepted``: traits of which this run is
    no measure any more, because a person said later that the outlet has changed for good (see accepted_changes.py).
    """

    read: int = 0
    held: int = 0
    traits: Mapping[str, int] = field(default_factory=lambda: NONE)
    held_traits: Mapping[str, int] = field(default_factory=lambda: NONE)
    length: int = 0
    length_all: int = 0
    length_low: int = 0
    length_high: int = 0
    links: int | None = None
    reasons: Mapping[str, int] = field(default_factory=lambda: NONE)
    robots: Mapping[str, str] = field(default_factory=lambda: NO_TEXT)
    equal: int = 0
    equal_text: str = ""
    gone: int = 0
    accepted: tuple[str, ...] = ()

    @property
    def seen(self) -> int:
        """All pages read, believed or not."""
        return self.read + self.held

    def count(self, trait: str) -> int:
        """How many of all pages had the trait."""
        return self.traits.get(trait, 0) + self.held_traits.get(trait, 0)


def statistics_json(statistics: Statistics) -> str:
    """As the column keeps it; what is empty is left out."""
    values: dict[str, Any] = {}
    for name in Statistics.__dataclass_fields__:
        value = getattr(statistics, name)
        if isinstance(value, Mapping):
            value = dict(value)
        if value or (name == "links" and value is not None):
            values[name] = value
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def read_statistics(text: str) -> Statistics:
    """Of a column's text; what a later release added is ignored."""
    values: dict[str, Any] = json.loads(text or "{}")
    if "accepted" in values:
        values["accepted"] = tuple(values["accepted"])
    return Statistics(**{name: value for name, value in values.items() if name in Statistics.__dataclass_fields__})


def quantile(values: Sequence[int], share: float) -> int:
    """The value below which that share of the values lies; 0 of none."""
    if not values:
        return 0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
