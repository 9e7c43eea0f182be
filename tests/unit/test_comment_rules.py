"""Comments in records: every one is found, and whoever reviews a change sees it."""

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from effort import count_calls
from sites import DATA
from ulo import checks, records
from ulo.checks import CheckContext, comments
from ulo.maintain import review
from ulo.records import comment_texts

GOOD = (DATA / "records" / "good" / "whole-records" / "smallest-voices.yml").read_text("utf-8")
MODELINE = "# yaml-language-server: $schema=../schema/organisation.json\n"
PATH = "orgs/smallest-voices.yml"


def comments_of(text):
    record, faults = records.parse(text.encode("utf-8"), PATH)
    assert record, faults
    return record.comments


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "", []),
        ("", MODELINE, []),
        ("", f"{MODELINE}# a\n", [(2, "# a")]),
        ("", f"# a\r\n{MODELINE}", [(1, "# a")]),
        ("", "# yaml-language-server: Joanna\n", [(1, "# yaml-language-server: Joanna")]),
        ("", MODELINE.replace(".json", ".json 07700 900123"), [(1, None)]),
        ("", "# orgs/smallest-voices.yml\n", [(1, "# orgs/smallest-voices.yml")]),
        ("", "\ufeff# a\n", [(1, "# a")]),
        ("", "--- # a\n", [(1, "# a")]),
        ("", "--- #a\n#b\n", [(1, "#a"), (2, "#b")]),
        ("title: About us", "title: About us #a", [(15, "#a")]),
        ("title: About us", 'title: "About us"#a', [(15, "#a")]),
        ("title: About us", "title: 'About us'#a", [(15, "#a")]),
        ("title: About us", "title: >#a\n      About us", [(15, "#a")]),
        ("title: About us", "title: |-#a\n      About us", [(15, "#a")]),
        ("title: About us", "title: >+#a\n      About us", [(15, "#a")]),
        ("title: About us", "title: |2#a\n      About us", [(15, "#a")]),
        ("title: About us", "title: >2-#a\n      About us", [(15, "#a")]),
        ("title: About us", "title: |- # a\n      About us # b", [(15, "# a")]),
        ("for: [", "for: [#a\n  ", [(8, "#a")]),
        ("title: About us", "title: About us#a", []),
        ("title: About us", 'title: "About #a us"', []),
        ("/about\nfor", "/#about\nfor", []),
    ],
)
def test_every_comment_of_a_record_is_found(before, after, found):
    text = GOOD.replace(before, after, 1) if before else after + GOOD
    said = comments_of(text)
    assert [line for line, _ in said] == [line for line, _ in found]
    assert all(text in (None, other) for (_, text), (_, other) in zip(found, said, strict=True))


def test_comments_behind_the_end_are_found():
    assert comments_of(f"{GOOD}...\n# a\n  # b\n") == ((17, "# a"), (18, "# b"))


SIGNS = st.sampled_from(
    ["#", " #", "\n#", '"', "'", "[", "]", ",", ": ", "a", " ", "\n", "é", "- "]
)


@settings(max_examples=100)
@given(st.lists(SIGNS, max_size=14).map("".join))
def test_no_comment_hides_from_the_quick_look(end):
    """What the quick look passes over has no comment, and every other sign is in a value."""
    text = f"{GOOD}names: {{cy: {end}\n"
    record, _ = records.parse(text.encode("utf-8"), PATH)
    if record and not record.comments:
        events = [e for e in yaml.scan(text) if isinstance(e, yaml.ScalarToken)]
        inside = sum(text[e.start_mark.index : e.end_mark.index].count("#") for e in events)
        assert inside == text.count("#")


def test_a_record_without_comments_is_not_scanned_again():
    content = (MODELINE + GOOD).encode("utf-8")
    assert count_calls(lambda: comment_texts.list_comments(content)) < 10


def test_limits_on_comments(schema, today):
    """Only as many comments are looked at as there may be, and only so much of each."""

    def find_rules(text):
        record, _ = records.parse((GOOD + text).encode("utf-8"), PATH)
        return {p.rule for p in checks.check_record(CheckContext(record, schema, today))}

    letters = comments.MAX_COMMENT_LENGTH
    assert find_rules(f"# {'x' * (letters - 2)}\n" * comments.MAX_COMMENTS) == set()
    assert find_rules(f"# {'x' * letters}\n") == {"long-comment"}
    assert find_rules("#\n" * (comments.MAX_COMMENTS + 1)) == {"long-comment"}
    assert find_rules(f"# {'a' * 60_000}@example.org\n") == {"long-comment"}


def test_a_review_shows_comments_that_come_and_go(schema, today):
    def review_of(before, after):
        record, _ = records.parse(after.encode("utf-8"), PATH)
        old = {PATH: before.encode("utf-8")} if before else {}
        context = CheckContext(record, schema, today)
        return review.review_records(old, [context], [PATH], [], schema, today)

    reviews = review_of(f"{GOOD}# gone\n# stays\n", f"{GOOD}# stays\n# | `new`\n")
    changes = [(c.title, c.before, c.after) for c in reviews[0].changes]
    assert changes == [
        ("Comment in the file", "# gone", ""),
        ("Comment in the file", "", "# | `new`"),
    ]
    assert "`` # ¦ `new` ``" in review.FORMATS["markdown"](reviews, [])
    new = review_of("", f"{GOOD}# Joanna\n")[0].changes
    assert [c.after for c in new if c.title == "Comment in the file"] == ["# Joanna"]
