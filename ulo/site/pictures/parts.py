"""What our pictures are put together from: lines and shapes of SVG, in a few colours.

The canvas is 64 by 64. The place of a part is that of its middle, unless it says otherwise.
"""

INK, WHITE, GREY = "#2a2140", "#fff", "#cfcbd8"
PLUM, SUN, LEAF, RED, BLUE, WOOD = "#8a5fb5", "#ffd24a", "#4fae8a", "#e2604f", "#5b9be0", "#c08a52"
# Tones of skin, and colours of hair.
PALE, TAN, BROWN, DARK = "#f7d3b5", "#dba673", "#a8693d", "#6f452b"
BLACK, CHESTNUT, GINGER, SILVER = "#33261f", "#7d4a26", "#d98236", "#dcdce4"


def at(x: float, y: float, *parts: str, size: float = 1) -> str:
    """Parts moved to a place, and drawn at a size."""
    scale = f" scale({size})" if size != 1 else ""
    return f'<g transform="translate({x} {y}){scale}">{"".join(parts)}</g>'


def mirrored(drawing: str, middle: float = 32) -> str:
    """A drawing that looks the other way, turned around a middle."""
    return f'<g transform="translate({2 * middle} 0) scale(-1 1)">{drawing}</g>'


def turned(degrees: int, drawing: str) -> str:
    return f'<g transform="rotate({degrees})">{drawing}</g>'


def line(d: str, colour: str = "", width: float = 0) -> str:
    stroke = f' stroke="{colour}"' if colour else ""
    thickness = f' stroke-width="{width}"' if width else ""
    return f'<path{stroke}{thickness} d="{d}"/>'


def shape(d: str, fill: str = WHITE) -> str:
    return f'<path fill="{fill}" d="{d}"/>'


def disc(x: float, y: float, r: float, fill: str = WHITE) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}"/>'


def box(
    x: float, y: float, width: float, height: float, fill: str = WHITE, round: float = 3
) -> str:
    """A box, by its top left corner."""
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{round}" fill="{fill}"/>'


def window(x: float, y: float, width: float, height: float, *inside: str) -> str:
    """What is seen through a frame, by its top left corner: nothing reaches beyond it."""
    return f'<svg x="{x}" y="{y}" width="{width}" height="{height}">{"".join(inside)}</svg>' + box(
        x, y, width, height, "none", 2
    )


def limb(d: str, colour: str, width: float = 6) -> str:
    """An arm, a leg or a body: a thick line with an outline."""
    return line(d, width=width + 4.5) + line(d, colour, width)
