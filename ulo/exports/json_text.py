"""JSON as bytes: the same values give the same bytes."""

import json


def compact_json(value: object) -> bytes:
    """In one line without spaces: for large files that programs read."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def readable_json(value: object) -> bytes:
    """Indented: for small files that people look at, too."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
