"""Writes any number of fictional records, the same each time.

Run: python tests/support/generate.py 10000 FOLDER
"""

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ulo import schema
from ulo.core import slugify
from ulo.records import formatting
from ulo.schema import RecordData, Schema

FIRST = [
    "North",
    "South",
    "East",
    "West",
    "Upper",
    "Lower",
    "River",
    "Hill",
    "Bridge",
    "Harbour",
    "Castle",
    "Garden",
    "Market",
    "Meadow",
    "Forest",
    "Mill",
    "Station",
    "Valley",
    "Tower",
    "Lantern",
]
SECOND = [
    "Voices",
    "Circle",
    "Friends",
    "Action",
    "Speakers",
    "Survivors",
    "Together",
    "Forum",
    "Collective",
    "Network",
    "Makers",
    "Company",
    "Pathways",
    "Neighbours",
    "Allies",
]


def record(number: int, loaded: Schema) -> tuple[str, RecordData]:
    """The slug and data of one fictional group, as full as a common real one."""
    rng = random.Random(number)
    terms = {name: list(vocabulary.terms) for name, vocabulary in loaded.vocabularies.items()}
    councils = [area.id for area in loaded.areas.terms.values() if area.kind == "council"]
    council = rng.choice(councils)
    name = f"{rng.choice(FIRST)} {rng.choice(SECOND)} of {loaded.areas[council].title} {number}"
    slug = slugify(name)
    site = f"https://{slug[:60].strip('-')}.example.org"
    led_by = rng.sample(terms["community"], rng.choice([1, 1, 2]))
    data = {
        "name": name,
        "summary": (
            f"People in {loaded.areas[council].title} who meet, speak up together and train others."
            " This group is made up."
        ),
        "user_led": {
            "led_by": led_by,
            "basis": rng.choice(terms["basis"]),
            "evidence": "Most of its board have this experience.",
            "source": f"{site}/about",
        },
        "for": led_by,
        "activities": rng.sample(terms["activity"], rng.randint(2, 6)),
        "area": {"reach": "local", "serves": [council]},
        "based_in": {"area": council},
        "contact": {"website": site, "email": f"info@{slug[:60].strip('-')}.example.org"},
        "work": [
            {
                "what": "Sits on the partnership board of the council.",
                "with": f"{loaded.areas[council].title} Council",
                "kind": [rng.choice(terms["kind"])],
                "stage": rng.choice(terms["stage"]),
                "year": str(rng.randint(2010, 2026)),
                "source": f"{site}/work",
            }
            for _ in range(rng.randint(0, 3))
        ],
        "founded": str(rng.randint(1970, 2010)),
        "added": "2026-11-21",
        "checked": {"on": "2026-11-21", "by": "public-sources"},
        "sources": [
            {
                "url": f"{site}/about",
                "title": "About us",
                "year": str(rng.randint(2012, 2026)),
                "supports": ["name", "user_led"],
            },
            {"url": f"{site}/work", "title": "Our work", "supports": ["work"]},
        ],
    }
    return slug, {key: value for key, value in data.items() if value}


def minimal_record(**fields: object) -> RecordData:
    """The least that the record of a group must say, with these fields besides."""
    return {
        "name": "Example",
        "summary": "People who meet each week.",
        "for": ["carers"],
        "activities": ["peer-support"],
        "user_led": {
            "led_by": ["carers"],
            "basis": "constitution",
            "evidence": "Its rules say so.",
            "source": "https://example.org",
        },
        "added": "2026-01-31",
        "checked": {"on": "2026-01-31", "by": "public-sources"},
        "sources": [{"url": "https://example.org", "title": "About"}],
        **fields,
    }


def write(count: int, folder: Path, loaded: Schema) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        slug, data = record(number, loaded)
        (folder / f"{slug}.yml").write_text(formatting.dump(data, loaded), "utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]), schema.load(Path(__file__).resolve().parents[2]))
