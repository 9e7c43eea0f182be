"""A picture for each thing that groups do."""

from ulo.site.pictures.parts import (
    BLUE,
    CHESTNUT,
    DARK,
    GREY,
    INK,
    LEAF,
    PLUM,
    RED,
    SUN,
    TAN,
    WHITE,
    WOOD,
    at,
    box,
    disc,
    line,
    shape,
    turned,
    window,
)
from ulo.site.pictures.people import (
    AMINA,
    BEN,
    CARA,
    DEV,
    FRED,
    GRACE,
    HAL,
    HEADSET,
    IRIS,
    JOE,
    MEI,
    OFFICIAL,
    SAD_FACE,
    TEENAGER,
    WORKER,
    pair,
    person,
    short,
    standing,
    wheelchair_user,
)
from ulo.site.pictures.things import (
    BOOK,
    CLIPBOARD,
    CUP,
    DOOR,
    EXCLAMATION,
    FOOTBALL,
    HEART,
    INFORMATION,
    KEY,
    LENS,
    LIGHT_BULB,
    QUESTION,
    RAMP,
    SCALES,
    SHIELD,
    SOUND,
    TICK,
    WHEELCHAIR_SIGN,
    arrow,
    bubble,
    building,
    bus,
    coin,
    house,
    mobile,
    paper,
    screen,
    sign,
    table,
)

PALETTE = (
    shape("M0-16q20 0 20 15 0 8-9 7-6 0-5 6 0 5-6 5-20-2-20-17T0-16z", WOOD)
    + disc(-9, -5, 3.5, RED)
    + disc(0, -9, 3.5, SUN)
    + disc(9, -5, 3.5, BLUE)
    + disc(-9, 5, 3.5, LEAF)
)
BRIEFCASE = box(-14, -8, 28, 20, WOOD) + line("M-6-8v-5H6v5M-14 2h28")
WALKING_FRAME = line("M-9 20L-6-12H6L9 20M-8 6H8", width=3.5)
EMPTY_CHAIR = (
    line("M-12-18h3V6H8l4 16h4", width=3.5) + disc(-4, 12, 12, "none") + disc(-4, 12, 2, INK)
)
NEWSPAPER = (
    box(-20, -18, 34, 38)
    + box(-15, -4, 12, 12, SUN, 1)
    + line("M-15-12h24", width=4)
    + line("M2-3h7M2 3h7M2 9h7M-15 14h24")
)
CLAPPER = (
    box(-13, -4, 26, 18, INK)
    + turned(-12, box(-13, -13, 26, 7, WHITE, 1))
    + line("M-5 5h10", WHITE)
)
PHOTO = turned(-6, box(-16, -16, 28, 32) + box(-12, -12, 20, 18, "#e8d9bd", 1))


def seen_from_behind(x: float, y: float, hair: str, shirt: str) -> str:
    return at(x, y, shape("M-13 30V20q0-10 13-10t13 10v10z", shirt), disc(0, 4, 8, hair))


