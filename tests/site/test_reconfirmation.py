"""Whom to ask first, and the e-mail that asks, whatever a record says.

Also what a confirmation changes in a file.
"""

import email
from dataclasses import replace
from datetime import timedelta
from email.policy import default

import pytest
from hypothesis import given, settings

from drawing import Drawn
from invariants import assert_confirming_changes_nothing_else
from sites import CATALOGUE, DATA, TODAY, catalogue, copy, run
from strategies import HOSTILE
from ulo.catalogue import Catalogue, Instance
from ulo.checks.readability.grade import flesch_kincaid_grade
from ulo.checks.readability.report import PLAIN
from ulo.checks.readability.sentences import extract_sentences
from ulo.contribute.intake.mail_text import join_flowed_lines
from ulo.core import files
from ulo.maintain import confirmation_email, reconfirmation
from ulo.model import OLD_YEARS, RECENT_YEARS, RECONFIRM_AFTER_DAYS, last_known_year
from ulo.model.organisation import Contact, Provenance, Source
from ulo.records.formatting import mark_confirmed
from ulo.site.pages import coverage

SITE = Instance("Led by Us", "https://example.org/led/", contact="hello@example.org")


@pytest.fixture(scope="module")
def fictional(schema):
    return catalogue(schema, SITE)


@pytest.fixture(scope="module")
def local(fictional):
    """An open group that works in a single council area and that no other record names."""
    return next(
        o
        for o in fictional.open
        if o.area.reach == "local"
        and [fictional.areas[area].kind for area in fictional.areas_of(o)] == ["council"]
        and o.slug not in fictional.members
        and o.slug not in fictional.predecessors
    )


def of(fictional, *organisations):
    return Catalogue(organisations, fictional.schema, fictional.instance, TODAY)


def like(local, slug, year=None, by="public-sources", on=TODAY, **changes):
    return replace(
        local,
        slug=slug,
        name=slug.title(),
        checked=Provenance(on, by),
        networks=(),
        sources=(Source("https://example.org/", "About us", year),),
        **changes,
    )


def order(fictional, *organisations):
    return [
        ask.organisation.slug for ask in reconfirmation.list_requests(of(fictional, *organisations))
    ]


def test_oldest_records_come_first_in_bands(fictional, local):
    this = TODAY.year
    groups = {
        "recent": this - RECENT_YEARS,
        "old": this - RECENT_YEARS - 1,
        "older": this - OLD_YEARS,
        "oldest": this - OLD_YEARS - 1,
        "undated": None,
    }
    first, second, third, fourth, last = order(
        fictional, *(like(local, slug, year) for slug, year in groups.items())
    )
    assert ({first, second}, {third, fourth}, last) == (
        {"undated", "oldest"},
        {"old", "older"},
        "recent",
    )


def test_most_mentioned_come_first_within_a_band(fictional, local):
    hub, busy, quiet = (
        like(local, "hub", 2000),
        like(local, "busy", 1990),
        like(local, "quiet", 1990),
    )
    members = [replace(like(local, f"member-{n}", TODAY.year), networks=("hub",)) for n in range(6)]
    assert order(fictional, quiet, busy, hub, *members)[0] == "hub", (
        "what others lean on goes before what is a little older"
    )
    wide = like(local, "wide", 2000, area=replace(local.area, reach="uk-wide", serves=()))
    assert order(fictional, hub, wide)[0] == "wide", (
        "what is on many pages goes before what is on one"
    )
    before = replace(
        like(local, "before"),
        closed=replace(next(o.closed for o in fictional.closed), successor="hub"),
    )
    assert (
        reconfirmation.count_mentions(of(fictional, hub, before))["hub"]
        == reconfirmation.count_mentions(of(fictional, hub))["hub"] + 1
    )


def test_recently_confirmed_and_closed_groups_are_not_asked(fictional, local):

    def told(days):
        return like(local, f"told-{days}", 2001, "organisation", TODAY - timedelta(days))

    gone = replace(like(local, "gone"), closed=next(o.closed for o in fictional.closed))
    assert order(fictional, told(RECONFIRM_AFTER_DAYS - 1), told(RECONFIRM_AFTER_DAYS), gone) == [
        f"told-{RECONFIRM_AFTER_DAYS}"
    ]
    assert last_known_year(told(RECONFIRM_AFTER_DAYS)) == 2025, (
        "the word of the group is newer than the source"
    )


