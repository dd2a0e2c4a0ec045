"""The sample outlets: their records and their pages."""

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from models.records.article import Article
from scrapers.samples import news, php
from scrapers.samples.render import SKINS, encode, expected, render
from scrapers.samples.site import GBHANA, NEWSPIM
from scrapers.samples.skins.skin import Surroundings
from scrapers.samples.surroundings import others
from scrapers.samples.topics.specials import RELEASE_AS_GBHANA, RELEASE_AS_NEWSPIM
from tests.sites.arbitrary import arbitrary, renderable
from tests.support.markup import balanced, folded

SHARED = Path(__file__).parents[4] / "shared"
OUTLETS = (NEWSPIM, GBHANA)


# --- the news ---


@pytest.mark.parametrize("outlet", OUTLETS)
def test_news_is_plenty_unique_and_the_same_again(outlet: str) -> None:
    articles = news.invented(outlet)
    assert articles == news.invented(outlet)
    assert len(articles) >= 60
    for values in (
        [a.canonical_url for a in articles],
        [a.headline for a in articles],
        [a.body for a in articles],
        [a.article_no for a in articles],
    ):
        assert len(set(values)) == len(articles)
    times = [a.published_at for a in articles]
    assert times == sorted(times, reverse=True)
    days = {at.date() for at in times if at}
    assert len(days) >= 10
    assert max(days).isoformat() == "2026-11-20"


@pytest.mark.parametrize("outlet", OUTLETS)
def test_news_is_varied(outlet: str) -> None:
    articles = news.invented(outlet)
    both = [a for a in articles if "포항" in a.headline + a.body and "배터리" in a.headline + a.body]
    assert len(both) >= 10
    assert {len(a.deck.split("\n")) if a.deck else 0 for a in articles} >= {0, 1, 2}
    assert {len(a.photos) for a in articles} >= {0, 1, 2, 3, 4}
    assert {len(a.reporters) for a in articles} == {0, 1, 2, 3}
    assert any(photo.credit for a in articles for photo in a.photos)
    assert any(photo.caption and not photo.credit for a in articles for photo in a.photos)
    assert len({a.body.count("\n") for a in articles}) >= 7
    whole = "\n".join(f"{a.headline}\n{a.deck}\n{a.body}" for a in articles)
    for wanted in (
        "[단독]",
        "이차전지",
        "포스코",
        "영일만",
        "與野",
        "Ålesund",
        " | ",
        "‘Warning: ",
        "[인사]",
        "[부고]",
        "뷁",
        "<",
        "&",
    ):
        assert wanted in whole, wanted
    sentences = Counter(line for a in articles for line in a.body.split("\n"))
    assert sentences.most_common(1)[0][1] <= 3


def test_one_release_is_carried_by_both() -> None:
    ours = [next(a for a in news.invented(o) if "실무협의체" in a.headline) for o in OUTLETS]
    newspim, gbhana = (set(a.body.split("\n")) for a in ours)
    assert len(newspim & gbhana) >= 4
    assert newspim != gbhana
    assert ours[0].published_at != ours[1].published_at
    assert RELEASE_AS_NEWSPIM.headline != RELEASE_AS_GBHANA.headline


def test_extra_news_only_adds_older_ones() -> None:
    few, many = news.invented(GBHANA), news.invented(GBHANA, extra=300)
    assert len(many) == len(few) + 300
    assert [a.body for a in many[: len(few)]] == [a.body for a in few]
    assert len({a.headline for a in many}) == len({a.canonical_url for a in many}) == len(many)


def test_particles_follow_the_word() -> None:
    whole = "".join(a.body + a.headline + a.deck for o in OUTLETS for a in news.invented(o, extra=200))
    assert "{" not in whole
    assert not re.search(r"(?:사과|오징어|문어|요트|고추)(?:을|은|이 [가-힣])", whole)
    assert not re.search(r"(?:마늘|연탄|내복|쌀|컨테이너선)(?:를|는 )", whole)


# --- the pages ---


@pytest.mark.parametrize("skin", SKINS)
@pytest.mark.parametrize("weight", [0, 44_000])
def test_page_is_well_formed_and_shows_the_record(skin: str, weight: int) -> None:
    for seed in range(40):
        article = arbitrary(seed, skin)
        page = balanced(render(article, skin, weight=weight, seed=seed, php=0))
        assert page.wrong == []
        assert page.stack == []
        shown = folded(page.text)
        want = expected(article, skin)
        for words in (want.headline, *want.deck.split("\n"), *want.body.split("\n"), *want.reporters, *want.emails):
            assert folded(words) in shown
        for photo in want.photos:
            assert folded(photo.caption) in shown
        for other in others():
            assert folded(other.body) in shown


@pytest.mark.parametrize("skin", SKINS)
def test_page_has_the_weight_asked_for(skin: str) -> None:
    sizes = [len(encode(render(arbitrary(seed, skin), skin, weight=44_000))) for seed in range(20)]
    assert min(sizes) > 43_000
    assert max(sizes) < 45_000


@pytest.mark.parametrize("skin", SKINS)
def test_rendering_is_the_same_again_and_varies_with_the_seed(skin: str) -> None:
    article = arbitrary(3, skin)
    assert render(article, skin) == render(article, skin)
    assert len({render(article, skin, seed=seed) for seed in range(12)}) > 3


def test_bare_page_holds_nothing_of_others() -> None:
    article = arbitrary(1, "newspim-2023")
    html = render(article, "newspim-2023", decoys=False)
    assert others()[0].headline not in html
    assert "ADVERTISEMENT" not in html


