"""``python -m tests.bench.score.writers``: who wrote it, from each form of ``tests.support.writer_forms``.

``--misses`` lists the forms of the dev half that are read otherwise; the held half is only counted.
"""

import argparse
from collections.abc import Iterator

from models.records.article import Article
from models.records.page import Page
from pipelines.extract import extract
from scrapers.families.generic import FAMILY, outlet_for
from tests.support.read_pages import FETCHED
from tests.support.writer_forms import FORMS, HALVES, Form, half_of, page_of, url_of


def read_form(form: Form) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The reporters and addresses read from a form's page; None where the page is refused."""
    page = Page(outlet="", url=url_of(form), body=page_of(form).encode(), fetched_at=FETCHED)
    outlet = outlet_for(page)
    assert outlet is not None
    found = extract(page, FAMILY.layout(outlet))
    return (found.reporters, found.emails) if isinstance(found, Article) else None


def forms_of(half: str) -> Iterator[Form]:
    """The forms of one half."""
    return (form for form in FORMS if half_of(form) == half)


def main() -> None:
    """Print a row for each half, and the misses of the dev half where asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.score.writers")
    parser.add_argument("--misses", action="store_true", help="list the forms of the dev half that are read otherwise")
    options = parser.parse_args()
    for half in HALVES:
        read = [(form, read_form(form)) for form in forms_of(half)]
        reporters = sum(found is not None and set(found[0]) == set(form.reporters) for form, found in read)
        emails = sum(found is not None and set(found[1]) == set(form.emails) for form, found in read)
        refused = sum(found is None for _, found in read)
        print(f"{half:6} {len(read)} forms  reporters {reporters}  e-mails {emails}  refused {refused}")
        if options.misses and half == "dev":
            for form, found in read:
                if found is None or (set(found[0]), set(found[1])) != (set(form.reporters), set(form.emails)):
                    print(f"  {form.name}\n    wanted {form.reporters, form.emails}\n    found  {found}")


if __name__ == "__main__":
    main()
