"""Files that can not live in git: links, devices, giants, and names that some systems refuse.

Each test states the exact sentences. BUILT says which sentences have their example here and not in tests/records/.
"""

import dataclasses
import os
import re
import time
from datetime import date
from pathlib import Path

import pytest

from ulo import checks, records
from ulo.checks import CheckContext, make_marks
from ulo.core import problems
from ulo.schema.schema import WithdrawnRegister

from sites import DATA

GOOD = (DATA / "records" / "good" / "whole-records" / "smallest-voices.yml").read_bytes()
BUILT = {
    "symlink": "test_a_link_out_of_the_tree_is_not_followed",
    "not-a-file": "test_a_folder_or_a_device_is_no_record",
    "unreadable": "test_a_file_that_can_not_be_read_is_told",
    "too-large": "test_a_giant_is_not_read",
    "ended-area": "test_an_area_that_has_ended_names_what_came_after",
    "ended-area.named": "test_an_area_that_has_ended_names_what_came_after",
    "ended-area.wide": "test_an_area_that_has_ended_names_what_came_after",
    "moved-record": "test_an_old_address_leads_to_a_record_in_one_step",
    "moved-record.again": "test_an_old_address_leads_to_a_record_in_one_step",
    "moved-record.form": "test_an_old_address_leads_to_a_record_in_one_step",
    "moved-record.taken": "test_an_old_address_leads_to_a_record_in_one_step",
    "withdrawn": "test_a_group_that_asked_to_be_taken_off_does_not_come_back",
}


@pytest.fixture
def orgs(tmp_path):
    (tmp_path / "orgs").mkdir()
    return tmp_path / "orgs"


def told(orgs: Path) -> str:
    """What is said about a folder; nothing in it may become a record."""
    read, faults = records.read(orgs, orgs.parent)
    assert read == []
    return problems.as_text(faults)


def test_a_link_out_of_the_tree_is_not_followed(orgs, tmp_path):
    (tmp_path / "secret.yml").write_bytes(GOOD)
    (orgs / "smallest-voices.yml").symlink_to(tmp_path / "secret.yml")
    (orgs / "nowhere.yml").symlink_to("gone.yml")
    (orgs / "round.yml").symlink_to("round.yml")
    assert (
        told(orgs)
        == """\
orgs/nowhere.yml:1
  This is a link to another file.
  Put the record itself here, as an ordinary file.   [symlink]

orgs/round.yml:1
  This is a link to another file.
  Put the record itself here, as an ordinary file.   [symlink]

orgs/smallest-voices.yml:1
  This is a link to another file.
  Put the record itself here, as an ordinary file.   [symlink]"""
    )


def test_a_linked_folder_is_not_followed(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "smallest-voices.yml").write_bytes(GOOD)
    (tmp_path / "orgs").symlink_to("elsewhere")
    assert (
        told(tmp_path / "orgs")
        == """\
orgs:1
  This is a link to another file.
  Put the record itself here, as an ordinary file.   [symlink]"""
    )


def test_a_folder_or_a_device_is_no_record(orgs):
    (orgs / "folder.yml").mkdir()
    (orgs / "more").mkdir()
    os.mkfifo(orgs / "pipe.yml")  # reading it would wait for ever
    assert (
        told(orgs)
        == """\
orgs/folder.yml:1
  This is not an ordinary file.
  Remove it, or put a record with this name in its place.   [not-a-file]

orgs/more:1
  Only records belong in this folder, and their names end in .yml.
  Move it to another folder.   [stray-file]

orgs/pipe.yml:1
  This is not an ordinary file.
  Remove it, or put a record with this name in its place.   [not-a-file]"""
    )


def test_a_file_that_can_not_be_read_is_told(orgs, monkeypatch):
    # Permissions do not stop an administrator, so the refusal is played.
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    (orgs / "smallest-voices.yml").write_bytes(GOOD)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert (
        told(orgs)
        == """\
orgs/smallest-voices.yml:1
  The file cannot be read: Permission denied.
  Check the file's permissions.   [unreadable]"""
    )


def test_a_giant_is_not_read(orgs, monkeypatch):
    with (orgs / "giant.yml").open("wb") as file:
        file.truncate(10 * 1024 * 1024)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("it was read"))
    assert (
        told(orgs)
        == """\
orgs/giant.yml:1
  The file is 10240 KB large. A record has at most 64 KB.
  Keep to the facts that the fields ask for.   [too-large]"""
    )


