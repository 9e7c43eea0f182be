"""The version of a record that a list was made from: a short digest of each of its facts.

It goes out with each record and comes back with what a person made of it. Then it is known, fact by
fact, what the person changed and what has changed here since, without any history. Nobody has to
be trusted for it: whoever makes one up gets no further than with a list that says the same.

A version is a letter for the way it is made, a digest of the group with all that follows, and eight
characters for each fact: four say which fact, four say what it is. So no program takes it for a
number or a formula.
"""

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Collection, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from ulo.contribute.spreadsheet.columns import Part, build_layout, list_entries
from ulo.records import values
from ulo.schema import RecordData, Schema

# What stands for the values of one fact: nothing where there is none, several for a list.
Digests = tuple[str, ...]

KIND = "a"
HEAD_LENGTH, NAME_LENGTH, FACT_LENGTH = 8, 4, 8
FORM = re.compile(rf"{KIND}[\w-]{{7}}(?:[\w-]{{{FACT_LENGTH}}})*", re.ASCII)
# So much of a list of facts as no record has, nor a cell of a spreadsheet.
MAX_LENGTH = 32_000
FALSE = "false"


class Version:
    """What a record said, as digests."""

    def __init__(self, facts: str) -> None:
        self._facts: dict[str, Digests] = {}
        for start in range(0, len(facts), FACT_LENGTH):
            name = facts[start : start + NAME_LENGTH]
            value = facts[start + NAME_LENGTH : start + FACT_LENGTH]
            self._facts[name] = (*self._facts.get(name, ()), value)

    def find(self, fact: str) -> Digests:
        """The digests of the values that a fact had; none where there was no such fact."""
        return self._facts.get(_name_digest(fact), ())

    def had_more_entries(self, part: Part, most: int) -> bool:
        """Whether there were more entries of a part than this."""
        counted = self.find(part.field)
        return bool(counted) and all(counted != (digest(str(n)),) for n in range(most + 1))


def make_version(slug: str, data: RecordData, schema: Schema) -> str:
    """The version of a record as it goes out."""
    facts = "".join(
        _name_digest(fact) + digest(value)
        for fact, value in _list_facts(values.read_record(data, schema)[0], schema)
    )[:MAX_LENGTH]
    return _make_head(slug, facts) + facts


def read_version(text: str, slugs: Collection[str]) -> Version | None:
    """The version that came back; None unless it is whole, and of a group with one of these names.

    A row that was copied, or sorted without this column, has the version of another group.
    """
    if len(text) > MAX_LENGTH + HEAD_LENGTH or not FORM.fullmatch(text):
        return None
    head, facts = text[:HEAD_LENGTH], text[HEAD_LENGTH:]
    return Version(facts) if any(head == _make_head(slug, facts) for slug in slugs) else None


def _make_head(slug: str, facts: str) -> str:
    return KIND + _encode(f"{slug}\0{facts}", 6)[: HEAD_LENGTH - 1]


def _list_facts(data: RecordData, schema: Schema) -> Iterator[tuple[str, str]]:
    """The name of each fact with its value; once for each value where there are several."""
    layout = build_layout(schema)
    for column in layout.columns:
        for value in field_texts(column.find_value(data)):
            yield column.path, value
    for part in layout.parts:
        entries = list_entries(data.get(part.field))
        if entries:
            yield part.field, str(len(entries))
        for entry in entries:
            yield entry_fact(part, entry), entry_text(part, entry)


def field_texts(value: object) -> tuple[str, ...]:
    """The values of a field as texts; each once, as records have them."""
    if value is None:
        return ()
    items = value if isinstance(value, list | tuple) else [value]
    return tuple(dict.fromkeys(map(_as_text, items)))


def entry_fact(part: Part, entry: RecordData) -> str:
    """The name of the fact that an entry of a part is: what tells it from the others."""
    return f"{part.field}\0{_as_text(entry.get(part.key))}"


def entry_text(part: Part, entry: RecordData) -> str:
    """All that an entry says. What is false is left out, as in the published data."""
    booleans = {str(column.pointer[0]) for column in part.columns if column.is_boolean}
    said = {
        name: [_as_text(item) for item in value]
        if isinstance(value, list | tuple)
        else _as_text(value)
        for name, value in entry.items()
        if not (name in booleans and _as_text(value) == FALSE)
    }
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def _as_text(value: Any) -> str:
    """Numbers and booleans as files have them; what no record should have, as Python shows it."""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else str(value)


def digest(text: str) -> str:
    return _encode(text, 3)


@lru_cache(maxsize=4_096)
def _name_digest(fact: str) -> str:
    return _encode(fact, 3)


def _encode(text: str, size: int) -> str:
    # Half of a character that takes two can only come from a test; it must not stop an import.
    content = text.encode("utf-8", "surrogatepass")
    return urlsafe_b64encode(blake2b(content, digest_size=size).digest()).decode("ascii")
