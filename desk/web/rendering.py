"""Pages from the Jinja2 templates beside this file: autoescape on, an undefined name is an error.

Scraped text passes the escaping once; nothing here marks a value as safe. Excerpts come as text with spans, and the
template writes the ``<mark>``.
"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from desk.output.clip_lines import short_date
from desk.web.static_files import static_url
from models.language import N_, _, ngettext
from models.language.choose import Language
from models.query.excerpt import Excerpt
from models.records.times import KST, has_clock
from reports.formats.html import is_web_address, replace_unprintable

TEMPLATES = Path(__file__).resolve().parent / "templates"
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def render(template: str, language: Language, **values: object) -> str:
    """A template filled in. Every value is escaped; an unknown name raises."""
    return environment().get_template(template).render(page_language=language, **values)


@cache
def environment() -> Environment:
    """The one environment of the desk."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(_=_, ngettext=ngettext, static=static_url)
    made.tests["web_address"] = is_web_address
    made.filters.update(pieces=split_excerpt, day=format_day, moment=format_moment, published=format_published)
    made.filters.update(clock=format_clock, short_date=short_date)
    return made


def split_excerpt(excerpt: Excerpt) -> Iterator[tuple[str, bool]]:
    """The pieces of an excerpt in order, each with whether it is a hit."""
    at = 0
    for start, end in excerpt.spans:
        if at < start:
            yield excerpt.text[at:start], False
        yield excerpt.text[start:end], True
        at = end
    if at < len(excerpt.text):
        yield excerpt.text[at:], False


def format_day(value: date | None) -> str:
    """``11. 18. (수)``, with its year where that is not the present one; empty for no day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(KST).date()
    weekday = _(WEEKDAYS[value.weekday()])
    if value.year == datetime.now(KST).year:
        return _("{month}/{day} ({weekday})", month=value.month, day=value.day, weekday=weekday)
    return _("{month}/{day}/{year} ({weekday})", year=value.year, month=value.month, day=value.day, weekday=weekday)


def format_published(value: datetime | None, raw: str = "", fetched_at: datetime | None = None) -> str:
    """When an article was published: the day alone where its page gave no time of day.

    Without a day it is what the page says, or when it was fetched, in parentheses.
    """
    if value is not None:
        return format_moment(value) if has_clock(value, raw) else format_day(value)
    return raw or (f"({format_day(fetched_at)})" if fetched_at else "")


def format_clock(value: datetime | None) -> str:
    """``09:05``; empty for none."""
    return "" if value is None else f"{value.astimezone(KST):%H:%M}"


def format_moment(value: datetime | None) -> str:
    """A day and a time of day; empty for none."""
    return "" if value is None else f"{format_day(value)} {format_clock(value)}"


def _finalize(value: object) -> object:
    """Each value on its way into a page: nothing for None, no character that HTML may not hold."""
    return "" if value is None else replace_unprintable(value)
