"""LibreOffice, where it is installed: it opens what we wrote, and shows whether anything of it was lost."""

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def convert(path: Path, ending: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format; its profile is a new one in the folder."""
    assert SOFFICE is not None
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    command = [SOFFICE, profile, "--headless", "--norestore", "--convert-to", ending, "--outdir", folder, path]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    made = folder / f"{path.stem}.{ending.partition(':')[0]}"
    assert made.is_file(), done.stdout + done.stderr
    return made
