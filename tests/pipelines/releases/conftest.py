"""The archive that the tests of pickup share, one a file."""

from datetime import timedelta
from pathlib import Path

import pytest

from models.archive.write.archive import Archive
from models.records.outlet import Outlet
from pipelines.stories.update import update
from tests.support import release_files as made
from tests.support.made_news.archive import a_page, an_article
from tests.support.made_news.kinds import Made
from tests.support.made_news.made import Maker
from tests.support.release_archive import ARTICLES, RELEASED


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pickup")
    maker = Maker(3)
    others = [
        an_article(
            Made(100 + n, 5 + n % 20, RELEASED + timedelta(minutes=37 * n - 9_000), "", None, maker.background("포항"))
        )
        for n in range(400)
    ]
    with Archive.open(place / "archive.db") as archive:
        archive.upsert_outlet(Outlet(id="outlet1", title="견본1신문", family="", home="", region="경북", export="full"))
        with archive.transaction() as writer:
            for article in (*ARTICLES, *others):
                writer.store(article, a_page(article))
        update(archive)
    (place / "음악회.txt").write_text(made.text(), encoding="utf-8")
    return place
