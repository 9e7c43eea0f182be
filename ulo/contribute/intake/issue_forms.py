"""The issue forms on GitHub, generated from the schema and the questions of the form."""

from typing import Any

import yaml

from ulo.contribute.form import ALWAYS_REQUIRED, Question
from ulo.contribute.intake.answers import form_questions, question_label
from ulo.schema import Schema

FOLDER = ".github/ISSUE_TEMPLATE/"
# One of the labels that GitHub makes in each new repository.
BUG_LABEL = "bug"

# An element of the body of an issue form, as GitHub defines it.
Element = dict[str, Any]


def build_issue_forms(schema: Schema) -> dict[str, str]:
    """The files of the issue forms, by their paths in the repository."""
    # Newcomers send blank issues where they can; the maintainers can always open one.
    forms = {
        "group.yml": _group_form(schema),
        "record.yml": _record_form(schema),
        "confirm.yml": _confirm_form(schema),
        "bug.yml": _bug_form(schema),
        "config.yml": {"blank_issues_enabled": False},
    }
    notice = schema.messages["intake"]["generated"].strip().split("\n")
    head = "".join(f"# {line}\n" for line in notice)
    return {
        f"{FOLDER}{name}": head
        + yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=110)
        for name, form in forms.items()
    }


def _group_form(schema: Schema) -> dict[str, object]:
    """The form that asks for a new group, question by question."""
    messages = schema.messages["intake"]
    return {
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


def _record_form(schema: Schema) -> dict[str, object]:
    """The form that takes a whole record as text."""
    messages = schema.messages["intake"]
    return {
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


def _confirm_form(schema: Schema) -> dict[str, object]:
    """The form with which a group says that its page is right."""
    messages = schema.messages["ownership"]["form"]
    return {
        "name": messages["title"],
        "description": messages["description"],
        "title": messages["subject"],
        "labels": ["record"],
        "body": [
            _markdown_block(schema.messages["intake"]["public"]),
            {
                **_text_box("group", messages["group"], messages["group_hint"]),
                "validations": {"required": True},
            },
            _text_box("code", messages["code"], messages["code_hint"]),
        ],
    }


def _bug_form(schema: Schema) -> dict[str, object]:
    """The form for a fault in the site or its program: nothing that intake reads."""
    messages = schema.messages["intake"]["bug"]
    did, saw, expected, page, device, version = (
        _text_box(name, messages[name], messages.get(f"{name}_hint", ""))
        for name in ("did", "saw", "expected", "page", "device", "version")
    )
    return {
        "name": messages["title"],
        "description": messages["description"],
        "labels": [BUG_LABEL],
        "body": [
            _markdown_block(messages["public"]),
            {**did, "type": "textarea", "validations": {"required": True}},
            {**saw, "type": "textarea", "validations": {"required": True}},
            {**expected, "type": "textarea"},
            page,
            device,
            {**version, "type": "textarea"},
        ],
    }


def is_bug_report(text: str, schema: Schema) -> bool:
    """Whether the text is what GitHub makes of the form for faults: it begins as that does."""
    return text.startswith(f"### {schema.messages['intake']['bug']['did']}\n")


def _text_box(id: str, label: str, hint: str) -> Element:
    """A box for one line of text."""
    attributes = {"label": label, "description": hint} if hint else {"label": label}
    return {"type": "input", "id": id, "attributes": attributes}


def _markdown_block(text: str) -> Element:
    return {"type": "markdown", "attributes": {"value": text}}


def _form_element(question: Question, schema: Schema) -> Element:
    """The element for a question.

    A required one must be answered, if only by "I do not know".
    """
    is_needed = question.required and question.id not in ALWAYS_REQUIRED
    attributes: dict[str, object] = {
        "label": question_label(question, schema),
        "description": _build_hint(question, is_needed, schema),
    }
    element_type = "input"
    if question.id == "checked.by":
        element_type = "dropdown"
        attributes["options"] = list(schema.messages["intake"]["by"].values())
    elif question.choices and question.control in ("one", "many", "facts"):
        element_type = "dropdown"
        options = [term.title for term in question.choices.terms.values()]
        if is_needed:
            options.append(schema.messages["form"]["unknown"])
        attributes["options"] = options
        if question.control != "one":
            attributes["multiple"] = True
    elif question.control in ("long", "lines", "places", "entries"):
        element_type = "textarea"
    element: Element = {
        "type": element_type,
        "id": question.id.replace(".", "-"),
        "attributes": attributes,
    }
    # The first source is the page that shows who leads the group.
    if question.required and question.id != "sources":
        element["validations"] = {"required": True}
    return element


def _build_hint(question: Question, is_needed: bool, schema: Schema) -> str:
    intake, form = schema.messages["intake"], schema.messages["form"]
    hints = [intake["hints"].get(question.id, question.hint)]
    if question.control in ("lines", "places", "entries"):
        hints.append(form["each_line"])
    is_free_text = question.control not in ("one", "many", "facts")
    if is_needed and is_free_text and question.id != "sources":
        hints.append(intake["or_unknown"].format(unknown=form["unknown"]))
    return " ".join(hints)
