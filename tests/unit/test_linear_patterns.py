"""No regular expression takes longer than its text is: twice the text, twice the steps.

A pattern that is slow on a text of strangers lets anybody keep the program busy. So each pattern
is found in the code, and tried on the texts that would take it longest. Steps are counted, not
seconds; and the true `re` reads long texts, on which a quadratic pattern would never end.
"""

import re
import sys

import pytest

from backtracking import Matcher, TooManyStepsError
from pattern_tree import parse
from patterns import collect, recording, schema_patterns
from script_patterns import script_patterns
from sites import DATA, ROOT, TODAY, catalogue
from slow_texts import find_slow_text, has_repeat, signs
from ulo import schema as shape
from ulo.checks import place_words
from ulo.contribute.intake import confirmations, receive
from ulo.contribute.spreadsheet import header
from ulo.maintain.geodata import alternate_names
from ulo.maintain.geodata.alternate_names import NameRules
from ulo.maintain.links import findings
from ulo.maintain.links.collection import Link
from ulo.maintain.registers.country_registers import CountryRegisters
from ulo.maintain.review import list_questions
from ulo.records import values
from ulo.site.identifiers import key_of

CODE = "example-voices.20270101.aaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbb"
# Whoever repeats no more than that takes a constant time for each sign.
LONG = 1_000
# As many signs as the longest text that any reader takes in one piece.
MANY = 200_000


@pytest.fixture(scope="module", autouse=True)
def deep():
    """The matcher calls itself for each sign of a text."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(30_000)
    yield
    sys.setrecursionlimit(before)


@pytest.fixture(scope="module")
def found():
    """The places of patterns in the code, and each pattern by how it is used."""
    with recording() as compiled:
        use_words_of_the_schema()
    return collect(compiled)


def use_words_of_the_schema() -> None:
    """Compiles the patterns that are made of words in schema/."""
    schema = shape.load(ROOT)
    catalogue(schema)
    for path in sorted((DATA / "mails").iterdir()):
        receive(path.read_bytes(), schema, [], [], TODAY)
    postcodes = values.country_forms(schema).postcodes
    assert postcodes.label and postcodes.halves and header._numbered_title(schema)
    numbers = schema.json_schema["properties"]["identifiers"]["properties"]
    for node in numbers.values():
        values.read_value("123", node, schema)
    place_words.without_council_words("Leeds", schema)
    key_of("GB-CHC-1234567", schema)
    CountryRegisters(schema).normalise_name("Example")
    for basis in schema.vocabularies["basis"].terms:
        words = {"basis": basis, "evidence": "Ours.", "board_share": 60}
        list_questions({"name": "Example", "user_led": words}, None, schema, TODAY)
    findings._domain_sold_reason(Link("https://example.org", ()), "https://example.org", "", "")
    alternate_names._is_local_name("Leeds", "Leedsa", NameRules(foreign_pattern="^Le|Kh(?!a)"))
    confirmations._own_words(f"Yes {CODE}", schema.messages["ownership"])


def test_each_pattern_in_the_code_is_known(found):
    """Where the code makes one of what it gets, it is made by the tests above, or has a form."""
    assert len(found) > 300
    assert [str(call) for call in found if not call.patterns] == []


@pytest.fixture(scope="module")
def kinds(found):
    """Each pattern once for each way it is used, with the places that have it."""
    places: dict[tuple[re.Pattern, str], list[str]] = {}
    for call in found:
        for pattern in call.patterns:
            for use in call.uses:
                places.setdefault((pattern, use), []).append(str(call))
    for place, pattern in (*schema_patterns(), *script_patterns()):
        places.setdefault((pattern, "search"), []).append(place)
    return {kind: where for kind, where in places.items() if has_repeat(parse(kind[0]), LONG)}


def test_no_pattern_takes_more_steps_than_its_text_has_signs(kinds):
    slow = [
        f"{', '.join(where)}: {pattern.pattern!r} by {use} on {text}"
        for (pattern, use), where in kinds.items()
        if (text := find_slow_text(pattern, use))
    ]
    assert not slow, "\n".join(slow)


def test_every_pattern_reads_a_long_text_of_each_sign(kinds):
    """No clock: a pattern that is not linear would need hours, and so never let this test end."""
    for pattern, use in kinds:
        for sign in signs(pattern):
            text = sign * MANY
            text = text.encode("latin-1") if isinstance(pattern.pattern, bytes) else text
            getattr(pattern, use)(text)


@pytest.mark.parametrize(
    ("pattern", "use", "is_slow"),
    [
        (r"\s*,", "search", True),
        (r"\s*,", "match", False),
        (r"(?<!\s)\s*,", "search", False),
        (r"a+$", "search", True),
        (r"a++$", "search", True),
        (r"(?:a|aa)*b", "match", True),
        (r"(?>(?:a|aa)*)b", "match", False),
        (r"(a*)*b", "match", True),
        (r"(.*?),\s*", "fullmatch", False),
        (r"### (.*?)\s*", "fullmatch", True),
        (r"<[^>]*>", "search", True),
        (r"<[^<>]*>", "search", False),
        (r"<[^>]{0,40}>", "search", False),
        (r"(?=.*b)a", "search", True),
        (r"(\w)\1*x", "match", False),
        (r"(\w+)=\1=", "search", True),
    ],
)
def test_a_slow_pattern_is_known_from_a_quick_one(pattern, use, is_slow):
    assert bool(find_slow_text(re.compile(pattern), use)) == is_slow


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(a+)(b|c)?\1", "xaabaa"),
        (r"(?i)ÉCOLE\b", "une école"),
        (r"(?m)^b$", "a\nb\nc"),
        (r"(?<=[0-9]) (?=[0-9])", "1 2 3"),
        (r"a{2,3}?b|(?:ab)+", "aaab abab"),
        (r"(?:(a)|b)(?(1)c|d)", "bd ac bc"),
        (r"[^\W\d_]++(?!-)", "a1-b é-"),
        (r"(?s:.)(?-i:B)(?>c*)", "abcc"),
    ],
)
def test_the_matcher_finds_what_re_finds(pattern, text):
    compiled = re.compile(pattern)
    matcher = Matcher(compiled)
    assert matcher.find_all(text) == [match.span() for match in compiled.finditer(text)]


def test_the_matcher_stops_where_steps_are_too_many():
    with pytest.raises(TooManyStepsError):
        Matcher(re.compile("(?:a*)*b")).count("a" * 30, "match", 1_000)
