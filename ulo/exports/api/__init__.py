"""The program interface: static files of JSON that other programs can rely on.

Nothing of a version is ever removed or renamed: docs/data/api.md promises it, and a test holds the
fields to it. All that is in a file is described in `description`.
"""

from ulo.exports.api.description import describe_api
from ulo.exports.api.files import api_files
from ulo.exports.api.listing import PAGE_SIZE
from ulo.exports.api.schemas import component_schemas
from ulo.exports.api.terms import group_vocabularies

__all__ = [
    "PAGE_SIZE",
    "api_files",
    "component_schemas",
    "describe_api",
    "group_vocabularies",
]
