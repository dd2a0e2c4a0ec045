"""`news outlets fit`: the table, the file that is written only on request, and the pages that it is learned from."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desk.output.fit_lines import fit_table
from desk.services.outlets.fit import FitRequest, FittedOutlet, fit_outlet, write_fit
from desk.services.workspace import Workspace
from models.language.translate import speaking
from models.records.article import Article
from models.records.outlet import Outlet
from pipelines.extract import extract
from pipelines.fit.fit import Fit, Proposal, Refusal
from reports.formats.terminal import width
from scrapers.declarations.write import toml_of
from scrapers.registry import OutletError, read_outlet
from tests.support.fit_pages import Made, layout_of, make_pages, outlet_of
from tests.support.run_news import news
from tests.support.scripted_site import Scripted, numbered, raw

SKIN = "ndsoft-2018"


def declare(folder: Path, outlet: Outlet, comment: str = "mine") -> Path:
    """The outlet as a user's own file."""
    (folder / "outlets").mkdir(exist_ok=True)
    file = folder / "outlets" / f"{outlet.id}.toml"
    file.write_text(toml_of(outlet, comment), encoding="utf-8")
    return file


def save(folder: Path, made: list[Made]) -> Path:
    """Pages as files with their addresses beside them."""
    (folder / "saved").mkdir(exist_ok=True)
    for number, (_, page) in enumerate(made):
        (folder / "saved" / f"{number}.html").write_bytes(page.body)
        facts = {"url": page.url, "fetched_at": page.fetched_at.isoformat()}
        (folder / "saved" / f"{number}.json").write_text(json.dumps(facts), encoding="utf-8")
    return folder / "saved"


@pytest.fixture(scope="module")
def outlet() -> Outlet:
    return outlet_of(SKIN)


def learn(folder: Path, outlet: Outlet, made: list[Made]) -> FittedOutlet:
    """What saved pages teach, as the command is given it."""
    files = (save(folder, made),)
    return fit_outlet(Workspace.at(folder / "archive.db"), FitRequest(outlet=outlet.id, files=files))


