"""Every rule has examples. tests/data/records/bad/<rule>/ has in expected.txt the exact text that
a contributor reads; tests/data/records/good/<rule>/ has what is nearly as bad but fine. A folder is
read as orgs/ of a repository, and the folder library in it as that of a repository.

After a change of rules or messages: python3 build.py test --accept, and read the difference in
git.
"""

import json
import re
import shutil
import string
from datetime import date
from pathlib import Path

import pytest
import test_records
from hypothesis import example, given, settings, strategies as st

from sites import DATA, ROOT
from ulo import checks, records, schema
from ulo.checks import runner
from ulo.core import (
    ERROR,
    Problem,
    current_locale,
    problems,
    rule_message_keys,
    rule_messages,
)
from ulo.core.problems import RULES

EXAMPLES = DATA / "records"
BAD = sorted(folder.name for folder in (EXAMPLES / "bad").iterdir())
GOOD = sorted(folder.name for folder in (EXAMPLES / "good").iterdir())
ACCEPT_HINT = (
    "\nIf the new text is better: python3 build.py test --accept, and look at the difference"
    " with git diff.\n"
)
# Words that belong to programmers. A first-time contributor should not meet them.
JARGON = re.compile(
    r"\b(instance|schema|null|none|regex|string|array|boolean|mapping|scalar|pars\w*|token|syntax)\b",
    re.IGNORECASE,
)


def find_problems(
    folder: Path, tmp_path: Path, schema: schema.Schema, today: date
) -> list[Problem]:
    """Every Problem with the records in a folder, as `build.py check` orders them."""
    shutil.copytree(
        folder, tmp_path / "orgs", ignore=shutil.ignore_patterns("expected.txt", "library")
    )
    if (folder / "library").exists():
        shutil.copytree(folder / "library", tmp_path / "library")
    # The other examples are written as short as they can be.
    reader = records.read_file
    if folder.name == "unusual-form":
        reader = records.form_checking_reader(schema)
    read, faults = records.read(tmp_path / "orgs", tmp_path, reader)
    _, more = checks.run(read, schema, today)
    library, strays = records.read_library(tmp_path, reader)
    _, others = checks.run_library(library, schema, today)
    return problems.sort_problems([*faults, *more, *strays, *others])


@pytest.mark.parametrize("rule", BAD)
def test_a_bad_example_gets_its_exact_messages(rule, tmp_path, schema, today, request):
    found = find_problems(EXAMPLES / "bad" / rule, tmp_path, schema, today)
    assert rule in {p.rule for p in found}
    said, expected = problems.as_text(found) + "\n", EXAMPLES / "bad" / rule / "expected.txt"
    if request.config.getoption("accept"):
        expected.write_bytes(said.encode())
    assert expected.exists(), ACCEPT_HINT
    assert said == expected.read_bytes().decode(), ACCEPT_HINT


@pytest.mark.parametrize("rule", BAD)
def test_every_file_of_a_bad_example_breaks_its_rule(rule, tmp_path, schema, today):
    """Of two records that clash, a Problem with the second is enough."""
    found = find_problems(EXAMPLES / "bad" / rule, tmp_path, schema, today)
    concerned = {path for p in found if p.rule == rule for path in (p.path, *p.others)}
    folder = EXAMPLES / "bad" / rule
    files = {
        f"orgs/{path.name}"
        for path in folder.iterdir()
        if path.name not in ("expected.txt", "library")
    }
    files |= {
        path.relative_to(folder).as_posix()
        for path in (folder / "library").rglob("*")
        if path.is_file()
    }
    assert files - concerned <= {
        "orgs/example-user-network.yml",
        "library/words/advocacy.yml",
        "library/resources/newest-guide.yml",
    }


@pytest.mark.parametrize("rule", GOOD)
def test_a_good_example_has_no_problems(rule, tmp_path, schema, today):
    assert problems.as_text(find_problems(EXAMPLES / "good" / rule, tmp_path, schema, today)) == ""


