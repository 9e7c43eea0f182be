"""What a release says of the one before: all that happened, and no word about who is gone."""

import dataclasses
import hashlib
import json
import re
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings, strategies as st

import sites
from strategies import values
from ulo import schema as shape
from ulo.catalogue import Catalogue, Instance
from ulo.contribute import importer
from ulo.maintain.release import (
    Release,
    UnreadableReleaseError,
    assemble_package,
    compare_records,
    plain_record,
    read_previous_records,
    read_previous_version,
)
from ulo.maintain.release.comparison import ChangeKind, GroupChange
from ulo.maintain.release.documents import MAX_LISTED, field_title
from ulo.model import as_data

SCHEMA = shape.load(Path(__file__).resolve().parents[2])
DESCRIPTION = json.loads((sites.ROOT / "docs" / "data" / "changes.schema.json").read_text("utf-8"))
INSTANCE = Instance("Led by Us", "https://example.org/", licence_holder="the contributors")
VOICES = {
    "name": "Example Voices",
    "contact": {"phone": "0113 496 0000"},
    "checked": {"on": "2026-01-02", "by": "public-sources"},
    "sources": [{"url": "https://example.org/", "title": "About us", "year": 2024}],
}
CLOSED = VOICES | {"closed": {"year": 2025, "source": "https://example.org/end"}}
CONFIRMED = VOICES | {"checked": {"on": "2026-03-04", "by": "organisation"}}


@pytest.fixture(scope="module")
def published(schema):
    return sites.catalogue(schema, INSTANCE)


def changed(before: dict, after: dict, moved: dict[str, str] | None = None) -> list[tuple]:
    schema = dataclasses.replace(SCHEMA, redirects=moved or {})
    found = compare_records(before, after, schema)
    return [(one.kind.value, one.id, *one.fields) for one in found.changes] + [
        ("removed", found.removed)
    ] * bool(found.removed)


# --- What happened --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (VOICES, VOICES, []),
        (VOICES, VOICES | {"founded": 1999}, [("changed", "x", "founded")]),
        (
            VOICES,
            VOICES | {"contact": {"phone": "0113 496 0001", "website": "https://example.org/"}},
            [("changed", "x", "contact.website", "contact.phone")],
        ),
        (VOICES, {**VOICES, "sources": []}, [("changed", "x", "sources")]),
        (VOICES, CONFIRMED, [("confirmed", "x")]),
        (
            CONFIRMED,
            CONFIRMED | {"checked": {"on": "2026-05-06", "by": "organisation"}},
            [("confirmed", "x")],
        ),
        (CONFIRMED, VOICES, [("changed", "x", "checked.on", "checked.by")]),
        (VOICES, CLOSED, [("closed", "x")]),
        (CLOSED, VOICES, [("reopened", "x")]),
        (
            CLOSED,
            CLOSED | {"closed": {"year": 2024}},
            [("changed", "x", "closed.year", "closed.source")],
        ),
        (
            VOICES,
            CLOSED | CONFIRMED | {"summary": "x"},
            [("closed", "x"), ("confirmed", "x"), ("changed", "x", "summary")],
        ),
        (VOICES | {"fax": "1"}, VOICES, [("changed", "x", "fax")]),
    ],
)
def test_what_happened_to_a_group(before, after, expected):
    assert changed({"x": before}, {"x": after}) == expected


def test_groups_come_go_and_move():
    two = VOICES | {"name": "Two"}
    assert changed({}, {"x": VOICES}) == [("added", "x")]
    assert changed({"x": VOICES, "y": two}, {"y": two}) == [("removed", 1)]
    assert changed({"old": VOICES}, {"x": VOICES}, {"old": "x"}) == [("moved", "x")]
    assert changed({"old": VOICES}, {"x": two}, {"old": "x"}) == [
        ("moved", "x"),
        ("changed", "x", "name"),
    ]
    # A record that became part of another one, which was there.
    assert changed({"old": VOICES, "x": two}, {"x": two}, {"old": "x"}) == [("moved", "x")]
    # Where it leads to is gone, too.
    assert changed({"old": VOICES}, {"x": two}, {"old": "y"}) == [("added", "x"), ("removed", 1)]
    # An address that moved long ago says nothing.
    assert changed({"x": VOICES}, {"x": VOICES}, {"old": "x"}) == []


