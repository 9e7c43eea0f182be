"""A picture for each way to come to a group, each cost, and each who may come along."""

from ulo.site.pictures.access import ACCESS
from ulo.site.pictures.everyday import OPEN_DOOR, THINGS
from ulo.site.pictures.parts import (
    BROWN,
    INK,
    LEAF,
    PALE,
    PLUM,
    SUN,
    TAN,
    at,
    box,
    disc,
    line,
    shape,
)
from ulo.site.pictures.people import AMINA, IRIS, WORKER, child, curly, person, standing
from ulo.site.pictures.talking import PEOPLE, SPEECH
from ulo.site.pictures.things import HEART, arrow, coin, paper, sign

# A dog in a harness with a handle, as guide dogs wear.
DOG = (
    line("M-17-4Q-25-8-23-16", width=4)
    + shape("M-18-6H8L14-16 26-12V-5L15-1 13 18H7L6 7H-9L-10 18H-16z", SUN)
    + shape("M13-16q-6 2-5 11l6-2z", BROWN)
    + disc(19, -10, 1.3, INK)
    + box(-6, -7, 7, 14, PLUM, 1)
    + line("M-3-7L-14-26", width=4)
)

VISITS = {
    "join/just-come": OPEN_DOOR
    + standing(44, 20, TAN, LEAF, curly(), "M-6 16L-14 6M6 15L9 26", size=0.8),
    "join/contact-first": SPEECH["ask-first"],
    "join/referral": person(20, 30, *WORKER) + paper(40, 14, 20, 28, 3) + arrow(50, 52),
    "cost/free": ACCESS["free"],
    "cost/donation": coin(26, 38, 17) + at(47, 18, HEART, size=1.1),
    "cost/small-charge": coin(32, 32, 18),
    "cost/membership": THINGS["ticket"],
    "companion/supporter": PEOPLE["helper"],
    "companion/friend": PEOPLE["two-people"],
    "companion/interpreter": ACCESS["bsl"],
    "companion/children": person(20, 26, *AMINA) + child(46, 38, PALE, PLUM, curly()),
    "companion/assistance-dog": at(32, 36, DOG, size=1.15),
    "first-time": OPEN_DOOR
    + sign(17, 16, line("M-3-4L1-7V7", width=4), SUN, 11)
    + person(18, 42, *IRIS, size=0.7),
}
