"""The rules, and what tells whether two records are about one group."""

from ulo.checks.contact import ACCENTED, PHONE_FIELDS, PUBLIC_NETWORK_ENDINGS, address_fault, same_page
from ulo.checks.content import MARKUP, POSTCODE_AREAS
from ulo.checks.context import Case, MOST, dotted
from ulo.checks.evidence import site
from ulo.checks.matching import Identity, Index, Match, SAME_NAME, SHORTEST_NAME, known_by, weight
from ulo.checks.readability.sentences import split
from ulo.checks.runner import alone, answered, run, run_library
from ulo.checks.whereabouts import EVERYWHERE, named, where
from ulo.checks.withdrawn import marks

__all__ = [
    "ACCENTED",
    "Case",
    "EVERYWHERE",
    "Identity",
    "Index",
    "MARKUP",
    "MOST",
    "Match",
    "PHONE_FIELDS",
    "POSTCODE_AREAS",
    "PUBLIC_NETWORK_ENDINGS",
    "SAME_NAME",
    "SHORTEST_NAME",
    "address_fault",
    "alone",
    "answered",
    "cross_record",
    "dotted",
    "known_by",
    "marks",
    "named",
    "run",
    "run_library",
    "same_page",
    "site",
    "split",
    "weight",
    "where",
    "withdrawn",
]
