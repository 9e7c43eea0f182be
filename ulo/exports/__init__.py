"""Open data: what readers can download and use elsewhere.

The columns of a table are a promise: their names and their order stay, and a new one comes right
before `record_licence`. docs/data/index.md explains each; a test compares the two.
"""

from ulo.exports.groups import group_table
from ulo.exports.hosts import headers_file, redirects_file
from ulo.exports.library import resource_table, word_table
from ulo.exports.networks import network_table
from ulo.exports.table import Table
from ulo.exports.work import partner_table, work_table

__all__ = [
    "Table",
    "api",
    "group_table",
    "headers_file",
    "network_table",
    "partner_table",
    "redirects_file",
    "resource_table",
    "word_table",
    "work_table",
]
