"""What a check of an outlet finds: findings for a person to act on, and each field of an article as a short text."""

from dataclasses import fields
from datetime import datetime

from models.records.article import Article
from scrapers.site_check.survey import NEEDED, ArticleSample, Survey

MISSED = "selector_missed"
COMPARED = ("deck", "section", "photos", "modified_at", "tags")


def list_findings(seen: Survey) -> list[str]:
    """What a person should look into, a sentence each; none where all works."""
    found = [f"robots.txt: {seen.robots}"] if seen.robots != "allowed" else []
    # A source that only the family guesses may be absent, where another one works.
    works = any(one.listings for one in seen.sources)
    named = {*seen.outlet.feeds, *seen.outlet.sitemaps}
    found += [
        f"{one.kind} {one.url}: {one.why}"
        for one in seen.sources
        if one.why and (not works or one.url in named or one.kind == "list")
    ]
    if not works:
        found.append("no feed, list or sitemap leads to an article")
    sample = seen.sample
    if sample is None:
        return found
    if sample.article is None:
        return [*found, f"article {sample.url}: {sample.outcome}"]
    return found + _field_findings(sample, sample.article)


def _field_findings(sample: ArticleSample, article: Article) -> list[str]:
    found = [f"article {sample.url}: no {name}" for name in NEEDED if not getattr(article, name)]
    if article.broken_characters:
        found.append(f"article {sample.url}: {article.broken_characters} characters could not be decoded")
    repairs = dict(article.repairs)
    if missed := {name: count for name, count in repairs.items() if name.startswith(MISSED)}:
        found.append(f"article {sample.url}: the family's selectors missed ({', '.join(sorted(missed))})")
    return found


def list_notes(seen: Survey) -> list[str]:
    """What may be wrong or may not: fields that a page need not have, and that only ``generic`` finds on this one."""
    sample = seen.sample
    if sample is None or sample.article is None or not isinstance(sample.generic, Article):
        return []
    return [
        f"article {sample.url}: the family finds no {name}, generic does"
        for name in COMPARED
        if not getattr(sample.article, name) and getattr(sample.generic, name)
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
