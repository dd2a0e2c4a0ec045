"""SIGKILL at random moments and at every named point; then what was acknowledged is there, and the night goes on."""

import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.stress.torture.kill_points import Watch, watch
from tests.stress.torture.night import Ack, Outcome, World, archive_of, child, difference, inspect, night, outcome
from tests.stress.torture.tally import Tally

RESUME = 0.3
SAY_EVERY = 100
TIMES_AT_A_POINT = 3


def kills(
    folder: Path,
    world: World,
    count: int,
    chance: random.Random,
    *,
    points: Sequence[str] = (),
    times: int = TIMES_AT_A_POINT,
) -> Tally:
    """Kills at each of the points, and ``count`` at random moments.

    At a point: the first, the last and any one time that it is reached, as far as ``times`` allows.
    """
    tally = Tally()
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "whole"
    span, reached = _whole(whole, world)
    wanted = outcome(archive_of(whole))
    for point in points:
        _named(folder, world, wanted, point, sorted(_times(reached[point], chance)[:times]), tally)
    _random(folder, world, wanted, span, count, tally, chance)
    return tally


def _whole(folder: Path, world: World) -> tuple[float, Counter[str]]:
    """An uninterrupted night: how long it takes, and how often it reaches each point."""
    folder.mkdir()
    began = time.monotonic()
    with child(lambda ack: night(folder, world, ack)) as one:
        one.finish()
    assert one.code == 0, [line for line in one.finish() if line.startswith("raised")]
    span = time.monotonic() - began
    shutil.rmtree(folder)
    folder.mkdir()

    def counting(ack: Ack) -> None:
        seen = Watch()
        watch(seen)
        night(folder, world, ack)
        for point, number in seen.counts.items():
            ack(f"point {number} {point}")

    with child(counting) as one:
        said = one.finish()
    assert one.code == 0, [line for line in said if line.startswith("raised")]
    lines = [line.split(" ", 2) for line in said if line.startswith("point ")]
    return span, Counter({point: int(number) for _, number, point in lines})


def _times(reached: int, chance: random.Random) -> list[int]:
    return list(dict.fromkeys((1, reached, chance.randint(1, reached)))) if reached else []


def _named(folder: Path, world: World, wanted: Outcome, point: str, times: list[int], tally: Tally) -> None:
    if not times:
        tally.fault("other", f"no night ever comes to the point {point!r}")
        return
    tally.tried["named points"] += 1
    for at in times:
        place = folder / "named"
        place.mkdir()

        def killed(ack: Ack, place: Path = place, at: int = at) -> None:
            watch(Watch(point, at))
            night(place, world, ack)

        with child(killed) as one:
            said = one.finish()
        if one.code != -signal.SIGKILL:
            tally.fault("other", f"{point} ({at}): the night ended with {one.code} {said if one.code else ''}")
        _count(tally)
        _after(place, world, said, wanted, tally, f"killed {point} ({at})")
        shutil.rmtree(place)


def _count(tally: Tally) -> None:
    """One more; a long run says now and then how far it is."""
    tally.tried["SIGKILLs"] += 1
    if tally.tried["SIGKILLs"] % SAY_EVERY == 0:
        print("  … " + "\n".join(tally.lines()), file=sys.stderr, flush=True)


def _count_notes(said: set[str], tally: Tally, when: str) -> None:
    """A kill loses nothing, so that an opened archive has nothing to tell."""
    for line in said:
        if line.startswith("note "):
            tally.fault("false alarm", f"{when}: {line.removeprefix('note ')}")


def _after(place: Path, world: World, said: set[str], wanted: Outcome, tally: Tally, when: str) -> set[str]:
    """Look, go on, look again, and compare with a night that nothing cut short."""
    tally.acknowledged += sum(line.startswith("stored ") for line in said)
    inspect(place, said, tally, when)
    with child(lambda ack: night(place, world, ack)) as one:
        more = one.finish()
    if one.code != 0:
        tally.fault("other", f"{when}: the next night ended with {one.code}: {more}")
        return said | more
    _count_notes(more, tally, when)
    inspect(place, said | more, tally, f"{when}, then gone on")
    if differing := difference(outcome(archive_of(place)), wanted):
        tally.fault(
            "half-written", f"{when}: the next night left another archive than a night in one piece: {differing}"
        )
    return said | more


def _random(
    folder: Path, world: World, wanted: Outcome, span: float, count: int, tally: Tally, chance: random.Random
) -> None:
    place, said = folder / "random", set[str]()
    place.mkdir()
    done = 0
    while done < count:
        with child(lambda ack: night(place, world, ack)) as one:
            time.sleep(chance.uniform(0, span))
            one.kill()
            new = one.finish()
        said |= new
        done += one.code == -signal.SIGKILL
        if one.code == -signal.SIGKILL:
            _count(tally)
        tally.acknowledged += sum(line.startswith("stored ") for line in new)
        if one.code > 0:
            tally.fault("other", f"a night ended with {one.code}: {new}")
        _count_notes(new, tally, f"random kill {done}")
        inspect(place, said, tally, f"random kill {done}")
        if one.code == 0 or chance.random() < RESUME:
            _after(place, world, said, wanted, tally, f"random kill {done}")
            shutil.rmtree(place)
            place.mkdir()
            said = set()
    shutil.rmtree(place)
