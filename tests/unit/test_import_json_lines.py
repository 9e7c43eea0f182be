"""Records go out as lines of JSON and come back as they were; no line stops the others."""

import copy
import json
import re
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

import spreadsheets
from largest import largest
from sites import CATALOGUE, DATA, ROOT
from spreadsheets import as_read, good_examples, told
from strategies import values
from ulo import checks, records, schema as shape
from ulo.contribute import importer
from ulo.contribute.importer import json_lines
from ulo.contribute.importer.json_lines import ID_FIELDS, read_json_lines
from ulo.contribute.importer.json_lines_writing import as_json_lines
from ulo.contribute.importer.merging import merge_entry
from ulo.contribute.notes import UnreadableFileError
from ulo.contribute.spreadsheet.versions import read_version
from ulo.core import ERROR
from ulo.model import as_data, make_organisation
from ulo.records.formatting import dump

GUIDE = ROOT / "docs" / "import.md"
EXAMPLE = {
    "name": "Example People First",
    "summary": "People with learning disabilities in Leeds who speak up together.",
    "user_led": {
        "led_by": ["people-with-learning-disabilities"],
        "basis": "self-described",
        "evidence": "It says that its members run it.",
        "source": "https://example.org/about",
    },
    "for": ["people-with-learning-disabilities"],
    "activities": ["self-advocacy"],
    "area": {"reach": "local"},
    "sources": [
        {"url": "https://example.org/about", "title": "About us", "supports": ["name", "user_led"]}
    ],
}
NORTH = {
    **copy.deepcopy(EXAMPLE),
    "name": "Northside Voices",
    "contact": {"website": "https://north.example.org/", "phone": "0113 496 0000"},
    "founded": "1999",
    "added": "2025-01-02",
    "checked": {"on": "2026-03-01", "by": "public-sources"},
}
THERE = {"northside-voices": NORTH}


def as_lines(*lines: object) -> bytes:
    """Each as a line: bytes and texts as they are, anything else as JSON."""
    texts = [line if isinstance(line, (bytes, str)) else json.dumps(line) for line in lines]
    return b"\n".join(text if isinstance(text, bytes) else text.encode() for text in texts)


planned = partial(spreadsheets.planned, read=read_json_lines)


@pytest.fixture
def imported(schema, today):
    """What becomes of these lines beside a group that is there."""
    return lambda *lines, **options: planned(
        as_lines(*lines), schema, today, copy.deepcopy(THERE), **options
    )


def only(plan):
    """The data of the only group that is written."""
    assert not plan.rejected, told(plan)
    [outcome] = plan.to_write
    return outcome.after


def errors(plan, schema, today):
    """What the checks find in the files that the new records become."""
    made = []
    for outcome in plan.new:
        content = dump(outcome.after, schema).encode("utf-8")
        record, problems = records.parse(content, outcome.path)
        assert not problems and record.data == outcome.after
        made.append(record)
    return [problem for problem in checks.run(made, schema, today)[1] if problem.level == ERROR]


# --- Out and in again ---------------------------------------------------------------------------


def back(data, schema):
    """The records that the lines of these records make, before any rule is asked."""
    entries, notes = read_json_lines(as_json_lines(data, schema), schema)
    assert not notes and not any(entry.has_errors for entry in entries)
    return {entry.id: merge_entry({}, entry, schema) for entry in entries}


def catalogue_records():
    return {record.slug: record for record in records.read(CATALOGUE / "orgs", CATALOGUE)[0]}


def test_every_record_comes_back_and_changes_nothing(schema, today):
    data = {slug: record.data for slug, record in catalogue_records().items()}
    assert back(data, schema) == data
    plan = planned(as_json_lines(data, schema), schema, today, data)
    assert len(plan.unchanged) == len(data) and not plan.notes and not plan.to_write


def test_every_good_example_comes_back(schema):
    data = good_examples()
    assert len(data) > 90 and back(data, schema) == as_read(data, schema)


def test_records_make_new_groups_in_an_empty_directory(schema, today):
    folder = DATA / "records" / "good"
    data = {
        record.slug: record.data for record in records.read(folder / "whole-records", folder)[0]
    }
    plan = planned(as_json_lines(data, schema), schema, today)
    assert {outcome.slug: outcome.after for outcome in plan.new} == data and not plan.rejected


