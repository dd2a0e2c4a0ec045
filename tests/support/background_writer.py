"""Somebody who stores articles in an archive while a test does something else with it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.archive.write.archive import Archive
from tests.support.archive_factories import a_page, an_article


@contextmanager
def storing(path: Path, number: int) -> Iterator[None]:
    """Article after article is stored, from this number on, until the block ends. An error of the writer fails it."""
    stop, errors = threading.Event(), list[BaseException]()

    def write() -> None:
        article = number
        try:
            with Archive.open(path) as archive:
                while not stop.is_set():
                    archive.store(an_article(article), a_page(an_article(article)))
                    article += 1
        except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
            errors.append(error)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        yield
    finally:
        stop.set()
        writing.join()
    assert errors == []
