"""The rules, and what tells whether two records are about one group."""

from ulo.checks.contact import (
    ACCENTED_LETTERS,
    NON_PUBLIC_TLDS,
    PHONE_FIELDS,
    find_url_fault,
    normalise_url,
)
from ulo.checks.content import MARKUP, POSTCODE_AREAS
from ulo.checks.context import MAX_LIST_LENGTH, CheckContext, format_pointer
from ulo.checks.evidence import url_host
from ulo.checks.matching import (
    MIN_NAME_LENGTH,
    SAME_NAME,
    Identity,
    RecordIndex,
    RecordMatch,
    identity_keys,
    total_weight,
)
from ulo.checks.placement import NATIONWIDE_REACHES, list_place_names, main_place_name
from ulo.checks.readability.sentences import split_sentences
from ulo.checks.runner import (
    answered_questions,
    check_record,
    check_records_together,
    run,
    run_library,
)
from ulo.checks.withdrawn import make_marks

__all__ = [
    "ACCENTED_LETTERS",
    "CheckContext",
    "NATIONWIDE_REACHES",
    "Identity",
    "RecordIndex",
    "MARKUP",
    "MAX_LIST_LENGTH",
    "RecordMatch",
    "PHONE_FIELDS",
    "POSTCODE_AREAS",
    "NON_PUBLIC_TLDS",
    "SAME_NAME",
    "MIN_NAME_LENGTH",
    "find_url_fault",
    "check_record",
    "check_records_together",
    "answered_questions",
    "cross_record",
    "format_pointer",
    "identity_keys",
    "make_marks",
    "list_place_names",
    "run",
    "run_library",
    "normalise_url",
    "url_host",
    "split_sentences",
    "total_weight",
    "main_place_name",
    "withdrawn",
]
