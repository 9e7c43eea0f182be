"""Which group of the directory a row is about: by its id, a number in a register, its website, or a name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ulo.checks.contact import same_page
from ulo.importer import SHORTEST_NAME
from ulo.schema import Schema, fold, slugify
from ulo.spreadsheet.rows import Entry


class Directory:
    """The groups that are there, found by what tells one from another."""

    def __init__(self, records: Mapping[str, dict], taken: Iterable[str], schema: Schema) -> None:
        self.records, self.taken, self.schema = records, frozenset(taken), schema
        self.by_fact: dict[tuple[str, str], set[str]] = defaultdict(set)
        for slug, data in records.items():
            for fact in self._facts(data):
                self.by_fact[fact].add(slug)

    def matches(self, entry: Entry) -> dict[str, list[str]]:
        """The slugs of the groups that an entry may be about, each with the reasons in words."""
        found: dict[str, list[str]] = defaultdict(list)
        facts = dict.fromkeys(self._facts(_nested(entry)))
        for what, value in facts:
            for slug in sorted(self.by_fact.get((what, value), ())):
                if what not in found[slug]:
                    found[slug].append(what)
        if (slug := slugify(entry.name)) in self.taken and slug not in found:
            found[slug].append(self._title("name"))
        return dict(found)

    def named(self, text: str) -> list[str]:
        """The groups with this id or name."""
        return [text] if text in self.taken else sorted(self.by_fact.get((self._title("name"), fold(text)), ()))

    def _facts(self, data: dict) -> Iterable[tuple[str, str]]:
        """What tells a group from others, each with the title of its field."""
        for register, number in _group(data, "identifiers").items():
            yield self._title("identifiers", register), f"{register} {number}"
        if isinstance(website := _group(data, "contact").get("website"), str):
            yield self._title("contact", "website"), same_page(website)
        also = data.get("also_known_as", [])
        names = [data.get("name"), *_group(data, "names").values(), *(also if isinstance(also, list) else [])]
        for name in names:
            # Initials are shared by many groups.
            if isinstance(name, str) and len(name) >= SHORTEST_NAME:
                yield self._title("name"), fold(name)

    def _title(self, *pointer: str) -> str:
        return self.schema.node(pointer)["title"]


def _group(data: dict, field: str) -> dict:
    return {key: value for key, value in found.items() if isinstance(value, str)} if isinstance(found := data.get(field), dict) else {}


def _nested(entry: Entry) -> dict:
    data: dict = {}
    for (*way, last), value in entry.values.items():
        inner = data
        for step in way:
            inner = inner.setdefault(step, {})
        inner[last] = value
    return data
