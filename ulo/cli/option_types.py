"""What the values of options may be. Each function reads one, or says what to write instead."""

import re
from argparse import ArgumentTypeError
from datetime import date

SHARD = re.compile(r"([1-9][0-9]?)/([1-9][0-9]?)")


def site_url(text: str) -> str:
    """A web address as it is put before the paths of pages."""
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?", text):
        raise ArgumentTypeError("write an address such as https://example.org/")
    return text.rstrip("/") + "/"


def count(text: str) -> int:
    """A number of things, at least one."""
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        raise ArgumentTypeError("write a number such as 20")
    return int(text)


def days(text: str) -> int:
    """For how many days something works: a year at most."""
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text) or int(text) > 366:
        raise ArgumentTypeError("write a number of days from 1 to 366")
    return int(text)


def port(text: str) -> int:
    """The number of a port that needs no special rights."""
    if not re.fullmatch(r"[0-9]{4,5}", text) or not 1024 <= int(text) <= 65535:
        raise ArgumentTypeError("write a port from 1024 to 65535, such as 8000")
    return int(text)


def day(text: str) -> date:
    """A day as records write it."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", text):
            return date(*map(int, text.split("-")))
    except ValueError:
        pass
    raise ArgumentTypeError("write a day such as 2026-11-21")


def release_version(text: str) -> str:
    """The version of a release of the data: a year and a month."""
    if not re.fullmatch(r"20[0-9]{2}\.(0[1-9]|1[0-2])", text):
        raise ArgumentTypeError("write a year and a month such as 2026.12")
    return text


def mailbox(text: str) -> str:
    """A mailbox as it stands in a link."""
    if not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text):
        raise ArgumentTypeError("write an email address such as hello@example.org")
    return text


def shard(text: str) -> str:
    """One part of the whole, of how many."""
    found = SHARD.fullmatch(text)
    if not found or int(found[1]) > int(found[2]):
        raise ArgumentTypeError("write a part such as 2/4")
    return text
