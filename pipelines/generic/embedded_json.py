"""Articles whose text is inside scripts: Arc (``Fusion.globalContent``), Next.js (``__NEXT_DATA__`` and the newer
``__next_f.push``), states of other frameworks. The record with the longest Korean text under a body's name is taken.

Names of fields: verified on stored pages of Arc, news1 and hankookilbo; the others are how such fields are usually
called.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from pipelines.dom.document import Document
from pipelines.dom.json_text import value_behind
from pipelines.dom.tree import Element
from pipelines.generic.class_names import in_order, word_set
from pipelines.generic.declared_facts import DeclaredFacts, plain_text, read_names, read_texts
from pipelines.text.text_keys import count_hangul

STARTS = re.compile(
    r"Fusion\.globalContent\s{0,3}=|__[A-Z][A-Z_]{2,40}__\"?\]?\s{0,3}=|\.push\((?=\s{0,3}\{)"
    r"|\b(?:articleData|articleInfo|articleView|newsData|initialState|pageProps|article)\s{0,3}=(?=\s{0,3}\{)"
)
FLIGHT = re.compile(r"__next_f\.push\(")
TEXT_VALUE = re.compile(
    r"(?:=|:|\()\s{0,5}(?:\"(?P<text>(?=[^\"\\\n]{0,2000}[가-힣])[^\"\\\n]*(?:\\.[^\"\\\n]*)*)\""
    r"|'(?P<single>(?=[^'\\\n]{0,2000}[가-힣])[^'\\\n]*(?:\\.[^'\\\n]*)*)'|`(?P<tick>[^`]*)`)",
)
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
ESCAPED = {"n": "\n", "r": "\n", "t": " "}
MAX_SCRIPTS, MAX_TEXTS = 20, 2_000
ROW = re.compile(r"\n?([0-9a-f]{1,6}):(?:T([0-9a-f]{1,6}),)?")
REFERENCE = re.compile(r"\$([0-9a-f]{1,6})")
JSON_KIND = "application/json"
SCRIPT_MARKS = (
    "__NEXT_DATA__",
    "__next_f",
    "globalContent",
    "_STATE__",
    "__NUXT__",
    JSON_KIND,
    "window[",
    "window.__",
)
PLAIN_MARKS = tuple(mark for mark in SCRIPT_MARKS if "__" not in mark)
BODY = word_set(
    """
    contenthtml content contents body articlebody articlecontent articlecontents text html bodyhtml contenttext
    newscontent newscontents newsbody bodytext contentelements contentarrange paragraphs blocks components articletext
    fullcontent maincontent story contentsbody contentbody cn cont conts
    """
)
HEADLINE = (
    "headline",
    "title",
    "articletitle",
    "newstitle",
    "subject",
    "headlines",
    "titlemain",
    "maintitle",
    "sj",
    "ttl",
)
DECK = ("subtitle", "subheadline", "subheadlines", "subtitles", "deck", "articlesubtitle", "newssubtitle", "titlesub")
AUTHORS = in_order(
    "writerdisplay writername writers writer byline bylines authors author credits reporters reporter reportername "
    "reporterlist reporterinfo writerlist writerinfo authorlist authorname journalistlist reporterbox journalists "
    "journalist"
)
PUBLISHED = in_order(
    "deploydt publishedat publishedtime publisheddate publishdate displaydate firstpublishdate datepublished "
    "servicedate servicedt regdate regdt registdate inputdate inputdt articledate pubdate publisheddt createdat "
    "createddate"
)
MODIFIED = in_order(
    "redeploydt modifiedat modifiedtime lastupdateddate updatedat updateddate updatedate datemodified moddate moddt "
    "modifydate modifieddate"
)
SECTIONS = ("sectionname", "subsectionname")
CATEGORIES = ("categoryname", "sectiontitle", "category", "section", "menuname")
"""Names of fields that hold a section's name, or its code."""
PERSON = ("writername", "reportername", "authorname", "journalistname", "repname", "displayname", "username", "nm")
ADDRESS = ("writeremail", "reporteremail", "authoremail", "journalistemail", "repemail", "email", "mail", "writermail")
PREFIX = re.compile(r"(?:article|atcl|art|news|nws|post|bbs|ntt|doc|cntnts)")
KNOWN = frozenset({*BODY, *HEADLINE, *DECK, *AUTHORS, *PUBLISHED, *MODIFIED, *SECTIONS, *CATEGORIES, *PERSON, *ADDRESS})
DEEP, MANY, LONG, ROWS = 30, 20_000, 2_000_000, 500
MIN_LETTERS = 60
MAX_NAME_CHARACTERS = 80
TITLED_WORTH = 3000  # what it is worth that the page is titled by a record
Scripts = list[tuple[Element, str | None]]


