"""Replies to our letters, in the shapes of mail programs: which group is meant, what that proves,
and the answer as an e-mail. Every byte of the head may be hostile."""

import email as email_module
import shutil
from dataclasses import replace
from datetime import timedelta
from email import policy

import pytest
import yaml
from hypothesis import given, strategies as st

from sites import GOLDEN, TODAY, copy, run
from ulo import records
from ulo.checks import CheckContext
from ulo.contribute.intake import build_reply, build_report, receive, reply
from ulo.contribute.intake.mail_text import join_flowed_lines
from ulo.contribute.signed_codes import make_code
from ulo.core import letters

SECRET = b"a secret that no one else has, 32 long"
SLUG, OTHER = "northside-voices", "riverside-self-advocates"
MAILBOX = "hello@northside.example.org"
FILES = {path.stem: path.read_text("utf-8") for path in GOLDEN.glob("*.yml")}
RECORDS = {
    slug: records.parse(text.encode(), f"orgs/{slug}.yml")[0] for slug, text in FILES.items()
}
CODE = make_code(SLUG, RECORDS[SLUG].data, TODAY + timedelta(60), SECRET)
LETTER = f"Hello,\nIf it's all correct, just reply: All correct.\n  https://x.org/confirm/#{CODE}\n"
SUBJECT = f"Is this still correct? Northside Voices [Ref: {SLUG}]"
THREAD = letters.make_message_id(SLUG, TODAY, "hello@example.org")
QUOTED = "\n".join(f"> {line}" for line in LETTER.split("\n"))
WROTE = "On 21 Nov 2026, at 10:02, Led by Us <hello@example.org> wrote:"
ASKING = f"{LETTER}If you don't want to be on our website, just reply: Take us off.\n"
PAGE = LETTER.replace("\n", "<br>")
# What the words of a person look like, as each program sends them.
SHAPES = {
    "gmail": f"<div>{{}}</div><div>Best wishes,</div><div>Sam</div><div>{WROTE}<br></div>"
    f"<blockquote>{PAGE}</blockquote>",
    "outlook": f"{{}}\n\nRegards\nSam Example\nSecretary\n\n{'_' * 32}\nFrom: Led by Us "
    f"<hello@example.org>\nSent: 21 November 2026 10:02\nTo: x\nSubject: {SUBJECT}\n\n{LETTER}",
    "outlook in Welsh": f"{{}}\n\n{'_' * 32}\nOddi wrth: Led by Us <hello@example.org>\n"
    f"Anfonwyd: 21 Tachwedd 2026 10:02\nAt: x\nPwnc: {SUBJECT}\n\n{ASKING}",
    "outlook in French": f"<p>{{}}</p><div><b>De :</b> Led by Us &lt;hello@example.org&gt;<br>"
    f"<b>Envoy\xe9 :</b> samedi<br><b>\xc0 :</b> x<br><b>Objet :</b> {SUBJECT}"
    f"</div><p>{ASKING}</p>",
    "iphone": f"{{}}\n\nSent from my iPhone\n\n> {WROTE}\n> \n{QUOTED}",
    "below": "On 21 Nov 2026, at 10:02, Led by Us <hello@example.org>\nwrote:\n\n"
    f"{QUOTED}\n\n{{}}\n",
    "german": f"{{}}\n\nAm 21.11.2026 um 10:02 schrieb Led by Us:\n{QUOTED}\n",
}


@pytest.fixture(scope="module")
def take(schema, today):
    contexts = [CheckContext(record, schema, today) for record in RECORDS.values()]

    def take(raw: bytes, schema=schema):
        return receive(
            raw, schema, contexts, FILES, today, file_text=FILES.__getitem__, secret=SECRET
        )

    return take


@pytest.fixture(scope="module")
def tell(schema):
    """What the maintainer is told, as one text."""
    return lambda outcome: "\n".join(
        build_report(outcome, schema, lambda slug: (slug.title(), ""), "en")
    )


def mail(
    text: str, subject: str = f"Re: {SUBJECT}", head: str = "", sender: str = MAILBOX
) -> bytes:
    kind = "html" if text.startswith("<") else "plain"
    return (
        f"From: {sender}\nSubject: {subject}\nMessage-ID: <1@x.org>\n{head}MIME-Version: 1.0\n"
        f"Content-Type: text/{kind}; charset=utf-8\n\n{text}\n"
    ).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("words", ["All correct.", "Yes that's fine", "It is all correct, thanks!"])
