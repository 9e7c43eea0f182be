"""What our records say of the groups, as far as registers know it, too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ulo.checks import CheckContext
from ulo.core import fold
from ulo.geography import Gazetteer
from ulo.maintain.registers.country_registers import CountryRegisters


@dataclass(frozen=True)
class Group:
    """What our record says of a group.

    `names` are normalised, `town` is folded, `numbers` are by scheme, and `lines` are the lines of
    the record that hold them. `councils` and `nations` are ids of schema/areas.json.
    """

    slug: str
    path: str
    name: str
    names: frozenset[str]
    numbers: Mapping[str, str]
    lines: Mapping[str, int]
    is_closed: bool
    is_wide: bool
    town: str
    postcode: str
    councils: frozenset[str]
    nations: frozenset[str]


def build_groups(
    contexts: Iterable[CheckContext], gazetteer: Gazetteer, registers: CountryRegisters
) -> list[Group]:
    """The groups of all records, those with faults, too."""
    return [_build_group(context, gazetteer, registers) for context in contexts]


def _build_group(context: CheckContext, gazetteer: Gazetteer, registers: CountryRegisters) -> Group:
    numbers = {}
    for scheme in registers.by_scheme:
        if number := context.text("identifiers", scheme):
            numbers[scheme] = number
    known = gazetteer.areas
    named = (context.text("based_in", "area"), *context.texts("area", "serves"))
    areas = [known[area_id] for area_id in named if area_id in known.terms]
    parts = [known[part] for area in areas for part in (area.id, *area.covers)]
    chains = [outer for area in areas for outer in known.chain(area.id)]
    names = map(registers.normalise_name, [*context.names, *_translated_names(context)])
    return Group(
        context.record.slug,
        context.record.path,
        context.name,
        names=frozenset(names) - {""},
        numbers=numbers,
        lines={scheme: context.record.line(("identifiers", scheme)) for scheme in numbers},
        is_closed="closed" in context.record.data,
        is_wide=context.text("area", "reach") in registers.wide_reaches,
        town=fold(context.text("based_in", "town")),
        postcode=context.text("based_in", "postcode") or context.text("based_in", "district"),
        councils=frozenset(part.id for part in parts if part.kind == "council"),
        nations=frozenset(area.id for area in chains if area.kind == "nation"),
    )


def _translated_names(context: CheckContext) -> list[str]:
    names = context.record.data.get("names")
    texts = names.values() if isinstance(names, dict) else ()
    return [name for name in texts if isinstance(name, str)]
