"""What a derivation gives: tables by name, and the packages that they come from."""

from collections.abc import Mapping
from dataclasses import dataclass

from ulo.maintain.geodata.packages import Package


@dataclass(frozen=True)
class Derived:
    """The tables `places`, `districts`, `councils` and, where there are maps, `map`.

    What each of them has, ulo/geography/gazetteer.py reads.
    """

    tables: Mapping[str, object]
    packages: list[Package]


class DerivationError(ValueError):
    """What is typed by hand does not fit, or is missing; the text says what to do."""
