"""Records that the schema accepts, made from the schema itself, with the oddest texts that it lets through."""

from hypothesis import strategies as st

from ulo.checks import find_url_fault

# Any sign but controls, surrogates and line ends: what the strict reader lets through.
SIGNS = st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"))
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


def texts(least: int, most: int):
    """Trimmed texts of some length, in code points."""
    fill = "Example words "
    whole = st.one_of(HOSTILE, st.text(SIGNS, max_size=min(most, 60)))
    return whole.map(
        lambda text: (text.strip() + (fill * 30 if len(text.strip()) < least else ""))[
            :most
        ].strip()
    ).filter(lambda text: least <= len(text) <= most)


ADDRESSES = st.from_regex(
    r"https?://[a-z0-9-]{1,12}\.example\.org(/[a-zA-Z0-9_.~%&=?'()*+,;:@!$-]{0,20})?",
    fullmatch=True,
).filter(lambda a: not find_url_fault(a))
BY_FORMAT = {
    "uri": ADDRESSES,
    "date": st.dates().map(lambda day: day.isoformat()),
    "phone": st.sampled_from(["0113 496 0000", "+44 113 496 0001", "07700 900123"]),
}


def values(node: dict):
    """Data of the shape of a node of the schema."""
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if node.get("format") in BY_FORMAT:
        return BY_FORMAT[node["format"]]
    kind = node["type"]
    if kind == "object":
        needed = node.get("required", [])
        optional = {
            name: values(part) for name, part in node["properties"].items() if name not in needed
        }
        return st.fixed_dictionaries(
            {name: values(node["properties"][name]) for name in needed}, optional=optional
        ).filter(lambda d: len(d) >= node.get("minProperties", 0))
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
