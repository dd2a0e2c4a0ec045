"""The pictures of the manual are taken of the pages as they are, and the manual shows all of them."""

import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.support.desk_manual import make_manual_archive
from tests.support.desk_server import serving
from tests.tools.desk_pictures import PICTURES, take_pictures

MANUAL = Path("docs/desk.ko.md")


def test_every_picture_of_the_manual_can_be_taken(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    with serving(make_manual_archive(tmp_path / "archive")) as desk:
        names = take_pictures(browser, desk, tmp_path)
    shown = re.findall(r"\]\(pictures/(desk-[a-z]+)\.png\)", MANUAL.read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(names)
    for name in names:
        with Image.open(tmp_path / f"{name}.png") as taken, Image.open(PICTURES / f"{name}.png") as kept:
            assert taken.size == kept.size, name
            assert len(taken.convert("RGB").getcolors(1 << 20) or ()) > 50, f"{name} is blank"