def test_the_largest_record_is_read():
    room = 64 * 1024 - len(GOOD) - 2
    assert records.parse(GOOD + b"#" + b"x" * room + b"\n", "orgs/smallest-voices.yml")[1] == []
    record, faults = records.parse(GOOD + b"#" + b"x" * room + b"\n\n", "orgs/smallest-voices.yml")
    assert record is None
    assert (
        problems.as_text(faults)
        == """\
orgs/smallest-voices.yml:1
  The file is 65 KB large. A record has at most 64 KB.
  Keep to the facts that the fields ask for.   [too-large]"""
    )


def test_names_that_some_systems_refuse(orgs):
    for name in (
        b"con.yml",
        b"lpt1.yml",
        b".yml",
        b"a\nb.yml",
        b"\xff\xfe.yml",
        b"a\xe2\x80\xaeb.yml",
        b"$(reboot).yml",
        "\u200b.yaml".encode(),
    ):
        try:
            with open(os.fsencode(orgs) + b"/" + name, "wb") as file:
                file.write(GOOD.replace(b"\n", b"\r\n") if name == b"$(reboot).yml" else GOOD)
        except OSError:
            pytest.skip("this system refuses such names")
    _, faults = records.read(orgs, orgs.parent)
    assert (
        problems.as_text(faults)
        == """\
orgs/.yml:1
  The file name ".yml" cannot be part of a web address.
  Name the file after the group, like example-people-first.yml.   [file-name]

orgs/$(reboot).yml:1
  The file name "$(reboot).yml" cannot be part of a web address.
  Name the file reboot.yml.   [file-name]

orgs/$(reboot).yml:1  - a question, not an error
  The lines end in the Windows way.
  Run: python3 build.py fix 'orgs/$(reboot).yml'   [carriage-return]

orgs/a[U+000A]b.yml:1
  The file name "a[U+000A]b.yml" cannot be part of a web address.
  Name the file a-b.yml.   [file-name]

orgs/a[U+202E]b.yml:1
  The file name "a[U+202E]b.yml" cannot be part of a web address.
  Name the file ab.yml.   [file-name]

orgs/con.yml:1
  The file name "con.yml" cannot be part of a web address.
  Name the file after the group, like example-people-first.yml.   [file-name]

orgs/lpt1.yml:1
  The file name "lpt1.yml" cannot be part of a web address.
  Name the file after the group, like example-people-first.yml.   [file-name]

orgs/[U+200B].yaml:1
  Only records belong in this folder, and their names end in .yml.
  Name it after the group, like example-people-first.yml.   [stray-file]

orgs/[U+DCFF][U+DCFE].yml:1
  The file name "[U+DCFF][U+DCFE].yml" cannot be part of a web address.
  Name the file after the group, like example-people-first.yml.   [file-name]"""
    )


def test_what_editors_and_systems_leave_behind_is_passed_over(orgs):
    for name in (
        ".DS_Store",
        ".gitkeep",
        "._voices.yml",
        ".#voices.yml",
        ".voices.yml.swp",
        ".voices.yml.new",
        "Thumbs.db",
    ):
        (orgs / name).write_bytes(b"\0")
    assert told(orgs) == ""


def test_no_folder_means_no_records(tmp_path):
    assert records.read(tmp_path / "orgs", tmp_path) == ([], [])


TOO_DEEP = """\
orgs/x.yml:{line}
  There are too many steps, one inside of the other.
  Check the spaces at the start of the lines, and the brackets.   [too-deep]"""
SHORTCUT = """\
orgs/x.yml:1
  A text starts with & or * here: "&a". In this place these signs have a special meaning.
  Put the whole text in quotation marks. If it was meant as a shortcut, write the text out in full.   [alias]"""


