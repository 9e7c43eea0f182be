"""Reading records: files that cannot be kept in git, limits, and the data that is read.

Each test states the exact messages. BUILT says which messages have their example here and not in
tests/data/records/: links, devices, oversized files, and names that some systems refuse.
"""

import dataclasses
import os
import re
from collections.abc import Callable
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

import pytest

from effort import count_calls, cpu_seconds
from sites import DATA, ROOT
from ulo import checks, records
from ulo.checks import CheckContext, make_marks
from ulo.core import problems
from ulo.records import reading, yaml_rules
from ulo.schema import Schema, WithdrawnRegister

GOOD = (DATA / "records" / "good" / "whole-records" / "smallest-voices.yml").read_bytes()
BUILT = {
    "stray-file.committed": "test_git_leaves_out_what_editors_and_systems_leave_behind",
    "symlink": "test_symlinks_are_not_followed",
    "not-a-file": "test_folders_and_devices_are_refused",
    "unreadable": "test_an_unreadable_file_is_reported",
    "too-large": "test_an_oversized_file_is_not_read",
    "no-usual-form": "test_a_record_has_room_for_its_usual_form",
    "ended-area": "test_an_ended_area_names_its_successors",
    "ended-area.named": "test_an_ended_area_names_its_successors",
    "ended-area.wide": "test_an_ended_area_names_its_successors",
    "moved-record": "test_redirects_lead_to_a_record_in_one_step",
    "moved-record.again": "test_redirects_lead_to_a_record_in_one_step",
    "moved-record.form": "test_redirects_lead_to_a_record_in_one_step",
    "moved-record.taken": "test_redirects_lead_to_a_record_in_one_step",
    "withdrawn": "test_a_withdrawn_group_cannot_come_back",
}


@pytest.fixture
def orgs(tmp_path):
    (tmp_path / "orgs").mkdir()
    return tmp_path / "orgs"


def report(orgs: Path) -> str:
    """What is wrong with the files of a folder; nothing in it may become a record."""
    found, faults = records.read(orgs, orgs.parent)
    assert found == []
    return problems.as_text(faults)


