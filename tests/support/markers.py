"""Texts that would run, break out or mislead wherever they are written without escaping.

Each shape carries the sign `zq`, which nothing of ours has: `marker_detectors` looks for what was
made of it. Which fields there are, the schema tells: `plant` gives a record with a marker in each
text that the schema knows, whatever its form, so that a new field is covered at once.
"""

from collections.abc import Iterator
from typing import Any

from ulo.schema import JsonSchema, Pointer, RecordData

# What would begin a formula, and ways to hide it; each starts as many texts as the others.
FORMULAS = (
    *("=", "+", "-", "@", "\t=", "\r=", " =", '"=', "'="),
    *("\uff1d", "\uff0b", "\uff0d", "\uff20"),
)
# By family: the shapes of one stand together in each text of one record.
SHAPES = {
    "markup": {
        "element": "<zqtag onzq=1>",
        "image": '"><img src=zq onerror=zq()>',
        "drawing": '"><svg/onload=zq()>',
        "attribute": "' onzq='zq()'",
        "quoted attribute": '" onzq="zq()" zq="',
        "end of a script": "</script><script>zq()</script>",
        "end of a style": "</style><style>zq{}</style>",
        "end of a text box": "</textarea><zqtag>",
        "end of a title": "</title><zqtag>",
        "end of a comment": "--><zqtag>",
        "comment": "<!--zq",
        "end of CDATA": "]]><zqtag>",
        "CDATA": "<![CDATA[zq",
        "instruction": "<?zq ?>",
        "entity": "&lt;zqtag&gt;&quot;&#39;&amp;lt;zqtag",
        "JSON": '\\"}],"zq":{"__proto__":[{"',
        "JSON in a script": "\\u003c/script\\u003e<\\/script><!--<script>zq",
    },
    "template": {
        "expression": "zq{{7*191}}zq",
        "statement": "{% raw %}zq{% endraw %}{% include 'zq' %}",
        "template comment": "zq{#hidden#}zq",
        "literal": "zq${7*191}zq",
        "other literal": "zq#{7*191}zq",
        "server": "zq<%= 7*191 %>zq",
        "format": "zq{0}{name}{site}{title}{class}zq",
        "old format": "zq%s%(name)s%dzq",
        "shell": "zq$(id)`id`zq",
        "slot of the title": "zq%%title%%zq",
        "slot of the content": "zq%%content%%zq",
        "slot of the head": "zq%%head%%zq",
        "slot of the root": "zq%%root%%zq",
        "slot of a menu": "zq%%current:%%zq",
        "backslash": "zq\\1\\g<0>\\nzq",
    },
    "line": {
        "calendar": "zq\r\nEND:VEVENT\r\nX-ZQ:1",
        "card": "zq\nTEL;TYPE=ZQ:1\nEND:VCARD",
        "header": "zq\r\nX-ZQ: 1\r\n\r\nzq",
        "rule": "zq\n/zq https://zq.example/ 301!\n  X-ZQ: 1",
        "robots": "zq\nDisallow: /zq\rX-ZQ:1",
        "YAML": "zq\nzq: 1\n- zq: 1\n---\n",
        "Markdown": "zq\n# zq\n\n| zq | zq |\n\n    zq\n```\nzq",
        "other line ends": "zq\u2028X-ZQ:1\u2029X-ZQ:1",
        "cells": 'zq"\n=zq()\n+zq\n-zq\n@zq;=zq()\t=zq(),=zq',
        "command": "zq\n##[error]zq\n::error::zq",
        "separators": "zq;zq,zq:zq\\,zq\\;zq\\nX-ZQ:1",
    },
    "sign": {
        "turned": "zq\u202ezq\u2066zq\u200fzq",
        "hidden": "z\u200bq\u00adzq\ufeff\u2060zq",
        "control": "zq\x00\x07\x0b\x0c\x1a\x1b[31mzq\x7f\x85zq",
        "tags": "zq\U000e0041\U000e007fzq\ufffe",
        "link": "[zq](javascript:zq()) ![zq](https://zq.example/zq.png) <https://zq.example>",
        "mention": "@zqperson #1 https://zq.example/zq www.zq.example",
        "SQL": "'; DROP TABLE organisations; --zq",
        "other SQL": "\") UNION SELECT 'zq' --",
        "YAML value": "!!python/zq &zq *zq",
        "prototype": "__proto__ constructor zq",
    },
}
# What stands between slots like these is left out, the end of a marker too: it comes behind it.
PASSAGE = "zq%%/seek%%%%easy%%zq"
START, END = "mkb", "mke"
PERCENT = {"sign": "%E2%80%AEzq%00%1B%0D%0AX-ZQ:1"}
# Texts with one of these forms become a number or a day before anybody sees them; and a slug is
# looked up: where there is no such record, there is no page.
NO_TEXT = ("date", "time", "year", "share")
SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
# Few places are near it, so a site has few pages.
AREA = "isles-of-scilly"
# What a place in a record has to say for the record to be shown wherever one can be.
MEANT = {
    ("area", "reach"): "local",
    ("area", "serves"): [AREA],
    ("based_in", "area"): AREA,
    ("based_in", "coordinates"): None,
    ("checked", "by"): "organisation",
    ("checked", "answered"): None,
    ("first_visit", "on"): "2026-11-01",
    ("checked", "on"): "2026-11-01",
    ("added",): "2026-11-01",
}
DAY, AHEAD, YEAR = "2026-11-01", "2026-12-24", "2025"


