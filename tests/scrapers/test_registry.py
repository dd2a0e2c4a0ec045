"""Outlets as files: what a declaration may say, what is told about a bad one, and how an outlet is recognised."""

import subprocess
import sys
from pathlib import Path

import pytest

from scrapers.registry import (
    OutletError,
    Registry,
    load_bundled,
    load_own,
    load_registry,
    read_outlet,
)
from scrapers.spider_loader import OutletSpiderLoader

GOOD = 'id = "a"\ntitle = "가"\nfamily = "newspim"\nhome = "https://www.a.kr"\n'


def write(folder: Path, text: str, name: str = "a.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_outlets_that_the_project_began_with_are_there() -> None:
    outlets = {outlet.id: outlet for outlet in load_bundled()}
    assert {"newspim", "gbhana"} <= set(outlets)
    assert outlets["newspim"].title == "뉴스핌"
    assert outlets["gbhana"].title == "경북하나신문"


def test_everything_a_declaration_may_say(tmp_path: Path) -> None:
    text = """
id = "a"
title = "가나일보"
family = "gbhana"
home = "http://www.a.kr/"
region = "경북"
kind = "주간"
hosts = ["www.A.kr", "m.a.kr"]
feeds = ["http://www.a.kr/rss"]
lists = ["news:정치"]
sitemaps = []
export = "full"
weekly = [1, 20]
delay = 5
enabled = false
cookies = true
evidence = "보았다"
confidence = "verified"
[sections]
"1" = "정치"
[layout]
byline = "span.writer"
body = ["#a", "#b"]
"""
    outlet = read_outlet(write(tmp_path, text))
    assert outlet.home == "http://www.a.kr"
    assert outlet.hosts == ("www.a.kr", "m.a.kr")
    assert outlet.weekly == (1, 20)
    assert outlet.delay == 5.0
    assert dict(outlet.layout) == {"byline": ("span.writer",), "body": ("#a", "#b")}
    assert dict(outlet.sections) == {"1": "정치"}
    assert not outlet.enabled
    assert outlet.cookies


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("titel = 1", "unknown key 'titel', did you mean 'title'?"),
        ("zzz = 1", "unknown key 'zzz', there are id, title, family,"),
        ('export = "all"', "key 'export': must be one of full, excerpt, link, not 'all'."),
        ("weekly = [5]", "key 'weekly': must be two whole numbers"),
        ("weekly = [9, 5]", "key 'weekly': must be two whole numbers"),
        ("weekly = [true, 5]", "key 'weekly': must be two whole numbers"),
        ("delay = 0.1", "key 'delay': must be a number of seconds from 1 to 600, not 0.1."),
        ('delay = "2"', "key 'delay': must be a number"),
        ("delay = true", "key 'delay': must be a number"),
        ("delay = nan", "key 'delay': must be a number"),
        ("enabled = 1", "key 'enabled': must be true or false, without quotes, not 1."),
        ('hosts = "www.a.kr"', "key 'hosts': must be a list"),
        ('hosts = ["http://www.a.kr/"]', "key 'hosts': holds 'http://www.a.kr/', which is not a host name."),
        ("hosts = [1]", "key 'hosts': must be a text in quotes, not 1."),
        ('feeds = ["/rss"]', "key 'feeds': must be an http or https address, not '/rss'."),
        ('feeds = ["file:///etc/passwd"]', "key 'feeds': must be an http or https address"),
        ('lists = [""]', "key 'lists': must not be empty."),
        ('layout = "x"', "key 'layout': must be a table."),
        ("[layout]\nbody = 3", "key 'layout': must be a list"),
        ('[layout]\nbyeline = "b"', "key 'layout': no part 'byeline'; there are attachments, body, byline"),
        ('region = "a\\u0007b"', "key 'region': holds a control character."),
        ('confidence = "yes"', "key 'confidence': must be one of verified, inferred, memory"),
        ('sure = "yes"', "key 'confidence': must be one of verified, inferred, memory"),
        ('sure = "memory"\nconfidence = "memory"', "key 'sure' is the old name of 'confidence': keep one of them."),
    ],
)
def test_a_bad_key_is_told_in_one_sentence_with_the_file(tmp_path: Path, change: str, told: str) -> None:
    file = write(tmp_path, GOOD + change + "\n")
    with pytest.raises(OutletError) as error:
        read_outlet(file)
    assert str(error.value).startswith(f"{file}: {told}")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace('"a"', '"b"'), "key 'id' is 'b', but the file's name says 'a'."),
        (GOOD.replace('title = "가"\n', ""), "key 'title' is missing."),
        (GOOD.replace('"newspim"', '"os"'), "key 'family': there is no family 'os'; there are "),
        (GOOD.replace('"newspim"', '"../evil"'), "key 'family': there is no family"),
        (GOOD.replace("https://www.a.kr", "www.a.kr"), "key 'home': must be an http or https address"),
        (GOOD.replace("https://www.a.kr", "https://www.a.kr/news"), "key 'home': must be the bare home address"),
        (GOOD.replace("https://www.a.kr", "https://www.a.kr:x"), "key 'home': must be an http or https address"),
        ("id = ", "not readable as TOML"),
        ('id = "a"\nid = "a"', "not readable as TOML"),
        ("", "key 'id' is missing."),
    ],
)
def test_a_bad_declaration_is_told_in_one_sentence(tmp_path: Path, text: str, told: str) -> None:
    file = write(tmp_path, text)
    with pytest.raises(OutletError) as error:
        read_outlet(file)
    assert str(error.value).startswith(f"{file}: {told}"), str(error.value)


