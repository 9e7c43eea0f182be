"""What a maintainer reads about a pull request.

Real repositories with branches, and texts of strangers that try to break out.
"""

import re
import shutil

import cmarkgfm
import html5lib
import pytest

from effort import count_calls
from git_repository import git
from review_branch import GOLDEN, NEW, commit, make_branch, read
from sites import run
from ulo import checks, records
from ulo.checks import RecordIndex
from ulo.checks.safety import ASKERS, RecordChange, first_names
from ulo.maintain import review
from ulo.maintain.review.changes import list_differences
from ulo.maintain.review.duplicates import find_duplicates
from ulo.maintain.review.report import as_markdown, as_text, code_span
from ulo.maintain.review.reviewer_prompts import PROMPTS, find_prompts

VOICES = (GOLDEN / "northside-voices.yml").read_text("utf-8")


@pytest.fixture
def branch(tmp_path):
    return make_branch(tmp_path / "project")


# --- The command, in a repository -----------------------------------------------------------------


def test_no_changes(branch):
    assert read(branch) == "No records changed.\n"


def test_changes_are_listed_by_field(branch):
    (branch / "orgs" / "northside-voices.yml").write_text(
        VOICES.replace(
            "[people-with-learning-disabilities, families]",
            "[people-with-learning-disabilities, carers]",
        )
        .replace("phone: 0113 496 0000", "phone: 0113 496 0009")
        .replace("relay_uk: true", "relay_uk: false")
        .replace("serves: [leeds, bradford]", "serves: [leeds]")
        .replace("    stage: delivery\n", "    stage: review\n")
        .replace(", year: 2025, supports", ", year: 2026, supports")
        .replace("  - {is: easy-read}\n", "")
        .replace("founded: 1999\n", "")
        .replace("[riverside-self-advocates, Example", "[odd-signs, Example")
    )
    commit(branch)
    told = read(branch)
    assert told.startswith(
        "1 record: 1 changed. The checks found nothing to fix.\n\n\nChanged: Northside Voices "
        "(orgs/northside-voices.yml)\n"
    )
    assert (
        told.partition("  What changed\n")[2]
        == """\
  For: taken out "Families", added "Carers"
  Places it serves: taken out "Bradford"
  Phone: before "0113 496 0000", now "0113 496 0009"
  Relay UK welcome: before "yes", now "no"
  Access fact: taken out "Kind of access: Easy Read"
  Stage "Trains student nurses.": before "Delivery", now "Review"
  Founded: before "1999"
  Networks: taken out "Riverside Self-Advocates", added "{name}"
  Year of the source "https://northside.example.org/about": before "2025", now "2026"
""".format(name=names_of("odd-signs"))
    )
    assert "- Taken out: Founded. Does the pull request say why?" in told
    assert "the day of the last look (2026-03-04) was not" in told
    # What was not touched is not asked about.
    assert "evidence" not in told.partition("What changed")[0]


def names_of(slug: str) -> str:
    return records.parse((GOLDEN / f"{slug}.yml").read_bytes(), f"orgs/{slug}.yml")[0].data["name"]


def test_new_deleted_renamed_and_unreadable_records(branch):
    orgs = branch / "orgs"
    (orgs / "eastside-voices.yml").write_text(NEW)
    (orgs / "old-bridge-survivors.yml").unlink()
    (orgs / "northside-voices.yml").rename(orgs / "northern-voices.yml")
    (orgs / "odd-signs.yml").write_text("name: [\n")
    commit(branch)
    told = read(branch)
    assert told.startswith(
        "4 records: 1 new, 1 renamed, 1 cannot be read, 1 taken away. 1 with something to fix.\n"
    )
    assert (
        "New: Eastside Voices (orgs/eastside-voices.yml)" in told
        and 'The record\n  Name: "Eastside Voices"\n' in told
    )
    assert "Taken away: Old Bridge Survivors (orgs/old-bridge-survivors.yml)" in told
    for hint in (
        'write "closed:"',
        "python3 build.py rename OLD NEW",
        "python3 build.py withdraw NAME",
    ):
        assert hint in told
    assert (
        "mental health experience in Leeds" not in told
    )  # what a record said that is gone is not told again
    assert (
        'The address of its page changes from "orgs/northside-voices.yml" '
        'to "orgs/northern-voices.yml", and the old one leads nowhere.' in told
    )
    assert "Cannot be read: (orgs/odd-signs.yml)" in told and "a bracket is not closed" in told