def test_symlinks_are_not_followed(orgs, tmp_path):
    (tmp_path / "secret.yml").write_bytes(GOOD)
    (orgs / "smallest-voices.yml").symlink_to(tmp_path / "secret.yml")
    (orgs / "nowhere.yml").symlink_to("gone.yml")
    (orgs / "round.yml").symlink_to("round.yml")
    assert (
        report(orgs)
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


def test_a_record_has_room_for_its_usual_form(orgs, schema):
    names = ", ".join(f"{'x' * 66}{number:02}" for number in range(900))
    (orgs / "packed-voices.yml").write_text(
        f"name: Packed Voices\nalso_known_as: [{names}]\n", "utf-8"
    )
    _, faults = records.read(orgs, orgs.parent, records.form_checking_reader(schema))
    assert (
        problems.as_text(faults)
        == """\
orgs/packed-voices.yml:1
  We can't put this file into its usual form. It would be too large.
  Make it shorter, or ask us to help.   [no-usual-form]"""
    )


def test_a_symlinked_folder_is_not_followed(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "smallest-voices.yml").write_bytes(GOOD)
    (tmp_path / "orgs").symlink_to("elsewhere")
    assert (
        report(tmp_path / "orgs")
        == """\
orgs:1
  This is a link to another file.
  Put the record itself here, as an ordinary file.   [symlink]"""
    )


def test_folders_and_devices_are_refused(orgs):
    (orgs / "folder.yml").mkdir()
    (orgs / "more").mkdir()
    os.mkfifo(orgs / "pipe.yml")  # reading it would wait for ever
    assert (
        report(orgs)
        == """\
orgs/folder.yml:1
  This isn't an ordinary file.
  Remove it, or put a record with this name in its place.   [not-a-file]

orgs/more:1
  Only records belong in this folder. Their names end in .yml.
  Move it to another folder.   [stray-file]

orgs/pipe.yml:1
  This isn't an ordinary file.
  Remove it, or put a record with this name in its place.   [not-a-file]"""
    )


def test_an_unreadable_file_is_reported(orgs, monkeypatch):
    # Permissions do not stop an administrator, so the refusal is played.
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    (orgs / "smallest-voices.yml").write_bytes(GOOD)
    monkeypatch.setattr(reading, "open", refuse, raising=False)
    assert (
        report(orgs)
        == """\
orgs/smallest-voices.yml:1
  We can't read this file: Permission denied.
  Check the file's permissions.   [unreadable]"""
    )


def test_an_oversized_file_is_not_read(orgs, monkeypatch):
    with (orgs / "giant.yml").open("wb") as file:
        file.truncate(10 * 1024 * 1024)
    monkeypatch.setattr(reading, "open", lambda *_: pytest.fail("it was read"), raising=False)
    assert (
        report(orgs)
        == """\
orgs/giant.yml:1
  The file is 10240 KB. A record can be no larger than 64 KB.
  Keep to the facts that the fields ask for.   [too-large]"""
    )


def test_a_record_of_the_maximum_size_is_read():
    room = 64 * 1024 - len(GOOD) - 2
    assert records.parse(GOOD + b"#" + b"x" * room + b"\n", "orgs/smallest-voices.yml")[1] == []
    record, faults = records.parse(GOOD + b"#" + b"x" * room + b"\n\n", "orgs/smallest-voices.yml")
    assert record is None
    assert (
        problems.as_text(faults)
        == """\
orgs/smallest-voices.yml:1
  The file is 65 KB. A record can be no larger than 64 KB.
  Keep to the facts that the fields ask for.   [too-large]"""
    )


def test_unusual_file_names_are_reported(orgs):
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
  The file name ".yml" can't be part of a web address.
  Name the file after the group, like example-people-first.yml.   [file-name]

orgs/$(reboot).yml:1
  The file name "$(reboot).yml" can't be part of a web address.
  Name the file reboot.yml.   [file-name]

orgs/$(reboot).yml:1  - a question, not an error
  The lines end the way Windows ends them.
  Run: python3 build.py fix 'orgs/$(reboot).yml'   [carriage-return]

orgs/a[U+000A]b.yml:1
  The file name "a[U+000A]b.yml" can't be part of a web address.
  Name the file a-b.yml.   [file-name]

orgs/a[U+202E]b.yml:1
  The file name "a[U+202E]b.yml" can't be part of a web address.
  Name the file ab.yml.   [file-name]

orgs/con.yml:1
  The file name "con.yml" can't be part of a web address.
  Name the file after the group, like example-people-first.yml.   [file-name]

orgs/lpt1.yml:1
  The file name "lpt1.yml" can't be part of a web address.
  Name the file after the group, like example-people-first.yml.   [file-name]

orgs/[U+200B].yaml:1
  Only records belong in this folder. Their names end in .yml.
  Name it after the group, like example-people-first.yml.   [stray-file]

orgs/[U+DCFF][U+DCFE].yml:1
  The file name "[U+DCFF][U+DCFE].yml" can't be part of a web address.
  Name the file after the group, like example-people-first.yml.   [file-name]"""
    )


def test_files_of_editors_and_systems_are_ignored(orgs):
    (orgs / ".gitkeep").touch()
    for name in (
        ".DS_Store",
        "._voices.yml",
        ".#voices.yml",
        ".voices.yml.swp",
        ".voices.yml.new",
        ".voices.yml.outdated",
        ".voices.yml.removed",
        ".~lock.voices.yml#",
        "Thumbs.db",
        "desktop.ini",
    ):
        (orgs / name).write_bytes(b"\0")
    (orgs / ".#other.yml").symlink_to("me@here.1234")
    assert report(orgs) == ""


def test_git_leaves_out_what_editors_and_systems_leave_behind():
    """So none of it can come in with a change, where no rule would look at it."""
    names = [".DS_Store", ".directory", "._x.yml", ".~lock.x#", ".nfs01", ".x.yml.swp", ".#x.yml"]
    names += [".x.yml.new", ".x.yml.outdated", ".x.yml.removed", "Thumbs.db", "desktop.ini"]
    patterns = (ROOT / ".gitignore").read_text("utf-8").split()
    for name in names:
        assert any(fnmatch(name, pattern) for pattern in patterns), name
    # Somebody can make git take them all the same.
    paths = [f"orgs/{name}" for name in names]
    found = [*records.find_committed_leftovers([*paths, "orgs/.gitkeep", "orgs/voices.yml"])]
    assert [(p.path, p.rule) for p in found] == [(path, "stray-file") for path in paths]
    assert (
        problems.as_text(found[:1])
        == """\
orgs/.DS_Store:1
  Git keeps this file, but it's only what a program leaves behind. No rule reads it, and everybody \
can.
  Take it out of git: git rm --cached orgs/.DS_Store   [stray-file]"""
    )


HARMFUL = [".gitignore", ".gitattributes", ".git", ".gitmodules", ".GITIGNORE", ".mailmap", ".env"]
HARMFUL += [".editorconfig", ".notes", ".prettierrc", ".htaccess", ".swp", ".x.yml.html"]


@pytest.mark.parametrize("name", HARMFUL)
def test_other_hidden_files_are_refused_by_name(orgs, name):
    (orgs / name).write_bytes(b"*.yml\n")
    assert report(orgs).startswith(f"orgs/{name}:1\n  This file isn't a record.")


@pytest.mark.parametrize(
    "name", [".git", ".DS_Store", "._more", ".#more", ".gitkeep", ".x.yml.new"]
)
def test_hidden_folders_links_and_pipes_are_refused(orgs, name):
    makers = {
        "folder": lambda path: path.mkdir(),
        "pipe": os.mkfifo,
        "link": lambda path: path.symlink_to("smallest-voices.yml"),
    }
    for kind, make in makers.items():
        folder = orgs / kind
        folder.mkdir()
        make(folder / name)
        _, faults = records.read(folder, orgs.parent)
        is_lock = kind == "link" and name.startswith(".#")
        assert [p.path for p in faults] == ([] if is_lock else [f"orgs/{kind}/{name}"])


def test_a_file_that_keeps_a_folder_is_empty(orgs):
    (orgs / ".gitkeep").write_text("Joanna, 07700 900123", "utf-8")
    assert "This file isn't a record" in report(orgs)


def test_the_library_refuses_the_same_files(tmp_path):
    for folder in ("library", "library/words"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / ".gitignore").write_bytes(b"*.yml\n")
        (tmp_path / folder / ".DS_Store").write_bytes(b"\0")
    _, faults = records.read_library(tmp_path)
    assert [(p.path, p.rule) for p in faults] == [
        ("library/words/.gitignore", "stray-file"),
        ("library/.gitignore", "misplaced-file"),
    ]


def test_a_missing_folder_has_no_records(tmp_path):
    assert records.read(tmp_path / "orgs", tmp_path) == ([], [])


TOO_DEEP = """\
orgs/x.yml:{line}
  There are too many levels, one inside the other.
  Check the spaces at the start of the lines, and the brackets.   [too-deep]"""
ALIAS = """\
orgs/x.yml:1
  A text starts with & or * here: "&a". At the start of a text, these have a special meaning.
  Put the whole text in quotation marks. If you meant it as a shortcut, \
write the text out in full.   [alias]"""
# Four times as much may take four times the work, and a little more, but not sixteen times.
LINEAR = 8


def alias_bomb(depth: int) -> bytes:
    """Each line repeats the one before nine times."""
    lines = [b"a: &a [x]\n"]
    for letter in range(ord("b"), ord("b") + depth):
        aliases = b",".join([b"*%c" % (letter - 1)] * 9)
        lines.append(b"%c: &%c [%s]\n" % (letter, letter, aliases))
    return b"".join(lines)


@pytest.mark.parametrize(
    ("make", "size", "expected"),
    [
        (lambda n: b"a: " + b"[" * n, 60_000, TOO_DEEP.format(line=1)),
        (lambda n: b"a: " + b"[" * n + b"]" * n, 30_000, TOO_DEEP.format(line=1)),
        (lambda n: b"a: " + b"{a: " * n, 15_000, TOO_DEEP.format(line=1)),
        (lambda n: b"- " * n, 30_000, TOO_DEEP.format(line=1)),
        (
            lambda n: b"".join(b" " * level + b"a:\n" for level in range(n)),
            300,
            TOO_DEEP.format(line=8),
        ),
        (alias_bomb, 15, ALIAS),
    ],
)
def test_nesting_and_alias_bombs_are_refused(
    make: Callable[[int], bytes], size: int, expected: str
):
    content, quarter = make(size), make(size // 4)
    record, faults = records.parse(content, "orgs/x.yml")
    assert record is None
    assert problems.as_text(faults) == expected
    assert count_calls(lambda: records.parse(content, "orgs/x.yml")) <= LINEAR * count_calls(
        lambda: records.parse(quarter, "orgs/x.yml")
    )
    assert cpu_seconds(lambda: records.parse(content, "orgs/x.yml")) <= LINEAR * cpu_seconds(
        lambda: records.parse(quarter, "orgs/x.yml")
    )


@pytest.mark.parametrize(
    ("old", "make", "size"),
    [
        (b"added:", lambda n: b"".join(b"k%d: x\n" % i for i in range(n)) + b"added:", 1_900),
        (
            b"[self-advocacy]",
            lambda n: b"[" + b",".join(b"a%d" % i for i in range(n)) + b"]",
            1_900,
        ),
        (b"[self-advocacy]", lambda n: b"[" + b"x," * n + b"]", 1_900),
        (
            b"title: About us",
            lambda n: b"title: About us\n    supports: [" + b"name," * n + b"]",
            1_900,
        ),
        (b"name: ", lambda n: b"name: " + b"x" * n, 60_000),
        (b"added:", lambda n: b"contact: {email: a@" + b"a-." * n + b"}\nadded:", 20_000),
        (
            b"added:",
            lambda n: b"contact: {website: 'https://" + b"a-." * n + b"'}\nadded:",
            20_000,
        ),
        (b"added:", lambda n: b"contact: {phone: 0" + b"1 " * n + b"}\nadded:", 30_000),
        (
            b"added:",
            lambda n: (
                b"closed: {successor: " + b"a-" * n + b", source: https://www.example.org/}\nadded:"
            ),
            30_000,
        ),
        (b"speak up", lambda n: b"<" + b" " * n + b"x", 60_000),
    ],
)
def test_work_grows_linearly_with_the_size_of_a_record(
    old: bytes, make: Callable[[int], bytes], size: int, schema: Schema, today: date
):
    def parse_and_check(content: bytes) -> list[problems.Problem]:
        record, faults = records.parse(content, "orgs/smallest-voices.yml")
        assert not faults
        return checks.run([record], schema, today)[1]

    content = GOOD.replace(old, make(size), 1)
    quarter = GOOD.replace(old, make(size // 4), 1)
    found = parse_and_check(content)
    assert found
    # No problem repeats an oversized text in full.
    assert max(len(p.message + p.fix) for p in found) < 500
    assert count_calls(lambda: parse_and_check(content)) <= LINEAR * count_calls(
        lambda: parse_and_check(quarter)
    )
    assert cpu_seconds(lambda: parse_and_check(content)) <= LINEAR * cpu_seconds(
        lambda: parse_and_check(quarter)
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda n: b"x: [" + b"a," * n + b"]\n",
        lambda n: b"x:\n" + b"  - a\n" * n,
        lambda n: b"".join(b"k%d: a\n" % number for number in range(n)),
        lambda n: b"x: [" + b"{}," * n + b"]\n",
        lambda n: b"x: {" + b"a: b, " * n + b"}\n",
        lambda n: b"? [a]\n: b\n" * n,
    ],
)
def test_a_record_of_too_many_values_is_not_read_on(make):
    """However many there are, no more is read: three times as many take no more work."""
    few, many = make(yaml_rules.MAX_VALUES + 500), make(3 * yaml_rules.MAX_VALUES)
    record, faults = records.parse(many, "orgs/x.yml")
    assert record is None
    assert {p.rule for p in faults} & {"too-many-values", "odd-field-name"}
    calls = [count_calls(lambda c=c: records.parse(c, "orgs/x.yml")) for c in (few, many)]
    # The quick reader looks at the lines, which are bounded by the size of the file.
    assert calls[1] - calls[0] < 8 * many.count(b"\n") + 100


def test_an_ended_area_names_its_successors(schema):
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
  Use this instead: bradford, kirklees   [ended-area]

orgs/smallest-voices.yml:10  Place (area.serves.1)
  Surrey ended on 2027-03-31. It was replaced by East Surrey, West Surrey.
  Choose whichever fits, or the region.   [ended-area]

orgs/smallest-voices.yml:10  Place (area.serves.3)
  York ended on 2027-03-31.
  Choose the council that is there now.   [ended-area]"""
    )


