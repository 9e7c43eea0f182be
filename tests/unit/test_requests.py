"""What people ask for in their own words becomes a suggestion where it is certain, never more."""

import json

import pytest

from sites import copy, run
from ulo import records
from ulo.checks import CheckContext
from ulo.contribute.intake import receive, reply

GROUP = """\
name: Riverbend Minds
summary: People who have lived with depression run a weekly drop-in and a phone line in Leeds.
user_led:
  led_by: [people-with-mental-health-experience]
  basis: board-majority
  evidence: Most of its trustees must have used mental health services themselves.
  source: https://www.riverbend.example.org/about
for: [people-with-mental-health-experience]
activities: [peer-support, helpline]
area:
  reach: local
  serves: [leeds]
based_in:
  town: Leeds
  area: leeds
  address: Example House, 1 Example Street
  postcode: LS1 4AP
contact:
  website: https://www.riverbend.example.org
  email: info@riverbend.example.org
  phone: "0113 496 0123"
added: 2026-01-31
checked:
  on: 2026-01-31
  by: public-sources
sources:
  - url: https://www.riverbend.example.org/about
    title: About us
    supports: [user_led]
"""
OTHER = (
    GROUP.replace("Riverbend Minds", "Riverbend Minds Carers Circle")
    .replace("www.riverbend.example.org", "carers.example.org")
    .replace("info@riverbend.example.org", "hello@carers.example.org")
    .replace("0123", "0177")
)
SHORT = (
    GROUP.replace("Riverbend Minds", "Voices")
    .replace("riverbend", "voices")
    .replace("0123", "0188")
)
FILES = {"riverbend-minds": GROUP, "riverbend-carers": OTHER, "voices": SHORT}
NAMED = "This is Riverbend Minds. "


@pytest.fixture(scope="module")
def take(schema, today):
    contexts = [
        CheckContext(records.parse(text.encode(), f"orgs/{slug}.yml")[0], schema, today)
        for slug, text in FILES.items()
    ]
    return lambda text: receive(text.encode(), schema, contexts, FILES, today)


@pytest.fixture(scope="module")
def comment_on(schema):
    return lambda outcome: reply.build_comment(
        outcome, schema, lambda slug: (slug.title(), f"https://example.org/orgs/{slug}/")
    )


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Our phone number is now 0113 496 0124.", "contact.phone", "0113 496 0124"),
        ("Our new number: 0113 496 0124", "contact.phone", "0113 496 0124"),
        (
            "Please change our phone from 0113 496 0123 to 0113 496 0124.",
            "contact.phone",
            "0113 496 0124",
        ),
        (
            "Our phone number has changed.\nIt is 0113 496 0124, not 0113 496 0999.",
            "contact.phone",
            "0113 496 0124",
        ),
        ("The number was 0113 496 0999. Now call 0113 496 0124", "contact.phone", "0113 496 0124"),
        (
            "Please change our website to https://new.example.org/",
            "contact.website",
            "https://new.example.org/",
        ),
        (
            "Our website is now at www.newminds.org.uk.",
            "contact.website",
            "https://www.newminds.org.uk",
        ),
        (
            "Please use our new email: hello@newminds.org.uk",
            "contact.email",
            "hello@newminds.org.uk",
        ),
        (
            "We have moved to Suite 4, 12 Example Road, Leeds, LS2 8JS.",
            "based_in.address",
            "Suite 4, 12 Example Road",
        ),
        ("Our new address is 12 Example Road,\nLeeds\nls2 8js", "based_in.postcode", "LS2 8JS"),
    ],
)
def test_clear_request_becomes_suggestion(text, field, value, take, comment_on, schema):
    outcome = take(NAMED + text + "\n\nKind regards\nSam\n07700 900123\nsam@example.org")
    assert (outcome.state, outcome.slug) == ("suggestion", "riverbend-minds"), outcome
    group, name = field.split(".")
    assert outcome.data[group][name] == value
    changed = {key for key in outcome.data if outcome.data[key] != outcome.before[key]}
    assert changed == {group}
    # Nobody has looked at the rest, and who wrote is not known.
    assert outcome.data["checked"] == outcome.before["checked"]
    old = outcome.before[group][name]
    told = comment_on(outcome)
    assert f"  - now: {old}" in told.replace("`", "")
    assert f"  - new: {value}" in told.replace("`", "")
    assert schema.messages["intake"]["suggestion"] in told
    request = reply.build_pull_request(outcome, schema, lambda slug: (slug, ""))
    assert schema.messages["intake"]["request"]["suggestion"] in request
    assert reply.LABELS[outcome.state] == "needs a maintainer"


