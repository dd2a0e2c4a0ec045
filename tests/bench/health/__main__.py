"""``python -m tests.bench.health``: altered templates of every family, and quiet nights; exit 1 where a goal is missed."""

import sys
from collections import Counter

from tests.bench.health.nights import TONIGHT, every
from tests.bench.health.quiet_nights import simulate

LEAST_ALTERED = 60
MOST_ALARMS = 1.0
OUTLETS, DAYS = 60, 240


def main() -> int:
    """Print both figures against their goals."""
    counts: Counter[str] = Counter()
    for made, name, judged in every(skins=1):
        harmless = not judged.bad and len(judged.stored) + judged.rejected == TONIGHT
        counts["altered"] += 1
        counts["noticed"] += judged.noticed
        counts["read all the same"] += harmless and not judged.noticed
        counts["missed"] += not harmless and not judged.noticed
        counts["bad rows"] += len(judged.bad)
        if judged.bad or (not harmless and not judged.noticed):
            print(f"  {made.id} {name}: {len(judged.bad)} bad rows ({Counter(judged.bad)}), said {judged.causes}")
    quiet = simulate(OUTLETS, DAYS)
    good = counts["altered"] >= LEAST_ALTERED and not counts["missed"] and not counts["bad rows"]
    calm = quiet.per_thousand <= MOST_ALARMS
    print(
        f"altered templates {counts['altered']} (at least {LEAST_ALTERED}): {counts['noticed']} noticed the same night,"
    )
    print(
        f"  {counts['read all the same']} read right all the same, {counts['missed']} neither (0), {counts['bad rows']} bad rows (0)  {_word(good)}"
    )
    print(
        f"quiet outlet-nights {quiet.nights}: {quiet.alarms} false alarms, {quiet.per_thousand:.2f} in 1,000 (at most {MOST_ALARMS:g})  {_word(calm)}"
    )
    print(
        f"  {quiet.held} of {quiet.pages} good pages held back ({quiet.held / quiet.pages:.2%}); said: {dict(quiet.said) or 'nothing'}"
    )
    return 0 if good and calm else 1


def _word(reached: bool) -> str:
    return "reached" if reached else "MISSED"


if __name__ == "__main__":
    sys.exit(main())
