"""Terms, fields and areas in another language, as far as it has words for them."""

from dataclasses import replace
from pathlib import Path

import pytest

from locales import find_foreign_keys
from sites import ROOT
from ulo.contribute.browser_rules import BROWSER_QUESTIONS, BROWSER_RULES, build_rules
from ulo.core.locale import Locale, use_locale
from ulo.schema import Schema
from ulo.schema.vocabulary import Areas

TEXTS = """
vocabularies:
  community:
    carers: {title: Carwyr, synonyms: [Cynhalwyr]}
schema_fields:
  name: {title: Enw}
  contact.email: {title: E-bost, description: Eich e-bost.}
  work: {title: Gwaith}
  work[]: {title: Un gwaith}
  work.what: {title: Beth}
judging_sheet:
  questions: {change: Beth?}
  levels: [{id: told, name: Dywedwyd}]
  things: [{id: decisions, signs: [Yn gyntaf]}]
site: {home: Hafan}
"""


@pytest.fixture(scope="module")
def translated(schema, tmp_path_factory) -> Schema:
    folder = tmp_path_factory.mktemp("locales") / "xx"
    folder.mkdir()
    (folder / "all.yml").write_text(TEXTS, "utf-8")
    return schema.in_language(Locale(folder, schema.locale))


def test_messages_are_those_of_the_language_and_else_of_the_main_one(schema, translated):
    assert translated.messages["site"]["home"] == "Hafan"
    assert translated.messages["site"]["skip"] == schema.messages["site"]["skip"]
    assert translated.locale.language == "xx" and schema.locale.language == "en"


def test_terms_keep_their_ids_and_are_found_by_all_of_their_names(schema, translated):
    communities = translated.vocabularies["community"]
    carers, before = communities["carers"], schema.vocabularies["community"]["carers"]
    assert (carers.id, carers.title, carers.icon) == ("carers", "Carwyr", before.icon)
    assert carers.phrase == "" and carers.easy_read == before.easy_read
    assert list(communities.terms) == list(schema.vocabularies["community"].terms)
    for name in ("carwyr", "cynhalwyr", before.title, before.synonyms[0]):
        assert communities.find(name) == "carers"
    assert communities["older-people"] == schema.vocabularies["community"]["older-people"]


def test_fields_have_titles_and_descriptions(translated):
    assert translated.subschema(("name",))["title"] == "Enw"
    assert translated.subschema(("contact", "email"))["description"] == "Eich e-bost."
    assert translated.subschema(("work",))["title"] == "Gwaith"
    assert translated.subschema(("work", 0))["title"] == "Un gwaith"
    assert translated.subschema(("work", 0, "what"))["title"] == "Beth"
    # What only programs read is the same.
    assert translated.json_schema["required"][0] == "name"


def test_sheet_for_judging_is_translated_entry_by_entry(schema, translated):
    judging, before = translated.judging, schema.judging
    assert judging["questions"]["change"] == "Beth?"
    assert judging["questions"]["there"] == before["questions"]["there"]
    assert [level["name"] for level in judging["levels"]][:2] == ["For show", "Dywedwyd"]
    assert judging["things"][0]["signs"][:1] == ["Yn gyntaf"]
    assert judging["things"][0]["signs"][1:] == before["things"][0]["signs"][1:]


def test_areas_are_called_as_in_the_language(schema, tmp_path):
    folder = tmp_path / "cy"
    folder.mkdir()
    areas = schema.in_language(Locale(folder, schema.locale)).areas
    assert areas["cardiff"].title == "Caerdydd"
    assert areas.find("Cardiff") == areas.find("Caerdydd") == "cardiff"
    assert areas["leeds"] == schema.areas["leeds"]
    # "the North West" would stand in the middle of a Welsh sentence.
    assert areas["north-west"].phrase != schema.areas["north-west"].phrase
    wight = areas["isle-of-wight"]
    assert (wight.title, wight.phrase) == (schema.areas["isle-of-wight"].title, "")


def test_a_language_without_words_changes_nothing(schema, tmp_path):
    (tmp_path / "xx").mkdir()
    empty = schema.in_language(Locale(tmp_path / "xx", schema.locale))
    assert empty.json_schema == schema.json_schema and empty.judging == schema.judging
    for id, vocabulary in schema.vocabularies.items():
        terms = vocabulary.terms.values()
        if isinstance(vocabulary, Areas):
            terms = [replace(area, phrase="") for area in terms]
        assert list(empty.vocabularies[id].terms.values()) == list(terms)


@pytest.mark.parametrize("folder", sorted((ROOT / "schema" / "locales").glob("[!e]*")), ids=str)
def test_translations_name_terms_and_fields_that_are_there(schema, folder: Path):
    assert find_foreign_keys(Locale(folder), schema) == []


def test_welsh_draft_says_what_the_form_says_while_a_person_writes(schema):
    own = Locale(ROOT / "schema" / "locales" / "cy-draft").own_messages["rules"]
    for key in (*BROWSER_RULES, *BROWSER_QUESTIONS):
        rule_id, _, variant = key.partition(".")
        words = own[rule_id]
        if variant:
            words = words | words["variants"][variant]
        assert words["message"] and words["fix"], key


def test_sentences_of_the_form_name_the_country(schema):
    welsh = schema.in_language(Locale(ROOT / "schema" / "locales" / "cy-draft", schema.locale))
    with use_locale(welsh.locale):
        said = build_rules(welsh)["sentences"]
    assert said["postcode-unknown"][0].startswith("Does dim cod post yn y Deyrnas Unedig yn")


def test_what_is_misspelt_in_a_translation_is_found(schema, translated):
    own = Locale(translated.locale.folder)
    own.own_messages["vocabularies"] = {"community": {"carer": {"title": "x"}}}
    own.own_messages["schema_fields"] = {"contact.mail": {"title": "x"}}
    assert find_foreign_keys(own, schema) == [
        "vocabularies.community.carer",
        "schema_fields.contact.mail",
    ]
