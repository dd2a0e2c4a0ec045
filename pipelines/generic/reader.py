"""Any Korean news page to its parts, without a declaration.

Order: JSON-LD and microdata, articles embedded in scripts, meta elements, then the markup. What a page says for
programs locates and checks; the words of the article are taken as readers see them wherever the markup holds them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from html import unescape
from itertools import islice
from urllib.parse import urljoin

from models.records.outlet import RELEASES
from models.text.alnum_key import alnum_key
from pipelines.contracts.layout import Layout
from pipelines.contracts.raw_article import RawArticle, RawDate, RawLine, Role
from pipelines.contracts.rejection import Reject
from pipelines.dom.body_lines import read_lines, source_of
from pipelines.dom.document import Document
from pipelines.dom.tree import Element
from pipelines.generic.accept import MIN_PROSE_LETTERS, MIN_TEXT_LETTERS, refuse_text
from pipelines.generic.board import find_board
from pipelines.generic.body_text import BodyText, Reading, Tools, holds_text, is_summary_of
from pipelines.generic.class_names import DECKS, HIDDEN_WORDS, name_words, names_body
from pipelines.generic.deck import find_deck
from pipelines.generic.declared_facts import DeclaredFacts, read_item_facts, read_json_ld_facts, read_meta_facts
from pipelines.generic.density import Line, WeighedPage, weigh_page
from pipelines.generic.embedded_json import may_hold, read_assigned_text, read_embedded
from pipelines.generic.fact_rows import find_fact_rows, find_titled, find_value
from pipelines.generic.fragment import parse_fragment
from pipelines.generic.headline import Headline, bare_titles, find_headline, split_titles
from pipelines.generic.headline_by_place import HeadlinePlace
from pipelines.generic.others.next_articles import find_cards
from pipelines.generic.outlet_selectors import read_outlet_selectors
from pipelines.generic.picture_boxes import find_lead_captions, is_named_caption
from pipelines.generic.site_name import find_shown_names
from pipelines.generic.times import Timed, find_attribute_times, find_own_times, find_titled_times
from pipelines.generic.verse import find_whole_verse
from pipelines.generic.writers.columns import sign_column
from pipelines.generic.writers.find_writers import find_writers
from pipelines.page.boilerplate import heads_others
from pipelines.page.section import find_section
from pipelines.page.section_levels import check_levels
from pipelines.text.sentences import is_sentence
from pipelines.text.site_words import BOARD, is_site
from pipelines.text.text_keys import count_hangul

NEARER = 0.3
MIN_SHARE_BELOW, MAX_SHARE_BEHIND, MAX_LEVELS = 0.6, 0.05, 12
MIN_STEM, MAX_PICTURES = 8, 300
MIN_LABELS, MAX_LABEL = 6, 6
POLITE = re.compile(r"(?:니다|세요|시오|어요|예요)[.!]?\Z")
NUMBERED = re.compile(r"[_-]?\d{0,2}\.[A-Za-z]{3,4}\Z")
SURE_TIME = 3
DECK_LINES = 40
MIN_MORE_SHARED = 0.2
MIN_SURE_SHARE = 0.4
CUT_SHORT = ("...", "…", "..")
MAX_BELOW = 8
MASTHEAD = re.compile(r"(?:[가-힣]\s?){2,7}")
MIN_SHARE_UNSHOWN = 0.3
MIN_UNSHOWN_LETTERS = 8
"""A shorter title that stands nowhere on the page is a name, not a headline."""


@dataclass(frozen=True, slots=True)
class SeenPage:
    """The article on a page, and where on the page it is: all lines with weights, the headline, the body's element."""

    article: RawArticle
    weighed: WeighedPage
    headline: Headline
    body: Element | None


def read_any(page: Document, layout: Layout, tools: Tools, listed: str = "") -> RawArticle | Reject:
    """The parts of an article page, or a Reject: NO_HEADLINE, NO_BODY, LIST_PAGE, or what keeps readers out.

    ``listed``: the headline by which a list or a feed led to the page.
    """
    seen = see_page(page, layout, tools, listed)
    return seen if isinstance(seen, Reject) else seen.article