def read_embedded(page: Document, title: str) -> DeclaredFacts | None:
    """The article that a script of the page holds, or None. ``title``: what the page calls itself, to prefer by.

    To be asked only where ``may_hold`` says so.
    """
    best: tuple[float, dict[str, Any]] = (0.0, {})
    scripts = [
        (script, script.text) for script in page.list_elements("script") if 200 <= len(script.text or "") <= LONG
    ]
    for values in (_data(scripts), _assigned(scripts)):
        for value in values:
            for record in _records(value):
                worth = _worth(record, title)
                if worth > best[0]:
                    best = (worth, record)
        if best[0] > TITLED_WORTH:
            break
    return _facts_of(best[1], title) if best[0] else None


def read_assigned_text(page: Document) -> DeclaredFacts | None:
    """The longest Korean text that a script of the page holds as a text of its own, which it then shows; None where
    there is none. To be asked of a page that shows no text itself."""
    best, body = 0, ""
    scripts = (script.text for script in page.list_elements("script") if "ld+json" not in (script.get("type") or ""))
    for text in islice((text for text in scripts if text and "다." in text[:LONG]), MAX_SCRIPTS):
        for found in islice(TEXT_VALUE.finditer(text, 0, LONG), MAX_TEXTS):
            value = found["text"] or found["single"] or found["tick"] or ""
            if count_hangul(value) > max(best, MIN_LETTERS) and (html := _unquote(value)):
                best, body = count_hangul(found[0]), html
    return DeclaredFacts(source="page", body=body) if body else None


def _unquote(text: str) -> str:
    """What the text of a script is without its signs of escape; empty for one that is no text of prose."""
    text = ESCAPE.sub(lambda found: ESCAPED.get(found[1]) or _character(found[1]), text)
    return text if "다." in text and _prose(text) else ""


def _character(escaped: str) -> str:
    return chr(int(escaped[1:], 16)) if len(escaped) > 1 else escaped


def may_hold(page: Document) -> bool:
    """Whether a page has scripts of a kind that may hold an article."""
    return any(_is_marked(script.text or "", script.get("type")) for script in page.list_elements("script"))


def _is_marked(text: str, kind: str | None) -> bool:
    return kind == JSON_KIND or any(mark in text for mark in (SCRIPT_MARKS if "__" in text else PLAIN_MARKS))


def _data(scripts: Scripts) -> Iterator[Any]:
    """The JSON value of every script that is nothing else."""
    for script, text in scripts:
        kind = script.get("type") or ""
        if text and "json" in kind and "ld+json" not in kind:
            yield value_behind(text, 0)


def _assigned(scripts: Scripts) -> Iterator[Any]:
    """Every JSON value that a program's text assigns or pushes and that may hold an article."""
    flight: list[str] = []
    for script, text in scripts:
        if not text or "json" in (script.get("type") or ""):
            continue
        for start in islice(STARTS.finditer(text), 8):
            yield value_behind(text, start.end())
        for push in FLIGHT.finditer(text):
            value = value_behind(text, push.end())
            if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str):
                flight.append(value[1])
    if flight:
        yield from _rows("".join(flight))


