"""The issue forms on GitHub ask what the schema asks.

What GitHub makes of their answers is understood.
"""

import json
import re
from datetime import date

import pytest
import yaml

from sites import DATA, ROOT, copy, run
from ulo.contribute.form import all_questions
from ulo.contribute.intake import answers, receive
from ulo.contribute.intake.issue_forms import FOLDER, build_issue_forms


@pytest.fixture(scope="module")
def group(schema):
    return yaml.safe_load(build_issue_forms(schema)[f"{FOLDER}group.yml"])


def test_issue_forms_are_up_to_date(schema):
    for path, text in build_issue_forms(schema).items():
        assert (ROOT / path).read_text("utf-8") == text, (
            f"{path} is out of date. Run: python3 build.py fix"
        )
        assert text.startswith("# Made from schema/")
        assert "# python3 build.py fix\n" in text


def test_fix_renews_the_issue_forms(schema, tmp_path):
    project = copy(tmp_path / "project", DATA / "golden" / "orgs")
    forms = project / FOLDER
    forms.mkdir(parents=True)
    (forms / "group.yml").write_text("name: Stale\n", "utf-8")
    done = run(project, "fix", "orgs/northside-voices.yml")
    assert "group.yml" not in done.stdout, "a person who fixes one record touches nothing else"
    assert (forms / "group.yml").read_text("utf-8") == "name: Stale\n"
    done = run(project, "fix")
    assert done.returncode == 0, done.stderr
    for path, text in build_issue_forms(schema).items():
        assert (project / path).read_text("utf-8") == text
        assert f"{path}: updated\n" in done.stdout
    assert ": updated" not in run(project, "fix").stdout


def test_blank_form_cannot_be_sent(schema, group):
    """Each field that a record needs is asked, and cannot be left empty; the rest may be.

    Dates and the first source follow from the rest.
    """
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


def test_every_option_is_understood_alone_and_together(schema, group):
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


@pytest.fixture(scope="module")
def bug(schema):
    return yaml.safe_load(build_issue_forms(schema)[f"{FOLDER}bug.yml"])


def test_a_fault_can_be_reported_by_who_knows_no_more_than_what_happened(bug):
    elements = {element["id"]: element for element in bug["body"] if "id" in element}
    assert list(elements) == ["did", "saw", "expected", "page", "device", "version"]
    required = [id for id, element in elements.items() if element.get("validations")]
    assert required == ["did", "saw"]
    assert bug["labels"] == ["bug"], "and not that of records, which intake reads"
    said = bug["body"][0]["attributes"]["value"]
    assert "Report a vulnerability" in said and "screen reader" in said


def test_intake_reads_no_report_of_a_fault(schema, bug):
    """Not even one in which somebody has copied a record, or names a group."""
    record = (DATA / "golden" / "orgs" / "northside-voices.yml").read_text("utf-8")
    for title in ("It fails", "Confirm: northside-voices"):
        body = "\n\n".join(
            f"### {element['attributes']['label']}\n\n{record}"
            for element in bug["body"]
            if "id" in element
        )
        event = json.dumps({"issue": {"title": title, "body": body}}).encode()
        outcome = receive(event, schema, [], ["northside-voices"], date(2026, 11, 21))
        assert outcome.state == "nothing"
        other = json.dumps({"issue": {"title": title, "body": body.partition("\n")[2]}}).encode()
        assert receive(other, schema, [], [], date(2026, 11, 21)).state != "nothing"


def test_github_reads_no_aliases(schema):
    """They are YAML, but not all that reads an issue form knows them."""
    for text in build_issue_forms(schema).values():
        assert not re.search(r"[&*]id\d", text)


@pytest.mark.parametrize("name", ["group.yml", "bug.yml"])
def test_nothing_is_asked_about_a_person(schema, name):
    for element in yaml.safe_load(build_issue_forms(schema)[f"{FOLDER}{name}"])["body"]:
        assert not re.search(
            r"\byour (own )?(name|e-mail|phone|address|mailbox)",
            str(element["attributes"]),
            re.IGNORECASE,
        )
