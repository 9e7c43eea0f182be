"""Who does what in numbers: kinds of work by the people who led it and by place; each number leads to a list of that length."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.catalogue import WorkItem
from ulo.site.renderer import Page, Renderer
from ulo.schema import Term


@dataclass(frozen=True)
class Cell:
    """One number of a table, and the list behind it; nothing is behind an empty field."""

    count: int
    url: str = ""


# So many kinds are beside each other in one table: it has to fit on a sheet of paper.
MAX_COLUMNS = 7


@dataclass(frozen=True)
class TableRow:
    """One line of a table: its title, all of its work, and a field for each kind."""

    title: str
    total: Cell
    cells: list[Cell]


@dataclass(frozen=True)
class Table:
    """Some kinds of work for all people or all places, and how many of its fields are empty."""

    axis: str
    kinds: list[Term]
    rows: list[TableRow]
    empty_cells: int


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages, work = catalogue.messages["work"], catalogue.participation
    kinds = catalogue.schema.vocabularies["kind"].terms
    regions = [(area.id, messages["whole_uk"] if area.id == "uk" else area.title, work.by_area[area.id]) for area in work.regions]
    people = sorted(((term.id, term.title, work.by_community[term.id]) for term in catalogue.communities.values()), key=lambda row: row[1])
    parts = [list(kinds.values())[start:start + MAX_COLUMNS] for start in range(0, len(kinds), MAX_COLUMNS)]
    tables = [_table(work.cells, part, way, rows) for way, rows in (("people", people), ("place", regions)) for part in parts]
    content = renderer.render("work_tables.html", urls.TABLES, tables=tables, total=Cell(len(work.work_items), urls.WORK), crumbs=[(messages["title"], urls.WORK)],
                            all={kind: Cell(len(work.by_kind[kind]), urls.work("kind", kind)) for kind in kinds})
    yield Page(urls.TABLES, messages["tables_title"], messages["tables_description"], content, section=urls.WORK)


def _table(cells: dict, kinds: list[Term], way: str, rows: Iterable[tuple[str, str, list[WorkItem]]]) -> Table:
    field = lambda pieces, address: Cell(len(pieces), address if pieces else "")
    filled = [TableRow(title, field(pieces, urls.work(way, id)), [field(cells.get((kind.id, way, id), ()), urls.work_cell(kind.id, way, id)) for kind in kinds])
              for id, title, pieces in rows]
    return Table(way, kinds, filled, sum(not field.count for row in filled for field in row.cells))
