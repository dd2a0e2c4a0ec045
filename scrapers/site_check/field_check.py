"""What a look at an outlet tells: findings for a person to act on, and each field of an article as a short text."""

from dataclasses import fields
from datetime import datetime

from models.records.article import Article
from scrapers.site_check.survey import NEEDED, Sight, Survey

MISSED = "selector_missed"
COMPARED = ("deck", "section", "photos", "modified_at", "tags")


def findings(seen: Survey) -> list[str]:
    """What a person should look at, a sentence each; none where all works."""
    told = [f"robots.txt: {seen.robots}"] if seen.robots != "allowed" else []
    # A source that only the family guesses may be absent, where another one works.
    works = any(one.listings for one in seen.sources)
    named = {*seen.outlet.feeds, *seen.outlet.sitemaps}
    told += [
        f"{one.kind} {one.url}: {one.why}"
        for one in seen.sources
        if one.why and (not works or one.url in named or one.kind == "list")
    ]
    if not works:
        told.append("no feed, list or sitemap leads to an article")
    sight = seen.sight
    if sight is None:
        return told
    if sight.article is None:
        return [*told, f"article {sight.url}: {sight.outcome}"]
    return told + _field_findings(sight, sight.article)


def _field_findings(sight: Sight, article: Article) -> list[str]:
    told = [f"article {sight.url}: no {name}" for name in NEEDED if not getattr(article, name)]
    if article.broken_characters:
        told.append(f"article {sight.url}: {article.broken_characters} characters could not be decoded")
    repairs = dict(article.repairs)
    if missed := {name: count for name, count in repairs.items() if name.startswith(MISSED)}:
        told.append(f"article {sight.url}: the family's selectors missed ({', '.join(sorted(missed))})")
    return told


def notes(seen: Survey) -> list[str]:
    """What may be wrong or may not: fields that a page need not have, and that only ``generic`` finds on this one."""
    sight = seen.sight
    if sight is None or sight.article is None or not isinstance(sight.generic, Article):
        return []
    return [
        f"article {sight.url}: the family finds no {name}, generic does"
        for name in COMPARED
        if not getattr(sight.article, name) and getattr(sight.generic, name)
    ]


def field_facts(article: Article) -> dict[str, str]:
    """Each field as a short text: what was found, or how much of it."""
    facts: dict[str, str] = {}
    for field in fields(Article):
        value = getattr(article, field.name)
        if field.name == "body":
            facts["body"] = f"{len(value)} characters in {len(value.splitlines())} paragraphs: {value[:60]}…"
        elif field.name == "photos":
            facts["photos"] = f"{len(value)}, {sum(bool(p.caption) for p in value)} with a caption"
        elif field.name == "repairs":
            facts["repairs"] = ", ".join(f"{name} {count}" for name, count in value)
        elif isinstance(value, tuple):
            facts[field.name] = ", ".join(value)
        elif isinstance(value, datetime):
            facts[field.name] = f"{value:%Y-%m-%d %H:%M}"
        else:
            facts[field.name] = str(value).replace("\n", " / ") if value else ""
    return facts
