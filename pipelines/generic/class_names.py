"""What the ids and class names of an element say: the article's own text, something next to it, a picture's box.

Names are cut into words (``articleBody``, ``article_body`` and ``article-body`` are the same two). They are evidence,
weighed with the text itself (density.py), and never decide alone: many sites keep their articles in ``div.side_left``.
"""

import re
from functools import lru_cache

from pipelines.dom.tree import Element

WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
MAX_NAME_CHARACTERS = 300
VARIANT = frozenset(":[]()!")  # "max-sm:hidden", "print:mt-32": rules of style, no names


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def in_order(text: str) -> tuple[str, ...]:
    """The words of a text, in its order."""
    return tuple(text.split())


# Other articles, readers' words, page chrome: never the article's own text.
FOREIGN_WORDS = word_set(
    """
    footer comment comments reply replies cmt livere disqus utterances rank ranking ranks popular popularity most
    relation related relate relations recommend recommended recommends reco recom rel relatedposts taboola
    dable outbrain popin gnb lnb snb nav navi menu sitemap copyright copyrights login search ticker breaking newsletter
    aisummary aisum autosummary family familysite photojournal
    """
)
# Beside the article's own text on most pages; some keep whole articles under such names.
ASIDE_WORDS = FOREIGN_WORDS | word_set(
    """
    aside sidebar side foot best hot hit hits many pick picks banner ad ads adv advert advertise advertisement
    advertising adbox adsense dfp adfit sponsor sponsored sns share sharing shares social sharedaddy addthis kakao
    facebook twitter band member join flash quick event poll survey vote quiz notice popup pop layer modal tooltip toast
    dim dimmed breadcrumb breadcrumbs location copy subscribe subscription promotion promo weather stock fortune partner
    toolbar tool tools util utils utility emotion reaction like likes feedback keyword keywords tag tags hashtag
    hashtags series scrap bookmark trend trends widget more next prev previous pager paging pagination latest recent
    timeline tab tabs tts audio donation support report jebo cheer ghost shopping mall sponsorship exclude skip skipnav
    accessibility
    """
)
STEMS = ("related", "relation", "recommend", "comment", "ranking", "popular", "advert")
# Inside the article's own block these are not its text either.
INSIDE = word_set(
    """
    byline reporter reporters journalist journalists writer writers author authors profile
    date dates datetime time info infomation information infoline btn btns button buttons
    summary aisummary summarize
    zoom enlarge expand slide num count counts source sources thumb btnarea source font fontsize resize hidden
    blind sr only player vod video movie youtube iframe embed
    """
)
AUTHORS = word_set(
    "byline reporter reporters repoter journalist journalists writer writers author authors gija kija name"
)
TIMES = word_set(
    "date dates datetime time times day published publish regdate datestamp registration input byline info"
)
PICTURES = word_set(
    """
    photo photos image images img imgs pic pics picture pictures figure fig thumb thumbnail imgbox imgarea gallery
    imagec imagel imager articlephoto articlephotoc articlephotol articlephotor wp
    """
)
CAPTIONS = word_set("caption captions figcaption desc description cap imgdesc phototxt")
TITLES = word_set("title tit ttl subject headline heading headlines titles newstitle titletext arttit")
HIDDEN_WORDS = word_set("sr blind hidden soundonly sound only hide screen")
DECKS = word_set("deck subtitle subtit subheading subhead subheadline standfirst sub")
BODY = re.compile(
    r"art(?:icle)?[-_]?(?:view[-_]?)?(?:body|txt|text|cont(?:ents?)?|view|wrap|area|detail|story|main)\b|"
    r"(?:news|view|read|story|post|entry|board|cnt|bbs|body|end)[-_]?(?:view[-_]?)?(?:body|txt|text|cont(?:ents?)?|article|con)\b|"
    r"newsEndContents|news[-_]?view\b|article[-_]?view|CLtag|news_body_area|textBody|text_area|txt_area|par\b|dic_area|viewConts|bo_v_con|"
    r"content_?text|cont_?news_?text|articleBody|article_?txt|viewContent|view_content|joinskmbox|KonaBody",
    re.IGNORECASE,
)


# Ids and classes that CMSs give to the text of an article alone (verified or seen in public code, sites.md).
SURE = word_set(
    """
    article-view-content-div articleBody articlebody article_body newsEndContents dic_area CLtag news_body_area
    journal_article_wrap articles_detail view_content bo_v_con news-contents viewConts textBody newsct_article
    articletxt article_txt arl_view_content cont_newstext entry-content post-content story-news articleBodyContents
    fontSzArea joinskmbox harmonyContainer
    """
)


MAX_HASH_LETTERS = 2
NOT_A_LETTER = re.compile(r"[^a-z]+")


@lru_cache(maxsize=8192)
def words_of(name: str) -> frozenset[str]:
    """The words of an id or of a list of classes, lower case; each name also whole. Rules of style are not names."""
    parts = [part for part in name[:MAX_NAME_CHARACTERS].split() if VARIANT.isdisjoint(part)]
    found = {
        word[0].lower()
        for part in parts
        for word in WORD.finditer(part)
        # Of a hash (a6ad) nothing is a word.
        if len(word[0]) > MAX_HASH_LETTERS or not part[max(0, word.start() - 1) : word.start()].isdigit()
    }
    found.update(NOT_A_LETTER.sub("", part.lower()) for part in parts)
    return frozenset(found)


def name_of(element: Element) -> str:
    """Id and classes as one text."""
    kind, own = element.get("class"), element.get("id")
    if own is None:
        return kind[:MAX_NAME_CHARACTERS] if kind else ""
    return own[:MAX_NAME_CHARACTERS] if kind is None else f"{own[:MAX_NAME_CHARACTERS]} {kind[:MAX_NAME_CHARACTERS]}"


def name_words(element: Element) -> frozenset[str]:
    """The words of an element's id and classes."""
    name = name_of(element)
    return words_of(name) if name else frozenset()


@lru_cache(maxsize=8192)
def _aside_level(name: str) -> int:
    found = words_of(name)
    if not FOREIGN_WORDS.isdisjoint(found) or any(word.startswith(STEMS) for word in found):
        return 2
    return int(not ASIDE_WORDS.isdisjoint(found))


def aside_level(element: Element) -> int:
    """Whether tag or names say: not the article's own text. 2: others' words, page chrome; 1: likely; 0: no."""
    name = name_of(element)
    found = _aside_level(name) if name else 0
    if element.tag in ("nav", "footer", "button", "dialog") and not _is_head(element):
        return 2
    return found or int(element.tag in ("aside", "form"))


def _is_head(element: Element) -> bool:
    """Whether a foot stands first in its article, as Drupal prints who wrote it and when."""
    if element.tag != "footer" or element.getprevious() is not None or element.getnext() is None:
        return False
    around = element.getparent()
    return around is not None and around.tag == "article"


@lru_cache(maxsize=8192)
def _titled(name: str) -> bool:
    return not TITLES.isdisjoint(words_of(name))


def names_title(element: Element) -> bool:
    """Whether names say: a title."""
    name = name_of(element)
    return bool(name) and _titled(name)


@lru_cache(maxsize=8192)
def _body(name: str) -> bool:
    return BODY.search(name) is not None


def names_body(element: Element) -> int:
    """Whether names or microdata say: the text of an article. 2: nothing else is so called, 1: likely, 0: no."""
    if element.get("itemprop") == "articleBody":
        return 2
    name = name_of(element)
    if not name or element.tag in ("body", "html"):
        return 0
    parts = name.split()
    return 2 if not SURE.isdisjoint(parts) else int(_body(name) or "body" in parts)
