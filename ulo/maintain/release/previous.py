"""The records of an earlier release, from its own file: one record a line, as JSON.

That release may be older than a field or a rule of today, so nothing is asked of its records but
an id.
"""

import json

from ulo.core import message
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
            raise UnreadableReleaseError(_say("not_json", line=number)) from None
        id = record.get("id") if isinstance(record, dict) else None
        if not isinstance(id, str) or not id:
            raise UnreadableReleaseError(_say("no_id", line=number))
        if id in found:
            raise UnreadableReleaseError(_say("same_id", line=number))
        found[id] = plain_record(record)
    if not found:
        raise UnreadableReleaseError(_say("empty"))
    return found


def read_previous_version(content: bytes) -> str:
    """The version that the changes.json of a release has. Raises UnreadableReleaseError."""
    try:
        version = json.loads(content)["version"]
    except (ValueError, KeyError, TypeError, RecursionError):
        version = None
    if not isinstance(version, str):
        raise UnreadableReleaseError(_say("no_version"))
    return version


def _say(key: str, **facts: object) -> str:
    return message(f"release.unreadable.{key}", **facts)
