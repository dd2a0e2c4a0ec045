"""Outlets named by id or Korean title, and what a mistyped name may have meant."""

import pytest

from models.query.outlet_names import find_ids, near_names, resolve_names

TITLES = {
    "kyongbuk": "경북일보",
    "kbmaeil": "경북매일",
    "imaeil": "매일신문",
    "pn": "포항 신문",
    "a": "견본",
    "b": "견본",
    "c": "",
}


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("kyongbuk", ["kyongbuk"]),
        ("KYONGBUK", ["kyongbuk"]),
        ("경북일보", ["kyongbuk"]),
        (" 경북 일보 ", ["kyongbuk"]),
        ("포항신문", ["pn"]),
        ("견본", ["a", "b"]),
        ("경북", []),
        ("", []),
    ],
)
def test_an_outlet_is_found_by_either_name(name: str, ids: list[str]) -> None:
    assert find_ids(name, TITLES) == ids


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("경북일뵤", "경북일보(kyongbuk)"),
        ("경북", "경북일보(kyongbuk)"),
        ("매일", "매일신문(imaeil)"),
        ("kyongbok", "경북일보(kyongbuk)"),
        ("포항신문사", "포항 신문(pn)"),
    ],
)
def test_what_was_meant_is_named_with_its_title(name: str, near: str) -> None:
    assert near in near_names(name, TITLES)


def test_nothing_is_near_what_is_like_nothing() -> None:
    assert near_names("zzzz", TITLES) == []


def test_names_become_ids_once_and_unknown_ones_stay() -> None:
    assert list(resolve_names(["경북일보", "kyongbuk", "없는신문"], TITLES)) == ["kyongbuk", "없는신문"]