def test_list_has_every_other_group_and_doubts_none(fictional):
    asks = reconfirmation.list_requests(fictional)
    told = {o.slug for o in fictional.open if o.checked.by == "organisation"}
    assert {ask.organisation.slug for ask in asks} == {
        o.slug for o in fictional.open
    } - told and len(asks) > 100
    text = reconfirmation.as_text(fictional, asks)
    assert text.count("of our pages") == len(asks)
    for doubt in ("closed", "gone", "dead", "still going", "inactive"):
        assert doubt not in "\n".join(
            line for line in text.lower().split("\n") if line.startswith("  n")
        ), doubt


@pytest.mark.parametrize(
    ("told", "all_groups", "said"),
    [
        (0, 5, "0 of 5 (0%). The aim is half: 3 more."),
        (2, 5, "2 of 5 (40%). The aim is half: 1 more."),
        (3, 5, "3 of 5 (60%). That's at least half, which is the aim."),
        (2, 4, "2 of 4 (50%). That's at least half, which is the aim."),
        (1, 3, "1 of 3 (33%). The aim is half: 1 more."),
        (199, 400, "199 of 400 (49%). The aim is half: 1 more."),
        (0, 2_500, "0 of 2,500 (0%). The aim is half: 1,250 more."),
        (0, 0, "0 of 0 (0%). There are no groups to ask."),
    ],
)
def test_progress_counts_what_groups_said_in_the_last_year(
    fictional, local, told, all_groups, said
):
    """Closed groups, sources, and what a group said before that are not counted."""
    latest = TODAY - timedelta(RECONFIRM_AFTER_DAYS - 1)
    groups = [like(local, f"told-{n}", 2001, "organisation", latest) for n in range(told)]
    groups += [like(local, f"read-{n}", TODAY.year) for n in range(all_groups - told)]
    closed = next(o.closed for o in fictional.closed)
    groups.append(replace(like(local, "gone", 2001, "organisation"), closed=closed))
    progress = reconfirmation.describe_progress(of(fictional, *groups))
    assert progress == f"Groups that confirmed their page in the last 12 months: {said}"
    if told and told < all_groups:
        before = TODAY - timedelta(RECONFIRM_AFTER_DAYS)
        groups[0] = like(local, "told-0", 2001, "organisation", before)
        assert f" {told - 1} of " in reconfirmation.describe_progress(of(fictional, *groups))


def test_the_page_on_coverage_has_the_same_figure(fictional, local):
    latest = TODAY - timedelta(RECONFIRM_AFTER_DAYS - 1)
    told = [like(local, f"told-{n}", 2001, "organisation", latest) for n in range(3)]
    before = TODAY - timedelta(RECONFIRM_AFTER_DAYS)
    groups = of(fictional, *told, like(local, "before", 2001, "organisation", before))
    [page] = Drawn(groups, coverage).pages.values()
    assert "So far, 3 of 4 groups have told us" in page
    assert ": 3 of 4 (75%)." in reconfirmation.describe_progress(groups)


def read(fictional, o) -> email.message.EmailMessage:
    return email.message_from_bytes(confirmation_email.build_email(fictional, o), policy=default)


def body(message) -> list[str]:
    return join_flowed_lines(message.get_content().replace("\r\n", "\n"), False).split("\n")


def test_email_has_the_record_in_words_and_the_ways_to_answer(fictional):
    o = next(o for o in fictional.open if o.contact.email and o.access and o.area.serves)
    message = read(fictional, o)
    text = "\n".join(body(message))
    assert (message["To"], message["From"], message["X-Unsent"]) == (
        o.contact.email,
        "Led by Us <hello@example.org>",
        "1",
    )
    assert (
        f"https://example.org/led/orgs/{o.slug}/" in text
        and f"https://example.org/led/add/?org={o.slug}" in text
    )
    for said in (
        o.name,
        o.summary,
        o.user_led.evidence,
        o.contact.email,
        "All correct.",
        "Take us off.",
        "nothing changes",
        *(fictional.areas[id].phrase or fictional.areas[id].title for id in o.area.serves),
    ):
        assert said in text
    for title in (
        "Name:",
        "Summary:",
        "Led by:",
        "How to get in touch:",
        "Where it works:",
        "Access:",
    ):
        assert title in body(message)
    assert not message.is_multipart() and message.get_content_type() == "text/plain"


