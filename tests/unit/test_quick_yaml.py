"""The quick reader of schema/country/: what it reads, PyYAML reads in the same way."""

import random

import pytest
import yaml

from effort import count_calls
from sites import ROOT
from ulo.core import data_files, quick_yaml, read_plain_yaml
from ulo.schema import InvalidFileError

FILES = sorted((ROOT / "schema" / "country").glob("*.yml"))
TEXTS = [path.read_text("utf-8") for path in FILES]
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SIGNS = " \n:#[]{}\"'-,0a!&*|>?@%`\\~.=é\u00a0"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b", {"a": "b"}),
        ("a: b c # d\nb: [e, [1, 2.5], {f: true, g: -3}]\n", None),
        ("a:\n  - b: c\n    d: e\n  - b: f\n", None),
        ("a:\n- b\n- c\n", None),
        ("a:\n  [b,\n   c] # d\n", None),
        ('a: "\\\\+ # \\"x\\""\nb: \'[0-9]{2}: #\'\n', None),
        ("a: https://example.org/?x={}&y=1\n", None),
        ("# Only\n\n- a\n- b\n", ["a", "b"]),
    ],
)
def test_plain_files_are_read(text, expected):
    read = quick_yaml.read(text)
    assert read == yaml.safe_load(text)
    assert expected is None or read == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "a: no", "a: 2026-01-01", "a: 1_0", "a: 010", "a: ~", "a: *b", "a: |\n  b\n"),
        "a:\n",
        *(
            "a: b\na: c",
            "a: 'b",
            "a: [b",
            "a: {b}",
            "a: b: c",
            "no: a",
            "a: b\n  c",
            "a:\tb",
            "- - a",
        ),
        *("a: don't", "a: [b\n\n  c]", "a: b\n c: d", '"a": b', "a: \u00a0b"),
    ],
)
def test_all_else_is_left_to_pyyaml(text):
    with pytest.raises(quick_yaml.NotPlainError):
        quick_yaml.read(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_files_of_the_country_are_plain_enough_for_a_quick_check(path):
    text = path.read_text("utf-8")
    assert quick_yaml.read(text) == yaml.safe_load(text)


def test_whatever_is_changed_is_read_as_pyyaml_reads_it_or_not_at_all():
    draw, read = random.Random(1), 0
    for _ in range(2_000):
        text = draw.choice(TEXTS)
        for _ in range(draw.randrange(1, 4)):
            place = draw.randrange(len(text))
            text = text[:place] + draw.choice(SIGNS) + text[place + draw.randrange(3) :]
        try:
            quick = quick_yaml.read(text)
        except quick_yaml.NotPlainError:
            continue
        read += 1
        assert quick == yaml.load(text, LOADER), text
    assert read > 500


def test_a_file_that_is_not_plain_is_read_all_the_same(tmp_path):
    path = tmp_path / "x.yml"
    path.write_text("a: |\n  b\n", "utf-8")
    assert read_plain_yaml(path) == {"a": "b\n"}
    path.write_text("a: [b\n", "utf-8")
    with pytest.raises(InvalidFileError):
        read_plain_yaml(path)
    path.write_bytes(b"a: \xff\n")
    with pytest.raises((InvalidFileError, yaml.YAMLError)):
        read_plain_yaml(path)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "- " * 100_000,
        "a: [\n" * 9_000,
        "".join(" " * n + "a:\n" for n in range(2_000)),
    ],
)
def test_lists_inside_one_another_end_in_a_sentence(tmp_path, text):
    """Not in the end of Python, as libyaml has it."""
    with pytest.raises(quick_yaml.NotPlainError):
        quick_yaml.read(text)
    (tmp_path / "deep.yml").write_text(text, "utf-8")
    with pytest.raises(data_files.InvalidFileError):
        data_files.read_plain_yaml(tmp_path / "deep.yml")


def test_a_list_over_many_lines_is_looked_at_once():
    def read(lines: int) -> int:
        return count_calls(lambda: quick_yaml.read("a: [\n" + "  b,\n" * lines + "]\n"))

    assert read(2_000) < 12 * read(200)
