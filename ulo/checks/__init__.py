"""The rules, the questions that keep people safe, and whether two records are about one group."""

from ulo.checks import cross_record, safety, withdrawn
from ulo.checks.contact import PHONE_FIELDS
from ulo.checks.context import MAX_LIST_LENGTH, CheckContext
from ulo.checks.identity import MIN_NAME_LENGTH, identity_keys
from ulo.checks.matching import SAME_NAME, Identity, RecordIndex, RecordMatch
from ulo.checks.placement import main_place_name
from ulo.checks.postcode_areas import postcode_areas
from ulo.checks.readability.sentences import split_sentences
from ulo.checks.record_words import record_words
from ulo.checks.runner import (
    answered_questions,
    check_record,
    check_records_together,
    run,
    run_library,
)
from ulo.checks.texts import MARKUP
from ulo.checks.web_addresses import (
    ACCENTED_LETTERS,
    NON_PUBLIC_TLDS,
    find_url_fault,
    is_front_page,
    normalise_url,
    url_host,
)
from ulo.checks.withdrawn import make_marks

__all__ = [
    "ACCENTED_LETTERS",
    "MARKUP",
    "MAX_LIST_LENGTH",
    "MIN_NAME_LENGTH",
    "NON_PUBLIC_TLDS",
    "PHONE_FIELDS",
    "SAME_NAME",
    "CheckContext",
    "Identity",
    "RecordIndex",
    "RecordMatch",
    "answered_questions",
    "check_record",
    "check_records_together",
    "cross_record",
    "find_url_fault",
    "identity_keys",
    "is_front_page",
    "main_place_name",
    "make_marks",
    "normalise_url",
    "postcode_areas",
    "readability",
    "record_words",
    "run",
    "run_library",
    "safety",
    "split_sentences",
    "url_host",
    "withdrawn",
]
