"""A page whose article is in a script alone (Next.js): its markup shows menus, rankings and other articles."""

from pipelines.contracts.layout import Layout
from pipelines.contracts.raw_article import RawArticle, RawDate, RawLine, Role
from pipelines.dom.body_lines import collapse_spaces, read_lines, text_of
from pipelines.dom.document import Document
from pipelines.generic.declared_facts import plain_text
from pipelines.generic.embedded_json import may_hold, read_embedded
from pipelines.generic.fragment import parse_fragment


def read_script_article(page: Document, layout: Layout) -> RawArticle | None:
    """The article in a script of the page, by nothing else; None where no script holds one.

    Of several articles the one counts that the page is titled by.
    """
    if not may_hold(page):
        return None
    meta = page.meta
    titles = (*(text_of(title) for title in page.root.iter("title", "h1")), collapse_spaces(meta.get("og:title", "")))
    facts = read_embedded(page, "".join("".join(map(plain_text, titles)).split()))
    if facts is None or not facts.headline:
        return None
    roles: tuple[tuple[str, Role], ...] = ((facts.published, "published"), (facts.modified, "modified"))
    return RawArticle(
        # Programs escape what they store; how often, the same words on the page tell.
        headline=next((title for title in titles if plain_text(title) == facts.headline), facts.headline),
        deck=tuple(line.text for line in _lines(facts.deck, layout)),
        bylines=facts.authors,
        dates=tuple(RawDate(text[:100], "page", role) for text, role in roles if text),
        sections=facts.sections,
        lines=_lines(facts.body, layout),
        tags=facts.tags,
        addresses=tuple(address for address in (meta.get("og:url", ""), facts.url) if address),
    )


def _lines(html: str, layout: Layout) -> tuple[RawLine, ...]:
    root = parse_fragment(html) if html.strip() else None
    if root is None:
        return ()
    page = Document(root, "")
    drop = {e for several in page.find_each(layout.drop) for e in several} - {root}
    captions = {e for several in page.find_each(layout.captions) for e in several} - {root}
    return read_lines(root, drop=drop, captions=captions, stop=layout.stop)
