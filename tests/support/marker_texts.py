"""What became of a hostile text that stands by itself, or in JSON."""

import json
import re
from collections.abc import Iterator

from markers import END, START

# Every shape has this sign, and nothing of ours.
SIGN = "zq"
# Signs that turn or hide what stands beside them, or that a terminal obeys.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\u00ad\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
# What a template would make of our sums, and what is left of our signs when one was obeyed.
EVALUATED = re.compile(r"zq1337zq")
# A slot, a format or a template was obeyed if the marks at both sides of it are left without it.
WHOLE = (
    *("zq{{7*191}}zq", "{%raw%}zq{%endraw%}", "zq{#hidden#}zq", "zq${7*191}zq"),
    *("zq{0}{name}{site}{title}{class}zq", "zq%s%(name)s%dzq"),
    *("zq%%title%%zq", "zq%%content%%zq", "zq%%head%%zq", "zq%%root%%zq"),
    *("zq%%current:%%zq"),
)
# What no language of ours obeys: where it is missing, a text was made into an address, or into
# words for the search.
NEVER_OBEYED = "zq$(id)`id`zq"
# The text between the tokens of a marker.
MARKED = re.compile(rf"{START}([a-z]+)(\d+)x((?:(?!{START}).)*?){END}\1\2x", re.DOTALL)


def text_traces(text: str) -> Iterator[str]:
    """What a template, a slot or a format made of a text, and signs that hide in it."""
    if EVALUATED.search(text):
        yield f"evaluated: {around(text, EVALUATED)}"
    if SIGN in text and HIDDEN.search(text):
        yield f"hidden signs: {around(text, HIDDEN)}"
    for found in MARKED.finditer(text):
        # Spaces may be others, or none in an address.
        written = re.sub(r"[\s_]", "", found[3])
        if found[1] == "template" and NEVER_OBEYED in written:
            yield from (
                f"obeyed: {sign} of {found[1]} {found[2]}" for sign in WHOLE if sign not in written
            )


def around(text: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(text)
    assert found
    return repr(text[max(0, found.start() - 60) : found.end() + 60])


def json_traces(content: bytes) -> Iterator[str]:
    """What is no JSON, and texts in it that were changed; also a script would be no JSON."""
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except ValueError as error:
        yield f"no JSON: {error}"
        return
    yield from value_traces(value)


def value_traces(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == SIGN or key == "__proto__":
                yield f"a key: {key!r}"
            yield from text_traces(key)
            yield from value_traces(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from value_traces(inner)
    elif isinstance(value, str):
        yield from text_traces(value)