def see_page(page: Document, layout: Layout, tools: Tools, listed: str = "") -> SeenPage | Reject:
    """The same, with the places in which the parts were found."""
    meta = page.meta
    own = read_outlet_selectors(page, layout)
    records, mended = read_json_ld_facts(page)
    metas, items = read_meta_facts(meta), read_item_facts(page)
    declared = reduce(DeclaredFacts.or_else, [*records[:3], items, metas], DeclaredFacts())
    sites = [site for site in (layout.outlet.title, metas.site, *(r.site for r in records)) if site]
    whole = _titles(page, records, items, listed)
    shown = bare_titles(whole, sites, declared.sections)
    about = meta.get("og:description", "") or meta.get("description", "")
    begins = "".join((records[0].body if records else "").split()) or "".join(about.split())
    stored = read_embedded(page, "".join("".join(whole).split())) if may_hold(page) else None
    packed = frozenset("".join(title.split()) for title in (*whole, *shown, *split_titles(whole)))
    start = next(iter(page.list_elements("body")), page.root)
    weighed = weigh_page(start, lead=begins, titles=packed, patient=stored is None, body=own.body, hidden=page.hidden)
    body = weighed.body
    if stored is None and own.body is None and (body is None or weighed.of(body).good < MIN_PROSE_LETTERS):
        stored = read_assigned_text(page)
    if own.body is None and (body is None or weighed.of(body).good < 1):
        body = _pictures(weighed, page)
    called = find_shown_names(page.root, weighed.lines)
    names = frozenset(map(alnum_key, (*sites, *called)))
    if not set(sites).issuperset(called):
        shown = bare_titles(whole, (*sites, *called), declared.sections)
    headline = own.headline or find_headline(weighed, shown, whole, body, names)
    board = find_board(page, weighed, headline, is_release=layout.outlet.publishes_releases)
    if isinstance(board, Reject):
        return board
    if own.headline is None:
        found = board.headline if board is not None else None
        headline = found or _shown_headline(headline, HeadlinePlace(weighed, body, names), tools)
        headline = _locate(headline, weighed, body)
    rows = find_fact_rows(weighed, body) if board is None else ()
    if own.headline is None and (titled := find_titled(rows)):
        headline = Headline(titled.value, titled.element, 3)
    held = own.body if own.body is not None else board.body if board is not None else None
    if held is None:
        held = find_whole_verse(weighed, _nearest(weighed, headline, body), headline, tools)
        held = _below(weighed, headline, held, tools)
    body = held
    if body is None and headline.element is not None and headline.votes >= 2:
        body = _picture_below(headline.element, weighed)
    times = find_own_times(weighed, headline.element, body, tools.labels)
    machine = (
        *find_attribute_times(page, headline.element, body),
        *find_titled_times(weighed, headline.element, body),
    )
    reading = Reading(
        headline=headline.text,
        description=about,
        stop=layout.stop,
        links=_links(layout.outlet.home),
        tools=tools,
        drop=own.drop,
        captions=own.captions,
        facts=frozenset(text for row in rows for text in row.texts),
    )
    text = reading.read_markup(weighed, body, headline.element)
    if stored is not None:
        headline, text = _prefer_script(stored, headline, reading, text, doubtful=weighed.doubtful)
    elif records and not is_summary_of(records[0].body, text) and not holds_text(text, records[0].body):
        text = reading.read_script(records[0].body) if count_hangul(records[0].body) >= MIN_TEXT_LETTERS else text
    programs = [*([stored] if stored else []), *records, items, metas]
    sure = (
        bool(own.dates)
        or board is not None
        or any(timed.rank >= SURE_TIME for timed in times)
        or any(one.published for one in programs)
    )
    if why := refuse_text(weighed, text, headline, tools, sure=sure, dated=sure or bool(times or machine)):
        return why
    title = alnum_key(headline.text)
    lead = _lead_pictures(weighed, headline, body, tools)
    deck = text.deck or _deck(weighed, headline, body, stored, tools)
    deck = deck or find_deck(weighed, headline, body, sites, tools, about)
    deck = tuple(line for line in deck if line not in reading.facts)
    filed = check_levels((find_value(rows, "section"),), names)
    writers = find_writers(weighed, headline, body, text, programs, sites, tools, find_value(rows, "writer"))
    read = RawArticle(
        headline=headline.text,
        deck=tuple(
            line
            for line in deck
            if all(line != shown.text for shown in lead) and (key := alnum_key(line)) not in title and title not in key
        ),
        bylines=writers.lines,
        dates=tuple(_dates(times, machine, programs)),
        sections=filed
        or find_section(
            page,
            headline.element,
            headline.text,
            sites=sites,
            said=stored.sections if stored else (),
            body=body,
        ),
        lines=(*lead, *text.lines),
        tags=declared.tags,
        addresses=tuple(a for a in (meta.get("og:url", ""), *(r.url for r in records)) if a),
        texts=tuple((name, page.first_text(selectors)) for name, selectors in layout.texts.items()),
        pictured=not any(line.kind == "text" or (line.kind == "caption" and not line.linked) for line in text.lines),
        repairs=(
            *([("broken_json_ld", mended)] if mended else ()),
            *([(f"writer_{writers.witness}", 1)] if writers.witness else ()),
        ),
    )
    read = sign_column(read, weighed, headline, body, tools)
    if board is not None:
        read = replace(
            read, deck=text.deck, bylines=(), dates=board.dates, sections=(RELEASES,), attachments=board.attachments
        )
    return SeenPage(own.over(read, tools), weighed, headline, body)


