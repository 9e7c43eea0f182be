"""Writes any number of fictional records, the same each time: python tests/generate.py 10000 FOLDER"""

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ulo import schema
from ulo.core import slugify
from ulo.records import formatting
from ulo.schema import Schema

FIRST = "North South East West Upper Lower River Hill Bridge Harbour Castle Garden Market Meadow Forest Mill Station Valley Tower Lantern".split()
SECOND = "Voices Circle Friends Action Speakers Survivors Together Forum Collective Network Makers Company Pathways Neighbours Allies".split()


def record(number: int, shape: Schema) -> tuple[str, dict]:
    """The slug and data of one fictional group, as full as a common real one."""
    dice = random.Random(number)
    terms = {name: list(vocabulary.terms) for name, vocabulary in shape.vocabularies.items()}
    councils = [area.id for area in shape.areas.terms.values() if area.kind == "council"]
    council = dice.choice(councils)
    name = f"{dice.choice(FIRST)} {dice.choice(SECOND)} of {shape.areas[council].title} {number}"
    slug = slugify(name)
    site = f"https://{slug[:60].strip('-')}.example.org"
    led_by = dice.sample(terms["community"], dice.choice([1, 1, 2]))
    data = {
        "name": name,
        "summary": f"People in {shape.areas[council].title} who meet, speak up together and train others. This group is made up.",
        "user_led": {
            "led_by": led_by,
            "basis": dice.choice(terms["basis"]),
            "evidence": "Most of its board have this experience.",
            "source": f"{site}/about",
        },
        "for": led_by,
        "activities": dice.sample(terms["activity"], dice.randint(2, 6)),
        "area": {"reach": "local", "serves": [council]},
        "based_in": {"area": council},
        "contact": {"website": site, "email": f"info@{slug[:60].strip('-')}.example.org"},
        "work": [
            {
                "what": "Sits on the partnership board of the council.",
                "with": f"{shape.areas[council].title} Council",
                "kind": [dice.choice(terms["kind"])],
                "stage": dice.choice(terms["stage"]),
                "year": str(dice.randint(2010, 2026)),
                "source": f"{site}/work",
            }
            for _ in range(dice.randint(0, 3))
        ],
        "founded": str(dice.randint(1970, 2010)),
        "added": "2026-11-21",
        "checked": {"on": "2026-11-21", "by": "public-sources"},
        "sources": [
            {
                "url": f"{site}/about",
                "title": "About us",
                "year": str(dice.randint(2012, 2026)),
                "supports": ["name", "user_led"],
            },
            {"url": f"{site}/work", "title": "Our work", "supports": ["work"]},
        ],
    }
    return slug, {key: value for key, value in data.items() if value}


def write(count: int, folder: Path, shape: Schema) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        slug, data = record(number, shape)
        (folder / f"{slug}.yml").write_text(formatting.dump(data, shape), "utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]), schema.load(Path(__file__).resolve().parents[2]))
