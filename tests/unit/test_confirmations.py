"""A group says that its page is right, by e-mail or in an issue: what is understood, and what the
maintainer and the group are told. Nothing that it proves is taken from what anybody can write."""

import email as email_module
import json
from datetime import timedelta
from email import policy
from email.message import EmailMessage

import pytest

from sites import GOLDEN, TODAY, copy, run
from ulo import records
from ulo.checks import CheckContext
from ulo.contribute.intake import receive, reply
from ulo.contribute.signed_codes import make_code

SECRET = b"a secret that no one else has, 32 long"
SLUG = "northside-voices"
MAILBOX = "hello@northside.example.org"
FILES = {path.stem: path.read_text("utf-8") for path in GOLDEN.glob("*.yml")}
RECORDS = {
    slug: records.parse(text.encode(), f"orgs/{slug}.yml")[0] for slug, text in FILES.items()
}
CODE = make_code(SLUG, RECORDS[SLUG].data, TODAY + timedelta(60), SECRET)
PREPARED = (
    "Everything on our page is correct.\nI'm writing for the group, from its own email address."
)


@pytest.fixture(scope="module")
def take(schema, today):
    contexts = [CheckContext(record, schema, today) for record in RECORDS.values()]

    def take(raw: bytes, secret: bytes = SECRET):
        return receive(
            raw,
            schema,
            contexts,
            FILES,
            today,
            file_text=lambda slug: FILES[slug],
            secret=secret,
        )

    return take


@pytest.fixture(scope="module")
def told(schema):
    """What the person is told, and what the maintainer is told."""

    def link(slug):
        return slug.title(), ""

    return lambda outcome: (
        reply.build_comment(outcome, schema, link),
        reply.build_pull_request(outcome, schema, link),
    )


def email(text: str, subject: str = f"Confirm: {SLUG}", sender: str = MAILBOX) -> bytes:
    message = EmailMessage()
    message["Message-ID"], message["Subject"] = "<1@example.org>", subject
    message["From"] = sender
    message.set_content(text)
    return message.as_bytes()


def issue(group: str, code: str = "_No response_", title: str = f"Confirm: {SLUG}") -> bytes:
    body = f"### Your group\n\n{group}\n\n### Code\n\n{code}"
    return json.dumps({"issue": {"title": title, "body": body}}).encode()


def changed_lines(outcome) -> list[str]:
    before, after = FILES[outcome.slug].split("\n"), outcome.text.split("\n")
    assert len(before) == len(after)
    return [new for old, new in zip(before, after, strict=True) if old != new]


# --- What is understood ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        email(f"{PREPARED}\nOur code: {CODE}"),
        email(f"{PREPARED}\nOur code:\n{CODE[:70]}\n{CODE[70:]}\n-- \nAny Name\n0113 496 0000"),
        email(CODE),
        email(f"All correct.\n{CODE}", subject=f"RE: Fwd: confirm: {SLUG}"),
        email(f"Confirm: Northside Voices\n{CODE}", subject="Our page"),
        email(f"confirm:  https://example.org/led/orgs/{SLUG}/\n\n{CODE}", subject=""),
        email(
            f"All correct!\n\nOn 3 May 2026, Led by Us wrote:\n> Hello,\n> https://x.org/#{CODE}\n",
            subject="Re: Is this still correct? Northside Voices",
        ),
        email(
            f"all correct\n\nFrom: Led by Us <hello@example.org>\nIs it?\nhttps://x.org/#{CODE}\n",
            subject="Re: Is this still correct? Northside Voices",
        ),
        email(f"All correct.\n\n-----Original Message-----\nhttps://x.org/#{CODE}\n", subject=""),
        issue(SLUG, CODE),
        issue("Northside Voices", CODE, title="Confirm: "),
        issue(f"https://example.org/led/orgs/{SLUG}/", CODE, title="Confirm: Northside Voices"),
        f"Confirm: {SLUG}\nOur code: {CODE}\n".encode(),
        f"\ufeffConfirm: {SLUG}\r\n\r\nOur code: {CODE}\r\n".encode(),
    ],
)
def test_group_confirms_its_page_with_a_code(take, told, raw):
    outcome = take(raw)
    assert (outcome.state, outcome.slug, outcome.verdict) == ("ready", SLUG, "valid")
    assert changed_lines(outcome) == [
        "checked: {on: 2026-11-21, by: organisation, answered: [unspoken-community]}"
    ]
    comment, request = told(outcome)
    assert "Nothing else changes" in comment and "Your code is right." in comment
    assert "Only the field `checked` changes" in request and "The code is right." in request
    assert CODE not in comment + request + outcome.text


