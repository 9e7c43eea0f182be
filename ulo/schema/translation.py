"""The vocabularies, titles of fields and areas in another language, as far as it has them.

A locale says them in sections of their own: `vocabularies` by the id of the vocabulary and of the
term, `schema_fields` by the path of the field (`contact.email`).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ulo.core import Locale
from ulo.schema.compiled import JsonSchema
from ulo.schema.vocabulary import Area, Areas, Term, Vocabulary

# What a language says of a term, and of a field.
TERM_TEXTS = ("title", "phrase", "description", "note", "easy_read")
FIELD_TEXTS = ("title", "description")
Texts = Mapping[str, Any]


def own_section(locale: Locale, name: str) -> dict[str, Any]:
    """What the files of a locale say in a section; nothing where there is none."""
    section: dict[str, Any] = locale.own_messages.get(name) or {}
    return section


def translate_vocabularies(
    vocabularies: Mapping[str, Vocabulary[Term]], locale: Locale
) -> dict[str, Vocabulary[Term]]:
    """All of them with the words of a language; ids, icons and order stay.

    What a term is called in the main language is one of its synonyms, so that it is still found.
    `synonyms` of the language come first.
    """
    texts = own_section(locale, "vocabularies")
    return {
        id: _translate_areas(vocabulary, locale.language)
        if isinstance(vocabulary, Areas)
        else replace(
            vocabulary,
            terms={
                term_id: _translate_term(term, texts.get(id, {}).get(term_id, {}))
                for term_id, term in vocabulary.terms.items()
            },
        )
        for id, vocabulary in vocabularies.items()
    }


def _translate_term(term: Term, texts: Texts) -> Term:
    own = {name: texts[name] for name in TERM_TEXTS if texts.get(name)}
    if not own:
        return term
    if "title" in own and "phrase" not in own:
        # The old phrase would stand in the middle of a sentence of another language.
        own["phrase"] = ""
    names = [*texts.get("synonyms", ()), term.title, *term.synonyms]
    synonyms = (name for name in dict.fromkeys(names) if name != own.get("title", term.title))
    return replace(term, **own, synonyms=tuple(synonyms))


def _translate_areas(areas: Areas, language: str) -> Areas:
    return replace(areas, terms={id: name_area(area, language) for id, area in areas.terms.items()})


def name_area(area: Area, language: str) -> Area:
    """An area under its name in a language, if it has one; its other name still finds it.

    A sentence takes the name as it is: nobody wrote down another form of it, and that of the main
    language ("the North West") would stand in the middle of a sentence of this one.
    """
    name = area.names.get(language)
    if not name or name == area.title:
        return replace(area, phrase="")
    return replace(area, title=name, phrase="", other_names=(area.title, *area.other_names))


def translate_json_schema(json_schema: JsonSchema, texts: Texts) -> JsonSchema:
    """A JSON Schema with the titles and descriptions of fields in a language.

    `texts` are by the path of a field, such as `work.what`. What one entry of a list is called has
    the path of the list with brackets: `work[]`.
    """
    return _translate_field(json_schema, "", "", texts)


def _translate_field(node: JsonSchema, key: str, path: str, texts: Texts) -> JsonSchema:
    """A field with the texts of a key; those inside of it begin with a path."""
    own = texts.get(key, {})
    translated = {**node, **{name: own[name] for name in FIELD_TEXTS if own.get(name)}}
    if "properties" in node:
        parts = {name: f"{path}.{name}".lstrip(".") for name in node["properties"]}
        translated["properties"] = {
            name: _translate_field(node["properties"][name], part, part, texts)
            for name, part in parts.items()
        }
    if "items" in node:
        translated["items"] = _translate_field(node["items"], f"{path}[]", path, texts)
    return translated


def translate_parts(parts: Any, texts: Any) -> Any:
    """Sections, lists and texts with the texts of a language, each in the place of the same.

    Entries of a list with an `id` are found by that, others by where they stand.
    """
    if isinstance(parts, dict):
        own = texts if isinstance(texts, dict) else {}
        return {key: translate_parts(part, own.get(key)) for key, part in parts.items()}
    if isinstance(parts, list):
        return [translate_parts(part, _same_entry(part, n, texts)) for n, part in enumerate(parts)]
    return texts if isinstance(texts, str) else parts


def _same_entry(part: Any, number: int, texts: Any) -> Any:
    if isinstance(part, dict) and "id" in part:
        by_id = texts if isinstance(texts, dict) else {}
        if isinstance(texts, list):
            by_id = {entry["id"]: entry for entry in texts if isinstance(entry, dict)}
        return by_id.get(part["id"])
    return texts[number] if isinstance(texts, list) and number < len(texts) else None
