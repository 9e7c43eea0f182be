"""Open data: what readers can download and use elsewhere.

The columns of a table are a promise: their names and their order stay, and a new one comes right
before `record_licence`. docs/data/index.md explains each; a test compares the two.
"""

from ulo.exports.groups import group_table
from ulo.exports.library import resource_table, word_table
from ulo.exports.networks import network_table
from ulo.exports.table import Table
from ulo.exports.work import partner_table, work_table

__all__ = [
    "Table",
    "group_table",
    "hsds",
    "network_table",
    "partner_table",
    "resource_table",
    "word_table",
    "work_table",
]
