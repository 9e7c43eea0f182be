"""Open data: what readers can download and use elsewhere.

The columns of a table are a promise: their names and their order stay, and a new one comes right
before `record_licence`. schema/locales/ explains each; a test compares the two.
"""

from ulo.exports.areas import area_table
from ulo.exports.downloads import DOWNLOADS, Download
from ulo.exports.groups import group_table
from ulo.exports.hosts import headers_file, redirects_file
from ulo.exports.library import resource_table, word_table
from ulo.exports.networks import network_table
from ulo.exports.provenance import LICENCE_URL, newest_change, provenance
from ulo.exports.records import record
from ulo.exports.table import Table
from ulo.exports.work import partner_table, work_table

__all__ = [
    "DOWNLOADS",
    "LICENCE_URL",
    "Download",
    "Table",
    "api",
    "area_table",
    "group_table",
    "headers_file",
    "hsds",
    "network_table",
    "newest_change",
    "partner_table",
    "provenance",
    "record",
    "redirects_file",
    "resource_table",
    "word_table",
    "work_table",
]
