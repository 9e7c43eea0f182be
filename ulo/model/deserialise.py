"""Makes the dataclasses of the model from checked data.

What the type hints of a dataclass say is worked out once, for thousands of records.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from ulo.schema import RecordData

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
# Makes a value of a dataclass from a value of the data.
Converter = Callable[[Any], Any]


def build_dataclass(dataclass_type: type[T], data: RecordData) -> T:
    """A dataclass from the data of a record or of a part of it; nothing is checked again.

    The name of a field in the data is that of the dataclass, or `key` in its metadata.
    """
    values = {}
    for key, name, convert in _field_converters(dataclass_type):
        if key in data:
            values[name] = convert(data[key]) if convert else data[key]
    return dataclass_type(**values)


@cache
def _field_converters(
    dataclass_type: "type[DataclassInstance]",
) -> tuple[tuple[str, str, Converter | None], ...]:
    """For each field its name in the data, its own name, and what converts its value, if any."""
    hints = get_type_hints(dataclass_type)
    return tuple(
        (part.metadata.get("key", part.name), part.name, _make_converter(hints[part.name]))
        for part in fields(dataclass_type)
    )


def _make_converter(hint: Any) -> Converter | None:
    """What converts a value of the data as a type hint says; None where it stays as it is."""
    options = [option for option in get_args(hint) if option is not type(None)]
    if get_origin(hint) is tuple:
        return partial(_convert_items, _make_converter(options[0]))
    if options:
        # `int | None` and the like
        return _make_converter(options[0])
    if isinstance(hint, type) and is_dataclass(hint):
        return partial(build_dataclass, hint)
    return date.fromisoformat if hint is date else None


def _convert_items(convert: Converter | None, value: Any) -> tuple[Any, ...]:
    if isinstance(value, dict):
        # A mapping of the record (names, identifiers) becomes pairs.
        return tuple(value.items())
    return tuple(map(convert, value)) if convert else tuple(value)