def test_agreement_with_the_quoted_code_confirms(take, tell, shape, words):
    outcome = take(mail(SHAPES[shape].format(words)))
    assert (outcome.state, outcome.slug, outcome.verdict) == ("ready", SLUG, "valid")
    report = tell(outcome)
    assert f"They mean Northside-Voices (orgs/{SLUG}.yml)" in report
    assert "The code is right" in report and "only shows which group" not in report


@pytest.mark.parametrize(
    "words",
    ["Mae popeth yn gywir.", "Mae'r cyfan yn gywir!", "Bore da\nYdy, mae hynny'n iawn, diolch"],
)
@pytest.mark.parametrize(
    "rest",
    [
        "Cofion cynnes,\nSam Example, Cadeirydd y Gr\u0175p",
        f"Anfonwyd o fy iPhone\n\nOddi wrth: A <a@b.org>\nAnfonwyd: ddoe\nPwnc: x\n{ASKING}",
        f"Ar Sad, 21 Tach 2026 am 10:02, ysgrifennodd Led by Us <\nhello@example.org>:\n{QUOTED}",
        f"-----Neges Wreiddiol-----\n{ASKING}",
    ],
)
def test_reply_in_welsh_is_read(take, words, rest):
    outcome = take(mail(f"{words}\n\n{rest}\n\n> {CODE}"))
    assert (outcome.state, outcome.verdict, outcome.has_more) == ("ready", "valid", False)
    assert take(mail(f"Nid yw {words[0].lower()}{words[1:]}\n{rest}")).state == "words"
    assert take(mail(f"{words[:-1]} ond nid y rhif\n{rest}")).state == "words"


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Hi the phone is wrong\nThat is right", "unproven"),
        ("Hello please take us off\nThanks", "words"),
        ("Hello please take us off\nThanks that is right", "unproven"),
        ("All correct.\nThis email address should not be shown. I sent another.", "unproven"),
        ("All correct.\nWarning: this message is sent as our phone is wrong", "unproven"),
        ("All correct.\nThanks\nOur Phone Is Wrong", "unproven"),
        ("All correct.\nThanks\nPlease Remove Us", "unproven"),
        ("All correct?", "words"),
        ("All correct \N{THUMBS DOWN SIGN}", "words"),
        ("Hi all\nDear Led by Us,\nHello there\nAll correct \N{THUMBS UP SIGN}", "ready"),
        ("All correct.\nWarning: this message is from outside.\nThanks\nSam Example", "ready"),
    ],
)
def test_no_request_hides_in_a_greeting_a_notice_or_a_signature(take, words, state):
    outcome = take(mail(SHAPES["iphone"].format(words)))
    assert (outcome.state, outcome.slug) == (state, SLUG)
    assert outcome.has_more == (state == "unproven")


PS = "This number is no longer in use."
ABOVE, BELOW = QUOTED.split("\n", 1)


@pytest.mark.parametrize(
    "text",
    [
        f"All correct.\n\n{WROTE}\n{QUOTED}\n\n{PS}",
        f"All correct.\n\nSent from my iPhone\n\n{WROTE}\n{ABOVE}\n{PS}\n{BELOW}",
        f"<div>All correct.</div>{WROTE}<blockquote>{PAGE}</blockquote><div>{PS}</div>",
    ],
)
def test_words_between_and_below_what_is_quoted_are_read_by_a_person(take, text):
    outcome = take(mail(text))
    assert (outcome.state, outcome.has_more, outcome.verdict) == ("unproven", True, "valid")
    # Without them, and with a signature there, it is ready as before.
    for rest in ("", "Kind regards,", "Sent from my iPhone"):
        assert take(mail(text.replace(PS, rest))).state == "ready"


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("words", "state", "request_"),
    [
        ("Please take us off", "words", "remove"),
        ("We have closed", "words", "closed"),
        ("Our phone number is now 0113 496 0124", "suggestion", ""),
        ("Not all correct", "words", ""),
        ("Yes, but our phone number is wrong", "words", ""),
    ],
)
def test_other_words_are_matched_to_the_group(take, shape, words, state, request_):
    outcome = take(mail(SHAPES[shape].format(words)))
    assert (outcome.state, outcome.request) == (state, request_)
    assert (outcome.slug, outcome.found, outcome.confirms) == (SLUG, (SLUG,), False)


