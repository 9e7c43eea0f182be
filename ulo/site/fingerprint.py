"""What a page is made of, as a short text: as long as it is the same, the page is the same.

A page is a function of its template, its facts, and of what is the same for all pages: the code,
the schema, the frame. So it need not be drawn to know that it has not changed. Where that cannot
be told, because the template may reach the whole catalogue or a fact is not a plain value, there
is no fingerprint, and the page is drawn in every build.
"""

import hashlib
import io
import pickle
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cached_property, partial
from pathlib import Path
from types import FunctionType
from typing import Any

from markupsafe import Markup

from ulo.catalogue import Catalogue, OrganisationRow, PlacePage, WorkRow
from ulo.model import Organisation, Resource
from ulo.schema import Area, Term
from ulo.site.edition import Edition
from ulo.site.page import File, Item
from ulo.site.renderer import Renderer

PROJECT = Path(__file__).parents[2]
# What decides, with the facts and the frame, what a page is.
SOURCES = ("ulo/**/*.*", "schema/**/*.*", "docs/assets/**/*.*", "requirements/*.txt")
# What many pages name, and what lives as long as the catalogue: each is hashed once.
SHARED = frozenset({Organisation, OrganisationRow, WorkRow, PlacePage, Area, Term, Resource})


class NotPlainError(Exception):
    """A fact is not a plain value: nobody can tell what a template makes of it."""


class Fingerprints:
    """The fingerprints of the items of one site. `frame` is the HTML of its frame.

    `editions` are those of a site in several languages; then these are the items of one of them.
    """

    def __init__(self, renderer: Renderer, frame: str, editions: Sequence[Edition] = ()) -> None:
        self.renderer = renderer
        self.editions = editions
        self.catalogue = renderer.catalogue
        self.frame = frame
        # By the id of an object.
        self._digests: dict[int, str] = {}

    def of(self, item: Item) -> str:
        """The fingerprint of an item whose facts are evaluated; empty where it has none."""
        if not isinstance(item, File) and self.renderer.reaches_catalogue(item.template):
            return ""
        try:
            facts = [getattr(item, field.name) for field in fields(item)]
            return self._digest([self._common, type(item).__name__, facts])
        except NotPlainError:
            return ""

    @cached_property
    def _common(self) -> str:
        """What is the same for all pages."""
        paths = sorted({path for pattern in SOURCES for path in PROJECT.glob(pattern)})
        names = [path for path in paths if path.is_file() and path.suffix != ".pyc"]
        contents = [(str(path.relative_to(PROJECT)), path.read_bytes()) for path in names]
        glossary = self.catalogue.glossary_entries
        facts = [sys.version, contents, self.frame, self.catalogue.instance, glossary]
        if self.renderer.addresses:
            # Which pages have others beside them, and where the links of a page lead.
            facts.append(self.renderer.addresses.prefix)
            facts += (edition.differences(self.editions[0]) for edition in self.editions[1:])
        return self._digest(facts)

    @cached_property
    def of_site(self) -> str:
        """What the whole site is made of."""
        c = self.catalogue
        return self._digest([self._common, c.organisations, c.resources, c.guides, c.today])

    def _digest(self, value: object) -> str:
        stream = io.BytesIO()
        FactPickler(stream, self).dump(value)
        return hashlib.blake2b(stream.getbuffer(), digest_size=16).hexdigest()

    def shared(self, value: object) -> str:
        """The digest of one of SHARED."""
        if id(value) not in self._digests:
            _, own = reduce(value)
            self._digests[id(value)] = self._digest(own)
        return self._digests[id(value)]


class FactPickler(pickle.Pickler):
    """Plain values as bytes: the same for equal values, whichever objects they are.

    Sets are not among them, as their order is by chance. Raises NotPlainError.
    """

    def __init__(self, stream: io.BytesIO, fingerprints: Fingerprints) -> None:
        super().__init__(stream, protocol=4)
        # Else the bytes would tell which equal values are one object.
        self.fast = True
        self._fingerprints = fingerprints

    def reducer_override(self, value: object) -> Any:
        """How to write what is not a text, a number, a list, a tuple or a dictionary."""
        kind = type(value)
        if kind is type and value in (str, tuple):
            return NotImplemented
        if kind in SHARED:
            return str, (self._fingerprints.shared(value),)
        # What is made of the whole catalogue is the same as long as the whole site is.
        if issubclass(kind, Catalogue):
            return str, (self._fingerprints.of_site,)
        return reduce(value)


# A function and its arguments, from which a pickle makes a value.
Reduced = tuple[Callable[[Any], object], tuple[object]]
_reducers: dict[type, Callable[[Any], Reduced]] = {}


def reduce(value: object) -> Reduced:
    """How a value is written that is not one of those that a pickle knows."""
    kind = type(value)
    if kind not in _reducers:
        _reducers[kind] = _reducer(kind)
    return _reducers[kind](value)


def _reducer(kind: type) -> Callable[[Any], Reduced]:
    """How values of a type are written. Raises NotPlainError."""
    if issubclass(kind, date):
        return lambda value: (str, (value.isoformat(),))
    if issubclass(kind, Enum):
        return lambda value: (str, (value.name,))
    if issubclass(kind, Markup):
        return lambda value: (str, (str(value),))
    if issubclass(kind, str):
        return lambda value: (tuple, ((kind.__qualname__, str(value)),))
    if issubclass(kind, tuple):
        return lambda value: (tuple, ((kind.__qualname__, *value),))
    if is_dataclass(kind):
        names = [field.name for field in fields(kind)]
        return lambda value: (tuple, ((kind.__qualname__, *(getattr(value, n) for n in names)),))
    if issubclass(kind, partial):
        return lambda value: (tuple, ([value.func, value.args, value.keywords],))
    if issubclass(kind, FunctionType):
        return _reduce_function
    raise NotPlainError(f"{kind.__name__} in the facts of a page")


def _reduce_function(function: FunctionType) -> Reduced:
    """The name of a function: all that it does is in the code, and the code is in SOURCES."""
    if "<" in function.__qualname__ or function.__defaults__:
        raise NotPlainError(f"{function.__qualname__} may have values of its own")
    return str, (f"{function.__module__}.{function.__qualname__}",)
