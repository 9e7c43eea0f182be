"""The scripts by themselves: what they say is what the build says.

Node runs the tests in js/, on data that is made here.
"""

import difflib
import json
import random
import unicodedata
from pathlib import Path

import pytest
import test_geography
import test_places_apart
import test_safety
import yaml
from test_formatting import TRICKY

from drawing import Drawn
from form_examples import (
    BUILD_ONLY,
    CASES,
    ODD,
    build_problems,
    changed,
    random_records,
)
from hostile_data import outcomes
from invariants import assert_scripts_write_as_the_build
from node import run_node_tests
from sites import CATALOGUE, DATA, ROOT
from ulo import records
from ulo.catalogue import Catalogue, Instance
from ulo.checks import ACCENTED_LETTERS, NON_PUBLIC_TLDS
from ulo.contribute import browser_rules
from ulo.core import fold, urls
from ulo.geography import Ambiguous, PlaceMatch, make_postcodes, name_key
from ulo.records import values
from ulo.schema import Schema
from ulo.site.identifiers import browser_forms, key_of
from ulo.site.pages import gazetteer
from ulo.site.postings import encode_postings, pack_words
from ulo.site.search_wording import SearchWording

FOLDER = Path(__file__).parent / "js"
# Every query of the tests of the geocoder, and what else people write.
ASKED = [
    case[0] if isinstance(case, tuple) else case
    for name, test in vars(test_geography).items()
    if name.startswith("test_")
    for mark in getattr(test, "pytestmark", ())
    if mark.name == "parametrize" and "query" in (mark.args[0], mark.args[0][0])
    for case in mark.args[1]
]
MORE = yaml.safe_load((DATA / "place_queries.yml").read_text("utf-8"))
ANSWERS = yaml.safe_load((DATA / "place_answers.yml").read_text("utf-8"))
NUMBERS = [[], [0], [0, 3, 4, 900], [31, 32, 63, 95], [9_999], list(range(0, 70_000, 1_111))]

# Words that begin alike, one within another, longer than any prefix that can be told, and in other
# letters.
WORDS = [
    "a",
    "advice",
    "advocacy",
    "advocate",
    "advocates",
    "b1",
    "cymru",
    "zoë",
    "ål",
    *("x" * length for length in (24, 25, 26, 40)),
]
LISTS = {word: encode_postings([3, number + 4]) for number, word in enumerate(sorted(WORDS))}


@pytest.fixture(scope="module")
def catalogue(schema, today):
    return Catalogue([], schema, Instance("Led by Us"), today)


def names_in(catalogue):
    known = catalogue.geocoder.gazetteer
    return {name for place in known.places for name in (place.name, *place.other_names)} | {
        name for area in catalogue.areas.values() for name in (*area.all_names, area.id)
    }


def test_texts_lists_and_spelling(tmp_path, catalogue):
    names = sorted(names_in(catalogue))
    draw = random.Random(5)
    words = [(name + draw.choice(["", "x", "e"]))[draw.randrange(2) :] for name in names[::80]]
    data = {
        "names": [
            {
                "name": name,
                "folded": fold(name),
                "key": name_key(name),
                "slug": fold(name.replace("&", " and ")).replace(" ", "-"),
            }
            for name in names
        ],
        "close_matches": [
            {
                "word": word,
                "texts": names[::7],
                "limit": 3,
                "cutoff": 0.6,
                "expected": difflib.get_close_matches(word, names[::7], 3, 0.6),
            }
            for word in words
        ],
        "search_words": SearchWording(catalogue).main["lists"],
        "addresses": {
            "cases": outcomes("addresses"),
            "accented": "".join(ACCENTED_LETTERS),
            "endings": NON_PUBLIC_TLDS,
        },
        "address_faults": browser_rules.build_rules(catalogue.schema)["faults"],
        "words_of_index": {"postings": LISTS, "packed": pack_words(LISTS)},
        "crisis": catalogue.schema.crisis,
        "crisis_cases": yaml.safe_load((DATA / "crisis_queries.yml").read_text("utf-8")),
        "identifiers": identifier_cases(catalogue.schema),
        "postcodes": postcode_cases(catalogue.geocoder.gazetteer.postcodes),
        "clock": {
            "words": values.country_forms(catalogue.schema).clock.browser_data(),
            "times": yaml.safe_load((DATA / "clock_times.yml").read_text("utf-8")),
        },
        "postings": [
            {"numbers": numbers, "packed": encode_postings(numbers)} for numbers in NUMBERS
        ],
        "word_forms": word_form_cases(),
    }
    own = {"distance", "geocoder", "place_finder", "questions", "record_change", "record_yaml"}
    own |= {"other_countries", "places_elsewhere", "validation", "values"}
    own |= {"hostile_drafts", "hostile_addresses", "service_worker"}
    files = [path for path in sorted(FOLDER.glob("*.test.js")) if path.name[:-8] not in own]
    run_node_tests(files, data, tmp_path)


