"""Flat JSON Lines to records: what networks and volunteers collect, one group a line. docs/import.md is the format.

Pure: lines in, records and an account out. Nothing is invented and nothing gets lost without a word: what cannot be
placed is left out, counted, and told line by line. No line, whatever is in it, stops the others.

    account   what became of an import, and how it is told
    values    clean texts, numbers and lists out of a line
    places    the areas behind the names that people write
    wording   kinds of access, legal forms and guessed years, out of a few words
    line      one group on its way from a line to a record
    pruning   takes out of a record what the rules refuse
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ulo.importer.account import Account, account_as_markdown
from ulo.importer.line import Line
from ulo.importer.pruning import keeps_the_rules
from ulo.records.rules import file_name
from ulo.schema import Schema, fold, slugify

__all__ = ["Account", "Result", "account_as_markdown", "already_there", "convert"]

# Initials are shared by many groups; only longer names tell that two are one.
SHORTEST_NAME = 5


@dataclass(frozen=True)
class Result:
    """The records, each a slug and data as `formatting.dump` takes them, and what became of the rest."""

    records: list[tuple[str, dict]]
    account: Account


def convert(lines: Iterable[str | bytes], schema: Schema, today: date, taken: Mapping[str, Iterable[str]],
            replace: bool = False) -> Result:
    """The records in these lines.

    `taken` has the names of each record that exists, by slug; a line about one of them is reported and left out,
    unless it may `replace` it.
    """
    account = Account()
    named = list(_named(_read(lines, account), schema, taken, replace, account))
    slugs = _slugs_by_name([*taken.items(), *((slug, line.names) for slug, line in named)])
    made = []
    for slug, line in named:
        data = line.record(slug, slugs, today)
        if keeps_the_rules(line, slug, data, today):
            made.append((slug, data))
    account.made = len(made)
    return Result(made, account)


def already_there(slug: str, name: str, taken: Mapping[str, Iterable[str]], owners: Mapping[str, str] | None = None) -> str | None:
    """The slug of the record that exists under this file name or name, if one does.

    Who asks about many names makes their `owners` once, with `_by_name`.
    """
    if slug in taken:
        return slug
    owners = _by_name(taken) if owners is None else owners
    return owners.get(fold(name)) if len(name) >= SHORTEST_NAME else None


def _by_name(taken: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The slug behind each name, the first where two share one."""
    owners: dict[str, str] = {}
    for slug, names in taken.items():
        for name in names:
            owners.setdefault(fold(name), slug)
    return owners


def _deep(value: object, steps: int = 6) -> bool:
    """Whether a value has more steps, one inside of the other, than any key of the format has."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(steps == 0 or _deep(part, steps - 1) for part in parts)


def _read(lines: Iterable[str | bytes], account: Account) -> Iterator[tuple[int, dict]]:
    """The groups of keys in these lines, with their line numbers; keys without a value are as good as missing."""
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        account.lines += 1
        try:
            raw = json.loads((text.decode("utf-8") if isinstance(text, bytes) else text).lstrip("\ufeff"))
        except (ValueError, RecursionError):
            account.say(number, ": is not a line of JSON in UTF-8")
            continue
        if isinstance(raw, dict) and _deep(raw):
            account.say(number, ": has too many brackets, one inside of the other")
        elif isinstance(raw, dict):
            yield number, {key: value for key, value in raw.items() if value not in (None, "", [], {})}
        else:
            account.say(number, ": is not one group in curly brackets")


def _named(groups: Iterable[tuple[int, dict]], schema: Schema, taken: Mapping[str, Iterable[str]], replace: bool,
           account: Account) -> Iterator[tuple[str, Line]]:
    """Each group that may become a record, with its slug."""
    used: set[str] = set()
    owners = _by_name(taken)
    first_lines: dict[str, int] = {}
    for number, raw in groups:
        line = Line(number, raw, schema, account)
        if not line.name:
            account.say(number, ": has no name")
            continue
        line.count_keys()
        there = already_there(slugify(line.name), line.name, taken, owners)
        first = first_lines.setdefault(there or fold(line.name), number)
        if reason := schema.left_out.get(fold(line.name)):
            line.refuse("was left out before", f"was left out before. {reason}")
        elif first != number:
            line.refuse("has a name twice", f"has the same name as line {first}")
        elif there and not replace:
            line.refuse("is already in the directory", f"is already in the directory: orgs/{there}.yml")
        elif slug := there or _free_slug(line, {*used, *taken}):
            used.add(slug)
            yield slug, line
        else:
            line.refuse("has no file name", "has no name from which a file name of its own can be made")


def _free_slug(line: Line, used: set[str]) -> str | None:
    """The file name for a group. Where names differ only in signs, the place tells the groups apart."""
    parts = [line.raw.get(key) for key in ("town", "region", "nation")]
    ways = [line.name, *(f"{line.name} {part}" for part in parts if isinstance(part, str))]
    return next((way for way in map(slugify, ways) if way not in used and not list(file_name(way, ""))), None)


def _slugs_by_name(groups: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """The slug behind each name and each slug; a name that two groups use leads nowhere."""
    owners: dict[str, set[str]] = defaultdict(set)
    for slug, names in groups:
        for name in (slug, *(fold(name) for name in names if len(name) >= SHORTEST_NAME)):
            owners[name].add(slug)
    return {name: slugs.pop() for name, slugs in owners.items() if len(slugs) == 1}
