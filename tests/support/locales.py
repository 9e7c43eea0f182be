"""How the files of schema/locales/ differ."""

import string
from collections.abc import Iterator
from pathlib import Path

import yaml


def read_messages(path: Path) -> dict[str, object]:
    """The messages of a file by their keys with dots between, such as `site.menu.find`."""
    return dict(_flatten(yaml.safe_load(path.read_text("utf-8")), ""))


def _flatten(messages: dict, prefix: str) -> Iterator[tuple[str, object]]:
    for name, value in messages.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def placeholders(text: str) -> set[str]:
    """The names in braces, such as {place}."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def find_locale_faults(folder: Path) -> list[str]:
    """How the other files of a folder differ from en.yml. A message that is missing is no fault."""
    english = read_messages(folder / "en.yml")
    faults = []
    for path in sorted(folder.glob("*.yml")):
        for key, text in read_messages(path).items():
            if not isinstance(text, str) or not text.strip():
                faults.append(f"{path.name}: {key} is no text")
            elif key not in english:
                faults.append(f"{path.name}: {key} is not in en.yml")
            elif placeholders(text) != placeholders(str(english[key])):
                faults.append(f"{path.name}: {key} has other names in braces than en.yml")
    return faults
