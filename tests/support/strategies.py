"""Hypothesis strategies for records that the schema accepts, made from the schema itself.

Their texts are as odd as it allows.
"""

from typing import Any

from hypothesis import strategies as st

from ulo.checks import find_url_fault
from ulo.schema import JsonSchema

# The characters that the strict reader allows: all but controls, surrogates and line ends.
CHARACTERS = st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"))
HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onclick='x",
        "&lt;b&gt;",
        "{{ 7*7 }}",
        "{% raw %}",
        "%%content%%",
        "</title>",
        "]]>",
        "-->",
        "javascript:alert(1)",
        "\u202eright to left",
        "Ŵŷ Gàidhlig Éire",
        "😀👩‍🦽",
        "NO",
        "~",
        "null",
        "0123",
        "1:20",
        "- a",
        "# b",
        "a: b",
        "@c",
        "`d`",
        "\\",
        "*e",
        "&f",
        "!g",
        "| h",
        "> i",
        "'",
        '"',
    ]
)


def texts(min_length: int, max_length: int) -> st.SearchStrategy[str]:
    """Trimmed texts with a length in code points between these."""

    def fit(text: str) -> str:
        text = text.strip()
        if len(text) < min_length:
            text += "Example words " * 30
        return text[:max_length].strip()

    start = st.one_of(HOSTILE, st.text(CHARACTERS, max_size=min(max_length, 60)))
    return start.map(fit).filter(lambda text: min_length <= len(text) <= max_length)


URLS = st.from_regex(
    r"https?://[a-z0-9-]{1,12}\.example\.org(/[a-zA-Z0-9_.~%&=?'()*+,;:@!$-]{0,20})?",
    fullmatch=True,
).filter(lambda url: not find_url_fault(url))
BY_FORMAT = {
    "uri": URLS,
    "date": st.dates().map(lambda day: day.isoformat()),
    "phone": st.sampled_from(["0113 496 0000", "+44 113 496 0001", "07700 900123"]),
}


def values(node: JsonSchema) -> st.SearchStrategy[Any]:
    """Data that a part of the JSON Schema accepts, as a file has them: all scalars are texts."""
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if node.get("format") in BY_FORMAT:
        return BY_FORMAT[node["format"]]
    kind = node["type"]
    if kind == "object":
        required = node.get("required", [])
        optional = {
            name: values(part) for name, part in node["properties"].items() if name not in required
        }
        return st.fixed_dictionaries(
            {name: values(node["properties"][name]) for name in required}, optional=optional
        ).filter(lambda data: len(data) >= node.get("minProperties", 0))
    if kind == "array":
        return st.lists(
            values(node["items"]),
            min_size=node.get("minItems", 0),
            max_size=min(node.get("maxItems", 3), 3),
            unique_by=repr,
        )
    if kind == "integer":
        return st.integers(node["minimum"], node["maximum"]).map(str)
    if kind == "boolean":
        return st.sampled_from(["true", "false"])
    if "pattern" in node:
        return st.sampled_from([str(example) for example in node["examples"]])
    return texts(node["minLength"], node["maxLength"])
