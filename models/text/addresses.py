"""The forms that one address has: with and without www, m, https, a last slash, and what campaigns and sessions add.

Pure, standard library only: what reads an archive asks for an article by any of them.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote_plus, unquote_to_bytes, urlsplit, urlunsplit

TRACKING = frozenset(
    {
        *(
            "ref",
            "referer",
            "referrer",
            "from",
            "inflow",
            "sns",
            "igshid",
            "igsh",
            "kakao_from",
            "ncid",
            "cloc",
            "rrss",
        ),
        *("fbclid", "gclid", "gbraid", "wbraid", "msclkid", "yclid", "dclid", "twclid", "_ga", "_gl", "spm", "mkt_tok"),
        *("sc_section_code", "sc_sub_section_code", "sc_area", "sc_word", "view_type", "device", "input", "outurl"),
        *("mc_cid", "mc_eid", "cloc"),
    }
)
"""Parameters that say where a reader came from, not what is read."""
SESSIONS = frozenset({"phpsessid", "jsessionid", "cfid", "cftoken", "oscsid", "zenid", "csrf_token", "csrftoken"})
SESSION_ENDS = ("sessid", "sessionid", "session_id", "session-id", "sessiontoken", "sesskey")
RANDOM = re.compile(r"(?=[^&]*\d)(?=[^&]*[a-zA-Z])[0-9A-Za-z_-]{16,128}")
"""What a session's number looks like."""
MAYBE_SESSIONS = frozenset({"sid", "sess", "session", "token", "s"})
"""Sessions where the value is random letters and digits; some systems number or name articles or sections so."""
PREFIXES = ("", "www.", "m.", "mobile.")
MAX_FORMS = 2 * len(PREFIXES) * 2
PATH_SESSION = re.compile(r";[a-z_]{0,20}s(?:ess(?:ion)?)?_?id=[^/?#;]*|/\([A-Z]\([0-9a-z]{20,40}\)\)", re.IGNORECASE)
"""Behind a semicolon, or in brackets as ASP.NET has it."""


def is_tracking(name: str, value: str) -> bool:
    """Whether a parameter of a query tells nothing of the page."""
    name = name.lower()
    if name in MAYBE_SESSIONS:
        return RANDOM.fullmatch(value) is not None or (name in {"sid", "sess"} and not value.isdecimal())
    if name.endswith(SESSION_ENDS):
        return True
    return name.startswith(("utm_", "hsa_", "aspsessionid")) or name in TRACKING or name in SESSIONS


def tidy_query(query: str, dropped: Iterable[str] = ()) -> str:
    """The query less tracking parameters, sessions, empty ones and those ``dropped`` (in lower case), in its order.

    Values stay the bytes that they are, whatever their charset; their escapes are written in one way.
    """
    fields = (field.partition("=") for field in query.replace("&amp;", "&").split("&"))
    return "&".join(
        f"{_escape(name)}={_escape(value)}"
        for name, _, value in fields
        if value and not is_tracking(name, value) and name.lower() not in dropped
    )


def drop_path_session(path: str) -> str:
    """The path without a session's number behind a semicolon."""
    return PATH_SESSION.sub("", path)


def address_forms(url: str) -> tuple[str, ...]:
    """The other forms of an address without query parameters of its own to lose: scheme, host prefix, last slash."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ()
    host = (parts.hostname or "").lower()
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ()
    bare = next((host[len(one) :] for one in PREFIXES if one and host.startswith(one)), host)
    tail = f":{port}" if port and port not in (80, 443) else ""
    path = parts.path.rstrip("/")
    forms = [
        urlunsplit((scheme, f"{prefix}{bare}{tail}", path + slash, parts.query, ""))
        for scheme in ("https", "http")
        for prefix in PREFIXES
        for slash in ("", "/")
    ]
    return tuple(form for form in dict.fromkeys(forms) if form != url)


def bare_address(url: str) -> str:
    """The address without fragment, default port, session and tracking parameters."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").lower()
    tail = f":{port}" if port and port not in (80, 443) else ""
    return urlunsplit((parts.scheme.lower(), host + tail, drop_path_session(parts.path), tidy_query(parts.query), ""))


def _escape(text: str) -> str:
    return quote_plus(unquote_to_bytes(text.replace("+", " ")))
