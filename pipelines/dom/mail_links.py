"""E-mails that a page shows to readers and not to programs, written where readers see them.

Three ways are common: a link that opens the reader's mail program behind an icon or the word 이메일, the whole name of
a reporter as such a link, and Cloudflare's cipher (``data-cfemail``: the first byte is XORed into every other).
Addresses in a row of inline elements are kept apart by a style alone: as text they would be one word.
"""

import re
from itertools import islice
from typing import cast
from urllib.parse import unquote

from lxml import etree

from models.text.mail_address import ADDRESS
from pipelines.dom.body_lines import text_of
from pipelines.dom.tree import Element

CIPHER = "data-cfemail"
CIPHER_LINK = "/cdn-cgi/l/email-protection#"
MAIL = "mailto:"
MAIL_LINKS = etree.XPath(f"descendant::a[starts-with(@href, '{MAIL}') or contains(@href, '{CIPHER_LINK}')]")
MAIL_ADDRESS = re.compile(ADDRESS)
PERSON = re.compile("기자|특파원|논설위원|통신원|에디터|PD")
LABEL = re.compile(
    r"\W{0,3}(?:(?:이?메일|e-?mail|mail|메일\s?(?:보내기|쓰기)|이?메일\s?(?:보내기|쓰기|문의)|\[?email\W?protected\]?)\W{0,3})?"
    rf"|.{{1,20}}(?:{PERSON.pattern})님?",
    re.IGNORECASE,
)
GLUED = re.compile(r"@[\w.-]{1,80}(?:</?\w[^<>]{0,300}>){1,6}[\w.+-]{1,64}@")
INLINE = ("a", "span", "em", "b", "i", "strong", "font")
MAX_LABEL, MAX_LINE, MAX_CIPHER, MAX_LINKS = 30, 80, 260, 60


def show_mail_links(root: Element, html: str) -> None:
    """Write the addresses of such links into their texts; ``html`` tells at once that a page has none."""
    if CIPHER in html:
        for element in islice(root.iterfind(f".//*[@{CIPHER}]"), MAX_LINKS):
            if address := decode_cipher(element.get(CIPHER) or ""):
                for inner in list(element):
                    element.remove(inner)
                element.text = address
    if CIPHER_LINK in html or _hides_mail(html):
        for link in cast(list[Element], MAIL_LINKS(root))[:MAX_LINKS]:
            address = _address_of(link.get("href") or "")
            if address and _is_label(link):
                _write(link, address)
    if GLUED.search(html):
        for element in root.iter(*INLINE):
            own = element.text or ""
            if "@" in own and not element.tail and MAIL_ADDRESS.fullmatch(own.strip()):
                element.tail = " "


def _hides_mail(html: str) -> bool:
    """Whether a link for mail does not show its address at once, as most do."""
    at = html.find(MAIL)
    for _ in range(MAX_LINKS):
        if at < 0:
            return False
        end = html.find(">", at)
        if "@" not in html[end + 1 : end + 1 + MAX_LINE].partition("<")[0]:
            return True
        at = html.find(MAIL, at + 1)
    return True


def decode_cipher(text: str) -> str:
    """The address in a hexadecimal cipher; empty for anything else."""
    try:
        key, *rest = bytes.fromhex(text[:MAX_CIPHER])
    except ValueError:
        return ""
    address = bytes(one ^ key for one in rest).decode("utf-8", "replace")
    return address if MAIL_ADDRESS.fullmatch(address) else ""


def _address_of(href: str) -> str:
    _, cipher, code = href.partition(CIPHER_LINK)
    if cipher:
        return decode_cipher(code)
    found = MAIL_ADDRESS.match(unquote(href[len(MAIL) :]).strip())
    return found[0] if found else ""


def _is_label(link: Element) -> bool:
    """Whether a link says nothing but that it is one for mail, or whom it writes to, and stands in no sentence."""
    text = text_of(link).strip()
    if len(text) > MAX_LABEL or "@" in text or not LABEL.fullmatch(text):
        return False
    if text and not PERSON.search(text) and not (link.text or "").strip() and link.find("img") is None:
        return False  # words for screen readers behind an icon that a style draws: the page shows no address
    parent = link.getparent()
    around = text_of(parent) if parent is not None else ""
    return len(around) <= MAX_LINE and "@" not in around


def _write(link: Element, address: str) -> None:
    if PERSON.search(text_of(link)):
        last = link[-1] if len(link) else None
        if last is None:
            link.text = f"{link.text or ''} {address}"
        else:
            last.tail = f"{last.tail or ''} {address}"
        return
    for inner in list(link):
        link.remove(inner)
    link.text = address