def test_redirects_lead_to_a_record_in_one_step(schema, today):
    moved = {
        "old-voices": "smallest-voices",
        "very-old-voices": "old-voices",
        "lost-voices": "nowhere",
        "smallest-voices": "other-voices",
        "../up": "smallest-voices",
    }
    record, _ = records.parse(GOOD, "orgs/smallest-voices.yml")
    _, found = checks.run([record], dataclasses.replace(schema, redirects=moved), today)
    assert (
        problems.as_text(found)
        == """\
orgs/smallest-voices.yml:1
  This address used to belong to another record. Links to it lead to \
"other-voices".
  Choose another file name. If it's the same group, remove the line from \
schema/registers/moved.json.   [moved-record]

schema/registers/moved.json:1
  "../up" or "smallest-voices" in schema/registers/moved.json isn't the file name of a record.
  Write file names without .yml: small letters a to z, digits and hyphens.   [moved-record]

schema/registers/moved.json:1
  The old address "lost-voices" leads to "nowhere", but there is no such record.
  In schema/registers/moved.json, write the file name of a record that exists, or delete the \
line.   [moved-record]

schema/registers/moved.json:1
  The old address "very-old-voices" leads to "old-voices", which is also an old address.
  In schema/registers/moved.json, write the address it leads to in the end.   [moved-record]"""
    )
    for old, new in (("a" * 81, "smallest-voices"), ("Ask Jo on 07700 900123", "smallest-voices")):
        for part in ({"redirects": {old: new}}, {"first_slugs": {new: old}}):
            _, told = checks.run([record], dataclasses.replace(schema, **part), today)
            assert "isn't the file name of a record" in problems.as_text(told)
    # A change of the record that a redirect leads to brings up its problem; any other does not.
    lost = dataclasses.replace(schema, redirects={"lost-voices": "nowhere"})
    assert checks.run([record], lost, today, {"orgs/nowhere.yml"})[1]
    assert not checks.run([record], lost, today, {"orgs/smallest-voices.yml"})[1]