def _shown_headline(headline: Headline, place: HeadlinePlace, tools: Tools) -> Headline:
    """The headline that the page shows, where its titles say nothing that it shows, or only name the site.

    A few letters of which the text says nothing may be a masthead, which the page's title repeats.
    """
    key = alnum_key(headline.text)
    said = key and not any(key in name for name in place.names) and not is_site(headline.text)
    board = BOARD.fullmatch(headline.text) is not None
    masthead = MASTHEAD.fullmatch(headline.text) is not None and place.shares(headline.text) == 0
    if said and headline.votes >= 2 and headline.element is not None and not (board or masthead):
        return headline
    found = place.find(lambda text: bool(tools.names(text)))
    unshown = headline.element is None and count_hangul(headline.text) < MIN_UNSHOWN_LETTERS
    strange = headline.element is None and place.shares(headline.text) < MIN_SHARE_UNSHOWN
    if found is None and (unshown or strange or (headline.element is None and not said)):
        found = place.find(lambda text: bool(tools.names(text)), alone=True)
    if found is None:
        return headline
    if said and not unshown and place.shares(headline.text) >= found.share - MIN_MORE_SHARED:
        return headline
    return Headline(found.text, found.line.element, 2 if found.share >= MIN_SURE_SHARE else 1)


def _locate(headline: Headline, weighed: WeighedPage, body: Element | None) -> Headline:
    """The headline with the element of the line that shows it among other words, as blocks that style alone parts."""
    if headline.element is not None or body is None or count_hangul(headline.text) < MIN_UNSHOWN_LETTERS:
        return headline
    above = weighed.lines[: weighed.of(body).first]
    shown = (line for line in above if headline.text in line.text and len(line.text) <= 3 * len(headline.text))
    line = next(shown, None)
    return headline if line is None else replace(headline, element=line.element)


def _titles(page: Document, records: list[DeclaredFacts], items: DeclaredFacts, listed: str) -> tuple[str, ...]:
    """All that calls itself the page's title, as written, the surest first."""
    title = next(iter(page.list_elements("title")), None)
    named = [record.headline for record in records[:2]] + [items.headline]
    named += [page.meta.get(name, "") for name in ("headline", "og:title", "twitter:title", "title", "dable:title")]
    named.append(title.text or "" if title is not None else "")
    named.append("" if listed.endswith(CUT_SHORT) else listed)
    # Some CMSs escape their titles twice; a headline may also speak of "&amp;", so that both writings are asked.
    both = (writing for text in named for writing in ((text, unescape(text)) if "&" in text else (text,)))
    return tuple(dict.fromkeys(text for text in both if text.strip()))


