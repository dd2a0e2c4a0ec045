"""Name servers that answer late, too late, or that there is no such name: each ends in its state in good time."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.crawls import ROOT, articles, sums_close
from tests.support.run_news import news
from tests.support.slow_name_server import FAR_TOO_LATE, NAMES

ALONE = ("unshare", "-rmn")


def has_own_network() -> bool:
    """Whether this system lets us have a network of our own."""
    if not shutil.which(ALONE[0]):
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, timeout=20, check=False).returncode == 0


def test_a_name_server_that_answers_late(tmp_path: Path) -> None:
    if not has_own_network():
        pytest.skip("this system lends no network of one's own (unshare)")
    archive = tmp_path / "archive.db"
    told = {"archive": str(archive), "settings": {"DNS_TIMEOUT": 2, "RETRY_TIMES": 0}}
    ran = subprocess.run(
        [*ALONE, sys.executable, "-m", "tests.support.slow_name_server"],
        input=json.dumps(told), cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    done = {one["outlet"]: one for one in said["summaries"]}
    assert set(said["asked"]) == set(NAMES)
    assert {name: one["finish"] for name, one in done.items()} == {
        "mini": "finished",
        "late": "finished",
        "silent": "robots_unavailable",
        "none": "robots_unavailable",
    }
    assert done["silent"]["findings"] == done["none"]["findings"] == ["robots_unavailable: robots.txt: dns"]
    assert done["silent"]["seconds"] < FAR_TOO_LATE, "its run ends by our limit, not when the answer comes at last"
    assert sums_close(done)
    assert len(articles(archive)) == 8, "those two outlets whose names could be had are whole"
    lines = [json.loads(line) for line in news("health", "--json", "--archive", archive, cwd=tmp_path).out.splitlines()]
    assert {(line["outlet"], line["cause"]) for line in lines} == {("silent", "dns"), ("none", "dns")}
