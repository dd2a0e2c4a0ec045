"""One outlet's TOML table to an Outlet, every key checked."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, get_args
from urllib.parse import urlsplit

from models.language import _
from models.records.licence import Licence
from models.records.outlet import MAX_LIST_BODY_BYTES, Confidence, ListForm, Method, Outlet, PageReading
from models.records.toml_table import (
    ReadValue,
    Table,
    TomlFileError,
    TomlKeyError,
    number,
    one_of,
    read_filled,
    read_keys,
    read_list,
    read_table,
    read_text,
    read_texts,
    read_yes_no,
    table_of,
)
from pipelines.contracts.layout import OPEN_TO_OUTLETS
from scrapers.delays import MAX_WAIT_SECONDS, MIN_DECLARED_DELAY_SECONDS

OLD_KEYS = MappingProxyType({"sure": "confidence"})
OPEN_HEADERS = frozenset({"accept", "content-type", "referer", "x-requested-with"})
"""What a list may set: who asks, cookies and lengths are the crawl's own business."""


def read_declaration(table: Table, stem: str, families: Collection[str]) -> Outlet:
    """The outlet of a table read from ``<stem>.toml``; raises TomlFileError."""
    values = read_keys(_rename_old_keys(table), READERS, required=("id", "title", "family", "home"))
    if "lists" in values:
        values["lists"], values["list_forms"] = values["lists"]
    if values["id"] != stem:
        raise TomlFileError(_("key 'id' is {id!r}, but the file's name says {stem!r}", id=values["id"], stem=stem))
    if values["family"] not in families:
        known = ", ".join(sorted(families))
        raise TomlKeyError(
            ("family",), _("there is no family {family!r}; there are {known}", family=values["family"], known=known)
        )
    for part in values.get("layout", {}):
        if part not in OPEN_TO_OUTLETS:
            raise TomlKeyError(
                ("layout",),
                _(
                    "no part {part!r}; there are {parts}",
                    part=part,
                    parts=", ".join(sorted(OPEN_TO_OUTLETS)),
                ),
            )
    return Outlet(**values)


def _rename_old_keys(table: Table) -> Table:
    """The table with today's names of keys; files that were written before keep working."""
    for old, new in OLD_KEYS.items():
        if old in table and new in table:
            raise TomlFileError(_("key {old!r} is the old name of {new!r}: keep one of them", old=old, new=new))
    return {OLD_KEYS.get(key, key): value for key, value in table.items()}


def _lists(value: Any) -> tuple[tuple[str, ...], tuple[ListForm, ...]]:
    """Names and addresses, and the tables that are requests of their own."""
    entries = read_list(value)
    forms = tuple(_form(one) for one in entries if isinstance(one, dict))
    return read_texts([one for one in entries if not isinstance(one, dict)]), forms


def _form(table: Table) -> ListForm:
    """``{url = "…", method = "POST", body = "page={page}", headers = {…}}``."""
    form = ListForm(**read_keys(table, FORM_READERS, required=("url",)))
    if form.body and form.method == "GET":
        raise ValueError(_("a list that is fetched by GET has no body"))
    return form


def _body(value: Any) -> str:
    text = read_text(value)
    if len(text.encode()) > MAX_LIST_BODY_BYTES:
        raise ValueError(_("holds a body of more than {limit} bytes", limit=MAX_LIST_BODY_BYTES))
    return text


def _headers(value: Any) -> Mapping[str, str]:
    """Plain request headers; what the crawl sets by itself cannot be declared."""
    headers = read_table(value)
    for name, text in headers.items():
        if name.lower() not in OPEN_HEADERS:
            raise ValueError(
                _(
                    "header {name!r} cannot be set, only {allowed}",
                    name=name,
                    allowed=", ".join(sorted(OPEN_HEADERS)),
                )
            )
        if not isinstance(text, str) or not text.isascii() or not text.isprintable():
            raise ValueError(_("header {name!r} must be a plain text", name=name))
    return dict(headers)


def _selectors(value: Any) -> tuple[str, ...]:
    return (read_filled(value),) if isinstance(value, str) else read_texts(value)


def _address(value: Any) -> str:
    text = read_filled(value)
    try:
        parts = urlsplit(text)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole or any(c.isspace() for c in text):
        raise ValueError(_("must be an http or https address, not {text!r}", text=text))
    return text


def _home(value: Any) -> str:
    text = _address(value).rstrip("/")
    if urlsplit(text).path or urlsplit(text).query:
        raise ValueError(_("must be the bare home address without a path, not {text!r}", text=text))
    return text


def _host(value: str) -> str:
    if "/" in value or "@" in value or " " in value:
        raise ValueError(_("holds {value!r}, which is not a host name", value=value))
    return value.lower()


def _bounds(value: Any) -> tuple[int, int]:
    if (
        not isinstance(value, list)
        or len(value) != 2
        or any(isinstance(n, bool) or not isinstance(n, int) for n in value)
        or not 0 <= value[0] <= value[1]
    ):
        raise ValueError(
            _("must be two whole numbers such as [150, 900], the smaller one first, not {value!r}", value=value)
        )
    return value[0], value[1]


PAGE_READERS = tuple(filter(None, get_args(PageReading)))
LICENCES = tuple(licence.value for licence in (Licence.FULL, Licence.EXCERPT, Licence.LINK))

FORM_READERS: Mapping[str, ReadValue] = MappingProxyType(
    {"url": _address, "method": one_of(get_args(Method)), "body": _body, "headers": _headers}
)
READERS: Mapping[str, ReadValue] = MappingProxyType(
    {
        "id": read_filled,
        "title": read_filled,
        "family": read_filled,
        "home": _home,
        "region": read_text,
        "kind": read_text,
        "hosts": lambda value: tuple(_host(one) for one in read_texts(value)),
        "feeds": lambda value: tuple(_address(one) for one in read_texts(value)),
        "lists": _lists,
        "sitemaps": lambda value: tuple(_address(one) for one in read_texts(value)),
        "sections": table_of(read_filled),
        "layout": table_of(_selectors),
        "reader": one_of(PAGE_READERS),
        "export": lambda value: Licence(one_of(LICENCES)(value)),
        "weekly": _bounds,
        "delay": number(MIN_DECLARED_DELAY_SECONDS, MAX_WAIT_SECONDS, "seconds"),
        "enabled": read_yes_no,
        "cookies": read_yes_no,
        "evidence": read_text,
        "confidence": one_of(get_args(Confidence)),
    }
)
