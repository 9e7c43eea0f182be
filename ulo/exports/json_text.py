"""JSON as bytes: the same values give the same bytes."""

import json
from collections.abc import Mapping


def compact_json(value: object) -> bytes:
    """In one line without spaces: for large files that programs read."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def readable_json(value: object) -> bytes:
    """Indented: for small files that people look at, too."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def drop_empty(facts: Mapping[str, object]) -> dict[str, object]:
    """Without what is not known: an empty text, list or object, none, no, and nought."""
    return {name: value for name, value in facts.items() if value}
