"""The canonical text of a record: its meaning for every reader of YAML, its style, its comments."""

import unicodedata

import pytest
import yaml
from hypothesis import example, given, strategies as st
from ruamel.yaml import YAML

from ulo import records
from ulo.records.formatting import canonicalise, dump, update_text

TRICKY = [
    "NO",
    "yes",
    "On",
    "y",
    "null",
    "~",
    "Null",
    "=",
    "<<",
    "01134960000",
    "0113 496 0000",
    "+44 113 496 0000",
    "2026-11-21",
    "2026-11-21 10:00:00 Z",
    "2001-12-14t21:59:43.10-05:00",
    "1:20",
    "190:20:30.15",
    "0x1f",
    "0o17",
    "017",
    "0b1",
    "1_000",
    "1e3",
    "1.5E+3",
    ".5",
    ".inf",
    "-.INF",
    ".NaN",
    "1,000",
    "- a",
    "-",
    "--- a",
    "... a",
    "? a",
    ": a",
    "a: b",
    "a:",
    "a #b",
    "#a",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "%a",
    "@a",
    "`a`",
    "'a'",
    '"a"',
    "{a}",
    "[a]",
    "a, b",
    "a ] b",
    "back\\slash",
    'a "b" c',
    "it's",
    "Ŵy £ – 😀",
    "\ufeffa",
    "a\u00a0b",
    "1-2-3",
    "x" * 5000,
    "word " * 60 + "end",
]
# Records have no control characters and no line breaks, and no spaces at the ends of a text.
TEXTS = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)
    .map(str.strip)
    .filter(bool)
)
PLAIN = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")),
        min_size=1,
    )
    .map(str.strip)
    .filter(bool)
)


def parsed(text: str) -> dict:
    record, problems = records.parse(text.encode("utf-8"), "orgs/example.yml")
    assert record is not None, problems
    return record.data


@pytest.mark.parametrize("text", TRICKY)
def test_every_reader_reads_a_text_as_that_text(text, schema):
    written = dump(
        {"name": text, "summary": text, "also_known_as": [text, "b"], text: text}, schema
    )
    expected = {"name": text, "summary": text, "also_known_as": [text, "b"], text: text}
    old, new = YAML(typ="safe", pure=True), YAML(typ="safe", pure=True)
    old.version = (1, 1)
    assert yaml.safe_load(written) == expected
    assert dict(old.load("%YAML 1.1\n---\n" + written)) == expected
    assert dict(new.load(written)) == expected
    assert parsed(written) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Speak Up",
        "a-b",
        "x:y",
        "C#",
        "don't stop",
        "a, b and [c]",
        "Ŵy",
        "(yes)",
        "7 Up Group",
        "No. 10",
    ],
)
def test_quotation_marks_are_used_only_where_needed(text, schema):
    assert f"name: {text}\n" in dump({"name": text}, schema)


@given(texts=st.lists(TEXTS, min_size=1, max_size=5), name=TEXTS)
@example(texts=["a" * 120, "b"], name="No")
def test_texts_round_trip(schema, texts, name):
    data = {
        "name": name,
        "also_known_as": texts,
        "work": [{"what": text} for text in texts],
        "access": [],
        "contact": {},
    }
    written = dump(data, schema)
    assert parsed(written) == data
    assert canonicalise(written, schema) == written


@given(name=PLAIN)
def test_other_readers_read_the_same(schema, name):
    written = dump({"name": name}, schema)
    assert yaml.safe_load(written) == {"name": name}
    assert dict(YAML(typ="safe", pure=True).load(written)) == {"name": name}


def test_canonical_order_and_style(schema):
    data = {
        "founded": 1999,
        "name": "Example People First",
        "odd": "kept",
        "activities": ["advocacy", "peer-support"],
        "also_known_as": ["EPF", "Example Speaks"],
        "area": {"serves": ["leeds"], "reach": "local"},
        "added": "2026-11-21",
        "contact": {"relay_uk": True, "phone": "0113 496 0000"},
        "networks": ["no", "yes-group"],
        "work": [{"year": 2024, "what": "Trains staff: every year."}],
        "checked": {"by": "organisation", "on": "2026-11-21"},
        "sources": [
            {"url": "https://example.org/#a", "title": "NO", "supports": ["name", "contact.phone"]}
        ],
    }
    assert (
        dump(data, schema)
        == f"""{MODELINE}
name: Example People First
also_known_as:
  - EPF
  - Example Speaks
activities: [advocacy, peer-support]
area:
  reach: local
  serves: [leeds]
contact:
  phone: "0113 496 0000"
  relay_uk: true
work:
  - what: "Trains staff: every year."
    year: 2024
founded: 1999
networks:
  - "no"
  - yes-group
added: 2026-11-21
checked:
  on: 2026-11-21
  by: organisation
sources:
  - url: https://example.org/#a
    title: "NO"
    supports: [name, contact.phone]
odd: kept
"""
    )


