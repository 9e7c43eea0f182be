"""What strangers send becomes the record that they meant, or an answer that says what is wrong.

Nothing that they write does anything else.
"""

import json
import quopri
import re
from email.message import EmailMessage

import pytest
from hypothesis import given, settings, strategies as st

from sites import copy, run
from strategies import values
from ulo import records
from ulo.checks import CheckContext, library
from ulo.contribute.intake import NotAnIssueEventError, answers, receive, reply
from ulo.contribute.intake.markdown import escape_markdown
from ulo.contribute.intake.normalisation import add_dates
from ulo.core import rule_message_keys, rule_messages
from ulo.core.problems import RULES
from ulo.records import file_rules, yaml_rules
from ulo.records.formatting import dump
from ulo.records.values import read_record

RECORD = """\
# orgs/northside-voices.yml
name: Northside Voices
summary: People with learning disabilities in Leeds who speak up together, \
and train the staff of the council and others.
user_led:
  led_by: [people-with-learning-disabilities]
  basis: board-majority
  evidence: "It says this: most of its trustees are people with learning disabilities, \
and they choose the staff."
  source: https://www.example.org/about
for: [people-with-learning-disabilities]
activities: [self-advocacy, training-and-consultancy]
area:
  reach: local
  serves: [leeds]
contact:
  website: https://northside.example.org
  phone: "0113 496 0000"
networks: [national-network]
added: 2026-11-21
checked:
  on: 2026-11-21
  by: organisation
sources:
  - url: https://www.example.org/about
    title: About us
    supports: [user_led, founded, networks]
"""
ANSWERS = {
    "name": "Northside Voices",
    "summary": "People with learning disabilities in Leeds who speak up together.",
    "user_led.led_by": "People with learning disabilities",
    "user_led.basis": "Most of its board",
    "user_led.evidence": "Most of its trustees have a learning disability.",
    "user_led.source": "https://www.example.org/about",
    "for": "Carers",
    "activities": "Self-advocacy, Housing",
    "area.reach": "Local",
    "area.serves": "Leeds City Council\nBradford",
    "checked.by": "No, I found this on public pages",
}
EXISTING = {
    "there-already": RECORD.replace("Northside Voices", "There Already")
    .replace("northside.example.org", "there.example.org")
    .replace("2026-11-21\nchecked", "2026-01-31\nchecked"),
    "national-network": RECORD.replace("Northside Voices", "The National Network")
    .replace("northside.example.org", "national.example.org")
    .replace("networks: [national-network]\n", ""),
}


@pytest.fixture(scope="module")
def contexts(schema, today):
    return [
        CheckContext(records.parse(text.encode(), f"orgs/{slug}.yml")[0], schema, today)
        for slug, text in EXISTING.items()
    ]


@pytest.fixture(scope="module")
def take(schema, today, contexts):
    def receive_raw(raw: str | bytes):
        return receive(
            raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw,
            schema,
            contexts,
            EXISTING,
            today,
        )

    return receive_raw


@pytest.fixture(scope="module")
def comment_on(schema):
    return lambda outcome: reply.build_comment(
        outcome, schema, lambda slug: (slug.title(), f"https://example.org/orgs/{slug}/")
    )


def build_event(body: object) -> str:
    return json.dumps({"action": "opened", "issue": {"number": 7, "body": body}})


@pytest.fixture(scope="module")
def form(schema):
    def build_form(**changes: str) -> str:
        given = ANSWERS | {name.replace("__", "."): answer for name, answer in changes.items()}
        sections = []
        for question in answers.form_questions(schema):
            label = answers.question_label(question, schema)
            sections.append(f"### {label}\n\n{given.get(question.id, '_No response_')}")
        return build_event("\n\n".join(sections))

    return build_form


