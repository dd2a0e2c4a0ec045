"""Release files that were read wrongly once: each is read as the one that was read rightly."""

from pathlib import Path

import pytest

from desk.services.release_files import read_html
from pipelines.releases.readers import read_release

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "turn2" / "release"
NAMES = ("kscms-uhc-h.pdf", "memo.hwpx", "hidden.hwp", "tracked.hwpx", "onecell.hwpx", "nfd.txt", "headline-glued.pdf")


def without_spaces(line: str) -> str:
    return "".join(line.split())


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_read_as_the_file_that_is_read_rightly(name: str) -> None:
    if not (CASES / name).exists():
        pytest.skip("the cases are not here")
    base = read_release(CASES / "base.hwpx", read_html)
    case = read_release(CASES / name, read_html)
    assert (case.title, case.released_at) == (base.title, base.released_at)
    assert case.is_same(base)
    assert [without_spaces(line) for line in case.body.split("\n")] == [
        without_spaces(line) for line in base.body.split("\n")
    ]
