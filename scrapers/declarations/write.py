"""An Outlet as the text of its TOML file: only what is not the default."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from models.records.outlet import ListForm, Outlet

TABLES = ("sections", "layout")


def toml_of(outlet: Outlet, comment: str = "") -> str:
    """The file's text; ``comment`` goes to its top."""
    head = "".join(f"# {_drop_unprintable(line)}\n" for line in comment.splitlines())
    plain, tables = [], []
    for field in fields(Outlet):
        value = getattr(outlet, field.name)
        if field.name == "list_forms":
            continue
        if field.name == "lists":
            value = (*value, *outlet.list_forms)
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if value == default and field.name != "confidence":
            continue
        if field.name in TABLES:
            rows = "".join(f"{_key(key)} = {_value(one)}\n" for key, one in value.items())
            tables.append(f"\n[{field.name}]\n{rows}")
        else:
            plain.append(f"{field.name} = {_value(value)}\n")
    return head + "".join(plain) + "".join(tables)


def toml_of_layout(reader: str, layout: Mapping[str, tuple[str, ...]]) -> str:
    """The lines of an outlet's reader and its [layout] table; what is empty is left out."""
    lines = [f"reader = {_text(reader)}"] if reader else []
    if layout:
        lines += ["[layout]", *(f"{_key(part)} = {_value(selectors)}" for part, selectors in layout.items())]
    return "".join(f"{line}\n" for line in lines)


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("-", "").replace("_", "").isalnum() else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, (list, tuple)):
        return _list([_value(one) for one in value])
    if isinstance(value, ListForm):
        parts = {
            name: part for name, part in ((one.name, getattr(value, one.name)) for one in fields(ListForm)) if part
        }
        return f"{{{', '.join(f'{name} = {_value(part)}' for name, part in parts.items())}}}"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_key(name)} = {_value(part)}' for name, part in value.items())}}}"
    return _text(str(value))


def _list(values: list[str]) -> str:
    line = f"[{', '.join(values)}]"
    return line if len(line) < 110 or len(values) == 1 else "[\n" + "".join(f"    {one},\n" for one in values) + "]"


def _text(text: str) -> str:
    # JSON's escapes are TOML's too; control characters of the second kind are not escaped by JSON.
    return json.dumps(_drop_unprintable(text), ensure_ascii=False)


def _drop_unprintable(text: str) -> str:
    return "".join(c for c in text if c.isprintable() or c in "\n\t")