def test_every_rule_has_examples():
    built = {key.partition(".")[0] for key in test_records.BUILT}
    assert set(BAD) <= set(RULES), "a folder is named for no rule"
    assert set(RULES) - set(BAD) <= built, "a rule lacks a bad example"
    assert set(RULES) - set(GOOD) <= built, "a rule lacks a good example"
    for test in test_records.BUILT.values():
        assert callable(getattr(test_records, test)), test


def test_every_message_is_used(tmp_path, schema, today):
    """A message that no example gets is dead, and so is one whose rule is gone."""
    keys = rule_message_keys()
    assert {key.partition(".")[0] for key in keys} == set(RULES)
    found = [
        p
        for rule in BAD
        for p in find_problems(EXAMPLES / "bad" / rule, tmp_path / rule, schema, today)
    ]
    used = {
        key
        for key in keys
        for p in found
        if p.rule == key.partition(".")[0] and fills_message(key, p)
    }
    assert set(keys) - used == set(test_records.BUILT)


def fills_message(key: str, problem: Problem) -> bool:
    return all(
        re.fullmatch(
            "".join(
                re.escape(text) + (".*" if name is not None else "")
                for text, name, _, _ in string.Formatter().parse(part)
            ),
            said,
        )
        for part, said in zip(rule_messages(key), (problem.message, problem.fix), strict=True)
    )


def test_every_rule_has_all_its_words_and_no_words_lack_a_rule():
    words = current_locale().section("rules")
    assert set(words) == set(RULES)
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "ulo").rglob("*.py"))
    for rule, said in words.items():
        assert {"summary", "detail", "message", "fix"} <= set(said), rule
        for variant, other in said.get("variants", {}).items():
            assert other and set(other) <= {"message", "fix"}, f"{rule}.{variant}"
            assert all(said[part] != text for part, text in other.items()), f"{rule}.{variant}"
        for part in set(said) - {"summary", "detail", "message", "fix", "variants"}:
            assert f"rules.{rule}.{part}" in code, f"{rule}.{part} is used nowhere"


def test_every_rule_is_documented():
    for rule in RULES.values():
        assert rule.summary.endswith("."), rule.id
        assert rule.detail, rule.id
        assert rule.level in (problems.ERROR, problems.WARNING), rule.id


def test_messages_have_no_jargon_of_programmers():
    said = [(key, text) for key in rule_message_keys() for text in rule_messages(key)]
    said += [
        (str(path), path.read_text("utf-8")) for path in (EXAMPLES / "bad").glob("*/expected.txt")
    ]
    for place, text in said:
        # Rules in brackets, paths, and what the contributor wrote are not our words.
        ours = re.sub(r"\[[a-z0-9-]+\]|schema/\S+|\"[^\"\n]*\"|\{\w+\}", "", text)
        assert not JARGON.search(ours), f"{place}: {JARGON.search(ours)}"


def test_all_problems_of_a_file_are_reported_at_once(tmp_path, schema, today):
    found = [
        p
        for p in find_problems(EXAMPLES / "bad" / "missing-field", tmp_path, schema, today)
        if "ten-faults" in p.path
    ]
    assert len(found) >= 10
    assert len({p.rule for p in found}) >= 10


def test_problems_can_be_limited_to_some_paths(tmp_path, schema, today):
    shutil.copytree(
        EXAMPLES / "bad" / "same-name",
        tmp_path / "orgs",
        ignore=shutil.ignore_patterns("expected.txt"),
    )
    read, _ = records.read(tmp_path / "orgs", tmp_path)
    broken = "orgs/eastside.yml"
    read += [records.parse(b"name: Eastside\n", broken)[0]]
    _, found = checks.run(read, schema, today, only={"orgs/northside-voices-2.yml"})
    # The rule reports the other file of the pair, and Eastside is not asked for.
    assert {p.rule for p in found} == {"same-name"}
    assert all("orgs/northside-voices-2.yml" in (p.path, *p.others) for p in found)
    first = "orgs/northside.yml"
    _, found = checks.run(read, schema, today, only={first})
    assert {p.path for p in found} == {"orgs/northside-voices-2.yml", "orgs/northside-voices.yml"}
    assert all(first in p.others for p in found)
    assert not checks.run(read, schema, today, only=set())[1]


# --- Questions that somebody has looked into ------------------------------------------------------