def test_record_renamed_by_the_command(branch):
    assert run(branch, "rename", "northside-voices", "northern-voices").returncode == 0
    commit(branch)
    told = read(branch)
    assert (
        'The old one, "orgs/northside-voices.yml", leads to the new one.' in told
        and "leads nowhere" not in told
    )
    assert (
        'More than records have changed. Read these with care (1): "schema/registers/moved.json".'
        in told
    )
    assert (
        'Who carries on: before "northside-voices", now "northern-voices"' in told
    )  # the same name twice would tell nothing


def test_withdrawn_group_is_not_named(branch):
    assert run(branch, "withdraw", "northside-voices").returncode == 0
    commit(branch)
    for form in ("text", "markdown"):
        told = read(branch, "--format", form)
        assert "Taken off at its own request" in told and "orthside" not in told, told


def test_unreadable_old_version(branch):
    git(branch, "switch", "-q", "main")
    (branch / "orgs" / "northside-voices.yml").write_text("name: [\n")
    commit(branch)
    git(branch, "switch", "-qC", "change")
    (branch / "orgs" / "northside-voices.yml").write_text(VOICES)
    commit(branch)
    assert (
        "The version before could not be read, so everything is shown as if it were new."
        in read(branch)
    )


def test_symlinks_folders_and_odd_file_names(branch):
    orgs = branch / "orgs"
    git(branch, "switch", "-q", "main")
    (orgs / "was-a-link.yml").symlink_to("/etc/passwd")
    commit(branch)
    git(branch, "switch", "-qC", "change")
    (orgs / "was-a-link.yml").unlink()
    (orgs / "was-a-link.yml").write_text(NEW)
    (orgs / "is-a-link.yml").symlink_to("/etc/passwd")
    (orgs / "a\n::error::b `x` | y.yml").write_text(NEW)
    (orgs / "folder.yml").mkdir()
    (orgs / "folder.yml" / "x.yml").write_text(NEW)
    commit(branch)
    assert (
        "orgs/folder.yml:1\n  This isn't an ordinary file."
        in run(branch, "check", "--since", "main").stdout
    )
    for form in ("text", "markdown"):
        told = read(branch, "--format", form)
        assert (
            "root:" not in told
            and "This is a link to another file." in told
            and "\n::error" not in told
        )
        assert (
            "The version before could not be read" in told
            and "This isn't an ordinary file." in told
        )


def test_shallow_history_and_unknown_revision(branch, tmp_path):
    (branch / "orgs" / "eastside-voices.yml").write_text(NEW)
    commit(branch)
    git(branch, "switch", "-q", "main")
    (branch / "docs" / "new.md").write_text("x")
    commit(branch)
    git(branch, "switch", "-q", "change")
    assert "docs/new.md" not in read(branch)  # what main did since is not this branch's doing
    (tmp_path / "shallow").mkdir()
    git(tmp_path / "shallow", "init", "-q")
    git(
        tmp_path / "shallow",
        "fetch",
        "-q",
        "--depth=1",
        branch.as_uri(),
        "main:main",
        "change:change",
    )
    git(tmp_path / "shallow", "switch", "-qf", "change")
    for name in ("ulo", "requirements"):
        shutil.copytree(branch / name, tmp_path / "shallow" / name)
    shutil.copy(branch / "build.py", tmp_path / "shallow")
    (tmp_path / "shallow" / ".venv").symlink_to(branch / ".venv")
    told = read(tmp_path / "shallow")
    assert "The history here is too short" in told and "Eastside Voices" in told
    for revision in ("no-such-branch", "--output=x", "main:orgs"):
        done = run(branch, "review", f"--since={revision}")
        assert (
            done.returncode == 2
            and f"Git knows no revision {revision}. Try: --since origin/main" in done.stderr
        )


def test_preview_without_pages(branch):
    (branch / "orgs" / "northside-voices.yml").unlink()
    commit(branch)
    assert "There is no preview, because no changed record can be drawn." in read(
        branch, "--preview", "preview"
    )
    assert not (branch / "preview").exists()


# --- What needs a second look ---------------------------------------------------------------------


def cases(schema, today, *texts: str) -> list[checks.CheckContext]:
    return [
        checks.CheckContext(
            records.parse(text.encode(), f"orgs/{number}-voices.yml")[0], schema, today
        )
        for number, text in enumerate(texts)
    ]


def asked(schema, today, before: str | None, after: str, *others: str) -> list[str]:
    new = cases(schema, today, after, *others)[0]
    old = cases(schema, today, before)[0] if before else None
    return [sentence.text() for sentence in find_prompts(RecordChange(old, new))]


