"""The files that a page offers with its text: which links lead to one, its name as shown, its address."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from pipelines.contracts.raw_article import RawAttachment
from pipelines.dom.body_lines import collapse_spaces, text_of
from pipelines.dom.tree import Element

_DOCUMENT = r"hwpx?|pdf|docx?|xlsx?|pptx?|zip|odt|txt|csv"
_FILE = re.compile(rf"\.(?:{_DOCUMENT}|jpe?g|png|gif|tiff?|mp4|mp3)(?![A-Za-z0-9])", re.IGNORECASE)
_FUNCTION = re.compile(r"fn_egov_downFile\s?\(\s?['\"]([\w-]{1,60})['\"]\s?,\s?['\"](\d{1,4})['\"]")
EGOV_DOWNLOAD = "/cmm/fms/FileDown.do?atchFileId={}&fileSn={}"
_BUTTON = re.compile(
    r"(?:바로\s?|미리\s?)?(?:보기|다운로드?|내려\s?받기|열기|저장)|전체\s?(?:다운로드|받기)|down(?:load)?", re.I
)
MAX_LINKS, MAX_FILES, MAX_NAME_CHARACTERS = 400, 40, 300


def find_attachments(around: Element, body: Element | None = None) -> Iterator[RawAttachment]:
    """The files that are offered around a text, each once: names as shown less size and buttons."""
    inside = set(body.iter()) if body is not None else set()
    found: dict[str, str] = {}
    for link in islice(around.iter("a"), MAX_LINKS):
        if link in inside or not (name := read_file_name(link)):
            continue
        address = read_address(link)
        _add(found, name, address)
        if len(found) >= MAX_FILES:
            break
    yield from (RawAttachment(name, address) for name, address in found.items())


def read_attachments(links: Iterable[Element]) -> tuple[RawAttachment, ...]:
    """The files of links that are known to offer one each, whatever the names look like."""
    found: dict[str, str] = {}
    for link in islice(links, MAX_FILES):
        if name := read_offered_name(link):
            _add(found, name, read_address(link))
    return tuple(RawAttachment(name, address) for name, address in found.items())


def read_offered_name(link: Element) -> str:
    """The name of a file by its ending, else all that the link shows; empty for a button beside the name."""
    text = text_of(link)[:MAX_NAME_CHARACTERS]
    return read_file_name(link) or ("" if _BUTTON.fullmatch(text) else text)


def _add(found: dict[str, str], name: str, address: str) -> None:
    known = next((one for one, url in found.items() if one == name or (address and url == address)), None)
    if known is None:
        found[name] = address
    elif not found[known]:
        found[known] = address


def read_address(link: Element) -> str:
    """The address of a file; that of eGovFrame's download for its script; empty for other scripts."""
    written = (link.get("href") or "").strip()
    if call := _FUNCTION.search(f"{written} {link.get('onclick') or ''}"):
        return EGOV_DOWNLOAD.format(call[1], call[2])
    return (
        ""
        if not written or written.startswith("#") or (":" in written[:12] and not written.startswith("http"))
        else written
    )


def read_file_name(link: Element) -> str:
    """The name of a file as its link shows it; empty for a link to anything else."""
    for text in (text_of(link), collapse_spaces(link.get("title") or ""), collapse_spaces(link.get("download") or "")):
        matches = list(_FILE.finditer(text[:MAX_NAME_CHARACTERS]))
        if matches:
            return text[: matches[-1].end()].strip(" \"'·-")
    return ""