@pytest.mark.parametrize(
    "content, expected",
    [
        (b"a: " + b"[" * 60_000, TOO_DEEP.format(line=1)),
        (b"a: " + b"[" * 30_000 + b"]" * 30_000, TOO_DEEP.format(line=1)),
        (b"a: " + b"{a: " * 15_000, TOO_DEEP.format(line=1)),
        (b"- " * 30_000, TOO_DEEP.format(line=1)),
        (b"".join(b" " * level + b"a:\n" for level in range(300)), TOO_DEEP.format(line=8)),
        (
            b"a: &a [x]\n"
            + b"".join(
                b"%c: &%c [%s]\n" % (c, c, b",".join([b"*%c" % (c - 1)] * 9))
                for c in b"bcdefghijklmnop"
            ),
            SHORTCUT,
        ),
    ],
)
def test_bombs_are_defused(content, expected):
    start = time.monotonic()
    record, faults = records.parse(content, "orgs/x.yml")
    assert record is None
    assert problems.as_text(faults) == expected
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    "old, new",
    [
        (b"added:", b"".join(b"k%d: x\n" % n for n in range(7_000)) + b"added:"),
        (b"[self-advocacy]", b"[" + b",".join(b"a%d" % n for n in range(9_000)) + b"]"),
        (b"[self-advocacy]", b"[" + b"x," * 20_000 + b"]"),
        (b"title: About us", b"title: About us\n    supports: [" + b"name," * 10_000 + b"]"),
        (b"name: ", b"name: " + b"x" * 60_000),
        (b"added:", b"contact: {email: a@" + b"a-." * 20_000 + b"}\nadded:"),
        (b"added:", b"contact: {website: 'https://" + b"a-." * 20_000 + b"'}\nadded:"),
        (b"added:", b"contact: {phone: 0" + b"1 " * 30_000 + b"}\nadded:"),
        (
            b"added:",
            b"closed: {successor: "
            + b"a-" * 30_000
            + b", source: https://www.example.org/}\nadded:",
        ),
        (b"speak up", b"<" + b" " * 60_000 + b"x"),
    ],
)
def test_a_crowded_record_takes_no_long_time(old, new, schema, today):
    start = time.monotonic()
    record, faults = records.parse(GOOD.replace(old, new, 1), "orgs/smallest-voices.yml")
    _, found = checks.run([record], schema, today)
    assert found and not faults
    # No problem repeats a giant text in full.
    assert max(len(p.message + p.fix) for p in found) < 500
    assert time.monotonic() - start < 5


def test_an_area_that_has_ended_names_what_came_after(schema):
    """No council has ended yet: the day is moved, and two endings are made up."""
    areas = {
        **schema.areas.terms,
        "leeds": dataclasses.replace(
            schema.areas["leeds"], until="2027-03-31", successors=("bradford", "kirklees")
        ),
        "york": dataclasses.replace(schema.areas["york"], until="2027-03-31"),
    }
    later = dataclasses.replace(
        schema,
        vocabularies={
            **schema.vocabularies,
            "areas": dataclasses.replace(schema.areas, terms=areas),
        },
    )
    record, _ = records.parse(
        GOOD.replace(b"[leeds]", b"[surrey, leeds, york, bradford]"), "orgs/smallest-voices.yml"
    )
    assert checks.run([record], later, date(2027, 3, 31))[1] == []
    _, found = checks.run([record], later, date(2027, 4, 1))
    assert (
        problems.as_text(found)
        == """\
orgs/smallest-voices.yml:10  Place (area.serves.2)
  Leeds ended on 2027-03-31.
  Write instead: bradford, kirklees   [ended-area]

orgs/smallest-voices.yml:10  Place (area.serves.1)
  Surrey ended on 2027-03-31. After it came: East Surrey, West Surrey.
  Choose the one of them that fits, or the region.   [ended-area]

orgs/smallest-voices.yml:10  Place (area.serves.3)
  York ended on 2027-03-31.
  Choose the council that is there now.   [ended-area]"""
    )


