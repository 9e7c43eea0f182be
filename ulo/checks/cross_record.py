"""The rules about all records together: references to nothing, and groups listed twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ulo.checks.context import CheckContext, CrossRecordRule
from ulo.checks.matching import MAX_WORD_OWNERS, SAME, compare
from ulo.checks.placement import has_location, is_distinguishable, main_place_name
from ulo.checks.similar_names import similar_name
from ulo.checks.web_addresses import normalise_url
from ulo.core import (
    WARNING,
    Problem,
    SpellingIndex,
    describe_evidence,
    fold,
    make_problem,
    quote,
    rule,
    slugify,
)
from ulo.records import SLUG
from ulo.schema import Pointer

# As long as the name of a file may be without its ending.
MAX_SLUG = 80
# Of more references to no group, nobody looks for what each was meant for.
MAX_SUGGESTIONS = 100


@rule()
def unknown_group(contexts: list[CheckContext]) -> Iterator[Problem]:
    slugs = {context.record.slug for context in contexts}
    spellings: SpellingIndex | None = None
    unknown = 0
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
                spellings = spellings or SpellingIndex(slugs)
                unknown += 1
                near = spellings.nearest(name) if unknown <= MAX_SUGGESTIONS else None
                yield context.problem(
                    "unknown-group",
                    pointer,
                    variant="near" if near else "",
                    value=quote(name),
                    near=quote(near) if near else "",
                    others=[f"orgs/{name}.yml"],
                )


@rule(WARNING)
def unlinked_network(contexts: list[CheckContext]) -> Iterator[Problem]:
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
    by_slug = {context.record.slug: context for context in contexts}
    redirects = contexts[0].schema.redirects if contexts else {}
    first_slugs = contexts[0].schema.first_slugs if contexts else {}
    for new, old in first_slugs.items():
        if not (_is_slug(old) and _is_slug(new)):
            yield _moved_problem("form", old, new)
    for old, new in redirects.items():
        concerned = [f"orgs/{old}.yml", f"orgs/{new}.yml"]
        if old in by_slug:
            yield by_slug[old].problem(
                "moved-record", (), variant="taken", new=quote(new), others=concerned
            )
        elif not (_is_slug(old) and _is_slug(new)):
            yield _moved_problem("form", old, new)
        elif new not in by_slug:
            yield _moved_problem("again" if new in redirects else "", old, new)


def _is_slug(text: str) -> bool:
    return len(text) <= MAX_SLUG and SLUG.fullmatch(text) is not None


def _moved_problem(variant: str, old: str, new: str) -> Problem:
    return make_problem(
        "moved-record",
        "schema/registers/moved.json",
        1,
        variant=variant,
        old=quote(old),
        new=quote(new),
        others=[f"orgs/{old}.yml", f"orgs/{new}.yml"],
    )


@rule()
def same_name(contexts: list[CheckContext]) -> Iterator[Problem]:
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
    registered = [context for context in contexts if "identifiers" in context.record.data]
    schemes = registered[0].schema.registers.by_scheme if registered else ()
    for scheme in schemes:
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