def test_an_answered_question_is_not_asked_again_but_errors_stay(tmp_path, schema, today):
    folder = EXAMPLES / "bad" / "old-evidence"
    [asked] = find_problems(folder, tmp_path / "asked", schema, today)
    text = next(folder.glob("*.yml")).read_text("utf-8")
    answered = text.replace("by: public-sources}", "by: public-sources, answered: [old-evidence]}")
    assert asked.rule == "old-evidence" and answered != text
    context = checks.CheckContext(records.parse(answered.encode(), asked.path)[0], schema, today)
    assert not [*checks.check_record(context)]
    assert not runner.is_answered(
        Problem("orgs/x.yml", 1, "old-evidence", "", level=ERROR), ["old-evidence"]
    )


def test_only_questions_can_be_answered(schema):
    names = schema.subschema(("checked", "answered", 0))["enum"]
    wrong = [name for name in names if name not in RULES or RULES[name].level != problems.WARNING]
    assert names == sorted(names) and not wrong, "mend the list in schema/organisation.json"


def test_a_question_about_two_records_can_be_answered_in_one(tmp_path, schema, today):
    shutil.copytree(
        EXAMPLES / "bad" / "closed-owner",
        tmp_path / "orgs",
        ignore=shutil.ignore_patterns("expected.txt"),
    )
    asked = tmp_path / "orgs" / "left-voices.yml"
    asked.write_text(
        asked.read_text("utf-8").replace(
            "by: public-sources}", "by: public-sources, answered: [closed-owner]}"
        ),
        "utf-8",
    )
    read, _ = records.read(tmp_path / "orgs", tmp_path)
    assert not checks.run(read, schema, today)[1]


# --- Output formats -------------------------------------------------------------------------------

HOSTILE = (
    "x%0A::error::boo",
    "x\n::error::boo",
    "x\r::stop-commands::boo",
    "a,b:c=d",
    "\x1b[31mred",
    "a\u202eb",
    "a\u2028b",
    "a\u0085b",
    "##[error]boo",
    "a\x00b",
    "\ud800",
    "\udcff",
    "a\u200bb",
    "\U000e0041",
    "]]>",
    "::set-output name=x::y",
)


def hostile_problems() -> list[Problem]:
    """Each hostile text as a file name, as a value and as the name of a field."""
    found = []
    for text in HOSTILE:
        found += [
            problems.make_problem(
                "file-name",
                f"orgs/{text}.yml",
                1,
                name=problems.quote(f"{text}.yml"),
                better="x.yml",
            ),
            problems.make_problem(
                "same-website",
                "orgs/x.yml",
                2,
                other=f"orgs/{text}.yml",
                title="Website",
                field="contact.website",
            ),
            problems.make_problem(
                "not-in-list",
                "orgs/x.yml",
                3,
                value=problems.quote(text),
                where="here",
                field=f"x.{text}",
                title="For",
            ),
            problems.make_problem("carriage-return", f"orgs/{text}.yml", 1, command=text),
        ]
    return found


def test_text_output_has_no_control_characters():
    for p in hostile_problems():
        shown = problems.as_text([p])
        assert len(shown.split("\n")) == 3
        assert all(line.isprintable() for line in shown.split("\n")), ascii(shown)
        assert "##[" not in shown and not any(
            line.lstrip().startswith("::") for line in shown.split("\n")
        )
        shown.encode("utf-8")


def test_github_annotations_cannot_be_escaped_from():
    found = hostile_problems()
    shown = problems.as_github(found)
    lines = shown.split("\n")
    assert len(lines) == len(found) == len(shown.splitlines())
    for line in lines:
        assert re.fullmatch(
            r"::(error|warning) file=[^,:\r\n]*,line=\d+,title=[^,:\r\n]*::[^\r\n]*", line
        ), line
        assert not re.search(r"%(?!25|0D|0A|3A|2C)", line) and "##[" not in line
    shown.encode("utf-8")
    (line,) = problems.as_github(
        [Problem("orgs/50%,a:b.yml", 7, "tab", "100 %: a, b\nc", "", "", "A, b: c %")]
    ).split("\n")
    assert line == (
        "::error file=orgs/50%25%2Ca%3Ab.yml,line=7,title=A%2C b%3A c %25::100 %25: a, b%0Ac  [tab]"
    )


