"""The head of a guide: comments that no rule reads, and addresses that hide where they lead."""

import pytest
import yaml

from hostile_data import outcomes
from ulo.catalogue import InvalidGuideError
from ulo.site.guide_heads import refuse_hidden_texts

HEAD = """\
title: "Plan #1"
sources:
- {title: A, by: B, url: "https://example.org/a#b", gave: all}
- {title: It's a C#minor, by: B, url: https://example.org/a#c, gave: all}
"""


def refusal(head):
    try:
        refuse_hidden_texts("guides/x.md", f"---\n{head}---\n# A heading\n", yaml.safe_load(head))
    except InvalidGuideError as error:
        return str(error)
    return ""


def test_a_head_without_comments_passes():
    assert refusal(HEAD) == ""


@pytest.mark.parametrize(
    "comment", ["# Joanna, 07700 900123", "date: 2026-11-21 # a", 'part: "a"#b', "asked: [#a\n  b]"]
)
def test_a_comment_in_the_head_of_a_guide_is_refused(comment):
    assert refusal(f"{HEAD}{comment}\n").startswith("docs/guides/x.md: Line 6 at the top has")


@pytest.mark.parametrize("url", outcomes("addresses")["encoded"])
def test_an_address_of_a_source_hides_nothing(url):
    found = refusal(yaml.safe_dump({"sources": [{"url": url}]}, allow_unicode=True))
    assert found.startswith("docs/guides/x.md: The url of source 1 can't be used: "), found
    assert found.isprintable()
