"""The address that a browser or a saver wrote into a page is used; one that the page contradicts is only offered."""

import base64
import quopri
from datetime import datetime
from pathlib import Path

import pytest

from models.records.times import KST
from scrapers.importing.case import Case, UnreadablePage
from scrapers.importing.saved_pages import read_cases_in

URL = "https://www.gaon-ilbo.example/news/view.php?id=777&sec=1"
PAGE = "<html><head><meta charset='utf-8'><title>물길</title>{own}</head><body><p>가온시 물길</p></body></html>"
OWN = '<link rel="canonical" href="https://gaon-ilbo.example/news/777"><meta property="og:url" content="{}">'.format
CHROME = f"<!DOCTYPE html>\n<!-- saved from url=(0057){URL} -->\n"
EDGE = f"\ufeff<!DOCTYPE html>\r\n<!-- saved from url=(0057){URL} -->\r\n"
SINGLE_FILE = (
    f"<!DOCTYPE html> <html lang=ko><!--\n Page saved with SingleFile \n url: {URL} \n"
    " saved date: Mon Nov 30 2026 10:20:30 GMT+0900 (한국 표준시)\n-->"
)
HTTRACK = (
    f"<!doctype html>\n<!-- Mirrored from {URL.removeprefix('https://')} by HTTrack Website Copier/3.x "
    "[XR&CO'2014], Mon, 30 Nov 2026 01:20:30 GMT -->\n"
)


def read(path: Path) -> Case | UnreadablePage:
    (case,) = read_cases_in(path)
    return case


@pytest.mark.parametrize("own", ["", OWN("https://m.gaon-ilbo.example/news/777")])
@pytest.mark.parametrize("note", [CHROME, EDGE, SINGLE_FILE, HTTRACK])
def test_the_note_of_a_saver_is_the_address(tmp_path: Path, note: str, own: str) -> None:
    (tmp_path / "a.html").write_text(note + PAGE.format(own=own), "utf-8")
    case = read(tmp_path / "a.html")
    assert isinstance(case, Case), case
    assert case.page.url.partition("://")[2] == URL.partition("://")[2]
    if note is SINGLE_FILE:
        assert case.page.fetched_at == datetime(2026, 11, 30, 10, 20, 30, tzinfo=KST)


def test_what_is_said_beside_the_page_comes_before_the_note(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(CHROME + PAGE.format(own=""), "utf-8")
    (case,) = read_cases_in(tmp_path / "a.html", url="https://other.example/1")
    assert isinstance(case, Case)
    assert case.page.url == "https://other.example/1"


@pytest.mark.parametrize(
    "text",
    [
        CHROME + PAGE.format(own=OWN("https://another.example/1")),
        HTTRACK + PAGE.format(own='<meta content="https://another.example/1" property="og:url">'),
    ],
)
def test_a_note_that_the_page_contradicts_is_offered(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.html").write_text(text, "utf-8")
    case = read(tmp_path / "a.html")
    assert isinstance(case, UnreadablePage)
    assert URL.partition("://")[2] in case.why
    assert "--url" in case.why


@pytest.mark.parametrize(
    "text",
    [
        "<!-- saved from url=(0014)about:internet -->" + PAGE.format(own=""),
        "<!-- saved from url=(0020)file:///C:/a/b.html -->" + PAGE.format(own=""),
        PAGE.format(own="") + " " * 5_000 + CHROME,
        "<!-- saved from url=(0009)https://[ -->" + PAGE.format(own=""),
    ],
)
def test_what_is_no_address_or_stands_in_the_text_is_no_note(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.html").write_text(text, "utf-8")
    assert isinstance(read(tmp_path / "a.html"), UnreadablePage)


def mhtml(html: bytes, encoding: str, *, location: str = URL, kind: str = "text/html", end: str = "\r\n") -> bytes:
    written = {
        "quoted-printable": quopri.encodestring(html),
        "base64": base64.encodebytes(html),
        "binary": html,
    }[encoding]
    head = [
        "From: <Saved by Blink>",
        f"Snapshot-Content-Location: {location}",
        "Date: Mon, 30 Nov 2026 01:20:30 -0000" if end == "\n" else "Date: Mon, 30 Nov 2026 01:20:30 +0000",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----MultipartBoundary--a1----"',
        "",
        "",
        "------MultipartBoundary--a1----",
        "Content-Type: text/html",
        "Content-Location: https://ads.example/frame",
        "",
        "<p>광고</p>",
        "------MultipartBoundary--a1----",
        f"Content-Type: {kind}",
        f"Content-Transfer-Encoding: {encoding}",
        f"Content-Location: {location}",
        "",
        "",
    ]
    tail = f"{end}------MultipartBoundary--a1------{end}".encode()
    return "\n".join(head).replace("\n", end).encode() + written + tail


@pytest.mark.parametrize("name", ["a.mhtml", "B.MHT"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "binary"])
def test_an_mhtml_file_is_a_page_also_in_a_folder(tmp_path: Path, name: str, end: str, encoding: str) -> None:
    html = PAGE.format(own="").encode()
    (tmp_path / name).write_bytes(mhtml(html, encoding, end=end))
    case = read(tmp_path)
    assert isinstance(case, Case), case
    assert case.page.url == URL
    assert case.page.body.strip() == html
    assert case.page.header("content-type") == "text/html"
    if end == "\r\n":
        assert case.page.fetched_at == datetime(2026, 11, 30, 10, 20, 30, tzinfo=KST)


@pytest.mark.parametrize(
    "data",
    [
        b"<html>no mail</html>",
        b"",
        mhtml(b"x", "binary", kind="image/png").replace(b"Content-Type: text/html", b"Content-Type: image/gif"),
        b'Content-Type: multipart/related; boundary=""\r\n\r\n--\r\n\r\n--',
        mhtml(b"x", "binary", location="cid:frame-1@mhtml.blink"),
    ],
)
def test_an_mhtml_file_without_a_page_or_its_address_says_so(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.mhtml").write_bytes(data)
    assert isinstance(read(tmp_path / "a.mhtml"), UnreadablePage)
