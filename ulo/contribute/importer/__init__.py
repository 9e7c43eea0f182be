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

from ulo.checks import (
    MIN_NAME_LENGTH,
    SAME_NAME,
    CheckContext,
    RecordIndex,
    RecordMatch,
    main_place_name,
)
from ulo.contribute.importer.account import Account, account_as_markdown
from ulo.contribute.importer.line import Line
from ulo.contribute.importer.pruning import keeps_the_rules
from ulo.core import describe_evidence, fold
from ulo.records import Record
from ulo.schema import Schema

__all__ = ["Account", "Result", "account_as_markdown", "convert"]


@dataclass(frozen=True)
class Result:
    """The records, each a slug and data as `formatting.dump` takes them, and what became of the rest."""

    records: list[tuple[str, dict]]
    account: Account


def convert(
    lines: Iterable[str | bytes],
    schema: Schema,
    today: date,
    there: Iterable[CheckContext] = (),
    taken: Iterable[str] = (),
    replace: bool = False,
) -> Result:
    """The records in these lines.

    `there` are the records that exist, `taken` all file names, those of unreadable records, too. A line about a group that
    is there is reported and left out, unless it may `replace` it.
    """
    account = Account()
    index, taken = RecordIndex(there), {*taken}
    known = {slug: () for slug in taken} | {
        slug: case.names for slug, case in index.contexts.items()
    }
    named = list(_named(_read(lines, account), schema, today, index, taken, replace, account))
    slugs = _slugs_by_name([*known.items(), *((slug, line.names) for slug, line in named)])
    made = []
    for slug, line in named:
        data = line.record(slug, slugs, today)
        if keeps_the_rules(line, slug, data, today):
            made.append((slug, data))
    account.made = len(made)
    return Result(made, account)


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
            raw = json.loads(
                (text.decode("utf-8") if isinstance(text, bytes) else text).lstrip("\ufeff")
            )
        except (ValueError, RecursionError):
            account.say(number, ": is not a line of JSON in UTF-8")
            continue
        if isinstance(raw, dict) and _deep(raw):
            account.say(number, ": has too many brackets, one inside of the other")
        elif isinstance(raw, dict):
            yield (
                number,
                {key: value for key, value in raw.items() if value not in (None, "", [], {})},
            )
        else:
            account.say(number, ": is not one group in curly brackets")


def _named(
    groups: Iterable[tuple[int, dict]],
    schema: Schema,
    today: date,
    index: RecordIndex,
    taken: set[str],
    replace: bool,
    account: Account,
) -> Iterator[tuple[str, Line]]:
    """Each group that may become a record, with its slug."""
    lines: dict[str, int] = {}
    for number, raw in groups:
        line = Line(number, raw, schema, account)
        if not line.name:
            account.say(number, ": has no name")
            continue
        line.count_keys()
        # What tells a group from others is read first, and of that nothing is told.
        case = CheckContext(
            Record("", "", Line(number, raw, schema, Account()).record("", {}, today), {}),
            schema,
            today,
        )
        group = index.identify(case, taken)
        earlier = [match for match in group.matches if match.slug in lines]
        if reason := schema.left_out.get(fold(line.name)):
            line.refuse("was left out before", f"was left out before. {reason}")
        elif earlier:
            line.refuse(
                "is in the list twice",
                f"has {describe_evidence(earlier[0].evidence)} as line {lines[earlier[0].slug]}",
            )
        elif group.matches and not (replace and group.slug):
            told = "; ".join(
                f"{match.path} has {describe_evidence(match.evidence)}" for match in group.matches
            )
            line.refuse("is already in the directory", f"is already in the directory: {told}")
        elif not group.slug:
            line.refuse(
                "has no file name", "has no name from which a file name of its own can be made"
            )
        else:
            for match in group.matches:
                line.say(
                    f"takes the place of {match.path}, which has {describe_evidence(match.evidence)}"
                )
            for match in group.candidates:
                line.say(_asked(match, group.slug, lines))
            lines[group.slug] = number
            index.add(group.slug, case)
            yield group.slug, line


def _asked(match: RecordMatch, slug: str, lines: Mapping[str, int]) -> str:
    """The question about a record that may be about the same group, and how the two are told apart."""
    other = f"line {lines[match.slug]}" if match.slug in lines else match.path
    place = (
        f", but is in {main_place_name(match.context)}"
        if match.verdict == SAME_NAME and main_place_name(match.context)
        else ""
    )
    return f"{other} has {describe_evidence(match.evidence)}{place}. Is it the same group? If it is, leave this line out. If not, it goes into orgs/{slug}.yml"


def _slugs_by_name(groups: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """The slug behind each name and each slug; a name that two groups use leads nowhere."""
    owners: dict[str, set[str]] = defaultdict(set)
    for slug, names in groups:
        for name in (slug, *(fold(name) for name in names if len(name) >= MIN_NAME_LENGTH)):
            owners[name].add(slug)
    return {name: slugs.pop() for name, slugs in owners.items() if len(slugs) == 1}