def test_email_without_a_site_address_or_mailbox(fictional, local):
    bare = Catalogue([], fictional.schema, Instance("Led by Us"), TODAY)
    message = read(bare, replace(local, contact=Contact(email="info@example.org")))
    assert (
        message["From"] is None
        and "/add/" not in message.get_content()
        and "http" not in message.get_content().split("---")[0]
    )


def test_unknown_fields_are_questions(fictional, local):
    lines = body(
        read(fictional, replace(local, access=(), contact=Contact(email="info@example.org")))
    )
    assert lines[lines.index("Access:") + 1].strip() == fictional.messages["ask"]["unknown"]


@settings(max_examples=150)
@given(text=HOSTILE)
def test_text_of_a_record_stays_in_its_line(fictional, local, text):
    o = replace(
        local,
        name=text,
        summary=text,
        also_known_as=(text,),
        contact=Contact(email="a'b_c@example.org", phone=text),
    )
    message = read(fictional, o)
    assert set(message.keys()) == {
        "To",
        "From",
        "Reply-To",
        "Subject",
        "Message-ID",
        "X-Unsent",
        "Content-Type",
        "Content-Transfer-Encoding",
        "MIME-Version",
    }
    assert message["To"] == "a'b_c@example.org" and len(message["To"].addresses) == 1
    plain = len(
        body(
            read(
                fictional,
                replace(
                    o,
                    name="x",
                    summary="x",
                    also_known_as=("x",),
                    contact=Contact(email="a'b_c@example.org", phone="x"),
                ),
            )
        )
    )
    assert len(body(message)) == plain


@pytest.mark.parametrize(
    "text",
    [
        "A\r\nBcc: all@example.org",
        "A\nB",
        "A\u2028B",
        "\x1b[31mA",
        "\u202eA",
        "A\x00",
        "x" * 500,
        "=?utf-8?q?Bcc:?=",
        "Ŵŷ <b@example.org>, c",
    ],
)
def test_names_cannot_become_headers(fictional, local, text):
    message = read(fictional, replace(local, name=text, contact=Contact(email="info@example.org")))
    assert message["Bcc"] is None and message["To"] == "info@example.org"
    assert not any(sign in str(message["Subject"]) for sign in "\r\n\x00\x1b\u2028\u202e")


def test_invalid_mailbox_raises(fictional, local):
    for mailbox in ("a@b.org\r\nBcc: c@d.org", "a@b.org, c@d.org", "no mailbox", "<a@b.org>"):
        with pytest.raises(Exception, match=r"."):
            confirmation_email.build_email(
                fictional, replace(local, contact=Contact(email=mailbox))
            )


def test_email_is_easy_to_read(fictional):
    words = [text for text in fictional.messages["ask"].values() if text.endswith((".", "?"))]
    parts = [sentence for text in words for sentence in extract_sentences(text)]
    assert (
        flesch_kincaid_grade(parts) <= PLAIN.median
        and max(len(sentence.words) for sentence in parts) <= PLAIN.longest
    )


# --- The commands ---------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path):
    return copy(tmp_path / "project", DATA / "golden" / "orgs")


def test_stale_says_how_far_it_is_before_whom_to_ask(project):
    for layout in ("text", "markdown"):
        first = run(project, "stale", "--format", layout).stdout.split("\n")[0]
        assert first == (
            "Groups that confirmed their page in the last 12 months: 1 of 3 (33%). "
            "The aim is half: 1 more."
        )


ALDER, BIRCH, CEDAR = ({name: f"info@{name}.org.uk"} for name in ("alder", "birch", "cedar"))
ADDRESS = ("--address", "https://example.org/", "--contact", "hello@example.org")


