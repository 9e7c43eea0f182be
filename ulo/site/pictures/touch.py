"""A picture for each way to get in touch, and for what to do in an emergency."""

from ulo.site.pictures.access import ACCESS
from ulo.site.pictures.parts import (
    BLUE,
    GREY,
    INK,
    PLUM,
    RED,
    SUN,
    TAN,
    at,
    box,
    disc,
    line,
    mirrored,
    shape,
    turned,
)
from ulo.site.pictures.people import short
from ulo.site.pictures.things import (
    DOOR,
    EYE,
    HANDSET,
    SLASH,
    SOUND,
    arrow,
    bubble,
    coin,
    envelope,
    hand,
    house,
    mobile,
    screen,
)

GLOBE_SMALL = at(
    0, 0, disc(0, 0, 9, "#dff0fb"), line("M-9 0H9M0-9q-7 9 0 18M0-9q7 9 0 18", width=1.8)
)
MOON = shape("M4-9A10 10 0 1 0 9 5 9 9 0 0 1 4-9z", SUN)
SIREN = (
    shape("M-10 8V-2q0-9 10-9t10 9V8z", BLUE)
    + box(-14, 8, 28, 6, GREY, 2)
    + line("M0-17v-4M-13-12l-3-4M13-12l3-4M-17-1h-4M17-1h4", RED)
)
KEYPAD = "".join(disc(x, y, 1.6, INK) for y in (-6, 0, 6, 12) for x in (-6, 0, 6))

WAYS = {
    "phone": at(34, 32, HANDSET, size=1.5) + at(46, 14, turned(-45, SOUND), size=0.8),
    "relay": mobile(18, 34, 24, 46, line("M-7-12H7M-7-7H3"), at(0, 2, KEYPAD, size=0.8))
    + arrow(37, 34)
    + bubble(50, 16, 22, 17, at(-4, 0, SOUND, size=0.55))
    + at(54, 46, HANDSET, size=0.55),
    "email": screen(32, 28, 48, 34, envelope(0, 0, 26, 18, SUN)),
    "website": screen(32, 28, 48, 34, GLOBE_SMALL),
    "sms": ACCESS["by-text"],
    "textphone": box(8, 30, 48, 28, GREY)
    + at(20, 20, turned(55, HANDSET), size=0.8)
    + "".join(
        line(f"M15 {y}h34", INK, 3).replace("/>", ' stroke-dasharray="2 6"/>') for y in (38, 45, 52)
    ),
    "bsl": mobile(
        32,
        32,
        38,
        56,
        at(
            0,
            -3,
            at(-5, 3, turned(-14, hand(TAN)), size=0.42),
            mirrored(at(-5, 3, turned(-14, hand(TAN)), size=0.42), 0),
        ),
    )
    + line("M26 14q2-3 5-1M38 14q-2-3-5-1", PLUM, 2),
    "visit": envelope(20, 18, 30, 21) + house(42, 42, 1.05, SUN, DOOR),
    "no-contact": at(32, 32, HANDSET, size=1.5) + SLASH,
}

HELP = {
    "emergency": at(32, 22, SIREN, size=1.1) + at(32, 50, HANDSET, size=0.75),
    "press-55": mobile(
        32,
        32,
        36,
        58,
        line("M-4-17h-7v5q7-2 7 3t-8 4M10-17H3v5q7-2 7 3t-8 4", width=3),
        at(0, 4, KEYPAD, size=1),
    ),
    "text-999": mobile(22, 34, 28, 50, bubble(0, -6, 18, 12, line("M-5 0H5")))
    + at(49, 20, SIREN, size=0.75),
    "sign-999": mobile(
        22,
        34,
        28,
        50,
        at(-5, -1, turned(-14, hand(TAN)), size=0.3),
        mirrored(at(-5, -1, turned(-14, hand(TAN)), size=0.3), 0),
    )
    + at(49, 20, SIREN, size=0.75),
    "free-call": at(24, 40, HANDSET, size=1.05) + coin(46, 18, 11) + line("M34 30L58 6", RED, 4),
    "watched": mobile(20, 38, 24, 44) + at(44, 20, EYE, size=0.8),
    "no-bed": at(44, 14, MOON)
    + box(6, 44, 52, 14, PLUM, 7)
    + at(16, 42, disc(0, 0, 9, TAN), line("M-3-1h3M3-1h3M-2 4q2 1 4 0", width=2), short()[1]),
}