@settings(max_examples=60)
@given(
    before=st.dictionaries(st.sampled_from("abc"), values(SCHEMA.json_schema), max_size=3),
    after=st.dictionaries(st.sampled_from("abc"), values(SCHEMA.json_schema), max_size=3),
    moved=st.dictionaries(st.sampled_from("abc"), st.sampled_from("abc"), max_size=2),
)
def test_whatever_differs_is_told_and_nothing_else(before, after, moved):
    sides = [
        {id: plain_record(SCHEMA.cast(data)) for id, data in side.items()}
        for side in (before, after)
    ]
    found = compare_records(*sides, dataclasses.replace(SCHEMA, redirects=moved))
    assert found.is_empty == (sides[0] == sides[1])
    told = {one.id for one in found.changes if one.kind != ChangeKind.MOVED}
    came_by_moving = {one.id for one in found.changes if one.kind == ChangeKind.MOVED}
    differ = {id for id in sides[1] if sides[0].get(id) != sides[1][id]}
    assert told <= differ <= told | came_by_moving and came_by_moving <= set(sides[1])
    former = {one.former_id for one in found.changes} - {""}
    assert found.removed + len(former) == len(set(sides[0]) - set(sides[1]))


@settings(max_examples=40)
@given(data=values(SCHEMA.json_schema))
def test_a_record_from_a_file_of_a_release_is_the_same(data):
    lines = importer.as_json_lines({"x": data}, SCHEMA)
    assert read_previous_records(lines) == {"x": plain_record(SCHEMA.cast(data))}


# --- In words -------------------------------------------------------------------------------------


def release(catalogue: Catalogue, before: dict, moved: dict[str, str] | None = None) -> Release:
    after = {o.slug: plain_record(as_data(o)) for o in catalogue.organisations}
    schema = dataclasses.replace(catalogue.schema, redirects=moved or {})
    comparison = compare_records(before, after, schema)
    return Release(catalogue, "2026.12", comparison, "2026.11")


def current(catalogue: Catalogue) -> dict:
    return {o.slug: plain_record(as_data(o)) for o in catalogue.organisations}


def check(release: Release) -> dict:
    document = json.loads(release.changes_json())
    jsonschema.Draft202012Validator(
        DESCRIPTION, format_checker=jsonschema.FormatChecker()
    ).validate(document)
    return document


def test_documents_say_what_happened_to_each(published):
    before = current(published)
    slugs = list(before)
    added, renamed, other = slugs[:3]
    del before[added]
    before["old-name"] = before.pop(renamed)
    before[other] = before[other] | {"summary": "Another one."}
    made = release(published, before, {"old-name": renamed})
    document, notes = check(made), made.notes().decode()
    assert [entry["id"] for entry in document["added"]] == [added]
    assert [(e["former_id"], e["id"]) for e in document["moved"]] == [("old-name", renamed)]
    assert [(e["id"], e["fields"]) for e in document["changed"]] == [(other, ["summary"])]
    assert document["changed"][0]["text"] == "We changed: Summary."
    assert document["changed"][0]["page"] == f"https://example.org/orgs/{other}/"
    assert document["removed"] == 0 and "taken off" not in notes.lower()
    assert document["groups"] == len(slugs) and document["closed_groups"] == len(published.closed)
    for heading in ("## New (1)", "## Changed (1)", "## New id (1)", "since 2026.11"):
        assert heading in notes
    assert f"Its id was old-name. It is now {renamed}." in notes
    assert made.changes_json() == release(published, before, {"old-name": renamed}).changes_json()


def test_nothing_of_a_group_that_is_gone_is_in_any_file(published):
    """It may have asked for that: neither its name nor its id is published again."""
    gone = {
        "secret-circle": VOICES | {"name": "Secret Circle", "also_known_as": ["The Quiet Ones"]},
        "hidden-voices": VOICES | {"name": "Hidden Voices"},
    }
    before = current(published) | gone
    # Another group had named it, and no longer does.
    neighbour = next(iter(before))
    before[neighbour] = before[neighbour] | {"networks": ["Secret Circle"]}
    made = release(published, before)
    package = assemble_package(made, {"organisations.jsonl": b"{}\n"})
    text = b"".join(package.values()).decode().lower()
    for word in ("secret", "quiet ones", "hidden"):
        assert word not in text
    assert check(made)["removed"] == 2 and "2 groups were taken off. we don't say which." in text