def test_the_largest_record_that_the_rules_allow_comes_back_and_keeps_them(schema, today):
    data = largest(schema, today)
    plan = planned(as_json_lines({"largest-voices": data}, schema), schema, today)
    assert [outcome.after for outcome in plan.new] == [data], told(plan)


SCHEMA = shape.load(Path(__file__).resolve().parents[2])


@settings(max_examples=60)
@given(data=values(SCHEMA.json_schema))
def test_any_record_comes_back(data):
    assert back({"any-voices": data}, SCHEMA) == as_read({"any-voices": data}, SCHEMA)


def test_a_line_is_what_the_site_publishes_of_a_record(schema):
    """But for what is false: there it is left out."""
    found = catalogue_records()
    data = {slug: record.data for slug, record in found.items()}
    lines = as_json_lines(data, schema).decode().splitlines()
    for line, (slug, fields) in zip(lines, data.items(), strict=True):
        published = as_data(make_organisation(slug, schema.cast(fields)))
        said = json.loads(line)
        assert read_version(said.pop("version"), [slug]) and said == {"id": slug, **published}
    assert json.loads(lines[0])["id"] == next(iter(data))


def test_numbers_and_booleans_are_those_of_json(schema):
    data = {"x-voices": {"founded": "1999", "name": "1999", "contact": {"relay_uk": "false"}}}
    line = '{"id":"x-voices","name":"1999","contact":{"relay_uk":false},"founded":1999,"version":"'
    assert as_json_lines(data, schema).decode().startswith(line) and back(data, schema) == data


def test_numbers_and_booleans_of_json_are_written_as_they_are(schema):
    data = {"x-voices": {"founded": "1999", "contact": {"relay_uk": "true"}}}
    typed = {slug: schema.cast(fields) for slug, fields in data.items()}
    assert typed != data and as_json_lines(typed, schema) == as_json_lines(data, schema)


def test_a_number_that_is_written_in_an_unusual_way_comes_back_as_it_was(schema):
    data = {"x-voices": {"founded": "01999", "contact": {"relay_uk": "True"}}}
    assert back(data, schema) == data


def test_the_example_of_the_template_is_never_read(schema, today):
    lines = as_json_lines({schema.messages["spreadsheet"]["example"]: schema.example}, schema)
    plan = planned(lines, schema, today)
    assert not plan.notes and not plan.to_write and not plan.rejected


# --- The guide ----------------------------------------------------------------------------------


def guide_line() -> str:
    return re.search(r"^\{.*\}$", GUIDE.read_text("utf-8"), re.MULTILINE).group()


def test_the_example_in_the_guide_makes_a_record_without_a_fault(schema, today):
    plan = planned(guide_line().encode(), schema, today)
    assert len(plan.new) == 1 and not plan.notes and not errors(plan, schema, today), told(plan)


def test_the_guide_shows_every_needed_field_and_names_the_id(schema):
    line, guide = json.loads(guide_line()), GUIDE.read_text("utf-8")
    needed = set(schema.json_schema["required"]) - {"added", "checked"}
    assert needed <= set(line) <= {"id", *schema.json_schema["properties"]}
    assert all(f"`{name}`" in guide for name in (*ID_FIELDS, "null"))


# --- New groups ---------------------------------------------------------------------------------


def test_a_new_group_is_put_together_today_from_public_sources(schema, today):
    plan = planned(as_lines(EXAMPLE), schema, today)
    assert not plan.notes and only(plan) == {
        **EXAMPLE,
        "added": "2026-11-21",
        "checked": {"on": "2026-11-21", "by": "public-sources"},
    }


@pytest.mark.parametrize("field", ID_FIELDS)
def test_a_new_group_gets_the_file_name_that_its_line_says(imported, field):
    [outcome] = imported({field: "the-example", **EXAMPLE}).new
    assert outcome.path == "orgs/the-example.yml"


def test_a_list_from_windows_is_read(imported):
    content = b"\xef\xbb\xbf" + as_lines(EXAMPLE) + b"\r\n\r\n"
    assert only(imported(content))["name"] == "Example People First"
    name = "Caf\u00e9 \u2028Example"
    assert only(imported({**EXAMPLE, "name": name}))["name"] == "Caf\u00e9 Example"


def test_spaces_and_ends_of_lines_inside_of_a_text_say_nothing(imported):
    summary = " People who\r\n speak up\ttogether. \n"
    assert only(imported({**EXAMPLE, "summary": summary}))["summary"] == (
        "People who speak up together."
    )


