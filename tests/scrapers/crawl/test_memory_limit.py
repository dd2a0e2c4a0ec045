"""A crawl is ended by the memory it has, not by what the program that started it had."""

import subprocess
import sys
from pathlib import Path

import pytest

ASKED = """
from scrapy.utils.test import get_crawler
from scrapers.crawl.memory_limit import MemoryLimit
print(MemoryLimit(get_crawler(settings_dict={"MEMUSAGE_ENABLED": True})).get_virtual_size())
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says so")
def test_the_memory_of_the_starting_program_does_not_count() -> None:
    held = bytearray(600_000_000)
    held[::4096] = b"x" * len(held[::4096])
    ran = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    assert 10_000_000 < int(ran.stdout) < 400_000_000
    assert len(held) == 600_000_000