def build_email(text: str, kind: str = "plain", charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = (
        "anna@example.org",
        "Ein Täst",
        "<1@example.org>",
    )
    message.set_content(text, subtype=kind, charset=charset)
    return message.as_bytes()


def fold_lines(text: str, width: int = 72) -> str:
    """Each line broken at spaces, as mail programs do: what is left over starts at the edge."""
    lines = []
    for line in text.split("\n"):
        rest = line
        while len(rest) > width:
            indent = len(rest) - len(rest.lstrip())
            cut = rest.rfind(" ", indent + 1, width)
            if cut <= 0:
                break
            lines.append(rest[:cut])
            rest = rest[cut + 1 :]
        lines.append(rest)
    return "\n".join(lines)


def quote_lines(text: str, mark: str = "> ") -> str:
    return "\n".join(mark + line for line in text.split("\n"))


# --- A record, however it travels -----------------------------------------------------------------

FORMATS = {
    "file": RECORD,
    "event": build_event(f"### What you want to tell us\n\n```yaml\n{RECORD}\n```\n"),
    "event without a fence": build_event(f"### What you want to tell us\n\n{RECORD}"),
    "windows": RECORD.replace("\n", "\r\n"),
    "old mac": RECORD.replace("\n", "\r"),
    "byte order mark": b"\xef\xbb\xbf" + RECORD.encode(),
    "utf-16": RECORD.encode("utf-16"),
    "tabs": RECORD.replace("  ", "\t"),
    "special spaces": RECORD.replace("  ", "\u00a0 ").replace("Leeds who", "Leeds\u202fwho"),
    "typographic quotes": RECORD.replace('"0113 496 0000"', "“0113 496 0000”"),
    "low quotes": RECORD.replace('"0113 496 0000"', "„0113 496 0000“"),
    "letter": f"Dear all,\n\nhere is our group: name and all.\n\n{RECORD}\n"
    "Kind regards\nAnna Example\n-- \nAnna",
    "signature at once": f"{RECORD}-- \nAnna Example\nname: Anna",
    "line of signs": f"----- Record -----\n{RECORD}----- End of the record -----\n"
    "Please write back.\nsummary: no",
    "e-mail of the form, folded, its empty lines lost": (
        f"Please put this into the directory.\n{fold_lines(RECORD)}"
        "End of the answers.\nAnna Example"
    ),
    "fence": f"Hello!\n```yaml\n{RECORD}```\nname: something else",
    "folded": fold_lines(RECORD),
    "folded, quoted": quote_lines(fold_lines(RECORD)),
    "quoted, then folded": fold_lines(quote_lines(RECORD)),
    "quoted twice": quote_lines(quote_lines(RECORD, ">")),
    "forwarded": "---------- Forwarded message ---------\n"
    "From: Anna\nDate: today\nSubject: for you\nTo: us\n\n"
    f"{fold_lines(RECORD)}\n\nSent from my phone",
    "answer above the quotation": (
        f"{RECORD}\nOn 21 Nov, we wrote:\n" + quote_lines(RECORD.replace("Northside", "Southside"))
    ),
    "every second line empty": RECORD.replace("\n", "\n\n"),
    "mail": build_email(RECORD),
    "mail, folded": build_email(fold_lines(RECORD)),
    "mail, quoted-printable": b"MIME-Version: 1.0\n"
    b"Content-Type: text/plain; charset=utf-8\n"
    b"Content-Transfer-Encoding: quoted-printable\n\n" + quopri.encodestring(RECORD.encode()),
    "mail, windows letters": build_email(f"Grüße\n\n{RECORD}", charset="windows-1252"),
    "mail, unknown letters": build_email(RECORD).replace(
        b'charset="utf-8"', b'charset="x-nobody-knows"'
    ),
    "titles for ids": RECORD.replace(
        "[people-with-learning-disabilities]", "[People with learning disabilities]"
    )
    .replace("board-majority", "Most of its board")
    .replace("self-advocacy", "Self-advocacy")
    .replace("[leeds]", "[Leeds City Council]")
    .replace("reach: local", "reach: Local")
    .replace("[national-network]", "[The National Network]"),
    "texts for lists": RECORD.replace(
        "[people-with-learning-disabilities]", "people-with-learning-disabilities"
    ).replace(
        "[self-advocacy, training-and-consultancy]", "Self-advocacy, Training and consultancy"
    ),
    "other order, other style": "---\n"
    + "\n".join(sorted(re.split(r"\n(?=[a-z])", RECORD.strip().partition("\n")[2]), reverse=True)),
}


def test_an_older_issue_form_is_still_understood(take, form, schema):
    """Somebody edits an issue that they sent before its questions were called otherwise."""
    now, formerly = schema.messages, schema.messages["formerly"]
    own = now["intake"]["by"]["organisation"]
    body = json.loads(form(contact__email="info@example.org", checked__by=own))["issue"]["body"]
    for new, old in (
        ("### Email", f"### {formerly['titles']['contact.email']}"),
        (now["form"]["own"], formerly["own"]),
        (own, formerly["own_yes"]),
    ):
        body = body.replace(new, old)
    outcome = take(build_event(body))
    assert outcome.data["contact"] == {"email": "info@example.org"}
    assert outcome.data["checked"]["by"] == "organisation"


@pytest.mark.parametrize("format_name", FORMATS)
def test_record_is_read_from_every_format(format_name, take, schema):
    outcome = take(FORMATS[format_name])
    assert (outcome.state, outcome.slug, outcome.problems) == ("ready", "northside-voices", ())
    expected = records.parse(RECORD.encode(), "")[0].data
    assert outcome.data == expected
    assert outcome.text == dump(expected, schema)


def plain(value):
    """The data with what travels by e-mail may lose: which kind of space, and how many."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, list) else " ".join(value.split())


def undated(value):
    """Without the days on which a group said when it meets: that is the day it sends them."""
    if isinstance(value, dict):
        return {key: undated(part) for key, part in value.items() if key != "on"}
    return [undated(part) for part in value] if isinstance(value, list) else value


@settings(max_examples=30)
@given(data=st.data(), width=st.integers(50, 90))
def test_any_record_survives_email_folding_and_quoting(data, width, take, schema):
    record = data.draw(values(schema.json_schema))
    record["name"] = "Northside Voices"
    sent = f"Hello\n\n# orgs/northside-voices.yml\n{dump(record, schema)}\nGoodbye"
    outcome = take(build_email(quote_lines(fold_lines(sent, width))))
    assert outcome.data is not None, outcome
    read, _ = read_record(record, schema)
    for field in set(read) - {
        "added",
        "checked",
        "networks",
        "closed",
        "sources",
        "based_in",
        "contact",
    }:
        assert undated(plain(outcome.data[field])) == undated(plain(read[field]))


def test_attached_record_is_read_before_email_body(take):
    message = EmailMessage()
    message["Message-ID"] = "<1@example.org>"
    message.set_content("name: no\nsummary: no")
    message.add_alternative("<p>no</p>", subtype="html")
    message.add_attachment(
        RECORD.encode(),
        maintype="application",
        subtype="octet-stream",
        filename="northside-voices.yml",
    )
    assert take(message.as_bytes()).slug == "northside-voices"


# --- The form for a new group ---------------------------------------------------------------------


def test_issue_form_answers_become_record(take, form):
    outcome = take(
        form(
            contact__website="www.northside.example.org",
            based_in__postcode="ls1 4ap",
            access="Step-free, British Sign Language (BSL)",
            also_known_as="- NV\n- Northside",
            networks="The national network\nAnother Network",
            sources="Our report: https://www.example.org/report.\nhttps://www.example.com/",
        )
    )
    assert (outcome.state, outcome.slug) == ("ready", "northside-voices")
    assert outcome.data == {
        "name": "Northside Voices",
        "also_known_as": ["NV", "Northside"],
        "summary": ANSWERS["summary"],
        "user_led": {
            "led_by": ["people-with-learning-disabilities"],
            "basis": "board-majority",
            "evidence": ANSWERS["user_led.evidence"],
            "source": "https://www.example.org/about",
        },
        "for": ["carers"],
        "activities": ["self-advocacy", "housing"],
        "area": {"reach": "local", "serves": ["leeds", "bradford"]},
        "based_in": {"district": "LS1"},
        "contact": {"website": "https://www.northside.example.org"},
        "access": [{"is": "step-free"}, {"is": "bsl"}],
        "networks": ["national-network", "Another Network"],
        "sources": [
            {
                "url": "https://www.example.org/about",
                "title": "example.org",
                "supports": ["user_led"],
            },
            {"url": "https://www.example.org/report", "title": "Our report"},
            {"url": "https://www.example.com/", "title": "example.com"},
        ],
        "added": "2026-11-21",
        "checked": {"on": "2026-11-21", "by": "public-sources"},
    }


@pytest.mark.parametrize(
    ("field", "answer", "pointer", "value"),
    [
        (
            "checked.by",
            "Yes, I'm writing for the group",
            "checked",
            {"on": "2026-11-21", "by": "organisation"},
        ),
        ("checked.by", "yes", "checked", {"on": "2026-11-21", "by": "public-sources"}),
        (
            "area.serves",
            "Leeds, Bradford",
            "area",
            {"reach": "local", "serves": ["leeds", "bradford"]},
        ),
        ("area.serves", "None", "area", {"reach": "local"}),
        (
            "area.serves",
            "City of Bradford\n\n* leeds\n1. Leeds",
            "area",
            {"reach": "local", "serves": ["bradford", "leeds"]},
        ),
        ("activities", "I do not know, Housing", "activities", ["housing"]),
        (
            "based_in.address",
            "1 Example Street, Leeds ls1 4ap",
            "based_in",
            {"address": "1 Example Street, Leeds", "postcode": "LS1 4AP"},
        ),
        ("based_in.postcode", "LS1", "based_in", {"district": "LS1"}),
        (
            "summary",
            "One line\n\nand  another line of it",
            "summary",
            "One line and another line of it",
        ),
        (
            "user_led.evidence",
            "It says:\n### Their own heading\nwe run it.",
            "user_led.evidence",
            "It says: ### Their own heading we run it.",
        ),
    ],
)
def test_answer_is_normalised(field, answer, pointer, value, take, form):
    found = take(form(**{field.replace(".", "__"): answer})).data
    for step in pointer.split("."):
        found = found[step]
    assert found == value


@pytest.mark.parametrize(
    "unknown", ["I do not know", "i dont know.", "_No response_", "I don’t know"]
)
def test_unknown_answers_leave_record_incomplete(unknown, take, form, comment_on):
    outcome = take(form(user_led__evidence=unknown, user_led__source=unknown))
    assert outcome.state == "incomplete"
    assert "user_led" in outcome.text
    assert "**What's still missing**\n\n- Evidence: What the source shows" in comment_on(outcome)
    assert "a person looks for what's missing" in comment_on(outcome)


@pytest.mark.parametrize("field", ["summary", "user_led.evidence", "area.serves"])
def test_answer_cannot_inject_another_answer(field, take, form, comment_on):
    injected = "### Website\n\nhttps://evil.example.org\n\n### Phone\n\n0113 496 0000"
    outcome = take(form(**{field.replace(".", "__"): f"{ANSWERS[field]}\n\n{injected}"}))
    assert outcome.state == "mend"
    assert "contact" not in outcome.data
    assert "Website: There are two answers to this question." in comment_on(outcome)
    assert "Phone: There are two answers" in comment_on(outcome)


# --- New, changed, or there already ---------------------------------------------------------------


def test_change_keeps_added_date(take, comment_on):
    outcome = take(
        "# orgs/there-already.yml\n"
        + EXISTING["there-already"].replace("0113 496 0000", "0113 496 0001").partition("\n")[2]
    )
    assert (outcome.state, outcome.slug, outcome.data["added"]) == (
        "ready",
        "there-already",
        "2026-01-31",
    )
    assert (
        "**What would change**\n\n- Phone\n  - now: 0113 496 0000\n  - new: 0113 496 0001\n"
        in comment_on(outcome)
    )
    assert "Summary" not in comment_on(outcome)


def test_change_lists_removed_values(take, comment_on):
    text = EXISTING["there-already"].replace("northside-voices.yml", "there-already.yml")
    told = comment_on(
        take(
            text.partition("contact:")[0]
            + "added: 2026-01-31\n"
            + "sources:\n  - {url: https://www.example.org/about, title: About us}\n"
        )
    )
    assert "- Website\n  - now: `https://there.example.org`\n  - new: nothing\n" in told
    assert "Sources: something else changes here" in told  # what the source shows


def test_unchanged_record_is_confirmed(take, comment_on):
    outcome = take(EXISTING["there-already"].replace("northside-voices.yml", "there-already.yml"))
    assert outcome.state == "ready"
    assert outcome.data["checked"] == {"on": "2026-11-21", "by": "organisation"}
    assert "Nothing else changes" in comment_on(outcome)


def test_sender_cannot_add_answered_questions(take, today):
    weak = re.sub('evidence: ".*"', "evidence: A friendly place.", RECORD)
    answered = "checked:\n  answered: [nobody-leads, unspoken-community]\n"
    outcome = take(weak.replace("checked:\n", answered))
    assert weak != RECORD
    assert "answered" not in outcome.data["checked"]
    assert "answered" not in outcome.text
    assert {"nobody-leads", "unspoken-community"} <= {problem.rule for problem in outcome.problems}
    for sent, left in (
        ("old-evidence, nobody-leads", ["old-evidence"]),
        ("old-evidence", ["old-evidence"]),
    ):
        before = {"added": "2026-01-31", "checked": {"answered": ["old-evidence"]}}
        assert (
            add_dates({"checked": {"answered": sent.split(", ")}}, before, today)["checked"][
                "answered"
            ]
            == left
        )
    assert "answered" not in add_dates({"checked": {}}, before, today)["checked"]


@pytest.mark.parametrize(
    "text",
    [
        RECORD.replace("Northside Voices", "There Already"),
        RECORD.replace("Northside Voices", "THERE, already!"),
        RECORD.replace("northside-voices.yml", "there-already.yml").replace(
            "Northside Voices", "There Already"
        ),  # made on another day: a new group of this name
        RECORD.replace("Northside Voices", "National Network"),
    ],
)
def test_existing_record_is_never_overwritten(text, take, comment_on):
    outcome = take(text)
    assert outcome.state == "known"
    assert outcome.text == ""
    assert "](https://example.org/orgs/" in comment_on(outcome)


def test_possible_duplicates_are_listed(take, comment_on):
    outcome = take(
        RECORD.replace("https://northside.example.org", "http://www.there.example.org/").replace(
            "Northside Voices", "There Allready"
        )
    )
    assert outcome.state == "known"
    assert outcome.text == ""
    assert (
        "- [There-Already](https://example.org/orgs/there-already/): "
        "It has the same web page, the same phone number and the same place." in comment_on(outcome)
    )
    outcome = take(RECORD.replace("Northside Voices", "There Allready"))
    assert outcome.state == "ready"
    assert (
        "- [There-Already](https://example.org/orgs/there-already/): "
        "It has the same phone number and the same place. It has a very similar name."
        in comment_on(outcome)
    )


ELSEWHERE = (
    RECORD.replace("Northside Voices", "There Already")
    .replace("[leeds]", "[cardiff]")
    .replace("2026-11-21", "2026-11-20")
    .replace('"0113 496 0000"', '"0113 496 0009"')
)


@pytest.mark.parametrize(
    "text",
    [
        ELSEWHERE,
        ELSEWHERE.replace("orgs/northside-voices.yml", "orgs/there-already.yml"),
        build_email(ELSEWHERE),
        build_event(f"### What you want to tell us\n\n```yaml\n{ELSEWHERE}```"),
    ],
)
def test_namesake_elsewhere_is_accepted_with_warning(text, take, comment_on, schema):
    outcome = take(text)
    assert (outcome.state, outcome.slug, outcome.before) == ("ready", "there-already-cardiff", None)
    for told in (
        comment_on(outcome),
        reply.build_pull_request(
            outcome, schema, lambda slug: (slug.title(), f"https://example.org/orgs/{slug}/")
        ),
    ):
        assert (
            "- [There-Already](https://example.org/orgs/there-already/): "
            "It has the same name, but it's in Leeds. "
            "Your page's web address will say where you are" in told
        )


def test_namesake_in_issue_form_is_distinguished_by_place(take, form, comment_on):
    assert (
        take(form(name="There already", area__serves="Bradford")).slug == "there-already-bradford"
    )
    known = take(form(name="There already", area__serves="Leeds", based_in__town="Leeds"))
    assert known.state == "known"
    assert "It has the same name and the same place." in comment_on(known)
    assert "tell us its town or council" in comment_on(known)


def test_left_out_group_is_refused_with_reason(take, comment_on, schema):
    name, reason = next(iter(schema.left_out.items()))
    outcome = take(RECORD.replace("Northside Voices", name.title()))
    assert outcome.state == "left-out"
    assert outcome.text == ""
    assert reason in comment_on(outcome)


# --- What is no record, or a broken one -----------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "state", "words"),
    [
        ("The phone number of There Already is wrong.", "words", "A person will read this"),
        ("name: that of the group is wrong", "words", "A person will read this"),
        (
            build_event("### What you want to tell us\n\n```yaml\nThe phone number is wrong.\n```"),
            "words",
            "A person will read this",
        ),
        (build_event("Our tests are slow.\n\nname: x"), "nothing", ""),
        (build_event(None), "nothing", ""),
        (b"", "nothing", ""),
        (build_email("<p>name: x<br>summary: y</p>", "html"), "fault", "two letters from A to Z"),
        (b"name: x\n" * 1_100_000, "fault", "too long"),
        ("word " * 50_000, "fault", "too long"),
        (RECORD + "# word\n" * 10_000, "fault", "too long"),
        (
            f"{RECORD}\n---\n{RECORD.replace('orthside', 'outhside')}",
            "fault",
            "more than one group",
        ),
        (f"{RECORD}\n---\n{RECORD.replace('0000', '0001')}", "fault", "two different versions"),
        (
            "summary: A group without a name, but with a summary.\nfor: [carers]\n",
            "fault",
            "couldn't find the group's name",
        ),
        ("name: [a, b]\nsummary: x\n", "fault", "couldn't find the group's name"),
        ("name: 朋友\nsummary: x\n", "fault", "two letters from A to Z"),
        ("name: Con\nsummary: x\n", "fault", "two letters from A to Z"),
        (
            "name: X Y\nsummary: 'an open quotation\nfor: [carers]\n",
            "mend",
            "Line 2: We can't understand the file from here",
        ),
        ("name: X Y\nname: X Z\nsummary: x\n", "mend", "Line 2: The field"),
        ("name: X Y\nsummary: &a [*a, *a]\n", "mend", "special meaning"),
        ("name: X Y\nsummary: !!python/object:os.system [x]\n", "mend", "special meaning"),
        ("name: X Y\nsummary: a\x00b\n", "mend", "invisible character"),
        (
            "name: X Y\nuser_led: [a, {b: [c, {d: [e]}]}]\nsources: no\nchecked: []\n",
            "mend",
            "Sources",
        ),
        (
            "name: X Y\nbased_in: LS1\ncontact: [1]\nnetworks: {a: b}\n"
            "closed: x\naccess: x\nwork: x\narea: x\n",
            "mend",
            "Network",
        ),
        ("name: X Y\nsummary: " + "[" * 2000 + "\nfor: x\n", "mend", ""),
        ("name: X Y\n" + "activities: [" + "x, " * 6_000 + "]\nfor: [carers]\n", "mend", ""),
        ("name: X Y\nfor: [carers]\n" + "x\n" * 30_000, "incomplete", "these words"),
        (b"\xff\xfe\x00", "words", ""),
        (b'{"a": ' * 5_000, "fault", "a shorter text"),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n"
            + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 3_000,
            "fault",
            "in too many pieces",
        ),
        (
            b'Message-ID: <1>\nContent-Type: text/plain; charset="'
            + b"x" * 5_000
            + b'"\nContent-Transfer-Encoding: base64\n\n!!!!',
            "fault",
            "too many hidden details",
        ),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_malformed_submission_gets_answer(raw, state, words, take, comment_on):
    outcome = take(raw)
    assert outcome.state == state
    if state != "nothing":
        assert words in comment_on(outcome)
        assert len(comment_on(outcome)) < 20_000


@pytest.mark.parametrize("raw", ['{"pull_request": {}}', '{"issue": 7}', '{"issue": {"body": 7}}'])
def test_other_github_events_raise(raw, take):
    with pytest.raises(NotAnIssueEventError):
        take(raw)


@settings(max_examples=200)
@given(
    raw=st.one_of(
        st.binary(max_size=400),
        st.lists(
            st.sampled_from(
                [
                    *RECORD.split("\n"),
                    "> ",
                    "### Name",
                    "```",
                    "-- ",
                    "",
                    "\x00",
                    "  - ",
                    "a: b",
                    "“x”",
                    "---",
                ]
            ),
            max_size=40,
        ).map("\n".join),
    )
)
def test_arbitrary_input_never_raises(raw, take, comment_on):
    outcome = take(raw)
    comment_on(outcome)
    if outcome.text:
        assert re.fullmatch(r"orgs/[a-z0-9]+(-[a-z0-9]+)*\.yml", outcome.path)
        assert records.parse(outcome.text.encode(), outcome.path)[0]


# --- What is said ---------------------------------------------------------------------------------


def without_code(markdown: str) -> str:
    """What is left of Markdown without its code, in which no sign has a meaning."""
    return re.sub(r"`[^`\n]+`", "", markdown)


@pytest.mark.parametrize(
    "text",
    [
        "@someone",
        "hello @org/team!",
        "fixes #1",
        "closes example/led#1",
        "GH-12",
        "https://evil.example",
        "www.evil.example",
        "[x](https://evil.example)",
        "![x](y)",
        "<b>x</b>",
        "<!-- x",
        "&lt;b&gt;",
        "`code`",
        "``",
        "`",
        "a ` b `` c",
        "*x*",
        "_x_",
        "~~x~~",
        "| a | b |",
        "\\@x",
        ":smile:",
        "::error::x",
        "##[error]x",
        "$x$",
        "/close",
        "someone@example.org",
        "0123abcdef",
        "x\u202ey",
        "x\x07y",
        "# x",
        "- x",
        "+ x",
        "1. x",
        "> x",
        "a\n\nb",
        "=====",
        "```\nx\n```",
        "x" * 1000,
        "{{ x }}",
        "\ud800",
        "[^1]",
        "\u200b@x",
        "＠x",
        "@\u200dx",
    ],
)
def test_escape_markdown_neutralises_markup(text):
    shown = escape_markdown(f"So: {text} yes")
    assert "\n" not in shown
    assert len(shown) < 700
    assert shown.startswith("So: ")
    assert shown.count("`") % 2 == 0
    assert not re.search(
        r"[@#<>\[\]*~|\\$`{}=^]|\b_|_\b|https?:|www\.|&\w|\bGH-|::|:\w+:|\s/\w"
        r"|[^\w\s\"'“”‘’().,;:!?…&–+/%-]",
        without_code(shown),
        re.IGNORECASE,
    ), shown


@given(text=st.text(st.characters(exclude_categories=("Cs",))))
def test_escape_markdown_neutralises_any_text(text):
    assert not re.search(
        r"[@#<>\[\]*~|\\$`{}]|(?<!\w)_|_(?!\w)|://", without_code(escape_markdown(text))
    )


def test_escape_markdown_keeps_ordinary_words():
    for text in (
        "Sgiliau & Llais Cymru",
        "It's run by disabled people (18–25), LGBTQ+ people and carers.",
        "0113 496 0000",
        "“We lead”: 75% of the board; don't ask.",
        "Ŵy a'i ffrindiau!",
    ):
        assert escape_markdown(text) == text


def test_hostile_answers_are_escaped_in_replies(take, form, comment_on, schema):
    evil = "@everyone closes #1 <img src=x> [x](https://evil.example) `x` https://evil.example"
    outcome = take(
        form(
            name=f"Northside {evil}",
            summary=evil,
            user_led__evidence=evil,
            contact__website=evil,
            contact__phone=evil,
            area__serves=evil,
            networks=evil,
            based_in__town=evil,
        )
    )
    assert outcome.state == "mend"
    for text in (
        comment_on(outcome),
        reply.build_pull_request(outcome, schema, lambda slug: (slug, "")),
    ):
        assert not re.search(r"[@#<>\[\]]|://", without_code(text))
        assert "evil" in text


def rule_ids(module) -> set[str]:
    """The ids of the rules in a module, which are named after their functions."""
    return {name.replace("_", "-") for name in vars(module)} & set(RULES)


def test_reply_to_form_does_not_mention_files(schema):
    """Messages about lines, files and YAML have another wording for who never saw a record."""
    instead = schema.messages["intake"]["instead"]
    assert set(instead) <= set(RULES)
    # The file, its fields, the kinds of its values and the list of old addresses are made by us;
    # groups that may be the same have a list of their own.
    ours = (
        rule_ids(file_rules)
        | rule_ids(yaml_rules)
        | {
            "unknown-field",
            "wrong-kind",
            "missing-field",
            "moved-record",
            *reply.DUPLICATE_RULES,
        }
    )
    # The library is nothing that people are asked about.
    ours |= rule_ids(library)
    for rule in rule_message_keys():
        _, fix = rule_messages(rule)
        if (short := rule.partition(".")[0]) not in ours:
            told = instead.get(short, fix)
            assert not re.search(
                r"\bline\b|\bfile\b|\.yml|quotation|bracket|hyphen|\bfield|The list:", told
            ), f"{rule}: say it in other words in intake.instead"


def test_reply_fits_github_limit(take, comment_on, schema):
    """Words of which every second stands as code take most room; it is cut after a whole line."""
    text = (
        RECORD.partition("sources:")[0].replace("Northside Voices", "Northside " + "a @b " * 2_000)
        + "sources:\n"
        + "".join(
            f"  - url: ftp://example.org/{number}\n    title: <b>{'c @d ' * 300}\n"
            for number in range(30)
        )
    )
    outcome = take(text)
    for told in (
        comment_on(outcome),
        reply.build_pull_request(outcome, schema, lambda slug: (slug, "")),
    ):
        assert 3_000 < len(told) <= 60_001
        assert "`" not in without_code(told)
        assert told.endswith("\n")
    cut = reply._join_blocks([f"- `{'x' * 30_000}`", f"- `{'y' * 30_000}`", "- `z`"])
    assert len(cut) < 60_000
    assert cut.count("`") == 2


# --- The command ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("intake")
    (folder / "orgs").mkdir()
    for slug, text in EXISTING.items():
        (folder / "orgs" / f"{slug}.yml").write_text(text, "utf-8")
    return copy(folder / "project", folder / "orgs", least_town=0)


def test_intake_command_writes_record_from_email(project):
    (project / "letter.eml").write_bytes(build_email(quote_lines(fold_lines(RECORD))))
    done = run(project, "intake", "letter.eml")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Hello,\n\nThank you for telling us about Northside Voices.\n")
    assert "Now run:  python3 build.py check orgs/northside-voices.yml" in done.stdout
    assert run(project, "check", "orgs/northside-voices.yml").returncode == 0


def test_intake_command_reports_outcome(project):
    for text, code, told in (
        ("Please ring us.", 0, "A person will read this"),
        (
            RECORD.partition("\n")[2]
            .replace("Northside", "Westhill")
            .replace("northside", "westhill")
            .replace("0113 496 0000", "12"),
            1,
            "Written: orgs/westhill-voices.yml",
        ),
        (EXISTING["there-already"].partition("\n")[2], 1, "No record was written."),
        ('{"action": "opened"}', 2, "not of an issue"),
    ):
        (project / "letter.txt").write_text(text, "utf-8")
        done = run(project, "intake", "letter.txt")
        assert (done.returncode, told in done.stdout + done.stderr) == (code, True), (
            done.stdout + done.stderr
        )
    assert run(project, "intake", "nowhere.txt").returncode == 2
    assert run(project, "intake").returncode == 2


def test_a_change_keeps_the_comments_of_the_file_and_none_of_what_was_sent(project):
    path = project / "orgs" / "there-already.yml"
    before = path.read_text("utf-8")
    path.write_text(before.replace("contact:", "# Asked by phone\ncontact:"), "utf-8")
    sent = before.replace("0113 496 0000", "0113 496 0001")
    letter = f"# orgs/there-already.yml\n# A word of the sender\n{sent}"
    (project / "letter.txt").write_text(letter, "utf-8")
    assert run(project, "intake", "letter.txt").returncode == 0
    kept = path.read_text("utf-8")
    assert "\n# Asked by phone\ncontact:" in kept and "0113 496 0001" in kept
    assert "sender" not in kept and "# orgs/" not in kept
    path.write_text(before, "utf-8")


def test_reply_links_to_existing_record(project):
    (project / "letter.txt").write_text(EXISTING["there-already"].partition("\n")[2], "utf-8")
    for options, link in (
        (
            ["--address", "https://example.org/led/"],
            "\n  https://example.org/led/orgs/there-already/\n",
        ),
        ([], "There Already (orgs/there-already.yml)"),
        (
            ["--repository", "https://github.com/example/led"],
            "\n  https://github.com/example/led/blob/main/orgs/there-already.yml\n",
        ),
    ):
        assert link in run(project, "intake", "letter.txt", *options).stdout


# --- The largest record ---------------------------------------------------------------------------


def test_largest_record_is_read_from_every_format(take, schema):
    data = records.parse(RECORD.encode(), "")[0].data
    data["sources"] = [
        {
            "url": f"https://www.example.org/{number}/{'x' * 440}",
            "title": f"Page {number}: " + "word " * 28 + "end",
            "year": "2024",
        }
        for number in range(40)
    ]
    data["user_led"]["source"] = data["sources"][0]["url"]
    data["work"] = [
        {
            "what": f"Piece {number}: " + "word " * 43 + "end",
            "with": "Leeds City Council",
            "stage": "review",
            "changed": "It says: " + "word " * 55 + "end",
            "source": f"https://www.example.org/{'y' * 460}",
        }
        for number in range(30)
    ]
    data["access"] = [
        {
            "is": "step-free",
            "detail": "word " * 30 + "end",
            "source": f"https://www.example.org/{'z' * (400 + number)}",
        }
        for number in range(8)
    ]
    text = "# orgs/northside-voices.yml\n" + dump(data, schema)
    assert 63_000 < len(text.encode()) <= 65_400
    for raw in (
        text,
        build_event(f"### What you want to tell us\n\n```yaml\n{text}\n```"),
        build_email(fold_lines(text)),
        build_email(quote_lines(fold_lines(text))),
    ):
        outcome = take(raw)
        assert outcome.data == data
        assert outcome.state == "ready"