def test_a_group_that_was_left_out_once_is_not_brought_in_again(imported):
    plan = imported({**EXAMPLE, "name": "Left behind voices"})
    assert not plan.to_write
    assert told(plan)[0].startswith(
        "1 / We have looked at this group before, and left it out. "
        "No public source was found that shows who leads it."
    )


# --- Groups that are there ----------------------------------------------------------------------


def test_a_group_is_found_by_its_id_and_keeps_what_the_line_does_not_say(imported):
    line = {"id": "northside-voices", "founded": 2001, "contact": {"phone": None}}
    plan = imported(line, replace=True)
    contact = {"website": "https://north.example.org/"}
    assert only(plan) == {**NORTH, "founded": "2001", "contact": contact}


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        ("founded", None, None),
        ("contact", None, None),
        ("contact", {"phone": None, "website": None}, None),
        ("also_known_as", ["NSV"], ["NSV"]),
        ("area", {"serves": ["leeds"]}, {"reach": "local", "serves": ["leeds"]}),
        (
            "sources",
            [{"url": "https://example.org/about", "title": "About"}],
            [{**EXAMPLE["sources"][0], "title": "About"}],
        ),
        (
            "sources",
            [{"url": "https://example.org/new", "title": "New page"}],
            [{"url": "https://example.org/new", "title": "New page"}],
        ),
        (
            "sources",
            [{"url": "https://example.org/about", "supports": None}],
            [{"url": "https://example.org/about", "title": "About us"}],
        ),
    ],
)
def test_a_line_changes_what_it_speaks_of(imported, field, value, wanted):
    expected = {name: old for name, old in {**NORTH, field: wanted}.items() if old is not None}
    assert only(imported({"id": "northside-voices", field: value}, replace=True)) == expected


@pytest.mark.parametrize(
    ("fields", "nothing"),
    [
        (("name", "summary", "added", "founded"), ""),
        (("name", "summary", "added", "founded"), " "),
        (("for", "activities", "sources", "work"), []),
        (("for", "activities"), [""]),
        (("sources", "work"), [{}]),
        (("user_led", "contact", "area"), {}),
    ],
)
def test_an_empty_value_changes_nothing(imported, fields, nothing):
    fields = dict.fromkeys(fields, nothing)
    plan = imported({"id": "northside-voices", **fields})
    assert [outcome.slug for outcome in plan.unchanged] == ["northside-voices"]
    assert not plan.notes and not plan.to_write


def test_a_needed_field_cannot_be_removed(imported):
    line = {"id": "northside-voices", "sources": None, "summary": None}
    plan = imported(line, replace=True)
    assert not plan.to_write
    assert [line.partition(".")[0] for line in told(plan)] == [
        '1 / summary / "Summary" is missing',
        '1 / sources / "Sources" is missing',
    ]


def test_a_group_without_its_id_is_changed_only_with_replace(imported, schema):
    line = {"name": "Northside Voices", "founded": 2001}
    plan = imported(line)
    assert [outcome.slug for outcome in plan.skipped] == ["northside-voices"]
    assert not plan.to_write
    account = importer.as_text(plan, schema)
    assert (
        "To change them, write their id, or give --replace:\n  line 1: Northside Voices" in account
    )
    assert "found by: the same name\n    Founded: 1999 -> 2001" in account
    assert only(imported(line, replace=True))["founded"] == "2001"


def test_a_record_that_cannot_be_read_keeps_its_name(imported):
    plan = imported(EXAMPLE, taken=["example-people-first"])
    assert not plan.to_write
    assert told(plan)[0].startswith("1 / The record orgs/example-people-first.yml has a fault.")


LEEDS = {
    "name": "Example People First",
    "area": {"serves": ["leeds"]},
    "contact": {"website": "https://leeds.example.org", "phone": "0113 496 0000"},
}


