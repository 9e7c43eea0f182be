"""The rules about all records together: references to nothing, and groups listed twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from ulo.checks.context import CheckContext, CrossRecordRule
from ulo.checks.identity import IDENTIFIER_SCHEMES
from ulo.checks.matching import MAX_WORD_OWNERS, SAME, compare
from ulo.checks.placement import has_location, is_distinguishable, main_place_name
from ulo.checks.similar_names import similar_name
from ulo.checks.web_addresses import normalise_url
from ulo.core import WARNING, Problem, describe_evidence, fold, make_problem, quote, rule, slugify
from ulo.records import SLUG
from ulo.schema import Pointer


@rule()
def unknown_group(contexts: list[CheckContext]) -> Iterator[Problem]:
    """A successor, or a network that is written as a file name, is a record in the directory.

    Networks that are not in the directory are written with their name in capital letters and
    spaces.
    """
    slugs = {context.record.slug for context in contexts}
    for context in contexts:
        references: list[tuple[Pointer, str]] = [
            (("networks", number), name)
            for number, name in enumerate(context.texts("networks"))
            if "-" in name
        ]
        references.append((("closed", "successor"), context.text("closed", "successor")))
        for pointer, name in references:
            # wrong-form says it of a successor that is no file name.
            if SLUG.fullmatch(name) and name not in slugs:
                near = get_close_matches(name, slugs, 1, 0.8)
                yield context.problem(
                    "unknown-group",
                    pointer,
                    variant="near" if near else "",
                    value=quote(name),
                    near=quote(near[0]) if near else "",
                    others=[f"orgs/{name}.yml"],
                )


@rule(WARNING)
def unlinked_network(contexts: list[CheckContext]) -> Iterator[Problem]:
    """A network that is in the directory is named by its file name, so that the pages link to each
    other.

    Instead of `National Survivor User Network` write `national-survivor-user-network`.
    """
    by_name = {
        fold(name): context.record.slug
        for context in contexts
        for name in (context.text("name"), *context.texts("also_known_as"))
        if len(name) > 4
    }
    for context in contexts:
        for number, name in enumerate(context.texts("networks")):
            if (slug := by_name.get(fold(name))) and slug not in (name, context.record.slug):
                yield context.problem(
                    "unlinked-network", ("networks", number), value=quote(name), slug=slug
                )


@rule()
def moved_record(contexts: list[CheckContext]) -> Iterator[Problem]:
    """An address that a record has left leads to the record that is there now, in one step, and
    stays free.

    Links from other sites, and from paper, use old addresses for many years.
    `python3 build.py rename` keeps schema/registers/moved.json in order.
    """
    by_slug = {context.record.slug: context for context in contexts}
    redirects = contexts[0].schema.redirects if contexts else {}
    for old, new in redirects.items():
        concerned = [f"orgs/{old}.yml", f"orgs/{new}.yml"]
        if old in by_slug:
            yield by_slug[old].problem(
                "moved-record", (), variant="taken", new=quote(new), others=concerned
            )
        elif new not in by_slug or not SLUG.fullmatch(old):
            variant = ""
            if not (SLUG.fullmatch(old) and SLUG.fullmatch(new)):
                variant = "form"
            elif new in redirects:
                variant = "again"
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
def same_name(contexts: list[CheckContext]) -> Iterator[Problem]:
    """No two groups in one place have the same name.

    Nor do two groups that share a website, a phone, a mailbox or a number in a register. If they
    are one group, put everything into one file. If not, add to each name what tells them apart.
    Groups of one name in two places are fine: see shared-name. In the library, each title and each
    word stands once.
    """
    for context, others in _earlier_namesakes(contexts):
        other, evidence = others[0].record.path, ""
        if not context.message_variant:
            matches = (compare(context, other) for other in others)
            match = next((match for match in matches if match.verdict == SAME), None)
            if match is None:
                continue
            other, evidence = match.path, describe_evidence(match.evidence)
        yield context.problem(
            "same-name",
            (context.schema.name_field,),
            variant=context.message_variant,
            other=other,
            evidence=evidence,
            value=quote(context.name),
            others=[other],
        )


@rule(WARNING)
def shared_name(contexts: list[CheckContext]) -> Iterator[Problem]:
    """Two groups of one name can be told apart.

    Both records say where the group is, and the file name of at least one has its place in it, such
    as `orgs/example-voices-leeds.yml`. Then readers see the place behind each name, and nobody asks
    again. The name itself stays as the group writes it.
    """
    for context, others in _earlier_namesakes(contexts):
        if any(compare(context, other).verdict == SAME for other in others):
            continue  # same-name says it
        other = next((other for other in others if not is_distinguishable(context, other)), None)
        if other:
            variant = "" if has_location(context) and has_location(other) else "nowhere"
            yield context.problem(
                "shared-name",
                ("name",),
                variant=variant,
                other=other.record.path,
                value=quote(context.name),
                better=f"orgs/{slugify(context.name)}-{slugify(main_place_name(context))}.yml",
                others=[other.record.path],
            )


@rule()
def same_website(contexts: list[CheckContext]) -> Iterator[Problem]:
    """No two records have the same website.

    Two branches of one group have pages of their own: give those.
    """
    pages = ((context, normalise_url(context.text("contact", "website"))) for context in contexts)
    for context, first in _find_shared(pages):
        yield context.problem(
            "same-website",
            ("contact", "website"),
            other=first.record.path,
            others=[first.record.path],
        )


@rule()
def same_identifier(contexts: list[CheckContext]) -> Iterator[Problem]:
    """No two records have the same number in a register.

    A number belongs to one organisation.
    """
    registered = [context for context in contexts if "identifiers" in context.record.data]
    for scheme in IDENTIFIER_SCHEMES:
        pointer = ("identifiers", scheme)
        numbers = ((context, context.text(*pointer)) for context in registered)
        for context, first in _find_shared(numbers):
            yield context.problem(
                "same-identifier",
                pointer,
                other=first.record.path,
                value=quote(context.text(*pointer)),
                others=[first.record.path],
            )


def _earlier_namesakes(
    contexts: list[CheckContext],
) -> Iterator[tuple[CheckContext, list[CheckContext]]]:
    """Each record whose name an earlier one has, with the first of those: a few are enough."""
    by_name: dict[str, list[CheckContext]] = defaultdict(list)
    for context in contexts:
        if name := fold(context.name):
            others = by_name[name]
            if others:
                yield context, others[:MAX_WORD_OWNERS]
            others.append(context)


def _find_shared(
    keys: Iterable[tuple[CheckContext, str]],
) -> Iterator[tuple[CheckContext, CheckContext]]:
    """Each record whose key an earlier one has, with the first of those. An empty key is none."""
    owners: dict[str, CheckContext] = {}
    for context, key in keys:
        if key:
            first = owners.setdefault(key, context)
            if first is not context:
                yield context, first


RULES: list[CrossRecordRule] = [
    unknown_group,
    unlinked_network,
    moved_record,
    same_name,
    shared_name,
    same_website,
    same_identifier,
    similar_name,
]
