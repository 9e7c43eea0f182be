"""Changes that the form sends field by field: written in the browser, read by the intake."""

import copy
import json
import random
from dataclasses import replace
from email.message import EmailMessage

import pytest
from test_javascript import FOLDER

from form_examples import BASE
from node import run_node_tests
from sites import CATALOGUE
from ulo import records
from ulo.checks import CheckContext
from ulo.contribute import browser_rules
from ulo.contribute.changes import TAKEN_OUT, field_version
from ulo.contribute.intake import receive, reply
from ulo.model import as_data, make_organisation
from ulo.records import Record

SLUG = "northside-voices"
RECORD = {
    **BASE,
    "contact": {"email": "info@example.org", "phone": "0113 496 0000"},
    "founded": "1999",
    "checked": {"on": "2026-11-01", "by": "organisation"},
}
HEAD = f"# orgs/{SLUG}.yml\n# Only what changed\nname: Northside Voices\n"
BY = "checked:\n  by: public-sources\n"


@pytest.fixture
def take(schema, today):
    """What becomes of a letter about RECORD as it is now."""

    def take(text, now=RECORD, slug=SLUG):
        context = CheckContext(Record(slug, f"orgs/{slug}.yml", now), schema, today)
        moved = replace(schema, redirects={"once-voices": SLUG})
        return receive(text.encode("utf-8"), moved, [context], [slug], today)

    return take


@pytest.fixture
def answer(schema):
    def link(slug):
        return slug, ""

    return lambda outcome: (
        reply.build_comment(outcome, schema, link),
        reply.build_pull_request(outcome, schema, link),
    )


def seen(field, value):
    return f"# {field} was {field_version(value)}\n"


def rest_of(data, *names):
    return {name: value for name, value in data.items() if name not in ("checked", *names)}


def test_only_what_changed_is_changed(take, answer):
    change = "contact:\n  phone: 0113 496 0123\nfounded: (taken out)\n"
    outcome = take(
        HEAD + change + BY + seen("contact.phone", "0113 496 0000") + seen("founded", "1999")
    )
    assert outcome.state == "ready" and outcome.slug == SLUG and outcome.conflicts == ()
    assert outcome.data["contact"] == {"email": "info@example.org", "phone": "0113 496 0123"}
    assert outcome.data["checked"] == {"on": "2026-11-21", "by": "public-sources"}
    assert rest_of(outcome.data, "contact") == rest_of(RECORD, "contact", "founded")
    comment, _ = answer(outcome)
    assert "0113 496 0123" in comment and "1999" in comment and "info@" not in comment
    assert reply.choose_label(outcome) == "ready to review"


def test_a_letter_may_be_corrected_by_hand(take):
    """Nobody has to know what the comments are for."""
    outcome = take(HEAD + BY + "contact:\n  phone: (0113) 4960123\n  website: www.example.org\n")
    assert outcome.data["contact"] == {
        "email": "info@example.org",
        "phone": "0113 496 0123",
        "website": "https://www.example.org",
    }
    assert outcome.conflicts == ()


LETTER = f"{HEAD}contact:\n  phone: 0113 496 0123\n{BY}" + seen("contact.phone", "0113 496 0000")
JOURNEYS = {
    "windows": LETTER.replace("\n", "\r\n"),
    "quoted": "".join(f"> {line}\n" for line in LETTER.splitlines()),
    "every second line empty": LETTER.replace("\n", "\n\n"),
    "issue": json.dumps({"issue": {"body": f"### What you want to tell us\n\n{LETTER}"}}),
    "issue with a fence": json.dumps({"issue": {"body": f"```yaml\n{LETTER}```\n"}}),
    "letter": f"Hello,\n\nour phone is new.\n\n{LETTER}\nKind regards\nAnna\n",
    "spaces lost": LETTER.replace("\n  ", "\n"),
}


@pytest.mark.parametrize("journey", JOURNEYS)
def test_a_change_survives_its_journey(journey, take):
    outcome = take(JOURNEYS[journey])
    assert outcome.state == "ready" and outcome.conflicts == ()
    assert outcome.data["contact"] == {"email": "info@example.org", "phone": "0113 496 0123"}
    assert len(outcome.data) == len(RECORD)
    newer = take(JOURNEYS[journey], {**RECORD, "contact": {"phone": "0113 496 0007"}})
    assert newer.data["contact"] == {"phone": "0113 496 0007"} and len(newer.conflicts) == 1


def test_newer_edits_are_never_reverted(take, answer):
    now = {**RECORD, "contact": {"email": "new@example.org", "phone": "0113 496 0007"}}
    change = "contact:\n  phone: 0113 496 0123\n  email: info@example.org\n"
    outcome = take(
        HEAD
        + "founded: 2001\n"
        + change
        + BY
        + seen("contact.phone", "0113 496 0000")
        + seen("founded", "1999"),
        now,
    )
    assert outcome.data["contact"] == {**now["contact"], "email": "info@example.org"}
    assert outcome.data["founded"] == "2001"
    assert [conflict.pointer for conflict in outcome.conflicts] == [("contact", "phone")]
    # The pull request is a draft, and both say what it is about.
    assert reply.choose_label(outcome) == "needs a maintainer"
    comment, request = answer(outcome)
    for text in (comment, request):
        assert "now: 0113 496 0007" in text and "you wrote: 0113 496 0123" in text
    assert "decide which is right before merging" in request


