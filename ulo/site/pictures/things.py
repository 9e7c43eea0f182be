"""The signs and the things in our pictures."""

from ulo.site.pictures.parts import (
    BLUE,
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
    limb,
    line,
    shape,
    turned,
)

QUESTION = line("M-4-4q0-5 4-5t4 5q0 3-4 5v2M0 8v.1", width=3.5)
EXCLAMATION = line("M0-9V2M0 8v.1", width=4)
INFORMATION = line("M0-2V8M0-8v.1", width=4)
POUND = line("M5-5q-1-4-4.5-4t-4 4q0 3 1 6t-3 7H6M-5 1h8", width=3)
TICK = line("M-7 0l5 6L8-7", LEAF, 5)
CROSS = line("M-7-7L7 7M7-7L-7 7", RED, 5)
SLASH = line("M8 56L56 8", RED, 5)
HEART = shape("M0 9Q-12 1-11-5-9-11-4-10 0-9 0-5 0-9 4-10 9-11 11-5 12 1 0 9z", RED)
STAR = shape("M0-10l3 7 8 .5-6 5 2 8-7-4.5L-7 10.500l2-8-6-5 8-.5z", SUN)
LETTER_A = line("M-6 8L0-8L6 8M-4 3h8", width=3.5)


def arrow(x: float, y: float, degrees: int = 0, colour: str = LEAF) -> str:
    """An arrow to the right, turned by degrees."""
    return at(x, y, turned(degrees, shape("M-10-3H1v-6L11 0 1 9V3h-11z", colour)))


def sign(x: float, y: float, drawing: str, fill: str = WHITE, r: float = 11) -> str:
    """A sign on a round ground."""
    return disc(x, y, r, fill) + at(x, y, drawing, size=round(r / 15, 2))


def coin(x: float, y: float, r: float = 9) -> str:
    return sign(x, y, POUND, SUN, r)


# --- Things ----------------------------------------------------------------------------------


def bubble(
    x: float, y: float, width: float = 28, height: float = 20, *inside: str, left: bool = True
) -> str:
    """A speech bubble by its middle; its tail is at the bottom, at its left or its right."""
    w, h, side = width / 2, height / 2, -1 if left else 1
    tail = f"L{side * (w - 2)} {h + 7}L{side * (w - 12)} {h}"
    start = f"M{side * (w - 5)} {h}{tail}H{-side * (w - 4)}"
    turn = f"q{-side * 4} 0 {-side * 4}-4V{4 - h}q0-4 {side * 4}-4H{side * (w - 4)}"
    back = f"q{side * 4} 0 {side * 4} 4V{h - 4}q0 4 {-side * 4} 4z"
    return at(x, y, shape(start + turn + back), *inside)


def paper(x: float, y: float, width: float = 26, height: float = 34, lines: int = 4) -> str:
    """A sheet with lines of text, by its top left corner."""
    step = (height - 8) / max(lines, 1)
    rows = "".join(
        f"M{x + 5} {round(y + 6 + i * step, 1)}h{width - 10 - (6 if i == lines - 1 else 0)}"
        for i in range(lines)
    )
    return box(x, y, width, height) + line(rows)


