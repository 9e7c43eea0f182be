"""Records as people may write them into the form, and what the build says of them."""

import copy
import random
import re
from collections.abc import Iterator
from datetime import date

import yaml

from hostile_data import outcomes
from sites import DATA
from ulo import checks
from ulo.checks import CheckContext
from ulo.contribute import form
from ulo.core import ERROR
from ulo.records import Record
from ulo.schema import Schema

BASE = {
    "name": "Northside Voices",
    "summary": "People with learning disabilities in Leeds who speak up together and train others.",
    "user_led": {
        "led_by": ["people-with-learning-disabilities"],
        "basis": "board-majority",
        "evidence": "Most of its trustees are people with learning disabilities.",
        "source": "https://www.example.org/about",
    },
    "for": ["people-with-learning-disabilities"],
    "activities": ["self-advocacy"],
    "added": "2026-11-01",
    "checked": {"on": "2026-11-01", "by": "organisation"},
    "sources": [{"url": "https://www.example.org/about", "title": "About us"}],
}
# A group whose texts need quotation marks.
ODD = {
    "name": "- dash",
    "summary": "a: b # c",
    "user_led": {
        "led_by": ["carers"],
        "basis": "self-described",
        "evidence": "yes",
        "source": "https://example.org/#x",
    },
    "for": ["carers"],
    "activities": ["advocacy"],
    "contact": {"phone": "+44 113 496 0000", "relay_uk": "true"},
    "also_known_as": [
        "null",
        "12",
        "1e5",
        "'q'",
        '"q"',
        "back\\slash",
        "Tŷ Gŵyr",
        "*star",
        "&and",
        "!x",
        "a,b",
        "[x]",
        "{y}",
        "x:",
        "no",
    ],
    "founded": "1999",
    "added": "2026-11-01",
    "checked": {"on": "2026-11-01", "by": "organisation"},
    "sources": [
        {"url": "https://example.org/", "title": "About us", "supports": ["name"]},
        # In one line this would be too wide, but only just.
        {
            "url": "https://example.org/more",
            "title": "More",
            "supports": [
                "name",
                "user_led",
                "founded",
                "activities",
                "contact.website",
                "contact.social",
                "access",
                "networks",
                "area",
                "work",
            ],
        },
    ],
}
# Of what the form can express, only the build says these: they need the library of phone numbers,
# the list of all places or groups, or the decoding of names of sites.
BUILD_ONLY = {
    "phone-number",
    "unknown-group",
    "same-name",
    "same-website",
    "same-identifier",
    "ended-area",
    "postcode-in-town",
}


def expand(value: object) -> object:
    """`{121}` stands for so many letters, `{😀241}` for so many of this sign, `{names 13}` and
    `{addresses 7}` for lists."""
    if isinstance(value, list):
        return [expand(item) for item in value]
    if isinstance(value, dict):
        return {key: expand(item) for key, item in value.items()}
    if listed := re.fullmatch(r"\{(names|addresses) (\d+)\}", str(value)):
        return [
            f"Name {n}" if listed.group(1) == "names" else f"https://example.org/{n}"
            for n in range(int(listed.group(2)))
        ]
    return (
        re.sub(
            r"\{([^\d{}]?)(\d+)\}",
            lambda found: (found.group(1) or "a") * int(found.group(2)),
            value,
        )
        if isinstance(value, str)
        else value
    )


CASES = yaml.safe_load((DATA / "form_cases.yml").read_text("utf-8"))
CASES += [
    {"set": {"contact.email": mailbox}, "finds": ["wrong-form contact.email"]}
    for mailbox in outcomes("mailboxes")["refused"]
]


def changed(case: dict) -> dict:
    """The good record with the changes of a case."""
    record = copy.deepcopy(BASE)
    for field, value in case["set"].items():
        *way, last = field.split(".")
        part = record
        for step in way:
            part = part.setdefault(step, {})
        if value is None:
            del part[last]
        else:
            part[last] = expand(value)
    return record


# --- Whatever else can be written ---

PIECES = (
    "",
    "a",
    "Leeds",
    "LS1 4AP",
    "ls6",
    "XX1 1XX",
    "EH1",
    "https://",
    "http://example.org",
    "www.example.org/x",
    "https://a.b/c?d=e&utm_x=1#f",
    "https://user@example.org",
    "https://example.org:80a/",
    "https://[1::2]:80/",
    "https://xn/",
    "ftp://example.org",
    "0113 496 0000",
    "+44 113 496 0000",
    "(0113) 4960000",
    "1999",
    "2031",
    "-1",
    "12e3",
    "0x10",
    "½",
    "١٩٩٩",
    "info@example.org",
    "a@b.c",
    "SC012345",
    "1098893",
    "NI012345",
    "<p>",
    "</",
    "&nbsp;",
    "&#65;",
    "**",
    "`",
    "{{x}}",
    "{%",
    "](",
    "Ωmega x",
    "Жa",
    "éàü",
    "😀",
    "x" * 121,
    "word " * 60,
    '"quoted"',
    "it's",
    "##[error]x",
    "::error::x",
    "{name}",
    "{title_}",
    "%s",
    "null",
    "true",
    "- x",
    "# x",
    "a: b",
    "C:\\x",
    "https://example.org/\\",
    "https://exämple.org",
    "https://example.рф",
    "https://1.2.3",
    "https://example.org/%zz",
)


def random_record(schema: Schema, draw: random.Random) -> dict:
    record = copy.deepcopy(BASE)
    for question in draw.sample(list(form.all_questions(schema)), 5):
        if question.control in ("text", "long", "number"):
            value = _random_text(draw)
        elif question.control == "lines":
            value = [_random_text(draw) for _ in range(draw.randint(1, 3))]
        elif question.control == "entries":
            value = [
                {
                    part.pointer[-1]: _random_text(draw)
                    for part in question.parts
                    if part.control not in ("one", "many", "tick")
                }
                for _ in range(2)
            ]
        else:
            continue
        *way, last = question.pointer
        part = record
        for step in way:
            part = part.setdefault(step, {})
        part[last] = value
    return record


def _random_text(draw: random.Random) -> str:
    pieces = [draw.choice(PIECES) for _ in range(draw.randint(1, 3))]
    return " ".join("".join(pieces).split()) or "x"


def random_records(schema: Schema, count: int) -> Iterator[dict]:
    draw = random.Random(7)
    return (random_record(schema, draw) for _ in range(count))


def build_problems(record: dict, schema: Schema, today: date) -> list[dict[str, str]]:
    """The errors of a record, as the build tells them."""
    of = Record("northside-voices", "orgs/northside-voices.yml", record)
    problems = checks.check_record(CheckContext(of, schema, today))
    return [
        {"field": p.field, "rule": p.rule, "message": p.message, "fix": p.fix}
        for p in problems
        if p.level == ERROR
    ]