ACTIVITIES = {
    "peer-support": pair(IRIS, JOE, 36) + at(32, 14, HEART, size=0.95),
    "advocacy": person(13, 38, *BEN, size=0.68)
    + person(31, 34, *GRACE, size=0.75)
    + person(53, 38, *OFFICIAL, size=0.62)
    + bubble(37, 12, 32, 16, line("M-10-2h20M-10 3h12")),
    "self-advocacy": person(23, 34, *BEN, size=1.05)
    + bubble(44, 14, 34, 21, at(0, 0, EXCLAMATION, size=0.8)),
    "information-and-advice": person(19, 32, *AMINA, size=0.9)
    + paper(33, 24, 27, 36, 4)
    + sign(46, 18, INFORMATION, SUN, 12),
    "independent-living-support": house(32, 30, 1.5, SUN)
    + wheelchair_user(29, 26, *CARA[:3], size=0.68),
    "campaigning-and-policy": person(17, 40, *DEV, size=0.85)
    + line("M51 26V64", width=3.5)
    + box(36, 8, 27, 20, RED)
    + line("M49.5 11v8M49.5 24v.1", WHITE, 3.5)
    + person(46, 50, *MEI, size=0.6),
    "consultation-and-co-production": person(14, 32, *HAL, size=0.7)
    + person(50, 32, *WORKER, size=0.7)
    + person(32, 28, *CARA, size=0.7)
    + table(32, 46, 58)
    + at(32, 48, shape("M-9-5H9l3 5h-24z"))
    + at(50, 12, LIGHT_BULB, size=0.5)
    + at(14, 12, LIGHT_BULB, size=0.5),
    "user-led-research": at(
        24, 32, CLIPBOARD, at(0, -4, QUESTION, size=0.8), line("M-7 12h14"), size=1.15
    )
    + at(45, 40, LENS, size=0.9),
    "training-and-consultancy": box(24, 5, 37, 27)
    + line("M31 13h22M31 19h22M31 25h12")
    + person(14, 20, *CARA, size=0.62)
    + seen_from_behind(24, 46, CHESTNUT, BLUE)
    + seen_from_behind(47, 46, INK, RED),
    "access-audits": at(32, 44, RAMP)
    + box(45, 18, 14, 30, WOOD, 1)
    + at(22, 22, CLIPBOARD, TICK, size=0.75),
    "benefits-advice": paper(8, 8, 34, 46, 5) + coin(45, 44, 14),
    "housing": house(27, 28, 1.25, SUN, DOOR) + at(46, 50, KEY, size=0.85),
    "employment-and-skills": person(25, 26, *HAL, size=1) + at(44, 48, BRIEFCASE),
    "arts-and-culture": at(30, 34, PALETTE, size=1.25)
    + line("M50 8L38 34", WOOD, 4.5)
    + line("M39 31l-2 6", RED, 6),
    "sport-and-leisure": standing(26, 12, DARK, RED, short(), "M-6 15L-14 12M6 15L14 20", size=1)
    + at(50, 48, FOOTBALL),
    "social-groups": pair(FRED, IRIS, 22)
    + table(32, 48, 60)
    + at(22, 43, CUP, size=0.6)
    + at(43, 43, CUP, size=0.6),
    "crisis-support": house(39, 27, 1.15, SUN, at(0, 7, HEART, size=0.8))
    + person(18, 38, *MEI[:3], size=0.85, face=SAD_FACE),
    "helpline": person(36, 30, *HAL[:3], HEADSET, size=1.1) + at(13, 17, turned(180, SOUND)),
    "hate-crime-support": person(19, 38, *AMINA, size=0.85, face=SAD_FACE)
    + at(46, 38, SHIELD, size=0.95)
    + at(46, 37, HEART, size=0.8),
    "equipment": at(20, 28, EMPTY_CHAIR, size=1.05) + at(49, 36, WALKING_FRAME),
    "transport": bus(32, 34, 1.1) + sign(14, 12, WHEELCHAIR_SIGN, SUN, 10),
    "digital-inclusion": screen(27, 26, 38, 27, at(0, 0, TICK, size=0.8)) + mobile(51, 44, 18, 32),
    "network-support": line("M32 18L14 46M32 18L50 46M14 46H50", width=3.5)
    + "".join(
        box(x - 12, y - 12, 24, 24)
        + window(x - 12, y - 12, 24, 24, person(12, 11, *look, size=0.6))
        for x, y, look in ((32, 16, CARA), (15, 48, BEN), (49, 48, AMINA))
    ),
    "grants": coin(32, 15, 12)
    + arrow(14, 22, 120)
    + arrow(50, 22, 60)
    + person(17, 48, *GRACE, size=0.72)
    + person(47, 48, *BEN, size=0.72),
    "legal-advice": at(32, 32, SCALES, size=1.15),
    "health-involvement": building(30, 8, 30, 56, WHITE)
    + sign(45, 12, at(0, 0, line("M0-9V9M-9 0H9", RED, 6)), WHITE, 9)
    + person(18, 34, *FRED, size=0.9),
    "youth-voice": person(22, 36, *TEENAGER, size=0.95)
    + bubble(44, 14, 34, 21, at(0, 0, EXCLAMATION, size=0.8)),
    "history-and-heritage": at(
        24, 22, PHOTO, window(-12, -12, 20, 18, person(10, 9, TAN, GREY, short(), size=0.55))
    )
    + at(40, 46, BOOK, size=0.9),
    "publishing-and-media": at(26, 28, NEWSPAPER, size=1.05) + at(46, 48, CLAPPER, size=0.9),
    "other": disc(14, 32, 6, PLUM) + disc(32, 32, 6, SUN) + disc(50, 32, 6, LEAF),
}