@pytest.mark.parametrize(
    ("words", "request_", "phone"),
    [
        ("Thanks!\nPlease take us off", "remove", ""),
        ("Many thanks.\n\nWe have closed.", "closed", ""),
        ("Thank you\nOur phone number is now 0113 496 0124\nThanks", "", "0113 496 0124"),
        ("Thanks\nSam", "", ""),
    ],
)
def test_letter_that_opens_with_thanks_is_read_on(take, words, request_, phone):
    outcome = take(mail(SHAPES["iphone"].format(words)))
    assert (outcome.request, outcome.found) == (request_, (SLUG,))
    assert outcome.state == ("suggestion" if phone else "words")
    assert not phone or outcome.data["contact"]["phone"] == phone


@pytest.mark.parametrize("shape", SHAPES)
def test_who_asks_for_nothing_is_not_told_what_our_letter_offers(take, shape):
    outcome = take(mail(SHAPES[shape].format("Please could you call me about this?")))
    assert (outcome.state, outcome.request, outcome.found) == ("words", "", (SLUG,))


@pytest.mark.parametrize(
    ("subject", "head", "way"),
    [
        (f"AW: {SUBJECT}", "", "the reference in the subject"),
        (f"[EXTERNAL] Re: SV: {SUBJECT.upper()}", "", "the reference in the subject"),
        ("=?utf-8?q?Re:_x_=5BRef:_northside-voices=5D?=", "", "the reference in the subject"),
        ("Hello", f"In-Reply-To: {THREAD}\n", "a reply to our email"),
        ("Hello", f"References: <a@b.org>\n {THREAD}\n", "a reply to our email"),
    ],
)
def test_reference_names_the_group_and_proves_nothing(take, tell, subject, head, way):
    outcome = take(mail("All correct.\n\nSent from my iPhone", subject, head, "x@example.net"))
    assert (outcome.state, outcome.slug, outcome.verdict) == ("unproven", SLUG, None)
    report = tell(outcome)
    assert way in report and "doesn't show who they are" in report
    assert "Nothing here shows that it comes from the group" in report


def test_two_references_are_none(take, tell):
    for raw in (
        mail("All correct.", f"Re: x [Ref: {OTHER}]", f"In-Reply-To: {THREAD}\n"),
        mail(f"Northside Voices: our phone is now 0113 496 0124\n{QUOTED}", f"x [Ref: {OTHER}]"),
    ):
        outcome = take(raw)
        assert (outcome.state, outcome.text, outcome.slug) == ("words", "", "")
        assert outcome.found == (SLUG, OTHER)
        assert "names more than one group" in tell(outcome)


def test_a_letter_about_another_group_than_its_reply_is_said_to_be(take, tell):
    change = f"# orgs/{SLUG}.yml\n# Only what changed\nname: Northside Voices\nfounded: 2001\n"
    outcome = take(mail(change, f"Re: x [Ref: {OTHER}]"))
    assert outcome.slug == SLUG
    assert "They replied to our email about Riverside-Self-Advocates" in tell(outcome)
    assert "They replied" not in tell(take(mail(change)))


def test_old_reference_leads_to_the_group_of_today(take, schema):
    moved = replace(schema, redirects={"before": SLUG})
    assert take(mail("All correct.", "Re: x [Ref: before]"), moved).slug == SLUG
    # So do a code, a request and a link of then.
    code = make_code("before", RECORDS[SLUG].data, TODAY + timedelta(60), SECRET)
    for subject, text in (
        ("Re: x [Ref: before]", f"All correct.\n\n{QUOTED.replace(CODE, code)}"),
        ("Confirm: before", code),
        ("Confirm: https://x.org/orgs/before/", code),
    ):
        outcome = take(mail(text, subject), moved)
        assert (outcome.state, outcome.slug, outcome.verdict) == ("ready", SLUG, "valid")


