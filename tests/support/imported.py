"""Everything that a verb or a crawl may import, imported: for a process that forks them.

Most of what a short verb or a crawl of ten pages takes of the processor is imports.
"""

import gc
import importlib
import pkgutil
import sys
from collections.abc import Iterator

from scrapy.settings import default_settings

import scrapers.settings

LIBRARIES = (
    *("aiohttp", "alembic.command", "anyio", "babel", "bs4", "click", "dateutil.parser", "docx", "hwpx", "jinja2"),
    *("lxml.html", "numpy", "openpyxl", "pdfminer.high_level", "PIL.Image", "rich.progress", "scrapy.crawler"),
    *("sqlalchemy", "sqlalchemy.dialects.sqlite", "starlette.applications", "twisted.internet.asyncioreactor"),
    *("typst", "uvicorn", "warcio", "xlsxwriter"),
)
ROOMS = ("models", "pipelines", "scrapers", "reports", "desk")


def import_everything() -> None:
    """Import our modules, the libraries, and what Scrapy's settings name; but no reactor, which cannot be shared."""
    modules = [found.name for room in ROOMS for found in pkgutil.walk_packages([room], f"{room}.")]
    for name in [*LIBRARIES, *_find_in_settings(), *(name for name in modules if ".migrations." not in name)]:
        importlib.import_module(name)
    assert "twisted.internet.reactor" not in sys.modules, "a reactor cannot be shared"
    gc.freeze()


def _find_in_settings() -> Iterator[str]:
    """The modules of the classes that a crawl loads by their names."""
    values = [value for settings in (default_settings, scrapers.settings) for value in vars(settings).values()]
    for value in values:
        named = [*value, *value.values()] if isinstance(value, dict) else [value]
        for name in named:
            if isinstance(name, str) and name.startswith(("scrapy.", "scrapers.", "pipelines.")):
                yield name.rpartition(".")[0]
