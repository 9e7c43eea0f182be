"""The rules about resources and explained words, besides those for records of every kind."""

from collections.abc import Iterator

from ulo.checks import comments, contact, content, json_schema
from ulo.checks.context import CheckContext, CrossRecordRule
from ulo.checks.cross_record import same_name
from ulo.checks.web_addresses import normalise_url
from ulo.core import Problem, fold, message, nearest, quote, rule
from ulo.records import SLUG
from ulo.schema import LIBRARY_FOLDERS, Pointer


def check_library_record(context: CheckContext) -> Iterator[Problem]:
    """Every Problem with one record of the library."""
    yield from json_schema.check_json_schema(context)
    yield from seen_link(context)
    yield from comments.check_comments(context)
    for check in (*content.GENERAL_RULES, *contact.GENERAL_RULES):
        yield from check(context)


@rule()
def seen_link(context: CheckContext) -> Iterator[Problem]:
    url = normalise_url(context.text("link", "url"))
    if context.text("link", "is") == "not-seen" and url in {
        normalise_url(source["url"])
        for _, source in context.sources
        if isinstance(source.get("url"), str)
    }:
        yield context.problem("seen-link", ("link", "is"))


@rule()
def unknown_entry(contexts: list[CheckContext]) -> Iterator[Problem]:
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
                near = nearest(slug, by_slug)
                yield context.problem(
                    "unknown-entry",
                    pointer,
                    variant="near" if near else "",
                    kind=message(f"rules.unknown-entry.kinds.{kind}"),
                    value=quote(slug),
                    near=quote(near) if near else "",
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
