"""What a resource and an explained word are: frozen dataclasses.

They have the fields of schema/resource.json and schema/word.json; a test compares the two.
"""

from dataclasses import dataclass, field
from datetime import date

from ulo.model.deserialise import build_dataclass
from ulo.schema import RecordData

# A resource that is older than this many years is history: it may be useful, but much may have
# changed.
HISTORY_YEARS = 10
# The kinds that do not age: a law is in force until another replaces it, and the year of a network
# is that of its beginning.
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
    """The best known URL of a resource; `link_type` (what it leads to) is `is` in the data."""

    url: str
    link_type: str = field(metadata={"key": "is"})


@dataclass(frozen=True)
class Reference:
    """The source of a fact about a resource: a web page, or a publication without a URL."""

    url: str = ""
    title: str = ""


@dataclass(frozen=True)
class Resource:
    """Something to read, watch or use. `meant_for` is `for` in the data."""

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
    """An explained word. `everyday` are those of its names that pages do not link to it."""

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
        """Its names that become links to it where they stand in a page."""
        return tuple(name for name in (self.term, *self.also) if name not in self.everyday)


def is_history(resource: Resource, today: date) -> bool:
    """Whether a resource is shown as history. This is the one place that decides it."""
    if resource.superseded_by:
        return True
    return (
        resource.kind not in TIMELESS_KINDS
        and resource.published is not None
        and today.year - resource.published.latest_year > HISTORY_YEARS
    )


def make_resource(slug: str, data: RecordData) -> Resource:
    """The Resource of a record that has passed the checks; `data` after `Schema.cast`."""
    return build_dataclass(Resource, {"slug": slug, **data})


def make_word(slug: str, data: RecordData) -> Word:
    """The Word of a record that has passed the checks; `data` after `Schema.cast`."""
    return build_dataclass(Word, {"slug": slug, **data})