@pytest.mark.parametrize(
    "subject",
    [
        "[Ref: ../../etc]",
        "[Ref: nobody-at-all]",
        "[Ref: ]",
        f"[Ref: {'a' * 5000}]",
        "[Ref: \udcff]",
    ],
)
def test_forged_reference_names_nobody(take, subject):
    outcome = take(mail("All correct.", subject, f"References: <ask.{'-' * 90}.1@x> <ask..@>\n"))
    assert (outcome.state, outcome.references) == ("words", ())


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_head_is_too_strange(take, schema, subject, ids):
    head = "".join(f"{name}: {ids}\n" for name in ("References", "In-Reply-To", "Content-Language"))
    outcome = take(mail("All correct.", subject, head, subject))
    for to in (outcome.head.sender, ""):
        try:
            build_reply(outcome.head, "x", "en", to, ("Led by Us", "hello@example.org"), schema)
        except ValueError:
            assert to
    build_report(outcome, schema, lambda slug: (slug, ""), "en")


# --- The answer as an e-mail ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return copy(tmp_path_factory.mktemp("replies") / "project", GOLDEN)


SETTINGS = ("--address", "https://example.org/led/", "--contact", "hello@example.org")


def answer(project, raw: bytes):
    """What the command says, and the draft that it writes; None where there is none."""
    (project / "letter.eml").write_bytes(raw)
    path = project / "reply.eml"
    path.unlink(missing_ok=True)
    done = run(project, "intake", "letter.eml", "--reply", "reply.eml", *SETTINGS)
    assert done.returncode in (0, 1), done.stderr
    (project / "orgs" / f"{SLUG}.yml").write_text(FILES[SLUG], "utf-8")
    if not path.exists():
        return done.stdout, None
    return done.stdout, email_module.message_from_bytes(path.read_bytes(), policy=policy.default)


def test_answer_is_a_draft_in_plain_text(project):
    raw = mail("Our phone number is now 0113 496 0124", head=f"References: {THREAD}\n")
    told, draft = answer(project, raw)
    assert draft["To"] == MAILBOX and draft["From"] == "Led by Us <hello@example.org>"
    assert draft["Subject"] == f"Re: {SUBJECT}" and draft["X-Unsent"] == "1"
    assert draft["In-Reply-To"] == "<1@x.org>" and draft["References"] == f"{THREAD} <1@x.org>"
    lines = draft.get_content().replace("\r\n", "\n").split("\n")
    assert max(map(len, lines)) <= 74
    text = join_flowed_lines("\n".join(lines), False)
    assert text.strip() in told.replace("\r\n", "\n")
    assert "- Phone\n    - now: 0113 496 0000\n    - new: 0113 496 0124" in text
    assert not any(sign in text for sign in ("**", "](", "`", "\\"))


def test_web_address_has_a_line_of_its_own(project):
    told, _ = answer(project, mail("Something about it is odd"))
    assert f"\n  https://example.org/led/orgs/{SLUG}/\n" in told


@pytest.mark.parametrize(
    ("head", "to"),
    [
        ("From: a@b.org\nFrom: c@d.org\n", None),
        ("From: a@b.org, c@d.org\n", None),
        ("From: not a mailbox\n", None),
        ("From: =?utf-8?q?x=0ABcc:_e@f.org?= <a@b.org>\n", None),
        ("From: =?utf-8?q?x=0ABcc?= <a@b.org>\n", "a@b.org"),
        ("From: a@b.org\n Bcc: e@f.org\n", None),
        ("From: <a@b@c>\n", None),
        (f"From: {'a' * 9_000}@b.org\n", None),
        (f"From: {'a' * 900}@b.org\n", None),
        ("From: a@büro.example\n", None),
        ("From: No-Reply@b.org\n", None),
        ("From: donotreply+x@b.org\n", None),
        ("From: Hello@example.org\n", None),
        ("", None),
    ],
)
def test_strange_sender_gets_no_letter(project, head, to):
    raw = mail("Hello", "=?utf-8?q?x=0D=0ABcc:_e@f.org?=", "Message-ID: <x\ny>\n")
    told, draft = answer(project, raw.replace(f"From: {MAILBOX}\n".encode(), head.encode()))
    assert draft["To"] == to and draft["Bcc"] is None
    assert ("isn't addressed to anyone" in told) == (to is None)
    assert "Bcc" in draft["Subject"], "it is only words there"


ENCODED = "=?utf-8?q?=0D=0ABcc:_evil=40x.org?="


