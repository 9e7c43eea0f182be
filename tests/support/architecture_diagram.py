"""Draws docs/architecture.svg: the rooms of ulo/, what each imports, and the way of a record.

The rooms and their imports are arguments, so the picture can say nothing else than the code.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

WIDTH, MARGIN = 1000, 40
# The way of a record: for each step a number, its room and function, and what it gives.
STEPS = (
    (1, "records", "records.read", "Record"),
    (2, "checks", "checks.run", "CheckContext"),
    (3, "model", "model.make_organisation", "Organisation"),
    (4, "catalogue", "catalogue.Catalogue", "Catalogue"),
    (5, "site", "site.pages.build_all", "Page"),
    (6, "site", "site.frame.Frame.fill", "HTML"),
)
FIRST, LAST = "orgs/leeds-voices.yml", "site/orgs/leeds-voices/"
# Where the parts stand: the steps, the list of rooms, and the matrix beside it.
STEPS_TOP, STEP_WIDTH, STEP_HEIGHT, STEP_GAP = 92, 280, 62, 40
ROOMS_TOP, ROW, NAME_LEFT, NAME_WIDTH, MATRIX_LEFT, COLUMN = 440, 34, 76, 104, 640, 25
# The card has a ground of its own, so it can be read on a light and on a dark page.
STYLE = """
    .ground { fill: #ffffff; stroke: #c9c3d6 }
    .box { fill: #f1edf9; stroke: #6b4fa0 }
    .line { stroke: #4a4458; fill: none; stroke-width: 1.5 }
    .grid { stroke: #ddd8e6 }
    .own { fill: #ddd8e6 }
    .dot, .tip, .step { fill: #3d1f6d }
    text { fill: #1e1a29; font: 14px system-ui, sans-serif }
    .code { font: 13px ui-monospace, monospace }
    .small { fill: #4a4458; font-size: 12.5px }
    .heading { font-size: 18px; font-weight: 600 }
    .number { fill: #ffffff; font-size: 12px; font-weight: 600; text-anchor: middle }
    @media (prefers-color-scheme: dark) {
      .ground { fill: #1b1823; stroke: #4a4458 }
      .box { fill: #2b2440; stroke: #a78fd8 }
      .line { stroke: #c9c3d6 }
      .grid { stroke: #38324a }
      .own { fill: #38324a }
      .dot, .tip, .step { fill: #c5b0f2 }
      text { fill: #f1eef7 }
      .small { fill: #c9c3d6 }
      .number { fill: #1b1823 }
    }
"""


def draw(rooms: Sequence[tuple[str, str]], imports: Iterable[tuple[str, str]]) -> str:
    """The picture as SVG.

    `rooms` are pairs of a name and what the room holds, in their order; `imports` are pairs of a
    room and another that it imports.
    """
    pairs = set(imports)
    height = ROOMS_TOP + ROW * len(rooms) + 46
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="title desc">',
        '<title id="title">The rooms of ulo/, and the way of a record through them</title>',
        f'<desc id="desc">{escape(describe(rooms, pairs))}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="ground" x="1" y="1" width="{WIDTH - 2}" height="{height - 2}" rx="10"/>',
        *_draw_steps(),
        *_draw_rooms([name for name, _ in rooms], dict(rooms)),
        *_draw_matrix([name for name, _ in rooms], pairs),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def describe(rooms: Sequence[tuple[str, str]], pairs: set[tuple[str, str]]) -> str:
    """The picture in words, for those who do not see it."""
    names = [name for name, _ in rooms]
    parts = [f"A record goes this way: {FIRST}"]
    parts += [f"{function} gives {result}" for _, _, function, result in STEPS]
    sentences = [f"{', then '.join(parts)}, which is written to {LAST}."]
    sentences.append(
        f"The rooms in their order: {', '.join(names)}. Each imports only earlier ones."
    )
    for name in names:
        used = [other for other in names if (name, other) in pairs]
        sentences.append(f"{name} imports {', '.join(used) or 'no other room'}.")
    return " ".join(sentences)


def _text(x: float, y: float, content: str, classes: str = "", more: str = "") -> str:
    style = f' class="{classes}"' if classes else ""
    return f'<text x="{x:g}" y="{y:g}"{style}{more}>{escape(content)}</text>'


def _badge(x: float, y: float, number: int) -> Iterator[str]:
    yield f'<circle class="step" cx="{x:g}" cy="{y:g}" r="10"/>'
    yield _text(x, y + 4, str(number), "number")


def _draw_steps() -> Iterator[str]:
    """The way of a record in rows of three, each read from left to right."""
    yield _text(MARGIN, 40, "The way of a record", "heading")
    yield _text(
        MARGIN,
        64,
        "pipeline calls the first four steps, site the last two. Errors end the way at 2.",
    )
    yield _text(MARGIN, STEPS_TOP + 6, FIRST, "code")
    for position, (number, _, function, result) in enumerate(STEPS):
        row, column = divmod(position, 3)
        x = MARGIN + column * (STEP_WIDTH + STEP_GAP)
        y = STEPS_TOP + 34 + row * (STEP_HEIGHT + 52)
        # The arrow comes from above at the start of a row, and from the left within it.
        if column:
            yield _arrow(x - STEP_GAP + 4, y + STEP_HEIGHT / 2, x - 5, y + STEP_HEIGHT / 2)
        elif row:
            middle = y - 26
            before = MARGIN + 2 * (STEP_WIDTH + STEP_GAP) + STEP_WIDTH / 2
            yield (
                f'<path class="line" d="M{before:g} {y - 50:g}V{middle:g}H{x + 24:g}V{y - 9:g}"/>'
            )
            yield f'<path class="tip" d="M{x + 24:g} {y - 4:g}l-5 -9h10z"/>'
        else:
            yield _arrow(x + 24, y - 21, x + 24, y - 5)
        yield (
            f'<rect class="box" x="{x:g}" y="{y:g}" width="{STEP_WIDTH}" '
            f'height="{STEP_HEIGHT}" rx="6"/>'
        )
        yield from _badge(x + 24, y + STEP_HEIGHT / 2, number)
        yield _text(x + 46, y + 27, function, "code")
        yield _text(x + 46, y + 47, f"gives {result}", "small")
    right = MARGIN + 2 * (STEP_WIDTH + STEP_GAP)
    bottom = STEPS_TOP + 34 + 2 * STEP_HEIGHT + 52
    yield _arrow(right + 24, bottom + 4, right + 24, bottom + 22)
    yield _text(right, bottom + 40, LAST, "code")


def _arrow(x1: float, y1: float, x2: float, y2: float) -> str:
    tip = f"M{x2:g} {y2:g}l-9 -5v10z" if y1 == y2 else f"M{x2:g} {y2:g}l-5 -9h10z"
    shaft = f"M{x1:g} {y1:g}H{x2 - 8:g}" if y1 == y2 else f"M{x1:g} {y1:g}V{y2 - 8:g}"
    return f'<path class="line" d="{shaft}"/><path class="tip" d="{tip}"/>'


def _draw_rooms(names: Sequence[str], notes: dict[str, str]) -> Iterator[str]:
    """The rooms from top to bottom, with the steps that are theirs and the allowed direction."""
    yield _text(MARGIN, ROOMS_TOP - 66, "The rooms", "heading")
    yield _text(MARGIN, ROOMS_TOP - 42, "Read downwards. A room imports only rooms above it.")
    bottom = ROOMS_TOP + ROW * len(names) - 8
    yield f'<path class="line" d="M{MARGIN + 12} {bottom}V{ROOMS_TOP + 8}"/>'
    yield f'<path class="tip" d="M{MARGIN + 12} {ROOMS_TOP}l-5 9h10z"/>'
    for position, name in enumerate(names):
        y = ROOMS_TOP + position * ROW
        yield (
            f'<rect class="box" x="{NAME_LEFT}" y="{y + 3}" width="{NAME_WIDTH}" '
            f'height="{ROW - 6}" rx="5"/>'
        )
        yield _text(NAME_LEFT + 10, y + 22, name, "code")
        numbers = [number for number, room, _, _ in STEPS if room == name]
        for place, number in enumerate(numbers):
            yield from _badge(NAME_LEFT + NAME_WIDTH + 18 + 23 * place, y + ROW / 2, number)
        left = NAME_LEFT + NAME_WIDTH + 12 + (24 * len(numbers) if numbers else 0)
        yield _text(left, y + 22, notes[name], "small")


def _draw_matrix(names: Sequence[str], pairs: set[tuple[str, str]]) -> Iterator[str]:
    """For each room, a dot below each other room that it imports."""
    right, bottom = MATRIX_LEFT + COLUMN * len(names), ROOMS_TOP + ROW * len(names)
    for column, name in enumerate(names):
        x = MATRIX_LEFT + (column + 0.5) * COLUMN
        turn = f' transform="rotate(-60 {x:g} {ROOMS_TOP - 8})"'
        yield _text(x, ROOMS_TOP - 8, name, "code", turn)
        yield f'<path class="grid" d="M{x:g} {ROOMS_TOP}V{bottom}"/>'
    for row, name in enumerate(names):
        y = ROOMS_TOP + (row + 0.5) * ROW
        yield f'<path class="grid" d="M{MATRIX_LEFT} {y:g}H{right}"/>'
        for column, other in enumerate(names):
            x = MATRIX_LEFT + (column + 0.5) * COLUMN
            if row == column:
                yield f'<rect class="own" x="{x - 5:g}" y="{y - 5:g}" width="10" height="10"/>'
            elif (name, other) in pairs:
                yield f'<circle class="dot" cx="{x:g}" cy="{y:g}" r="5.5"/>'
    yield _text(
        MATRIX_LEFT,
        bottom + 24,
        "A dot: the room of this row imports that of the column.",
        "small",
    )
