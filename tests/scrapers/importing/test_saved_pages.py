"""Saved pages from anywhere become pages of the archive, and what cannot be read says why."""

import gzip
import json
from datetime import datetime
from pathlib import Path

import pytest

from models.records.times import KST
from scrapers.importing.case import Case, UnreadablePage, read_time
from scrapers.importing.saved_pages import read_cases_in, read_cases_in_manifest

URL = "https://www.newspim.com/news/view/20261120000101"


def only(found: object) -> Case | UnreadablePage:
    (case,) = list(found)  # type: ignore[call-overload]
    return case


def test_a_manifest_gives_its_cases_in_order_and_goes_on_after_a_bad_line(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>a</p>")
    lines = [
        json.dumps({"file": "a.html", "url": URL, "outlet": "newspim", "other": 1}),
        "not json",
        "",
        json.dumps({"url": URL}),
        json.dumps({"file": "missing.html", "url": URL}),
        json.dumps({"file": "a.html", "url": URL, "fetched_at": "2026-11-20T07:00:00Z", "content_type": "text/html"}),
    ]
    manifest = tmp_path / "cases.jsonl"
    manifest.write_text("\n".join(lines), encoding="utf-8")
    first, bad, nameless, missing, last = read_cases_in_manifest(manifest)
    assert isinstance(first, Case)
    assert (first.file, first.outlet, first.page.url, first.page.body) == ("a.html", "newspim", URL, b"<p>a</p>")
    assert isinstance(bad, UnreadablePage)
    assert bad.file == "cases.jsonl, line 2"
    assert isinstance(nameless, UnreadablePage)
    assert isinstance(missing, UnreadablePage)
    assert missing.why == "There is no such file."
    assert isinstance(last, Case)
    assert last.page.fetched_at == datetime(2026, 11, 20, 16, tzinfo=KST)
    assert last.page.header("Content-Type") == "text/html"


def test_a_page_takes_its_facts_from_the_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>a</p>")
    (tmp_path / "a.json").write_text(json.dumps({"url": URL, "outlet": "newspim"}), encoding="utf-8")
    case = only(read_cases_in(tmp_path / "a.html"))
    assert isinstance(case, Case)
    assert (case.page.url, case.outlet) == (URL, "newspim")


def test_a_page_without_an_address_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>a</p>")
    case = only(read_cases_in(tmp_path / "a.html"))
    assert isinstance(case, UnreadablePage)
    assert "--url" in case.why


def test_a_folder_gives_every_page_below_it(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.html", "deep/a.htm"):
        (tmp_path / name).write_bytes(b"x")
        (tmp_path / name).with_suffix(".json").write_text(json.dumps({"url": URL}), encoding="utf-8")
    assert [Path(c.file).name for c in read_cases_in(tmp_path)] == ["b.html", "a.htm"]


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
def test_a_warc_file_gives_its_responses_as_received(tmp_path: Path, name: str) -> None:
    body = "포항 펲".encode("cp949")
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=euc-kr\r\n\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}\r\nWARC-Date: 2026-11-20T00:00:00Z\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    record = head.encode() + http + b"\r\n\r\n"
    path = tmp_path / name
    path.write_bytes(gzip.compress(record) if name.endswith(".gz") else record)
    case = only(read_cases_in(path, outlet="newspim"))
    assert isinstance(case, Case)
    assert (case.page.body, case.page.url, case.page.status) == (body, URL, 200)
    assert case.page.header("content-type") == "text/html; charset=euc-kr"
    assert case.page.fetched_at == datetime(2026, 11, 20, 9, tzinfo=KST)


def test_a_damaged_warc_file_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(b"\x1f\x8b broken")
    assert isinstance(only(read_cases_in(path)), UnreadablePage)


def test_a_time_without_zone_is_korean() -> None:
    assert read_time("2026-11-20T07:00:00") == datetime(2026, 11, 20, 7, tzinfo=KST)
