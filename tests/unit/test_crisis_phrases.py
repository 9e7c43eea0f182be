"""The phrases of people who need help now, and the lines that they are shown."""

import copy
import re
from itertools import chain

import pytest
import yaml

from sites import ROOT
from ulo.schema.crisis import checked, find_faults
from ulo.site.text import MARKDOWN, Part, split_markdown

CRISIS = yaml.safe_load((ROOT / "schema" / "crisis.yml").read_text("utf-8"))
HELP_NOW = ROOT / "docs" / "help-now" / "index.md"


def links(text: str) -> set[tuple[str, str]]:
    """The words and the address of each link; an address without a scheme is one of ours."""
    found = {(match["text"], match["href"]) for match in MARKDOWN.finditer(text) if match["href"]}
    return {(words, href) for words, href in found if ":" in href}


def test_the_phrases_have_their_form():
    assert checked(CRISIS) == CRISIS


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda crisis: crisis.pop("near"), "and nothing else"),
        (lambda crisis: crisis["near"].append("Die-in"), "near: 'Die-in' has to be"),
        (lambda crisis: crisis["near"].append(False), "near: False has to be"),
        (lambda crisis: crisis["context"].append("marché"), "context: 'marché' has to be"),
        (lambda crisis: crisis["fillers"].clear(), "fillers: It has to be a list with"),
        (lambda crisis: crisis["same"]["die"].append("gonna"), "'gonna' has more than one meaning"),
        (lambda crisis: crisis["kinds"]["child"].pop("search"), "child: It has to have search"),
        (lambda crisis: crisis["kinds"]["child"]["topics"].append("suicide"), "'suicide' stands"),
        (lambda crisis: crisis["kinds"]["child"]["phrases"].append("a  b"), "'a  b' has to be"),
    ],
)
def test_each_slip_of_the_pen_is_named(change, fault):
    crisis = copy.deepcopy(CRISIS)
    change(crisis)
    assert any(fault in found for found in find_faults(crisis)), list(find_faults(crisis))


def test_phrases_with_faults_are_not_used():
    with pytest.raises(ValueError, match=r"crisis\.yml: near: 'Die Hard' has to be"):
        checked({**CRISIS, "near": ["Die Hard"]})


def test_every_kind_has_its_lines(schema):
    assert set(schema.crisis_lines) == set(schema.crisis["kinds"])
    assert set(schema.messages["crisis"]["kinds"]) == set(schema.crisis["kinds"])
    assert all(2 <= len(lines) <= 7 for lines in schema.crisis_lines.values())


def test_every_number_and_address_is_one_of_help_now(schema):
    """What the search shows is what the page says, with its sources."""
    page = HELP_NOW.read_text("utf-8").split("---\n", 2)[2]
    hrefs = {href for _, href in links(page)}
    for kind, lines in schema.crisis_lines.items():
        for line in lines:
            for words, href in links(line):
                assert href in hrefs, f"{kind}: {line}"
                if re.match(r"(tel|sms):", href):
                    assert f"[{words}]({href})" in page, f"{kind}: {line}"
            # No number to call is without its link.
            left = MARKDOWN.sub("", line).replace("Call 999 from a mobile", "")
            assert not re.search(r"\d{3}|\d\d \d", left), f"{kind}: {line}"


def test_a_sentence_is_parted_at_its_links():
    sentence = "Ring [999](tel:999) & press **55**. See [us](help-now/)."
    assert list(split_markdown(sentence)) == [
        Part("Ring "),
        Part("999", href="tel:999"),
        Part(" & press "),
        Part("55", strong=True),
        Part(". See "),
        Part("us", href="help-now/"),
        Part("."),
    ]


def test_what_the_tests_type_is_in_one_list_only():
    cases = yaml.safe_load((ROOT / "tests" / "data" / "crisis_queries.yml").read_text("utf-8"))
    typed = [*chain(*cases["needed"].values()), *cases["aside"], *cases["none"]]
    assert len(typed) == len(set(typed))