def put(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


OFFICE = ("added:", "based_in: {town: Leeds, area: leeds, address: %s, postcode: LS1 4AP}\nadded:")
SHOWN = ("supports: [user_led]", "supports: [user_led, based_in]")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([], None),
        ([(OFFICE[0], OFFICE[1] % '"Example House, 1 Example Street"'), SHOWN], None),
        (
            [(OFFICE[0], OFFICE[1] % "12 Oak Road"), SHOWN],
            "Nothing in the address says that it is an office: 12 Oak Road. Is it a home?",
        ),
        (
            [
                (OFFICE[0], OFFICE[1] % "12 Oak Road"),
                SHOWN,
                (
                    "url: https://eastside.example.org/about",
                    "url: https://register-of-charities.charitycommission.gov.uk/1",
                ),
            ],
            "Is it a home? A register is its source: small groups register at the home of a "
            "trustee.",
        ),
        (
            [(OFFICE[0], OFFICE[1] % '"Flat 2, Example House"'), SHOWN],
            "The address has Flat in it: Flat 2, Example House. Is it somebody's home?",
        ),
        ([(OFFICE[0], OFFICE[1] % "c/o Example Centre"), SHOWN], "The address has c/o in it"),
        (
            [(OFFICE[0], OFFICE[1] % "Example House")],
            "No source says that it shows where the group is based.",
        ),
        (
            [
                (OFFICE[0], OFFICE[1] % "Example House"),
                SHOWN,
                ("[people-with-learning-disabilities]", "[survivors-of-abuse]"),
            ],
            "This group is for survivors of abuse, and the record shows where its door is (Office "
            "address, Postcode).",
        ),
        ([("[people-with-learning-disabilities]", "[survivors-of-abuse]")], None),
        (
            [("in Leeds who speak up together.", "in Leeds. Jane Smith set it up.")],
            'In "Summary": is Jane Smith a person?',
        ),
        (
            [("in Leeds who speak up together.", "in Leeds at the Jane Smith Centre.")],
            'In "Summary": is Jane Smith a person?',
        ),
        ([("in Leeds who speak up together.", "in Leeds at Mary House and George Street.")], None),
        (
            [("title: About us", "title: Interview with Mohammed Khan")],
            "is Mohammed Khan a person?",
        ),
        (
            [
                (
                    "{website: https://eastside.example.org}",
                    "{website: https://eastside.example.org, social: "
                    "[https://www.linkedin.com/in/jane]}",
                )
            ],
            "https://www.linkedin.com/in/jane looks like the page of one person.",
        ),
        (
            [
                (
                    "{website: https://eastside.example.org}",
                    "{website: https://eastside.example.org, phone: 0113 496 0000}",
                )
            ],
            "Phone: no source says that it shows this.",
        ),
        (
            [
                (
                    "{website: https://eastside.example.org}",
                    "{website: https://eastside.example.org, phone: 0113 496 0000}",
                ),
                ("supports: [user_led]", "supports: [user_led, contact.phone]"),
            ],
            None,
        ),
        (
            [("for: [people-with-learning-disabilities]", "for: [carers]")],
            "It is for carers, but led by people with learning disabilities.",
        ),
        (
            [("self-described", "constitution")],
            'The basis is "Its rules say so", but the evidence does not speak of that: '
            "It says that its members run it.",
        ),
        (
            [("self-described", "board-majority")],
            'The basis is "Most of its board", but the evidence does not speak of that',
        ),
        ([("self-described", "membership-controlled")], None),
        (
            [
                (
                    "It says that its members run it.",
                    "Most of its trustees have learning disabilities.",
                )
            ],
            'Would "Most of its board" fit better than "It says so itself"?',
        ),
        (
            [
                ("It says that its members run it.", "Its trustees have learning disabilities."),
                ("self-described", "board-majority\n  board_share: 75"),
            ],
            "A share of the board is given, but the evidence has no number",
        ),
        (
            [
                (
                    "source: https://eastside.example.org/about",
                    "source: https://paper.example.com/news",
                ),
                ("self-described", "listed-by-network"),
            ],
            None,
        ),
        (
            [("by: public-sources", "by: organisation")],
            "The record says that the group itself confirmed it. Did the group write to you",
        ),
        (
            [("year: 2025", "year: 2018")],
            "The newest source is from 2018. Is there anything newer?",
        ),
        (
            [(", year: 2025", "")],
            "No source has a year, so readers cannot tell how old the facts are.",
        ),
    ],
)
def test_prompts_for_a_new_record(changes, said, schema, today):
    found = asked(schema, today, None, put(NEW, *changes), VOICES)
    assert len(found) == bool(said), found
    assert not said or said in found[0]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([], [], None),
        (
            [],
            [("website: https://eastside.example.org", "website: https://cheap.example.com")],
            "The website moves from eastside.example.org to cheap.example.com. The new one has no "
            "word of the group's name.",
        ),
        (
            [],
            [("website: https://eastside.example.org", "website: https://voices-east.example.com")],
            "The website moves from eastside.example.org to voices-east.example.com. Look at both.",
        ),
        (
            [],
            [
                (
                    "website: https://eastside.example.org",
                    "website: https://www.eastside.example.org/new",
                )
            ],
            None,
        ),
        (
            [],
            [("contact: {website: https://eastside.example.org}\n", "")],
            "Taken out: Website. Does the pull request say why?",
        ),
        (
            [],
            [("added:", "closed: {year: 2020, source: https://news.example.org/x}\nadded:")],
            "The record says that the group has closed. Does https://news.example.org/x say so, "
            "and of this group?",
        ),
        (
            [("added:", "closed: {year: 2020, source: https://news.example.org/x}\nadded:")],
            [],
            "The group was listed as closed, and is open again in this change.",
        ),
        (
            [],
            [("name: Eastside Voices", "name: Fresh Start")],
            "The name changes from Eastside Voices to Fresh Start. Is it still the same group?",
        ),
        (
            [],
            [("name: Eastside Voices", "name: Fresh Start\nalso_known_as: [Eastside Voices]")],
            None,
        ),
        (
            [],
            [("self-described", "membership-controlled")],
            "Who leads the group, or how we know it, was changed. Read the source again: "
            "https://eastside.example.org/about",
        ),
        (
            [("2026-11-20, by", "2026-03-01, by")],
            [("2026-11-20, by", "2026-03-01, by"), ("who speak up together", "who speak up")],
            "the day of the last look (2026-03-01) was not.",
        ),
        (
            [("in Leeds who", "in Leeds with Jane Smith who")],
            [("in Leeds who", "in Leeds with Jane Smith who"), ("local,", "regional,")],
            None,
        ),
    ],
)
def test_prompts_for_a_changed_record(before, after, said, schema, today):
    found = asked(schema, today, put(NEW, *before), put(NEW, *after))
    assert len(found) == bool(said), found
    assert not said or said in found[0]


