"""The OpenAPI description of the program interface: it is valid, and what it says is so."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sites import DATA, ROOT, TODAY, catalogue as read_catalogue
from ulo.catalogue import Catalogue, Instance
from ulo.core import urls
from ulo.exports.api import PAGE_SIZE, api_files, group_vocabularies
from ulo.geography import COORDINATES, OUTCODE, TOWN

SITE = "https://example.org/led/"
# What version 1 has promised: each field of each object, with its type.
PROMISED = DATA / "api_fields.txt"
OBJECT = "#/components/schemas/"


@pytest.fixture(scope="module")
def addressed(schema) -> Catalogue:
    return read_catalogue(schema, Instance("Led by Us", SITE, contact="hello@example.org"))


@pytest.fixture(scope="module")
def files(addressed) -> dict[str, dict]:
    """All files of the interface, with lists in pages of three, so that each kind is there."""
    return {url: json.loads(make()) for url, make in api_files(addressed, 3)}


@pytest.fixture(scope="module")
def described(files) -> dict:
    return files[urls.API_DESCRIPTION]


def operations(described: dict) -> dict[str, dict]:
    return {path: item["get"] for path, item in described["paths"].items()}


def path_of(described: dict, url: str) -> str:
    """The one path of the description that a file is at."""
    address = f"/{url.removeprefix(urls.API)}"
    found = [
        path
        for path in described["paths"]
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[a-z0-9-]+", re.escape(path)), address)
    ]
    assert len(found) == 1, (url, found)
    return found[0]


def nodes(node: object) -> Iterator[dict]:
    if isinstance(node, dict):
        yield node
        for part in node.values():
            yield from nodes(part)
    elif isinstance(node, list):
        for part in node:
            yield from nodes(part)


def answer(operation: dict) -> dict:
    return operation["responses"]["200"]["content"]["application/json"]


def strict(node: object) -> object:
    """A schema that also finds fields that are described nowhere."""
    if isinstance(node, list):
        return [strict(part) for part in node]
    if not isinstance(node, dict):
        return node
    found = {key: strict(part) for key, part in node.items()}
    if node.get("type") == "object" and isinstance(node.get("properties"), dict):
        found["additionalProperties"] = False
    return found


def validator(described: dict, schema: dict) -> Draft202012Validator:
    return Draft202012Validator(
        {**schema, "components": described["components"]},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


# --- The description itself ----------------------------------------------------------------------


def test_the_description_keeps_the_rules_of_openapi(described):
    assert described["openapi"] == "3.1.0"
    assert described["info"]["title"] and described["info"]["version"] == "1"
    assert described["info"]["license"]["url"].startswith("https://creativecommons.org/")
    assert described["info"]["contact"] == {"email": "hello@example.org"}
    assert described["servers"] == [{"url": f"{SITE}api/v1"}]
    ids = [operation["operationId"] for operation in operations(described).values()]
    assert len(ids) == len(set(ids)) > 10
    # No two paths differ only by the names of their parts.
    shapes = [re.sub(r"\{\w+\}", "{}", path) for path in described["paths"]]
    assert len(shapes) == len(set(shapes))
    for path, operation in operations(described).items():
        assert path.startswith("/") and set(described["paths"][path]) == {"get"}
        parameters = operation["parameters"]
        assert [part["name"] for part in parameters] == re.findall(r"\{(\w+)\}", path)
        for part in parameters:
            assert part["in"] == "path" and part["required"] is True
            assert part["description"] and part["schema"]["type"] in ("string", "integer")
        assert set(operation["responses"]) == {"200", "404"}
        for response in operation["responses"].values():
            assert response["description"]
        for example in answer(operation).get("examples", {}).values():
            assert len({"value", "externalValue"} & set(example)) == 1


def test_references_lead_to_schemas_and_every_schema_is_used(described):
    schemas = described["components"]["schemas"]
    assert all(re.fullmatch(r"[A-Za-z]+", name) for name in schemas)
    named = {node["$ref"] for node in nodes(described) if isinstance(node.get("$ref"), str)}
    assert named == {f"{OBJECT}{name}" for name in schemas}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)


def test_the_schema_of_a_record_is_that_of_the_checks(schema, described):
    record = described["components"]["schemas"]["OrganisationRecord"]
    assert list(record["properties"]) == list(schema.json_schema["properties"])
    assert record["required"] == schema.json_schema["required"]
    led_by = record["properties"]["user_led"]["properties"]["led_by"]["items"]
    assert led_by["enum"] == list(schema.vocabularies["community"].terms)
    # New fields may come, and others do not read what is for our checks alone.
    for node in nodes(record):
        assert node.get("additionalProperties") is not False
        assert not {"$id", "vocabulary", "literal", "ahead"} & set(node)


def test_every_parameter_allows_the_ids_that_there_are(described, files, schema):
    patterns = {
        part["schema"]["pattern"]
        for operation in operations(described).values()
        for part in operation["parameters"]
        if part["name"] == "id"
    }
    (pattern,) = patterns
    for content in files.values():
        if "data" in content:
            assert re.search(pattern, content["id"])
    vocabulary = operations(described)["/terms/{vocabulary}.json"]["parameters"][0]
    assert vocabulary["schema"]["enum"] == group_vocabularies(schema)


# --- What it says of the files -------------------------------------------------------------------


def test_every_file_is_as_its_description_says(described, files):
    """And has no field that is described nowhere."""
    exact = {"components": strict(described["components"])}
    checked: dict[str, int] = {}
    for url, content in files.items():
        if url == urls.API_DESCRIPTION:
            continue
        path = path_of(described, url)
        schema = answer(operations(described)[path])["schema"]
        errors = list(validator(exact, schema).iter_errors(content))
        assert not errors, (url, errors[0].json_path, errors[0].message[:300])
        checked[path] = checked.get(path, 0) + 1
    # There is a file at every path, and a further page of every list.
    assert set(checked) == set(described["paths"])


def test_a_moved_record_is_described_too(described):
    schema = answer(operations(described)["/organisations/{id}.json"])["schema"]
    moved = {"id": "old", "moved_to": "new", "page": f"{SITE}orgs/new/", "data": f"{SITE}x.json"}
    assert not list(validator(described, schema).iter_errors(moved))
    del moved["moved_to"]
    assert list(validator(described, schema).iter_errors(moved))


def test_a_wrong_file_is_found(described, files):
    """The schemas are not so loose that they say yes to anything."""
    schema = answer(operations(described)["/organisations/{id}.json"])["schema"]
    good = files[urls.api_organisation("k7")]
    for key, value in (
        ("closed", "no"),
        ("record", {"name": "X"}),
        ("derived", {**good["derived"], "freshness": "fresh"}),
        ("derived", {**good["derived"], "location": {"latitude": 1, "longitude": 2}}),
    ):
        assert list(validator(described, schema).iter_errors({**good, key: value})), key


def test_examples_are_files_of_this_very_site(described, files):
    values = 0
    for path, operation in operations(described).items():
        for example in answer(operation).get("examples", {}).values():
            if "value" in example:
                url = example["value"].get("data", f"{SITE}{urls.API_INDEX}")
                content = files[url.removeprefix(SITE)]
                assert example["value"] == content
                assert path_of(described, url.removeprefix(SITE)) == path
                values += 1
            else:
                # As seen from the description.
                url = f"{urls.API}{example['externalValue']}"
                assert path_of(described, url) == path and url in files
    assert values == 5


def test_a_site_without_an_address_or_groups_is_described(schema):
    bare = dict(api_files(Catalogue([], schema, Instance("Nobody Yet"), TODAY), PAGE_SIZE))
    described = json.loads(bare[urls.API_DESCRIPTION]())
    assert described["servers"] == [{"url": "../v1"}]
    assert "externalDocs" not in described and "contact" not in described["info"]
    assert "examples" not in answer(operations(described)["/organisations/{id}.json"])
    for url, make in bare.items():
        if url != urls.API_DESCRIPTION:
            schema_here = answer(operations(described)[path_of(described, url)])["schema"]
            assert not list(validator(described, schema_here).iter_errors(json.loads(make())))


def test_points_on_a_map_have_the_precisions_of_the_geocoder(described):
    location = described["components"]["schemas"]["Location"]["properties"]["precision"]
    assert location["enum"] == [COORDINATES, OUTCODE, TOWN]


# --- What is promised ----------------------------------------------------------------------------


def field_lines(described: dict) -> list[str]:
    """Each field of our own objects with its type, as one line."""
    lines = []
    for name, schema in described["components"]["schemas"].items():
        if name == "OrganisationRecord":
            # Its fields are those of the schema of records, which has its own history.
            continue
        for field, facts in schema["properties"].items():
            kind = (
                facts.get("type")
                or facts.get("$ref")
                or [part.get("$ref") or part["type"] for part in facts["anyOf"]]
            )
            inner = facts.get("items", {})
            of = inner.get("$ref") or inner.get("type")
            text = json.dumps([kind, of] if of else kind).replace(OBJECT, "")
            lines.append(f"{name}.{field} {text}")
    return lines + [f"path {path}" for path in described["paths"]]


def test_nothing_that_version_1_has_promised_is_gone(described, request):
    lines = field_lines(described)
    promised = PROMISED.read_text("utf-8").splitlines() if PROMISED.exists() else []
    gone = [line for line in promised if line not in lines]
    assert not gone, "Programs of others rely on these: a change that breaks them is a version 2"
    if request.config.getoption("--accept"):
        PROMISED.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    assert set(lines) == set(PROMISED.read_text("utf-8").splitlines()), (
        "New fields: python3 build.py test --accept, then explain them in docs/data/api.md"
    )


def test_the_page_for_developers_names_every_path_and_every_derived_field(described):
    text = Path(ROOT / "docs" / "data" / "api.md").read_text("utf-8")
    for field in described["components"]["schemas"]["Derived"]["properties"]:
        assert f"`{field}`" in text
    for path in described["paths"]:
        if "{number}" not in path:
            assert f"api/v1{path.replace('{vocabulary}', '{list}')}" in text, path
