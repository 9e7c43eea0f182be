"""Checks schema/crisis.yml, the phrases of people who need help now.

The script of the search finds them; here they are only held to their form, so that a slip of the
pen in the list is found when the site is built and not when somebody needs it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ulo.core import fold, message

LISTS = ("fillers", "near", "context", "spared")
PARTS = {"same", *LISTS, "kinds"}
KIND_LISTS = ("phrases", "topics")
# A full stop stands for the beginning or the end of what was typed.
PHRASE = re.compile(r"\.?([a-z0-9]+(?: [a-z0-9]+)*)\.?")

# What the file holds, as it stands there.
CrisisPhrases = Mapping[str, Any]


def checked(crisis: CrisisPhrases) -> CrisisPhrases:
    """The same. Raises ValueError, which names all faults."""
    if faults := list(find_faults(crisis)):
        raise ValueError("\n".join(_say("fault", fault=fault) for fault in faults))
    return crisis


def find_faults(crisis: CrisisPhrases) -> Iterator[str]:
    """What is wrong with the content of the file."""
    if not isinstance(crisis, Mapping) or set(crisis) != PARTS:
        yield _say("parts", parts=", ".join(sorted(PARTS)))
        return
    for name in LISTS:
        yield from _list_faults(name, crisis[name])
    for name, ways in crisis["same"].items():
        yield from _list_faults(_say("same", name=name), [name, *ways])
    for name, kind in crisis["kinds"].items():
        if set(kind) != {"search", *KIND_LISTS}:
            yield _say("kind", place=name)
            continue
        yield from _list_faults(_say("search", name=name), [kind["search"]])
        for part in KIND_LISTS:
            yield from _list_faults(_say("part", name=name, part=part), kind[part])
    yield from _repeated(crisis)


def _list_faults(name: str, phrases: object) -> Iterator[str]:
    if not isinstance(phrases, list) or not phrases:
        yield _say("list", place=name)
        return
    for phrase in phrases:
        match = PHRASE.fullmatch(phrase) if isinstance(phrase, str) else None
        if not match or fold(match[1]) != match[1]:
            yield _say("phrase", place=name, phrase=repr(phrase))


def _repeated(crisis: CrisisPhrases) -> Iterator[str]:
    """What stands in two places: then nobody can say what it does."""
    places: dict[str, str] = {}
    listed = [(name, phrase) for name in ("near", "context") for phrase in crisis[name]]
    for name, kind in crisis["kinds"].items():
        listed += [(name, phrase) for part in KIND_LISTS for phrase in kind.get(part, ())]
    for name, phrase in listed:
        if phrase in places:
            yield _say("repeated", place=name, phrase=repr(phrase), other=places[phrase])
        places[phrase] = name
    meant: dict[str, str] = {}
    for word, ways in crisis["same"].items():
        for way in ways:
            if way in meant or way in crisis["same"]:
                yield _say("meanings", word=repr(way))
            meant[way] = word


def _say(key: str, **facts: str) -> str:
    return message(f"core.crisis.{key}", **facts)
