"""The tables that stand on the page of downloads: each whole, and without a mark for Excel."""

from ulo.catalogue import Catalogue
from ulo.exports.areas import area_table
from ulo.exports.work import partner_table, work_table


def work_csv(catalogue: Catalogue) -> bytes:
    """All pieces of work."""
    return work_table(catalogue).lines(catalogue.participation.work_items).encode()


def partners_csv(catalogue: Catalogue) -> bytes:
    """All bodies that groups have worked with."""
    participation = catalogue.participation
    bodies = (participation.body(id) for id in participation.by_body)
    return partner_table(catalogue).lines(bodies).encode()


def areas_csv(catalogue: Catalogue) -> bytes:
    """All nations, regions, councils and wider areas."""
    return area_table(catalogue).lines(catalogue.areas.values()).encode()