def _rows(stream: str) -> Iterator[Any]:
    """The rows of a Next.js stream, references to its text rows put in. A text row ends by its length in bytes."""
    long_texts: dict[str, str] = {}
    rows: list[int] = []
    at = 0
    while at < len(stream):
        row = ROW.match(stream, at)
        if row is not None and row[2]:
            size = int(row[2], 16)
            raw = stream[row.end() : row.end() + size].encode("utf-8", "surrogatepass")[:size]
            long_texts[row[1]] = raw.decode("utf-8", "ignore")
            at = row.end() + max(1, len(long_texts[row[1]]))
            continue
        if row is not None:
            rows.append(row.end())
        end = stream.find("\n", row.end() if row is not None else at + 1)
        at = end if end >= 0 else len(stream)
    for start in rows[:ROWS]:
        value = value_behind(stream, start)
        if value is not None:
            yield _resolved(value, long_texts)


def _resolved(value: Any, long_texts: dict[str, str], depth: int = 0) -> Any:
    if isinstance(value, str):
        found = REFERENCE.fullmatch(value)
        return long_texts.get(found[1], value) if found else value
    if depth > DEEP:
        return value
    if isinstance(value, list):
        return [_resolved(one, long_texts, depth + 1) for one in value]
    if isinstance(value, dict):
        return {name: _resolved(one, long_texts, depth + 1) for name, one in value.items()}
    return value


def _records(value: Any) -> Iterator[dict[str, Any]]:
    """All objects within a value, names in one form (lower case letters); bounded in depth and number."""
    stack: list[tuple[Any, int]] = [(value, 0)]
    seen = 0
    while stack and seen < MANY:
        here, depth = stack.pop()
        seen += 1
        if isinstance(here, dict):
            yield {_letters(str(name)[:MAX_NAME_CHARACTERS]): one for name, one in here.items()}
        if depth < DEEP and isinstance(here, dict | list):
            inner = here.values() if isinstance(here, dict) else here
            stack += [(one, depth + 1) for one in inner if isinstance(one, dict | list)]


@lru_cache(4096)  # the records of a site share their names
def _letters(name: str) -> str:
    """The letters of a field's name, without what a CMS puts before all of them (``art_title``, ``nttSj``)."""
    letters = re.sub(r"[^a-z]", "", name.lower())
    if letters in KNOWN:
        return letters
    found = PREFIX.match(letters)
    return letters[found.end() :] if found is not None and letters[found.end() :] in KNOWN else letters


def _worth(record: dict[str, Any], title: str) -> float:
    long = max((_prose(html) for name in BODY if name in record and (html := as_html(record[name]))), default=0)
    if not long:
        return 0.0
    named = any(plain_text(_basic(record.get(name))) for name in HEADLINE)
    same = any((text := plain_text(_basic(record.get(name)))) and "".join(text.split()) in title for name in HEADLINE)
    dated = any(record.get(name) for name in PUBLISHED)
    if not named or (long < MIN_LETTERS and not same):
        return 0.0
    return min(long, 2000) + 300 * dated + TITLED_WORTH * same


def _prose(html: str) -> int:
    """Its letters, where it reads as prose (a card of one line has one sentence or none)."""
    long = count_hangul(html)
    return long if long < 200 or html.count("다.") + html.count("요.") >= long // 400 + 1 else 0


def _basic(value: Any) -> Any:
    return value.get("basic") if isinstance(value, dict) else value


def _first(record: dict[str, Any], wanted: tuple[str, ...]) -> str:
    return next((text for name in wanted if (text := plain_text(_basic(record.get(name))))), "")


