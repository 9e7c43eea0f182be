"""The people in our pictures: adults of many kinds, calm and seen from the front."""

from ulo.site.pictures.parts import (
    BLACK,
    BLUE,
    BROWN,
    CHESTNUT,
    DARK,
    GINGER,
    INK,
    LEAF,
    PALE,
    PLUM,
    RED,
    SILVER,
    SUN,
    TAN,
    WHITE,
    at,
    box,
    disc,
    limb,
    line,
    shape,
)

# What is behind a head, and what is before it.
Hair = tuple[str, str]
# What tells somebody from others: a skin, a shirt, hair, and what is drawn over them.
Look = tuple[str, str, Hair, *tuple[str, ...]]

FACE = line("M-4-.5v1M4-.5v1M-4 4.5q4 3.5 8 0", width=2.2)
SAD_FACE = line("M-4-.5v1M4-.5v1M-4 7q4-4 8 0", width=2.2)
GLASSES = line(
    "M-8-.5a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0M1-.5a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0h-2",
    width=1.5,
)
DARK_GLASSES = shape("M-9-3h18v2q-1 5-5 4-3-1-4-4-1 3-4 4-4 1-5-4z", INK)
HEARING_AID = line("M9 4q4.5 0 4-5-1-4-4-3", width=5) + line("M9 4q4.5 0 4-5-1-4-4-3", BLUE, 2.5)
EAR_DEFENDERS = line("M-11-1q-1-13 11-13t11 13") + box(-14, -4, 6, 10, RED) + box(8, -4, 6, 10, RED)
BEARD = shape("M-9.5 3q0 11 9.5 11t9.5-11q-9.5 6-19 0z", BLACK) + line("M-2 8h4", WHITE, 1.5)


def short(colour: str = BLACK) -> Hair:
    return "", shape("M-10 1q-3-13 10-13T10 1Q8-5 2-6-6-5-10 1z", colour)


def long(colour: str = BLACK) -> Hair:
    return shape("M-12 15V-1a12 12 0 0 1 24 0v16z", colour), shape(
        "M-10.5 0q-1-12 10.5-12T10.5 0Q4-1 0-7-4-1-10.5 0z", colour
    )


def curly(colour: str = BLACK) -> Hair:
    return disc(0, -4, 14, colour), line("M-8-5q3-4 8-4t8 4")


def bun(colour: str = BLACK) -> Hair:
    return disc(0, -13, 5, colour), short(colour)[1]


def hijab(colour: str = LEAF) -> Hair:
    return "", (
        f'<path fill="{colour}" fill-rule="evenodd" d="M-15 20Q-15-14 0-14T15 20Q0 26-15 20z'
        'M-8 0a8 9 0 1 0 16 0 8 9 0 1 0-16 0z"/>'
    )


def turban(colour: str = SUN) -> Hair:
    return "", BEARD + shape("M-11-1Q-14-15 0-16T11-1Q6-5 0-7-5-5-11-1z", colour)


BALD = ("", "")


def person(
    x: float,
    y: float,
    skin: str = TAN,
    shirt: str = PLUM,
    hair: Hair = BALD,
    *more: str,
    size: float = 1,
    face: str = FACE,
) -> str:
    """Head and shoulders; the place is the middle of the head. `more` is drawn over it."""
    behind, before = hair
    body = shape("M-17 60V26q0-12 12-12H5q12 0 12 12v34z", shirt)
    head = disc(0, 0, 10, skin)
    return at(x, y, behind, body, head, face, before, *more, size=size)


def child(x: float, y: float, skin: str, shirt: str, hair: Hair = BALD) -> str:
    return person(x, y, skin, shirt, hair, size=0.6)


def standing(
    x: float,
    y: float,
    skin: str = TAN,
    shirt: str = PLUM,
    hair: Hair = BALD,
    arms: str = "M-6 15L-9 27M6 15L9 27",
    *more: str,
    size: float = 1,
) -> str:
    """A whole person, 50 high; the place is the middle of the head."""
    behind, before = hair
    head = at(0, 0, behind, disc(0, 0, 10, skin), FACE, before, size=0.75)
    legs = limb("M-3.5 28V44M3.5 28V44", INK, 3)
    trunk = limb("M0 16v11", shirt, 9) + limb(arms, shirt, 3)
    return at(x, y, legs, trunk, head, *more, size=size)


def wheelchair_user(
    x: float,
    y: float,
    skin: str = TAN,
    shirt: str = PLUM,
    hair: Hair = BALD,
    size: float = 1,
) -> str:
    """Somebody in a wheelchair, from the side; the place is the middle of the head."""
    behind, before = hair
    head = at(0, 0, behind, disc(0, 0, 10, skin), FACE, before, size=0.75)
    legs = limb("M1 29h12l3 13h4", INK, 3)
    return at(
        x,
        y,
        line("M-8 15v18h12"),
        limb("M0 16v11", shirt, 9),
        legs,
        limb("M1 17l4 8h6", shirt, 3),
        disc(-1, 35, 11, "none"),
        disc(-1, 35, 2, INK),
        disc(15, 44, 2.5),
        head,
        size=size,
    )


def cap(colour: str = RED) -> Hair:
    return "", shape("M-10-2q0-10 10-10t10 10h6v3H-10z", colour)


LANYARD = line("M-7 14L0 24 7 14", SUN, 2.5) + box(-4.5, 22, 9, 8)
TIE = shape("M-6 14L0 19 6 14z") + shape("M-3 19h6l1 14h-8z", RED)
HEADSET = line("M-11 1q-2-13 11-13t11 13M-11 3q1 7 8 7", width=2.5) + disc(-11, 2, 3.5, INK)
BAG_STRAPS = line("M-10 15v18M10 15v18", RED, 4)

# Those who are in many pictures.
AMINA: Look = (BROWN, LEAF, hijab(PLUM))
BEN: Look = (PALE, SUN, short(CHESTNUT), GLASSES)
CARA: Look = (DARK, PLUM, curly())
DEV: Look = (TAN, RED, turban())
EVE: Look = (PALE, LEAF, bun(SILVER), GLASSES)
FRED: Look = (BROWN, BLUE, short(SILVER), HEARING_AID)
GRACE: Look = (DARK, SUN, bun())
HAL: Look = (TAN, LEAF, short())
IRIS: Look = (PALE, RED, long(GINGER))
JOE: Look = (DARK, SUN, short())
MEI: Look = (PALE, BLUE, long())
WORKER: Look = (TAN, BLUE, short(CHESTNUT), LANYARD)
OFFICIAL: Look = (PALE, INK, short(SILVER), TIE)
TEENAGER: Look = (BROWN, RED, cap(BLUE), BAG_STRAPS)


def pair(left: Look, right: Look, y: float = 30) -> str:
    return person(18, y, *left, size=0.85) + person(46, y, *right, size=0.85)


def trio(left: Look, middle: Look, right: Look, y: float = 22) -> str:
    outside = person(14, y + 12, *left, size=0.75) + person(50, y + 12, *right, size=0.75)
    return person(32, y, *middle, size=0.85) + outside
