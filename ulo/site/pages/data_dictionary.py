"""The data dictionary: every field of a record and every term of the vocabularies, as the schema
has them."""

from collections.abc import Iterator
from dataclasses import dataclass

from ulo.catalogue import Catalogue
from ulo.core import format_message, urls
from ulo.schema import JsonSchema, Messages
from ulo.site.page import Page

# Up to this many choices are listed in full.
MAX_CHOICES = 5


@dataclass(frozen=True)
class Field:
    """One field of a record.

    `path` is what error messages call it, such as `user_led.board_share`; `vocabulary` is the id
    of the list that its values come from, if any; `fields` are those inside of it.
    """

    path: str
    title: str
    description: str
    required: bool
    kind: str
    limits: str
    example: str
    vocabulary: str
    fields: tuple["Field", ...]


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages = catalogue.messages["fields"]
    yield Page(
        urls.FIELDS,
        messages["title"],
        messages["description"],
        "data_dictionary.html",
        {
            "fields": tuple(_fields(catalogue.schema.json_schema, "", messages)),
            "crumbs": [(catalogue.messages["site"]["foot"]["data"], urls.DATA)],
        },
        section=urls.DATA,
    )


def _fields(node: JsonSchema, prefix: str, messages: Messages) -> Iterator[Field]:
    for name, part in node.get("properties", {}).items():
        path = f"{prefix}{name}"
        leaf = part["items"] if part["type"] == "array" else part
        # A list of objects is shown as the fields of an object, a list of words as one field.
        parent = leaf if leaf["type"] == "object" else part
        yield Field(
            path,
            part["title"],
            part.get("description", ""),
            required=name in node.get("required", ()),
            kind=_kind(part, leaf, messages),
            limits=", ".join(_limits(part, leaf, messages)),
            example=_example(part),
            vocabulary=leaf.get("vocabulary", ""),
            fields=tuple(_fields(parent, f"{path}.", messages)),
        )


def _kind(part: JsonSchema, leaf: JsonSchema, messages: Messages) -> str:
    """The type of a field in words; `leaf` is the schema of one entry if the field is a list."""
    formats = {
        "uri": "web_address",
        "year": "year",
        "date": "date",
        "time": "time",
        "phone": "phone",
    }
    kinds = messages["kinds"]
    if leaf.get("format") in formats:
        kind: str = messages[formats[leaf["format"]]]
    else:
        kind = kinds[leaf["type"]]
    return f"{kinds['array']}: {kind}" if part["type"] == "array" else kind


def _limits(part: JsonSchema, leaf: JsonSchema, messages: Messages) -> Iterator[str]:
    if "vocabulary" not in leaf:
        if len(leaf.get("enum", ())) in range(1, MAX_CHOICES + 1):
            yield " / ".join(leaf["enum"])
        if "maxLength" in leaf:
            yield format_message(messages["length"], n=leaf["maxLength"])
    if "maxItems" in part:
        yield format_message(messages["entries"], n=part["maxItems"])
    if "maximum" in leaf and leaf.get("format") != "year":
        yield format_message(messages["range"], least=leaf["minimum"], most=leaf["maximum"])


def _example(part: JsonSchema) -> str:
    """The first example of a field, as it is written in YAML."""
    examples = part.get("examples", ())
    if not examples:
        return ""
    example = examples[0]
    if isinstance(example, list):
        return f"[{', '.join(map(str, example))}]"
    if isinstance(example, bool):
        return str(example).lower()
    return str(example)
