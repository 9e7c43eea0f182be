"""What changed, for programs and for people; both from the same facts, in the words of a locale."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from ulo.catalogue import Catalogue
from ulo.core import format_day, format_message, join_list, pluralise, urls
from ulo.maintain.release.comparison import ChangeKind, Comparison, GroupChange
from ulo.maintain.review.report import code_span
from ulo.schema import Messages, Schema

# So many groups of a kind are named in the notes; GitHub takes 125,000 characters of them.
MAX_LISTED = 100
# A name that Markdown, and what GitHub makes of it, leaves as it is.
HARMLESS_NAME = re.compile(r"(?!.*www\.)[^\W_](?:[^\W_]|[ ,.'’&()+%–-]){0,200}", re.IGNORECASE)


@dataclass(frozen=True)
class Release:
    """A version such as 2026.12, and what happened since `previous`, the version before.

    `comparison` is None for the first release of all; `previous` is empty where the version before
    is not known.
    """

    catalogue: Catalogue
    version: str
    comparison: Comparison | None
    previous: str = ""

    @cached_property
    def messages(self) -> Messages:
        found: Messages = self.catalogue.messages["release"]
        return found

    def changes_json(self) -> bytes:
        """What changed, for programs. docs/data/changes.schema.json says what it has."""
        catalogue, comparison = self.catalogue, self.comparison or Comparison((), 0)
        document = {
            "title": self._title(self.catalogue.instance.name),
            "version": self.version,
            "previous": self.previous or None,
            "day": catalogue.today.isoformat(),
            "licence": catalogue.messages["news"]["rights"],
            "attribution": catalogue.instance.licence_holder,
            "groups": len(catalogue.organisations),
            "closed_groups": len(catalogue.closed),
            **{
                kind.value: [self._entry(change) for change in comparison.of_kind(kind)]
                for kind in ChangeKind
            },
            "removed": comparison.removed,
        }
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()

    def notes(self) -> bytes:
        """What changed, for people, in Markdown that is safe from what strangers wrote."""
        return ("\n\n".join(self._paragraphs()) + "\n").encode()

    # --- For programs -------------------------------------------------------------------------

    def _entry(self, change: GroupChange) -> dict[str, object]:
        catalogue = self.catalogue
        entry: dict[str, object] = {
            "id": change.id,
            "name": catalogue.display_names[change.id],
            "page": f"{catalogue.instance.site_url}{urls.organisation(change.id)}",
            "text": self._sentence(change),
        }
        if change.kind == ChangeKind.CHANGED:
            entry["fields"] = list(change.fields)
        if change.kind == ChangeKind.MOVED:
            entry["former_id"] = change.former_id
        if change.kind == ChangeKind.CONFIRMED:
            entry["on"] = change.on
        return entry

    def _sentence(self, change: GroupChange) -> str:
        """What happened, in a sentence without the name of the group."""
        titles = [
            field_title(path, self.catalogue.schema, self.messages["gone_field"])
            for path in change.fields
        ]
        return format_message(
            self.messages["told"][change.kind.value],
            fields=join_list(dict.fromkeys(titles), self.catalogue.messages["lists"]),
            old=change.former_id,
            new=change.id,
            day=format_day(date.fromisoformat(change.on)) if change.on else "",
        )

    # --- For people ---------------------------------------------------------------------------

    def _title(self, site: str) -> str:
        return format_message(self.messages["title"], site=site, version=self.version)

    def _paragraphs(self) -> Iterator[str]:
        catalogue, messages = self.catalogue, self.messages
        yield f"# {self._title(_as_markdown(catalogue.instance.name))}"
        yield format_message(
            messages["lead"],
            day=format_day(catalogue.today),
            groups=pluralise(len(catalogue.organisations), messages["groups"]),
            closed=len(catalogue.closed),
        )
        if self.comparison is None:
            yield messages["first"]
        else:
            yield from self._changed_paragraphs(self.comparison)
        yield f"## {messages['use_heading']}"
        holder = _as_markdown(catalogue.instance.licence_holder)
        yield format_message(messages["use"], holder=holder)
        if catalogue.instance.site_url:
            link = f"{catalogue.instance.site_url}{urls.DATA}"
            yield format_message(messages["files"], link=link)
        yield messages["sums"]
        if repository := urlsplit(catalogue.instance.repository).path.strip("/"):
            yield format_message(messages["checked"], repository=repository)

    def _changed_paragraphs(self, comparison: Comparison) -> Iterator[str]:
        messages = self.messages
        if self.previous:
            yield format_message(messages["since"], version=self.previous)
        if comparison.is_empty:
            yield messages["none"]
        for kind in ChangeKind:
            if changes := comparison.of_kind(kind):
                yield f"## {messages['headings'][kind.value]} ({len(changes)})"
                yield "\n".join(map(self._line, changes[:MAX_LISTED]))
                if len(changes) > MAX_LISTED:
                    yield pluralise(len(changes) - MAX_LISTED, messages["more"])
        if comparison.removed:
            yield f"## {messages['headings']['removed']} ({comparison.removed})"
            yield pluralise(comparison.removed, messages["removed"])

    def _line(self, change: GroupChange) -> str:
        shown = _as_markdown(self.catalogue.display_names[change.id])
        if self.catalogue.instance.site_url:
            shown = f"[{shown}]({self.catalogue.instance.site_url}{urls.organisation(change.id)})"
        if change.kind in (ChangeKind.CHANGED, ChangeKind.CONFIRMED, ChangeKind.MOVED):
            return f"- {shown}: {self._sentence(change)}"
        return f"- {shown}"


def _as_markdown(name: str) -> str:
    """A name that has no effect in Markdown; most have none anyway."""
    return name if not name or HARMLESS_NAME.fullmatch(name) else code_span(name)


def field_title(path: str, schema: Schema, otherwise: str) -> str:
    """What a field is called; `otherwise` is for one that records no longer have."""
    pointer = tuple(path.split("."))
    title: str = schema.subschema(pointer).get("title", otherwise)
    # "On" and "By" say nothing without the heading above them.
    if pointer[0] == "checked" and len(pointer) > 1:
        title = schema.subschema(pointer[:1])["title"]
    return title