@pytest.mark.parametrize(
    ("raw", "state"),
    [
        (email("Please confirm that you got our letter.", subject="A question"), "words"),
        (email("All correct.", subject="Re: Is this still correct? Northside Voices"), "words"),
        (email(f"Not all correct: we moved.\n> {CODE}", subject="Re: Is this right?"), "words"),
        (email(("word " * 100 + "\n") * 50), "words"),
        (email(PREPARED, subject="Confirm: nobody-at-all"), "fault"),
        (email(PREPARED, subject="Confirm:"), "fault"),
        (email(PREPARED, subject="Confirm: ../../etc/passwd"), "fault"),
        (email(PREPARED, subject="Confirm: \N{FULLWIDTH LATIN SMALL LETTER N}orth"), "fault"),
        (issue("nobody at all"), "fault"),
        (email(PREPARED, subject="Confirm: old-bridge-survivors"), "words"),
    ],
)
def test_other_letters_confirm_nothing(take, schema, raw, state):
    outcome = take(raw)
    assert outcome.state == state and not outcome.text and not outcome.confirms
    assert reply.build_comment(outcome, schema, lambda slug: (slug, ""))


@pytest.mark.parametrize(
    "words",
    [
        "But our phone number is now 0113 496 0001.",
        "On Mondays we now meet somewhere else:\nat the library",
        "From now on, write to us by post.",
        "It is NOT all correct.",
        "Not.",
        "Best wishes, Northside Voices",
    ],
)
def test_who_writes_more_is_read_by_a_person(take, told, words):
    """Nobody confirms what they also correct: a maintainer reads it first, with any code."""
    for text in (f"{PREPARED}\n{words}\n{CODE}", f"{CODE}\n\n{words}", f"{words}\n{PREPARED}"):
        outcome = take(email(text))
        assert outcome.state == "unproven" and outcome.has_more, text
        comment, request = told(outcome)
        assert "You also wrote something else" in comment and "Only the date" not in comment
        assert "Read it before you merge" in request


@pytest.mark.parametrize(
    "raw",
    [
        issue(f"https://example.org/led/orgs/{SLUG}/ but the phone number is wrong", CODE),
        issue("our group", CODE),
        issue(f"{SLUG}\n\nNot our phone number!", CODE),
        issue(SLUG, f"{CODE} We have moved."),
        issue(SLUG, f"{CODE}\n\n### More\n\nWe have moved."),
        issue(SLUG, CODE, title="Our phone number is wrong"),
        issue(SLUG, CODE, title=f"Confirm: {SLUG}, but not the phone number"),
    ],
)
def test_whatever_else_is_in_the_form_is_read_by_a_person(take, raw):
    outcome = take(raw)
    assert (outcome.state, outcome.has_more, outcome.slug) == ("unproven", True, SLUG)


def test_attached_file_is_looked_at_by_a_person(take):
    message = email_module.message_from_bytes(email(f"{PREPARED}\n{CODE}"), policy=policy.default)
    message.add_attachment(b"%PDF-1.4 what has to change", "application", "pdf", filename="x.pdf")
    outcome = take(message.as_bytes())
    assert (outcome.state, outcome.verdict, outcome.has_more) == ("unproven", "valid", True)


def test_correction_with_a_code_says_so(take, told):
    text = FILES[SLUG].replace("0113 496 0000", "0113 496 0001")
    sent = f"Please add this.\n\n# orgs/{SLUG}.yml\n# {CODE}\n{text}\nEnd of the answers.\n"
    outcome = take(email(sent, subject="Change: Northside Voices"))
    assert (outcome.state, outcome.verdict, outcome.confirms) == ("ready", "valid", False)
    assert CODE not in outcome.text
    assert "The code is right." in told(outcome)[1]
    assert take(email(sent.replace(CODE, ""), subject="x")).verdict is None


# --- What speaks for it ---------------------------------------------------------------------------