@pytest.mark.parametrize(
    ("changes", "slug", "said"),
    [
        (
            {"area": {"reach": "local", "serves": ["cardiff"]}},
            "example-people-first-cardiff",
            "(the same name, in Leeds)",
        ),
        (
            {"area": {"reach": "local", "serves": ["cardiff"]}, "based_in": {"town": "Penarth"}},
            "example-people-first-penarth",
            "it will become orgs/example-people-first-penarth.yml",
        ),
        ({"area": {"reach": "uk-wide"}}, "example-people-first-uk", "(the same name, in Leeds)"),
        (
            {"area": {"reach": "local", "serves": ["leeds"]}},
            None,
            "found by: the same name and the same place",
        ),
        (
            {
                "area": {"reach": "local", "serves": ["cardiff"]},
                "contact": {"website": "http://www.leeds.example.org/"},
            },
            None,
            "found by: the same name and the same web page",
        ),
        (
            {
                "area": {"reach": "local", "serves": ["cardiff"]},
                "contact": {"phone": "+44 113 496 0000"},
            },
            None,
            "found by: the same name and the same phone number",
        ),
        ({}, None, "found by: the same name"),
        # The phone of a host, under another name: a question.
        (
            {"name": "Westside Carers", "contact": {"phone": "0113 496 0000"}},
            "westside-carers",
            "(the same phone number)",
        ),
    ],
)
def test_the_same_name_in_another_place_is_a_question(schema, today, changes, slug, said):
    line = as_lines({**EXAMPLE, **changes})
    plan = planned(line, schema, today, {"example-people-first": LEEDS})
    assert [outcome.slug for outcome in plan.new] == ([slug] if slug else [])
    assert [outcome.slug for outcome in plan.skipped] == ([] if slug else ["example-people-first"])
    assert not errors(plan, schema, today)
    assert said in importer.as_text(plan, schema)


def test_groups_of_one_name_in_one_list(schema, today):
    places = ("leeds", "cardiff", "leeds", "bradford")
    lines = [{**EXAMPLE, "area": {"reach": "local", "serves": [place]}} for place in places]
    plan = planned(as_lines(*lines), schema, today)
    assert [outcome.slug for outcome in plan.new] == [
        "example-people-first",
        "example-people-first-cardiff",
        "example-people-first-bradford",
    ]
    assert "3 / Line 1 is also about this group. / Combine the two lines." in told(plan)
    assert (
        "2 / This may be a group that is already in the directory: "
        "orgs/example-people-first.yml (the same name, in Leeds). / "
        'If it is, write example-people-first as "id". '
        "If not, leave it as it is, and it will become orgs/example-people-first-cardiff.yml."
    ) in told(plan)


def test_two_groups_never_share_a_file(schema, today):
    town = {"based_in": {"town": "Leeds"}}
    lines = [
        {**EXAMPLE, **town},
        {**EXAMPLE, "name": "Example: People First!", **town},
        {**EXAMPLE, "name": "example people first"},
        {**EXAMPLE, "name": "A & B"},
        {**EXAMPLE, "name": "A and B", **town},
        {**EXAMPLE, "name": "Ⅲ☂"},
        {**EXAMPLE, "name": "☂☂"},
    ]
    plan = planned(as_lines(*lines), schema, today)
    assert [outcome.slug for outcome in plan.new] == [
        "example-people-first",
        "a-and-b",
        "a-and-b-leeds",
        "iii",
    ]
    same = "Line 1 is also about this group. / Combine the two lines."
    assert f"2 / {same}" in told(plan) and f"3 / {same}" in told(plan)
    assert any(
        line.startswith('7 / We can\'t make a file name from the name "☂☂"') for line in told(plan)
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            {"id": "nowhere-voices", "founded": 1999},
            '1 / There is no group called "nowhere-voices".',
        ),
        (
            {"id": "north-voices", "name": "Northside Voices"},
            '1 / id / There is no group with the id "north-voices", but this looks like '
            "orgs/northside-voices.yml (the same name). / Write the id northside-voices, "
            "or leave the id out",
        ),
        (
            {"id": "Speak Up!", **EXAMPLE},
            '1 / id / "Speak Up!" can\'t be an id. / Leave it out, or write small letters',
        ),
        (
            {"id": "one", "slug": "two", **EXAMPLE},
            "1 / slug / The id and the slug don't match.",
        ),
        ({"id": 7, **EXAMPLE}, "1 / id / This should be a text, but it's the number 7."),
        ({"founded": 1999}, "1 / This line has neither an id nor a name."),
    ],
)
def test_unclear_groups_are_reported_and_left_out(imported, line, said):
    plan = imported(line)
    assert not plan.to_write and len(plan.rejected) == 1
    assert any(note.startswith(said) for note in told(plan)), told(plan)


