"""Why something could not be fetched, in words: what a run or a check keeps of it is a code, with a detail or none."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from models.language import N_, _
from models.records.reject_reason import Reason

REASONS: Mapping[str, str] = MappingProxyType(
    {
        code: code
        for code in (
            *(N_("dns"), N_("refused"), N_("timeout"), N_("connection"), N_("certificate"), N_("tls_handshake")),
            *(N_("address"), N_("scheme"), N_("dataloss"), N_("too_large"), N_("parse_limit"), N_("robots")),
            *(N_("redirect_nowhere"), N_("redirect_loop"), N_("redirect_limit"), N_("redirect_offsite")),
            *(N_("redirect_elsewhere"), N_("redirect_bad"), N_("login_wall"), N_("challenge"), N_("not_html")),
            *(N_("interrupted"), N_("deadline"), N_("stalled"), N_("robots_unavailable"), N_("unreachable")),
            *(N_("server_busy"), N_("too_many_errors"), N_("memory"), N_("storage_error"), N_("crash"), N_("killed")),
            N_("no article link on it"),
        )
    }
)
"""The codes that are told as they are in English, and have words elsewhere."""
SOURCES: Mapping[str, str] = MappingProxyType({kind: kind for kind in (N_("feed"), N_("list"), N_("sitemap"))})
REJECTIONS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.LOGIN_WALL: N_("needs a log-in"),
        Reason.ADULT_WALL: N_("only for adults"),
        Reason.DELETED: N_("deleted"),
        Reason.NOT_FOUND: N_("not found"),
        Reason.LIST_PAGE: N_("a list of articles"),
        Reason.REDIRECT_STUB: N_("leads on to another page"),
        Reason.CHALLENGE: N_("a check for robots"),
        Reason.SERVER_ERROR: N_("an error of the server"),
        Reason.NOT_HTML: N_("no HTML page"),
        Reason.TRUNCATED: N_("cut off"),
        Reason.PARSE_LIMIT: N_("too large to read"),
        Reason.NO_HEADLINE: N_("no headline found"),
        Reason.NO_BODY: N_("no text found"),
    }
)
INSTEAD: Mapping[str, str] = MappingProxyType(
    {
        "an HTML page": N_("an HTML page"),
        "broken JSON": N_("broken JSON"),
        "other JSON": N_("other JSON"),
        "other XML": N_("other XML"),
        "text": N_("plain text"),
    }
)
"""What came where a feed or a sitemap was asked for."""
_CODE = re.compile(r"(?<![^\s(])[a-z][a-z_0-9]*(?![^\s,:)])")
_STATUS = re.compile(r"http_([0-9]{3})")


def describe_failure(told: str) -> str:
    """A code, with its detail behind a colon, in the language of the machine: ``redirect_offsite: https://…``."""
    if told in INSTEAD:
        return _(INSTEAD[told])
    code, colon, detail = told.partition(":")
    return f"{_describe_code(code)}{colon} {_describe_code(detail.strip())}" if colon else _describe_code(code)


def describe_rejection(reason: Reason) -> str:
    """Why a page is no article, in the language of the machine."""
    return _(REJECTIONS[reason])


def describe_failures(told: str) -> str:
    """The same where codes are counted or stand behind an address: ``dns 3, http_503 2``, ``list https:… refused``."""
    instead = next((what for what in INSTEAD if told.endswith(f" {what}")), "")
    told = _CODE.sub(lambda found: describe_source(_describe_code(found[0])), told.removesuffix(instead))
    return told + (_(INSTEAD[instead]) if instead else "")


def _describe_code(code: str) -> str:
    if status := _STATUS.fullmatch(code):
        return _("http_{status}", status=status[1])
    if code in REASONS:
        return _(REASONS[code])
    return describe_rejection(Reason(code)) if code in set(Reason) else code


def describe_source(where: str) -> str:
    """What a list is and where it is (``feed https://…``), in the language of the machine."""
    kind, blank, address = where.partition(" ")
    return f"{_(SOURCES[kind]) if kind in SOURCES else kind}{blank}{address}"
