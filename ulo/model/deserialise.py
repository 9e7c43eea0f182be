"""Fills the dataclasses of the model from checked data."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import get_args, get_origin, get_type_hints

_HINTS: dict[type, dict] = {}


def build_dataclass(kind: type, data: dict) -> object:
    """A dataclass of this kind from the data of a record or of a part of it; nothing is checked again."""
    hints = _HINTS.setdefault(kind, get_type_hints(kind))
    values = {}
    for part in fields(kind):
        key = part.metadata.get("key", part.name)
        if key in data:
            values[part.name] = _convert_value(hints[part.name], data[key])
    return kind(**values)


def _convert_value(hint: object, value: object) -> object:
    options = [option for option in get_args(hint) if option is not type(None)]
    if get_origin(hint) is tuple:
        # A dict of the record (names, identifiers) becomes pairs; a list becomes a tuple of its parts.
        return (
            tuple(value.items())
            if isinstance(value, dict)
            else tuple(_convert_value(options[0], item) for item in value)
        )
    if hint is not type(None) and not isinstance(hint, type) and options:
        return _convert_value(options[0], value)
    if is_dataclass(hint):
        return build_dataclass(hint, value)
    return date.fromisoformat(value) if hint is date else value
