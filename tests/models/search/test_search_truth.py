"""Search finds exactly what brute force finds, in the same order, whatever was stored, changed or taken away."""

import sqlite3

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.archive.read.open import open_connection
from models.archive.write.archive import Archive
from models.query.filters import Filters
from models.query.syntax import parse
from models.query.tree import Query, loosen_query
from models.records.outlet import Outlet
from models.search.facets import count_by
from models.search.search import count, search
from tests.support.archive_factories import a_page
from tests.support.search_archive import OUTLETS, Ground, article, paged
from tests.support.search_strategies import FILTERS, LINE, TEXT, articles, asked

pytestmark = pytest.mark.usefixtures("limits")


def check(db: sqlite3.Connection, query: Query, filters: Filters, truth: list[int], limit: int) -> None:
    """Every way of asking gives the truth."""
    assert paged(db, query, filters, "newest", limit) == truth
    assert paged(db, query, filters, "oldest", limit) == truth[::-1]
    ranked = paged(db, query, filters, "relevance", limit)
    assert sorted(ranked) == sorted(truth)
    assert count(db, query, filters) == (len(truth), False)
    assert search(db, query, filters, limit=3).total == len(truth)
    assert sum(n.articles for _, n in count_by(db, query, "outlet", filters)) == len(truth)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_same_as_brute_force(data: st.DataObject) -> None:
    ground = Ground()
    ground.add_all(data.draw(st.lists(articles(), min_size=2, max_size=12)))
    for _ in range(data.draw(st.integers(0, 4))):
        number = data.draw(st.sampled_from(sorted(ground.articles)))
        if data.draw(st.booleans()) and len(ground.articles) > 1:
            ground.remove(number)
        else:
            ground.edit(number, headline=data.draw(LINE), body=data.draw(TEXT))
    for _ in range(6):
        query = asked(data, list(ground.articles.values()))
        filters = data.draw(FILTERS)
        check(ground.db, query, filters, ground.truth(query, filters), data.draw(st.sampled_from([1, 2, 20])))
    ground.db.close()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.sampled_from("12,,, a가\t"), min_size=1, max_size=9),
    st.text(st.sampled_from("12, a가"), min_size=1, max_size=4),
    st.booleans(),
)
@example("1,200", "1 2", True)
@example("1,200", ",", False)
@example("가,200,가", "가,2", False)
@example("1,200", "1, 2", True)
@example("3,4", "34", False)
@example("1,200,3", "200,3", False)
@example("1,2000", "1,200", False)
def test_commas_in_numbers_and_spaces_as_brute_force(text: str, typed: str, loose: bool) -> None:
    ground = Ground()
    ground.add_all([article("하나", text), article("둘", f"가 {text} 나"), article(text, "셋")])
    query = parse(f'"{typed}"')
    query = loosen_query(query) if loose else query
    check(ground.db, query, Filters(), ground.truth(query, Filters()), 20)
    ground.db.close()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_same_as_brute_force_in_a_real_archive(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("archive") / "archive.db"
    ground = Ground()
    drawn = data.draw(st.lists(articles(), min_size=2, max_size=8))
    edits = data.draw(st.lists(st.tuples(st.integers(0, len(drawn) - 1), articles()), max_size=4))
    with Archive.open(path) as archive:
        for outlet, _, title, region in OUTLETS:
            archive.upsert_outlet(Outlet(id=outlet, title=title, family="sample", home="https://e.com", region=region))
        ids: dict[int, int] = {}
        steps = [*enumerate(drawn), *((n, edited) for n, edited in edits)]
        for n, one in steps:
            same = {"outlet": drawn[n].outlet, "outlet_title": drawn[n].outlet_title, "region": drawn[n].region}
            url = f"https://e.com/{n}"
            one = article(**{f: getattr(one, f) for f in ("headline", "body", "deck", "published_at", "fetched_at")}
                          | {f: getattr(one, f) for f in ("reporters", "section", "photos")}
                          | same | {"url": url, "canonical_url": url})  # fmt: skip
            ids[n] = archive.store(one, a_page(one, b"<html></html>")).id
            ground.articles[n] = one
    ground.articles = {ids[n]: one for n, one in ground.articles.items()}
    db = open_connection(path)
    for _ in range(6):
        query = asked(data, list(ground.articles.values()))
        filters = Filters(
            outlets=data.draw(st.sampled_from([(), (OUTLETS[1][0],)])),
            regions=data.draw(st.sampled_from([(), ("경북",)])),
        )
        check(db, query, filters, ground.truth(query, filters), data.draw(st.sampled_from([1, 20])))
    db.close()
    ground.db.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_paging_goes_on_while_the_archive_changes(data: st.DataObject) -> None:
    """What was there from the first page to the last is shown once; what came or went in between, at most once."""
    ground = Ground()
    ground.add_all(data.draw(st.lists(articles(), min_size=6, max_size=16)))
    query = asked(data, list(ground.articles.values()))
    sort = data.draw(st.sampled_from(["newest", "oldest", "relevance"]))
    untouched = set(ground.truth(query, Filters()))
    shown: list[int] = []
    gone: set[int] = set()
    given_anew: set[int] = set()
    cursor = None
    while len(shown) < 1_000:
        page = search(ground.db, query, sort=sort, limit=data.draw(st.sampled_from([1, 2, 3])), cursor=cursor)
        shown += [hit.id for hit in page.hits]
        cursor = page.cursor
        if cursor is None:
            break
        if data.draw(st.booleans()):
            given_anew |= gone & {ground.add(data.draw(articles()))}
        elif len(ground.articles) > 1:
            number = data.draw(st.sampled_from(sorted(ground.articles)))
            ground.remove(number)
            untouched.discard(number)
            gone.add(number)
    once = [number for number in shown if number not in given_anew]  # an id given anew is another article
    assert len(once) == len(set(once))
    assert untouched <= set(shown)
    ground.db.close()
