"""What the values of options may be. Each function reads one, or says what to write instead."""

import re
from argparse import ArgumentTypeError
from datetime import date

from ulo.core import is_mailbox, message

SHARD = re.compile(r"([1-9][0-9]?)/([1-9][0-9]?)")


def _refuse(type_name: str) -> ArgumentTypeError:
    return ArgumentTypeError(message(f"commands.values.{type_name}"))


class OneOf:
    """One of some words, which the help shows."""

    def __init__(self, *choices: str) -> None:
        self.choices = choices

    def __call__(self, text: str) -> str:
        if text not in self.choices:
            choices = ", ".join(map(repr, self.choices))
            raise ArgumentTypeError(
                message("commands.wrong_use.choice", value=repr(text), choices=choices)
            )
        return text


def site_url(text: str) -> str:
    """A web address as it is put before the paths of pages."""
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?", text):
        raise _refuse("site_url")
    return text.rstrip("/") + "/"


def count(text: str) -> int:
    """A number of things, at least one."""
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        raise _refuse("count")
    return int(text)


def days(text: str) -> int:
    """For how many days something works: a year at most."""
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text) or int(text) > 366:
        raise _refuse("days")
    return int(text)


def port(text: str) -> int:
    """The number of a port that needs no special rights."""
    if not re.fullmatch(r"[0-9]{4,5}", text) or not 1024 <= int(text) <= 65535:
        raise _refuse("port")
    return int(text)


def day(text: str) -> date:
    """A day as records write it."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", text):
            return date(*map(int, text.split("-")))
    except ValueError:
        pass
    raise _refuse("day")


def release_version(text: str) -> str:
    """The version of a release of the data: a year and a month."""
    if not re.fullmatch(r"20[0-9]{2}\.(0[1-9]|1[0-2])", text):
        raise _refuse("release_version")
    return text


def mailbox(text: str) -> str:
    """A mailbox as it stands in a link."""
    if not is_mailbox(text):
        raise _refuse("mailbox")
    return text


def shard(text: str) -> str:
    """One part of the whole, of how many."""
    found = SHARD.fullmatch(text)
    if not found or int(found[1]) > int(found[2]):
        raise _refuse("shard")
    return text
