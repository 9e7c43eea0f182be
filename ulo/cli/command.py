"""What a command is: what it does, and its options. It needs nothing but Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ulo.cli import option_types


@dataclass(frozen=True)
class Option:
    """An option or an argument, as `ArgumentParser.add_argument` takes it.

    Its help, and how its value is called there, are in commands.json: with those of the command, or
    in `section` where several commands have it.
    """

    name: str
    settings: Mapping[str, Any]
    section: str = ""


def option(name: str, **settings: Any) -> Option:
    return Option(name, settings)


def shared_option(name: str, **settings: Any) -> Option:
    """An option of several commands, with the same help in each."""
    return Option(name, settings, "shared")


@dataclass(frozen=True)
class Command:
    """One command of build.py. All that the help says of it is in commands.json, under its name.

    The first of its examples there says what the command does at all. `function` is its place in
    `ulo.cli`, as module:function. `packages` is the group of packages that it needs (see
    `ulo.bootstrap`). Where it `passes_on` arguments, another program gets all that are not known
    here.
    """

    name: str
    function: str
    options: tuple[Option, ...] = ()
    packages: str = "build"
    passes_on: bool = False


SITE_OPTIONS = (
    shared_option("--address", type=option_types.site_url),
    shared_option("--repository", type=option_types.site_url),
    shared_option("--contact", type=option_types.mailbox),
)
TEXT_OR_MARKDOWN = shared_option(
    "--format", type=option_types.OneOf("text", "markdown"), default="text"
)