def test_two_values_of_different_fields_are_one_suggestion(take):
    outcome = take(f"{NAMED}New phone: 0113 496 0124, new email: hello@newminds.org.uk")
    assert outcome.state == "suggestion"
    assert outcome.data["contact"]["phone"] == "0113 496 0124"
    assert outcome.data["contact"]["email"] == "hello@newminds.org.uk"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Riverbend Minds: our phone is now 0113 496 0124", ["riverbend-minds"]),
        ("riverbend minds has a new number, 0113 496 0124", ["riverbend-minds"]),
        ("Riverbend Minds Carers Circle has a new number, 0113 496 0124", ["riverbend-carers"]),
        ("Our number is now 0113 496 0124. https://x.example/orgs/voices/", ["voices"]),
        ("Voices has a new number: 0113 496 0124", ["voices"]),
        ("Phone is now 0113 496 0124\n-- \nRiverbend Minds\n0113 496 0999", ["riverbend-minds"]),
        ("New phone for orgs/riverbend-carers.yml: 0113 496 0124", ["riverbend-carers"]),
        ("New phone for info@riverbend.example.org: 0113 496 0124", ["riverbend-minds"]),
        ("New phone for www.riverbend.example.org: 0113 496 0124", ["riverbend-minds"]),
        # The subject that our own programs write, and the page in the e-mail that was answered.
        (
            "Subject: Re: Is this still correct? Riverbend Minds\nMIME-Version: 1.0\n\n"
            "The phone number is now 0113 496 0124",
            ["riverbend-minds"],
        ),
        (
            "The phone number is now 0113 496 0124\n\nOn Friday, we wrote:\n"
            "> Your page: https://x.example/orgs/voices/\n> Riverbend Minds",
            ["voices"],
        ),
    ],
)
def test_group_is_found(text, found, take):
    outcome = take(text)
    assert (outcome.state, list(outcome.found)) == ("suggestion", found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our phone number is now 0113 496 0124.", []),
        ("Some voices say that the phone number is now 0113 496 0124.", []),
        ("From: info@riverbend.example.org\nMIME-Version: 1.0\n\nNew phone: 0113 496 0124", []),
        (
            "Riverbend Minds and Voices have a new phone: 0113 496 0124",
            ["riverbend-minds", "voices"],
        ),
        (f"{NAMED}Call 0113 496 0124 or 0113 496 0125, our new numbers.", ["riverbend-minds"]),
        (f"{NAMED}Our phone is 0113 496 0123. That is correct.", ["riverbend-minds"]),
        (f"{NAMED}Our phone number is not 0113 496 0124 now.", ["riverbend-minds"]),
        (f"{NAMED}Our new textphone number is 0113 496 0124.", ["riverbend-minds"]),
        (f"{NAMED}Our new phone number is 0113 496.", ["riverbend-minds"]),
        (f"{NAMED}Our new website is https://facebook.com/riverbend", ["riverbend-minds"]),
        (f"{NAMED}Our new website is http://localhost/x", ["riverbend-minds"]),
        (f"{NAMED}Our new email is sam.example@gmail", ["riverbend-minds"]),
        (f"{NAMED}We have moved to 12 Example Road, Bradford BD1 1AA.", ["riverbend-minds"]),
        (f"{NAMED}Our name is now Riverside Minds.", ["riverbend-minds"]),
        (f"{NAMED}Please remove our phone number.", ["riverbend-minds"]),
        (f"{NAMED}{'word ' * 700} Our new phone is 0113 496 0124.", ["riverbend-minds"]),
    ],
)
def test_what_is_not_certain_is_for_a_person(text, found, take, comment_on):
    outcome = take(text)
    assert (outcome.state, outcome.text, outcome.request) == ("words", "", "")
    assert list(outcome.found) == found
    told = comment_on(outcome)
    assert "A person will read this" in told
    for slug in found:
        assert f"](https://example.org/orgs/{slug}/)" in told


