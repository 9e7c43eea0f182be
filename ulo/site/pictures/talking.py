"""Pictures of people together, and of what they say."""

from ulo.site.pictures.parts import (
    BLUE,
    BROWN,
    CHESTNUT,
    DARK,
    LEAF,
    PALE,
    PLUM,
    RED,
    SUN,
    TAN,
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
    DEV,
    EVE,
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
    trio,
    wheelchair_user,
)
from ulo.site.pictures.things import (
    CLOUD,
    CROSS,
    EAR,
    HANDSET,
    HEART,
    INFORMATION,
    LOCK,
    MEGAPHONE,
    PENCIL,
    QUESTION,
    SLASH,
    STAR,
    TICK,
    bubble,
    easy_paper,
    hand,
    paper,
    sign,
    table,
)

ANSWER = bubble(44, 14, 32, 20, at(0, 0, TICK, size=0.8))
RAISED_HANDS = "".join(
    at(x, y, hand(skin), size=0.72)
    for x, y, skin in ((14, 22, BROWN), (33, 16, PALE), (51, 22, DARK))
)
MEETING = (
    person(14, 24, *IRIS, size=0.7)
    + person(50, 24, *DEV, size=0.7)
    + person(32, 20, *CARA, size=0.7)
    + table(32, 44, 60)
    + at(32, 46, shape("M-7-4H7l3 4h-20z"))
)
HANDSHAKE = (
    person(15, 22, *GRACE, size=0.78)
    + person(49, 22, *WORKER, size=0.78)
    + limb("M14 50L31 46", SUN, 5)
    + limb("M50 50L33 46", BLUE, 5)
)
LISTENER = person(22, 32, *HAL, size=1) + at(48, 32, EAR, size=0.75)

PEOPLE = {
    "groups": trio(HAL, CARA, IRIS),
    "no-group": trio(HAL, CARA, IRIS, 28) + sign(50, 13, QUESTION, SUN, 11),
    "more-groups": trio(HAL, CARA, IRIS, 28)
    + sign(50, 13, line("M-8 0H8M0-8V8", width=4), SUN, 11),
    "leaders": person(32, 30, *CARA, size=1) + at(52, 16, STAR, size=0.9),
    "two-people": pair(AMINA, BEN, 26),
    "helper": pair(BEN, WORKER, 28) + at(32, 10, HEART, size=0.65),
    "worker": person(32, 26, *WORKER, size=1.1),
    "official": person(32, 26, *OFFICIAL, size=1.1),
    "alone": person(46, 36, *BEN[:3], size=0.75, face=SAD_FACE)
    + person(9, 18, *WORKER, size=0.5)
    + person(26, 14, *OFFICIAL, size=0.5),
    "sad": person(26, 32, *MEI[:3], size=1.05, face=SAD_FACE)
    + at(46, 14, CLOUD, size=0.7)
    + line("M40 24l-2 4M47 24l-2 4M54 24l-2 4", BLUE),
    "upset": person(32, 28, *BEN[:3], size=1.1, face=SAD_FACE),
    "happy": person(28, 32, *AMINA, size=1.05)
    + at(51, 15, disc(0, 0, 9, SUN), line("M-3-2v.1M3-2v.1M-4 3q4 3 8 0", width=2)),
    "not-your-fault": person(24, 34, *IRIS, size=1) + at(48, 24, HEART, size=1),
    "listen": LISTENER,
    "supporter": person(36, 30, *HAL[:3], HEADSET, size=1.1) + at(13, 17, HEART, size=0.8),
    "child-line": person(24, 34, PALE, SUN, short(CHESTNUT), size=0.9)
    + at(46, 32, turned(20, HANDSET), size=0.9),
    "together": HANDSHAKE,
    "equal": person(16, 30, *BEN, size=0.75)
    + person(48, 30, *WORKER, size=0.75)
    + line("M26 10h12M26 16h12", LEAF, 4),
    "meeting": MEETING,
    "different-people": person(16, 24, *EVE, size=0.75)
    + wheelchair_user(46, 18, *JOE[:3], size=0.8)
    + person(22, 50, *AMINA, size=0.6),
    "raised-hands": RAISED_HANDS + line("M4 52h56", PLUM, 4),
    "many-people": trio(EVE, JOE, MEI, 14)
    + person(22, 50, *DEV, size=0.6)
    + person(43, 50, *TEENAGER, size=0.6),
    "mentor-paper": pair(BEN, WORKER, 22) + easy_paper(20, 40, 24, 28),
    "stay-away": person(26, 28, *CARA[:3], size=1.05, face=SAD_FACE)
    + at(48, 42, hand(DARK), size=0.9),
}

SPEECH = {
    "speak": person(22, 36, *CARA, size=0.95) + bubble(44, 14, 34, 21, line("M-11-4h22M-11 3h13")),
    "talk": person(16, 42, *IRIS, size=0.75)
    + person(48, 42, *JOE, size=0.75)
    + bubble(20, 14, 26, 18, line("M-7-2H7M-7 3h8"))
    + bubble(46, 14, 22, 16, line("M-6 0h12"), left=False),
    "ask": person(22, 36, *AMINA, size=0.95)
    + bubble(45, 15, 32, 23, at(0, 0, QUESTION, size=0.85)),
    "ask-first": at(26, 42, HANDSET, size=1.15)
    + bubble(45, 16, 32, 24, at(0, 0, QUESTION, size=0.9)),
    "question": sign(32, 32, QUESTION, SUN, 24),
    "tell": person(20, 36, *HAL, size=0.95)
    + bubble(42, 13, 30, 19, line("M-9-3H9M-9 3h11"))
    + at(52, 46, turned(25, PENCIL), size=0.95),
    "said-yes": person(21, 36, *BEN, size=0.95) + ANSWER,
    "say-no": person(22, 36, *MEI, size=0.95) + bubble(45, 15, 32, 22, at(0, 0, CROSS, size=0.75)),
    "say-stop": person(21, 34, *HAL, size=0.95) + at(48, 38, hand(TAN), size=1),
    "announce": person(18, 42, *CARA, size=0.8) + at(44, 24, MEGAPHONE, size=1),
    "no-answer": person(22, 36, *DEV, size=0.95)
    + bubble(45, 15, 32, 22)
    + line("M32 27L58 3", RED, 4),
    "easy-words": bubble(
        32, 28, 48, 38, box(-18, -12, 12, 12, SUN, 2), line("M0-9h17M0-2h10M-18 8h35")
    ),
    "one-thing": bubble(32, 28, 48, 38, line("M-5-7L1-11V11M-5 11H7", width=5)),
    "information": sign(32, 32, INFORMATION, SUN, 24),
    "secret": person(24, 34, *GRACE, size=1) + at(49, 42, LOCK, size=0.8),
    "do-not-write-names": at(28, 34, PENCIL, size=1.2) + paper(26, 10, 30, 44, 4) + SLASH,
}
