"""Articles typed in by hand and scans of them: kept as they are, and refused where they are not what they say."""

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desk.services.clips.by_hand import EntryChange, EntryRequest, add_by_hand, correct_by_hand, read_text_file
from desk.services.clips.errors import ClipError
from desk.services.clips.make import MakeRequest, make_clip
from desk.services.clips.scans import JPEG, MAX_BYTES, MAX_SCANS, PDF, PNG, check_scan, read_scan
from desk.services.clips.view import read_clip_history, show_clip
from desk.services.workspace import Workspace
from models.clips.change import Deed
from models.clips.clip import AttachmentInfo, HandEntry, Medium
from models.maintenance.verify import verify
from models.open import open_reader
from tests.support.clip_workspace import CHOICE, DAY, item_of, make_workspace

SCRIPT_PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<<>>\n%%EOF\n"
)


def picture(kind: str, size: tuple[int, int] = (60, 40)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(file, kind)
    return file.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG that says to be so large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"0" * 2_000_000)
    return file.getvalue()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = make_workspace(tmp_path / "archive.db")
    make_clip(made, MakeRequest(day=DAY, watches=("견본",)))
    yield made
    assert list(verify(made.archive)) == []


def scans_of(workspace: Workspace, item: int) -> Sequence[AttachmentInfo]:
    return next(one.scans for one in show_clip(workspace, CHOICE).lines if one.item.id == item)


def entry_of(workspace: Workspace, headline: str) -> HandEntry:
    view = show_clip(workspace, CHOICE)
    entry = next(one.item.entry for one in view.lines if one.article.headline == headline)
    assert entry is not None
    return entry


def test_what_is_typed_is_kept_in_order(workspace: Workspace) -> None:
    request = EntryRequest(
        outlet="  sample ",
        headline="들꽃길\t걸어\n보니",
        page="3면",
        columns=" 5단 ",
        reporters=("김견본", " ", "이보기 "),
        text="첫 줄\r\n둘째 줄\x07\r\n",
        url="https://paper.example/3",
        tone="긍정",
        note="사진",
        scans=(check_scan("3면.pdf", SCRIPT_PDF), check_scan("사진.jpg", picture("JPEG"))),
        place=2,
    )
    done = add_by_hand(workspace, request, CHOICE, "박과장")
    line = done.changed[0]
    assert (line.number, line.item.is_placed, line.item.who) == (2, True, "박과장")
    assert entry_of(workspace, "들꽃길 걸어 보니") == HandEntry(
        outlet="견본일보",
        day=DAY,
        headline="들꽃길 걸어 보니",
        page="3",
        columns="5",
        reporters=("김견본", "이보기"),
        text="첫 줄\n둘째 줄",
        url="https://paper.example/3",
        tone="긍정",
        note="사진",
        medium=Medium.PRINT,
    )
    assert [(one.name, one.media_type) for one in line.scans] == [("3면.pdf", PDF), ("사진.jpg", JPEG)]
    with open_reader(workspace.archive) as db:
        kept = db.clips.attachments([line.item.id])[line.item.id]
        assert [one.data for one in kept] == [SCRIPT_PDF, picture("JPEG")], "bytes as they were"


@pytest.mark.parametrize(
    ("given_", "told"),
    [
        ({"outlet": " "}, "outlet"),
        ({"headline": "\n"}, "headline"),
        ({"headline": "가" * 301}, "301"),
        ({"page": "가" * 41}, "41"),
        ({"reporters": ("가",) * 21}, "20"),
        ({"reporters": ("가" * 41,)}, "41"),
        ({"text": "가" * 100_001}, "100,001"),
        ({"url": "javascript:alert(1)"}, "javascript"),
        ({"url": "file:///etc/passwd"}, "file"),
        ({"tone": "좋음"}, "긍정"),
        ({"day": date(1, 1, 1)}, "0001-01-01"),
        ({"scans": (check_scan("a.png", picture("PNG")),) * 11}, "10"),
    ],
)
def test_what_cannot_be_an_entry_is_refused_in_one_sentence(
    workspace: Workspace, given_: dict[str, object], told: str
) -> None:
    before = read_clip_history(workspace, CHOICE)
    with pytest.raises(ClipError, match=told):
        add_by_hand(workspace, EntryRequest(**{"outlet": "종이", "headline": "지면"} | given_), CHOICE)  # type: ignore[arg-type]
    assert read_clip_history(workspace, CHOICE) == before


