"""Frozen dataclasses that say what an organisation is, and what stands in the library."""

from ulo.model.library import HISTORY_YEARS, LASTING, Resource, Word, is_history, make_resource, make_word
from ulo.model.organisation import ASK_AGAIN_DAYS, Access, Base, Closure, Freshness, OLD_YEARS, Opportunity, Organisation, RECENT_YEARS, Work, as_data, freshness, last_known, make_organisation

__all__ = [
    "ASK_AGAIN_DAYS",
    "Access",
    "Base",
    "Closure",
    "Freshness",
    "HISTORY_YEARS",
    "LASTING",
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
    "last_known",
    "make_organisation",
    "make_resource",
    "make_word",
]
