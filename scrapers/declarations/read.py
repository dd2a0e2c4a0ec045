"""One outlet's TOML table to an Outlet, every key judged; what is wrong is said in one sentence."""

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, get_args
from urllib.parse import urlsplit

from models.records.licence import Licence
from models.records.outlet import MAX_LIST_BODY_BYTES, ListForm, Method, Outlet, Sure
from pipelines.contracts.layout import OPEN_TO_OUTLETS
from scrapers.delays import MAX_WAIT_SECONDS, MIN_DECLARED_DELAY_SECONDS

Table = Mapping[str, Any]
Reader = Callable[[Any], Any]
OPEN_HEADERS = frozenset({"accept", "content-type", "referer", "x-requested-with"})
"""What a list may set: who asks, cookies and lengths are the crawl's own business."""


class DeclarationError(ValueError):
    """What is wrong with a declaration; names the key."""


def declared(table: Table, stem: str, families: Collection[str]) -> Outlet:
    """The outlet of a table read from ``<stem>.toml``; raises DeclarationError."""
    known = set(READERS)
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            raise DeclarationError(f"unknown key {key!a}{f', did you mean {near[0]!a}?' if near else '.'}")
    for key in ("id", "title", "family", "home"):
        if key not in table:
            raise DeclarationError(f"key {key!a} is missing.")
    values = {key: _read(key, value) for key, value in table.items()}
    if "lists" in values:
        values["lists"], values["list_forms"] = values["lists"]
    if values["id"] != stem:
        raise DeclarationError(f"key 'id' is {values['id']!a}, but the file's name says {stem!a}.")
    if values["family"] not in families:
        known_families = ", ".join(sorted(families))
        raise DeclarationError(f"key 'family': there is no family {values['family']!a}; there are {known_families}.")
    for part in values.get("layout", {}):
        if part not in OPEN_TO_OUTLETS:
            raise DeclarationError(f"key 'layout': no part {part!a}; there are {', '.join(sorted(OPEN_TO_OUTLETS))}.")
    return Outlet(**values)


def _read(key: str, value: Any) -> Any:
    try:
        return READERS[key](value)
    except ValueError as error:
        raise DeclarationError(f"key {key!a}: {error}.") from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be a text in quotes, not {value!a}")  # noqa: TRY004
    if any(ord(c) < 0x20 for c in value):
        raise ValueError("holds a control character")
    return value.strip()


def _filled(value: Any) -> str:
    text = _text(value)
    if not text:
        raise ValueError("must not be empty")
    return text


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f'must be a list such as ["a", "b"], not {value!a}')  # noqa: TRY004
    return tuple(_filled(one) for one in value)


def _lists(value: Any) -> tuple[tuple[str, ...], tuple[ListForm, ...]]:
    """Names and addresses, and the tables that are requests of their own."""
    if not isinstance(value, list):
        raise ValueError(f'must be a list such as ["a", "b"], not {value!a}')  # noqa: TRY004
    forms = tuple(_form(one) for one in value if isinstance(one, dict))
    return _texts([one for one in value if not isinstance(one, dict)]), forms


def _form(table: Table) -> ListForm:
    """``{url = "…", method = "POST", body = "page={page}", headers = {…}}``."""
    if unknown := table.keys() - FORM_READERS.keys():
        raise ValueError(f"unknown key {min(unknown)!a} in a list, there are {', '.join(FORM_READERS)}")
    if "url" not in table:
        raise ValueError("a list that is a table needs a url")
    form = ListForm(**{key: FORM_READERS[key](one) for key, one in table.items()})
    if form.body and form.method == "GET":
        raise ValueError("a list that is fetched by GET has no body")
    return form


def _body(value: Any) -> str:
    text = _text(value)
    if len(text.encode()) > MAX_LIST_BODY_BYTES:
        raise ValueError(f"holds a body of more than {MAX_LIST_BODY_BYTES} bytes")
    return text


def _headers(value: Any) -> Mapping[str, str]:
    """Plain request headers; what the crawl sets by itself cannot be declared."""
    if not isinstance(value, dict):
        raise ValueError("must be a table")  # noqa: TRY004
    for name, text in value.items():
        if name.lower() not in OPEN_HEADERS:
            raise ValueError(f"header {name!a} cannot be set, only {', '.join(sorted(OPEN_HEADERS))}")
        if not isinstance(text, str) or not text.isascii() or not text.isprintable():
            raise ValueError(f"header {name!a} must be a plain text")
    return dict(value)


def _selectors(value: Any) -> tuple[str, ...]:
    return (_filled(value),) if isinstance(value, str) else _texts(value)


def _address(value: Any) -> str:
    text = _filled(value)
    try:
        parts = urlsplit(text)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole or any(c.isspace() for c in text):
        raise ValueError(f"must be an http or https address, not {text!a}")
    return text


def _home(value: Any) -> str:
    text = _address(value).rstrip("/")
    if urlsplit(text).path or urlsplit(text).query:
        raise ValueError(f"must be the bare home address without a path, not {text!a}")
    return text


def _host(value: str) -> str:
    if "/" in value or "@" in value or " " in value:
        raise ValueError(f"holds {value!a}, which is no host name")
    return value.lower()


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, not {value!a}")  # noqa: TRY004
    return value


def _seconds(value: Any) -> float:
    least, most = MIN_DECLARED_DELAY_SECONDS, MAX_WAIT_SECONDS
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
        raise ValueError(f"must be a number of seconds from {least:g} to {most:g}, not {value!a}")
    return float(value)


def _bounds(value: Any) -> tuple[int, int]:
    if (
        not isinstance(value, list)
        or len(value) != 2
        or any(isinstance(n, bool) or not isinstance(n, int) for n in value)
        or not 0 <= value[0] <= value[1]
    ):
        raise ValueError(f"must be two whole numbers such as [150, 900], the smaller one first, not {value!a}")
    return value[0], value[1]


def _one_of(words: tuple[str, ...]) -> Reader:
    def read(value: Any) -> str:
        if value not in words:
            raise ValueError(f"must be one of {', '.join(words)}, not {value!a}")
        return str(value)

    return read


def _table_of(read: Reader) -> Reader:
    def read_table(value: Any) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise ValueError("must be a table")  # noqa: TRY004
        return MappingProxyType({_filled(key): read(one) for key, one in value.items()})

    return read_table


LICENCES = tuple(licence.value for licence in (Licence.FULL, Licence.EXCERPT, Licence.LINK))

FORM_READERS: Mapping[str, Reader] = MappingProxyType(
    {"url": _address, "method": _one_of(get_args(Method)), "body": _body, "headers": _headers}
)
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "id": _filled,
        "title": _filled,
        "family": _filled,
        "home": _home,
        "region": _text,
        "kind": _text,
        "hosts": lambda value: tuple(_host(one) for one in _texts(value)),
        "feeds": lambda value: tuple(_address(one) for one in _texts(value)),
        "lists": _lists,
        "sitemaps": lambda value: tuple(_address(one) for one in _texts(value)),
        "sections": _table_of(_filled),
        "layout": _table_of(_selectors),
        "export": lambda value: Licence(_one_of(LICENCES)(value)),
        "weekly": _bounds,
        "delay": _seconds,
        "enabled": _yes_no,
        "cookies": _yes_no,
        "evidence": _text,
        "sure": _one_of(get_args(Sure)),
    }
)