def test_an_entry_is_corrected_and_both_are_noted(workspace: Workspace) -> None:
    add_by_hand(workspace, EntryRequest(outlet="종이신문", headline="지면", page="3"), CHOICE, "박과장")
    item = item_of(workspace, "지면")
    scan = check_scan("a.png", picture("PNG"))
    change = EntryChange(page="5면", columns="4", day=date(2026, 11, 2), medium=Medium.ONLINE, scans=(scan,))
    correct_by_hand(workspace, item, change, CHOICE, "최팀장")
    entry = entry_of(workspace, "지면")
    assert (entry.page, entry.columns, entry.day, entry.medium) == ("5", "4", date(2026, 11, 2), Medium.ONLINE)
    told = [(one.deed, one.who, one.before, one.after) for one in read_clip_history(workspace, CHOICE).changes][-2:]
    assert told[0][:2] == (Deed.CORRECTED, "최팀장")
    assert ("3" in told[0][2], "5" in told[0][3]) == (True, True)
    assert told[1] == (Deed.ATTACHED, "최팀장", "", "a.png")
    assert correct_by_hand(workspace, item, EntryChange(page="5"), CHOICE).changed == []
    with pytest.raises(ClipError, match="headline"):
        correct_by_hand(workspace, item, EntryChange(headline=""), CHOICE)
    with pytest.raises(ClipError, match=str(MAX_SCANS)):
        correct_by_hand(workspace, item, EntryChange(scans=(scan,) * MAX_SCANS), CHOICE)
    with pytest.raises(ClipError, match="by hand"):
        correct_by_hand(workspace, item_of(workspace, "1"), EntryChange(page="5"), CHOICE)


def test_a_wrong_scan_is_taken_off_or_replaced_and_the_entry_stays(workspace: Workspace) -> None:
    wrong, right, other = (check_scan(name, picture("PNG")) for name in ("틀린 면.png", "3면.png", "사진.png"))
    add_by_hand(workspace, EntryRequest(outlet="종이신문", headline="지면", scans=(wrong, other)), CHOICE, "박과장")
    item = item_of(workspace, "지면")
    first, second = scans_of(workspace, item)
    change = EntryChange(dropped_scans=(first.id, first.id), scans=(right,))
    assert len(correct_by_hand(workspace, item, change, CHOICE, "최팀장").changed) == 1
    assert [one.name for one in scans_of(workspace, item)] == ["사진.png", "3면.png"]
    told = [(one.deed, one.who, one.before, one.after) for one in read_clip_history(workspace, CHOICE).changes][-2:]
    assert told == [(Deed.DETACHED, "최팀장", "틀린 면.png", ""), (Deed.ATTACHED, "최팀장", "", "3면.png")]
    for gone in (first.id, 99):
        with pytest.raises(ClipError, match="no such scan"):
            correct_by_hand(workspace, item, EntryChange(page="7", dropped_scans=(gone,)), CHOICE)
    assert entry_of(workspace, "지면").page == "", "all of a change or nothing"
    full = EntryChange(dropped_scans=(second.id,), scans=(right,) * (MAX_SCANS - 1))
    correct_by_hand(workspace, item, full, CHOICE)
    assert len(scans_of(workspace, item)) == MAX_SCANS, "what is taken off does not count"
    assert list(verify(workspace.archive)) == []


