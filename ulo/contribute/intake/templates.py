"""The issue forms on GitHub, made from the schema, the lists of words and the questions of the form."""

import yaml

from ulo.contribute.form import ALWAYS, Question
from ulo.contribute.intake.answers import asked, label
from ulo.schema import Schema

FOLDER = ".github/ISSUE_TEMPLATE/"
MADE = "# Made from schema/ and ulo/intake/. Do not change it here: change it there, and run\n# python3 build.py test tests/test_issue_forms.py --accept\n"


def templates(schema: Schema) -> dict[str, str]:
    """The files of the forms, by their paths."""
    words = schema.words["intake"]
    group = {
        "name": words["group"]["title"], "description": words["group"]["description"], "title": words["group"]["subject"], "labels": ["record"],
        "body": [_told(words["public"]), *(_element(question, schema) for question in asked(schema)), _told(words["group"]["last"])],
    }
    record = {
        "name": words["record"]["title"], "description": words["record"]["description"], "title": words["record"]["subject"], "labels": ["record"],
        "body": [_told(words["public"]), {
            "type": "textarea", "id": "record",
            "attributes": {"label": words["record"]["label"], "description": words["record"]["hint"], "render": "yaml"},
            "validations": {"required": True},
        }],
    }
    # Newcomers send blank issues where they can; those who look after the directory can always open one.
    forms = {"group.yml": group, "record.yml": record, "config.yml": {"blank_issues_enabled": False}}
    return {f"{FOLDER}{name}": MADE + yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=110) for name, form in forms.items()}


def _told(text: str) -> dict:
    return {"type": "markdown", "attributes": {"value": text}}


def _element(question: Question, schema: Schema) -> dict:
    """One question. What a record cannot do without must be answered, if only by "I don't know"."""
    words = schema.words["intake"]
    listed = question.vocabulary or (question.parts[0].vocabulary if question.parts else None)
    needed = question.required and question.id not in ALWAYS
    attributes = {"label": label(question, schema), "description": _hint(question, needed, schema)}
    kind = "input"
    if question.id == "checked.by":
        kind, attributes["options"] = "dropdown", list(words["by"].values())
    elif listed and question.control in ("one", "many", "facts"):
        kind, attributes["options"] = "dropdown", [term.title for term in listed.terms.values()] + [schema.words["form"]["unknown"]] * needed
        if question.control != "one":
            attributes["multiple"] = True
    elif question.control in ("long", "lines", "places", "entries"):
        kind = "textarea"
    # The sources follow from the page that shows who leads the group.
    required = question.required and question.id != "sources"
    return {"type": kind, "id": question.id.replace(".", "-"), "attributes": attributes} | ({"validations": {"required": True}} if required else {})


def _hint(question: Question, needed: bool, schema: Schema) -> str:
    words = schema.words["intake"]
    hint = words["hints"].get(question.id, question.hint)
    lines = [hint] + [schema.words["form"]["each_line"]] * (question.control in ("lines", "places", "entries"))
    free = question.control not in ("one", "many", "facts")
    return " ".join([*lines, *([words["or_unknown"].format(unknown=schema.words["form"]["unknown"])] if needed and free and question.id != "sources" else [])])
