"""Web addresses made to hide where they lead: what check says, and what is shown of them."""

import pytest
from hypothesis import given, strategies as st

from form_examples import BASE
from hostile_data import outcomes
from ulo import checks
from ulo.checks import CheckContext, find_url_fault
from ulo.core import display_url, find_hidden_character, message
from ulo.records import Record

CASES = [
    (address, reason)
    for reason, addresses in outcomes("addresses").items()
    for address in addresses
]
FIELDS = {
    "contact.website": lambda url: {"contact": {"website": url}},
    "contact.social.1": lambda url: {"contact": {"social": [url]}},
    "user_led.source": lambda url: {"user_led": {**BASE["user_led"], "source": url}},
    "sources.1.url": lambda url: {"sources": [{"title": "About us", "url": url}]},
    "closed.source": lambda url: {"closed": {"year": "2020", "source": url}},
}


@pytest.mark.parametrize(("address", "reason"), CASES)
def test_an_address_is_refused_for_its_reason(address, reason):
    fault = find_url_fault(address)
    if reason == "sound":
        assert fault is None
        return
    scheme, sign = address.partition(":")[0], '<>"\\^`{|}'
    said = message(f"rules.unsafe-address.reasons.{reason}", scheme=scheme, sign="?")
    assert fault in {said, *(said.replace("?", each) for each in sign)}


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_for_addresses_has_the_rule(field, schema, today):
    url = "https://example.org/%E2%80%AEgro"
    record = Record("x", "orgs/x.yml", {**BASE, **FIELDS[field](url)})
    found = list(checks.check_record(CheckContext(record, schema, today)))
    assert "unsafe-address" in {p.rule for p in found if p.field == field}, found
    # The message shows what was written, and never what it stands for.
    assert not any(find_hidden_character(f"{p.message}{p.fix}") for p in found)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://www.example.org/caf%C3%A9%20club/", "example.org/café club"),
        ("https://example.org/a%E2%80%93b", "example.org/a–b"),
        ("https://example.org/%E2%80%AEgro", "example.org/%E2%80%AEgro"),
        ("https://example.org/%00%1B[2J", "example.org/%00%1B[2J"),
        ("https://example.org/caf%E9", "example.org/caf%E9"),
        ("https://example.org/%25E2%2580%25AE", "example.org/%E2%80%AE"),
        (
            "https://example.org/%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB",
            "example.org/%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB",
        ),
        ("https://xn--e1afmkfd.org/", "xn--e1afmkfd.org"),
    ],
)
def test_an_address_is_shown_as_text_without_hidden_characters(address, shown):
    assert display_url(address) == shown


@given(st.text(st.sampled_from("%0123456789abcdefABCDEF/é-"), max_size=60))
def test_no_encoded_sign_is_shown_that_nobody_sees(path):
    shown = display_url(f"https://example.org/{path}")
    assert shown.isprintable()
    assert not find_hidden_character(shown)
