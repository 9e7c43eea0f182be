"""Frozen dataclasses that say what an organisation is, and what stands in the library."""

from ulo.model.library import HISTORY_YEARS, TIMELESS_KINDS, Resource, Word, is_history, make_resource, make_word
from ulo.model.organisation import RECONFIRM_AFTER_DAYS, AccessFeature, Location, Closure, Freshness, OLD_YEARS, Opportunity, Organisation, RECENT_YEARS, Work, as_data, freshness, last_known_year, make_organisation

__all__ = [
    "RECONFIRM_AFTER_DAYS",
    "AccessFeature",
    "Location",
    "Closure",
    "Freshness",
    "HISTORY_YEARS",
    "TIMELESS_KINDS",
    "OLD_YEARS",
    "Opportunity",
    "Organisation",
    "RECENT_YEARS",
    "Resource",
    "Word",
    "Work",
    "as_data",
    "freshness",
    "is_history",
    "last_known_year",
    "make_organisation",
    "make_resource",
    "make_word",
]
