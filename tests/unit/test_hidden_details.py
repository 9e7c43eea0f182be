"""Mailboxes and phone numbers that are written so that programs miss them."""

import pytest

from sites import DATA
from ulo import checks, records
from ulo.checks import CheckContext
from ulo.core import find_hidden_character

GOOD = (DATA / "records" / "good" / "whole-records" / "smallest-voices.yml").read_text("utf-8")
PATH = "orgs/smallest-voices.yml"
FOUND = [
    "07700 900123",
    "(07700) 900 123",
    "07700.900.123",
    "07700/900/123",
    "07700_900_123",
    "07700*900*123",
    "07700 - 900 - 123",
    "07700\u2013900\u2013123",
    "07700\u00a0900\u2009123",
    "07700\u00b7900\u00b7123",
    "0 7 7 0 0 9 0 0 1 2 3",
    "Tel.07700 900123",
    "+353 87 123 4567",
    "+(48) 601 234 567",
    "\uff0b447700900123",
    "\uff10\uff17\uff17\uff10\uff10 \uff19\uff10\uff10\uff11\uff12\uff13",
    "\u0660\u0667\u0667\u0660\u0660 \u0669\u0660\u0660\u0661\u0662\u0663",
    "\u2070\u2077\u2077\u2070\u2070\u2079\u2070\u2070\u00b9\u00b2\u00b3",
    "\U0001d7ce\U0001d7d5\U0001d7d5\U0001d7ce\U0001d7ce 900123",
    "jo@example.org",
    "jo @ example.org",
    "jo (at) example.org",
    "jo [AT] example [dot] org",
    "jo{at}example{dot}org",
    "jo\uff20example.org",
    "jo\ufe6bexample.org",
    f"{'j' * 80}@example.org",
]
NOT_FOUND = [
    "01/02/2026",
    "09.30 - 10.30",
    "1990-2026",
    "2019/01/02/03",
    "a 0309080001759746877 b",
    "Mondays (at) ten",
    "\u2460\u2461\u2462",
    "@voices on social media",
    "0 to 18",
    "18+ 2020-2025",
    "+ 2020-2025",
    "+1.5",
]
MAILBOXES_IN_ADDRESSES = [
    "?m=jo@example.org&x=1",
    "?m=jo%40example.org",
    "?m=jo%2540example.org",
    "%6ao%40example%2eorg",
]
FOUND_IN_ADDRESSES = [
    "about#:~:text=Ring%2007700%20900123",
    "07700900123",
    "?tel=07700-900-123",
    "447700900123",
    "?tel=07700+900+123",
    "?tel=+44+7700+900+123",
    "send?phone=+353871234567",
    "?phone=%252B447700900123",
    *MAILBOXES_IN_ADDRESSES,
]
NOT_FOUND_IN_ADDRESSES = [
    "2026/01/02/03-04-05",
    "0309080001759746877/p20",
    "@voices",
    "@voices@social.example",
    "maps/@53.7961,-1.5367,17z",
    "company/07700900",
    "?id=100064123456789",
    "?ll=53.7961+1.5367122",
    "?q=voices+20260102",
]


def rules(text, schema, today):
    record, faults = records.parse(text.encode("utf-8"), PATH)
    assert record, faults
    return {p.rule for p in checks.check_record(CheckContext(record, schema, today))}


@pytest.mark.parametrize("detail", [*FOUND, *NOT_FOUND])
def test_a_detail_is_asked_about_however_it_is_written(detail, schema, today):
    prose = GOOD.replace("speak up together.", f"speak up. Ask {detail} now.", 1)
    comment = f"{GOOD}# Ask {detail} now\n"
    assert not find_hidden_character(detail)
    assert ("way-in-text" in rules(prose, schema, today)) == (detail in FOUND)
    assert ("private-comment" in rules(comment, schema, today)) == (detail in FOUND)


@pytest.mark.parametrize("end", [*FOUND_IN_ADDRESSES, *NOT_FOUND_IN_ADDRESSES])
def test_a_detail_in_an_address_is_asked_about(end, schema, today):
    text = GOOD.replace("- url: https://www.example.org/about", f"- url: https://example.org/{end}")
    assert ("way-in-text" in rules(text, schema, today)) == (end in FOUND_IN_ADDRESSES)
    # Of a number in an address of the group itself, another rule asks.
    own = rules(own_address(end), schema, today)
    assert ("way-in-text" in own) == (end in MAILBOXES_IN_ADDRESSES)
    assert ("mobile-number" in own) == (end in set(FOUND_IN_ADDRESSES) - {*MAILBOXES_IN_ADDRESSES})


def own_address(end):
    return f"{GOOD}contact:\n  website: https://example.org/{end}\n"


@pytest.mark.parametrize(
    ("end", "rule"),
    [
        ("?office=01134960123&chat=447700900123", "mobile-number"),
        ("?m=office&chat=07700_900_123", "mobile-number"),
        ("?office=01134960123&m=jo.bloggs@sample.org", "way-in-text"),
    ],
)
def test_no_detail_hides_another_in_an_address_of_the_group(end, rule, schema, today):
    assert rule in rules(own_address(end), schema, today)