def test_networks_and_successors_may_stand_in_the_same_list(schema, today):
    closed = {"year": 2018, "successor": "example-network", "source": "https://example.org/end"}
    member = {**EXAMPLE, "networks": ["example-network"], "closed": closed}
    network = {**EXAMPLE, "id": "example-network", "name": "Example Network"}
    assert len(planned(as_lines(member, network), schema, today).new) == 2
    plan = planned(as_lines(member, {**network, "founded": "x"}), schema, today)
    assert not plan.to_write
    assert any('There is no record called "example-network"' in line for line in told(plan))


def test_a_confirmation_is_asked_about(imported):
    plan = imported({**EXAMPLE, "checked": {"on": "2026-11-20", "by": "organisation"}})
    assert only(plan)["checked"] == {"on": "2026-11-20", "by": "organisation"}
    assert told(plan)[0].startswith("1 / checked.by / This says that the group itself confirmed")


def test_a_source_on_the_site_of_a_closed_group_is_asked_about(schema, today):
    closed = {
        **NORTH,
        "contact": {"website": "https://example.org/"},
        "closed": {"year": "2018", "source": "https://example.org/end"},
    }
    plan = planned(as_lines(EXAMPLE), schema, today, {"northside-voices": closed})
    assert len(plan.new) == 1
    assert told(plan) == [
        "1 / sources.1.url / The source is on example.org. That belongs to a group that has "
        "closed: orgs/northside-voices.yml. / "
        "Look for a page on a site that someone still looks after."
    ]


def test_an_answered_question_about_several_records_is_not_asked(schema, today):
    closed = {
        **NORTH,
        "contact": {"website": "https://example.org/"},
        "closed": {"year": "2018", "source": "https://example.org/end"},
    }
    there = {**EXAMPLE, "checked": {**NORTH["checked"], "answered": ["closed-owner"]}}
    directory = {"northside-voices": closed, "example-people-first": there}
    line = as_lines({"id": "example-people-first", "also_known_as": ["EPF"]})
    plan = planned(line, schema, today, directory)
    assert len(plan.changed) == 1 and not plan.notes


# --- Faults -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"name"', "1 / This line is not JSON. We stopped reading at character 8."),
        ('{"name": "x",}', "1 / This line is not JSON. We stopped reading at character"),
        ("{'name': 'x'}", "1 / This line is not JSON. We stopped reading at character 2."),
        (b'{"name": "Caf\xe9"}', "1 / This line is not saved as UTF-8. / Save the file as UTF-8."),
        (b"\xff\xfe", "1 / This line is not saved as UTF-8."),
        (b'\x00{"name": "x"}', "1 / This line is not JSON."),
        ("[" * 100_000, "1 / There are more brackets inside each other"),
        ('{"name":' * 9 + "1" + "}" * 9, "1 / There are more brackets inside each other"),
        ("[1]", "1 / This line is not a record in curly brackets."),
        ('[{"name": "x"}]', "1 / This line is not a record in curly brackets."),
        ("null", "1 / This line is not a record in curly brackets."),
        ('"name"', "1 / This line is not a record in curly brackets."),
        ("{}", "1 / This line has neither an id nor a name."),
        ('{"name": null}', "1 / This line has neither an id nor a name."),
        ('{"name": "x", "name": "y"}', '1 / The field "name" appears twice. / Keep just one'),
        ('{"contact": {"a": 1, "a": 1}}', '1 / The field "a" appears twice.'),
        ('{"founded": NaN}', "1 / NaN isn't a value."),
        ('{"founded": -Infinity}', "1 / -Infinity isn't a value."),
        (f'{{"founded": {"9" * 10_000}}}', "1 / A number that long isn't a value."),
        ('{"name": 7}', "1 / name / This should be a text, but it's the number 7. / Put it in"),
        ('{"name": 1e999}', "1 / name / This should be a text, but it's the number Infinity."),
        ('{"name": true}', "1 / name / This should be a text, but it's true."),
        ('{"name": ["x"]}', "1 / name / This should be a text, but it's a list."),
        (
            '{"name": "a\\u0007b"}',
            "1 / name / There is an invisible character in this text: U+0007.",
        ),
        (
            '{"name": "\\ud800"}',
            "1 / name / There is an invisible character in this text: U+D800.",
        ),
        (
            json.dumps({"name": "x" * json_lines.MAX_LINE_BYTES}),
            "1 / This line is longer than any record can be: more than 200 KB.",
        ),
    ],
)
def test_a_line_that_cannot_be_read_does_not_stop_the_others(imported, line, said):
    plan = imported(line, "", EXAMPLE)
    assert only_new(plan)["name"] == "Example People First"
    assert len(plan.rejected) == 1 and len(told(plan)) == 1
    assert told(plan)[0].startswith(said), told(plan)


