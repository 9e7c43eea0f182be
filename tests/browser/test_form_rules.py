"""The rules in the browser say the same as those of the build, in the same words: for a list of cases, and for whatever else can be written."""

import copy
import random
import re

import pytest
import yaml

from ulo import checks
from ulo.checks import CheckContext
from ulo.contribute import form
from ulo.core import ERROR
from ulo.records import Record

from sites import DATA

BASE = {
    "name": "Northside Voices",
    "summary": "People with learning disabilities in Leeds who speak up together and train others.",
    "user_led": {
        "led_by": ["people-with-learning-disabilities"],
        "basis": "board-majority",
        "evidence": "Most of its trustees are people with learning disabilities.",
        "source": "https://www.example.org/about",
    },
    "for": ["people-with-learning-disabilities"],
    "activities": ["self-advocacy"],
    "added": "2026-11-01",
    "checked": {"on": "2026-11-01", "by": "organisation"},
    "sources": [{"url": "https://www.example.org/about", "title": "About us"}],
}
# Of what the form can express, only the build says these: they need the library of phone numbers, the list of all places or groups, or
# the decoding of names of sites.
BUILD_ONLY = {
    "phone-number",
    "unknown-group",
    "same-name",
    "same-website",
    "same-identifier",
    "ended-area",
}
CASES = yaml.safe_load((DATA / "form_cases.yml").read_text("utf-8"))
IN_BROWSER = """async ([version, records, today]) => {
    const { faults } = await import(`${document.getElementById("form").dataset.root}assets/rules.js?${version}`.replace("../", new URL("../", location.href).href));
    const known = JSON.parse(document.getElementById("form").dataset.rules);
    return records.map((record) => faults(record, known, today).map(({pointer, rule, message, fix}) => [pointer.map((step) => typeof step === "number" ? step + 1 : step).join("."), rule, message, fix]));
}"""


@pytest.fixture(scope="module")
def page(chromium, site):
    page = chromium.new_page()
    page.goto(f"{site[0]}add/")
    yield page
    page.close()


def in_browser(page, records, today):
    return page.evaluate(IN_BROWSER, ["x", records, today.isoformat()])


def in_build(record, schema, today):
    problems = checks.check_record(
        CheckContext(
            Record("northside-voices", "orgs/northside-voices.yml", record, {}), schema, today
        )
    )
    return [(p.field, p.rule, p.message, p.fix) for p in problems if p.level == ERROR]


def expand(value):
    """`{121}` stands for so many letters, `{😀241}` for so many of this sign, `{names 13}` and `{addresses 7}` for lists."""
    if isinstance(value, list):
        return [expand(item) for item in value]
    if isinstance(value, dict):
        return {key: expand(item) for key, item in value.items()}
    if listed := re.fullmatch(r"\{(names|addresses) (\d+)\}", str(value)):
        return [
            f"Name {n}" if listed.group(1) == "names" else f"https://example.org/{n}"
            for n in range(int(listed.group(2)))
        ]
    return (
        re.sub(
            r"\{([^\d{}]?)(\d+)\}",
            lambda found: (found.group(1) or "a") * int(found.group(2)),
            value,
        )
        if isinstance(value, str)
        else value
    )


def changed(case):
    record = copy.deepcopy(BASE)
    for field, value in case["set"].items():
        *way, last = field.split(".")
        part = record
        for step in way:
            part = part.setdefault(step, {})
        if value is None:
            del part[last]
        else:
            part[last] = expand(value)
    return record


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["set"])[:60])
def test_form_and_build_say_the_same_of_a_case(case, page, schema, today):
    record = changed(case)
    [browser], build = in_browser(page, [record], today), in_build(record, schema, today)
    assert sorted(f"{rule} {field}" for field, rule, *_ in browser) == sorted(case["finds"])
    agree(browser, build)


def agree(browser, build):
    """The same faults with the same messages; those of the build alone apart. What is missing is mended differently in a form."""
    said = {(field, rule, message) for field, rule, message, _ in browser}
    assert said <= {(field, rule, message) for field, rule, message, _ in build}
    assert not [fault for fault in build if fault[:3] not in said and fault[1] not in BUILD_ONLY]
    fixes = {fault[:3]: fault[3] for fault in build}
    for field, rule, message, fix in browser:
        assert (
            fixes[field, rule, message].endswith(fix)
            if rule == "missing-field"
            else fixes[field, rule, message] == fix
        )


# --- Whatever else can be written ------------------------------------------------------------------------------

PIECES = (
    "",
    "a",
    "Leeds",
    "LS1 4AP",
    "ls6",
    "XX1 1XX",
    "EH1",
    "https://",
    "http://example.org",
    "www.example.org/x",
    "https://a.b/c?d=e&utm_x=1#f",
    "https://user@example.org",
    "https://example.org:80a/",
    "https://[1::2]:80/",
    "https://xn/",
    "ftp://example.org",
    "0113 496 0000",
    "+44 113 496 0000",
    "(0113) 4960000",
    "1999",
    "2031",
    "-1",
    "12e3",
    "0x10",
    "½",
    "١٩٩٩",
    "info@example.org",
    "a@b.c",
    "SC012345",
    "1098893",
    "NI012345",
    "<p>",
    "</",
    "&nbsp;",
    "&#65;",
    "**",
    "`",
    "{{x}}",
    "{%",
    "](",
    "Ωmega x",
    "Жa",
    "éàü",
    "😀",
    "x" * 121,
    "word " * 60,
    '"quoted"',
    "it's",
    "##[error]x",
    "::error::x",
    "{name}",
    "{title_}",
    "%s",
    "null",
    "true",
    "- x",
    "# x",
    "a: b",
    "C:\\x",
    "https://example.org/\\",
    "https://exämple.org",
    "https://example.рф",
    "https://1.2.3",
    "https://example.org/%zz",
)


def random_record(schema, draw):
    record = copy.deepcopy(BASE)
    for question in draw.sample(list(form.all_questions(schema)), 5):
        text = lambda: (
            " ".join("".join(draw.choice(PIECES) for _ in range(draw.randint(1, 3))).split()) or "x"
        )
        if question.control in ("text", "long", "number"):
            value = text()
        elif question.control == "lines":
            value = [text() for _ in range(draw.randint(1, 3))]
        elif question.control == "entries":
            value = [
                {
                    part.pointer[-1]: text()
                    for part in question.parts
                    if part.control not in ("one", "many", "tick")
                }
                for _ in range(2)
            ]
        else:
            continue
        *way, last = question.pointer
        part = record
        for step in way:
            part = part.setdefault(step, {})
        part[last] = value
    return record


def test_form_and_build_say_the_same_of_whatever_is_written(page, schema, today):
    draw = random.Random(7)
    records = [random_record(schema, draw) for _ in range(1500)]
    found = in_browser(page, records, today)
    for record, browser in zip(records, found):
        build = in_build(record, schema, today)
        try:
            agree(browser, build)
        except AssertionError as error:
            raise AssertionError(f"{record}\n{browser}\n{build}") from error
    assert len({rule for browser in found for _, rule, *_ in browser}) > 10


def test_every_rule_of_the_form_has_a_case():
    covered = {fault.split(" ")[0] for case in CASES for fault in case["finds"]}
    assert covered == {name.partition(".")[0] for name in form.BROWSER_RULES}
