"""Everything that is derived from all records, once."""

from ulo.catalogue.catalogue import Catalogue, Instance
from ulo.catalogue.coordination import FEW, OLD_YEARS
from ulo.catalogue.glossary import Glossary
from ulo.catalogue.guides import ENTRY, Faulty, Guide, HEADING, guide
from ulo.catalogue.library import Library, Shelf
from ulo.catalogue.localities import Groups, LANGUAGES, Localities, Locality
from ulo.catalogue.news import Event, Kind
from ulo.catalogue.opportunities import Open, of_group
from ulo.catalogue.participation import Participation, Piece
from ulo.catalogue.similarity import LikeWork, Relation

__all__ = [
    "Catalogue",
    "ENTRY",
    "Event",
    "Faulty",
    "LikeWork",
    "FEW",
    "Glossary",
    "Groups",
    "Guide",
    "HEADING",
    "Instance",
    "Kind",
    "LANGUAGES",
    "Library",
    "Localities",
    "Locality",
    "OLD_YEARS",
    "Open",
    "Participation",
    "Piece",
    "Relation",
    "Shelf",
    "guide",
    "guides",
    "of_group",
]
