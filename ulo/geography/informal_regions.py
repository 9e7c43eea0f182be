"""What people write in place of an area: informal regions, the whole country, online, abroad.

An informal region is no entry of schema/areas.json, since nobody can say where it ends. Each has
the ids of the areas that it spreads over. All keys are as `name_key` makes them.
"""

from ulo.geography.gazetteer import name_key

INFORMAL_REGIONS = {
    "banffshire": ("aberdeenshire", "moray"),
    "central belt": ("forth-valley", "greater-glasgow", "lanarkshire", "lothian"),
    "central scotland": ("forth-valley", "greater-glasgow", "lanarkshire", "lothian"),
    "dunbartonshire": ("east-dunbartonshire", "west-dunbartonshire"),
    "fens": ("cambridgeshire", "lincolnshire", "norfolk"),
    "hereford and worcester": ("herefordshire", "worcestershire"),
    "hebrides": ("na-h-eileanan-siar", "highland", "argyll-and-bute"),
    "home counties": ("berkshire", "buckinghamshire", "essex", "hertfordshire", "kent", "surrey"),
    "midlands": ("east-midlands", "west-midlands"),
    "morecambe bay": ("lancashire", "westmorland-and-furness"),
    "north": ("north-east", "north-west", "yorkshire-and-the-humber"),
    "north of england": ("north-east", "north-west", "yorkshire-and-the-humber"),
    "northern england": ("north-east", "north-west", "yorkshire-and-the-humber"),
    "northern isles": ("orkney", "shetland"),
    "northumbria": ("northumberland", "tyne-and-wear"),
    "solent": ("hampshire", "isle-of-wight", "portsmouth", "southampton"),
    "south": ("london", "south-east", "south-west"),
    "south east wales": ("cardiff-and-vale", "gwent"),
    "south of england": ("london", "south-east", "south-west"),
    "south of scotland": ("dumfries-and-galloway", "scottish-borders"),
    "south west wales": ("west-glamorgan", "west-wales"),
    "southern england": ("london", "south-east", "south-west"),
    "stirlingshire": ("falkirk", "stirling"),
    # Three of its nine counties are in Ireland, so it is no other name of Northern Ireland; but who
    # writes it here means that.
    "ulster": ("northern-ireland",),
    "weald": ("east-sussex", "kent", "west-sussex"),
    "wessex": ("dorset", "hampshire", "somerset", "wiltshire"),
}

# Wider than any area but the United Kingdom itself.
NATIONWIDE = frozenset(
    map(
        name_key,
        (
            "all of uk",
            "britain",
            "british isles",
            "country wide",
            "countrywide",
            "england and wales",
            "england scotland and wales",
            "gb",
            "great britain",
            "nation wide",
            "national",
            "nationwide",
            "uk wide",
            "whole of uk",
        ),
    )
)
ONLINE = frozenset(
    map(
        name_key,
        (
            "anywhere",
            "by phone",
            "everywhere",
            "internet",
            "on line",
            "online",
            "online only",
            "phone",
            "remote",
            "remotely",
            "telephone",
            "virtual",
            "virtually",
            "web",
            "zoom",
        ),
    )
)

ABROAD = {
    name.lower(): name
    for name in (
        "Isle of Man",
        "Jersey",
        "Guernsey",
        "Alderney",
        "Sark",
        "Channel Islands",
        "Ireland",
        "Republic of Ireland",
        "Dublin",
        "Cork",
        "Galway",
        "Gibraltar",
    )
}
