"""What an outlet allows of its text holds in every file that carries it, from the moment it is declared."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import news
from tests.support.clip_archive import an_article, stored

BODY = " ".join(f"견본시는 들꽃길 {n}구간을 새로 열었다." for n in range(30))
DECLARED = 'id = "sample"\ntitle = "견본일보"\nfamily = "generic"\nhome = "https://sample.example"\n'


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    call(path.parent / "archive.db", "watch", "add", "길", "들꽃길")
    stored(path, an_article(1, body=BODY, deck=""), sample="full")
    return path


def call(archive: Path, *words: object) -> Result:
    ran = CliRunner().invoke(news, [*map(str, words), "--archive", str(archive)])
    assert ran.exit_code == 0, ran.output
    return ran


def declare(archive: Path, right: str) -> None:
    folder = archive.parent / "outlets"
    folder.mkdir(exist_ok=True)
    (folder / "sample.toml").write_text(f'{DECLARED}export = "{right}"\n', "utf-8")


def told(ran: Result) -> str:
    return "".join(json.loads(line)["body"] or "" for line in ran.stdout.splitlines())


def bodies(archive: Path) -> dict[str, bool]:
    """Where the whole body stands, by what wrote it."""
    folder = archive.parent
    form = folder / "form.toml"
    form.write_text('columns = ["url", "body"]', "utf-8")
    call(archive, "export", "-o", folder / "a.jsonl")
    call(archive, "export", "-o", folder / "a.csv")
    days = ["--since", "2026-11-03", "--until", "2026-11-03"]
    call(archive, "report", "range", *days, "--template", form, "-o", folder / "b.csv")
    (record,) = map(json.loads, (folder / "a.jsonl").read_text("utf-8").splitlines())
    texts = {
        "export.jsonl": record["body"] or "",
        "export.csv": (folder / "a.csv").read_text("utf-8-sig"),
        "report.csv": (folder / "b.csv").read_text("utf-8-sig"),
        "search --csv": call(archive, "search", "견본시", "--csv").stdout,
        "search --json": told(call(archive, "search", "견본시", "--json")),
        "watch run": told(call(archive, "watch", "run", "--json", "--since", "2026-01-01")),
    }
    return {name: BODY in text for name, text in texts.items()}


@pytest.mark.parametrize("right", ["full", "excerpt", "link"])
def test_a_declaration_counts_before_the_next_crawl(archive: Path, right: str) -> None:
    assert set(bodies(archive).values()) == {True}, "an outlet that is declared nowhere has what the archive says"
    declare(archive, right)
    assert set(bodies(archive).values()) == {right == "full"}


def test_a_declaration_that_allows_more_waits_for_the_crawl(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    stored(path, an_article(1, body=BODY, deck=""), sample="link")
    declare(path, "full")
    assert set(bodies(path).values()) == {False}


SHORT = "견본시는 3일 들꽃길을 열었다. 시민 백 명이 함께 걸었다. 다음 구간은 봄에 연다."


def letters(text: str) -> int:
    return len("".join(text.replace("…", "").split()))


@pytest.mark.parametrize("right", ["excerpt", "link"])
@pytest.mark.parametrize("body", [SHORT, SHORT * 3, "한 줄이다.", "글"])
def test_an_excerpt_is_never_the_whole_text(tmp_path: Path, right: str, body: str) -> None:
    path, table, form = tmp_path / "archive.db", tmp_path / "a.csv", tmp_path / "form.toml"
    stored(path, an_article(1, body=body, deck=""), sample=right)
    form.write_text('gist = 300\ncolumns = ["gist", "body"]', "utf-8")
    ran = call(
        path, "report", "daily", "--day", "2026-11-03", "--template", form, "-o", table, "-o", tmp_path / "a.txt"
    )
    texts = list(next(csv.DictReader(table.read_text("utf-8-sig").splitlines())).values())
    assert "본문 생략: 기사 1건" in ran.stderr
    call(path, "export", "들꽃길", "-o", table, "--columns", "body,excerpt")
    call(path, "export", "-o", tmp_path / "a.jsonl")
    for row in csv.DictReader(table.read_text("utf-8-sig").splitlines()):
        texts += [row["요지"], row["본문"].removesuffix("https://sample.example/news/view/1")]
    texts.append(json.loads((tmp_path / "a.jsonl").read_text("utf-8"))["excerpt"])
    assert max(map(letters, texts)) <= letters(body) // 2


def test_a_text_that_is_a_deck_only_is_cut_and_counted(tmp_path: Path) -> None:
    path, table = tmp_path / "archive.db", tmp_path / "a.csv"
    stored(path, an_article(1, body="", deck="들꽃길 열려\n시민 백 명 함께"), sample="excerpt")
    ran = call(path, "report", "daily", "--day", "2026-11-03", "-o", table)
    assert "함께" not in table.read_text("utf-8-sig")
    assert "본문 생략: 기사 1건" in ran.stderr


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.html", "a.jsonl"])
def test_an_export_says_what_was_left_out_and_why(archive: Path, name: str) -> None:
    out = archive.parent / name
    assert "left out" not in call(archive, "export", "-o", out).stderr
    declare(archive, "excerpt")
    for words in (["export"], ["export", "--since", "last"], ["watch", "run", "--since", "2026-01-01"]):
        (said,) = [line for line in call(archive, *words, "-o", out).stderr.splitlines() if "left out" in line]
        assert said.startswith("The body of 1 article was left out")
        assert "licence" in said
        assert "견본일보 1" in said
    assert call(archive, "export", "-o", out, "--quiet").stderr == ""
    assert "left out" not in call(archive, "export", "-o", out, "--columns", "headline").stderr
