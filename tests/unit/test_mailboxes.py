"""One definition of a mailbox, in check, in letters, in options and in the form."""

import json
from argparse import ArgumentTypeError
from email import message_from_bytes, policy

import pytest
from hypothesis import given, strategies as st

from form_examples import BASE
from hostile_data import outcomes
from sites import ROOT
from ulo import checks
from ulo.checks import CheckContext
from ulo.cli import option_types
from ulo.core import is_mailbox, letters, mailboxes
from ulo.records import Record

CASES = outcomes("mailboxes")
SOUND, REFUSED = CASES["sound"], CASES["refused"]
# What would begin another field in the head of a letter. Each text of a record is in one line.
BROKEN = [
    "a@ex\u0430mple.org",
    "Us <a@example.org>",
    "a@example.org\n",
    "a@example.org\r\nBcc: b@example.org",
    "a\0@example.org",
    "a\t@b.org",
]


def find_faults(email, schema, today):
    record = Record("x", "orgs/x.yml", {**BASE, "contact": {"email": email}})
    found = checks.check_record(CheckContext(record, schema, today))
    return {p.rule for p in found if p.field == "contact.email"} - {"personal-email"}


def receiver(mailbox):
    letter = message_from_bytes(letters.build_draft("s", "t", to=mailbox), policy=policy.SMTP)
    assert not letter.defects
    return [address.addr_spec for address in letter["To"].addresses]


@pytest.mark.parametrize("mailbox", SOUND)
def test_a_sound_mailbox_can_be_written_to(mailbox, schema, today):
    assert find_faults(mailbox, schema, today) == set()
    assert receiver(mailbox) == [mailbox]
    assert option_types.mailbox(mailbox) == mailbox


@pytest.mark.parametrize("mailbox", REFUSED)
def test_what_is_no_mailbox_is_refused_by_check(mailbox, schema, today):
    assert find_faults(mailbox, schema, today) == {"wrong-form"}


@pytest.mark.parametrize("mailbox", [*REFUSED, *BROKEN, f"a@{'a.' * 130}org"])
def test_no_letter_is_made_for_what_is_no_mailbox(mailbox):
    assert not is_mailbox(mailbox)
    for mailboxes_ in ({"to": mailbox}, {"sender": ("Us", mailbox)}):
        with pytest.raises(ValueError, match="no mailbox"):
            letters.build_draft("s", "t", **mailboxes_)
    with pytest.raises(ArgumentTypeError):
        option_types.mailbox(mailbox)


WORDS = st.text("aZ0_+'-", min_size=1, max_size=12)
LABELS = st.from_regex("[a-z0-9](?:[a-z0-9-]{0,9}[a-z0-9])?", fullmatch=True)


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(LABELS, min_size=1, max_size=6))
def test_every_mailbox_is_one_receiver(words, labels):
    mailbox = f"{'.'.join(words)}@{'.'.join(labels)}.org"
    assert is_mailbox(mailbox)
    assert receiver(mailbox) == [mailbox]


def test_the_schema_has_the_definition_of_the_code():
    """Form, spreadsheets and editors read that of the schema."""
    fields = json.loads((ROOT / "schema" / "organisation.json").read_text("utf-8"))["properties"]
    assert fields["contact"]["properties"]["email"]["pattern"] == f"^{mailboxes.MAILBOX.pattern}$"