def test_surroundings_may_be_ones_own() -> None:
    article, other = arbitrary(1, "newspim-2023"), arbitrary(2, "newspim-2023")
    html = render(article, "newspim-2023", decoys=Surroundings(widget=(other,), ticker=("하나뿐인 속보",)))
    shown = balanced(html).text
    assert other.headline in shown
    assert "하나뿐인 속보" in shown
    assert "AI 핵심 요약" not in shown


@pytest.mark.parametrize("skin", SKINS)
def test_arbitrary_records_are_renderable_and_differ(skin: str) -> None:
    records = [arbitrary(seed, skin) for seed in range(200)]
    assert all(renderable(record, skin) for record in records)
    assert len({record.body for record in records}) == 200
    assert records == [arbitrary(seed, skin) for seed in range(200)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("▲시민들이 걷고 있다.", "a caption"),
        ("[포항=뉴스핌] 한서우 기자 = 시작했다.", "an opening"),
        ("id@newspim.com", "a closing line"),
        ("두  칸을 띄었다.", "two spaces"),
        ("보이지\u200b않는 글자다.", "an invisible character"),
        ("각".encode().decode() + "\u1100\u1161", "not composed"),
        ("Warning: 어쩌고", "a server message"),
    ],
)
def test_what_cannot_come_back_is_not_renderable(line: str, why: str) -> None:
    article = arbitrary(0, "gbhana-mobile")
    assert not renderable(replace(article, body=f"{line}\n{article.body}"), "gbhana-mobile"), why


def test_expected_drops_what_the_skin_does_not_show() -> None:
    article = next(arbitrary(n, "newspim-2026") for n in range(99) if arbitrary(n, "newspim-2026").modified_at)
    assert expected(article, "newspim-2026").published_at == article.published_at
    assert article.published_at
    minute = article.published_at.replace(second=0)
    assert expected(article, "newspim-2023").published_at == minute
    hana = expected(article, "gbhana-desktop")
    assert (hana.section, hana.tags, hana.emails, hana.dateline, hana.modified_at) == ("", (), (), "", None)
    assert hana.published_raw == f"{minute:%Y.%m.%d %H:%M}"


def test_encode_keeps_every_character() -> None:
    html = '<meta charset="utf-8"><p>똠 펲 햏 뷁 — é 🚲 𠮷</p>'
    data = encode(html, "cp949", declared="euc-kr")
    assert b'charset="euc-kr"' in data
    text = data.decode("cp949")
    assert "똠 펲 햏 뷁" in text
    assert balanced(text).text == "똠 펲 햏 뷁 — é 🚲 𠮷"
    assert encode(html).decode() == html


# --- what PHP prints ---


def test_php_messages_come_in_every_form() -> None:
    whole = (*php.messages(), *php.fatal())
    assert len(set(whole)) == len(whole) >= 40
    for level in ("Warning", "Notice", "Deprecated", "Strict Standards", "Fatal error", "Parse error"):
        assert any(m.startswith(f"\n{level}: ") for m in whole), level
        assert any(m.startswith(f"\n<br />\n<b>{level}</b>:  ") for m in whole), level
    assert any("Stack trace:\n#0 " in m for m in whole)
    assert (
        "\nWarning: Illegal string offset 'use' in /home/sample/public_html/theme/wide01/mobile/sub.php on line 36\n"
        in whole
    )


def test_insert_adds_only_the_message() -> None:
    html = render(arbitrary(4, "gbhana-desktop"), "gbhana-desktop", weight=20_000, php=0)
    message = php.messages()[1]
    places = php.boundaries(html)
    assert places[0] == 0
    assert len(places) > 100
    for place in places[::17]:
        got = php.insert(html, place, message)
        assert len(got) == len(html) + len(message)
        assert got.replace(message, "") == html
        assert not re.search(r"<(?:script|style|title)\b[^>]*>[^<]*$", html[:place])
    assert all(html[n - 1] == '"' for n in php.in_attributes(html))
    assert len(php.in_attributes(html)) > 10
    split = [php.insert(html, n, "|") for n in php.in_text(html, "견본하나")]
    assert [next(iter(re.findall(r"견[본하|]+나", page))) for page in split] == ["견|본하나", "견본|하나", "견본하|나"]


@pytest.mark.parametrize("skin", SKINS)
def test_page_prints_as_many_messages_as_the_record_counts(skin: str) -> None:
    article = next(arbitrary(n, skin) for n in range(99) if arbitrary(n, skin).php_messages == 6)
    html = render(article, skin)
    assert sum(html.count(message) for message in php.messages()[:6]) == 6


# --- nothing of others ---


def sentences(text: str) -> set[str]:
    return {folded(s) for s in re.split(r"(?<=[.!?])\s|[\n\"“”‘’']", text) if len(re.findall("[가-힣]", s)) >= 12}


def sample_text() -> str:
    folder = Path(news.__file__).parent
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.py")))


def rendered_text(articles: tuple[Article, ...]) -> str:
    return "\n".join(f"{a.headline}\n{a.deck}\n{a.body}\n" + "\n".join(p.caption for p in a.photos) for a in articles)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared pages are not beside the project")
def test_no_sentence_of_a_real_article_stands_in_the_samples() -> None:
    ours = folded(sample_text() + rendered_text((*news.invented(NEWSPIM), *news.invented(GBHANA), *others())))
    theirs: set[str] = set()
    for path in (*SHARED.glob("seeds/*.json"), *SHARED.glob("pages/gold/*.json")):
        record = json.loads(path.read_text("utf-8"))
        theirs |= sentences("\n".join(str(record.get(key) or "") for key in ("headline", "deck", "body")))
    for path in SHARED.glob("seeds/*.txt"):
        theirs |= sentences(path.read_text("utf-8"))
    assert len(theirs) > 300
    assert [sentence for sentence in theirs if sentence in ours] == []