def word_form_cases() -> dict:
    """The forms of words of a language, as its page of the search has them, and words."""
    cases = yaml.safe_load((DATA / "word_forms.yml").read_text("utf-8"))
    path = ROOT / "schema" / "locales" / "cy-draft" / "word_forms.yml"
    forms = yaml.safe_load(path.read_text("utf-8"))["word_forms"]
    return {"forms": forms, "words": cases["same"], "others": cases["other"]}


# What people type in countries whose postcodes look otherwise.
TYPED_POSTCODES = {
    "two halves of letters and digits": (
        {
            "outcode_form": "[AC-FHKNPRTV-Y][0-9]{2}|D6W",
            "incode_form": "[0-9AC-FHKNPRTV-Y]{4}",
        },
        [
            "A65 F4E2",
            "a65f4e2",
            "A65",
            "d6w",
            "D6W XY12",
            "Hall Street, A65 F4E2",
            "Cork",
            "65",
            "",
        ],
    ),
    "digits": (
        {"outcode_form": "[0-9]{5}"},
        ["80331", "80331 Neustadt", "Neustadt, 80331", "8033", "2024", "803311", "10 High Street"],
    ),
    "digits in two halves": (
        {"outcode_form": "[0-9]{2}", "incode_form": "[0-9]{3}", "separator": "-"},
        ["80-331", "80331", "80 331", "80", "80-331 Nowe", "803", "LS6 3HN"],
    ),
    "none": ({}, ["LS6 3HN", "80331", "A65 F4E2", "Leeds LS6 3HN", ""]),
}


def postcode_cases(here) -> dict:
    """The postcodes of the country, and what Python reads in those of others."""
    elsewhere = []
    for name, (form, typed) in TYPED_POSTCODES.items():
        postcodes, cases = make_postcodes(form), []
        for text in typed:
            parsed, split = postcodes.parse(text), postcodes.split(text)
            said = [parsed.text, parsed.outcode, parsed.is_full] if parsed else ["", "", False]
            beside = [split[0].text, split[1]] if split else ["", ""]
            cases.append({"typed": text, "parsed": said, "split": beside})
        assert name == "none" or any(case["parsed"][0] for case in cases)
        elsewhere.append({"name": name, "data": postcodes.for_browsers(), "cases": cases})
    return {"here": here.for_browsers(), "elsewhere": elsewhere}


def identifier_cases(schema: Schema) -> dict:
    """What a record says, by its key, with the ways to type it."""
    cases = yaml.safe_load((DATA / "identifier_cases.yml").read_text("utf-8"))
    same = [{"key": key_of(said, schema), "typed": typed} for said, typed in cases["same"].items()]
    return {"same": same, "none": cases["none"], "forms": browser_forms(schema)}


# --- Places ---


def test_the_browser_answers_as_python_does(tmp_path, catalogue):
    pages, known = catalogue.place_pages, catalogue.geocoder.gazetteer
    files = {url: json.loads(text) for url, text in Drawn(catalogue, gazetteer).files.items()}
    labels = [known.qualified_name(place) for place in known.places]
    outcodes = [
        *known.outcodes,
        *known.terminated_outcodes,
        *known.non_geographic_outcodes,
        *{name[:-1] for name in known.outcodes},
    ]
    asked = [*map(str, ASKED), *MORE, *(case["q"] for case in ANSWERS)]
    names = names_in(catalogue)
    cases = {
        "what people write": (70, asked),
        "every name": (8000, sorted(names | set(labels))),
        "every outcode": (2800, outcodes),
        "misspellings": (100, misspelt(known.places)),
    }
    assert len(ASKED) > 70
    assert len(names) > 8000
    data = {
        "lists": {url.removeprefix(urls.PLACES): content for url, content in files.items()},
        "cases": {
            title: {"least": least, "pairs": [[text, expected(catalogue, text)] for text in texts]}
            for title, (least, texts) in cases.items()
        },
        "hostile": hostile(),
        "pageIds": sorted(pages.by_id),
        "linkTexts": [
            *{place.name for place in known.places},
            *(area.title for area in catalogue.areas.values()),
            *known.outcodes,
            *asked,
        ],
        "towns": [
            [label, pages.page_for(place).id]
            for place, label in zip(known.places, labels, strict=True)
        ],
    }
    run_node_tests([FOLDER / "geocoder.test.js"], {"geocoder": data}, tmp_path)


def expected(catalogue, text: str) -> dict:
    """What the geocoder of the build answers, as that of the browser does."""
    answer = catalogue.geocoder.lookup(text)
    if isinstance(answer, PlaceMatch):
        return {"kind": "found", "label": answer.label}
    if isinstance(answer, Ambiguous):
        options = [option.label for option in answer.options]
        return {"kind": "choices", "sentence": answer.message, "options": options}
    return {"kind": "not-found", "sentence": answer.message, "suggestions": answer.suggestions}


def misspelt(places) -> list[str]:
    draw, wrong = random.Random(3), []
    for place in draw.sample(places, 120):
        cut = draw.randrange(len(place.name))
        wrong.append(place.name[:cut] + draw.choice(["", "x", "e"]) + place.name[cut + 1 :])
    return wrong


