"""Pictures of things and of what is done with them: papers, time, money, places, choices."""

from ulo.site.pictures.parts import (
    BLUE,
    BROWN,
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
    EVE,
    FRED,
    GRACE,
    HAL,
    IRIS,
    person,
    short,
    standing,
    wheelchair_user,
)
from ulo.site.pictures.things import (
    BALLOT_BOX,
    BED,
    BOOK,
    CAKE,
    CLIPBOARD,
    CLOCK,
    CROSS,
    CUP,
    DOOR,
    EAR,
    EYE,
    LENS,
    LIGHT_BULB,
    PENCIL,
    POUND,
    SCALES,
    SLASH,
    STAR,
    TICK,
    WARNING,
    WHEELCHAIR_SIGN,
    arrow,
    building,
    bus,
    calendar,
    coin,
    hand,
    house,
    paper,
    screen,
    sign,
    table,
)

SHOP_DOOR = box(14, 6, 36, 60, WOOD, 2) + box(20, 12, 24, 24, "#dff0fb", 1) + disc(44, 44, 2.5, SUN)
OPEN_DOOR = (
    box(30, 6, 28, 54, INK, 1) + shape("M30 6l-14 6v54l14-6z", WOOD) + disc(25, 36, 1.5, INK)
)
MOON = shape("M4-9A10 10 0 1 0 9 5 9 9 0 0 1 4-9z", SUN)
NOTE_OF_MONEY = box(-22, -13, 44, 26, "#9fd6c0") + disc(0, 0, 8) + at(0, 0, POUND, size=0.6)
TICKET = shape("M-20-10h40v6q-5 4 0 8v6h-40v-6q5-4 0-8z", SUN) + line("M8-10v20M-12-3H2M-12 3h10")
GIFT = (
    box(-16, -6, 32, 22, PLUM)
    + box(-18, -12, 36, 8, PLUM)
    + line("M0-12v28", SUN, 5)
    + line("M0-12q-12-2-8-8t8 8q12-2 8-8t-8 8")
)
STEPS = shape("M2 70V54h14V44h14V34h14V24h24v46z", GREY)
WALL = box(-12, -22, 24, 44, RED, 1) + line(
    "M-12-11h24M-12 0h24M-12 11h24M0-22v11M-5-11v11M5 0v11M-4 11v11", width=2
)
THUMB = shape("M-12 0h7L0-14q6 0 5 8v4h9q4 1 3 5l-3 10q-1 4-5 4H-5l-7-3z", TAN)
BANK = (
    shape("M-22-6L0-20 22-6z", GREY)
    + box(-22, 14, 44, 6, GREY, 1)
    + line("M-15-4v17M-5-4v17M5-4v17M15-4v17", width=4)
)
PRINTER = box(-12, -20, 24, 16) + box(-20, -6, 40, 18, GREY) + paper(-12, 6, 24, 16, 2)
CAMERA = (
    box(-20, -10, 40, 26, INK)
    + box(-8, -16, 16, 8, INK)
    + disc(0, 3, 9, "#dff0fb")
    + disc(0, 3, 4, BLUE)
)
MEETING = (
    person(14, 24, *IRIS, size=0.7)
    + person(50, 24, *DEV, size=0.7)
    + person(32, 20, *CARA, size=0.7)
    + table(32, 44, 60)
    + at(32, 46, shape("M-7-4H7l3 4h-20z"))
)