def test_self_answered_warnings_are_shown_to_the_reviewer(schema, today):
    weak = ("It says that its members run it.", "A place for people with learning disabilities.")
    other = (
        "It says that its members run it.",
        "A warm place for people with learning disabilities.",
    )
    noted = ("by: public-sources", "by: public-sources, answered: [nobody-leads]")
    said = (
        "The record says that someone has looked into this: "
        f'The evidence doesn\'t say who leads the group: "{weak[1]}". '
        "Do you agree that it's all correct?"
    )
    assert said in asked(schema, today, None, put(NEW, weak, noted))
    assert said in asked(schema, today, put(NEW, weak), put(NEW, weak, noted))
    assert said in asked(schema, today, put(NEW, other, noted), put(NEW, weak, noted))
    assert not asked(
        schema,
        today,
        put(NEW, weak, noted),
        put(NEW, weak, noted, ("who speak up together", "who speak up")),
    )


def test_every_prompt_has_a_docstring(schema):
    assert all(look.__doc__.endswith(".") for look in (*PROMPTS, *ASKERS))
    assert all(name.isascii() and name[0].isupper() for name in first_names(schema))


# --- Is it already here? --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ([], ""),
        (
            [("name: Eastside Voices", "name: NORTHSIDE Voices Ltd")],
            "the same name and the same place",
        ),
        (
            [("name: Eastside Voices", "name: Northsyde Voices")],
            "a similar name and the same place",
        ),
        ([("name: Eastside Voices", "name: Northside Speak Up Group")], "the same place"),
        (
            [
                (
                    "contact: {website: https://eastside.example.org}",
                    "contact: {website: http://www.northside.example.org/}",
                )
            ],
            "the same web page and the same place",
        ),
        (
            [
                (
                    "contact: {website: https://eastside.example.org}",
                    "contact: {website: http://www.northside.example.org/east}",
                )
            ],
            "pages on the same site and the same place",
        ),
        (
            [
                (
                    "contact: {website: https://eastside.example.org}",
                    "contact: {phone: +44 113 4960000}",
                )
            ],
            "the same phone number and the same place",
        ),
        (
            [
                (
                    "contact: {website: https://eastside.example.org}",
                    "contact: {email: Hello@northside.example.org}",
                )
            ],
            "the same email address and the same place",
        ),
        (
            [("added:", "identifiers: {GB-COH: '04627549'}\nadded:")],
            "the same registered number and the same place",
        ),
    ],
)
def test_likely_duplicates_have_reasons(changes, reasons, schema, today):
    new, *rest = cases(schema, today, put(NEW, *changes), VOICES)
    found = [sentence.text() for sentence in find_duplicates(RecordIndex([new, *rest]), new, None)]
    if not reasons:
        assert found == []
    else:
        assert (
            len(found) == 1
            and found[0].startswith("Northside Voices in orgs/1-voices.yml has ")
            and reasons in found[0]
        ), found


