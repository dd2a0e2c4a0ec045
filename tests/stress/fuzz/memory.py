"""Whether memory stays flat: what the process holds after 2,000 pages against 10,000."""

from itertools import count

from pipelines.extract import extract
from tests.stress.fuzz.corpus import bases
from tests.stress.fuzz.worker import resident

EARLY, LATE, MOST = 2_000, 10_000, 0.10


def growth(early: int = EARLY, late: int = LATE) -> tuple[float, float]:
    """(megabytes after ``early`` pages, after ``late``); every page is read by its family and by the generic reader."""
    every = bases()
    held = 0.0
    from scrapers.families.generic import FAMILY, outlet_for

    for number in count(1):
        base = every[number % len(every)]
        outlet = outlet_for(base.page)
        assert outlet is not None
        for layout in (*([base.layout] if base.layout else []), FAMILY.layout(outlet)):
            extract(base.page, layout)
        if number == early:
            held = resident()
        if number == late:
            break
    return held, resident()