def test_an_old_address_leads_to_a_record_in_one_step(schema, today):
    moved = {
        "old-voices": "smallest-voices",
        "very-old-voices": "old-voices",
        "lost-voices": "nowhere",
        "smallest-voices": "other-voices",
        "../up": "smallest-voices",
    }
    record, _ = records.parse(GOOD, "orgs/smallest-voices.yml")
    _, found = checks.run([record], dataclasses.replace(schema, moved=moved), today)
    assert (
        problems.as_text(found)
        == """\
orgs/smallest-voices.yml:1
  This address was that of another record before. Links from elsewhere lead from it to "other-voices".
  Choose another file name. If it is the same group, take the line out of schema/registers/moved.json.   [moved-record]

schema/registers/moved.json:1
  "../up" or "smallest-voices" in schema/registers/moved.json is no file name of a record.
  Write file names without .yml: small letters a to z, digits and hyphens.   [moved-record]

schema/registers/moved.json:1
  The old address "lost-voices" leads to "nowhere", but there is no such record.
  In schema/registers/moved.json, write the file name of a record that is there, or delete the line.   [moved-record]

schema/registers/moved.json:1
  The old address "very-old-voices" leads to "old-voices", which is an old address, too.
  In schema/registers/moved.json, write where it leads in the end.   [moved-record]"""
    )
    # Who takes the record away to which an old address leads is told, and who touches something else is not.
    narrowed = lambda path: {
        p.message
        for p in checks.run(
            [record], dataclasses.replace(schema, moved={"lost-voices": "nowhere"}), today, {path}
        )[1]
    }
    assert narrowed("orgs/nowhere.yml") and not narrowed("orgs/smallest-voices.yml")


def case_of(schema, today, content: bytes) -> CheckContext:
    return CheckContext(records.parse(content, "orgs/smallest-voices.yml")[0], schema, today)


def test_a_group_that_asked_to_be_taken_off_does_not_come_back(schema, today):
    own = (
        GOOD
        + b"contact: {website: 'https://voices.example.org/', email: voices@example.org, phone: 0113 496 0000}\nidentifiers: {GB-CHC: '1098893'}\n"
    )
    other = (
        GOOD.replace(b"Smallest Voices", b"Neighbour Voices") + b"contact: {phone: 0113 496 0000}\n"
    )
    assert own != GOOD != other
    kept = WithdrawnRegister(
        "salt",
        (
            ("0000-00",),
            tuple(make_marks(case_of(schema, today, own), "salt", [case_of(schema, today, other)])),
        ),
    )
    assert len(kept.groups[1]) == 4 and not re.search("(?i)voices|1098893|496", str(kept))
    later = dataclasses.replace(schema, withdrawn=kept)
    told = lambda content: problems.as_text(
        p
        for p in checks.run([records.parse(content, "orgs/smallest-voices.yml")[0]], later, today)[
            1
        ]
        if p.rule == "withdrawn"
    )
    said = """\
orgs/smallest-voices.yml:1  Name (name)
  Something in this record matches entry 2 of the list of groups that asked not to be in the directory.
  Please leave the record out. If the group itself wants to be listed, or if this is another group, tell the maintainers.   [withdrawn]"""
    assert told(GOOD) == said
    for again in (
        b"also_known_as: [THE smallest-voices Ltd]\n",
        b"contact: {website: 'http://www.voices.example.org/about-us'}\n",
        b"contact: {email: Voices@Example.org}\n",
        b"identifiers: {GB-CHC: '1098893'}\n",
        b"contact: {social: ['https://voices.example.org']}\n",
    ):
        assert told(GOOD.replace(b"Smallest Voices", b"Fresh Start") + again) == said, again
    # What the neighbour shares stays free, and so does another page of a site.
    assert (
        told(other) == ""
        and told(
            GOOD.replace(b"Smallest Voices", b"Fresh Start")
            + b"contact: {website: 'https://voices.example.org/members/fresh'}\n"
        )
        == ""
    )


def test_every_value_is_text_and_knows_its_line():
    content = b"# one\nname: NO\ncontact:\n  phone: 01134960000\nalso_known_as:\n  - 2026-11-21\n  - 1:20\n  - 010\n  - ~\n"
    record, faults = records.parse(content, "orgs/no.yml")
    assert faults == []
    assert record == records.Record(
        "no",
        "orgs/no.yml",
        {
            "name": "NO",
            "contact": {"phone": "01134960000"},
            "also_known_as": ["2026-11-21", "1:20", "010", "~"],
        },
        {
            (): 2,
            ("name",): 2,
            ("contact",): 3,
            ("contact", "phone"): 4,
            ("also_known_as",): 5,
            ("also_known_as", 0): 6,
            ("also_known_as", 1): 7,
            ("also_known_as", 2): 8,
            ("also_known_as", 3): 9,
        },
    )
    assert record.line(("contact", "email")) == 3
    assert record.line(("also_known_as", 9, "x")) == 5
    assert record.line(("nothing",)) == 2
