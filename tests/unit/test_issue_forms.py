"""The issue forms on GitHub ask what the schema asks, and what GitHub makes of their answers is understood."""

import re
from pathlib import Path

import pytest
import yaml

from ulo.contribute.form import all_questions
from ulo.contribute.intake import answers
from ulo.contribute.intake.issue_forms import FOLDER, build_issue_forms

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def group(schema):
    return yaml.safe_load(build_issue_forms(schema)[f"{FOLDER}group.yml"])


def test_the_forms_are_as_the_schema_makes_them(schema, request):
    for path, text in build_issue_forms(schema).items():
        if request.config.getoption("--accept"):
            (ROOT / path).write_text(text, "utf-8")
        assert (ROOT / path).read_text("utf-8") == text, (
            f"{path} is not fresh. Run: python3 build.py test tests/test_issue_forms.py --accept"
        )


def test_a_blank_form_cannot_be_sent(schema, group):
    """Each field that a record needs is asked, and cannot be left empty; the rest may be. Dates and the first source follow from the rest."""
    needed = {question.id for question in all_questions(schema) if question.required} - {"sources"}
    assert needed <= set(answers.FIELDS)
    required = {
        element["id"] for element in group["body"] if element.get("validations", {}).get("required")
    }
    assert required == {field.replace(".", "-") for field in needed}
    for element in group["body"]:
        if element.get("id") in required - {"name", "checked-by"}:
            said = element["attributes"].get("options", [element["attributes"]["description"]])
            assert schema.messages["form"]["unknown"] in said[-1], (
                f"{element['id']} cannot be answered by who does not know"
            )


def test_github_accepts_the_labels_and_options(schema, group):
    elements = [element for element in group["body"] if element["type"] != "markdown"]
    labels = [element["attributes"]["label"] for element in elements]
    assert len({re.sub(r"\W+", "-", label.lower()) for label in labels}) == len(labels)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", element["id"]) for element in elements)
    for element in elements:
        options = element["attributes"].get("options", [])
        assert len(set(options)) == len(options) and "none" not in map(str.lower, options)
        assert not {option.lower() for option in options} & {
            "yes",
            "no",
            "true",
            "false",
            "on",
            "off",
        }


def test_every_option_is_understood_in_every_place(schema, group):
    """Alone, and all together as GitHub joins them, though a term may have a comma of its own."""
    known = {question.id.replace(".", "-"): question for question in answers.form_questions(schema)}
    for element in group["body"]:
        options = [
            option
            for option in element["attributes"].get("options", [])
            if option != schema.messages["form"]["unknown"]
        ]
        question = known.get(element.get("id"))
        if not options or question.id == "checked.by":
            continue
        vocabulary = question.vocabulary or question.parts[0].vocabulary
        said = (
            [", ".join(options), ", ".join(reversed(options)), *options]
            if element["attributes"].get("multiple")
            else options
        )
        for answer in said:
            data, _ = answers.read_answers(
                f"### {element['attributes']['label']}\n\n{answer}", schema
            )
            value = data
            for step in question.pointer:
                value = value[step]
            chosen = (
                [entry["is"] if isinstance(entry, dict) else entry for entry in value]
                if isinstance(value, list)
                else [vocabulary.find(value)]
            )
            assert sorted(chosen) == sorted(
                vocabulary.find(option)
                for option in options
                if option == answer or len(answer) > 100
            )


def test_nothing_is_asked_about_a_person(group):
    for element in group["body"]:
        assert not re.search(
            r"\byour (own )?(name|e-mail|phone|address|mailbox)",
            str(element["attributes"]),
            re.IGNORECASE,
        )