FORGED = CODE[:-1] + ("A" if CODE[-1] != "A" else "B")


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("", None),
        (FORGED, "wrong"),
        (CODE[:-1], None),
        (make_code(SLUG, RECORDS[SLUG].data, TODAY - timedelta(1), SECRET), "expired"),
        (make_code(SLUG, {"name": "Before"}, TODAY, SECRET), "changed"),
        (make_code("riverside-self-advocates", RECORDS[SLUG].data, TODAY, SECRET), "other"),
        (make_code(SLUG, RECORDS[SLUG].data, TODAY, SECRET * 2), "wrong"),
    ],
)
@pytest.mark.parametrize("channel", ["mail", "issue"])
def test_bad_code_proves_nothing(take, told, code, verdict, channel):
    raw = email(f"{PREPARED}\n{code}", sender="x@example.net")
    outcome = take(raw if channel == "mail" else issue(SLUG, code or "_No response_"))
    assert (outcome.state, outcome.verdict) == ("unproven", verdict)
    comment, request = told(outcome)
    assert "can't tell yet" in comment and "The code is right" not in request
    assert "Nothing here shows that it comes from the group" in request


def test_code_with_more_of_them_is_read_by_a_person(take):
    for raw in (email(f"{PREPARED}\n{CODE * 90}"), issue(SLUG, f"{CODE} {CODE}")):
        outcome = take(raw)
        assert outcome.state == "unproven" and outcome.has_more


def test_code_without_a_secret_is_left_unchecked(take, told):
    outcome = take(email(f"{PREPARED}\n{CODE}"), secret=b"")
    assert (outcome.state, outcome.verdict) == ("unproven", "unchecked")
    assert "no secret to check it with" in told(outcome)[1]


@pytest.mark.parametrize(
    ("sender", "is_same"),
    [
        (MAILBOX, True),
        (f"Northside <{MAILBOX.upper()}>", True),
        (f'"{MAILBOX}" <x@example.net>', False),
        (f"{MAILBOX}.example.net", False),
        (f"x{MAILBOX}", False),
        ("x@example.net", False),
    ],
)
def test_sender_is_a_hint_and_no_proof(take, told, sender, is_same):
    outcome = take(email(PREPARED, sender=sender))
    assert outcome.state == "unproven" and outcome.sender == ("same" if is_same else "other")
    comment, request = told(outcome)
    assert ("dmarc=pass" in request) == is_same
    assert ("Nothing here shows" in request) != is_same
    assert "example.net" not in comment + request, "whose mailbox it is stays out of the public"


def test_two_senders_are_none(take):
    raw = email(PREPARED).replace(b"From:", b"From: x@example.net\nFrom:", 1)
    assert take(raw).sender == ""
    raw = email(PREPARED).replace(b"From: ", b"From: x@example.net, ", 1)
    assert take(raw).sender == ""


def test_public_code_is_said_to_be_public(take, told):
    assert "Everyone can read the code" in told(take(issue(SLUG, CODE)))[1]
    assert "Everyone can read the code" not in told(take(email(f"{PREPARED}\n{CODE}")))[1]


def test_hostile_words_reach_nobody(take, told):
    evil = "@everyone ![x](https://evil.example/x.png) ::error:: Closes #1 <script>"
    outcome = take(email(f"{PREPARED}\n{evil}\n{FORGED}"))
    assert take(email(PREPARED, subject=f"Confirm: {SLUG} {evil}")).state == "fault"
    for text in told(outcome):
        assert not any(word in text for word in ("everyone ", "evil", "::", "#1", "<script"))


# --- The command ----------------------------------------------------------------------------------


def test_intake_checks_the_code_with_the_secret(tmp_path, monkeypatch):
    project = copy(tmp_path / "project", GOLDEN)
    letter = tmp_path / "letter.eml"
    letter.write_bytes(email(f"{PREPARED}\nOur code: {CODE}", sender="x@example.net"))
    record = project / "orgs" / f"{SLUG}.yml"
    for secret, state in ((SECRET.decode(), "ready"), ("", "unproven")):
        monkeypatch.setenv("CONFIRMATION_SECRET", secret)
        record.write_text(FILES[SLUG], "utf-8")
        done = run(project, "intake", str(letter), "--parcel", str(tmp_path / "parcel"))
        assert done.returncode == 0 and f"Result: {state}\n" in done.stdout, done.stderr
        assert "on: 2026-11-21, by: organisation" in record.read_text("utf-8")
        parcel = {path.name: path.read_text("utf-8") for path in (tmp_path / "parcel").iterdir()}
        assert (parcel["state"], parcel["slug"]) == (state, SLUG)
        assert parcel["record.yml"] == record.read_text("utf-8")
        for text in (*parcel.values(), done.stdout, done.stderr):
            assert SECRET.decode() not in text and CODE not in text
    monkeypatch.setenv("CONFIRMATION_SECRET", "short")
    done = run(project, "intake", str(letter))
    assert done.returncode == 2 and "too short" in done.stderr
