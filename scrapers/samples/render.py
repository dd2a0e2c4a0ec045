"""A record as a page: the markup of each skin, with everything that stands around an article there.

``extract`` of a rendered page gives the record back, whatever else is on the page:
``extract(render(article, skin)) == expected(article, skin)``.
"""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from models.records.article import Article
from scrapers.samples import php as php_forms
from scrapers.samples.catalog import skin_modules
from scrapers.samples.skins.skin import SampleOutlet, Skin, Surroundings
from scrapers.samples.surroundings import filled, usual

SKINS: dict[str, Skin] = {skin.id: skin for module in skin_modules() for skin in module.SKINS}
SAMPLE_OUTLETS: dict[str, SampleOutlet] = {module.SAMPLE.family: module.SAMPLE for module in skin_modules()}


def render(
    article: Article,
    skin: str,
    *,
    decoys: bool | Surroundings = True,
    php: int | Sequence[str] | None = None,
    weight: int = 0,
    seed: int = 0,
) -> str:
    """The page of ``article`` in ``skin`` (a key of ``SKINS``), declared as UTF-8.

    ``decoys``: True for the usual surroundings, False for a bare page, or an ``Surroundings`` of one's own.
    ``php``: what PHP printed in the side widgets: the messages, or how many; None for ``article.php_messages``.
    ``weight``: fill up to about that many bytes. ``seed`` picks among the forms a skin has for one thing
    (where photos stand, ``<p>`` or ``<br>``, inline markup); the record read from the page is the same.
    """
    shape = SKINS[skin]
    rng = Random(f"{seed}:{skin}:{article.canonical_url}")
    count = article.php_messages if php is None else php
    if isinstance(count, int):
        forms = php_forms.messages()
        count = [forms[n % len(forms)] for n in range(count)]
    around = decoys if isinstance(decoys, Surroundings) else Surroundings()
    if decoys is True:
        around = usual(article.fetched_at, (), 0)
    around = replace(around, messages=(*around.messages, *count), weight=weight or around.weight)
    return filled(shape.page(article, around, rng), around.weight, rng)


def expected(article: Article, skin: str) -> Article:
    """What the page can give back of the record: fields the skin does not show are empty, times are cut to
    what it prints, ``published_raw`` is the page's text."""
    shape = SKINS[skin]
    shown: dict[str, Any] = {
        name: empty
        for name, empty in (
            ("section", ""),
            ("deck", ""),
            ("reporters", ()),
            ("emails", ()),
            ("dateline", ""),
            ("agency", ""),
            ("modified_at", None),
            ("tags", ()),
        )
        if name not in shape.shows
    }
    for name in ("published_at", "modified_at"):
        at = shown.get(name, getattr(article, name))
        if at is not None and not shape.seconds:
            shown[name] = at.replace(second=0, microsecond=0)
        if at is not None and not shape.clock:
            shown[name] = at.replace(hour=0, minute=0, second=0, microsecond=0)
    raw = shape.raw(article.published_at) if article.published_at else ""
    shown |= {"published_raw": raw, "published_from": "page", "broken_characters": 0, "repairs": ()}
    return replace(article, **shown)


def encode(html: str, charset: str = "utf-8", *, declared: str | None = None) -> bytes:
    """The page as bytes in ``charset``; characters outside it become numeric references.

    ``declared`` is what the page's own ``<meta charset>`` says (default: the truth).
    """
    said = html.replace('charset="utf-8"', f'charset="{declared or charset}"', 1)
    return said.encode(charset, "xmlcharrefreplace")
