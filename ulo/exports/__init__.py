"""Open data: what readers can download and use elsewhere.

The columns of a table are a promise: their names and their order stay, and a new one comes right
before `record_licence`. schema/locales/ explains each; a test compares the two.
"""

from ulo.exports.areas import area_table, explain_columns
from ulo.exports.calendars import (
    closing_days_calendar,
    in_calendar,
    meetings_calendar,
    opportunity_id,
)
from ulo.exports.contact_cards import contact_card, has_contact_card
from ulo.exports.downloads import DOWNLOADS, Download
from ulo.exports.groups import group_table
from ulo.exports.hosts import headers_file, headers_of, redirects_file
from ulo.exports.identity import organisation_key, permanent_id, permanent_url
from ulo.exports.json_text import drop_empty
from ulo.exports.library import resource_table, word_table
from ulo.exports.linked_data import linked_data, linked_data_file
from ulo.exports.networks import network_table
from ulo.exports.policies import EMBED_POLICY, FRAME_POLICY, PAGE_POLICY
from ulo.exports.provenance import LICENCE_URL, credits_of_others, newest_change, provenance
from ulo.exports.records import record
from ulo.exports.table import Table
from ulo.exports.vocabularies import skos_file, vocabularies_file
from ulo.exports.work import partner_table, work_table

__all__ = [
    "DOWNLOADS",
    "EMBED_POLICY",
    "FRAME_POLICY",
    "LICENCE_URL",
    "PAGE_POLICY",
    "Download",
    "Table",
    "api",
    "area_table",
    "closing_days_calendar",
    "contact_card",
    "credits_of_others",
    "drop_empty",
    "explain_columns",
    "group_table",
    "has_contact_card",
    "headers_file",
    "headers_of",
    "hsds",
    "in_calendar",
    "linked_data",
    "linked_data_file",
    "meetings_calendar",
    "network_table",
    "newest_change",
    "opportunity_id",
    "organisation_key",
    "partner_table",
    "permanent_id",
    "permanent_url",
    "provenance",
    "record",
    "redirects_file",
    "resource_table",
    "skos_file",
    "vocabularies_file",
    "word_table",
    "work_table",
]
