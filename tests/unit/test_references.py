"""A reference to another group is changed in the text of a record, and nothing else is."""

import pytest

from ulo.records import references

HEAD = "name: Northside\n"


@pytest.mark.parametrize(
    ("text", "renamed", "removed"),
    [
        ("networks: [old-one, b]\n", "networks: [new-one, b]\n", "networks: [b]\n"),
        (
            "networks: [b, old-one]  # old-one\n",
            "networks: [b, new-one]  # new-one\n",
            "networks: [b]  # old-one\n",
        ),
        (
            'networks: [b, "old-one", old-one-north]\n',
            'networks: [b, "new-one", old-one-north]\n',
            "networks: [b, old-one-north]\n",
        ),
        (
            "networks:\n  - b\n  # why\n  - old-one  # as it says\n",
            "networks:\n  - b\n  # why\n  - new-one  # as it says\n",
            "networks:\n  - b\n  # why\n",
        ),
        (
            "networks: [old-one]\nfounded: 1999\n",
            "networks: [new-one]\nfounded: 1999\n",
            "founded: 1999\n",
        ),
        (
            "networks:\n  - old-one\nfounded: 1999\n",
            "networks:\n  - new-one\nfounded: 1999\n",
            "founded: 1999\n",
        ),
        (
            "closed: {year: 2018, successor: old-one, source: https://x.org/old-one}\n",
            "closed: {year: 2018, successor: new-one, source: https://x.org/old-one}\n",
            "closed: {year: 2018, source: https://x.org/old-one}\n",
        ),
        (
            "closed: {successor: old-one, source: https://x.org}\n",
            "closed: {successor: new-one, source: https://x.org}\n",
            "closed: {source: https://x.org}\n",
        ),
        (
            "closed:\n  successor: old-one\n  source: https://x.org\n",
            "closed:\n  successor: new-one\n  source: https://x.org\n",
            "closed:\n  source: https://x.org\n",
        ),
        (
            "networks: [old-one]\nclosed: {successor: old-one, source: x}\n",
            "networks: [new-one]\nclosed: {successor: new-one, source: x}\n",
            "closed: {source: x}\n",
        ),
        ('networks: ["old\\x2done"]\n', None, ""),
        ("networks: [\n  old-one,\n  b\n]\n", "networks: [\n  new-one,\n  b\n]\n", None),
    ],
)
def test_replace_reference_changes_nothing_else(text, renamed, removed):
    def change(new):
        return references.replace_reference(HEAD + text, "orgs/x.yml", "old-one", new)

    assert (change("new-one"), change(None)) == (
        renamed and HEAD + renamed,
        None if removed is None else HEAD + removed,
    )