def hostile() -> list[str]:
    draw = random.Random(4)
    signs = "aZé1 0,.-°'/()[]{}\\\x00\u202e😀ßİ،٣½$&LS6"
    return ["".join(draw.choices(signs, k=draw.randrange(30))) for _ in range(500)]


# --- The form ---


def test_form_and_build_say_the_same(tmp_path, schema, today):
    cases = [(str(case["set"])[:60], changed(case), sorted(case["finds"])) for case in CASES]
    data = {
        "rules": browser_rules.build_rules(schema),
        "today": today.isoformat(),
        "buildOnly": sorted(BUILD_ONLY),
        "cases": [
            {
                "title": title,
                "record": record,
                "finds": finds,
                "build": build_problems(record, schema, today),
            }
            for title, record, finds in cases
        ],
        "random": [
            {"record": record, "build": build_problems(record, schema, today)}
            for record in random_records(schema, 1500)
        ],
    }
    run_node_tests([FOLDER / "validation.test.js"], {"validation": data}, tmp_path)


def test_the_form_asks_what_the_build_asks(tmp_path, catalogue, schema, today):
    """The build asks more: about areas wider than a council, points, persons and sources."""
    asked_in_the_form = {f"safety-{name}" for name in browser_rules.BROWSER_SAFETY}
    places = [case for case in test_places_apart.CASES if "build" not in case]
    safety = [case for case in test_safety.CASES if "build" not in case]
    bases = [
        {name: case[name] for name in test_places_apart.FIELDS if name in case} for case in places
    ]
    data = {
        "rules": browser_rules.build_rules(schema),
        "lists": {
            url.removeprefix(urls.PLACES): json.loads(text)
            for url, text in Drawn(catalogue, gazetteer).files.items()
        },
        "places": [
            {
                "record": {"based_in": base},
                "asks": as_sent(test_places_apart.place_questions(base, schema, today)),
            }
            for base in bases
        ],
        "safety": [
            {
                "before": test_safety.make_record(case["before"]) if "before" in case else {},
                "record": test_safety.make_record(case),
                "asks": as_sent(
                    problem
                    for problem in test_safety.safety_problems(case, schema, today)
                    if problem.rule in asked_in_the_form
                ),
            }
            for case in safety
            if "register" not in case
        ],
        "mailboxes": [
            {
                "record": record,
                "asks": as_sent(test_safety.mailbox_problems(record, schema, today)),
            }
            for record, _ in test_safety.mailbox_records()
        ],
    }
    assert len(data["places"]) > 120
    assert len(data["safety"]) > 60
    tests = [FOLDER / "questions.test.js", FOLDER / "place_finder.test.js"]
    run_node_tests(tests, {"questions": data}, tmp_path)


def as_sent(problems) -> list[dict]:
    """Problems as the scripts have them."""
    return [
        {
            "pointer": problem.field.split("."),
            "rule": problem.rule,
            "message": problem.message,
            "fix": problem.fix,
        }
        for problem in problems
    ]


def test_every_rule_of_the_form_has_a_case():
    covered = {fault.split(" ")[0] for case in CASES for fault in case["finds"]}
    assert covered == {name.partition(".")[0] for name in browser_rules.BROWSER_RULES}


def odd_records():
    """Records with every text that needs care in YAML, at each kind of place."""
    letters = [chr(code) for code in (*range(0xA0, 0x3000), *range(0xFE00, 0xFFFE), 0x1F600)]
    letters = [c for c in letters if unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp")]
    for start in range(0, len(letters), 1_000):
        some = letters[start : start + 1_000]
        yield {"name": "Within", "also_known_as": [f"a{letter}b" for letter in some]}
        yield {"name": "First", "also_known_as": [f"{c}b" for c in some if c.strip()]}
    for text in (*TRICKY, "ŵy", "Tŷ Gŵyr: y Cwmni", "K", "ſ", "x\u3000 x", "2020-01-01\u30001"):
        yield {
            "name": text,
            "summary": f"{text} {text}",
            "also_known_as": [text, "plain"],
            "activities": [text, "advocacy"],
            "founded": text,
            "added": text,
            "contact": {"phone": text, "relay_uk": text},
            "work": [{"what": text, "year": "2024", "kind": ["a"]}, {"what": "b", "kind": [text]}],
            "checked": {"on": text, "by": text},
        }
    for length in range(6, 14):
        words = [f"a-word-{number}" for number in range(length)]
        yield {"name": "Long", "activities": words, "work": [{"what": "a", "kind": words}]}
    yield {"name": "Empty", "contact": {}, "networks": [], "unknown": "kept", "no": {"1": "x"}}


def test_the_form_writes_every_record_as_the_build_does(tmp_path, schema):
    found, _ = records.read(CATALOGUE / "orgs", CATALOGUE)
    given = [*((record.slug, record.data) for record in found), ("odd", ODD)]
    assert len(given) > 100
    given += [(f"odd-{number}", record) for number, record in enumerate(odd_records())]
    assert_scripts_write_as_the_build(given, schema, tmp_path)
