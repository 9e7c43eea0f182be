"""The fields of each object in the program interface, with their types. A test compares them with
all files of a catalogue."""

from collections.abc import Iterable

from ulo.catalogue import Catalogue
from ulo.model import Freshness
from ulo.schema import JsonSchema

Fields = dict[str, JsonSchema]

TEXT: JsonSchema = {"type": "string"}
WHOLE: JsonSchema = {"type": "integer", "minimum": 0}
DEGREES: JsonSchema = {"type": "number"}
YES_OR_NO: JsonSchema = {"type": "boolean"}
DAY: JsonSchema = {"type": "string", "format": "date"}
# Whole where the site knows its address, else from the root of the site.
ADDRESS: JsonSchema = {"type": "string", "format": "uri-reference"}
TEXTS: JsonSchema = {"type": "array", "items": TEXT}
# How well a place must be known to be a point on a map.
PRECISIONS = ("coordinates", "postcode-district", "town")
RELATIONS = ("own", "inside", "wider", "led-by", "for", "does")

ORGANISATION: Fields = {
    "id": TEXT, "name": TEXT, "closed": YES_OR_NO, "page": ADDRESS, "data": ADDRESS,
}  # fmt: skip


def refer_to(name: str) -> JsonSchema:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(schema: JsonSchema) -> JsonSchema:
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


def _list_of(name: str) -> JsonSchema:
    return {"type": "array", "items": refer_to(name)}


def _one_of(values: Iterable[str]) -> JsonSchema:
    return {"type": "string", "enum": list(values)}


def _with(keys: Iterable[str], schema: JsonSchema) -> JsonSchema:
    """An object whose fields are all alike."""
    properties = dict.fromkeys(keys, schema)
    return {"type": "object", "required": list(properties), "properties": properties}


PAGE_OF_LIST: Fields = {
    "total": WHOLE,
    "number": WHOLE,
    "page_count": WHOLE,
    "page_size": WHOLE,
    "previous": _or_null(ADDRESS),
    "next": _or_null(ADDRESS),
}
REFERENCES: dict[str, Fields] = {
    "OrganisationReference": ORGANISATION,
    "AreaReference": {"id": TEXT, "title": TEXT, "code": _or_null(TEXT), "data": ADDRESS},
    "TermReference": {"id": TEXT, "title": TEXT, "data": ADDRESS},
    "PartnerReference": {"id": TEXT, "name": TEXT, "data": _or_null(ADDRESS)},
}
# What the items of each list are.
LISTS = {
    "OrganisationList": "OrganisationSummary",
    "AreaList": "AreaSummary",
    "VocabularyList": "VocabularySummary",
    "TermList": "TermSummary",
    "PartnerList": "PartnerSummary",
    "GroupList": "RelatedGroup",
    "WorkList": "Work",
}


def object_fields(catalogue: Catalogue) -> dict[str, Fields]:
    """By the name of each object, its fields in their order."""

    def ids(vocabulary: str) -> JsonSchema:
        return _one_of(catalogue.schema.vocabularies[vocabulary].terms)

    def several(vocabulary: str) -> JsonSchema:
        return {"type": "array", "items": ids(vocabulary)}

    area, term = REFERENCES["AreaReference"], REFERENCES["TermReference"]
    partner = REFERENCES["PartnerReference"]
    freshness = _one_of(value.value for value in Freshness)
    area_kind = _one_of(sorted({area.kind for area in catalogue.areas.values()}))
    languages = catalogue.schema.country.other_languages
    names = {"type": "object", "properties": dict.fromkeys(languages, TEXT)}
    return {
        "Index": _index_fields(),
        **{name: {**PAGE_OF_LIST, "items": _list_of(entry)} for name, entry in LISTS.items()},
        **REFERENCES,
        "OrganisationSummary": {
            **ORGANISATION,
            "summary": TEXT,
            "led_by": several("community"),
            "for": several("community"),
            "activities": several("activity"),
            "areas": TEXTS,
            "freshness": freshness,
            "checked_on": DAY,
        },
        "Organisation": {
            **ORGANISATION,
            "licence": TEXT,
            "record": refer_to("OrganisationRecord"),
            "derived": refer_to("Derived"),
        },
        "Derived": {
            "freshness": freshness,
            "newest_evidence": _or_null(WHOLE),
            "areas": _list_of("AreaReference"),
            "council": _or_null(refer_to("AreaReference")),
            "location": _or_null(refer_to("Location")),
            "successor": _or_null(refer_to("OrganisationReference")),
            "registers": TEXTS,
        },
        "Location": {
            "latitude": DEGREES, "longitude": DEGREES, "precision": _one_of(PRECISIONS),
        },
        "Moved": {"id": TEXT, "moved_to": TEXT, "page": ADDRESS, "data": ADDRESS},
        "RelatedGroup": {**ORGANISATION, "relation": _one_of(RELATIONS)},
        "AreaSummary": {
            **area,
            "kind": area_kind,
            "parent": _or_null(TEXT),
            "page": ADDRESS,
            "group_count": WHOLE,
        },
        "Area": {
            **area,
            "kind": area_kind,
            "parent": _or_null(refer_to("AreaReference")),
            "start": _or_null(DAY),
            "until": _or_null(DAY),
            "names": names,
            "other_names": TEXTS,
            "successors": _list_of("AreaReference"),
            "successors_named": TEXTS,
            "page": ADDRESS,
            "licence": TEXT,
            "groups": refer_to("GroupList"),
        },
        "VocabularySummary": {"id": TEXT, "title": TEXT, "term_count": WHOLE, "data": ADDRESS},
        "TermSummary": {**term, "description": _or_null(TEXT), "page": _or_null(ADDRESS)},
        "Term": {
            **term,
            "vocabulary": TEXT,
            "description": _or_null(TEXT),
            "easy_read": _or_null(TEXT),
            "synonyms": TEXTS,
            "page": _or_null(ADDRESS),
            "licence": TEXT,
            "groups": _or_null(refer_to("GroupList")),
        },
        "PartnerSummary": {
            **partner, "kind": ids("body"), "page": _or_null(ADDRESS), "work_count": WHOLE,
        },
        "Partner": {
            **partner,
            "kind": refer_to("TermReference"),
            "other_names": TEXTS,
            "area": _or_null(refer_to("AreaReference")),
            "until": _or_null(TEXT),
            "became": _list_of("PartnerReference"),
            "page": _or_null(ADDRESS),
            "licence": TEXT,
            "work": refer_to("WorkList"),
        },
        "Work": {
            "what": TEXT,
            "kind": several("kind"),
            "stage": ids("stage"),
            "with": TEXT,
            "year": _or_null(WHOLE),
            "changed": _or_null(TEXT),
            "source": ADDRESS,
            "page": ADDRESS,
            "group": refer_to("OrganisationReference"),
        },
    }  # fmt: skip


def _index_fields() -> Fields:
    kinds = ("organisations", "areas", "terms", "partners")
    counted = ("organisations", "open", "closed", "areas", "vocabularies", "terms", "partners")
    return {
        "name": TEXT,
        "version": TEXT,
        "licence": TEXT,
        "licence_url": ADDRESS,
        "attribution": TEXT,
        "area_codes": TEXT,
        "newest_change": _or_null(DAY),
        "page_size": WHOLE,
        "counts": _with((*counted, "work"), WHOLE),
        "lists": _with(kinds, ADDRESS),
        # They have braces for what is to be filled in, and so are no addresses yet.
        "entries": _with(kinds, TEXT),
        "openapi": ADDRESS,
        "docs": ADDRESS,
        "downloads": ADDRESS,
    }
