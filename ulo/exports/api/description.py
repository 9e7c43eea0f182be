"""The OpenAPI description of the program interface, made by the code that makes its files."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports.api.areas import area_data, area_groups
from ulo.exports.api.fields import refer_to
from ulo.exports.api.index import VERSION, index_data
from ulo.exports.api.organisations import organisation_data
from ulo.exports.api.partners import partner_data
from ulo.exports.api.references import Data, address
from ulo.exports.api.schemas import component_schemas
from ulo.exports.api.terms import group_vocabularies, term_data, term_groups
from ulo.exports.provenance import LICENCE_URL
from ulo.exports.table import LICENCE

OPENAPI_VERSION = "3.1.0"
JSON_TYPE = "application/json"
ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"

Item = TypeVar("Item")


@dataclass(frozen=True)
class Operation:
    """One kind of file: its path, what it holds, and a real one. `schemas` are the objects that it
    may hold; a list is so long that its example is not repeated but named."""

    id: str
    path: str
    schemas: tuple[str, ...]
    example: Data | None = None
    is_list: bool = False


def describe_api(catalogue: Catalogue, page_size: int) -> Data:
    messages, instance = catalogue.messages["api"], catalogue.instance
    info = {
        "title": instance.name,
        "description": messages["about"],
        "version": VERSION,
        "license": {"name": LICENCE, "url": LICENCE_URL},
    }
    if instance.contact:
        info["contact"] = {"email": instance.contact}
    described = {
        "openapi": OPENAPI_VERSION,
        "info": info,
        # Of a site that does not know its address: from where this description is.
        "servers": [
            {"url": address(catalogue, urls.API.rstrip("/")) if instance.site_url else "../v1"}
        ],
        "paths": {
            operation.path: {"get": _describe(catalogue, operation)}
            for operation in _operations(catalogue, page_size)
        },
        "components": {"schemas": component_schemas(catalogue)},
    }
    if instance.site_url:
        described["externalDocs"] = {"url": address(catalogue, urls.API_HELP)}
    return described


def _describe(catalogue: Catalogue, operation: Operation) -> Data:
    messages = catalogue.messages["api"]
    schemas = [refer_to(name) for name in operation.schemas]
    content: Data = {"schema": schemas[0] if len(schemas) == 1 else {"anyOf": schemas}}
    if operation.is_list:
        content["examples"] = {"file": {"externalValue": operation.path.lstrip("/")}}
    elif operation.example is not None:
        content["examples"] = {"file": {"value": operation.example}}
    names = re.findall(r"\{(\w+)\}", operation.path)
    return {
        "operationId": operation.id,
        "summary": messages["operations"][operation.id],
        "parameters": [_parameter(catalogue, name) for name in names],
        "responses": {
            "200": {"description": messages["found"], "content": {JSON_TYPE: content}},
            "404": {
                "description": messages["not_found"],
                "content": {"text/html": {"schema": {"type": "string"}}},
            },
        },
    }


def _parameter(catalogue: Catalogue, name: str) -> Data:
    schema: Data = {"type": "string", "pattern": ID_PATTERN}
    if name == "vocabulary":
        schema = {"type": "string", "enum": group_vocabularies(catalogue.schema)}
    elif name == "number":
        # The first page has no number.
        schema = {"type": "integer", "minimum": 2}
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": catalogue.messages["api"]["parameters"][name],
        "schema": schema,
    }


def _operations(catalogue: Catalogue, page_size: int) -> Iterator[Operation]:
    yield Operation("index", "/index.json", ("Index",), index_data(catalogue, page_size))
    organisations, areas = "OrganisationList", "AreaList"
    yield Operation("organisations", "/organisations.json", (organisations,), is_list=True)
    yield Operation("organisations_page", "/organisations/page/{number}.json", (organisations,))
    yield Operation(
        "organisation",
        "/organisations/{id}.json",
        ("Organisation", "Moved"),
        _example(catalogue.open, lambda o: organisation_data(catalogue, o.slug)),
    )
    yield Operation("areas", "/areas.json", (areas,), is_list=True)
    yield Operation("areas_page", "/areas/page/{number}.json", (areas,))
    area = _shortest(catalogue.areas, lambda id: len(area_groups(catalogue, id, 1).entries))
    example = _example(area, lambda id: area_data(catalogue, id, page_size))
    yield Operation("area", "/areas/{id}.json", ("Area",), example)
    yield Operation("area_groups", "/areas/{id}/groups/{number}.json", ("GroupList",))
    yield Operation("vocabularies", "/terms.json", ("VocabularyList",), is_list=True)
    yield Operation("terms", "/terms/{vocabulary}.json", ("TermList",))
    activity = _shortest(
        catalogue.activities, lambda id: len(term_groups(catalogue, "activity", id, 1).entries)
    )
    example = _example(activity, lambda id: term_data(catalogue, "activity", id, page_size))
    yield Operation("term", "/terms/{vocabulary}/{id}.json", ("Term",), example)
    groups = "/terms/{vocabulary}/{id}/groups/{number}.json"
    yield Operation("term_groups", groups, ("GroupList",))
    yield Operation("partners", "/partners.json", ("PartnerList",), is_list=True)
    yield Operation("partners_page", "/partners/page/{number}.json", ("PartnerList",))
    by_body = catalogue.participation.by_body
    partner = _shortest(by_body, lambda id: len(by_body[id]))
    example = _example(partner, lambda id: partner_data(catalogue, id, page_size))
    yield Operation("partner", "/partners/{id}.json", ("Partner",), example)
    yield Operation("partner_work", "/partners/{id}/work/{number}.json", ("WorkList",))


def _shortest(ids: Iterable[str], count: Callable[[str], int]) -> list[str]:
    """The id with the shortest list that is not empty, if any has one."""
    counts = {id: count(id) for id in ids}
    found = sorted((id for id in counts if counts[id]), key=lambda id: counts[id])
    return found[:1]


def _example(items: list[Item], describe: Callable[[Item], Data]) -> Any:
    """What is said of the first item, if there is one."""
    return next(map(describe, items), None)