def make_context(schema: Schema, today: date, content: bytes) -> CheckContext:
    return CheckContext(records.parse(content, "orgs/smallest-voices.yml")[0], schema, today)


def test_a_withdrawn_group_cannot_come_back(schema, today):
    own = GOOD + (
        b"contact: {website: 'https://voices.example.org/', email: voices@example.org, "
        b"phone: 0113 496 0000}\nidentifiers: {GB-CHC: '1098893'}\n"
    )
    neighbour = (
        GOOD.replace(b"Smallest Voices", b"Neighbour Voices") + b"contact: {phone: 0113 496 0000}\n"
    )
    fresh = GOOD.replace(b"Smallest Voices", b"Fresh Start")
    assert own != GOOD != neighbour
    marks = make_marks(
        make_context(schema, today, own), "salt", [make_context(schema, today, neighbour)]
    )
    register = WithdrawnRegister("salt", (("0000-00",), tuple(marks)))
    assert len(register.groups[1]) == 4
    assert not re.search("(?i)voices|1098893|496", str(register))
    later = dataclasses.replace(schema, withdrawn=register)

    def withdrawn_problems(content: bytes) -> str:
        record, _ = records.parse(content, "orgs/smallest-voices.yml")
        _, found = checks.run([record], later, today)
        return problems.as_text(p for p in found if p.rule == "withdrawn")

    expected = """\
orgs/smallest-voices.yml:1  Name (name)
  Something in this record matches entry 2 on the list of groups that asked not to be in the \
directory.
  Please leave the record out. If the group itself wants to be listed, or if this is a different \
group, tell the maintainers.   [withdrawn]"""
    assert withdrawn_problems(GOOD) == expected
    for again in (
        b"also_known_as: [THE smallest-voices Ltd]\n",
        b"contact: {website: 'http://www.voices.example.org/about-us'}\n",
        b"contact: {email: Voices@Example.org}\n",
        b"identifiers: {GB-CHC: '1098893'}\n",
        b"contact: {social: ['https://voices.example.org']}\n",
    ):
        assert withdrawn_problems(fresh + again) == expected, again
    # What the neighbour shares stays free, and so does another page of a site.
    assert withdrawn_problems(neighbour) == ""
    page = b"contact: {website: 'https://voices.example.org/members/fresh'}\n"
    assert withdrawn_problems(fresh + page) == ""


