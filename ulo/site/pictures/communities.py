"""A picture for each community. It shows people, not only what they live with."""

from ulo.site.pictures.parts import (
    BLUE,
    BROWN,
    CHESTNUT,
    DARK,
    GREY,
    LEAF,
    PALE,
    PLUM,
    RED,
    SUN,
    TAN,
    WHITE,
    WOOD,
    at,
    box,
    disc,
    limb,
    line,
    shape,
    turned,
)
from ulo.site.pictures.people import (
    AMINA,
    BEN,
    CARA,
    DARK_GLASSES,
    DEV,
    EAR_DEFENDERS,
    EVE,
    FRED,
    GRACE,
    HAL,
    HEARING_AID,
    IRIS,
    JOE,
    MEI,
    SAD_FACE,
    TEENAGER,
    child,
    curly,
    long,
    pair,
    person,
    short,
    standing,
    trio,
    wheelchair_user,
)
from ulo.site.pictures.things import (
    CLOCK,
    CLOUD,
    GLOBE,
    HEART,
    QUESTION,
    SUNRISE,
    calendar,
    coin,
    easy_paper,
    hand,
    house,
    sign,
)

HEAD = shape(
    "M16 66V50Q5 38 10 22 18 5 36 6q17 3 18 20l5 10-5 2v8q0 5-6 5h-6v15z",
    TAN,
)
SMILE = line("M-4 4.5q4 3.5 8 0", width=2.2)
CALM = line("M-4-.5v1M4-.5v1M-3 5.5h6", width=2.2)
UMBRELLA = line("M0-2V26q0 4 4 4") + shape(
    "M-22 0Q-20-19 0-20T22 0q-6-5-11 0-5-5-11 0-6-5-11 0-5-5-11 0z", RED
)
PILL = turned(-40, box(-13, -6, 26, 12, WHITE, 6) + shape("M0-6h7q6 0 6 6t-6 6H0z", RED))
RAINBOW = (RED, "#f2953d", SUN, LEAF, BLUE, PLUM)
FLAG = "".join(
    line(f"M1 {2 + i * 3.6:.1f}h30", colour, 3.8) for i, colour in enumerate(RAINBOW)
) + box(0, 0, 32, 22, "none", 1)
CARAVAN = (
    shape("M2 40V20q0-12 12-12h34q12 0 12 12v20z", LEAF)
    + box(10, 16, 12, 10, "#dff0fb", 2)
    + box(44, 16, 10, 24, WOOD, 1)
    + line("M60 37h4M2 30h42")
)
WALLET = (
    shape("M-16-8q0-4 4-4h22q4 0 4 4v2H-16z", WOOD)
    + box(-16, -7, 34, 22, WOOD)
    + box(8, 0, 12, 8, SUN)
)
PRISON_DOOR = (
    box(30, 6, 30, 64, GREY, 1) + box(35, 12, 20, 22) + line("M41 12v22M48 12v22", width=3)
)

