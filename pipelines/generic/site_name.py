"""The name a page gives its site, from its head alone."""

import re
from html import unescape

from pipelines.dom.body_lines import collapse_spaces
from pipelines.generic.headline import SPACED
from pipelines.text.site_words import NAMED, SITE

OG = re.compile(r"<meta\b[^>]{0,300}og:site_name[^>]{0,300}>", re.IGNORECASE)
CONTENT = re.compile(r"""content\s{0,3}=\s{0,3}(?:"([^"<>]{1,80})"|'([^'<>]{1,80})')""", re.IGNORECASE)
TITLE = re.compile(r"<title[^>]{0,100}>([^<]{1,400})<", re.IGNORECASE)
MAX_NAME_CHARACTERS = 40


def find_site_name(html: str) -> str:
    """og:site_name, else the last part of <title> that reads as an outlet's name, else empty."""
    if (meta := OG.search(html)) and (content := CONTENT.search(meta[0])):
        return collapse_spaces(unescape(content[1] or content[2]))[:MAX_NAME_CHARACTERS]
    title = TITLE.search(html)
    if not title:
        return ""
    text = collapse_spaces(unescape(title[1]))
    parts = [*SPACED.finditer(text)]
    tail = text[parts[-1].end() :] if parts else ""
    return tail if NAMED.fullmatch(tail) and SITE.search(tail) else ""