def test_who_wrote_the_same_as_somebody_else_is_in_no_conflict(take):
    now = {**RECORD, "founded": "2001"}
    outcome = take(HEAD + "founded: 2001\n" + BY + seen("founded", "1999"), now)
    assert outcome.conflicts == () and outcome.data["founded"] == "2001"


def test_a_conflict_alone_confirms_nothing(take, answer):
    outcome = take(
        HEAD + "founded: 2001\n" + BY + seen("founded", "1999"), {**RECORD, "founded": "1980"}
    )
    comment, _ = answer(outcome)
    assert outcome.data["founded"] == "1980"
    assert "Nothing else changes" not in comment


def test_the_same_in_another_style_is_in_no_conflict(take):
    change = "contact:\n  phone: (0113) 4960007\n"
    now = {**RECORD, "contact": {"phone": "0113 496 0007"}}
    outcome = take(HEAD + change + BY + seen("contact.phone", "0113 496 0000"), now)
    assert outcome.state == "ready" and outcome.conflicts == ()
    assert outcome.data["contact"] == now["contact"]


@pytest.mark.parametrize("mark", ["(Taken out)", '"(taken  out)."', "[(taken out)]"])
def test_the_mark_of_what_is_gone_may_be_written_somehow(mark, take):
    outcome = take(f"{HEAD}founded: {mark}\ncontact.phone: {mark}\n{BY}")
    assert outcome.state == "ready"
    assert "founded" not in outcome.data and outcome.data["contact"] == {
        "email": "info@example.org"
    }


def test_a_group_of_fields_that_is_taken_out_takes_nothing_newer_with_it(take):
    change = "contact: (taken out)\nchecked: (taken out)\n" + seen("contact.phone", "0113 496 0000")
    assert "contact" not in take(HEAD + change).data
    checked = {**RECORD["checked"], "answered": ["old-evidence"]}
    now = {**RECORD, "contact": {"phone": "0113 496 0007"}, "checked": checked}
    outcome = take(HEAD + change, now)
    assert outcome.data["contact"] == {"phone": "0113 496 0007"} and len(outcome.conflicts) == 1
    assert outcome.data["checked"]["answered"] == ["old-evidence"]


def test_a_letter_under_a_former_file_name_finds_its_group(take):
    outcome = take(LETTER.replace(SLUG, "once-voices"))
    assert (outcome.state, outcome.slug) == ("ready", SLUG)
    assert outcome.data["contact"]["phone"] == "0113 496 0123"
    whole = "".join(f"{name}: {json.dumps(value)}\n" for name, value in RECORD.items())
    outcome = take(f"# orgs/once-voices.yml\n{whole}")
    assert (outcome.state, outcome.slug) == ("ready", SLUG) and outcome.before == RECORD


@pytest.mark.parametrize(
    ("change", "now"),
    [
        ("contact:\n  phone: 0113 496 0123\n", {"contact": "x"}),
        ("contact:\n  phone: (taken out)\n", {"contact": ["x"]}),
        ("checked: (taken out)\n", {"checked": {"by": "organisation"}}),
        ("founded: 2001\n", {"checked": "x"}),
    ],
)
def test_a_faulty_record_can_be_changed(change, now, take):
    outcome = take(HEAD + change + "founded: 2001\n" * ("founded" not in change), RECORD | now)
    assert outcome.data["founded"] == "2001"


def test_of_two_letters_in_one_neither_is_lost(take):
    assert take(LETTER + LETTER.replace("0123", "0199")).reason == "versions"
    other = LETTER.replace(SLUG, "southside-talk").replace("Northside Voices", "Southside Talk")
    assert take(f"{LETTER}\n\n{other}").reason == "several"


def test_who_says_nothing_does_not_write_for_the_group(take):
    outcome = take(HEAD + "founded: 2001\n" + seen("founded", "1999"))
    assert outcome.data["checked"]["by"] == "public-sources"


def test_a_reviewer_s_answers_stay(take):
    now = {**RECORD, "checked": {**RECORD["checked"], "answered": ["old-evidence"]}}
    forged = "checked:\n  by: public-sources\n  answered: [personal-email]\n  on: 2020-01-01\n"
    outcome = take(HEAD + forged + "founded: 2001\n", now)
    assert outcome.data["checked"] == {
        "answered": ["old-evidence"],
        "by": "public-sources",
        "on": "2026-11-21",
    }


