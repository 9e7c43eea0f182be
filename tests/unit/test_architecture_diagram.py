"""docs/architecture.svg and docs/architecture.md say what the code says.

After a change of rooms or of what they import:
    python3 build.py test tests/unit/test_architecture_diagram.py --accept
"""

import re
import xml.etree.ElementTree as ET
from importlib import import_module

from test_architecture import ROOMS, ROOT, crossings

import ulo
from architecture_diagram import STEPS, draw

PICTURE = ROOT / "docs" / "architecture.svg"
PAGE = ROOT / "docs" / "architecture.md"
MEND = "python3 build.py test tests/unit/test_architecture_diagram.py --accept"
SVG = "{http://www.w3.org/2000/svg}"


def described_rooms() -> list[tuple[str, str]]:
    """The rooms with what the docstring of the package says of each, up to the first comma."""
    found = re.findall(r"^    (\w+) +(.+)$", ulo.__doc__, re.MULTILINE)
    return [(name, re.split(r"[;:(]", text)[0].strip()) for name, text in found]


def test_picture_is_as_the_code_makes_it(request):
    text = draw(described_rooms(), crossings())
    if request.config.getoption("--accept"):
        PICTURE.write_text(text, "utf-8")
    assert PICTURE.is_file() and PICTURE.read_text("utf-8") == text, f"to draw it anew: {MEND}"


def test_picture_shows_the_order_and_every_import():
    root = ET.fromstring(PICTURE.read_text("utf-8"))
    boxes = [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "code"]
    assert [name for name in boxes if name in ROOMS] == [*ROOMS, *ROOMS]
    dots = [circle for circle in root.iter(f"{SVG}circle") if circle.get("class") == "dot"]
    assert len(dots) == len(crossings())
    # Each dot is to the left of the diagonal, so no room imports a later one.
    rows = sorted({float(dot.get("cy")) for dot in dots})
    columns = sorted({float(dot.get("cx")) for dot in dots})
    squares = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "own"]
    diagonal = {float(s.get("y")) + 5: float(s.get("x")) + 5 for s in squares}
    assert len(squares) == len(ROOMS) and set(rows) <= set(diagonal)
    assert set(columns) <= set(diagonal.values())
    assert all(float(dot.get("cx")) < diagonal[float(dot.get("cy"))] for dot in dots)


def test_picture_can_be_read_without_seeing_it():
    root = ET.fromstring(PICTURE.read_text("utf-8"))
    assert root.get("role") == "img"
    ids = {part.get("id"): part for part in root.iter() if part.get("id")}
    title, description = (ids[name].text for name in root.get("aria-labelledby").split())
    assert title and all(
        f"{name} imports {', '.join(other for other in ROOMS if (name, other) in crossings())}"
        in description
        for name in ROOMS
        if name not in ("bootstrap", "core")
    )
    assert re.search(r"!\[[^]]{20,}\]\(architecture\.svg\)", PAGE.read_text("utf-8"))


def test_every_step_of_a_record_is_a_function_or_a_class_of_its_room():
    for _, room, function, _ in STEPS:
        assert function.split(".")[0] == room
        assert callable(resolve(f"ulo.{function}")), function


def test_page_names_the_rooms_in_their_order():
    rows = re.findall(r"^\| `(\w+)/?` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert rows == ROOMS


def test_page_names_only_what_is_there():
    names = re.findall(r"`([a-z_]+(?:\.[A-Za-z_]+)+)`", PAGE.read_text("utf-8"))
    dotted = [name for name in names if not re.search(r"\.(py|md|yml|json|html|js)$", name)]
    assert len(dotted) > 10
    for name in dotted:
        assert callable(resolve(f"ulo.{name}")), name


def resolve(name: str) -> object:
    """What stands behind a dotted name: a module, or something in one."""
    module, _, rest = name.partition(".")
    found = import_module(module)
    for part in rest.split(".") if rest else ():
        if not hasattr(found, part):
            import_module(f"{found.__name__}.{part}")
        found = getattr(found, part)
    return found