def _facts_of(record: dict[str, Any], title: str) -> DeclaredFacts:
    bodies = [html for name in BODY if name in record and (html := as_html(record[name]))]
    headlines = [text for name in HEADLINE if (text := plain_text(_basic(record.get(name))))]
    same = [text for text in headlines if "".join(text.split()) in title]
    deck = next((_basic(record.get(name)) for name in DECK if _basic(record.get(name))), "")
    return DeclaredFacts(
        source="page",
        headline=next(iter(same or headlines), ""),
        deck=deck if isinstance(deck, str) else "",
        authors=tuple(dict.fromkeys(_authors(record))),
        published=_time(record, PUBLISHED),
        modified=_time(record, MODIFIED),
        sections=_sections(record),
        body=max(bodies, key=count_hangul, default=""),
    )


def _sections(record: dict[str, Any]) -> tuple[str, ...]:
    named = tuple(text for name in SECTIONS for text in islice(read_texts(record.get(name)), 1))
    others = (text for name in CATEGORIES for text in islice(read_names(record.get(name)), 1) if count_hangul(text))
    return named or tuple(islice(others, 1))


def _time(record: dict[str, Any], wanted: tuple[str, ...]) -> str:
    return next((text for name in wanted if (text := plain_text(record.get(name))) and text[:1].isdigit()), "")


def _authors(record: dict[str, Any]) -> Iterator[str]:
    is_named = False
    for field in AUTHORS:
        value = record.get(field)
        if isinstance(value, dict) and isinstance(value.get("by"), list):
            value = value["by"]
        if not value:
            continue
        several = value[:10] if isinstance(value, list) else [value]
        found = [text for one in several for text in (_signed(one) if isinstance(one, dict) else read_names(one))]
        # The first field says who wrote it; those behind it are asked for e-mails alone.
        yield from (text for text in found if not is_named or "@" in text)
        if isinstance(value, str) and found and "@" not in found[0]:
            address = next((text for key in ADDRESS if "@" in (text := plain_text(record.get(key)))), "")
            yield from [f"{found[0]} {address}"] if address else ()
        is_named = is_named or bool(found)


def _signed(one: dict[str, Any]) -> list[str]:
    """A person's name, with the e-mail where one stands beside it."""
    inner = {_letters(str(key)[:MAX_NAME_CHARACTERS]): text for key, text in one.items()}
    names = list(read_names(one)) or [text for key in PERSON if (text := plain_text(inner.get(key)))][:1]
    address = next((text for key in ADDRESS if "@" in (text := plain_text(inner.get(key)))), "")
    return [f"{names[0]} {address}"] if len(names) == 1 and address else names


def as_html(value: Any) -> str:
    """A body as HTML: a text as it is, a list of blocks (Arc's content_elements, news1's contentArrange) joined."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    return "".join(_block(one) for one in value[:2000])


def _block(block: object) -> str:
    if isinstance(block, str):
        return f"<p>{block}</p>"
    if not isinstance(block, dict):
        return ""
    kind = str(block.get("type") or block.get("kind") or block.get("_type") or "").lower()
    inner = block.get("content")
    block = inner if isinstance(inner, dict) else block
    text = next((block[k] for k in ("content", "text", "value", "html", "body") if isinstance(block.get(k), str)), "")
    if "image" in kind or "photo" in kind:
        source = next((block[k] for k in ("url", "src", "image", "content") if isinstance(block.get(k), str)), "")
        caption = next((block[k] for k in ("caption", "desc", "description") if isinstance(block.get(k), str)), "")
        return f'<figure><img src="{source}"><figcaption>{caption}</figcaption></figure>' if source else ""
    if any(word in kind for word in ("link", "video", "embed", "ad", "gallery", "related", "raw_html", "divider")):
        return ""
    if "header" in kind or "title" in kind:
        return f"<h3>{text}</h3>"
    items = block.get("items") or block.get("content_elements")
    if not text and isinstance(items, list):
        return "".join(_block(one) for one in items[:200] if not isinstance(one, list))
    return f"<p>{text}</p>" if text else ""