def test_json_output_has_the_values_of_the_problems():
    found = hostile_problems()
    shown = problems.as_json(found)
    assert shown.isascii() and "##[" not in shown
    assert [(p["path"], p["line"], p["rule"], p["message"]) for p in json.loads(shown)] == [
        (p.path, p.line, p.rule, p.message) for p in found
    ]
    assert json.loads(problems.as_json([])) == []


def test_no_problems_give_no_output():
    assert problems.as_text([]) == problems.as_github([]) == ""


# --- Any input ------------------------------------------------------------------------------------

CHARACTERS = st.sampled_from(
    [
        *":-#&*!|>'\"%@`{}[],?~ \n\t\r\\",
        "\n  ",
        ": ",
        "- ",
        "---\n",
        "name",
        "user_led",
        "contact",
        "<<",
        "\u00a0",
        "ŵ",
        "\x07",
        "\ufeff",
        "\u2028",
        "\ufffe",
        "\U0001f600",
        "1999",
        "true",
        "https://",
        "%YAML 1.1",
        "!!",
    ]
)
WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            "leeds",
            "LD",
            "2026-11-21",
            "https://www.example.org/",
            "0113 496 0000",
            "٣",
            "1e400",
            "9" * 30,
        ]
    ),
)


# Not the fixtures: Hypothesis prints every argument of a failing test, and the whole schema is
# long.
SCHEMA, TODAY = schema.load(ROOT), date(2026, 11, 21)


def check_bytes(content: bytes) -> list[Problem]:
    """Every Problem with these bytes, after checking what must hold for each of them."""
    record, faults = records.parse(content, "orgs/northside-voices.yml")
    assert isinstance(faults, list)
    assert record is None or isinstance(record, records.Record)
    assert record or any(p.level == ERROR for p in faults), (
        "a record went missing without a Problem"
    )
    contexts, more = checks.run([record] if record else [], SCHEMA, TODAY)
    assert len(contexts) == bool(record)
    for p in (found := [*faults, *more]):
        assert 1 <= p.line <= content.count(b"\n") + 1, p
    for show in problems.FORMATS.values():
        show(found).encode("utf-8")
    return found


@settings(max_examples=200)
@given(content=st.binary(max_size=200))
def test_random_bytes_raise_nothing(content):
    check_bytes(content)


@settings(max_examples=300)
@given(parts=st.lists(st.one_of(CHARACTERS, st.text(max_size=6)), max_size=40))
@example(["---\n", "\ufeff"])
def test_random_text_raises_nothing(parts):
    check_bytes("".join(parts).encode("utf-8", "surrogatepass"))


NAMES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            *SCHEMA.json_schema["properties"],
            "led_by",
            "serves",
            "on",
            "by",
            "url",
            "website",
            "phone",
            "email",
            "year",
            "is",
            "GB-CHC",
            "cy",
        ]
    ),
)


@settings(max_examples=200)
@given(data=st.data())
def test_random_records_raise_nothing(data):
    """Nested data of every shape, below the names of true fields: each rule must bear what it does
    not expect.
    """
    values = st.recursive(
        WORDS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
        max_leaves=12,
    )
    drawn = data.draw(st.dictionaries(NAMES, values, max_size=12))
    check_bytes(
        json.dumps(drawn, ensure_ascii=data.draw(st.booleans())).encode("utf-8", "surrogatepass")
    )


@settings(max_examples=100)
@given(data=st.data())
def test_a_damaged_record_raises_nothing(data):
    """A true record with one value replaced, so that the rules deep inside are reached."""
    record, _ = records.parse(
        (EXAMPLES / "good" / "whole-records" / "example-people-first.yml").read_bytes(),
        "orgs/x.yml",
    )
    copy = json.loads(json.dumps(record.data))
    places = [pointer for pointer in record.lines if pointer]
    *way, last = data.draw(st.sampled_from(places))
    node = copy
    for step in way:
        node = node[step]
    node[last] = data.draw(
        st.recursive(
            WORDS,
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
            max_leaves=6,
        )
    )
    check_bytes(json.dumps(copy).encode())
