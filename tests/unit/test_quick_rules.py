"""The shortcuts of the rules: what they pass over, the whole rule would have passed, too."""

import re
from difflib import SequenceMatcher
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings, strategies as st

from sites import ROOT
from ulo import schema as shape
from ulo.checks import contact, similar_names, texts, web_addresses
from ulo.checks.context import CheckContext
from ulo.checks.record_words import record_words
from ulo.records import Record
from ulo.records.values import PhonePlan, country_forms

WORDS_OF_RECORDS = record_words(shape.load(ROOT))
# Parts of hosts and paths, some of which make an address one that is refused.
HOST_PARTS = st.sampled_from(
    [
        "",
        *"a www example org uk local localhost onion home xn--nxasmq6b".split(),
        *"127 0x7f 1 -a a- a--b A é _ x".split(),
    ]
)
ENDINGS = st.sampled_from(
    ["", "/", "//", "/a b", "/a?b=c#d", "?a", ":80", ":99999", "/[", "/é", "/@"]
)


@settings(max_examples=500)
@given(
    scheme=st.sampled_from(["https://", "http://", "HTTPS://", "ftp://", "", "https://me@"]),
    labels=st.lists(HOST_PARTS, min_size=1, max_size=4),
    ending=ENDINGS,
)
def test_an_address_of_the_usual_form_is_judged_as_in_detail(scheme, labels, ending):
    address = scheme + ".".join(labels) + ending
    in_detail = web_addresses._find_form_fault(address) or web_addresses._find_host_fault(address)
    assert web_addresses._find_fault(address) == in_detail
    assert web_addresses.url_host(address) == host_in_detail(address)


def host_in_detail(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def plain_addresses() -> st.SearchStrategy[str]:
    """Addresses of the usual form.

    Hypothesis can only guess what fits a look ahead, and makes hosts that are far too long. So the
    pattern without it makes addresses of short parts, and the whole pattern judges them.
    """
    pattern = re.sub(r"\(\?=.+?\|\$\)\)", "", web_addresses.PLAIN_URL.pattern)
    assert "(?=" not in pattern
    repeats = {"+": "{1,6}", "*": "{0,4}"}
    short = re.sub(r"(?<=[])])[+*]", lambda sign: repeats[sign[0]], pattern)
    addresses = st.from_regex(short.replace("{2,}", "{2,6}"), fullmatch=True)
    return addresses.filter(web_addresses.PLAIN_URL.fullmatch)


@settings(max_examples=300)
@given(address=plain_addresses())
def test_an_address_of_the_usual_form_has_a_fault_only_in_its_host(address):
    in_detail = web_addresses._find_form_fault(address) or web_addresses._find_host_fault(address)
    assert web_addresses._find_fault(address) == in_detail


OWN_PLAN = country_forms(shape.load(ROOT)).phones


@pytest.mark.parametrize(
    ("hint", "pattern"),
    [
        (WORDS_OF_RECORDS.title, WORDS_OF_RECORDS.person),
        contact.contact_patterns(OWN_PLAN),
        # In a country without a trunk, a number starts with any digit.
        contact.contact_patterns(PhonePlan("34")),
    ],
)
@settings(max_examples=300)
@given(data=st.data())
def test_what_a_pattern_finds_has_its_hint(hint, pattern, data):
    assert hint.search(data.draw(st.from_regex(pattern)))


@settings(max_examples=300)
@given(
    parts=st.lists(
        st.sampled_from(["a", "<b", "](x", "**", "&amp;", "{{", "Dr Who", "Miss", "\u0430b", " "]),
        min_size=1,
        max_size=6,
    ),
    pattern=st.sampled_from([texts.MARKUP, WORDS_OF_RECORDS.person, texts.MIXED_SCRIPT_WORD]),
)
def test_what_is_in_no_line_of_all_texts_is_in_none_of_them(parts, pattern):
    if not re.search(pattern, "\n".join(parts)):
        assert not any(map(pattern.search, parts))


def test_texts_are_found_again_after_they_were_forgotten(schema, today):
    record = Record("x", "orgs/x.yml", {"summary": "A text.", "contact": {"website": "https://x"}})
    context = CheckContext(record, schema, today)
    before = (context.scalars, context.addresses, context.prose, context.all_prose)
    context.forget_texts()
    assert "scalars" not in vars(context) and "all_prose" not in vars(context)
    assert (context.scalars, context.addresses, context.prose, context.all_prose) == before


WORDS = st.sampled_from(
    "voices voice vioces of the for leeds leds 1 2 north norths together".split()
)


@settings(max_examples=500)
@given(one=st.lists(WORDS, min_size=1, max_size=5), other=st.lists(WORDS, min_size=1, max_size=5))
def test_names_of_very_different_length_are_not_similar_in_detail_either(one, other, schema, today):
    one_name, other_name = (
        similar_names._FoldedName(
            CheckContext(Record("x", "orgs/x.yml", {"name": " ".join(words)}), schema, today),
            " ".join(words),
        )
        for words in (one, other)
    )
    ratio = SequenceMatcher(None, one_name.folded, other_name.folded, autojunk=False).ratio()
    is_same = one_name.joined == other_name.joined
    if similar_names._are_similar(one_name, other_name):
        assert is_same or ratio >= similar_names.MIN_SPELLING_SIMILARITY
    elif ratio >= similar_names.MIN_SPELLING_SIMILARITY and not is_same:
        differing = one_name.words ^ other_name.rare_words
        shorter = min(len(one_name.folded), len(other_name.folded))
        assert one_name.digits != other_name.digits or len(differing) > 2 or shorter < 8