@pytest.mark.parametrize(
    ("text", "request_key"),
    [
        ("We have closed.", "closed"),
        ("Sadly the group has now closed down. The phone 0113 496 0124 is new.", "closed"),
        ("We are closing in March, our number is now 0113 496 0124.", "closed"),
        ("The group no longer exists.", "closed"),
        ("I'm sorry to say they've folded.", "closed"),
        ("Riverbend Minds closed in March.", "closed"),
        ("It had to close", "closed"),
        ("Please remove us.", "remove"),
        ("Take us off", "remove"),
        ("We'd like to be taken off your website. Our number is now 0113 496 0124", "remove"),
        ("Please delete our page from your directory", "remove"),
    ],
)
def test_closing_and_removing_are_named_and_change_nothing(
    text, request_key, take, comment_on, schema
):
    outcome = take(f"{NAMED}{text}")
    assert (outcome.state, outcome.request, outcome.text) == ("words", request_key, "")
    assert schema.messages["intake"]["requests"][request_key] in comment_on(outcome)


@pytest.mark.parametrize(
    "text",
    [
        "Our office is closed on Fridays. It's new.",
        "The list has closed for the year",
        "The waiting list is closed now.",
        "We have not closed. Our new leaflet says so.",
        "We run a closed group on a social site",
        "We are close to the station",
    ],
)
def test_closing_for_a_time_is_no_closing(text, take):
    assert take(f"{NAMED}{text}").request == ""


def test_suggestion_keeps_to_the_rules(take):
    """What the rules find wrong is for a person: a number that costs more."""
    assert take(f"{NAMED}Our new phone number is 0905 123 4567").state == "words"


def test_hostile_request_is_escaped(take, comment_on):
    told = comment_on(take(f"{NAMED}Our website is now https://evil.example.org/](x)@everyone<b>"))
    assert "@everyone" not in "".join(told.split("`")[::2])


def test_title_of_an_issue_names_the_group(take):
    body = "### What you want to tell us\n\nOur phone number is now 0113 496 0124."
    event = {"action": "opened", "issue": {"title": "A change: Riverbend Minds", "body": body}}
    assert take(json.dumps(event)).state == "suggestion"
    event["issue"]["body"] = body.partition("\n\n")[2]  # not one of our forms
    assert take(json.dumps(event)).state == "nothing"


def test_intake_command_packs_suggestion_for_a_maintainer(tmp_path):
    (tmp_path / "orgs").mkdir()
    (tmp_path / "orgs" / "riverbend-minds.yml").write_text(GROUP, "utf-8")
    project = copy(tmp_path / "project", tmp_path / "orgs", least_town=0)
    (project / "letter.txt").write_text(f"{NAMED}Our phone is now 0113 496 0124.", "utf-8")
    done = run(project, "intake", "letter.txt", "--parcel", "parcel")
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip().endswith("Result: suggestion")
    parcel = {path.name: path.read_text("utf-8") for path in (project / "parcel").iterdir()}
    assert (parcel["state"], parcel["label"]) == ("suggestion", "needs a maintainer")
    assert parcel["slug"] == "riverbend-minds"
    assert "0113 496 0124" in parcel["record.yml"]
    assert "own words" in parcel["request.md"]
