"""Tests mirror the code. Whatever they run sees a sample outlet of every family, not only the two of the demo."""

from scrapers.samples.catalog import add_package

add_package("tests.sites")
