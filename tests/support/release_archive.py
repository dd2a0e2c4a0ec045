"""A release, the articles made from it, and an archive that holds them among others."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from models.archive.manifest import manifest_path
from models.archive.read.open import open_connection
from models.records.article import Article
from tests.support import release_files as made
from tests.support.made_news.archive import an_article
from tests.support.made_news.kinds import Made
from tests.support.made_news.made import START
from tests.support.run_news import Ran, news

RELEASED = START.replace(year=2026, month=11, day=18, hour=10, minute=30)
BODY = "\n".join(made.PARAGRAPHS)
REWRITTEN = (
    "견본시가 21일 오후 3시 들꽃길 광장에서 여는 가을 음악회에 관심이 모인다.\n"
    "음악회에는 시립합창단과 주민 악단 6곳이 나와 모두 18곡을 들려준다. 의자 300개가 놓여 누구나 앉을 수 있다.\n"
    "음악회는 지난해 처음 열려 1,200명이 찾았으며 올해는 더 늘 것으로 보인다.\n"
    "시는 비가 오면 체육관으로 자리를 옮기고 셔틀버스 4대를 굴린다.\n"
    "주민 이보기씨는 “작년에 자리가 모자라 서서 들었는데 올해는 일찍 가려고 한다”며 웃었다.\n"
    "음악회 예산은 7,500만원이다."
)
HOSTILE = "<script>alert(1)</script>=cmd|' /C calc'!A0"


def an(n: int, body: str, minutes: int, headline: str, **given: object) -> Article:
    one = Made(n, n, RELEASED + timedelta(minutes=minutes), "", None, body, headline=headline)
    return replace(an_article(one), **given)  # type: ignore[arg-type]


ARTICLES = (
    an(1, BODY, 95, made.TITLE),
    an(2, REWRITTEN, 1_500, HOSTILE, reporters=("=이보기",)),
    an(
        3,
        BODY.replace("21일", "25일")
        .replace("18곡", "20곡")
        .replace("300개", "450개")
        .replace("4대", "7대")
        .replace("6곳", "9곳"),
        9 * 1440,
        "견본시 겨울 음악회",
    ),
    an(4, "다른 시의 소식이다. 도서관이 새로 문을 열고 책 5천 권을 들였다. 주민들이 반겼다.", 30, "도서관 소식"),
)


def a_copy(folder: Path, place: Path) -> Path:
    """The archive in a place of its own, with no release kept."""
    with (
        closing(sqlite3.connect(folder / "archive.db")) as source,
        closing(sqlite3.connect(place / "archive.db")) as copy,
    ):
        source.backup(copy)
        copy.executescript("DELETE FROM pickup_sentence; DELETE FROM pickup; DELETE FROM release;")
    shutil.copy(manifest_path(folder / "archive.db"), manifest_path(place / "archive.db"))
    return place / "archive.db"


def kept_files(archive: Path) -> list[str]:
    with closing(open_connection(archive)) as db:
        return [row[0] for row in db.execute("SELECT file FROM release ORDER BY id")]


def run(folder: Path, *arguments: object, **environment: str) -> Ran:
    return news("pickup", *arguments, cwd=folder, **environment)