@pytest.mark.parametrize(
    "head",
    [
        f"Subject: {ENCODED} =?unknown?q?x?=\n",
        "Subject: =?utf-8?q?=3D=3Futf-8=3Fq=3F=3D0D=3D0ABcc=3A=5Fx=3F=3D?=\n",
        f"Subject: x\nMessage-ID: <{ENCODED}@x.org>\n",
        f"Subject: x\nMessage-ID: <a@x.org>\nReferences: <{ENCODED}@x.org> <b{ENCODED}@x>\n",
    ],
)
def test_what_looks_encoded_adds_nothing_to_the_head(take, schema, head):
    """The library reads encoded words, and writes the line breaks in them."""
    raw = f"From: {MAILBOX}\n{head}MIME-Version: 1.0\n\nHello\n".encode()
    sender = ("Led by Us", "hello@example.org")
    draft = build_reply(take(raw).head, "x", "en", MAILBOX, sender, schema)
    assert b"\nbcc" not in draft.lower()
    letter = letters.build_draft(f"Is {ENCODED} right?", "x", sender=(ENCODED, sender[1]))
    assert b"\nbcc" not in letter.lower()


def test_program_gets_no_answer(project):
    for head in (
        "Auto-Submitted: auto-replied\n",
        "Auto-Submitted: auto-generated\n",
        "Precedence: bulk\n",
        "Return-Path: <>\n",
    ):
        told, draft = answer(project, mail("I am away", head=head))
        assert draft is None and "A computer sent this" in told


@pytest.mark.parametrize("name", ["letter.eml", "orgs"])
def test_answer_never_replaces_the_letter(project, name):
    (project / "letter.eml").write_bytes(mail("Hello"))
    done = run(project, "intake", "letter.eml", "--reply", name)
    assert done.returncode == 2 and "Name " in done.stderr
    assert (project / "letter.eml").read_bytes() == mail("Hello")


# --- Languages ------------------------------------------------------------------------------------

WELSH = "Mae ein rhif ffôn wedi newid: 0113 496 0124. Popeth arall yn gywir, diolch."


@pytest.mark.parametrize(
    ("text", "head", "language"),
    [
        (WELSH, "", "cy"),
        (WELSH, "Content-Language: en-GB\n", "cy"),
        (f"{WELSH}\n\n{WROTE}\n{QUOTED}", "", "cy"),
        ("Popeth yn gywir, diolch.", "", "cy"),
        ("All correct.", "Content-Language: cy-GB\n", "cy"),
        ("<html lang=cy><body>OK</body></html>", "", "cy"),
        ("Our phone number is now wrong on the page.", "Content-Language: cy\n", "en"),
        ("The Mae yn yr group is at our house and we have moved.", "", "en"),
        ("OK", "Content-Language: ../../x, cy\n", ""),
        ("0113 496 0124", "", ""),
    ],
)
def test_language_is_that_of_the_words(take, text, head, language):
    assert take(mail(text, head=head)).language == language


def write_locale(project, messages) -> None:
    path = project / "schema" / "locales" / "cy" / "intake.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(messages, allow_unicode=True), "utf-8")
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("languages: [en]", "languages: [en, cy]"), "utf-8")


def test_answer_is_in_welsh_once_there_are_all_words_of_it(project, schema):
    told, _ = answer(project, mail(WELSH))
    assert "They wrote in Welsh. Our reply is in English" in told and "Thank you" in told

    def translate(node):
        if isinstance(node, dict):
            return {key: translate(value) for key, value in node.items()}
        return f"CY {node}"

    whole = translate(
        {name: schema.messages[name] for name in ("intake", "ownership", "safety", "ask")}
    )
    try:
        write_locale(project, whole)
        told, draft = answer(project, mail(WELSH))
        assert "They wrote in Welsh, and so do we." in told
        assert draft.get_content().startswith("CY Hello,") and draft["Content-Language"] == "cy"
        assert "CY Thank you for writing" in told
        confirmed, _ = answer(project, mail("CY All correct"))
        assert "Result: unproven" in confirmed, "its short answer is understood"
        del whole["intake"]["thanks_unnamed"]
        write_locale(project, whole)
        told, draft = answer(project, mail(WELSH))
        assert "CY" not in told and draft["Content-Language"] == "en"
    finally:
        shutil.rmtree(project / "schema" / "locales" / "cy")


def test_answer_on_github_stays_markdown(take, schema):
    outcome = take(mail("Something about it is odd"))
    comment = reply.build_comment(outcome, schema, lambda slug: ("N", "https://x.org/n/"))
    assert "**We think this is about**\n\n- [N](https://x.org/n/)" in comment
