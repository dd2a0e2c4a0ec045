"""A clip's rule and the entries typed by hand as the JSON texts that an archive keeps, and back."""

import json
from datetime import date, time
from typing import Any

from models.clips.clip import ClipRule, HandEntry, Medium


def write_rule(rule: ClipRule) -> str:
    """The rule; what is empty is left out."""
    told: dict[str, Any] = {
        "watches": list(rule.watches),
        "cutoff": None if rule.cutoff is None else f"{rule.cutoff:%H:%M}",
        "cutoffs": [f"{one:%H:%M}" for one in rule.cutoffs],
        "one_a_story": rule.one_a_story,
        "first": list(rule.first),
        "without": list(rule.without),
    }
    return json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)


def read_rule(text: str) -> ClipRule:
    """The rule that ``write_rule`` wrote."""
    told = json.loads(text)
    cutoff = told.get("cutoff")
    return ClipRule(
        watches=tuple(told.get("watches", ())),
        cutoff=None if cutoff is None else time.fromisoformat(cutoff),
        cutoffs=tuple(map(time.fromisoformat, told.get("cutoffs", ()))),
        one_a_story=bool(told.get("one_a_story", False)),
        first=tuple(told.get("first", ())),
        without=tuple(told.get("without", ())),
    )


def write_entry(entry: HandEntry) -> str:
    """The entry; what is empty is left out."""
    told: dict[str, Any] = {name: getattr(entry, name) for name in HandEntry.__dataclass_fields__}
    told |= {"day": entry.day.isoformat(), "reporters": list(entry.reporters), "medium": entry.medium.value}
    return json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)


def read_entry(text: str) -> HandEntry:
    """The entry that ``write_entry`` wrote."""
    told = json.loads(text)
    return HandEntry(
        **told
        | {
            "day": date.fromisoformat(told["day"]),
            "reporters": tuple(told.get("reporters", ())),
            "medium": Medium(told["medium"]),
        }
    )