def test_every_value_is_text_and_has_its_line():
    content = b"""\
# one
name: NO
contact:
  phone: 01134960000
also_known_as:
  - 2026-11-21
  - 1:20
  - 010
  - ~
"""
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
        [2, 2, 3, 4, 5, 6, 7, 8, 9],
        comments=((1, "# one"),),
    )
    assert record.lines == {
        (): 2,
        ("name",): 2,
        ("contact",): 3,
        ("contact", "phone"): 4,
        ("also_known_as",): 5,
        ("also_known_as", 0): 6,
        ("also_known_as", 1): 7,
        ("also_known_as", 2): 8,
        ("also_known_as", 3): 9,
    }
    assert all(record.line(pointer) == line for pointer, line in record.lines.items())
    assert record.line(("contact", "email")) == 3
    assert record.line(("also_known_as", 9, "x")) == 5
    assert record.line(("nothing",)) == 2


@pytest.mark.parametrize(
    "stem", ["../evil", "../../evil", "/etc/evil", "a/evil", "evil.yml", "a\\evil"]
)
def test_a_file_name_has_no_folders(stem):
    """A list or an issue may name the file of a record, which is then written below orgs/."""
    assert [problem.rule for problem in records.file_name(stem, "")] == ["file-name"]
    assert not list(records.file_name("evil", ""))