def test_one_group_and_the_first_release_are_told_rightly(published):
    before = current(published) | {"gone": VOICES}
    assert "1 group was taken off." in release(published, before).notes().decode()
    first = Release(published, "2026.12", None)
    document, notes = check(first), first.notes().decode()
    assert document["previous"] is None and not document["added"]
    assert "the first release" in notes and "since" not in notes


def test_names_of_strangers_have_no_effect_in_markdown(published):
    hostile = ["@everyone", "#1", "[x](https://evil.example)", "![x](y)", "<img src=x>", "*a* _b_"]
    hostile += ["www.evil.example", "`code`", "a|b", "x\u202ey", "- [ ] task"]
    groups = [
        dataclasses.replace(published.organisations[0], slug=f"x-{number}", name=name)
        for number, name in enumerate(hostile)
    ]
    catalogue = Catalogue(groups, published.schema, INSTANCE, published.today)
    lines = release(catalogue, {}).notes().decode().split("## New")[1].split("##")[0].splitlines()
    shown = [line for line in lines if line.startswith("- ")]
    assert len(shown) == len(hostile)
    for line in shown:
        assert re.fullmatch(r"- \[(`+ ?)[^\n]+\1?\]\(https://example\.org/orgs/x-\d+/\)", line), (
            line
        )
        outside = re.sub(r"(`+).*?\1", "", line)
        assert not re.search(r"[@#<*_!|]|evil", outside), line


def test_a_long_list_is_cut_in_the_notes_but_not_for_programs(published):
    one = published.organisations[0]
    groups = [dataclasses.replace(one, slug=f"x-{n}", name=f"Group {n}") for n in range(300)]
    catalogue = Catalogue(groups, published.schema, INSTANCE, published.today)
    made = release(catalogue, {})
    assert len(check(made)["added"]) == 300
    assert made.notes().decode().count("\n- ") == MAX_LISTED
    assert f"There are {300 - MAX_LISTED} more." in made.notes().decode()


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("contact.phone", "Phone"),
        ("sources", "Sources"),
        ("checked.on", SCHEMA.subschema(("checked",))["title"]),
        ("fax", "gone"),
    ],
)
def test_fields_are_called_by_their_titles(path, title):
    assert field_title(path, SCHEMA, "gone") == title


def test_every_kind_of_change_has_its_words(published):
    messages = published.messages["release"]
    assert set(messages["told"]) == {kind.value for kind in ChangeKind}
    assert set(messages["headings"]) == {*messages["told"], "removed"}
    assert GroupChange(ChangeKind.ADDED, "x").fields == ()


# --- The files ------------------------------------------------------------------------------------


def test_sums_are_those_of_all_other_files(published):
    package = assemble_package(
        Release(published, "2026.12", None), {"organisations.jsonl": b"{}\n", "a.csv": b"x\r\n"}
    )
    lines = package["SHA256SUMS"].decode().splitlines()
    assert list(package) == [
        "RELEASE.md",
        "a.csv",
        "changes.json",
        "organisations.jsonl",
        "SHA256SUMS",
    ]
    assert dict(reversed(line.split("  ")) for line in lines) == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in package.items()
        if name != "SHA256SUMS"
    }


@pytest.mark.parametrize(
    "files",
    [
        {"a.csv": b""},
        *(
            {"organisations.jsonl": b"", name: b""}
            for name in ("../a", "a/b", "SHA256SUMS", "changes.json", ".x", "a b", "-x")
        ),
    ],
)
def test_names_that_are_no_files_of_a_release_are_refused(published, files):
    with pytest.raises(ValueError, match="release"):
        assemble_package(Release(published, "2026.12", None), files)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There are no records in it."),
        (b'{"id": "x"}\nnonsense', "Line 2 isn't JSON."),
        (b"[1]", "Line 1 isn't a record with an id."),
        (b'{"id": 7}', "Line 1 isn't a record with an id."),
        (b'{"id": "x"}\n\n{"id": "x"}', "Line 3 has the id of a line before it."),
        (b"\xff", "Line 1 isn't JSON."),
        (b"[" * 100_000, "Line 1 isn't JSON."),
    ],
)
def test_a_file_that_is_none_of_a_release_is_refused(content, said):
    with pytest.raises(UnreadableReleaseError, match=f"^{re.escape(said)}$"):
        read_previous_records(content)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"version": 1}', b"[" * 100_000])
def test_a_list_of_changes_without_a_version_is_refused(content):
    with pytest.raises(UnreadableReleaseError):
        read_previous_version(content)
    assert read_previous_version(b'{"version": "2026.11"}') == "2026.11"