def test_numbers_and_dates_are_plain_only_in_fields_of_that_type(schema):
    written = dump(
        {
            "founded": "about 1999",
            "added": "today",
            "contact": {"relay_uk": "TRUE"},
            "name": "1999",
            "summary": "true",
        },
        schema,
    )
    for line in (
        "founded: about 1999",
        "added: today",
        '  relay_uk: "TRUE"',
        'name: "1999"',
        'summary: "true"',
    ):
        assert f"{line}\n" in written


def test_a_long_list_has_a_line_for_each_entry(schema):
    words = [f"word-number-{number}" for number in range(9)]
    assert "activities:\n  - word-number-0\n" in dump({"activities": words}, schema)
    assert all(
        len(line) <= 110
        for number in range(9)
        for line in dump({"activities": words[:number]}, schema).splitlines()
    )


MESSY = """\
---
founded: "1999"   # so says the register
summary: >-  # keep it short
  People who: speak up # for themselves
  together.
# The name as on the letterhead
# (not the old one)
name: 'Example People First'
for: [autistic-people, # some
  carers]
activities: [advocacy, peer-support]  # two of them
work:
  # The first piece
  - what: It's a piece of work  # of 2024

    year: 2024
  - {what: Another, year: 2025}  # the second
also_known_as:
  # on Facebook only
  - EPF
zzz: unknown
# That is all.
"""
MODELINE = "# yaml-language-server: $schema=../schema/organisation.json"
NEAT = f"""{MODELINE}
# The name as on the letterhead
# (not the old one)
name: Example People First
also_known_as:
  # on Facebook only
  - EPF
summary: "People who: speak up # for themselves together."  # keep it short
for: [autistic-people, carers]  # some
activities: [advocacy, peer-support]  # two of them
work:
  # The first piece
  - what: It's a piece of work  # of 2024
    year: 2024
  - what: Another  # the second
    year: 2025
founded: 1999  # so says the register
zzz: unknown
# That is all.
"""


def test_comments_stay_with_their_fields(schema):
    assert canonicalise(MESSY, schema) == NEAT
    assert canonicalise(NEAT, schema) == NEAT
    assert canonicalise(MESSY.replace("\n", "\r\n"), schema) == NEAT
    assert canonicalise(f"\ufeff{MESSY.rstrip()}\n\n\n", schema) == NEAT


@given(comments=st.lists(PLAIN, min_size=14, max_size=14))
def test_no_comment_is_lost(schema, comments):
    rest = iter(comments)
    lines = [
        f"# {next(rest)}\n{line}  # {next(rest)}"
        for line in (
            "name: A # B",
            "work:",
            "  - what: c",
            "    with: 'd # e'",
            "added: [x, y]",
            "names: {cy: z}",
            "summary: s",
        )
    ]
    before = "\n".join(lines).replace("name: A # B", 'name: "A # B"')
    after = canonicalise(before, schema)
    assert parsed(after) == parsed(before)
    assert canonicalise(after, schema) == after
    for comment in comments:
        assert f"# {comment}" in after


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing",
        "name: [a",
        "name: a\nname: b",
        "a: *b",
        "- a",
        "name:\ta",
        "name: a\n---\nname: b",
        "a: !!str b",
    ],
)
def test_unreadable_text_is_refused(text, schema):
    with pytest.raises(ValueError, match=r"^[A-Z]"):
        canonicalise(text, schema)


@given(text=st.text(st.sampled_from("ab:#-,'\"[]{}|> \n"), max_size=60))
def test_readable_text_keeps_its_meaning(schema, text):
    try:
        after = canonicalise(text, schema)
    except ValueError:
        return
    assert parsed(after) == parsed(text)
    assert canonicalise(after, schema) == after


def test_the_first_twelve_thousand_characters_round_trip(schema):
    name = "".join(
        c
        for c in map(chr, range(0x20, 0x2FFF))
        if unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp")
    ).strip()
    assert parsed(dump({"name": name}, schema))["name"] == name


def test_comments_follow_moved_entries(schema):
    text = """\
# about all
name: Example People First  # their own
sources:
  # the old one
  - url: https://example.org/old
    title: Old
  - url: https://example.org/new  # the new one
    title: New
# last
"""
    data = {
        "name": "Example",
        "sources": [
            {"url": "https://example.org/first", "title": "First"},
            {"url": "https://example.org/new", "title": "New"},
            {"url": "https://example.org/old", "title": "Old"},
        ],
    }
    assert (
        update_text(text, data, schema)
        == """\
# yaml-language-server: $schema=../schema/organisation.json
# about all
name: Example  # their own
sources:
  - url: https://example.org/first
    title: First
  - url: https://example.org/new  # the new one
    title: New
  # the old one
  - url: https://example.org/old
    title: Old
# last
"""
    )
    gone = update_text(text, {"name": "Example"}, schema)
    assert records.parse(gone.encode(), "x.yml")[0].data == {"name": "Example"}
    assert "# the old one" in gone
    assert "# the new one" in gone
