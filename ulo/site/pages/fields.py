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


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words = catalogue.words["fields"]
    shape = catalogue.schema.shape
    rows = tuple(_fields(shape, "", words))
    content = renderer.draw("fields.html", urls.FIELDS, rows=rows, crumbs=[(catalogue.words["site"]["foot"]["data"], urls.DATA)])
    yield Page(urls.FIELDS, words["title"], words["description"], content, section=urls.DATA)


def _fields(node: dict, prefix: str, words: dict) -> Iterator[Field]:
    for name, part in node.get("properties", {}).items():
        path = f"{prefix}{name}"
        # A list of groups of fields is shown as those fields; a list of words as one field.
        inner = part["items"] if part["type"] == "array" and part["items"]["type"] == "object" else part
        leaf = part["items"] if part["type"] == "array" else part
        yield Field(
            path, part["title"], part.get("description", ""), name in node.get("required", ()),
            _kind(part, leaf, words), ", ".join(_limits(part, leaf, words)), _example(part), leaf.get("vocabulary", ""),
            tuple(_fields(inner, f"{path}.", words)),
        )


def _kind(part: dict, leaf: dict, words: dict) -> str:
    kind = {"uri": words["web_address"], "year": words["year"], "date": words["date"], "phone": words["phone"]}.get(leaf.get("format"))
    kind = kind or words["kinds"][leaf["type"]]
    return f"{words['kinds']['array']}: {kind}" if part["type"] == "array" else kind


def _limits(part: dict, leaf: dict, words: dict) -> Iterator[str]:
    if "enum" in leaf and "vocabulary" not in leaf and len(leaf["enum"]) < 6:
        yield " / ".join(leaf["enum"])
    if "maxLength" in leaf and "vocabulary" not in leaf:
        yield format_message(words["length"], n=leaf["maxLength"])
    if "maxItems" in part:
        yield format_message(words["entries"], n=part["maxItems"])
    if "maximum" in leaf and leaf.get("format") != "year":
        yield format_message(words["range"], least=leaf["minimum"], most=leaf["maximum"])


def _example(part: dict) -> str:
    for example in part.get("examples", ()):
        return f"[{', '.join(map(str, example))}]" if isinstance(example, list) else str(example).lower() if isinstance(example, bool) else str(example)
    return ""