@pytest.mark.parametrize(
    ("name", "data", "kind", "kept"),
    [
        ("3면.png", picture("PNG"), PNG, "3면.png"),
        ("3면.PNG", picture("PNG"), PNG, "3면.PNG"),
        ("스캔.jpeg", picture("JPEG"), JPEG, "스캔.jpeg"),
        ("스캔.jpg", picture("PNG"), PNG, "스캔.png"),
        ("스캔", picture("JPEG"), JPEG, "스캔.jpg"),
        ("a.pdf", SCRIPT_PDF, PDF, "a.pdf"),
        ("a.exe", SCRIPT_PDF, PDF, "a.exe.pdf"),
        ("../../etc/passwd.png", picture("PNG"), PNG, "_.._etc_passwd.png"),
        ("C:\\x\\..\\y.png", picture("PNG"), PNG, "C__x_.._y.png"),
        ("\u202egnp.exe.png", picture("PNG"), PNG, "gnp.exe.png"),
        ("가" * 300 + ".png", picture("PNG"), PNG, "가" * 100 + ".png"),
        (".png", picture("PNG"), PNG, "png.png"),
    ],
)
def test_a_scan_is_what_its_bytes_say(name: str, data: bytes, kind: str, kept: str) -> None:
    scan = check_scan(name, data)
    assert (scan.media_type, scan.name, scan.data) == (kind, kept, data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(zipped(), id="zip"),
        pytest.param(zipped() + SCRIPT_PDF, id="zip and PDF"),
        pytest.param(b"MZ\x90\0" + SCRIPT_PDF, id="program and PDF"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", id="SVG"),
        pytest.param(b"<html><script>alert(1)</script></html>", id="HTML"),
        pytest.param(picture("GIF"), id="GIF"),
        pytest.param(picture("BMP"), id="BMP"),
        pytest.param(picture("PNG")[:-20], id="PNG without its end"),
        pytest.param(picture("JPEG")[:200], id="JPEG without its end"),
        pytest.param(b"\xff\xd8\xff" + b"\xff" * 4000 + b"\xff\xd9", id="JPEG of marks"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 40, id="PNG of zeros"),
        pytest.param(b"\xff\xd8\xff\xe0\0\0" + b"\0" * 40 + b"\xff\xd9", id="JPEG of zeros"),
        pytest.param(SCRIPT_PDF.replace(b"%%EOF", b""), id="PDF without its end"),
        pytest.param(png_of(60_000, 60_000), id="PNG of 3.6 thousand million points"),
        pytest.param(png_of(20_000, 20_000), id="PNG of 400 million points"),
        pytest.param(png_of(0, 10), id="PNG without a width"),
    ],
)
def test_what_is_no_scan_is_refused_whatever_it_is_called(data: bytes) -> None:
    for name in ("a.png", "a.jpg", "a.pdf"):
        with pytest.raises(ClipError, match="a\\."):
            check_scan(name, data)


def test_a_scan_has_a_largest_size(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(SCRIPT_PDF + b"\n" * (MAX_BYTES - len(SCRIPT_PDF) - 6) + b"%%EOF\n")
    assert len(read_scan(path).data) == MAX_BYTES
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(ClipError, match="20 MB"):
        read_scan(path)


@given(st.binary(max_size=200), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-1.4", b""]), st.text())
def test_no_bytes_and_no_name_break_the_reader(data: bytes, head: bytes, name: str) -> None:
    try:
        scan = check_scan(name, head + data)
    except ClipError:
        return
    assert scan.data == head + data
    assert scan.name.endswith((".png", ".jpg", ".jpeg", ".pdf", ".PNG", ".JPG", ".JPEG", ".PDF"))
    assert not set(scan.name) & set('\\/:*?"<>|\n\x00')


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_only_a_file_is_read(tmp_path: Path) -> None:
    fifo = tmp_path / "a.png"
    os.mkfifo(fifo)
    for path in (fifo, tmp_path, tmp_path / "none.png", Path("/dev/zero")):
        with pytest.raises(ClipError, match="cannot be attached"):
            read_scan(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_a_text_is_read_as_korean_programs_write_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("들꽃길을 걸었다.\r\n좋았다.".encode(encoding))
    assert read_text_file(path) == "들꽃길을 걸었다.\r\n좋았다."


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for data in (picture("PNG"), b"a\0b", zipped(), b"x" * 1_100_000):
        path.write_bytes(data)
        with pytest.raises(ClipError, match="cannot be read"):
            read_text_file(path)
    with pytest.raises(ClipError, match=r"none\.txt"):
        read_text_file(tmp_path / "none.txt")
