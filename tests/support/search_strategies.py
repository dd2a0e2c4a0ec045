"""Articles and queries of the language as hypothesis draws them."""

from datetime import timedelta

from hypothesis import strategies as st

from models.query.filters import Filters
from models.query.synonyms import add_synonyms
from models.query.syntax import parse
from models.query.tree import Query, loosen_query
from models.records.article import Article
from tests.support.search_archive import OUTLETS, PHOTO, START, article

WORDS = (
    *("포항시는", "포항에서", "배터리", "이차전지", "LG에너지솔루션", "SK하이닉스", "POBATT2023", "K-배터리", "㈜하나"),
    *("1,000", "13,500억", "2023년", "3,4호기", "ＡＢＣ", "abc", "AbcDef", "e-mail@x.com", "日本", "남효선", "ㅋㅋ"),
    *("가나다", "나가", "가", "시", "12", "Pål", "cafe\u0301", "x" * 70 + "abc", "0o", "o1", "“인용”", "(주)포스코"),
    *("검찰·경찰", "검찰ㆍ경찰", "ㅋㅋㅠㅠ", "‘가나’", "'가나'", "10∼20", "K–배터리", "İstanbul", "34호기", "ΟΔΟΣ"),
)
WORD = st.sampled_from(WORDS) | st.text(st.sampled_from("가나시포항배터ab12,"), min_size=1, max_size=5)
LINE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    outlet, _, title, region = draw(st.sampled_from(OUTLETS))
    moment = START + timedelta(hours=draw(st.integers(0, 70)), minutes=draw(st.sampled_from([0, 30])))
    return article(
        draw(LINE),
        draw(TEXT),
        outlet=outlet,
        outlet_title=title,
        region=region,
        deck=draw(st.just("") | TEXT),
        published_at=draw(st.sampled_from([moment, moment, moment, None])),
        fetched_at=moment,
        reporters=tuple(draw(st.lists(st.sampled_from(["남효선", "이혜경", "Kim"]), max_size=2, unique=True))),
        section=draw(st.sampled_from(["", "전국 > 경북", "경북", "경제"])),
        photos=draw(st.sampled_from([(), (PHOTO,)])),
    )


FIELD = st.sampled_from(["", "", "", "", "headline:", "제목:", "reporter:", "매체:", "section:"])
SIGN = st.sampled_from(["", "", "", "-", "NOT "])


@st.composite
def part(draw: st.DrawFn, known: list[Article]) -> str:
    """A piece of a text that is there, as a word, a phrase or a whole word, in any field."""
    one = draw(st.sampled_from(known))
    text = draw(
        st.sampled_from(
            [
                one.body,
                one.headline,
                one.deck or one.body,
                "행사장 전경",
                "이혜경",
                one.outlet_title,
                one.section or "경북",
            ]
        )
    )
    start = draw(st.integers(0, len(text) - 1))
    piece = text[start : start + draw(st.sampled_from([1, 2, 3, 4, 5, 6, 12, 60]))]
    if draw(st.booleans()):
        piece = f'"{piece}"'
    return draw(SIGN) + draw(FIELD) + draw(st.sampled_from(["", "", "", "="])) + piece


@st.composite
def queries(draw: st.DrawFn, known: list[Article]) -> str:
    out = []
    for _ in range(draw(st.integers(1, 3))):
        piece = draw(part(known))
        if draw(st.integers(0, 3)) == 0:
            joint = draw(st.sampled_from([" ", " OR "]))
            piece = f"{draw(SIGN)}{draw(st.sampled_from(['', '', 'headline:']))}({piece}{joint}{draw(part(known))})"
        out += [piece, draw(st.sampled_from(["", "", "OR"]))]
    return " ".join(out)


def asked(data: st.DataObject, known: list[Article]) -> Query:
    """A query of the language, perhaps with synonyms, perhaps with loose spacing."""
    query = parse(data.draw(queries(known)))
    if data.draw(st.booleans()):
        query = add_synonyms(query, SYNONYMS).query
    return loosen_query(query) if data.draw(st.integers(0, 2)) == 0 else query


SYNONYMS = {term.text: ("배터리", "이차전지", "POBATT", term.text) for word in WORDS for term in parse(word).terms[:1]}
FILTERS = st.builds(
    Filters,
    outlets=st.sampled_from([(), (), (OUTLETS[1][0],), (OUTLETS[0][0], OUTLETS[2][0]), ("unknown",)]),
    regions=st.sampled_from([(), (), ("경북",), ("울산",)]),
    since=st.sampled_from([None, None, (START + timedelta(days=1)).date()]),
    until=st.sampled_from([None, None, (START + timedelta(days=1)).date()]),
    reporter=st.sampled_from(["", "", "남효선"]),
    section=st.sampled_from(["", "", "경북", "전국 > 경북"]),
)
