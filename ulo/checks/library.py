"""The rules about resources and explained words, besides those for records of every kind."""

from collections.abc import Iterator
from difflib import get_close_matches

from ulo.checks import contact, content, json_schema
from ulo.checks.context import CheckContext, CrossRecordRule
from ulo.checks.cross_record import same_name
from ulo.core import Problem, fold, quote, rule
from ulo.records import SLUG
from ulo.schema import LIBRARY_FOLDERS, Pointer


def check_library_record(context: CheckContext) -> Iterator[Problem]:
    """Every Problem with one record of the library."""
    yield from json_schema.check_json_schema(context)
    for check in (*content.GENERAL_RULES, *contact.GENERAL_RULES):
        yield from check(context)


@rule()
def unknown_entry(contexts: list[CheckContext]) -> Iterator[Problem]:
    """What a record of the library points to is in the library: a word to see also, or a resource
    that took its place.

    A resource that was replaced more than once names the newest, so that readers get there in one
    step.
    """
    by_slug = {context.record.slug: context for context in contexts}
    for context in contexts:
        kind = context.schema.json_schema["$id"].removesuffix(".json")
        replaced_by: Pointer = ("superseded_by",)
        references: list[tuple[Pointer, str]] = [
            (("see", number), slug) for number, slug in enumerate(context.texts("see"))
        ]
        references.append((replaced_by, context.text("superseded_by")))
        for pointer, slug in references:
            if not SLUG.fullmatch(slug):
                continue  # wrong-form says it, or the field is not there
            if slug == context.record.slug:
                yield context.problem("unknown-entry", pointer, variant="own")
            elif slug not in by_slug:
                near = get_close_matches(slug, by_slug, 1, 0.7)
                yield context.problem(
                    "unknown-entry",
                    pointer,
                    variant="near" if near else "",
                    kind=kind,
                    value=quote(slug),
                    near=quote(near[0]) if near else "",
                    others=[f"{LIBRARY_FOLDERS[kind]}/{slug}.yml"],
                )
            elif pointer == replaced_by:
                newest = _follow_replacements(slug, by_slug)
                if newest != slug:
                    yield context.problem(
                        "unknown-entry",
                        pointer,
                        variant="replaced" if newest else "ring",
                        value=quote(slug),
                        newest=quote(newest),
                        others=[by_slug[slug].record.path],
                    )


def _follow_replacements(slug: str, by_slug: dict[str, CheckContext]) -> str:
    """The end of the way from one resource to what took its place; nothing if the way leads round
    in a ring.
    """
    seen: set[str] = set()
    while slug not in seen:
        seen.add(slug)
        newer = by_slug[slug].text("superseded_by")
        if newer not in by_slug:
            return slug  # the newest, or one that points to nothing: its own record gets a Problem
        slug = newer
    return ""


@rule()
def explained_twice(contexts: list[CheckContext]) -> Iterator[Problem]:
    """Each word is explained once, whatever else it is called.

    A link from a page could not know which of two meanings to lead to.
    """
    owners: dict[str, CheckContext] = {}
    for context in contexts:
        names: list[tuple[Pointer, str]] = [(("term",), context.name)]
        for field in ("also", "older"):
            names += [((field, number), name) for number, name in enumerate(context.texts(field))]
        for pointer, name in names:
            first = owners.setdefault(fold(name), context)
            # same-name says it of two terms.
            are_terms = pointer == ("term",) and fold(first.name) == fold(name)
            if first is not context and not are_terms:
                yield context.problem(
                    "explained-twice",
                    pointer,
                    other=first.record.path,
                    value=quote(name),
                    others=[first.record.path],
                )


@rule()
def everyday_word(contexts: list[CheckContext]) -> Iterator[Problem]:
    """Of the names of a word, some need no link; each of these is a name of it.

    A misspelt one would change nothing, without a word.
    """
    for context in contexts:
        for number, name in enumerate(context.texts("everyday")):
            if name not in context.names:
                yield context.problem(
                    "everyday-word",
                    ("everyday", number),
                    value=quote(name),
                    names=", ".join(context.names),
                )


RULES: dict[str, list[CrossRecordRule]] = {
    "resource": [same_name, unknown_entry],
    "word": [same_name, unknown_entry, explained_twice, everyday_word],
}
