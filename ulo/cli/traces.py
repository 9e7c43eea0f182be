"""What a group that leaves may have left in other files: its names, its pages, its numbers."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ulo.checks import MIN_NAME_LENGTH, PHONE_FIELDS, CheckContext, normalise_url, url_host
from ulo.cli import git

# Where a few letters are likely to be the initials of a group.
INITIALS_FOLDERS = ("orgs/", "library/", "docs/", "schema/registers/")
# What may stand between the words of a name or the digits of a phone, the end of a line included.
GAP = r"[\W_]{0,8}"


class Traces:
    """What a group is known by, looked for in the files that git keeps.

    `initials` are names so short that they may mean something else. `slugs` are those that it has
    and had.
    """

    def __init__(self, context: CheckContext, slugs: Iterable[str]) -> None:
        languages = context.schema.subschema(("names",)).get("properties", ())
        names = [*context.names, *(context.text("names", code) for code in languages)]
        long = [name for name in names if len(name) >= MIN_NAME_LENGTH]
        self.initials = [name for name in names if 1 < len(name) < MIN_NAME_LENGTH]
        parts = [*slugs, *_addresses(context), *_registered_numbers(context)]
        patterns = [*map(re.escape, filter(None, parts)), *map(_words, long), *_phones(context)]
        self._sure = re.compile(f"(?:{'|'.join(patterns)})", re.IGNORECASE)
        words = "|".join(map(re.escape, self.initials))
        self._unsure = re.compile(rf"\b(?:{words})\b") if words else None

    def find(self, root: Path) -> tuple[list[str], list[str]]:
        """The paths of the files that name the group, and of those that have only its initials."""
        sure, unsure = [], []
        for path in git.tracked_paths(root):
            text = _read(root / path)
            if text is None:
                continue
            if self._sure.search(f"{path}\n{text}"):
                sure.append(path)
            elif self._unsure and path.startswith(INITIALS_FOLDERS) and self._unsure.search(text):
                unsure.append(path)
        return sure, unsure


def _read(path: Path) -> str | None:
    """The text of a file, with odd bytes replaced; None where there is none to be read."""
    try:
        return path.read_text("utf-8", "replace") if path.is_file() else None
    except OSError:
        return None


def _addresses(context: CheckContext) -> Iterator[str]:
    """The site of a group, its own pages on sites of others, and its mailbox."""
    yield url_host(context.text("contact", "website"))
    yield from map(normalise_url, context.texts("contact", "social"))
    yield context.text("contact", "email")


def _registered_numbers(context: CheckContext) -> Iterator[str]:
    numbers = context.record.data.get("identifiers")
    for number in numbers.values() if isinstance(numbers, dict) else ():
        if re.search("[1-9]", str(number)):  # "none" and "n/a" are no numbers
            yield str(number)


def _phones(context: CheckContext) -> Iterator[str]:
    """Its phones, however they are spaced, with or without the code of the country."""
    for field in PHONE_FIELDS:
        if digits := re.sub(r"\D", "", context.text("contact", field)).lstrip("0"):
            yield GAP.join(digits)


def _words(name: str) -> str:
    return GAP.join(map(re.escape, name.split()))
