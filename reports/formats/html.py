"""HTML pages and SVG from the Jinja2 templates of reports/templates: everything scraped is escaped, nothing runs.

A page is one file that loads nothing. Its Content-Security-Policy allows its own style sheet, named by its hash, and
nothing else: even where an escape were forgotten, no foreign script, picture or form would work.
Jinja2 is imported at the first page, so that commands that write none do not pay for it.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
# Characters that no HTML may hold: controls become spaces, lone surrogates question marks.
_NOT_IN_HTML = {n: " " for n in range(32) if n not in (9, 10)} | dict.fromkeys(range(0xD800, 0xE000), "?")


def render(template: str, **values: object) -> "Markup":
    """A template filled in, as text that is HTML already. Values are escaped; an unknown name raises."""
    from markupsafe import Markup

    return Markup(environment().get_template(template).render(**values))  # noqa: S704 - the output of an escaping template


def page_values(
    title: str, *styles: str, rules: str = "", language: str = "ko", missing: str = ""
) -> dict[str, object]:
    """What every page needs: ``styles`` are style sheets among the templates, ``rules`` further CSS of ours.

    ``missing`` is a sentence about what the page does not cover; it stands below the page's heading.
    """
    from markupsafe import Markup

    style = "".join((TEMPLATES / name).read_text("utf-8") for name in styles) + rules
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return {
        "title": title,
        "language": language,
        "missing": missing,
        "style": Markup(style),  # noqa: S704 - our own files and rules
        "policy": Markup(policy),  # noqa: S704
    }


@cache
def environment() -> "Environment":
    """The one environment of all reports: autoescape on, an undefined name is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.tests["web_address"] = is_web_address
    made.filters["px"] = _format_pixels
    made.filters["prose"] = _format_prose
    return made


def is_web_address(url: str) -> bool:
    """Whether an address may become a link: http and https only."""
    return url.lower().startswith(("http://", "https://"))


def _format_pixels(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _format_prose(text: str) -> "Markup":
    """A sentence for the text of an element: escaped, its apostrophes as they are."""
    from markupsafe import Markup, escape

    return Markup(str(escape(str(_finalize(text)))).replace("&#39;", "'"))  # noqa: S704 - escaped


def _finalize(value: object) -> object:
    """Each value on its way into a page: nothing for None, no character that HTML may not hold."""
    return "" if value is None else replace_unprintable(value)


def replace_unprintable(value: object) -> str:
    """A value as text without characters that HTML may not hold: spaces and question marks in their place."""
    text = value if isinstance(value, str) else str(value)
    return text if text.isprintable() else text.translate(_NOT_IN_HTML)
