"""One moment for all reports of a test, and `news` within this process, so that both have the same clock."""

from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import news
from models.records.times import now
from reports.clip import collect, collect_kept

FORMS = ("xlsx", "pdf", "docx", "hwpx", "html", "csv", "txt")


def stop_clock(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Let every report be made at one moment, which is given back."""
    at = now().replace(microsecond=0)
    for module in (collect, collect_kept):
        monkeypatch.setattr(module, "now", lambda: at)
    return at


def type_news(*words: object) -> str:
    """What a command prints; it must succeed, or have found what is not complete."""
    ran = CliRunner().invoke(news, [str(word) for word in words], env={"NEWS_LANG": "ko"})
    assert ran.exit_code in (0, 1), ran.output
    return ran.output


def write_clip(
    archive: Path, folder: Path, *words: object, verb: tuple[str, ...] = ("clip", "write")
) -> dict[str, bytes]:
    """The clip in every form, as the command line writes it, by the ending."""
    folder.mkdir(exist_ok=True)
    files = [word for form in FORMS for word in ("-o", str(folder / f"clip.{form}"))]
    type_news(*verb, "--archive", archive, *words, *files)
    return {form: (folder / f"clip.{form}").read_bytes() for form in FORMS}
