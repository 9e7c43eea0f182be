"""Which councils are next to each other where the grid of postcodes cannot tell: typed by hand.

The rule: two councils are neighbours by land (a river that is not tidal counts as land), or where a
bridge or a tunnel joins them across tidal water. An island has the councils that its main ferries
go to. `CouncilGrid.find_neighbours` derives which councils are close, and this module corrects it.
"""

Pair = tuple[str, str]

# Northern Ireland has no open postcodes. Lough Neagh separates Lisburn and Mid Ulster, Belfast
# Lough Bangor and Carrickfergus; the Bann has bridges at Toome and Portglenone.
NORTHERN_IRELAND = {
    "antrim-and-newtownabbey": [
        "belfast",
        "lisburn-and-castlereagh",
        "mid-and-east-antrim",
        "mid-ulster",
    ],
    "ards-and-north-down": ["belfast", "lisburn-and-castlereagh", "newry-mourne-and-down"],
    "armagh-city-banbridge-and-craigavon": [
        "lisburn-and-castlereagh",
        "mid-ulster",
        "newry-mourne-and-down",
    ],
    "belfast": ["antrim-and-newtownabbey", "ards-and-north-down", "lisburn-and-castlereagh"],
    "causeway-coast-and-glens": ["derry-city-and-strabane", "mid-and-east-antrim", "mid-ulster"],
    "derry-city-and-strabane": ["causeway-coast-and-glens", "fermanagh-and-omagh", "mid-ulster"],
    "fermanagh-and-omagh": ["derry-city-and-strabane", "mid-ulster"],
    "lisburn-and-castlereagh": [
        "antrim-and-newtownabbey",
        "ards-and-north-down",
        "armagh-city-banbridge-and-craigavon",
        "belfast",
        "newry-mourne-and-down",
    ],
    "mid-and-east-antrim": ["antrim-and-newtownabbey", "causeway-coast-and-glens", "mid-ulster"],
    "mid-ulster": [
        "antrim-and-newtownabbey",
        "armagh-city-banbridge-and-craigavon",
        "causeway-coast-and-glens",
        "derry-city-and-strabane",
        "fermanagh-and-omagh",
        "mid-and-east-antrim",
    ],
    "newry-mourne-and-down": [
        "ards-and-north-down",
        "armagh-city-banbridge-and-craigavon",
        "lisburn-and-castlereagh",
    ],
}

# Close, but with tidal water between, and no bridge or tunnel from one to the other.
SEPARATED = [
    ("barking-and-dagenham", "bexley"),
    ("barking-and-dagenham", "greenwich"),
    ("bexley", "havering"),
    ("bexley", "thurrock"),
    ("camden", "lambeth"),
    ("camden", "southwark"),
    ("city-of-london", "lambeth"),
    ("essex", "medway"),
    ("lewisham", "tower-hamlets"),
    ("southwark", "westminster"),
    ("newcastle-upon-tyne", "south-tyneside"),
    ("redcar-and-cleveland", "stockton-on-tees"),
    ("sefton", "wirral"),
]

# Joined by a bridge too long for cells of a kilometre: those of the Forth at Queensferry and
# Kincardine, of the Tay at Dundee, of the Severn at Sudbrook; and by a border of a few metres, at
# Stamford.
JOINED = [
    ("edinburgh", "fife"),
    ("falkirk", "fife"),
    ("dundee", "fife"),
    ("monmouthshire", "south-gloucestershire"),
    ("lincolnshire", "north-northamptonshire"),
]

# Where the main ferries of each council of islands go.
FERRIES = {
    "isle-of-wight": ["hampshire", "portsmouth", "southampton"],
    "isles-of-scilly": ["cornwall"],
    "na-h-eileanan-siar": ["highland"],
    "orkney": ["highland", "shetland"],
    "shetland": ["aberdeen", "orkney"],
}


def correct_neighbours(derived: set[Pair], northern_irish: set[str]) -> set[Pair]:
    """The pairs of neighbours by the rule above, each in alphabetical order.

    `derived` are pairs of councils that are close, `northern_irish` the councils of Northern
    Ireland. Raises ValueError where a correction is not (or no longer) needed, or where the table
    of Northern Ireland lacks a council or names a pair from one side only.
    """
    if set(NORTHERN_IRELAND) != northern_irish or not _is_symmetric(NORTHERN_IRELAND):
        raise ValueError(
            "The councils of Northern Ireland in schema/geography/derivation/neighbours.py are not "
            "each other's neighbours"
        )
    typed_councils = {*northern_irish, *FERRIES}
    found = {pair for pair in derived if typed_councils.isdisjoint(pair)}
    separated = {_sorted_pair(*pair) for pair in SEPARATED}
    joined = {_sorted_pair(*pair) for pair in JOINED}
    if needless := sorted((separated - found) | (joined & found)):
        raise ValueError(
            f"schema/geography/derivation/neighbours.py corrects what is right already: {needless}"
        )
    typed = {
        _sorted_pair(council, neighbour)
        for table in (NORTHERN_IRELAND, FERRIES)
        for council, neighbours in table.items()
        for neighbour in neighbours
    }
    return (found - separated) | joined | typed


def _is_symmetric(table: dict[str, list[str]]) -> bool:
    return all(
        council in table[neighbour]
        for council, neighbours in table.items()
        for neighbour in neighbours
    )


def _sorted_pair(one: str, other: str) -> Pair:
    return min(one, other), max(one, other)
