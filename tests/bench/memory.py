"""How much memory a process has held."""

import resource
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak_mb() -> float:
    """The largest resident size of this very program, in MB.

    ``ru_maxrss`` of a child begins with the size of the process that started it, and hides whatever is smaller; Linux
    tells the program's own.
    """
    if STATUS.exists():
        line = next(line for line in STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
