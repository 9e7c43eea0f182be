"""The rules about all records together: what points nowhere, and what is listed twice."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher, get_close_matches

from ulo.checks.contact import same_page
from ulo.checks.context import Case
from ulo.checks.matching import COMMON_WORDS, LONGEST, RARE, SAME, SCHEMES, compared
from ulo.checks.whereabouts import is_placed, told_apart, where
from ulo.core import QUESTION, Problem, fold, found, in_common, quote, rule, slugify
from ulo.records import SLUG

# Two names are similar when this much of them is the same.
SPELT_ALIKE = 0.9


@rule()
def unknown_group(cases: list[Case]) -> Iterator[Problem]:
    """A successor, or a network that is written as a file name, is a record in the directory.

    Networks that are not in the directory are written with their name in capital letters and spaces.
    """
    slugs = {case.record.slug for case in cases}
    for case in cases:
        places = [(("networks", number), name) for number, name in enumerate(case.list("networks"))
                  if SLUG.fullmatch(name) and ("-" in name or name in slugs)]
        # wrong-form says it of a successor that is no file name.
        places += [(("closed", "successor"), name)] if SLUG.fullmatch(name := case.text("closed", "successor")) else []
        for pointer, name in places:
            if name not in slugs:
                near = get_close_matches(name, slugs, 1, 0.8)
                yield case.problem("unknown-group", pointer, variant="near" if near else "", value=quote(name),
                                   near=quote(near[0]) if near else "", others=[f"orgs/{name}.yml"])


@rule(QUESTION)
def unlinked_network(cases: list[Case]) -> Iterator[Problem]:
    """A network that is in the directory is named by its file name, so that the pages link to each other.

    Instead of `National Survivor User Network` write `national-survivor-user-network`.
    """
    by_name = {fold(name): case.record.slug for case in cases for name in (case.text("name"), *case.list("also_known_as")) if len(name) > 4}
    for case in cases:
        for number, name in enumerate(case.list("networks")):
            if (slug := by_name.get(fold(name))) and slug not in (name, case.record.slug):
                yield case.problem("unlinked-network", ("networks", number), value=quote(name), slug=slug)


@rule()
def moved_record(cases: list[Case]) -> Iterator[Problem]:
    """An address that a record has left leads to the record that is there now, in one step, and stays free.

    Links from other sites, and from paper, use old addresses for many years. `python3 build.py rename` keeps
    schema/moved.json in order.
    """
    there = {case.record.slug: case for case in cases}
    for old, new in (cases[0].schema.moved if cases else {}).items():
        concerned = [f"orgs/{old}.yml", f"orgs/{new}.yml"]
        if old in there:
            yield there[old].problem("moved-record", (), variant="taken", new=quote(new), others=concerned)
        elif new not in there or not SLUG.fullmatch(old):
            variant = "form" if not (SLUG.fullmatch(old) and SLUG.fullmatch(new)) else "again" if new in cases[0].schema.moved else ""
            yield found("moved-record", "schema/moved.json", 1, variant=variant, old=quote(old), new=quote(new), others=concerned)


@rule()
def same_name(cases: list[Case]) -> Iterator[Problem]:
    """No two groups in one place have the same name.

    Nor do two groups that share a website, a phone, a mailbox or a number in a register. If they are one group, put
    everything into one file. If not, add to each name what tells them apart. Groups of one name in two places are fine:
    see shared-name. In the library, each title and each word stands once.
    """
    for case, others in _of_one_name(cases):
        first, evidence = others[0], ""
        if not case.variant:
            match = next((match for other in others if (match := compared(case, other)).verdict == SAME), None)
            if match is None:
                continue
            first, evidence = match.case, in_common(match.evidence)
        yield case.problem("same-name", (case.schema.name_field,), variant=case.variant, other=first.record.path, evidence=evidence,
                           value=quote(case.name), others=[first.record.path])


@rule(QUESTION)
def shared_name(cases: list[Case]) -> Iterator[Problem]:
    """Two groups of one name can be told apart.

    Both records say where the group is, and the file name of at least one has its place in it, such as
    `orgs/example-voices-leeds.yml`. Then readers see the place behind each name, and nobody asks again. The name itself
    stays as the group writes it.
    """
    for case, others in _of_one_name(cases):
        if any(compared(case, other).verdict == SAME for other in others):
            continue  # same-name says it
        if other := next((other for other in others if not told_apart(case, other)), None):
            variant = "" if is_placed(case) and is_placed(other) else "nowhere"
            yield case.problem("shared-name", ("name",), variant=variant, other=other.record.path, value=quote(case.name),
                               better=f"orgs/{slugify(case.name)}-{slugify(where(case))}.yml", others=[other.record.path])


@rule()
def same_website(cases: list[Case]) -> Iterator[Problem]:
    """No two records have the same website.

    Two branches of one group have pages of their own: give those.
    """
    yield from _shared("same-website", cases, lambda case: [(("contact", "website"), same_page(case.text("contact", "website")), "")])


@rule()
def same_identifier(cases: list[Case]) -> Iterator[Problem]:
    """No two records have the same number in a register.

    A number belongs to one organisation.
    """
    yield from _shared("same-identifier", cases, lambda case: [
        (("identifiers", scheme), f"{scheme} {case.text('identifiers', scheme)}", case.text("identifiers", scheme))
        for scheme in SCHEMES if case.text("identifiers", scheme)])


@rule(QUESTION)
def similar_name(cases: list[Case]) -> Iterator[Problem]:
    """Two names that are almost the same may be one group.

    Other names count, too. Look at both records, and put them together if they are one.
    """
    names = [(case, name, words) for case in cases for name in (case.text("name"), *case.list("also_known_as"))
             if len(name) <= LONGEST and (words := frozenset(fold(name).split()) - COMMON_WORDS)]
    # Comparing every pair would take a minute at 10,000 records: two names are compared only if they share a word
    # that few have, or all their letters but for the spaces.
    buckets: dict[str, list[int]] = defaultdict(list)
    for number, (_, name, words) in enumerate(names):
        buckets[fold(name).replace(" ", "")].append(number)
        for word in words:
            buckets[f" {word}"].append(number)
    pairs = {(a, b) for members in buckets.values() if len(members) <= RARE for a in members for b in members if a < b}
    said = set()
    for a, b in sorted(pairs):
        (one, name, _), (other, second, _) = names[a], names[b]
        ours = tuple(sorted((one.record.slug, other.record.slug)))
        if one is other or ours in said or fold(one.text("name")) == fold(other.text("name")):
            continue
        if _alike(fold(name), fold(second)):
            said.add(ours)
            yield other.problem("similar-name", ("name",), other=one.record.path, value=quote(name), others=[one.record.path])


def _alike(one: str, other: str) -> bool:
    if one.replace(" ", "") == other.replace(" ", ""):
        return len(one) > 5  # many groups share initials
    # Numbers and single letters tell branches apart.
    if re.sub(r"\D", "", one) != re.sub(r"\D", "", other) or min(len(one), len(other)) < 8:
        return False
    # A pair that differs by a whole word is two places or two communities, not a slip of the pen.
    if len(set(one.split()) ^ set(other.split()) - COMMON_WORDS) > 2:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= SPELT_ALIKE and matcher.ratio() >= SPELT_ALIKE


def _of_one_name(cases: list[Case]) -> Iterator[tuple[Case, list[Case]]]:
    """Each record whose name another has before it, with those others; RARE are enough, so that no list takes for ever."""
    named: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if name := fold(case.name):
            if others := named[name]:
                yield case, others[:RARE]
            others.append(case)


def _shared(rule_id: str, cases: list[Case], keys: Callable[[Case], list]) -> Iterator[Problem]:
    owners: dict[str, Case] = {}
    for case in cases:
        for pointer, key, value in keys(case):
            if not key:
                continue
            first = owners.setdefault(key, case)
            if first is not case:
                yield case.problem(rule_id, pointer, other=first.record.path, value=quote(value), others=[first.record.path])


RULES: list[Callable[[list[Case]], Iterator[Problem]]] = [
    unknown_group, unlinked_network, moved_record, same_name, shared_name, same_website, same_identifier, similar_name,
]
