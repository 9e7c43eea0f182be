"""Who does what in numbers: kinds of work by the people who led it and by place; each number leads to a list of that length."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.catalogue import Piece
from ulo.site.renderer import Page, Renderer
from ulo.schema import Term


@dataclass(frozen=True)
class Field:
    """One number of a table, and the list behind it; nothing is behind an empty field."""

    n: int
    address: str = ""


# So many kinds are beside each other in one table: it has to fit on a sheet of paper.
COLUMNS = 7


@dataclass(frozen=True)
class Row:
    """One line of a table: its title, all of its work, and a field for each kind."""

    title: str
    all: Field
    fields: list[Field]


@dataclass(frozen=True)
class Table:
    """Some kinds of work for all people or all places, and how many of its fields are empty."""

    way: str
    kinds: list[Term]
    rows: list[Row]
    empty: int


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words, work = catalogue.words["work"], catalogue.participation
    kinds = catalogue.schema.vocabularies["kind"].terms
    regions = [(area.id, words["whole_uk"] if area.id == "uk" else area.title, work.by_place[area.id]) for area in work.regions]
    people = sorted(((term.id, term.title, work.by_community[term.id]) for term in catalogue.communities.values()), key=lambda row: row[1])
    parts = [list(kinds.values())[start:start + COLUMNS] for start in range(0, len(kinds), COLUMNS)]
    tables = [_table(work.cells, part, way, rows) for way, rows in (("people", people), ("place", regions)) for part in parts]
    content = renderer.draw("work_tables.html", urls.TABLES, tables=tables, total=Field(len(work.pieces), urls.WORK), crumbs=[(words["title"], urls.WORK)],
                            all={kind: Field(len(work.by_kind[kind]), urls.work("kind", kind)) for kind in kinds})
    yield Page(urls.TABLES, words["tables_title"], words["tables_description"], content, section=urls.WORK)


def _table(cells: dict, kinds: list[Term], way: str, rows: Iterable[tuple[str, str, list[Piece]]]) -> Table:
    field = lambda pieces, address: Field(len(pieces), address if pieces else "")
    filled = [Row(title, field(pieces, urls.work(way, id)), [field(cells.get((kind.id, way, id), ()), urls.work_cell(kind.id, way, id)) for kind in kinds])
              for id, title, pieces in rows]
    return Table(way, kinds, filled, sum(not field.n for row in filled for field in row.fields))
