"""Which districts make up which county: codes of the Office for National Statistics, typed by hand.

The postcode directory knows districts, our list of areas the counties above them. `sources` refuses
a code that neither has, so a reform of the councils cannot go unnoticed.
"""

# The number after E07 of the code of each district. Gaps are districts that have ended.
DISTRICT_NUMBERS = {
    "cambridgeshire": "8-12",
    "derbyshire": "32-39",
    "devon": "40-47",
    "east-sussex": "61-65",
    "essex": "66-77",
    "gloucestershire": "78-83",
    "hampshire": "84-94",
    "hertfordshire": "95-96 98-99 102-103 240-243",
    "kent": "105-116",
    "lancashire": "117-128",
    "leicestershire": "129-135",
    "lincolnshire": "136-142",
    "norfolk": "143-149",
    "nottinghamshire": "170-176",
    "oxfordshire": "177-181",
    "staffordshire": "192-199",
    "suffolk": "200 202-203 244-245",
    "surrey": "207-217",
    "warwickshire": "218-222",
    "west-sussex": "223-229",
    "worcestershire": "234-239",
}


def county_by_district() -> dict[str, str]:
    """The id of the county by the code of each of its districts."""
    counties: dict[str, str] = {}
    for county, ranges in DISTRICT_NUMBERS.items():
        for text in ranges.split():
            first, _, last = text.partition("-")
            for number in range(int(first), int(last or first) + 1):
                counties[f"E07{number:06d}"] = county
    return counties
