"""The public registers whose numbers a record may give, as schema/country/registers.yml names them.

The address of the official page of a number is the one that its register itself gives it today.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ulo.core.locale import message

# A register's name at org-id.guide: a country, or the world, and the register.
SCHEME = re.compile(r"[A-Z]{2,4}-[A-Z0-9]+(?:-[A-Z0-9]+)*")
KINDS = ("charity", "company", "society")


@dataclass(frozen=True)
class NumberForm:
    """A form in which a number may come, and what makes of it the number in its page.

    Of what `match` holds in brackets, or else of the whole, `strip` takes the zeros from the front,
    `pad` puts zeros there up to so many signs, and `prefix` comes before it.
    """

    match: re.Pattern[str]
    strip: bool = False
    pad: int = 0
    prefix: str = ""

    def normalise(self, number: str) -> str | None:
        """The number in this form; None where it has another."""
        found = self.match.fullmatch(number)
        if not found:
            return None
        digits = found[1] if self.match.groups else found[0]
        digits = digits.lstrip("0") if self.strip else digits
        return self.prefix + digits.rjust(self.pad, "0") if digits else ""


@dataclass(frozen=True)
class Register:
    """A public register.

    `scheme` is its name at org-id.guide, `kind` one of KINDS. `labels` is what people write beside
    a number of this register alone, in small letters, and `hosts` are its sites. `page` is the
    address of the page of a number, which stands in the place of {}; empty where there is none.
    `paper` are letters that stand before a number on paper alone.
    """

    scheme: str
    kind: str
    labels: frozenset[str] = frozenset()
    hosts: tuple[str, ...] = ()
    page: str = ""
    forms: tuple[NumberForm, ...] = ()
    paper: str = ""


@dataclass(frozen=True, eq=False)
class Registers:
    """The registers of the country by their schemes.

    `labels` is what people write beside a number of any of them, and `letters` are those of the
    labels that may be letters of a number. `search_labels` is what people type beside a number that
    they look for.
    """

    by_scheme: Mapping[str, Register] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    search_labels: tuple[str, ...] = ()

    @property
    def hosts(self) -> tuple[str, ...]:
        """The sites of all registers."""
        return tuple(host for register in self.by_scheme.values() for host in register.hosts)

    def page(self, scheme: str, number: str) -> str:
        """The public page of a number in the register of its scheme; empty where none is known.

        Spaces, hyphens and small letters make no difference.
        """
        register = self.by_scheme.get(scheme)
        if not register or not register.page:
            return ""
        plain = re.sub(r"[\s-]", "", number).upper()
        for form in register.forms:
            if (normal := form.normalise(plain)) is not None:
                return register.page.replace("{}", normal) if normal else ""
        return ""


def make_registers(data: Mapping[str, Any]) -> Registers:
    """The registers of what registers.yml says. Raises ValueError where that cannot be."""
    by_scheme = {}
    for scheme, entry in data.get("registers", {}).items():
        if not SCHEME.fullmatch(scheme):
            raise ValueError(message("values.registers.no_scheme", scheme=scheme))
        if entry.get("kind") not in KINDS:
            kinds = ", ".join(KINDS)
            raise ValueError(message("values.registers.no_kind", scheme=scheme, kinds=kinds))
        forms = [{**form, "match": re.compile(form["match"])} for form in entry.get("forms", ())]
        by_scheme[scheme] = Register(
            scheme,
            entry["kind"],
            frozenset(_words(entry, "labels")),
            tuple(entry.get("hosts", ())),
            entry.get("page", ""),
            tuple(NumberForm(**form) for form in forms),
            entry.get("paper", ""),
        )
    return Registers(
        by_scheme,
        frozenset(_words(data, "labels")),
        frozenset(_words(data, "letters")),
        tuple(_words(data, "search_labels")),
    )


def _words(data: Mapping[str, Any], key: str) -> list[str]:
    """A list of words. Raises ValueError where YAML takes one for something else, such as no."""
    words = data.get(key, [])
    if not all(isinstance(word, str) for word in words):
        raise ValueError(message("values.registers.no_words", key=key))
    return list(words)


def check_schemes(registers: Registers, schemes: Iterable[str]) -> None:
    """Raises ValueError where a record may have numbers of other registers than these."""
    differing = sorted(registers.by_scheme.keys() ^ set(schemes))
    if differing:
        raise ValueError(message("values.registers.differing", schemes=", ".join(differing)))