def test_other_files_are_told_too(tmp_path: Path) -> None:
    with pytest.raises(OutletError, match="named by its id"):
        read_outlet(write(tmp_path, GOOD, "A b.toml"))
    bad = tmp_path / "c.toml"
    bad.write_bytes('title = "가"'.encode("cp949"))
    with pytest.raises(OutletError, match="not UTF-8 text"):
        read_outlet(bad)
    with pytest.raises(OutletError, match="cannot be read"):
        read_outlet(tmp_path / "gone.toml")
    write(tmp_path, "\ufeff" + GOOD)
    assert read_outlet(tmp_path / "a.toml").id == "a"


def test_a_users_outlets_lie_beside_the_archive_and_go_before_bundled_ones(tmp_path: Path) -> None:
    folder = tmp_path / "outlets"
    assert load_own(folder) == ([], {})
    folder.mkdir()
    write(folder, GOOD)
    write(folder, GOOD.replace('id = "a"', 'id = "newspim"').replace("가", "내 뉴스핌"), "newspim.toml")
    registry = load_registry(tmp_path / "archive.db")
    assert registry.get("a").title == "가"
    assert registry.get("newspim").title == "내 뉴스핌"
    assert "gbhana" in registry.outlets
    assert load_registry(f"sqlite:///{tmp_path}/archive.db").get("a")
    assert "a" not in load_registry(tmp_path / "elsewhere" / "archive.db").outlets


def test_an_unknown_outlet_is_told_with_those_that_look_alike() -> None:
    with pytest.raises(OutletError, match=r"There is no outlet 'newpsim'; did you mean .*newspim"):
        load_registry().get("newpsim")
    with pytest.raises(OutletError, match="shows all"):
        load_registry().get("온누리")


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.newspim.com/news/view/20231114000555", "newspim"),
        ("http://m.newspim.com/news/view/20231114000555?ref=x", "newspim"),
        ("https://newspim.com/anything", "newspim"),
        ("http://www.gbhana.com/bbs/board.php?bo_table=news&wr_id=5793&device=mobile", "gbhana"),
        ("http://gbhana.com/", "gbhana"),
        ("https://www.newspim.com.evil.kr/news/view/20231114000555", None),
        ("https://www.example.com/", None),
        ("http://[bad", None),
        ("", None),
    ],
)
def test_an_outlet_is_recognised_from_an_address(url: str, outlet: str | None) -> None:
    found = Registry(load_bundled()).recognise(url)
    assert (found.id if found else None) == outlet


def test_scrapy_loads_each_outlet_as_a_spider() -> None:
    from scrapy import Request
    from scrapy.settings import Settings

    loader = OutletSpiderLoader.from_settings(Settings({"ARCHIVE": "archive.db"}))
    assert {"newspim", "gbhana"} <= set(loader.list())
    spider = loader.load("gbhana")
    assert spider.name == "gbhana"
    assert spider.outlet.id == "gbhana"  # type: ignore[attr-defined]
    assert loader.find_by_request(Request("https://www.newspim.com/news/view/1")) == ["newspim"]
    with pytest.raises(KeyError):
        loader.load("none")


def test_looking_at_outlets_imports_neither_scrapy_nor_a_parser() -> None:
    code = (
        "import sys; from scrapers.registry import load_registry; load_registry(); "
        "assert not {'scrapy', 'twisted', 'lxml', 'bs4', 'sqlalchemy'} & sys.modules.keys(), sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_the_old_name_of_a_key_is_read(tmp_path: Path) -> None:
    assert read_outlet(write(tmp_path, GOOD + 'sure = "inferred"\n')).confidence == "inferred"
