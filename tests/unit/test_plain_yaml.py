"""The quick reader of plain YAML reads as the strict reader does, or not at all."""

import pytest
from hypothesis import given, settings, strategies as st

from sites import CATALOGUE
from ulo.records import parse, plain_yaml, reading, strict_yaml

FILES = sorted(CATALOGUE.rglob("*.yml"))
TEXTS = [path.read_text("utf-8") for path in FILES]
# What has a meaning in YAML, what only looks as if it had one, and signs that no text may have.
PIECES = [
    *" \n:#-?[]{},&*!|>'\"%@`~=\\.\t\r0aZ_é\xa0\xad\x85\u2028\u3000\u200b\ufeff\ufffe\U0001f600",
    *("- ", ": ", " #", "\n  ", "\n- ", "\n    - x", "  ", "''", '""', "---", "...", "<<: ", "? "),
    *("key: ", "name:", "x: y", "\n  name: x\n", "\n\n", "# x\n", "null", "|-", ">-\n  x"),
    *("[a, b]", "[a,b]", "[a, ]", "[]", "{}", "{a: b}", "[[a]]", "[- a]", "[a b, c]"),
]


def check_against_strict_reader(text: str) -> None:
    content = text.encode()
    plain = plain_yaml.read(content)
    if plain is not None:
        record, problems = reading._parse_strictly(content, "orgs/x.yml")
        assert record is not None and problems == []
        # As texts, so that the order of the fields counts.
        assert repr((record.data, record.line_numbers)) == repr(plain)


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in FILES])
def test_a_record_in_its_usual_form_is_plain(text):
    assert plain_yaml.read(text.encode()) is not None
    check_against_strict_reader(text)


@st.composite
def mutated_texts(draw: st.DrawFn) -> str:
    """Some lines of a record, with up to three slips of the pen."""
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    start = draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines[start : start + draw(st.integers(1, 12))])
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        piece = draw(st.sampled_from(PIECES))
        lines = text.split("\n")
        number = draw(st.integers(0, len(lines) - 1))
        slip = draw(st.sampled_from(("insert", "delete", "replace", "drop", "double", "indent")))
        if slip in ("insert", "replace"):
            text = text[:at] + piece + text[at + (slip == "replace") :]
        elif slip == "delete":
            text = text[:at] + text[at + draw(st.integers(1, 3)) :]
        else:
            line = lines.pop(number)
            if slip == "double":
                lines[number:number] = [line]
                lines.insert(draw(st.integers(0, len(lines))), line)
            elif slip == "indent":
                lines.insert(number, "  " * draw(st.integers(0, 4)) + line.lstrip())
            text = "\n".join(lines)
    return text


@settings(max_examples=1500)
@given(text=mutated_texts())
def test_a_mutated_record_is_read_as_the_strict_reader_reads_it(text):
    check_against_strict_reader(text)


@settings(max_examples=500)
@given(
    lines=st.lists(
        st.sampled_from(
            [
                *("name: x", "name:", "also:", "  x: y", "  - x", "  - x: y", "    z: w", "    z:"),
                *("- x", "- x: y", "  x: [a, b]", "      - x", '  - "x: y"', "# x", "", "x", "  x"),
                *(
                    "also: [a, b]",
                    'also: "x"',
                    "also: x: y",
                    "also: x #",
                    "      deep: x",
                    "also: -",
                ),
                *("        deeper: x", "    - - x", "    - [x]", "  a: b:", "  'x': y", '  "x": y'),
            ]
        ),
        max_size=8,
    )
)
def test_lines_in_any_order_are_read_as_the_strict_reader_reads_them(lines):
    check_against_strict_reader("\n".join(lines))


@pytest.mark.parametrize("text", TEXTS[::10])
def test_a_plain_record_is_read_without_the_strict_reader(text, monkeypatch):
    monkeypatch.setattr(strict_yaml, "Loader", None)
    record, problems = parse(text.encode(), "orgs/x.yml")
    assert record is not None and problems == []


def test_what_is_no_text_or_too_large_is_not_plain():
    assert plain_yaml.read(b"name: \xe9\n") is None
    assert plain_yaml.read(b"name: x\n") and plain_yaml.read(b"name: x\n" * 9000) is None
    longest = b"name: " + b"x" * (64 * 1024 - 6)
    assert plain_yaml.read(longest) and plain_yaml.read(longest + b"x") is None
