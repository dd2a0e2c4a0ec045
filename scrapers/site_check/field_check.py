"""What a check of an outlet finds: findings for a person to act on, and each field of an article as a short text."""

from dataclasses import fields
from datetime import datetime

from models.health.failure_reasons import describe_failure, describe_source
from models.language import _, language
from models.records.article import Article
from models.records.labels import label
from scrapers.site_check.survey import ALLOWED, NEEDED, ArticleSample, Survey

MISSED = "selector_missed"
COMPARED = ("deck", "section", "photos", "modified_at", "tags")


def list_findings(seen: Survey) -> list[str]:
    """What a person should look into, a sentence each; none where all works."""
    found = [_("robots.txt: {robots}", robots=describe_failure(seen.robots))] if seen.robots != ALLOWED else []
    # A source that only the family guesses may be absent, where another one works.
    works = any(one.listings for one in seen.sources)
    named = {*seen.outlet.feeds, *seen.outlet.sitemaps}
    found += [
        f"{describe_source(one.kind)} {one.url}: {describe_failure(one.why)}"
        for one in seen.sources
        if one.why and (not works or one.url in named or one.kind == "list")
    ]
    if not works:
        found.append(_("no feed, list or sitemap leads to an article"))
    sample = seen.sample
    if sample is None:
        return found
    if sample.article is None:
        return [*found, _("article {url}: {outcome}", url=sample.url, outcome=describe_failure(sample.outcome))]
    return found + _field_findings(sample, sample.article)


def _field_findings(sample: ArticleSample, article: Article) -> list[str]:
    missing = [name for name in NEEDED if not getattr(article, name)]
    words = map(_field_name, missing)
    found = [_("article {url}: no {name}", url=sample.url, name=word) for word in words]
    if article.broken_characters:
        found.append(
            _(
                "article {url}: {count} characters could not be decoded",
                url=sample.url,
                count=article.broken_characters,
            )
        )
    repairs = dict(article.repairs)
    if missed := {name: count for name, count in repairs.items() if name.startswith(MISSED)}:
        found.append(
            _(
                "article {url}: the family's selectors missed ({missed})",
                url=sample.url,
                missed=", ".join(sorted(missed)),
            )
        )
    return found


def _field_name(name: str) -> str:
    return name if language() == "en" else label(name, "ko")


def list_notes(seen: Survey) -> list[str]:
    """What may be wrong or may not: fields that a page need not have, and that only ``generic`` finds on this one."""
    sample = seen.sample
    if sample is None or sample.article is None or not isinstance(sample.generic, Article):
        return []
    return [
        _("article {url}: the family finds no {name}, generic does", url=sample.url, name=_field_name(name))
        for name in COMPARED
        if not getattr(sample.article, name) and getattr(sample.generic, name)
    ]


def field_facts(article: Article) -> dict[str, str]:
    """Each field as a short text: what was found, or how much of it."""
    facts: dict[str, str] = {}
    for field in fields(Article):
        value = getattr(article, field.name)
        if field.name == "body":
            facts["body"] = _(
                "{count} characters in {paragraphs} paragraphs: {beginning}…",
                count=len(value),
                paragraphs=len(value.splitlines()),
                beginning=value[:60],
            )
        elif field.name == "photos":
            facts["photos"] = _(
                "{count}, {captioned} with a caption", count=len(value), captioned=sum(bool(p.caption) for p in value)
            )
        elif field.name == "repairs":
            facts["repairs"] = ", ".join(f"{name} {count}" for name, count in value)
        elif isinstance(value, tuple):
            facts[field.name] = ", ".join(value)
        elif isinstance(value, datetime):
            facts[field.name] = f"{value:%Y-%m-%d %H:%M}"
        else:
            facts[field.name] = str(value).replace("\n", " / ") if value else ""
    return facts
