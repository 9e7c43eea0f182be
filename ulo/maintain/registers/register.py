"""A public register: what it is called, what its numbers look like, and whom it lists."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ulo.core import Registers

# The ids of nations by what they depend on.
Nations = tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """A public register, with the keys of schema/country/register_extracts.yml.

    `required` extracts are needed to know all numbers, and `complete` says that they hold removed
    numbers, too: a number that is not in them never was. What is removed from a register that
    `dissolves` has ended on that day. `registers` know the pages of numbers.
    """

    scheme: str
    registers: Registers
    title: str
    required: tuple[str, ...]
    complete: bool = False
    dissolves: bool = False
    number_length: int = 0
    number_has_prefix: bool = False
    nations: Nations = ()
    nations_by_prefix: Mapping[str, Nations] = field(default_factory=dict)
    nations_otherwise: Nations = ()

    def page_url(self, number: str) -> str:
        """The public page of a number."""
        return self.registers.page(self.scheme, number)

    def normalise_number(self, text: str) -> str:
        """A number of an extract as records write it."""
        if self.number_has_prefix:
            return re.sub(r"^\D+", "", text)
        if self.number_length:
            return text.zfill(self.number_length) if text.isdigit() else text.upper()
        return text

    def known_nations(self, number: str) -> set[str]:
        """The nations that a number shows its owner to be based in; none where it shows nothing."""
        for prefix, nations in self.nations_by_prefix.items():
            if number.startswith(prefix):
                return set(nations)
        return set(self.nations)