def marker(family: str, number: int) -> str:
    """The text with all shapes of a family, for the place with this number."""
    begin, end = (token(kind, family, number) for kind in (START, END))
    shapes = " ".join(SHAPES[family].values())
    behind = f" {PASSAGE}" if family == "template" else ""
    return f"{FORMULAS[number % len(FORMULAS)]}{begin} {shapes} {end}{behind}"


def token(kind: str, family: str, number: int) -> str:
    """The word before or behind the shapes: it tells from which place a text comes."""
    return f"{kind}{family}{number:03}x"


def everything(number: int) -> str:
    """The text with the shapes of all families, for a setting or the head of a page."""
    return " ".join(marker(family, number) for family in SHAPES)


def is_marked(node: JsonSchema) -> bool:
    """Whether a scalar of the schema is a text that somebody writes freely enough."""
    is_free = "enum" not in node and node.get("pattern") != SLUG
    return node["type"] == "string" and is_free and node.get("format") not in NO_TEXT


class Planter:
    """Plants markers of one family and remembers where: `places` has the number of each."""

    def __init__(self, family: str, first: int = 0) -> None:
        self.family = family
        self.first = first
        self.places: dict[str, int] = {}

    def text(self, place: str) -> str:
        """The marker for a place, such as `organisation contact.email`."""
        number = self.places.setdefault(place, self.first + len(self.places))
        return marker(self.family, number)

    def address_text(self, place: str) -> str:
        """The same in a web address."""
        return f"https://zq.example/{PERCENT.get(self.family, '')}{self.text(place)}"

    def record(self, node: JsonSchema, kind: str) -> RecordData:
        """A record of this schema with all fields, and a marker in each text."""
        data: RecordData = self._value(node, kind, ())
        return data

    def _value(self, node: JsonSchema, kind: str, pointer: Pointer) -> Any:
        if pointer in MEANT and kind == "organisation":
            return MEANT[pointer]
        if node["type"] == "object":
            values = {
                name: self._value(part, kind, (*pointer, name))
                for name, part in node["properties"].items()
            }
            return {name: value for name, value in values.items() if value is not None}
        if node["type"] == "array":
            return [
                value for value in [self._value(node["items"], kind, pointer)] if value is not None
            ]
        return self._scalar(node, kind, pointer)

    def _scalar(self, node: JsonSchema, kind: str, pointer: Pointer) -> str | None:
        if node.get("pattern") == SLUG:
            return None
        if "enum" in node:
            return str(node["enum"][0])
        if node["type"] == "boolean":
            return "true"
        if node["type"] == "integer":
            return YEAR if node.get("format") == "year" else str(node["minimum"])
        if node.get("format") == "date":
            return AHEAD if "ahead" in node else DAY
        if node.get("format") == "time":
            return "10:30" if pointer[-1] == "starts" else "12:30"
        place = f"{kind} {'.'.join(map(str, pointer))}"
        return self.address_text(place) if node.get("format") == "uri" else self.text(place)


def text_places(node: JsonSchema, kind: str, pointer: Pointer = ()) -> Iterator[str]:
    """The place of each text that a schema knows, found apart from what is planted."""
    if node["type"] == "object":
        for name, part in node["properties"].items():
            yield from text_places(part, kind, (*pointer, name))
    elif node["type"] == "array":
        yield from text_places(node["items"], kind, pointer)
    elif is_marked(node):
        yield f"{kind} {'.'.join(map(str, pointer))}"
