"""Who does what in numbers: kinds of work by community, place and partner.

Each number links to a list of that length.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ulo.catalogue import Catalogue, WorkItem
from ulo.core import urls
from ulo.schema import Term
from ulo.site.page import Page

# How many kinds one table has at most: it has to fit on a sheet of paper.
MAX_COLUMNS = 7


@dataclass(frozen=True)
class Cell:
    """One number of a table, and the URL of the list behind it; an empty cell has none."""

    count: int
    url: str = ""


@dataclass(frozen=True)
class TableRow:
    """One row of a table: its title, all of its work, and a cell for each kind."""

    title: str
    total: Cell
    cells: list[Cell]


@dataclass(frozen=True)
class Table:
    """Some kinds of work for all communities, places or kinds of partner, and how many of its cells
    are empty."""

    axis: str
    kinds: list[Term]
    rows: list[TableRow]
    empty_cells: int


# The id and title of a community, place or kind of partner, and its work.
RowSource = tuple[str, str, list[WorkItem]]


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages, participation = catalogue.messages["work"], catalogue.participation
    kinds = list(catalogue.schema.vocabularies["kind"].terms.values())
    rows_by_axis = {
        "people": _community_rows(catalogue),
        "place": _place_rows(catalogue),
        "partners": _partner_rows(catalogue),
    }
    tables = [
        _table(participation.cells, kinds[start : start + MAX_COLUMNS], axis, rows)
        for axis, rows in rows_by_axis.items()
        if rows
        for start in range(0, len(kinds), MAX_COLUMNS)
    ]
    yield Page(
        urls.TABLES,
        messages["tables_title"],
        messages["tables_description"],
        "work_tables.html",
        {
            "tables": tables,
            "total": Cell(len(participation.work_items), urls.WORK),
            "kind_totals": {
                kind.id: Cell(len(participation.by_kind[kind.id]), urls.work("kind", kind.id))
                for kind in kinds
            },
            "crumbs": [(messages["title"], urls.WORK)],
        },
        section=urls.WORK,
    )


def _community_rows(catalogue: Catalogue) -> list[RowSource]:
    terms = sorted(catalogue.communities.values(), key=lambda term: term.title)
    return [(term.id, term.title, catalogue.participation.by_community[term.id]) for term in terms]


def _place_rows(catalogue: Catalogue) -> list[RowSource]:
    whole, participation = catalogue.messages["work"]["whole"], catalogue.participation
    return [
        (area.id, whole if area.kind == "country" else area.title, participation.by_area[area.id])
        for area in participation.regions
    ]


def _partner_rows(catalogue: Catalogue) -> list[RowSource]:
    by_kind = catalogue.participation.by_body_kind
    return [(kind, catalogue.term("body", kind).title, items) for kind, items in by_kind.items()]


def _table(
    items_by_cell: Mapping[tuple[str, str, str], list[WorkItem]],
    kinds: list[Term],
    axis: str,
    sources: Iterable[RowSource],
) -> Table:
    rows = []
    for id, title, items in sources:
        cells = [
            _cell(items_by_cell.get((kind.id, axis, id), []), urls.work_cell(kind.id, axis, id))
            for kind in kinds
        ]
        rows.append(TableRow(title, _cell(items, urls.work(axis, id)), cells))
    empty_cells = sum(not cell.count for row in rows for cell in row.cells)
    return Table(axis, kinds, rows, empty_cells)


def _cell(items: Sequence[WorkItem], url: str) -> Cell:
    return Cell(len(items), url if items else "")