def write(project, *arguments):
    done = run(project, "stale", "--write", "letters", *ADDRESS, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout, sorted(path.name for path in (project / "letters").iterdir())


RECORD = """\
name: {name}
summary: People who have lived with depression run a weekly drop-in in Leeds.
user_led:
  led_by: [people-with-mental-health-experience]
  basis: board-majority
  evidence: Most of its trustees must have used mental health services themselves.
  source: https://{slug}.org.uk/about
for: [people-with-mental-health-experience]
activities: [peer-support]
area: {{reach: local, serves: [leeds]}}
contact:
  phone: "0113 496 01{number:02}"
{contact}added: 2020-01-31
checked: {{on: 2020-01-31, by: public-sources}}
sources:
  - url: https://{slug}.org.uk/about
    title: About us
    supports: [user_led]
"""


def make_groups(project, **mailboxes):
    """Groups with these mailboxes, or with none and a phone only, in place of all others."""
    for path in (project / "orgs").iterdir():
        path.unlink()
    for number, (slug, mailbox) in enumerate(mailboxes.items()):
        contact = f"  email: {mailbox}\n" if mailbox else ""
        text = RECORD.format(name=slug.title(), slug=slug, number=number, contact=contact)
        (project / "orgs" / f"{slug}.yml").write_text(text, "utf-8")


def test_emails_are_written_once(project):
    make_groups(project, alder="info@alder.org.uk", birch="", cedar="")
    told, names = write(project)
    assert names == ["alder.eml"] and "Emails written to letters: 1." in told
    again, names = write(project)
    assert names == ["alder.eml"] and "No emails to write" in again
    assert "2 groups still to ask have no email address: 2 by phone or text message." in again
    assert "Alder" not in again
    assert run(project, "stale", "--write", "mkdocs.yml").returncode == 2
    assert run(project, "stale", "--limit", "0").returncode == 2


def test_limit_counts_letters_and_names_who_has_no_mailbox(project):
    make_groups(
        project,
        alder="info@alder.org.uk",
        birch="",
        cedar="info@cedar.org.uk",
        dogwood="info@dogwood.org.uk",
    )
    told, names = write(project, "--limit", "2")
    assert len(names) == 2 and "Emails written to letters: 2." in told
    assert "1 group is more urgent than the last of these, but has no email address" in told
    more, all_names = write(project, "--limit", "2")
    assert len(all_names) == 3 and set(names) < set(all_names)
    assert "birch" in more, "who has no mailbox is not forgotten"
    listed = run(project, "stale").stdout
    assert "4 groups to ask: 3 by email, 1 by phone or text message." in listed
    assert "\n1 of 4 groups to ask" in run(project, "stale", "--limit", "1").stdout


def test_group_with_another_file_name_is_not_asked_again(project):
    make_groups(project, **ALDER)
    (project / "letters").mkdir()
    (project / "letters" / "old-name.eml").write_bytes(b"")
    moved = project / "schema" / "registers" / "moved.json"
    moved.write_text(
        moved.read_text("utf-8").replace('"moved": {', '"moved": {"old-name": "alder"')
    )
    assert write(project)[1] == ["old-name.eml"]


def test_letters_to_one_mailbox_say_so(project):
    make_groups(project, alder="info@example.org.uk", birch="INFO@example.org.uk", **CEDAR)
    told, names = write(project)
    assert names == ["alder.eml", "birch.eml", "cedar.eml"]
    assert "alder has the same email address as birch." in told and "cedar has the same" not in told
    letters = {
        name: email.message_from_bytes((project / "letters" / name).read_bytes(), policy=default)
        for name in names
    }
    shared = "So you may also get an email from us about {}. Please reply to each email separately."
    assert shared.format("Birch") in "\n".join(body(letters["alder.eml"]))
    assert shared.format("Alder") in "\n".join(body(letters["birch.eml"]))
    assert "separately" not in letters["cedar.eml"].get_content()


def test_broken_mailbox_stops_no_other_letter(project, monkeypatch):
    make_groups(project, **ALDER, **BIRCH)
    build = confirmation_email.build_email

    def refuse(catalogue, o, link=""):
        contact = Contact(email="a@b@c") if o.slug == "alder" else o.contact
        return build(catalogue, replace(o, contact=contact), link)

    monkeypatch.setattr(confirmation_email, "build_email", refuse)
    told, names = write(project)
    assert (
        names == ["birch.eml"]
        and "No email to alder: info@alder.org.uk isn't an email address" in told
    )


def test_interrupted_run_leaves_no_letter_and_the_next_writes_all(project, monkeypatch):
    make_groups(project, **ALDER, **BIRCH, **CEDAR)
    once, written = files._write_new, []

    def interrupt(path, content):
        if written:
            raise KeyboardInterrupt
        written.append(path)
        once(path, content)

    monkeypatch.setattr(files, "_write_new", interrupt)
    assert run(project, "stale", "--write", "letters").returncode == 130
    assert written and list((project / "letters").iterdir()) == []
    monkeypatch.setattr(files, "_write_new", once)
    assert write(project)[1] == ["alder.eml", "birch.eml", "cedar.eml"]


def test_folder_that_cannot_be_written_is_said_plainly(project):
    make_groups(project, **ALDER)
    done = run(project, "stale", "--write", "mkdocs.yml/letters")
    assert done.returncode == 3 and "The computer wouldn't let us do that" in done.stderr


def test_faulty_record_is_left_out(project):
    (project / "orgs" / "odd-signs.yml").write_text("name: [\n", "utf-8")
    done = run(project, "stale")
    assert done.returncode == 0 and "1 group to ask" in done.stdout


def test_confirm_changes_only_one_field(project):
    record = project / "orgs" / "riverside-self-advocates.yml"
    text = record.read_text("utf-8").replace("added:", "# They rang us.\nadded:", 1) + "# the end\n"
    record.write_text(text, "utf-8")
    done = run(
        project,
        "confirm",
        "riverside-self-advocates",
        "orgs/northside-voices.yml",
        "--on",
        "2026-11-20",
    )
    assert (
        done.returncode == 0
        and "riverside-self-advocates.yml: confirmed by the group on 2026-11-20" in done.stdout
    )
    after = record.read_text("utf-8")
    assert (
        len(after.split("\n")) == len(text.split("\n"))
        and "# They rang us.\n" in after
        and after.endswith("# the end\n")
    )
    assert "2026-11-20" in after and "by: organisation" in after
    assert run(project, "check").returncode == 0
    assert "on: 2026-11-20, by: organisation, answered: [unspoken-community]}" in (
        project / "orgs" / "northside-voices.yml"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["northside-voices", "nobody"], 2, "There is no record orgs/nobody.yml"),
        (["../build"], 2, "There is no record"),
        (["build.py"], 2, "There is no record"),
        (["northside-voices", "--on", "2030-01-01"], 2, "is in the future"),
        (["northside-voices", "--on", "yesterday"], 2, "write a day such as"),
        ([], 2, ""),
        (["northside-voices", "broken"], 1, "orgs/broken.yml has a problem"),
    ],
)
def test_refused_confirmation_writes_nothing(project, arguments, code, words):
    (project / "orgs" / "broken.yml").write_text("checked: [\n", "utf-8")
    before = {path.name: path.read_bytes() for path in (project / "orgs").iterdir()}
    done = run(project, "confirm", *arguments)
    assert done.returncode == code and words in done.stderr
    assert {path.name: path.read_bytes() for path in (project / "orgs").iterdir()} == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "checked: {on: 2020-01-02, by: public-sources}\n",
            "checked: {on: 2026-11-21, by: organisation}\n",
        ),
        (
            "checked:   # why\n    by:   'public-sources'   # who\n    on: \"2020-01-02\"  # "
            "when\n",
            "checked:   # why\n    by:   organisation   # who\n    on: 2026-11-21  # when\n",
        ),
        (
            "# Ŵŷ 😀\nname: Ŵŷ 😀\nchecked: {by: organisation, on: 2020-01-02}\n"
            "added: 2020-01-01\n",
            "# Ŵŷ 😀\nname: Ŵŷ 😀\nchecked: {by: organisation, on: 2026-11-21}\n"
            "added: 2020-01-01\n",
        ),
        (
            "checked: {on: 2020-01-02, by: public-sources}\r\n",
            "checked: {on: 2026-11-21, by: organisation}\r\n",
        ),
        (
            "checked: {on: 2020-01-02, by: public-sources}",
            "checked: {on: 2026-11-21, by: organisation}",
        ),
    ],
)
def test_mark_confirmed_changes_nothing_else(before, after):
    assert mark_confirmed(before, TODAY) == after


@pytest.mark.parametrize(
    "text",
    [
        "",
        "checked:\n",
        "checked: {on: 2020-01-02}\n",
        "checked: {by: organisation}\n",
        "name: x\n",
        "- a\n",
        "checked: [on, by]\n",
        "checked: {on: {a: b}, by: b}: c\n",
        "checked:\n  on: >-\n    2020-01-02\n  by: public-sources\n",
    ],
)
def test_mark_confirmed_refuses_other_forms(text):
    with pytest.raises(ValueError, match=r"\w"):
        mark_confirmed(text, TODAY)


def test_every_record_of_the_test_catalogue_can_be_confirmed():
    assert_confirming_changes_nothing_else(sorted((CATALOGUE / "orgs").glob("*.yml")))
