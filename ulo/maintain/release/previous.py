"""The records of an earlier release, from its own file: one record a line, as JSON.

That release may be older than a field or a rule of today, so nothing is asked of its records but
an id.
"""

import json

from ulo.maintain.release.comparison import plain_record
from ulo.schema import RecordData


class UnreadableReleaseError(ValueError):
    """A file is none of an earlier release; the message says where and why."""


def read_previous_records(content: bytes) -> dict[str, RecordData]:
    """The records by id, as `plain_record` gives them. Raises UnreadableReleaseError."""
    found: dict[str, RecordData] = {}
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            raise UnreadableReleaseError(f"Line {number} isn't JSON.") from None
        id = record.get("id") if isinstance(record, dict) else None
        if not isinstance(id, str) or not id:
            raise UnreadableReleaseError(f"Line {number} isn't a record with an id.")
        if id in found:
            raise UnreadableReleaseError(f"Line {number} has the id of a line before it.")
        found[id] = plain_record(record)
    if not found:
        raise UnreadableReleaseError("There are no records in it.")
    return found


def read_previous_version(content: bytes) -> str:
    """The version that the changes.json of a release has. Raises UnreadableReleaseError."""
    try:
        version = json.loads(content)["version"]
    except (ValueError, KeyError, TypeError, RecursionError):
        version = None
    if not isinstance(version, str):
        raise UnreadableReleaseError("Its changes.json doesn't say which version it is.")
    return version
