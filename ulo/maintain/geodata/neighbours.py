"""Which councils are next to each other where cells of postcodes can not tell: typed by hand.

The rule: two councils are neighbours by land (a river that is not tidal counts as land), or where a bridge or a tunnel
joins them across tidal water; an island has the councils that its main ferries go to. Water alone joins nobody.
`Cells.neighbours` derives who is close, and this module corrects it.
"""

Pair = tuple[str, str]

# Northern Ireland has no open postcodes. Lough Neagh parts Lisburn and Mid Ulster, Belfast Lough Bangor and Carrickfergus; the
# Bann has bridges at Toome and Portglenone.
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

# Joined by a bridge too long for cells of a kilometre: the bridges of the Forth at Queensferry and Kincardine, of the Tay at
# Dundee, of the Severn at Sudbrook; and by a border of a few metres, at Stamford.
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


def correct_neighbours(derived: set[Pair], irish: set[str]) -> set[Pair]:
    """The pairs, each in alphabetical order, as the rule has them. Raises ValueError where what is typed here is not (or no
    longer) needed, or names one side only."""
    if set(NORTHERN_IRELAND) != irish or any(
        one not in NORTHERN_IRELAND[other]
        for one, listed in NORTHERN_IRELAND.items()
        for other in listed
    ):
        raise ValueError(
            "The councils of Northern Ireland in ulo/derivation/neighbours.py are not each other's neighbours"
        )
    own = {*irish, *FERRIES}
    found = {pair for pair in derived if not own & set(pair)}
    parted, joined = ({_sorted_pair(*pair) for pair in pairs} for pairs in (SEPARATED, JOINED))
    if wrong := sorted((parted - found) | (joined & found)):
        raise ValueError(f"ulo/derivation/neighbours.py corrects what is right already: {wrong}")
    typed = {
        _sorted_pair(one, other)
        for table in (NORTHERN_IRELAND, FERRIES)
        for one, listed in table.items()
        for other in listed
    }
    return found - parted | joined | typed


def _sorted_pair(one: str, other: str) -> Pair:
    return min(one, other), max(one, other)
