"""Ends a crawl that needs too much memory, by what it has now.

Scrapy asks for the most that the process ever had, which Linux counts from the program that started it: a crawl begun
by a large one would end at once.
"""

from pathlib import Path

from scrapy.extensions.memusage import MemoryUsage

STATUS = Path("/proc/self/status")


class MemoryLimit(MemoryUsage):
    """Scrapy's own extension with another measure; elsewhere than on Linux with Scrapy's."""

    def get_virtual_size(self) -> int:
        """Bytes in memory."""
        try:
            lines = STATUS.read_text("utf-8").splitlines()
        except OSError:
            return int(super().get_virtual_size())
        held = next((line for line in lines if line.startswith("VmRSS:")), None)
        return int(super().get_virtual_size()) if held is None else int(held.split()[1]) * 1024