def _links(home: str) -> Callable[[str], bool]:
    """Whether an address is a page's: a whole line that leads to one is not text of the article."""

    def links(address: str) -> bool:
        address = address.strip()
        if address == "#" or address.lower().startswith("javascript:"):
            return True  # a script answers it
        if not address or address.startswith("#"):
            return False
        try:
            return urljoin(home, address).startswith("http")
        except ValueError:
            return False

    return links


def _pictures(weighed: WeighedPage, page: Document) -> Element | None:
    """The element of a body that is made of pictures alone: by its name, else what holds all pictures that are called
    as the one is by which the page is shared (``…/2026112001_3.jpg``)."""
    found = [(weight.pictures, e) for e, weight in weighed.weights.items() if weight.pictures and names_body(e)]
    if found:
        return max(found, key=lambda pair: pair[0])[1]
    stem = NUMBERED.sub("", page.meta.get("og:image", ""))
    if len(stem.rpartition("/")[2]) < MIN_STEM:
        return None
    own = [image for image in islice(page.root.iter("img"), MAX_PICTURES) if source_of(image).startswith(stem)]
    around = [set(image.iterancestors()) for image in own]
    return next((e for e in own[0].iterancestors() if all(e in one for one in around)), None) if own else None


def _picture_below(headline: Element, weighed: WeighedPage) -> Element | None:
    """The block of the one picture right below the headline of an article that has no text: a cartoon's."""
    for around in (headline, *islice(headline.iterancestors(), 2)):
        for sibling in islice(around.itersiblings(), MAX_BELOW):
            weight = weighed.of(sibling) if isinstance(sibling.tag, str) else None
            if weight is None or sibling.tag == "img":
                continue
            if weight.linked or weight.pictures > 1:
                return None
            if weight.pictures:
                return sibling if next(sibling.iter("a", "li"), None) is None else None
    return None


def _nearest(weighed: WeighedPage, headline: Headline, body: Element | None) -> Element | None:
    """The text right below the headline, where the heavier one further down has no name that says it is the article's.

    A short article is above blocks that hold more text than itself.
    """
    if body is None or headline.element is None or headline.votes < 2 or names_body(body):
        return body
    start, end, good = weighed.of(headline.element).last, weighed.of(body).first, weighed.of(body).good
    above = [
        (w.score, e)
        for e, w in weighed.weights.items()
        if start <= w.first and w.last <= end and w.good >= MIN_PROSE_LETTERS
    ]
    score, nearer = max(above, key=lambda pair: pair[0], default=(0.0, body))
    others = any(heads_others(line.text) for line in weighed.lines[start:end])
    return nearer if score > (0 if others else NEARER * good) else body


def _below(weighed: WeighedPage, headline: Headline, body: Element | None, tools: Tools) -> Element | None:
    """The part of a body below the headline, where the body holds both and no sentence is between or behind them."""
    if body is None or headline.element is None:
        return body
    start = weighed.of(headline.element).last
    for _ in range(MAX_LEVELS):
        whole = weighed.of(body)
        if body is headline.element or not whole.first < start <= whole.last:
            break
        parts = [(w.good, part) for part in body if (w := weighed.weights.get(part)) is not None and w.last > start]
        good, part = max(parts, key=lambda pair: pair[0], default=(0.0, body))
        if part is body:
            break
        inner = weighed.of(part)
        between = weighed.lines[start : inner.first]
        is_toolbar = _is_toolbar(between)
        own = whole.good - (sum(line.plain for line in between) if is_toolbar else 0)
        behind = sum(line.plain for line in weighed.lines[inner.last : whole.last] if _is_prose(line, tools))
        if behind > MAX_SHARE_BEHIND * good:
            behind -= _count_in_cards(weighed, body, inner.last, tools)
        above = [] if is_toolbar else between
        if good < MIN_SHARE_BELOW * own or behind > MAX_SHARE_BEHIND * good or any(_is_prose(o, tools) for o in above):
            break
        body = part
    return body


