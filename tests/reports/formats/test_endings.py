"""Which ending a file is written by."""

from pathlib import Path

import pytest

from reports.formats.endings import find_kind
from reports.formats.errors import ExportError


def test_an_ending_counts_in_capitals_too() -> None:
    assert find_kind(Path("오늘 자.PDF"), (".pdf", ".docx")) == ".pdf"


@pytest.mark.parametrize("name", ["clip", "clip.", "clip.doc", ".pdf", "clip.pdf.exe"])
def test_another_one_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(ExportError, match=r"\.pdf, \.docx"):
        find_kind(Path(name), (".pdf", ".docx"))