def test_namesake_in_another_place(schema, today):
    new, there = cases(
        schema,
        today,
        put(
            NEW,
            ("name: Eastside Voices", "name: Northside Voices"),
            ("serves: [leeds]", "serves: [cardiff]"),
        ),
        VOICES,
    )
    (told,) = [
        sentence.text() for sentence in find_duplicates(RecordIndex([new, there]), new, None)
    ]
    assert (
        told == "Northside Voices in orgs/1-voices.yml has the same name, "
        "but is in Leeds, not in Cardiff. Are they two groups?"
    )


def test_changed_record_lists_only_new_duplicates_likeliest_first(schema, today):
    before = put(NEW, ("name: Eastside Voices", "name: Northsyde Voices"))
    after = before + "identifiers: {GB-COH: '04627549'}\n"
    same, new, other = cases(schema, today, before, after, VOICES)
    assert find_duplicates(RecordIndex([same, other]), same, same) == []
    found = find_duplicates(RecordIndex([new, other]), new, same)
    assert (
        len(found) == 1
        and "the same registered number, a similar name and the same place" in found[0].text()
    )
    crowd = cases(
        schema,
        today,
        put(NEW, ("name: Eastside Voices", "name: Northside Voices")),
        *(VOICES.replace("Northside Voices", f"Northside Voices {n}") for n in range(9)),
    )
    assert len(find_duplicates(RecordIndex(crowd), crowd[0], None)) == 5


# --- Strangers' words -----------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    "![x](https://evil.example/x.png)",
    "[click](javascript:alert(1))",
    "@octocat #1 GH-2",
    "`",
    "``` ` ``",
    "a|b",
    "\\|`<b>",
    "\\",
    "a\nb\n# c",
    "\r\n| x | y |",
    "<!--",
    "https://evil.example",
    "\u202eabc",
    "\x1b[31m",
    "&lt;b&gt;",
    "**x**",
    "~~~\n",
    "</code><img src=x>",
    " ",
    "x`",
    "$x$",
    "::error::x",
    "##[error]x",
    ":tada:",
    "|---|",
)


def drawn(markdown: str) -> tuple[set[str], str, list[str]]:
    """Markdown as GitHub draws it: its elements, its text outside of code, and what is in code."""
    # Unsafe lets HTML pass, so that it would be seen here if any got through.
    page = html5lib.parse(
        cmarkgfm.github_flavored_markdown_to_html(
            markdown, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE
        ),
        namespaceHTMLElements=False,
    ).find("body")
    spans = ["".join(element.itertext()) for element in page.iter("code")]
    tags = {element.tag for element in page.iter()}
    for element in [*page.iter("code")]:
        element.text = None
        element[:] = []
    return tags, "".join(page.itertext()), spans


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    ("place", "tags"),
    [
        ("{}", {"body", "p", "code"}),
        ("- a {} b {} c\n- {}", {"body", "ul", "li", "code"}),
        (
            "| Field | Before | Now |\n|---|---|---|\n| A {} | {} | {} |\n",
            {"body", "table", "thead", "tbody", "tr", "th", "td", "code"},
        ),
    ],
    ids=["line", "list", "table"],
)
def test_code_span_contains_any_text(text, place, tags):
    shown = code_span(text)
    assert "\n" not in shown and shown.isprintable()
    found, outside, spans = drawn(place.replace("{}", shown))
    assert found == tags
    assert len(spans) == place.count("{}") and len(set(spans)) == 1
    assert re.sub(r"\s", "", outside) == re.sub(r"[\s{}|-]", "", place)