def _count_in_cards(weighed: WeighedPage, body: Element, start: int, tools: Tools) -> int:
    """The letters of the prose in cards of other articles from a line on."""
    places = ((weighed.of(card).first, weighed.of(card).last) for card in find_cards(body, weighed))
    rows = {at for first, last in places for at in range(max(first, start), last)}
    return sum(weighed.lines[at].plain for at in rows if _is_prose(weighed.lines[at], tools))


def _is_prose(line: Line, tools: Tools) -> bool:
    said = not line.is_aside and is_sentence(line.text) and not tools.is_boilerplate(line.text)
    return said and not is_named_caption(line)


def _is_toolbar(lines: Sequence[Line]) -> bool:
    """Whether lines are the labels of a page's tools, as a player's or those for the size of letters, among which a
    sentence explains one, and politely."""
    labels = sum(1 for line in lines if line.plain + line.linked <= MAX_LABEL)
    sentences = [line.text for line in lines if is_sentence(line.text)]
    return labels >= MIN_LABELS and labels > 2 * len(sentences) and all(map(POLITE.search, sentences))


def _prefer_script(
    stored: DeclaredFacts, headline: Headline, reading: Reading, text: BodyText, *, doubtful: bool
) -> tuple[Headline, BodyText]:
    """Headline and text of an article in a script, where the markup holds it not."""
    same = doubtful and alnum_key(stored.headline) == alnum_key(headline.text)
    summary = is_summary_of(stored.body, text) and not same and not reading.begins_script(stored.body, text)
    if summary or holds_text(text, stored.body):
        return headline, text
    found = reading.read_script(stored.body)
    if not found.lines:
        return headline, text
    return Headline(stored.headline or headline.text, headline.element, max(2, headline.votes)), found


def _deck(
    weighed: WeighedPage, headline: Headline, body: Element | None, stored: DeclaredFacts | None, tools: Tools
) -> tuple[str, ...]:
    """Lines named as a deck between headline and body, else what a script calls one."""
    if body is not None and headline.element is not None:
        between = weighed.lines[weighed.of(headline.element).last : weighed.of(body).first][:DECK_LINES]
        lines = [
            line.text
            for line in between
            if 4 < count_hangul(line.text) < 90
            and not line.linked
            and not line.is_aside
            and (line.element.tag in ("h2", "h3", "h4", "h5") or not DECKS.isdisjoint(name_words(line.element)))
            and HIDDEN_WORDS.isdisjoint(name_words(line.element))
            and not tools.names(line.text)
            and not tools.is_boilerplate(line.text)
        ]
        if lines:
            return tuple(dict.fromkeys(lines))[:6]
    root = parse_fragment(stored.deck) if stored is not None and stored.deck else None
    return tuple(line.text for line in read_lines(root)) if root is not None else ()


def _lead_pictures(weighed: WeighedPage, headline: Headline, body: Element | None, tools: Tools) -> list[RawLine]:
    """The pictures between headline and body that have a caption."""

    def is_other(text: str) -> bool:
        signs = tools.names(text) or tools.alone(text) or tools.writer(text) or tools.is_desk(text) or "@" in text
        return bool(signs or tools.labels(text)) or text == headline.text or tools.is_boilerplate(text)

    return list(find_lead_captions(weighed, headline.element, body, is_other))


def _dates(times: list[Timed], machine: tuple[RawDate, ...], programs: list[DeclaredFacts]) -> Iterator[RawDate]:
    """All times, those of each role in the order in which they are believed: labelled, said, shown without a label."""
    yield from (timed.date for timed in times if timed.rank >= 3)
    yield from machine
    for one in programs:
        roles: tuple[tuple[str, Role], ...] = ((one.published, "published"), (one.modified, "modified"))
        for value, role in roles:
            if value:
                yield RawDate(value[:100], one.source, role)
    yield from (timed.date for timed in times if timed.rank < 3)