THINGS = {
    "paper-and-pencil": paper(10, 8, 34, 48, 5) + at(48, 36, turned(20, PENCIL), size=1.25),
    "rules": paper(12, 6, 40, 50, 4) + disc(42, 48, 9, RED) + at(42, 48, STAR, size=0.45),
    "form": at(
        32,
        34,
        CLIPBOARD,
        at(-6, -7, TICK, size=0.4),
        at(-6, 2, TICK, size=0.4),
        line("M1-7h7M1 2h7M-8 11H8"),
        size=1.3,
    ),
    "check": at(26, 34, CLIPBOARD, TICK, size=1.15) + at(46, 42, LENS, size=0.85),
    "answers": at(22, 32, CLIPBOARD, line("M-7-6H7M-7 2H7M-7 10H2"), size=1.05)
    + person(50, 42, *BEN, size=0.55),
    "look-up": screen(28, 26, 42, 32, line("M-14-8h28M-14 0h20M-14 8h24"))
    + at(48, 44, LENS, size=0.8),
    "more": paper(18, 4, 34, 46, 5) + paper(10, 12, 34, 46, 5),
    "find": at(28, 28, LENS, size=1.5) + window(18, 18, 20, 20, person(10, 9, *IRIS, size=0.55)),
    "book": at(32, 34, BOOK, size=1.2),
    "idea": at(32, 34, LIGHT_BULB, size=1.5),
    "clock": at(32, 32, CLOCK, size=1.55),
    "calendar": calendar(32, 34, line("M-10 0h4M-2 0h4M6 0h4M-10 9h4M-2 9h4", PLUM, 4), size=1.3),
    "right-day": calendar(32, 34, at(0, 6, TICK, size=0.9), size=1.3),
    "nothing-on": calendar(32, 34, at(0, 6, CROSS, size=0.8), size=1.3),
    "start": line("M18 6v54", width=4) + shape("M18 8h34l-8 11 8 11H18z", LEAF),
    "end": line("M16 6v54", width=4)
    + box(16, 8, 34, 24, WHITE, 0)
    + shape("M16 8h11v12H16zM38 8h12v12H38zM27 20h11v12H27z", INK),
    "later": calendar(26, 28, arrow(0, 6), size=1) + at(48, 46, CLOCK, size=0.75),
    "again": line("M48 20A20 20 0 1 0 52 34", LEAF, 6) + shape("M40 20h18V4z", LEAF),
    "money": at(32, 40, NOTE_OF_MONEY, size=1.15) + coin(46, 20, 11) + coin(24, 17, 9),
    "pay": coin(18, 18, 12) + arrow(38, 20, 30) + person(44, 44, *AMINA, size=0.8),
    "no-money": at(32, 38, NOTE_OF_MONEY, size=1.15) + SLASH,
    "refuse-money": at(24, 38, hand(BROWN), size=1.2) + coin(49, 20, 12),
    "grant": person(20, 38, *GRACE, size=0.85)
    + at(46, 22, NOTE_OF_MONEY, size=0.72)
    + arrow(46, 44, 180),
    "ticket": at(34, 22, turned(-8, TICKET), size=1.1)
    + coin(26, 48, 9)
    + line("M40 46h14M40 52h10"),
    "price-tag": shape("M8 24L28 8h28v28L36 56z", SUN)
    + disc(46, 18, 3.5)
    + at(31, 32, POUND, size=1),
    "same": at(18, 32, GIFT, size=0.72) + line("M31 28h8M31 35h8", width=3.5) + coin(51, 32, 10),
    "bank": at(32, 36, BANK, size=1.2),
    "office": building(12, 8, 40, 56),
    "council": building(8, 24, 48, 40, WHITE)
    + shape("M4 24L32 6 60 24z", GREY)
    + disc(32, 17, 3.5, SUN),
    "home": house(32, 32, 1.45, SUN, DOOR),
    "room": box(5, 8, 54, 48, "#dff0fb")
    + box(12, 14, 14, 14)
    + table(36, 38, 36)
    + at(38, 33, CUP, size=0.6),
    "care-home": house(32, 26, 1.5, SUN)
    + person(24, 40, *EVE, size=0.55)
    + person(42, 40, *FRED, size=0.55),
    "door-closed": SHOP_DOOR + box(17, 34, 30, 14, RED) + line("M23 41h18", WHITE, 4),
    "next-group": person(13, 30, *HAL, size=0.6) + arrow(31, 30) + person(50, 30, *CARA, size=0.6),
    "bus": bus(32, 32, 1.15),
    "train": box(16, 6, 32, 42, BLUE, 8)
    + box(21, 12, 22, 14, "#dff0fb", 2)
    + disc(24, 38, 3, SUN)
    + disc(40, 38, 3, SUN)
    + line("M22 48l-6 10M42 48l6 10M18 55h28"),
    "walk": standing(24, 12, TAN, RED, short(), "M-6 15L-11 26M6 15L12 24") + arrow(48, 42),
    "eye": at(32, 32, EYE, size=1.2),
    "ear": at(32, 32, EAR, size=1.3),
    "cup": at(34, 40, CUP, size=1.8),
    "cake": at(32, 36, CAKE, size=1.5),
    "rest": at(32, 34, BED, size=1.1) + at(48, 14, MOON, size=0.9),
    "danger": at(32, 34, WARNING, size=1.25),
    "tick": sign(32, 32, TICK, WHITE, 24),
    "cross": sign(32, 32, CROSS, WHITE, 24),
    "choose": box(6, 14, 23, 23)
    + box(35, 14, 23, 23)
    + at(17.5, 25.5, TICK, size=0.75)
    + at(46.5, 25.5, CROSS, size=0.6)
    + at(20, 52, hand(DARK), size=0.7),
    "decide": MEETING + at(53, 8, TICK, size=0.6),
    "vote": at(32, 40, BALLOT_BOX, at(0, -11, TICK, size=0.5), size=1.15),
    "balance": at(32, 32, SCALES, size=1.15),
    "change": arrow(32, 20, 0) + arrow(32, 44, 180, PLUM),
    "complain": at(22, 32, turned(180, THUMB), size=1.1) + paper(38, 14, 22, 32, 3),
    "good": at(32, 34, THUMB, size=1.6),
    "wall": at(44, 34, WALL, size=1.15) + wheelchair_user(16, 16, *IRIS[:3], size=0.8),
    "stairs": STEPS + sign(18, 20, WHEELCHAIR_SIGN, WHITE, 13) + line("M7 31L29 9", RED, 4),
    "stronger": shape("M8 58V46h11v12zM26 58V34h11v24zM44 58V18h11v40z", LEAF) + arrow(24, 18, -35),
    "fewer": shape("M8 58V18h11v40zM26 58V32h11v26zM44 58V44h11v14z", BLUE) + arrow(44, 20, 40),
    "leave": OPEN_DOOR + arrow(44, 34),
    "camera": at(32, 34, CAMERA, size=1.2),
    "printer": at(32, 32, PRINTER, size=1.3),
    "share-jobs": at(18, 16, CLIPBOARD, size=0.6)
    + at(46, 16, CLIPBOARD, size=0.6)
    + person(18, 46, *BEN, size=0.7)
    + person(46, 46, *AMINA, size=0.7),
}
