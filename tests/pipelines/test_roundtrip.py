"""A record rendered as a page and read again is the same record: every skin, both charsets, headers that lie."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrapers.samples.render import SKINS, encode, expected, render
from tests.sites.arbitrary import arbitrary
from tests.support.read_pages import differences, family_of, read

HEADERS = (
    "",
    "text/html",
    "text/html; charset=utf-8",
    "text/html; charset=euc-kr",
    "text/html; charset=iso-8859-1",
    "text/html; charset=no-such-charset",
    "application/octet-stream",
)


@pytest.mark.parametrize("skin", SKINS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    record=st.integers(0, 10**9),
    form=st.integers(0, 10**6),
    charset=st.sampled_from(("utf-8", "cp949")),
    declared=st.sampled_from((None, "utf-8", "euc-kr", "iso-8859-1")),
    header=st.sampled_from(HEADERS),
    decoys=st.booleans(),
)
def test_a_rendered_record_reads_back(
    skin: str, record: int, form: int, charset: str, declared: str | None, header: str, decoys: bool
) -> None:
    wanted = arbitrary(record, skin)
    body = encode(render(wanted, skin, seed=form, decoys=decoys), charset, declared=declared)
    found = read(body, family_of(skin), url=wanted.url, content_type=header, fetched_at=wanted.fetched_at)
    assert not differences(expected(wanted, skin), found)


@pytest.mark.parametrize("skin", SKINS)
def test_reading_twice_gives_equal_records(skin: str) -> None:
    page = render(arbitrary(7, skin), skin)
    assert read(page, family_of(skin)) == read(page, family_of(skin))