def test_hostile_record_stays_in_code_spans(schema, today):
    hostile = (
        put(
            NEW,
            ("Eastside Voices", "'<img src=x> @octocat ` | [x](https://evil.example)'"),
            ("title: About us", "title: '![x](https://evil.example/x.png) ``` | #1'"),
            ("led_by: [people-with-learning-disabilities]", "led_by: ['</td><script>']"),
            ("https://eastside.example.org}", "'https://evil.example/`|<b>'}"),
        )
        + "'<b>': '@octocat'\n? '`|'\n: x\n"
    )
    (case,) = cases(schema, today, hostile)
    _, problems = checks.run([case.record], schema, today)
    assert len(problems) > 5
    told = as_markdown(
        review.review_records({}, [case], ["orgs/0-voices.yml"], problems, schema, today),
        [review.make_message("review.notes.not_built", error="`|<b>@octocat")],
    )
    tags, outside, spans = drawn(told)
    assert tags == {
        "body",
        "h1",
        "h2",
        "h3",
        "p",
        "ul",
        "li",
        "code",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert not re.search(r"[<>@`]|octocat|evil|#1", outside), outside
    assert any("<img src=x> @octocat" in span for span in spans)


def test_text_has_no_control_characters(schema, today):
    data = records.parse(NEW.encode(), "orgs/x.yml")[0].data | {
        "name": "Voi\u202ece \x1b[31m\n::error::",
        "extra\x07": "##[error]",
    }
    case = checks.CheckContext(records.Record("x", "orgs/x\x1b.yml", data), schema, today)
    told = as_text(review.review_records({}, [case], ["orgs/x\x1b.yml"], [], schema, today), [])
    assert (
        all(line.isprintable() and not line.startswith("::") for line in told.split("\n"))
        and "##[" not in told
    )


def test_long_markdown_is_cut_between_records(branch):
    for number in range(500):
        (branch / "orgs" / f"voices-{number}.yml").write_text(
            NEW.replace("Eastside", f"Number{number}")
            .replace("eastside", f"n{number}")
            .replace(
                "summary: People",
                "also_known_as: "
                f"[{', '.join(f'{number}x{n} {chr(233) * 100}' for n in range(10))}]\nsummary: "
                "People",
            )
        )
    commit(branch)
    told = read(branch, "--format", "markdown")
    assert 900_000 < len(told.encode()) < 1_048_576
    shown = told.count("\n## New")
    assert f"**{500 - shown} more records are not shown here**" in told and told.startswith(
        "# Review of the records\n\n500 records: 500 new."
    )


def test_work_grows_with_the_number_of_records(schema, today):
    """Twice as many new records take about twice the work, not four times."""

    def calls_for(number: int) -> int:
        texts = [
            NEW.replace("Eastside", f"Number{n}").replace("eastside", f"n{n}")
            for n in range(number)
        ]
        new = cases(schema, today, *texts)
        paths = [case.record.path for case in new]
        return count_calls(
            lambda: as_markdown(review.review_records({}, new, paths, [], schema, today), [])
        )

    calls_for(1)  # What is prepared only once.
    assert calls_for(200) < 3 * calls_for(100)


def test_malformed_records_raise_nothing(schema, today):
    odd = [
        {},
        {
            "name": ["x"],
            "user_led": "x",
            "for": {"a": "b"},
            "sources": "x",
            "contact": ["y"],
            "checked": [],
            "closed": "x",
        },
        {
            "sources": ["x", {"url": ["y"], "supports": "z"}, {"supports": [["q"]]}],
            "work": {"what": "x"},
            "networks": [["x"]],
            "based_in": {"address": {"a": "b"}},
        },
        {
            "contact": {"website": "https://[::1", "email": "@"},
            "user_led": {"source": "http://[", "led_by": "x", "basis": "nothing"},
            "checked": {"on": "2026-13-45", "by": ""},
        },
    ]
    for before in [None, *odd]:
        for after in odd:
            old, new = (
                (
                    data is not None
                    and checks.CheckContext(records.Record("x", "orgs/x.yml", data), schema, today)
                )
                for data in (before, after)
            )
            content = {} if not old else {"orgs/x.yml": b"name: x\n"}
            for show in (as_text, as_markdown):
                show(review.review_records(content, [new], ["orgs/x.yml"], [], schema, today), [])
            find_prompts(RecordChange(old or None, new))
            list(list_differences(before or {}, after, schema, {}))