def easy_paper(x: float, y: float, width: float = 32, height: float = 40) -> str:
    """A sheet with pictures at the left of short lines, by its top left corner."""
    rows = "".join(
        box(x + 4, y + 5 + i * 12, 8, 8, colour, 2)
        + line(f"M{x + 17} {y + 9 + i * 12}h{width - 22}")
        for i, colour in enumerate((SUN, LEAF, PLUM)[: int((height - 4) // 12)])
    )
    return box(x, y, width, height) + rows


def mobile(x: float, y: float, width: float = 22, height: float = 40, *inside: str) -> str:
    """A mobile phone, by its middle."""
    return at(
        x,
        y,
        box(-width / 2, -height / 2, width, height, INK, 5),
        box(3 - width / 2, 4 - height / 2, width - 6, height - 11, WHITE, 1),
        *inside,
    )


def screen(x: float, y: float, width: float = 44, height: float = 30, *inside: str) -> str:
    """A laptop, by the middle of its screen."""
    w, h = width / 2, height / 2
    base = shape(f"M{-w - 5} {h + 6}h{width + 10}l-4-6H{-w - 1}z", GREY)
    return at(x, y, base, box(-w, -h, width, height), *inside)


HANDSET = shape("M-15-11q3-6 8-5l4 9-4 4q3 7 9 10l4-5 9 5q2 6-5 8Q-15 12-15-11z", PLUM)


def envelope(x: float, y: float, width: float = 44, height: float = 30, fill: str = WHITE) -> str:
    w, h = width / 2, height / 2
    return at(x, y, box(-w, -h, width, height, fill), line(f"M{-w} {2 - h}L0 4L{w} {2 - h}"))


def house(x: float, y: float, size: float = 1, fill: str = SUN, *inside: str) -> str:
    """A house, 40 wide and high, by its middle."""
    return at(
        x, y, shape("M-15 19V-2h30v21z", fill), shape("M-20 0L0-19L20 0z", RED), *inside, size=size
    )


DOOR = box(-5, 7, 10, 12, WOOD, 1)


def building(x: float, y: float, width: float = 36, height: float = 44, fill: str = BLUE) -> str:
    """An office or a town hall, by its top left corner."""
    windows = "".join(
        box(round(x + 5 + column * (width - 10) / 3 + 1.5, 1), y + 6 + row * 10, 5, 5, WHITE, 0)
        for column in range(3)
        for row in range(int((height - 16) // 10))
    )
    door = box(x + width / 2 - 4, y + height - 11, 8, 11, WOOD, 0)
    return box(x, y, width, height, fill, 1) + windows + door


PIN = shape("M0 16Q-12 2-11-4-9-14 0-14T11-4Q12 2 0 16z", RED) + disc(0, -4, 4)
CLOCK = disc(0, 0, 15) + line("M0-9V0l6 5")
LENS = line("M9 9l10 10", WOOD, 6) + disc(0, 0, 13, "#dff0fb")
PENCIL = shape("M-3-16h6v22l-3 8-3-8z", SUN) + line("M-3 6h6")
BOOK = shape("M0-10Q-10-16-22-12V12Q-10 8 0 14 10 8 22 12V-12Q10-16 0-10z") + line("M0-10V14")
KEY = limb("M4 0h16v6M13 0v5", SUN, 3.5) + disc(-4, 0, 8, SUN) + disc(-4, 0, 2.5)
CUP = shape("M-12-8H8V4q0 8-10 8t-10-8z", LEAF) + line(
    "M8-5h4q4 0 4 4t-8 4M-6-13q-2-3 0-6M2-13q-2-3 0-6"
)
MEGAPHONE = shape("M-16-5h9L12-15V15L-7 6h-9z", SUN) + line(
    "M-11 6l3 11h5l-2-10M17-6l6-3M18 0h6M17 6l6 3"
)
CAKE = (
    box(-18, 0, 36, 16, WOOD)
    + shape("M-18 0h36v4q-4 6-9 0-4 6-9 0-5 6-9 0-5 6-9 0z")
    + line("M-8 0v-9M8 0v-9")
    + line("M-8-13v-1M8-13v-1", SUN, 4)
)
LIGHT_BULB = shape("M-6 9Q-6 4-9 1-13-6-9-11-5-16 0-16T9-11Q13-6 9 1 6 4 6 9z", SUN) + box(
    -6, 9, 12, 7, GREY, 2
)
LOCK = line("M-7-2v-7q0-7 7-7t7 7v7") + box(-12, -2, 24, 18, SUN) + line("M0 5v4", width=4)
WHEELCHAIR_SIGN = disc(-1, -10, 2.5, INK) + line("M-1-6v8h7l3 8M-1-2h6M-5-1a8 8 0 1 0 9 11")
BALLOT_BOX = box(-18, -2, 36, 22, BLUE) + line("M-8-2h16", width=4) + box(-8, -20, 16, 18)
SUNRISE = shape("M-14 0a14 14 0 0 1 28 0z", SUN) + line("M0-19v-5M-13-14l-4-4M13-14l4-4")
CLOUD = shape("M-14 8q-8 0-8-7t8-6q2-9 11-8 6 0 8 6 10-2 11 6 1 9-8 9z", GREY)
FIST = shape("M-8-9q8-4 16 0v12q0 7-8 7t-8-7z", TAN)


GLOBE = disc(0, 0, 18, "#bfe0f7") + shape(
    "M-12-9q6-7 11-5l2 6-6 4-2 6-7-3zM4 2l8-2 3 4-5 9-6-3z", LEAF
)


# A clipboard, whose lines are drawn over it.
CLIPBOARD = (
    box(-16, -20, 32, 42, WOOD) + box(-12, -15, 24, 33, WHITE, 1) + box(-6, -24, 12, 7, GREY, 2)
)
BED = line("M-24-14V16M24 2v14") + box(-24, 0, 48, 9, BLUE, 2) + box(-22, -8, 14, 8, WHITE)
SCALES = (
    line("M0-18V18M-10 18h20M-18-12h36")
    + shape("M-26 4L-18-12-10 4q-8 8-16 0z", SUN)
    + shape("M10 4L18-12 26 4q-8 8-16 0z", SUN)
)
CAR = (
    shape("M-24 10V0l6-2 5-9H9l8 9 7 3v9z", SUN)
    + shape("M-13-2l3-6h6v6zM0-8h7l5 6H0z", "#dff0fb")
    + disc(-13, 10, 5.5)
    + disc(13, 10, 5.5)
)
SOUND = line("M0-7q5 7 0 14M6-12q9 12 0 24", PLUM)
LOUDSPEAKER = shape("M-12-5h6l9-8v26l-9-8h-6z", SUN) + at(8, 0, SOUND, size=0.7)
TELEVISION = box(-27, -20, 54, 36) + line("M-8 22h16")
ARMCHAIR = (
    box(-14, -16, 28, 30, LEAF, 6)
    + box(-20, -4, 9, 20, LEAF, 4)
    + box(11, -4, 9, 20, LEAF, 4)
    + box(-11, 4, 22, 9, "#9fd6c0", 3)
)
EAR = shape("M-4 20q-9 0-7-10-5-6-4-14Q-12-20 2-20t14 15q0 7-6 12t-6 9-8 4z", TAN) + line(
    "M-7-3q0-9 8-9t8 7-6 9-5 5"
)
EYE = shape("M-22 0Q0-22 22 0 0 22-22 0z") + disc(0, 0, 8, BLUE) + disc(0, 0, 3, INK)
WARNING = shape("M0-20L22 18H-22z", SUN) + at(0, 5, EXCLAMATION, size=0.9)
SHIELD = shape("M0-20q9 6 18 5 2 26-18 36-20-10-18-36 9 1 18-5z", BLUE)
RAMP = shape("M-30 20L14 4V20zM14 4h16v16H14z", GREY)
FOOTBALL = disc(0, 0, 11) + shape("M0-5l5 3.5-2 6h-6l-2-6z", INK)


def hand(skin: str = TAN) -> str:
    """A flat hand that points up, 40 high."""
    return shape(
        "M-9 20V8L-16-2q-2-4 2-5 3 0 5 3l2 3v-13q0-3 3-3t3 3v-3q0-3 3-3t3 3"
        "v3q0-3 3-3t3 3v4q0-3 2.5-3t3 3V8q0 7-4 12z",
        skin,
    ) + line("M-1-13V-3M5-13v10M11-9v7")


def calendar(x: float, y: float, *inside: str, size: float = 1) -> str:
    """A sheet of a calendar, 36 wide and high, by its middle."""
    top = shape("M-18-8v-6q0-3 3-3h30q3 0 3 3v6z", RED)
    rings = line("M-9-21v7M9-21v7")
    return at(x, y, box(-18, -17, 36, 35), top, rings, *inside, size=size)


def bus(x: float, y: float, size: float = 1, fill: str = RED) -> str:
    """A bus, 50 wide, by its middle."""
    windows = box(-20, -11, 11, 10, WHITE, 1) + box(-6, -11, 11, 10, WHITE, 1)
    door = box(9, -11, 11, 22, WHITE, 1)
    wheels = disc(-13, 14, 5) + disc(13, 14, 5)
    return at(x, y, box(-25, -16, 50, 30, fill), windows, door, wheels, size=size)


def table(x: float, y: float, width: float = 56) -> str:
    """The edge of a table, seen from the front, by the middle of its top."""
    w = width / 2
    return at(x, y, box(-w, 0, width, 7, WOOD, 2), line(f"M{5 - w} 7v14M{w - 5} 7v14"))
