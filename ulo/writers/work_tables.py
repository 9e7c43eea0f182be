"""Who does what in numbers: kinds of work by the people who led it and by place; each number leads to a list of that length."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ulo import addresses
from ulo.catalogue import Catalogue
from ulo.participation import Piece, participation
from ulo.render import Page, Renderer
from ulo.schema import Term


@dataclass(frozen=True)
class Field:
    """One number of a table, and the list behind it; nothing is behind an empty field."""

    n: int
    address: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a table: its title, all of its work, and a field for each kind."""

    title: str
    all: Field
    fields: list[Field]


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words, work = catalogue.words["work"], participation(catalogue)
    kinds = catalogue.schema.vocabularies["kind"].terms
    regions = [(area.id, words["whole_uk"] if area.id == "uk" else area.title, work.by_place[area.id]) for area in work.regions]
    people = sorted(((term.id, term.title, work.by_community[term.id]) for term in catalogue.communities.values()), key=lambda row: row[1])
    tables = {"people": _table(work.cells, kinds, "people", people), "place": _table(work.cells, kinds, "place", regions)}
    empty = {name: sum(not field.n for row in rows for field in row.fields) for name, rows in tables.items()}
    content = renderer.draw("work_tables.html", addresses.TABLES, tables=tables, total=len(work.pieces), empty=empty, kinds=kinds, crumbs=[(words["title"], addresses.WORK)],
                            all={kind: Field(len(work.by_kind[kind]), addresses.work("kind", kind)) for kind in kinds})
    yield Page(addresses.TABLES, words["tables_title"], words["tables_description"], content, section=addresses.WORK)


def _table(cells: dict, kinds: dict[str, Term], way: str, rows: Iterable[tuple[str, str, list[Piece]]]) -> list[Row]:
    field = lambda pieces, address: Field(len(pieces), address if pieces else "")
    return [Row(title, field(pieces, addresses.work(way, id)), [field(cells.get((kind, way, id), ()), addresses.work_cell(kind, way, id)) for kind in kinds])
            for id, title, pieces in rows]
