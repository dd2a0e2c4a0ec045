"""The floor below which a change may not bring the score: data beside this file, lowered by nobody in silence."""

import json
from pathlib import Path

PATH = Path(__file__).with_name("floor.json")
# What the judge calls it -> whether more is better.
NAMES = {
    "head": True,
    "pub": True,
    "rep": True,
    "emails": True,
    "section": True,
    "deck": True,
    "f1": True,
    "f1_95": True,
    "mn_hits": False,
    "missing": False,
}
Sums = dict[str, float]


def read() -> dict[str, Sums]:
    """The floor of each set: the worst that each sum may be."""
    floor: dict[str, Sums] = json.loads(PATH.read_text(encoding="utf-8"))
    return floor


def below(total: Sums, floor: Sums) -> list[str]:
    """One sentence for each sum that is worse than its floor."""
    worse = []
    for name, more in NAMES.items():
        value, bound = total[name], floor[name]
        if (value < bound - 1e-9) if more else (value > bound + 1e-9):
            worse.append(f"{name} is {value:.4g}, the floor {bound:.4g}")
    return worse


def write(totals: dict[str, Sums], *, lower: bool) -> list[str]:
    """Raise the floors to what was reached; lower them only where that is asked for. What was changed."""
    floors = read() if PATH.exists() else {}
    changed = []
    for page_set, total in totals.items():
        floor = floors.setdefault(page_set, {})
        for name, more in NAMES.items():
            value = round(total[name] - 0.0005, 3) if more else total[name]
            old = floor.get(name)
            better = old is None or ((value > old) if more else (value < old))
            if better or (lower and value != old):
                floor[name] = value
                changed.append(f"{page_set}: {name}")
    PATH.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    return changed
