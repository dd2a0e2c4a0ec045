"""More kinds of sites that nobody declared: dailies and broadcasters of today, boards, themes, hand-made pages."""

from datetime import datetime

import pytest

from models.records.times import KST
from tests.sites.more_unknown_pages import MORE
from tests.sites.unknown_pages import BODY, CAPTION, FOREIGN, HEADLINE, OTHERS, REPORTER
from tests.support.read_pages import article
from tests.support.undeclared import read_unknown

AT = datetime(2026, 11, 20, 9, 31, tzinfo=KST)
DECKS = {"", "옛 터미널 고쳐 만들어"}


@pytest.mark.parametrize("name", MORE)
@pytest.mark.parametrize("charset", ["utf-8", "cp949"])
def test_a_site_of_any_kind_is_read(name: str, charset: str) -> None:
    found = article(read_unknown(MORE[name]().encode(charset, "xmlcharrefreplace")))
    assert found.headline == HEADLINE
    assert found.body == BODY
    assert found.reporters == (REPORTER,)
    assert found.deck in DECKS
    assert found.published_at is not None
    assert found.published_at.replace(second=0) == AT


@pytest.mark.parametrize("name", MORE)
def test_nothing_of_others_enters(name: str) -> None:
    found = article(read_unknown(MORE[name]()))
    texts = (found.headline, found.deck, found.body, *found.reporters, *(photo.caption for photo in found.photos))
    for other in (*FOREIGN, *OTHERS, "민가람", "부럽네요", "많이 본", "로그인", "2026.11.21", "제보", "조회", "광고"):
        assert not any(other in text for text in texts), other
    assert CAPTION not in found.body
