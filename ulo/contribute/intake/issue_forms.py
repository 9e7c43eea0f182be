"""The issue forms on GitHub, made from the schema, the lists of words and the questions of the form."""

import yaml

from ulo.contribute.form import ALWAYS_REQUIRED, Question
from ulo.contribute.intake.answers import form_questions, question_label
from ulo.schema import Schema

FOLDER = ".github/ISSUE_TEMPLATE/"
GENERATED_NOTICE = """\
# Made from schema/ and ulo/contribute/intake/. Do not change it here: change it there, and run
# python3 build.py fix
"""


def build_issue_forms(schema: Schema) -> dict[str, str]:
    """The files of the forms, by their paths."""
    messages = schema.messages["intake"]
    group = {
        "name": messages["group"]["title"],
        "description": messages["group"]["description"],
        "title": messages["group"]["subject"],
        "labels": ["record"],
        "body": [
            _markdown_block(messages["public"]),
            *(_form_element(question, schema) for question in form_questions(schema)),
            _markdown_block(messages["group"]["last"]),
        ],
    }
    record = {
        "name": messages["record"]["title"],
        "description": messages["record"]["description"],
        "title": messages["record"]["subject"],
        "labels": ["record"],
        "body": [
            _markdown_block(messages["public"]),
            {
                "type": "textarea",
                "id": "record",
                "attributes": {
                    "label": messages["record"]["label"],
                    "description": messages["record"]["hint"],
                    "render": "yaml",
                },
                "validations": {"required": True},
            },
        ],
    }
    # Newcomers send blank issues where they can; those who look after the directory can always open one.
    forms = {
        "group.yml": group,
        "record.yml": record,
        "config.yml": {"blank_issues_enabled": False},
    }
    return {
        f"{FOLDER}{name}": GENERATED_NOTICE
        + yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=110)
        for name, form in forms.items()
    }


def _markdown_block(text: str) -> dict:
    return {"type": "markdown", "attributes": {"value": text}}


def _form_element(question: Question, schema: Schema) -> dict:
    """One question. What a record cannot do without must be answered, if only by "I don't know"."""
    messages = schema.messages["intake"]
    vocabulary = question.vocabulary or (question.parts[0].vocabulary if question.parts else None)
    needed = question.required and question.id not in ALWAYS_REQUIRED
    attributes = {
        "label": question_label(question, schema),
        "description": _build_hint(question, needed, schema),
    }
    kind = "input"
    if question.id == "checked.by":
        kind, attributes["options"] = "dropdown", list(messages["by"].values())
    elif vocabulary and question.control in ("one", "many", "facts"):
        kind, attributes["options"] = (
            "dropdown",
            [term.title for term in vocabulary.terms.values()]
            + [schema.messages["form"]["unknown"]] * needed,
        )
        if question.control != "one":
            attributes["multiple"] = True
    elif question.control in ("long", "lines", "places", "entries"):
        kind = "textarea"
    # The sources follow from the page that shows who leads the group.
    required = question.required and question.id != "sources"
    return {"type": kind, "id": question.id.replace(".", "-"), "attributes": attributes} | (
        {"validations": {"required": True}} if required else {}
    )


def _build_hint(question: Question, needed: bool, schema: Schema) -> str:
    messages = schema.messages["intake"]
    hint = messages["hints"].get(question.id, question.hint)
    lines = [hint] + [schema.messages["form"]["each_line"]] * (
        question.control in ("lines", "places", "entries")
    )
    free = question.control not in ("one", "many", "facts")
    return " ".join(
        [
            *lines,
            *(
                [messages["or_unknown"].format(unknown=schema.messages["form"]["unknown"])]
                if needed and free and question.id != "sources"
                else []
            ),
        ]
    )
