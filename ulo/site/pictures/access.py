"""A picture for each thing that helps people to take part."""

from ulo.site.pictures.parts import (
    BLUE,
    BROWN,
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
    mirrored,
    shape,
    turned,
    window,
)
from ulo.site.pictures.people import (
    BEN,
    CARA,
    EVE,
    GRACE,
    HAL,
    IRIS,
    JOE,
    MEI,
    WORKER,
    curly,
    person,
    standing,
    wheelchair_user,
)
from ulo.site.pictures.things import (
    ARMCHAIR,
    CAR,
    CUP,
    EAR,
    HANDSET,
    LETTER_A,
    LOUDSPEAKER,
    RAMP,
    SLASH,
    SOUND,
    STAR,
    TELEVISION,
    WHEELCHAIR_SIGN,
    bubble,
    bus,
    coin,
    easy_paper,
    envelope,
    hand,
    mobile,
    paper,
    screen,
    sign,
    table,
)

TOILET = box(-14, -20, 9, 18) + shape("M-14-2h26q0 12-12 14v8h-12V-2z") + line("M-1-14H18V2")
HOIST = (
    line("M16 24V-22H-8v8M8 24h14", width=4)
    + line("M-20-2q12 14 24 0L-8-14z")
    + box(-26, 12, 34, 7, BLUE)
    + line("M-22 19v6M4 19v6")
)
SIGNING_HANDS = (
    at(22, 36, turned(-12, hand(TAN)), size=0.85)
    + mirrored(at(22, 36, turned(-12, hand(TAN)), size=0.85))
    + line("M20 10q4-6 9-3M44 10q-4-6-9-3", PLUM, 3)
)
TAXI = CAR + box(-9, -18, 14, 7, WHITE, 2)
BRAILLE = "".join(
    disc(x, y, 3.2, INK if (x, y) in ((14, 14), (14, 24), (26, 24), (42, 14), (54, 24)) else WHITE)
    for x in (14, 26, 42, 54)
    for y in (14, 24, 34)
)
NOTE = disc(-4, 7, 4, INK) + line("M0 6V-9l8 3", width=3)

ACCESS = {
    "step-free": at(32, 42, RAMP)
    + box(46, 10, 14, 36, WOOD, 1)
    + wheelchair_user(21, 13, *IRIS[:3], size=0.75),
    "accessible-toilet": at(26, 34, TOILET, size=1.15) + sign(50, 15, WHEELCHAIR_SIGN, BLUE, 11),
    "changing-places": at(34, 32, HOIST, size=1.05),
    "accessible-parking": at(32, 46, CAR) + sign(32, 17, WHEELCHAIR_SIGN, BLUE, 14),
    "hearing-loop": at(
        40,
        34,
        EAR,
        line("M-9-16q4-10 14-9 14 1 13 18", width=8),
        line("M-9-16q4-10 14-9 14 1 13 18", BLUE, 3.5),
    )
    + at(16, 40, turned(180, SOUND))
    + sign(14, 14, line("M-6-6H6M0-6V8", width=4), SUN, 10),
    "bsl": SIGNING_HANDS,
    "easy-read": easy_paper(12, 6, 40, 52),
    "plain-text": paper(13, 6, 38, 52, 6),
    "large-print": box(10, 5, 44, 54) + at(32, 32, LETTER_A, size=2.1),
    "braille": BRAILLE + at(38, 50, turned(-25, hand(BROWN)), size=0.8),
    "audio": at(28, 32, LOUDSPEAKER, size=1.7),
    "captions": at(32, 28, TELEVISION, size=1.05)
    + window(12, 10, 40, 22, person(20, 11, *MEI, size=0.7))
    + box(12, 32, 40, 10, INK, 1)
    + line("M17 37h20M43 37h4", WHITE),
    "audio-description": at(29, 26, TELEVISION, size=0.95)
    + window(8, 12, 42, 25, person(18, 12, *JOE, size=0.8))
    + at(46, 48, LOUDSPEAKER, size=0.95),
    "quiet-space": at(30, 38, ARMCHAIR, size=1.15)
    + at(51, 14, LOUDSPEAKER, size=0.6)
    + line("M42 24L60 4", RED, 4),
    "relaxed": standing(24, 18, BROWN, LEAF, curly(), "M-6 16L-15 4M6 16L15 4", size=0.92)
    + at(50, 18, NOTE)
    + at(49, 46, CUP, size=0.8),
    "online": screen(32, 28, 46, 34)
    + window(9, 11, 23, 34, person(11.5, 15, *GRACE, size=0.62))
    + window(32, 11, 23, 34, person(11.5, 15, *BEN, size=0.62)),
    "by-phone": person(24, 30, *HAL, size=1.05) + at(47, 34, turned(20, HANDSET), size=0.95),
    "by-text": mobile(32, 32, 34, 54, bubble(0, -8, 22, 13, line("M-6 0h12"))),
    "by-post": envelope(32, 34, 50, 36) + box(46, 20, 8, 9, RED, 1),
    "one-to-one": mirrored(person(48, 26, *EVE, size=0.8))
    + person(46, 26, *HAL, size=0.8)
    + table(32, 48, 44),
    "communication-support": person(12, 42, *BEN, size=0.62)
    + person(32, 36, *WORKER, size=0.7)
    + person(53, 42, *MEI, size=0.62)
    + bubble(18, 11, 24, 16, at(0, 0, STAR, size=0.6))
    + bubble(47, 11, 24, 16, line("M-7-2H7M-7 3h9"), left=False),
    "personal-assistance": wheelchair_user(40, 20, *CARA[:3], size=0.92)
    + standing(20, 12, *WORKER[:3], "M-6 15L-9 27M6 15L13 22", size=0.95),
    "transport-help": at(32, 38, TAXI, size=1.15),
    "expenses-paid": bus(28, 24, 0.9) + coin(46, 46, 13),
    "community-languages": bubble(21, 18, 34, 24, at(0, 0, LETTER_A, size=0.9))
    + bubble(43, 43, 34, 24, line("M-7-5H7M0-9v4M-4-5Q0 4 6 8M4-5Q0 4-6 8", width=3), left=False),
    "free": coin(32, 32, 20) + SLASH,
}