@pytest.mark.parametrize(
    ("text", "state", "reason"),
    [
        # Another file than the group, one that is not there, and none.
        (HEAD.replace(SLUG, "southside") + BY, "fault", "no_group"),
        (HEAD.replace(SLUG, "x" * 80) + BY, "fault", "no_group"),
        (HEAD.partition("\n")[2] + BY, "fault", "no_group"),
        # Fields that do not exist.
        (HEAD + BY + "juggling: 1\n# juggling was empty\n", "mend", ""),
        (HEAD + BY + "contact:\n  fax: 1\n# contact.fax was empty\n", "mend", ""),
        # What a record needs.
        (HEAD + BY + f"for: {TAKEN_OUT}\n" + seen("for", RECORD["for"]), "incomplete", ""),
    ],
)
def test_hostile_and_broken_letters_do_no_harm(text, state, reason, take):
    outcome = take(text)
    assert (outcome.state, outcome.reason) == (state, reason)


def test_a_letter_about_another_group_than_its_file_says_is_for_a_person(take):
    outcome = take(HEAD.replace("Northside Voices", "Southside Talk") + "founded: 2001\n" + BY)
    assert outcome.data["name"] == "Northside Voices"
    assert [conflict.pointer for conflict in outcome.conflicts] == [("name",)]
    known = HEAD.replace("Northside Voices", "Southside Talk") + BY
    outcome = take(known + seen("name", "Northside Voices"))
    assert outcome.data["name"] == "Southside Talk" and outcome.conflicts == ()


@pytest.mark.parametrize(
    "line", ["# a.b.c was 12345678", "# __class__ was 12345678", "# x was y", "# " + "a" * 9999]
)
def test_odd_comments_do_no_harm(line, take):
    outcome = take(f"{HEAD}{line}\nfounded: 2001\n{BY}")
    assert outcome.data["founded"] == "2001"


def test_without_its_comments_a_change_is_no_whole_record(take):
    outcome = take(f"# orgs/{SLUG}.yml\nname: Northside Voices\nfounded: 2001\n{BY}")
    assert outcome.state == "incomplete"


def test_huge_letters_are_read_or_refused(take):
    text = "".join(f"# a{'b' * (n % 30)} was 12345678\n" for n in range(4_000))
    assert take(HEAD + text + "founded: 2001\n" + BY).reason == "large"
    assert take(HEAD + text[:20_000] + "\nfounded: 2001\n" + BY).data["founded"] == "2001"
    # A line of spaces was looked at again from each of them.
    assert take(f"{HEAD}{BY}{' ' * 15_000}founded: 2001\n").data["founded"] == "2001"
    assert take(f"{HEAD}{BY}{' ' * 100_000}founded: 2001\n").reason == "lines"


# --- What the browser writes ---


def change_somehow(data, others, draw):
    """The record with some fields as others have them, and some gone."""
    after = copy.deepcopy(data)
    for name in draw.sample(["contact", "based_in", "area", "summary", "networks", "founded"], 3):
        other = draw.choice(others)
        if name in other and draw.random() < 0.8:
            after[name] = copy.deepcopy(other[name])
        elif name != "summary":
            after.pop(name, None)
    if "contact" in after and draw.random() < 0.5:
        after["contact"]["phone"] = "0113 496 0123"
    after["checked"] = {**after["checked"], "by": draw.choice(["organisation", "public-sources"])}
    return after


def test_what_the_form_writes_arrives_as_it_was_meant(tmp_path, schema, today):
    found, _ = records.read(CATALOGUE / "orgs", CATALOGUE)
    draw = random.Random(3)
    given = []
    for record in found:
        shown = as_data(make_organisation(record.slug, schema.cast(record.data)))
        others = [other.data for other in found]
        given += [(record, shown, change_somehow(shown, others, draw)) for _ in range(3)]
    versions = [[value, field_version(value)] for _, shown, _ in given for value in shown.values()]
    for record, shown, _ in given:
        # The page shows the record as it stands in the file.
        assert {name: field_version(value) for name, value in shown.items()} == {
            name: field_version(value) for name, value in record.data.items()
        }
    data = {
        "shape": browser_rules.build_rules(schema)["shape"],
        "versions": [*versions, ["", "empty"], [["a", "é \u2028 😀 \x7f"], None]],
        "changes": [
            {"slug": record.slug, "before": shown, "after": after} for record, shown, after in given
        ],
    }
    data["versions"][-1][1] = field_version(data["versions"][-1][0])
    run_node_tests([FOLDER / "record_change.test.js"], {"changes": data}, tmp_path)
    letters = json.loads((tmp_path / "letters.json").read_text("utf-8"))
    contexts = [CheckContext(record, schema, today) for record in found]
    slugs = [record.slug for record in found]
    for (record, _, after), letter in zip(given, letters, strict=True):
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "anna@example.org", f"Change: {after['name']}"
        mail.set_content(f"Please change this.\n\n{letter}End of the answers.\nAnna\n")
        outcome = receive(mail.as_bytes(), schema, contexts, slugs, today)
        assert outcome.conflicts == () and outcome.slug == record.slug
        assert outcome.data["checked"]["by"] == after["checked"]["by"]
        for name in {*after, *outcome.data} - {"checked", "meetings", "first_visit"}:
            wanted, got = after.get(name), outcome.data.get(name)
            assert field_version(wanted) == field_version(got), (record.slug, name)
