"""Frozen dataclasses that say what a resource and an explained word are: an echo of schema/resource.json and schema/word.json."""

from dataclasses import dataclass, field
from datetime import date

from ulo.model.deserialise import build_dataclass

# What is older than this many years is history: still worth a look, but much may have changed.
HISTORY_YEARS = 10
# A law holds until another takes its place, and a network goes on: their years say when they began.
TIMELESS_KINDS = ("law", "network")


@dataclass(frozen=True)
class Publication:
    """The year in which a resource came out, and that of its newest version."""

    year: int
    about: bool = False
    updated: int | None = None

    @property
    def latest_year(self) -> int:
        return max(self.year, self.updated or 0)


@dataclass(frozen=True)
class Link:
    """The best address of a resource that is known, and what it leads to; `leads_to` is `is` in the record."""

    url: str
    link_type: str = field(metadata={"key": "is"})


@dataclass(frozen=True)
class Reference:
    """What a fact about a resource comes from: a page, or a paper without an address."""

    url: str = ""
    title: str = ""


@dataclass(frozen=True)
class Resource:
    """Something to read, watch or use. `meant_for` is `for` in the record."""

    slug: str
    title: str
    kind: str
    topics: tuple[str, ...]
    stage: tuple[str, ...]
    meant_for: tuple[str, ...] = field(metadata={"key": "for"})
    formats: tuple[str, ...]
    description: str
    added: date
    sources: tuple[Reference, ...]
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: Publication | None = None
    free: bool = False
    link: Link | None = None
    superseded_by: str = ""


@dataclass(frozen=True)
class Word:
    """A word and what it means. `everyday` are those of its names that pages leave as they are."""

    slug: str
    term: str
    meaning: str
    added: date
    also: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    example: str = ""
    see: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()

    @property
    def linkable_names(self) -> tuple[str, ...]:
        """The names of it that become a link where they stand in a page."""
        return tuple(name for name in (self.term, *self.also) if name not in self.everyday)


def is_history(resource: Resource, today: date) -> bool:
    """The one place that decides whether a resource is of its own time."""
    if resource.superseded_by:
        return True
    return (
        resource.kind not in TIMELESS_KINDS
        and resource.published is not None
        and today.year - resource.published.latest_year > HISTORY_YEARS
    )


def make_resource(slug: str, data: dict) -> Resource:
    """The Resource of a record that has passed the checks; `data` after `Schema.cast`."""
    return build_dataclass(Resource, {"slug": slug, **data})


def make_word(slug: str, data: dict) -> Word:
    """The Word of a record that has passed the checks; `data` after `Schema.cast`."""
    return build_dataclass(Word, {"slug": slug, **data})
