"""What a command is: how it is used, what it does, its options. It needs nothing but Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ulo.cli import option_types


@dataclass(frozen=True)
class Option:
    """An option or an argument, as `ArgumentParser.add_argument` takes it."""

    name: str
    settings: Mapping[str, Any]


def option(name: str, **settings: Any) -> Option:
    return Option(name, settings)


@dataclass(frozen=True)
class Command:
    """One command of build.py.

    `examples` are pairs: what is written after `build.py`, and what that does. The first says what
    the command does at all. `function` is its place in `ulo.cli`, as module:function. `packages`
    is the group of packages that it needs (see `ulo.bootstrap`). `passes_on` names the program
    that gets all arguments that are not known here.
    """

    name: str
    function: str
    examples: tuple[tuple[str, str], ...]
    options: tuple[Option, ...] = ()
    packages: str = "build"
    passes_on: str = ""

    @property
    def summary(self) -> str:
        return self.examples[0][1]


SITE_OPTIONS = (
    option(
        "--address",
        metavar="URL",
        type=option_types.site_url,
        help="the address the site will have, for this run only",
    ),
    option(
        "--repository",
        metavar="URL",
        type=option_types.site_url,
        help="the public repository on GitHub",
    ),
    option(
        "--contact",
        metavar="E-MAIL",
        type=option_types.mailbox,
        help="an email address for the public",
    ),
)
TEXT_OR_MARKDOWN = option(
    "--format", choices=("text", "markdown"), default="text", help="how to show it (text)"
)
