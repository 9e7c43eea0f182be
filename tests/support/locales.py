"""How the files of schema/locales/ differ."""

import string
from collections.abc import Iterator
from pathlib import Path

from ulo.core.locale import COUNTRY, Locale
from ulo.schema import Schema

# The kinds of number that the CLDR tells apart.
PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")

# Of terms, of fields, of the sheet for judging, and of words in the search.
OWN_SECTIONS = {"vocabularies", "schema_fields", "judging_sheet", "word_forms"}


def read_messages(folder: Path) -> dict[str, object]:
    """The messages of a locale by their keys with dots between, such as `site.menu.find`."""
    main = folder.with_name("en")
    fallback = Locale(main) if folder != main and main.is_dir() else None
    return dict(_flatten(Locale(folder, fallback).own_messages, ""))


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
    """How the other locales of a folder differ from the English one.

    A message that is missing is no fault. A language has the forms of a number that it needs.
    """
    english = read_messages(folder / "en")
    faults = []
    for path in sorted(path for path in folder.iterdir() if path.name != "en"):
        for key, text in read_messages(path).items():
            # What English has in other files of schema/.
            if key.partition(".")[0] in OWN_SECTIONS:
                continue
            start, _, last = key.rpartition(".")
            known = english.get(key)
            if known is None and last in PLURAL_FORMS:
                known = english.get(f"{start}.other")
            if not isinstance(text, str) or not text.strip():
                faults.append(f"{path.name}: {key} is no text")
            elif known is None and start == COUNTRY:
                continue  # a language may need other forms of the name of the country
            elif known is None:
                faults.append(f"{path.name}: {key} is not in en")
            elif known is not english.get(key):
                if not placeholders(text) <= placeholders(str(known)):
                    faults.append(f"{path.name}: {key} has other names in braces than en")
            elif placeholders(text) != placeholders(str(known)):
                faults.append(f"{path.name}: {key} has other names in braces than en")
    return faults


def find_foreign_keys(locale: Locale, schema: Schema) -> list[str]:
    """The terms and fields that a locale names, and that are not there."""
    terms = locale.own_messages.get("vocabularies", {})
    found = [
        f"vocabularies.{id}.{term}"
        for id, entries in terms.items()
        for term in entries
        if id not in schema.vocabularies or term not in schema.vocabularies[id].terms
    ]
    schemas = [schema, *schema.library.values()]
    for path in locale.own_messages.get("schema_fields", {}):
        pointers = [(*_pointer(path, one),) for one in schemas]
        known = zip(schemas, pointers, strict=True)
        if not any(one.subschema(pointer) for one, pointer in known):
            found.append(f"schema_fields.{path}")
    return found


def _pointer(path: str, schema: Schema) -> Iterator[str | int]:
    """The way to a field, through the first entry of each list."""
    steps: list[str | int] = []
    for step in path.removesuffix("[]").split("."):
        if steps and "items" in schema.subschema(tuple(steps)):
            steps.append(0)
        steps.append(step)
    yield from [*steps, 0] if path.endswith("[]") else steps
