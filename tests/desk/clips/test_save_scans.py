"""Scans that were attached come out again as they were, and write over nothing."""

from pathlib import Path

import pytest

from desk.services.clips.by_hand import EntryRequest, add_by_hand
from desk.services.clips.errors import ClipError
from desk.services.clips.make import MakeRequest, make_clip
from desk.services.clips.save_scans import save_scans
from desk.services.clips.scans import check_scan
from desk.services.workspace import Workspace
from tests.desk.clips.test_by_hand import picture
from tests.support.clip_workspace import CHOICE, DAY, item_of, make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = make_workspace(tmp_path / "archive.db")
    make_clip(workspace, MakeRequest(day=DAY))
    return workspace


def enter(workspace: Workspace, headline: str, *scans: tuple[str, bytes]) -> int:
    kept = [check_scan(name, data) for name, data in scans]
    request = EntryRequest(outlet="견본일보", headline=headline, page="3", scans=kept)
    return add_by_hand(workspace, request, CHOICE).changed[0].item.id


def test_scans_of_one_row_and_of_the_whole_clip(workspace: Workspace, tmp_path: Path) -> None:
    first, second = picture("PNG"), picture("PNG", (20, 10))
    item = enter(workspace, "들꽃길 열려", ("a.png", first), ("a.png", second))
    enter(workspace, "../../밖으로: <b>", ("b.png", second))
    folder = tmp_path / "스캔" / "오늘"
    one = save_scans(workspace, folder, CHOICE, [item])
    assert [path.name for path in one.written] == [
        "견본일보 3면 들꽃길 열려 - a.png",
        "견본일보 3면 들꽃길 열려 - a (2).png",
    ]
    assert [path.read_bytes() for path in one.written] == [first, second]
    whole = save_scans(workspace, folder, CHOICE)
    assert list(whole.there) == list(one.written)
    (other,) = whole.written
    assert other.parent == folder
    assert other.read_bytes() == second
    assert sorted(folder.iterdir()) == sorted([*one.written, other])


def test_a_file_of_the_same_name_is_left_as_it_is(workspace: Workspace, tmp_path: Path) -> None:
    enter(workspace, "들꽃길 열려", ("a.png", picture("PNG")))
    theirs = tmp_path / "견본일보 3면 들꽃길 열려 - a.png"
    theirs.write_text("somebody's own")
    (saved,) = save_scans(workspace, tmp_path, CHOICE).written
    assert theirs.read_text() == "somebody's own"
    assert saved.read_bytes() == picture("PNG")


def test_where_there_is_no_scan_that_is_said(workspace: Workspace, tmp_path: Path) -> None:
    for items in (None, [item_of(workspace, "1")], [999]):
        with pytest.raises(ClipError):
            save_scans(workspace, tmp_path / "스캔", CHOICE, items)
    assert not (tmp_path / "스캔").exists()
