"""Everything that is derived from all records, once."""

from ulo.catalogue.catalogue import Catalogue, Instance
from ulo.catalogue.coordination import MAX_FEW, OLD_YEARS
from ulo.catalogue.glossary import Glossary
from ulo.catalogue.guides import EASY_ENTRY, EASY_HEADING, Guide, InvalidGuide, make_guide
from ulo.catalogue.library import FacetValue, Library
from ulo.catalogue.news import Event, EventKind
from ulo.catalogue.opportunities import OpenOpportunity, group_opportunities
from ulo.catalogue.participation import Participation, WorkItem
from ulo.catalogue.place_pages import NATION_LANGUAGES, GroupsByReach, PlacePage, PlacePages
from ulo.catalogue.similarity import LikeWork, RelatedOrganisation

__all__ = [
    "Catalogue",
    "EASY_ENTRY",
    "Event",
    "InvalidGuide",
    "LikeWork",
    "MAX_FEW",
    "Glossary",
    "GroupsByReach",
    "Guide",
    "EASY_HEADING",
    "Instance",
    "EventKind",
    "NATION_LANGUAGES",
    "Library",
    "PlacePages",
    "PlacePage",
    "OLD_YEARS",
    "OpenOpportunity",
    "Participation",
    "WorkItem",
    "RelatedOrganisation",
    "FacetValue",
    "make_guide",
    "guides",
    "group_opportunities",
]
