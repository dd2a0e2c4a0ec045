"""A file is what its bytes say; one that is not read is called what it is."""

import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.services.release_files import read_html
from pipelines.releases.readers import read_release
from pipelines.releases.readers.file_kind import FileKind, find_kind
from pipelines.releases.readers.limits import ReleaseFileError
from tests.support import release_files as made

HWPML = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?><HWPML Style="embed" SubVersion="8.0.0.0" Version="2.8"><HEAD/></HWPML>'


def zipped(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize("make", [made.hwpx, made.hwp, made.docx, made.pdf, made.html])
@pytest.mark.parametrize("ending", [".hwp", ".hwpx", ".docx", ".pdf", ".txt", ".html", ".doc", ""])
def test_a_renamed_file_is_read_as_what_it_is(tmp_path: Path, make: Callable[[Path], Path], ending: str) -> None:
    path = make(tmp_path / "made").rename(tmp_path / f"r{ending}")
    assert read_release(path, read_html).title == made.TITLE


@pytest.mark.parametrize("name", ["r.hwp", "r.hwpx", "r.docx", "r"])
def test_plain_text_under_another_name_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(made.text(), encoding="cp949")
    assert read_release(tmp_path / name, read_html).title == made.TITLE


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (HWPML.encode(), "HWPML"),
        (HWPML.encode("utf-16"), "HWPML"),
        (b"\xef\xbb\xbf" + HWPML.encode(), "HWPML"),
        (HWPML.replace("<HWPML", "<!-- 한글 --><HWPML").encode(), "HWPML"),
        (b"HWP Document File V3.00 \x1a\1\2\3\4\5", "HWP 3"),
        (b"{\\rtf1\\ansi x}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "picture"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "picture"),
        (b"Rar!\x1a\x07\x00" + b"\0" * 40, "packed"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument/>", "Word XML"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "XML"),
        (
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n",
            ".mht",
        ),
        (made.compound({"WordDocument": b"x", "Data/x": b"y"}), "Word 97-2003"),
        (made.compound({"Workbook": b"x", "Data/x": b"y"}), "Excel"),
        (made.compound({"PowerPoint Document": b"x", "Data/x": b"y"}), "PowerPoint"),
        (made.compound({"EncryptedPackage": b"x", "Data/x": b"y"}), "locked"),
        (zipped("xl/workbook.xml"), "Excel"),
        (zipped("ppt/presentation.xml"), "PowerPoint"),
        (zipped("mimetype", "content.xml"), "OpenDocument"),
        (zipped("보도자료.hwp"), "packed"),
    ],
)
@pytest.mark.parametrize("name", ["보도자료.hwp", "보도자료.hwpx", "보도자료.pdf", "보도자료.docx"])
def test_a_file_that_is_not_read_is_called_what_it_is(tmp_path: Path, data: bytes, what: str, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReleaseFileError) as caught:
        read_release(tmp_path / name, read_html)
    said = str(caught.value)
    assert what in said
    assert said.startswith(name)
    assert "\n" not in said


def test_text_that_begins_with_a_bracket_is_text() -> None:
    assert find_kind("<보도자료>\n견본시".encode()) == FileKind.TEXT
    assert find_kind("< 배포일시 >\n".encode("cp949")) == FileKind.TEXT
    assert find_kind(b"<p>x</p>") == FileKind.HTML


def test_letters_read_in_a_wrong_way_are_refused_not_compared(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    wrong = made.text().encode("cp949").decode("utf-16-be", "replace")
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(ReleaseFileError, match="does not say which letters"):
        read_release(path, read_html)
    path.write_text("견본시 소식\n음악회를 연다.\n- 1 -", encoding="utf-8")
    with pytest.raises(ReleaseFileError, match="letters of text in it"):
        read_release(path, read_html)


def test_a_field_that_nobody_filled_in_says_nothing(tmp_path: Path) -> None:
    head = f"보도자료\n담당부서: 이곳을 마우스로 누르고 내용을 입력하세요.\n이곳을 마우스로 누르고 내용을 입력하세요.\n{made.TITLE}"
    (tmp_path / "r.txt").write_text("\n".join([head, *made.PARAGRAPHS]), encoding="utf-8")
    release = read_release(tmp_path / "r.txt", read_html)
    assert (release.title, release.body.split("\n")) == (made.TITLE, list(made.PARAGRAPHS))


@given(st.binary(max_size=300), st.integers(0, 2**31), st.sampled_from([made.hwpx, made.hwp, made.docx, made.pdf]))
@settings(max_examples=80, deadline=None)
def test_no_bytes_bring_a_reader_down(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, make: Callable[[Path], Path]
) -> None:
    path = tmp_path_factory.getbasetemp() / "noise"
    data = bytearray(make(path).read_bytes())
    place = at % len(data)
    for changed in (noise, bytes(data[:place]), bytes(data[:place]) + noise + bytes(data[place + len(noise) :])):
        path.write_bytes(changed)
        with suppress(ReleaseFileError):
            assert read_release(path, read_html).body


def test_a_page_without_a_text_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "web.hwp"
    path.write_bytes(b"<html><body><h1>x</h1></body></html>")
    with pytest.raises(ReleaseFileError) as caught:
        read_release(path, read_html)
    assert "_" not in str(caught.value)