def only_new(plan):
    [outcome] = plan.new
    return outcome.after


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"staff": ["\x1b[31m"]},
            '1 / There is no field "staff". / The page “The fields of a record”',
        ),
        ({"sumary": "x"}, '1 / There is no field "sumary". Did you mean "summary"?'),
        ({"contact": {"fax": "1"}}, '1 / contact / There is no field "fax".'),
        (
            {"sources": [{**EXAMPLE["sources"][0], "quote": {"a": [1]}}]},
            '1 / sources.1 / There is no field "quote".',
        ),
        (
            {"identifiers": {"GB-CHC": 1098893}},
            "1 / identifiers.GB-CHC / This should be a text, but it's the number 1098893. / "
            "Put it in quotation marks.",
        ),
        ({"founded": 1999.5}, "1 / founded / This should be a whole number, but it's the number"),
        ({"founded": False}, "1 / founded / This should be a whole number, but it's false."),
        (
            {"founded": "about 1999"},
            '1 / founded / This should be a whole number, but it\'s text: "about 1999".',
        ),
        (
            {"contact": {"relay_uk": 1}},
            "1 / contact.relay_uk / This should be true or false, but it's the number 1.",
        ),
        ({"contact": {"relay_uk": "perhaps"}}, "1 / contact.relay_uk / This should be true or"),
        (
            {"activities": "advocacy"},
            '1 / activities / This should be a list, but it\'s a text: "advocacy".',
        ),
        (
            {"activities": {}},
            "1 / activities / This should be a list, but it's a group of fields.",
        ),
        ({"activities": [None]}, "1 / activities.1 / This should be a text, but it's null."),
        ({"activities": [["advocacy"]]}, "1 / activities.1 / This should be a text, but it's a"),
        (
            {"activities": ["self-advocacy", "juggling"]},
            '1 / activities.2 / "juggling" isn\'t on the list.',
        ),
        (
            {"contact": "x"},
            '1 / contact / This should be a group of fields, but it\'s a text: "x".',
        ),
        ({"sources": {"url": "x"}}, "1 / sources / This should be a list, but it's a group of"),
        ({"sources": ["x"]}, "1 / sources.1 / This should be a group of fields, but it's a text"),
        ({"sources": [{"url": ["x"]}]}, "1 / sources.1.url / This should be a text, but it's a"),
        (
            {"sources": [{"url": "javascript:alert(1)", "title": "About us"}]},
            "1 / sources.1.url / We can't use this web address",
        ),
        (
            {"sources": [{"url": "https://example.org/"}]},
            '1 / sources.1.title / "Title of the source" is missing.',
        ),
        ({"contact": {"phone": "12"}}, '1 / contact.phone / "12" isn\'t a phone number'),
        ({"founded": 2030}, "1 / founded / "),
        (
            {"based_in": {"postcode": "LS1 4AP"}},
            "1 / based_in.postcode / There is a postcode, but no public office address",
        ),
        ({"summary": ""}, '1 / summary / "Summary" is missing. / What the group does'),
        (
            {"also_known_as": [f"Name {number}" for number in range(5_000)]},
            "1 / also_known_as / There are 5000 entries. The limit is 12.",
        ),
        (
            {"also_known_as": [f"Name {number}" for number in range(900)]},
            "1 / also_known_as / There are 900 entries. The limit is 12.",
        ),
        (
            {"work": [{"what": "Trains the staff of the council."}] * 2_000},
            "1 / work / There are 2000 entries.",
        ),
    ],
)
def test_a_record_with_a_fault_is_left_out_and_its_line_and_field_reported(imported, changes, said):
    plan = imported({**EXAMPLE, **changes}, {**EXAMPLE, "name": "Second Example Circle"})
    assert [outcome.slug for outcome in plan.new] == ["second-example-circle"]
    assert any(line.startswith(said) for line in told(plan)), told(plan)


