"""What is seen at a glance is true: what cannot hold does not, what surely holds does."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.query.syntax import parse
from models.query.tree import holds, loosen_query
from models.records.article import Photo
from models.search.index_query import names_known
from models.search.prefilter import COLUMN, make_prefilters, reporters_of, with_names
from models.search.search import search
from models.text.searchable import texts
from tests.support.search_archive import OUTLETS, Ground, article
from tests.support.search_strategies import articles, asked


def seen(ground: Ground) -> tuple[int, bytes]:
    """How plainly the one article folds, and its text as it is looked at."""
    plain, text, outlet, section = ground.db.execute(
        f"SELECT p.plain, {COLUMN}, p.outlet, p.section FROM place_in_day AS p JOIN article AS a ON a.id = p.id"
    ).fetchone()
    return int(plain), with_names(text, outlet, section)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_glance_never_errs(data: st.DataObject) -> None:
    ground = Ground()
    one = data.draw(articles())
    ground.add(one)
    query = asked(data, [one])
    plain, text = seen(ground)
    known = names_known(ground.db, query.root)
    ground.db.close()
    if not plain or b"\\" in text:
        return
    can, surely = make_prefilters(query.root, known)[plain]
    true = holds(query.root, texts(one))
    assert can(text) or not true
    assert true or not surely(text)


@pytest.mark.parametrize(
    ("typed", "can", "surely"),
    [
        ("배터리", True, True),
        ("울산", False, False),
        ("영일만", True, False),  # a caption: among what is stored as JSON
        ("남효선", True, False),
        ("reporter:남효선", True, False),
        ("reporter:배터리", False, False),
        ("headline:포항", True, True),
        ("headline:배터리", False, False),  # in the body
        ("-headline:배터리", True, True),
        ("headline:=포항", True, False),
        ("-울산", True, True),
        ("-배터리", False, False),
        ("-영일만", True, False),
        ("배터리 -울산", True, True),
        ("울산 OR 배터리", True, True),
        ("울산 OR -배터리", False, False),
        ('"배터리 공장이"', True, True),
        ("=배터리", True, False),
        ("outlet:견본", True, True),
        ("outlet:신문", False, False),  # another outlet's name
        ("outlet:없는신문", False, False),
        ("section:경북", True, True),
        ("section:전국 OR 울산", True, True),
        ("section:경제 OR 울산", False, False),
        ("-section:경북", False, False),
        ("-section:경제", True, True),
    ],
)
def test_what_a_glance_sees(typed: str, can: bool, surely: bool) -> None:
    ground = Ground()
    photo = Photo(url="https://example.com/1.jpg", caption="영일만 전경", credit="")
    ground.add(article("포항", "배터리 공장이 섰다", reporters=("남효선",), photos=(photo,), section="전국 > 경북"))
    ground.add(article("울산", "딴 소식", outlet=OUTLETS[1][0], outlet_title=OUTLETS[1][2], section="경제"))
    plain, text = seen(ground)
    root = parse(typed).root
    glance = make_prefilters(root, names_known(ground.db, root))[plain]
    ground.db.close()
    assert (glance.can(text), glance.surely(text)) == (can, surely)
    assert reporters_of(text).decode() == '["남효선"]'


@pytest.mark.parametrize("between", ["\x1d", "\x1e", "\x1f"])
def test_a_text_that_has_the_bytes_between_its_parts_is_found_all_the_same(between: str) -> None:
    ground = Ground()
    one = ground.add(
        article(f"포항{between}배터리", f"영일만{between}공장", deck=f"부제{between}끝", reporters=("남효선",))
    )
    wanted = ("headline:배터리 공장", "headline:포항 -headline:공장", "reporter:남효선 끝", "section:사회 OR =공장")
    for typed in wanted:
        assert [hit.id for hit in search(ground.db, parse(typed)).hits] == [one], typed
    for typed in ("-headline:배터리", "headline:공장", "-reporter:남효선 포항"):
        assert search(ground.db, parse(typed)).hits == (), typed
    ground.db.close()


def test_most_queries_are_decided_at_a_glance() -> None:
    """A glance that never says anything would not err either."""
    ground = Ground()
    ground.add(article("포항시 배터리", "이차전지 공장이 2,000명을 뽑는다. “더 뽑겠다”고 했다."))
    plain, text = seen(ground)
    ground.db.close()
    said: Counter[bool] = Counter()
    for typed in (
        "배터리",
        "공장 서울",
        '"2000명을 뽑"',
        "배터리 -서울",
        "뽑는다 OR 서울",
        "이차전지산업",
        "-공장",
        "“더",
    ):
        for query in (parse(typed), loosen_query(parse(typed))):
            can, surely = make_prefilters(query.root, {})[plain]
            said[surely(text) or not can(text)] += 1
    assert said[False] == 0
