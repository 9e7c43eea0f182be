"""Makes the dataclasses of the model from checked data."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from ulo.schema import RecordData

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
_TYPE_HINTS: dict[type, dict[str, Any]] = {}


def build_dataclass(dataclass_type: type[T], data: RecordData) -> T:
    """A dataclass from the data of a record or of a part of it; nothing is checked again.

    The name of a field in the data is that of the dataclass, or `key` in its metadata.
    """
    hints = _TYPE_HINTS.setdefault(dataclass_type, get_type_hints(dataclass_type))
    values = {}
    for part in fields(dataclass_type):
        key = part.metadata.get("key", part.name)
        if key in data:
            values[part.name] = _convert_value(hints[part.name], data[key])
    return dataclass_type(**values)


def _convert_value(hint: Any, value: Any) -> Any:
    """A value of the data as the type hint of its field says."""
    options = [option for option in get_args(hint) if option is not type(None)]
    if get_origin(hint) is tuple:
        if isinstance(value, dict):
            # A mapping of the record (names, identifiers) becomes pairs.
            return tuple(value.items())
        return tuple(_convert_value(options[0], item) for item in value)
    if options:
        # `int | None` and the like
        return _convert_value(options[0], value)
    if isinstance(hint, type) and is_dataclass(hint):
        return build_dataclass(hint, value)
    return date.fromisoformat(value) if hint is date else value