def test_of_many_unknown_fields_only_the_first_are_reported(imported):
    plan = imported({**EXAMPLE, **{f"field_{number}": 1 for number in range(5_000)}})
    assert not plan.to_write
    assert len(plan.notes) == json_lines.MAX_UNKNOWN_FIELDS


def test_a_faulty_record_of_the_directory_can_be_changed(schema, today):
    """Whatever is there in the place of a list or a group of fields."""
    there = {"northside-voices": {**NORTH, "sources": "none", "contact": ["x"], "work": ["x"]}}
    fields = {name: NORTH[name] for name in ("sources", "contact")}
    line = as_lines({"id": "northside-voices", **fields, "work": None, "founded": 2001})
    plan = planned(line, schema, today, there, replace=True)
    assert only(plan) == {**NORTH, "founded": "2001"}
    assert "Founded: 1999 -> 2001" in importer.as_text(plan, schema)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{\n  "name": "x"\n}', "This is JSON, but not JSON Lines"),
        (b"\xef\xbb\xbf\n[\n{}]", "This is JSON, but not JSON Lines"),
        (b"{}\n" * (json_lines.MAX_ROWS + 1), "There is too much in this file: more than 60,000"),
        (b" " * (json_lines.MAX_BYTES + 1), "The file is larger than 20 MB."),
    ],
)
def test_unreadable_and_oversized_files_are_refused(schema, content, said):
    with pytest.raises(UnreadableFileError, match=f"^{re.escape(said)}"):
        read_json_lines(content, schema)


@pytest.mark.parametrize("content", [b"", b" \n\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_reported(schema, today, content):
    assert told(planned(content, schema, today)) == [
        "There are no records in this file. / Write one on each line."
    ]


def test_report_is_safe_for_a_terminal_and_names_lines_and_fields(imported, schema):
    name = "Red \x9b31m voices"
    plan = imported(
        {**EXAMPLE, "contact": {"phone": "##[error]"}, "\x1b[0m": 1}, {**EXAMPLE, "name": name}
    )
    account = importer.as_text(plan, schema)
    assert "\x1b" not in account and "\x9b" not in account and "##[" not in account
    assert 'Line 1, field "contact.phone"\n  ' in account and 'no field "[U+001B][0m"' in account


def test_report_groups_the_same_fault_of_many_lines(imported, schema):
    lines = [{**EXAMPLE, "name": f"Circle {n} of {n}", "founded": "x"} for n in range(30)]
    assert (
        'Lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 18 more, field "founded"\n'
        '  This should be a whole number, but it\'s text: "x".\n'
    ) in importer.as_text(imported(*lines), schema)


# --- Anything -----------------------------------------------------------------------------------

FIELDS = [*SCHEMA.json_schema["properties"], "id", "slug", "odd"]
INNER_FIELDS = sorted(
    {
        name
        for node in SCHEMA.json_schema["properties"].values()
        for name in node.get("items", node).get("properties", {})
    }
)
TEXTS = [
    "https://example.org/x",
    "leeds",
    "northside-voices",
    "2020",
    "LS1 4AP",
    "user_led",
    "(example)",
    "x\u0000",
    "\ud800",
]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(TEXTS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(INNER_FIELDS) | st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=150)
@given(changes=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6))
def test_any_value_is_read_without_an_exception(schema, today, changes):
    changes.pop("name", None)
    whole = {**EXAMPLE, **changes, "id": "second-voices", "name": "Second Voices"}
    lines = as_lines({"name": "First Voices", **changes}, whole, EXAMPLE)
    plan = planned(lines, schema, today, THERE, replace=True)
    importer.as_text(plan, schema).encode("utf-8")
    assert not errors(plan, schema, today)
    assert any(outcome.after["name"] == EXAMPLE["name"] for outcome in plan.to_write)


@settings(max_examples=150)
@given(
    st.binary(max_size=200)
    | st.tuples(st.integers(0, 400), st.binary(max_size=2)).map(
        lambda cut: as_lines(EXAMPLE)[: cut[0]] + cut[1] + as_lines(EXAMPLE)[cut[0] + 1 :]
    )
)
def test_any_file_is_read_or_refused(schema, today, content):
    try:
        plan = planned(content, schema, today, THERE)
    except UnreadableFileError:
        return
    importer.as_text(plan, schema).encode("utf-8")
    assert not errors(plan, schema, today)