COMMUNITIES = {
    "disabled-people": wheelchair_user(20, 16, PALE, PLUM, long(CHESTNUT))
    + standing(48, 14, DARK, SUN, short(), "M-6 17L-9 30M6 17L9 29")
    + line("M58 42L60 60", width=3),
    "people-with-learning-disabilities": person(22, 30, *BEN, size=1.05)
    + at(48, 16, CLOCK, size=0.7)
    + easy_paper(34, 32, 26, 30),
    "autistic-people": person(32, 28, TAN, LEAF, short(), EAR_DEFENDERS, size=1.1)
    + line("M9 18q-4 8 0 16M4 14q-5 12 0 24M55 18q4 8 0 16M60 14q5 12 0 24", PLUM),
    "neurodivergent-people": HEAD
    + disc(22, 24, 7, SUN)
    + disc(34, 16, 7, RED)
    + disc(44, 25, 6.5, BLUE)
    + disc(32, 31, 7, LEAF),
    "people-with-mental-health-experience": HEAD
    + line("M17 22q5-12 11-3t9-5 5 11-6 6-10-4-8 6", PLUM, 3.5)
    + at(38, 38, HEART, size=0.6),
    "people-in-recovery": at(47, 29, SUNRISE, size=0.9)
    + shape("M2 70V56h16v-9h14v-9h14v-8h20v40z", GREY)
    + standing(23, 15, BROWN, RED, short(), "M-6 15L-10 25M6 15L12 20", size=0.7),
    "people-who-use-drugs": person(24, 30, *JOE, size=1.05) + sign(47, 46, PILL, WHITE, 14),
    "deaf-people": person(23, 28, BROWN, PLUM, short(), HEARING_AID, size=1.1)
    + at(49, 42, hand(BROWN), size=0.85)
    + line("M38 24q4-5 9-3M60 22q3 3 2 8", PLUM),
    "blind-and-partially-sighted-people": person(
        26, 28, PALE, BLUE, long(CHESTNUT), DARK_GLASSES, size=1.1, face=SMILE
    )
    + line("M45 34L58 64", width=6)
    + line("M45 34L58 64", WHITE, 2.5)
    + line("M55.5 57L58 64", RED, 3),
    "people-with-long-term-conditions": person(20, 32, *GRACE, size=1.05)
    + calendar(44, 26, line("M-14 4h7l3-6 4 12 4-9 2 3h8", RED), size=0.95),
    "people-with-dementia": person(23, 34, *EVE, size=1)
    + at(45, 17, CLOUD.replace("#cfcbd8", WHITE), size=0.85)
    + at(44, 17, QUESTION, size=0.75)
    + disc(36, 29, 2.5),
    "older-people": pair(EVE, FRED),
    "carers": person(22, 24, *HAL)
    + person(44, 36, *EVE, size=0.9)
    + limb("M8 48Q20 56 34 54", LEAF, 5),
    "parent-carers": person(20, 26, *AMINA)
    + wheelchair_user(45, 24, BROWN, SUN, short(), size=0.78),
    "care-experienced-people": house(41, 24, 1, SUN, at(0, 8, HEART, size=0.75))
    + person(18, 36, *TEENAGER, size=0.9),
    "young-people": pair(TEENAGER, (PALE, LEAF, long("#d67ab1"))),
    "people-with-experience-of-homelessness": '<g stroke-dasharray="3 5">'
    + house(40, 27, 1.05, "none").replace(RED, "none")
    + "</g>"
    + person(20, 36, PALE, LEAF, short(CHESTNUT), size=0.95)
    + box(40, 48, 22, 11, PLUM, 5)
    + line("M46 48v11M56 48v11"),
    "survivors-of-abuse": person(26, 28, PALE, PLUM, long(CHESTNUT), size=1.05, face=CALM)
    + at(48, 42, hand(PALE), size=0.9),
    "lgbtq-people": line("M28 4v34", width=3)
    + at(29, 4, FLAG)
    + person(17, 40, *HAL, size=0.8)
    + person(45, 42, *CARA, size=0.8),
    "black-and-minoritised-people": trio(AMINA, CARA, DEV),
    "women": trio(AMINA, IRIS, GRACE),
    "people-with-experience-of-prison": PRISON_DOOR + person(21, 32, *JOE, size=1),
    "gypsy-roma-traveller-people": CARAVAN
    + disc(26, 41, 6)
    + person(18, 40, PALE, PLUM, long(), size=0.7)
    + person(46, 40, TAN, RED, short(), size=0.7)
    + child(32, 47, TAN, SUN, short()),
    "migrants-and-refugees": at(42, 22, GLOBE)
    + person(20, 34, *AMINA, size=0.95)
    + box(42, 46, 20, 14, WOOD)
    + line("M48 46v-4h8v4"),
    "sex-workers": at(38, 28, UMBRELLA, size=1.05)
    + person(24, 40, *MEI, size=0.85)
    + coin(52, 54, 8),
    "people-in-poverty": person(20, 30, TAN, GREY, short(), size=1.05, face=SAD_FACE)
    + at(44, 45, WALLET, size=0.95)
    + coin(46, 17, 10)
    + line("M36 27L56 7", RED, 3.5),
    "families": person(19, 20, *HAL, size=0.8)
    + person(45, 20, *IRIS, size=0.8)
    + child(22, 48, PALE, SUN, short(CHESTNUT))
    + child(43, 48, TAN, BLUE, curly()),
}
