"""The data dictionary: every field of a record and every term of the lists, from the schema itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.core import format_message
from ulo.site.renderer import Page, Renderer


@dataclass(frozen=True)
class Field:
    """One row of the dictionary. `path` is how a message names the field; `vocabulary` the id of its list."""

    path: str
    title: str
    description: str
    required: bool
    kind: str
    limits: str
    example: str
    vocabulary: str
    fields: tuple["Field", ...]


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages = catalogue.messages["fields"]
    shape = catalogue.schema.json_schema
    rows = tuple(_fields(shape, "", messages))
    content = renderer.render("fields.html", urls.FIELDS, rows=rows, crumbs=[(catalogue.messages["site"]["foot"]["data"], urls.DATA)])
    yield Page(urls.FIELDS, messages["title"], messages["description"], content, section=urls.DATA)


def _fields(node: dict, prefix: str, messages: dict) -> Iterator[Field]:
    for name, part in node.get("properties", {}).items():
        path = f"{prefix}{name}"
        # A list of groups of fields is shown as those fields; a list of words as one field.
        inner = part["items"] if part["type"] == "array" and part["items"]["type"] == "object" else part
        leaf = part["items"] if part["type"] == "array" else part
        yield Field(
            path, part["title"], part.get("description", ""), name in node.get("required", ()),
            _kind(part, leaf, messages), ", ".join(_limits(part, leaf, messages)), _example(part), leaf.get("vocabulary", ""),
            tuple(_fields(inner, f"{path}.", messages)),
        )


def _kind(part: dict, leaf: dict, messages: dict) -> str:
    kind = {"uri": messages["web_address"], "year": messages["year"], "date": messages["date"], "phone": messages["phone"]}.get(leaf.get("format"))
    kind = kind or messages["kinds"][leaf["type"]]
    return f"{messages['kinds']['array']}: {kind}" if part["type"] == "array" else kind


def _limits(part: dict, leaf: dict, messages: dict) -> Iterator[str]:
    if "enum" in leaf and "vocabulary" not in leaf and len(leaf["enum"]) < 6:
        yield " / ".join(leaf["enum"])
    if "maxLength" in leaf and "vocabulary" not in leaf:
        yield format_message(messages["length"], n=leaf["maxLength"])
    if "maxItems" in part:
        yield format_message(messages["entries"], n=part["maxItems"])
    if "maximum" in leaf and leaf.get("format") != "year":
        yield format_message(messages["range"], least=leaf["minimum"], most=leaf["maximum"])


def _example(part: dict) -> str:
    for example in part.get("examples", ()):
        return f"[{', '.join(map(str, example))}]" if isinstance(example, list) else str(example).lower() if isinstance(example, bool) else str(example)
    return ""
