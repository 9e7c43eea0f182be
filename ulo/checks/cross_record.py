"""The rules about all records together: what points nowhere, and what is listed twice."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher, get_close_matches

from ulo.checks.contact import normalise_url
from ulo.checks.context import CheckContext
from ulo.checks.matching import (
    COMMON_WORDS,
    IDENTIFIER_SCHEMES,
    MAX_NAME_LENGTH,
    MAX_WORD_OWNERS,
    SAME,
    compare,
)
from ulo.checks.placement import has_location, is_distinguishable, main_place_name
from ulo.core import WARNING, Problem, describe_evidence, fold, make_problem, quote, rule, slugify
from ulo.records import SLUG

# Two names are similar when this much of them is the same.
MIN_SPELLING_SIMILARITY = 0.9


@rule()
def unknown_group(cases: list[CheckContext]) -> Iterator[Problem]:
    """A successor, or a network that is written as a file name, is a record in the directory.

    Networks that are not in the directory are written with their name in capital letters and
    spaces.
    """
    slugs = {case.record.slug for case in cases}
    for case in cases:
        places = [
            (("networks", number), name)
            for number, name in enumerate(case.texts("networks"))
            if SLUG.fullmatch(name) and ("-" in name or name in slugs)
        ]
        # wrong-form says it of a successor that is no file name.
        places += (
            [(("closed", "successor"), name)]
            if SLUG.fullmatch(name := case.text("closed", "successor"))
            else []
        )
        for pointer, name in places:
            if name not in slugs:
                near = get_close_matches(name, slugs, 1, 0.8)
                yield case.problem(
                    "unknown-group",
                    pointer,
                    variant="near" if near else "",
                    value=quote(name),
                    near=quote(near[0]) if near else "",
                    others=[f"orgs/{name}.yml"],
                )


@rule(WARNING)
def unlinked_network(cases: list[CheckContext]) -> Iterator[Problem]:
    """A network that is in the directory is named by its file name, so that the pages link to each
    other.

    Instead of `National Survivor User Network` write `national-survivor-user-network`.
    """
    by_name = {
        fold(name): case.record.slug
        for case in cases
        for name in (case.text("name"), *case.texts("also_known_as"))
        if len(name) > 4
    }
    for case in cases:
        for number, name in enumerate(case.texts("networks")):
            if (slug := by_name.get(fold(name))) and slug not in (name, case.record.slug):
                yield case.problem(
                    "unlinked-network", ("networks", number), value=quote(name), slug=slug
                )


@rule()
def moved_record(cases: list[CheckContext]) -> Iterator[Problem]:
    """An address that a record has left leads to the record that is there now, in one step, and
    stays free.

    Links from other sites, and from paper, use old addresses for many years. `python3 build.py
    rename` keeps schema/registers/moved.json in order.
    """
    there = {case.record.slug: case for case in cases}
    for old, new in (cases[0].schema.redirects if cases else {}).items():
        concerned = [f"orgs/{old}.yml", f"orgs/{new}.yml"]
        if old in there:
            yield there[old].problem(
                "moved-record", (), variant="taken", new=quote(new), others=concerned
            )
        elif new not in there or not SLUG.fullmatch(old):
            variant = (
                "form"
                if not (SLUG.fullmatch(old) and SLUG.fullmatch(new))
                else "again"
                if new in cases[0].schema.redirects
                else ""
            )
            yield make_problem(
                "moved-record",
                "schema/registers/moved.json",
                1,
                variant=variant,
                old=quote(old),
                new=quote(new),
                others=concerned,
            )


@rule()
def same_name(cases: list[CheckContext]) -> Iterator[Problem]:
    """No two groups in one place have the same name.

    Nor do two groups that share a website, a phone, a mailbox or a number in a register. If they
    are one group, put everything into one file. If not, add to each name what tells them apart.
    Groups of one name in two places are fine: see shared-name. In the library, each title and each
    word stands once.
    """
    for case, others in _earlier_namesakes(cases):
        first, evidence = others[0], ""
        if not case.message_variant:
            match = next(
                (match for other in others if (match := compare(case, other)).verdict == SAME), None
            )
            if match is None:
                continue
            first, evidence = match.context, describe_evidence(match.evidence)
        yield case.problem(
            "same-name",
            (case.schema.name_field,),
            variant=case.message_variant,
            other=first.record.path,
            evidence=evidence,
            value=quote(case.name),
            others=[first.record.path],
        )


@rule(WARNING)
def shared_name(cases: list[CheckContext]) -> Iterator[Problem]:
    """Two groups of one name can be told apart.

    Both records say where the group is, and the file name of at least one has its place in it, such
    as `orgs/example-voices-leeds.yml`. Then readers see the place behind each name, and nobody asks
    again. The name itself stays as the group writes it.
    """
    for case, others in _earlier_namesakes(cases):
        if any(compare(case, other).verdict == SAME for other in others):
            continue  # same-name says it
        if other := next((other for other in others if not is_distinguishable(case, other)), None):
            variant = "" if has_location(case) and has_location(other) else "nowhere"
            yield case.problem(
                "shared-name",
                ("name",),
                variant=variant,
                other=other.record.path,
                value=quote(case.name),
                better=f"orgs/{slugify(case.name)}-{slugify(main_place_name(case))}.yml",
                others=[other.record.path],
            )


@rule()
def same_website(cases: list[CheckContext]) -> Iterator[Problem]:
    """No two records have the same website.

    Two branches of one group have pages of their own: give those.
    """
    yield from _find_shared(
        "same-website",
        cases,
        lambda case: [(("contact", "website"), normalise_url(case.text("contact", "website")), "")],
    )


@rule()
def same_identifier(cases: list[CheckContext]) -> Iterator[Problem]:
    """No two records have the same number in a register.

    A number belongs to one organisation.
    """
    yield from _find_shared(
        "same-identifier",
        cases,
        lambda case: [
            (
                ("identifiers", scheme),
                f"{scheme} {case.text('identifiers', scheme)}",
                case.text("identifiers", scheme),
            )
            for scheme in IDENTIFIER_SCHEMES
            if case.text("identifiers", scheme)
        ],
    )


@rule(WARNING)
def similar_name(cases: list[CheckContext]) -> Iterator[Problem]:
    """Two names that are almost the same may be one group.

    Other names count, too. Look at both records, and put them together if they are one.
    """
    names = [
        (case, name, words)
        for case in cases
        for name in (case.text("name"), *case.texts("also_known_as"))
        if len(name) <= MAX_NAME_LENGTH and (words := frozenset(fold(name).split()) - COMMON_WORDS)
    ]
    # Comparing every pair would take a minute at 10,000 records: two names are compared only if
    # they share a word that few have, or all their letters but for the spaces.
    buckets: dict[str, list[int]] = defaultdict(list)
    for number, (_, name, words) in enumerate(names):
        buckets[fold(name).replace(" ", "")].append(number)
        for word in words:
            buckets[f" {word}"].append(number)
    pairs = {
        (a, b)
        for members in buckets.values()
        if len(members) <= MAX_WORD_OWNERS
        for a in members
        for b in members
        if a < b
    }
    said = set()
    for a, b in sorted(pairs):
        (one, name, _), (other, second, _) = names[a], names[b]
        ours = tuple(sorted((one.record.slug, other.record.slug)))
        if one is other or ours in said or fold(one.text("name")) == fold(other.text("name")):
            continue
        if _are_similar(fold(name), fold(second)):
            said.add(ours)
            yield other.problem(
                "similar-name",
                ("name",),
                other=one.record.path,
                value=quote(name),
                others=[one.record.path],
            )


def _are_similar(one: str, other: str) -> bool:
    if one.replace(" ", "") == other.replace(" ", ""):
        return len(one) > 5  # many groups share initials
    # Numbers and single letters tell branches apart.
    if re.sub(r"\D", "", one) != re.sub(r"\D", "", other) or min(len(one), len(other)) < 8:
        return False
    # A pair that differs by a whole word is two places or two communities, not a slip of the pen.
    if len(set(one.split()) ^ set(other.split()) - COMMON_WORDS) > 2:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.quick_ratio() >= MIN_SPELLING_SIMILARITY
        and matcher.ratio() >= MIN_SPELLING_SIMILARITY
    )


def _earlier_namesakes(
    cases: list[CheckContext],
) -> Iterator[tuple[CheckContext, list[CheckContext]]]:
    """Each record whose name another has before it, with those others; RARE are enough, so that no
    list takes for ever.
    """
    named: dict[str, list[CheckContext]] = defaultdict(list)
    for case in cases:
        if name := fold(case.name):
            if others := named[name]:
                yield case, others[:MAX_WORD_OWNERS]
            others.append(case)


def _find_shared(
    rule_id: str, cases: list[CheckContext], keys: Callable[[CheckContext], list]
) -> Iterator[Problem]:
    owners: dict[str, CheckContext] = {}
    for case in cases:
        for pointer, key, value in keys(case):
            if not key:
                continue
            first = owners.setdefault(key, case)
            if first is not case:
                yield case.problem(
                    rule_id,
                    pointer,
                    other=first.record.path,
                    value=quote(value),
                    others=[first.record.path],
                )


RULES: list[Callable[[list[CheckContext]], Iterator[Problem]]] = [
    unknown_group,
    unlinked_network,
    moved_record,
    same_name,
    shared_name,
    same_website,
    same_identifier,
    similar_name,
]