def test_the_table_is_shown_and_nothing_is_written(tmp_path: Path, outlet: Outlet) -> None:
    file = declare(tmp_path, outlet)
    before = file.read_bytes()
    ran = news("outlets", "fit", outlet.id, save(tmp_path, make_pages(SKIN, 0, 6)), cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "6 saved; 6 share one skin" in ran.out
    assert "Nothing was written. `news outlets fit" in ran.out
    assert 'reader = "generic"' in ran.out
    assert any(line.split()[:4] == ["headline", "0", "of", "6"] for line in ran.out.splitlines())
    assert file.read_bytes() == before
    assert not (tmp_path / "archive.db").exists()


def test_what_is_written_reads_other_pages(tmp_path: Path, outlet: Outlet) -> None:
    file = declare(tmp_path, outlet)
    saved = save(tmp_path, make_pages(SKIN, 0, 6))
    ran = news("outlets", "fit", outlet.id, saved, "--write", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert file.read_text(encoding="utf-8").startswith("# mine\n")
    assert "# Learned by `news outlets fit`" in file.read_text(encoding="utf-8")
    written = read_outlet(file)
    assert written.reader == "generic"
    for wanted, page in make_pages(SKIN, 20, 6):
        read = extract(page, layout_of(written))
        assert isinstance(read, Article)
        assert (read.headline, read.body, read.published_at) == (wanted.headline, wanted.body, wanted.published_at)
    again = news("outlets", "fit", outlet.id, saved, "--write", cwd=tmp_path)
    assert again.code == 0, again.err
    assert "Nothing to improve" in again.err
    assert read_outlet(file) == written


def test_parts_named_by_hand_stay(tmp_path: Path, outlet: Outlet) -> None:
    by_hand = replace(outlet, layout={"headline": (".wrong",), "noise": ("가나다",)})
    file = declare(tmp_path, by_hand)
    fitted = learn(tmp_path, by_hand, make_pages(SKIN, 0, 6))
    write_fit(fitted)
    written = read_outlet(file)
    assert written == fitted.wanted
    assert written.layout["headline"] == (".wrong",)
    assert written.layout["noise"] == ("가나다",)
    assert "body" in written.layout


def test_a_file_that_cannot_be_added_to_is_left(tmp_path: Path, outlet: Outlet) -> None:
    file = declare(tmp_path, outlet)
    text = file.read_text(encoding="utf-8") + '\nlayout = {noise = ["가"]}\n'
    file.write_text(text, encoding="utf-8")
    fitted = learn(tmp_path, outlet, make_pages(SKIN, 0, 6))
    with pytest.raises(OutletError, match="by hand"):
        write_fit(fitted)
    assert file.read_text(encoding="utf-8") == text


def test_an_outlet_without_a_file_of_its_own_gets_one(tmp_path: Path) -> None:
    made = [(record, replace(page, url=page.url)) for record, page in make_pages(SKIN, 0, 6)]
    ran = news("outlets", "fit", "kyongbuk", save(tmp_path, made), "--write", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert read_outlet(tmp_path / "outlets" / "kyongbuk.toml").reader == "generic"


def test_the_pages_of_the_archive_teach(tmp_path: Path, outlet: Outlet) -> None:
    declare(tmp_path, outlet)
    assert news("import", save(tmp_path, make_pages(SKIN, 0, 6)), cwd=tmp_path).code == 0
    ran = news("outlets", "fit", outlet.id, "--offline", "--json", cwd=tmp_path)
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert (found["archived"], found["fetched"], found["skins"], found["reader"]) == (6, 0, [6], "generic")
    assert {"headline", "body", "published"} <= {one["part"] for one in found["proposals"]}


def test_pages_that_the_family_reads_need_nothing(tmp_path: Path, outlet: Outlet) -> None:
    declare(tmp_path, outlet)
    ran = news("outlets", "fit", outlet.id, save(tmp_path, make_pages(SKIN, 0, 6, clothes="")), cwd=tmp_path)
    assert ran.code == 0
    assert "headline and body are found on 6 of 6 pages" in ran.err
    assert "[layout]" not in ran.out


@pytest.mark.parametrize("count", [0, 2])
def test_too_few_pages_are_told(tmp_path: Path, outlet: Outlet, count: int) -> None:
    declare(tmp_path, outlet)
    ran = news("outlets", "fit", outlet.id, save(tmp_path, make_pages(SKIN, 0, count)), cwd=tmp_path)
    assert ran.code == 1
    assert ("Too few pages" if count else "None of the pages") in ran.err


def test_an_outlet_that_nobody_declared_is_told(tmp_path: Path) -> None:
    ran = news("outlets", "fit", "nobody", "--offline", cwd=tmp_path)
    assert ran.code == 2
    assert "no outlet" in ran.err


class Moved(Scripted):
    """A site of Newspim's family whose template was redone: every mark by another name."""

    def page(self, number: str) -> str:
        """A page of the new template."""
        headline, day = f"견본시 바다 도서관 {number[-3:]}번째 열람실 개관", self.articles[number]
        lines = "".join(f"<p>{line} ({number[-3:]})</p>" for line in LINES)
        return (
            f'<!doctype html><html><head><meta charset="utf-8"><title>{headline} - 견본뉴스핌</title></head><body>'
            f'<div class="top-bar"><h2 class="heading-x">{headline}</h2><p class="stamp">기사입력 : {day} 09:30</p></div>'
            f'<div class="story-x">{lines}<div class="ask-x">견본뉴스핌을 구독하고 소식 받기</div></div></body></html>'
        )


LINES = (
    "견본시가 옛 여객터미널을 고쳐 만든 바다 도서관을 다음 달 12일 연다고 20일 밝혔다.",
    "도서관은 지상 3층에 연면적 4,200㎡ 규모로, 책 5만 권과 영상 자료 3천 점을 갖췄다.",
    "시는 공사비 118억 원 가운데 62억 원을 국비로 마련했다. 설계는 지난해 공모로 뽑은 젊은 건축가가 맡았다.",
)


def test_pages_that_the_archive_lacks_are_asked_for_and_a_check_ends_in_the_proposal(tmp_path: Path) -> None:
    with Moved(numbered(12)) as site:
        mini = site.outlet(delay=None)
        file = declare(tmp_path, mini)
        before = file.read_bytes()
        ran = news("outlets", "fit", mini.id, "--pages", "6", "--allow-loopback", cwd=tmp_path)
        asked = [path for path, _ in site.log]
        checked = news("outlets", "check", mini.id, "--allow-loopback", cwd=tmp_path)
        links = "".join(f"<a href='{site.url(number)}'>견본 소식 {number[-3:]}</a>" for number in site.articles)
        site.answers["/"] = [raw(f"<html><head><title>견본뉴스핌</title></head><body>{links}</body></html>")]
        new = ("--id", "new", "--family", "newspim", "--allow-loopback")
        added = news("outlets", "add", mini.home, *new, cwd=tmp_path, typed="n\n")
    assert ran.code == 0, ran.err
    assert "6 asked for; 6 share one skin" in ran.out
    assert "/robots.txt" in asked
    assert 'headline = [".heading-x"]' in ran.out
    assert 'body = [".story-x"]' in ran.out
    assert checked.code == 1
    assert f"`news outlets fit {mini.id} --write` puts it into the outlet's file" in checked.out
    assert ".heading-x" in checked.out
    assert added.code == 1, added.err
    assert "`news outlets fit new --write`" in added.out
    assert not (tmp_path / "outlets" / "new.toml").exists()
    assert file.read_bytes() == before
    assert not (tmp_path / "archive.db").exists()


def test_nothing_is_asked_for_offline(tmp_path: Path) -> None:
    with Moved(numbered(12)) as site:
        declare(tmp_path, site.outlet(delay=None))
        ran = news("outlets", "fit", site.outlet(delay=None).id, "--offline", "--allow-loopback", cwd=tmp_path)
        assert site.log == []
    assert ran.code == 1
    assert "None of the pages could be read" in ran.err


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_table_has_room_on_80_columns(language: str) -> None:
    long = tuple(f".article-view-content-body-{number} > .paragraph" for number in range(3))
    fit = Fit(
        pages=12,
        read=12,
        skins=(12,),
        proposals=(
            Proposal(part="body", selectors=long, hits=12, pages=12, kinds=9, cost=1.0),
            Proposal(part="byline", selectors=(".by",), hits=3, pages=12, kinds=3, cost=1.0),
        ),
        refused=(
            Refusal(
                part="headline",
                selectors=(".head-line-of-the-page",),
                url="https://a.example/news/1",
                why="it reads worse",
            ),
        ),
        open_parts=("section",),
        shown={"headline": 12, "body": 12, "byline": 12, "section": 12},
    )
    with speaking("en" if language == "en" else "ko"):
        lines = list(fit_table(fit, frozenset({"body"})))
    assert all(width(line) <= 80 for line in lines), lines
    joined = "".join(lines)
    assert all(selector in joined for selector in long)
    assert ("refused:" in joined) is (language == "en")
