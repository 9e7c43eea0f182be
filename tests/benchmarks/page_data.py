"""Takes a finished site apart into templates and data, so that other engines can draw it again.

Each engine is given what somebody would give it who had written the same site for it: one frame
with the lines that all pages share, some hundred templates for rows (a heading, a card, an entry of
a list), the icons, and for each page a file of data, from which the rows are filled. A row is found
by its shape: its markup, with a hole for each text, each address, each id and each icon. What is so
rare that it is no row of a list is given as ready-made HTML, which costs an engine less.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# The smallest elements that hold no list and no part of a page.
ROW = re.compile(
    r"<(li|p|h[1-6]|dt|dd|tr|div)\b[^>]*>"
    r"(?:(?!</?(?:li|ul|ol|section|tr|table|div|main)\b).)*</\1>",
    re.DOTALL,
)
# An icon is a drawing that stands in the page itself. One that refers to another is a row's markup.
TOKEN = re.compile(r"<svg\b(?:(?!<use\b).)*?</svg>|<[^>]*>|[^<]+", re.DOTALL)
ATTRIBUTE = re.compile(
    r' (href|id|for|aria-labelledby|aria-label|title|alt|content|lang|datetime)="([^"]*)"'
)
# Here a template would have to know more than HTML.
UNTEMPLATED = re.compile(r"<(script|style|template|textarea|pre)\b")
# At most so many templates, made from so many pages; a line is of the frame where this share of
# pages has it, and a drawing is an icon where it is there so often.
TEMPLATES = 400
SAMPLE = 3_000
COMMON = 0.9
LEAST_ICONS = 20
# The folder of a project of another engine that its pages go to.
OUTPUT = "public"
# In a frame, what stands for the way to the root.
ROOT = "%%root%%"
TEXT, URL, ICON = "text", "url", "icon"


@dataclass(frozen=True)
class Hole:
    """A place in a template; `kind` is TEXT, URL or ICON."""

    kind: str


Shape = tuple[str | Hole, ...]
# A page in the order of its bytes: the number of a template and the values of rows in sequence,
# or ready-made HTML.
Part = dict[str, Any]


@dataclass(frozen=True)
class PageData:
    """One page.

    `url` has no slash before it; `root` is the way to the root, such as ../../; the parts come in
    the head, before the main part, and in it. `html` is the main part as it is.
    """

    url: str
    root: str
    head: list[Part]
    before: list[Part]
    main: list[Part]
    html: str


class Templates:
    """The templates of a site: its frame, its rows and its icons, made from a sample of its pages.

    `head`, `before` and `after` are lines of the frame: in the head, before the main part and after
    it. ROOT in them stands for the way to the root. `shapes` are rows, `icons` are drawings by
    name; the data of pages refer to a shape by its number.
    """

    def __init__(self, site: Path) -> None:
        self._site, self.paths = site, sorted(site.rglob("*.html"))
        sample = [_Page(site, path) for path in self.paths[:: 1 + len(self.paths) // SAMPLE]]
        lines = Counter(line for page in sample for line in {*page.head, *page.before, *page.after})
        self._common = {line for line, count in lines.items() if count >= COMMON * len(sample)}
        model = max(sample, key=lambda page: len(self._common.intersection(page.lines)))
        self.head, self.before, self.after = (
            [line for line in part if line in self._common]
            for part in (model.head, model.before, model.after)
        )
        shapes: Counter[Shape] = Counter()
        icons: Counter[str] = Counter()
        for page in sample:
            for unit in page.units(self._common):
                shape, values = _shape(unit)
                shapes[shape] += 1
                icons.update(_icons(shape, values))
        usual = [shape for shape, _ in shapes.most_common() if _is_template(shape)]
        self.shapes = usual[:TEMPLATES]
        usual_icons = [icon for icon, count in icons.most_common() if count >= LEAST_ICONS]
        self.icons = {f"icon-{number}": icon for number, icon in enumerate(usual_icons)}
        self._number_of_shape = {shape: number for number, shape in enumerate(self.shapes)}
        self._name_of_icon = {icon: name for name, icon in self.icons.items()}

    def some_paths(self, most: int) -> list[Path]:
        """All pages or, if there are more than `most`, so many from all over."""
        count = len(self.paths)
        if count <= most:
            return self.paths
        return [self.paths[number * count // most] for number in range(most)]

    def pages(self, paths: Iterable[Path]) -> Iterator[PageData]:
        """The data of these pages."""
        for path in paths:
            page = _Page(self._site, path)
            yield PageData(
                page.url,
                page.root,
                self._parts(page.variable(page.head, self._common)),
                self._parts(page.variable([*page.before, *page.after], self._common)),
                self._parts(_units(page.main)),
                page.main,
            )

    def _parts(self, units: Iterable[str]) -> list[Part]:
        parts: list[Part] = []
        for unit in units:
            shape, values = _shape(unit)
            number = self._number_of_shape.get(shape)
            if number is None or any(
                icon not in self._name_of_icon for icon in _icons(shape, values)
            ):
                parts.append({"html": unit})
                continue
            row = [
                self._name_of_icon[value] if hole.kind == ICON else value
                for hole, value in zip(_holes(shape), values, strict=True)
            ]
            if parts and parts[-1].get("template") == number:
                parts[-1]["rows"].append(row)
            else:
                parts.append({"template": number, "rows": [row]})
        return parts


class _Page:
    """A file of a site, cut into its frame and its main part."""

    def __init__(self, site: Path, path: Path) -> None:
        self.url = path.relative_to(site).as_posix().removesuffix("index.html")
        self.root = "../" * self.url.count("/")
        text = path.read_text("utf-8")
        start = text.index("<main")
        end = text.index("</main>") + len("</main>")
        self.main = text[start:end]
        head, mark, before = text[:start].partition("</head>")
        self.head, self.before, self.after = (
            self._lines(part) for part in (head, mark + before, text[end:])
        )
        self.lines = [*self.head, *self.before, *self.after]

    def _lines(self, text: str) -> list[str]:
        marked = re.sub(
            rf'\b(href|src|action)="(?!https?:|mailto:|#){self.root}', rf'\1="{ROOT}', text
        )
        return marked.splitlines(keepends=True)

    def variable(self, lines: Iterable[str], common: set[str]) -> list[str]:
        """Those of some lines of the frame that other pages have not."""
        return [line.replace(ROOT, self.root) for line in lines if line not in common]

    def units(self, common: set[str]) -> Iterator[str]:
        """All that is not the same on all pages, in pieces."""
        yield from self.variable(self.lines, common)
        yield from _units(self.main)


def _units(text: str) -> Iterator[str]:
    """A text in pieces: each row with what stands before it, then the rest."""
    start = 0
    for row in ROW.finditer(text):
        yield text[start : row.end()]
        start = row.end()
    yield text[start:]


def _shape(text: str) -> tuple[Shape, list[str]]:
    """The markup of a text with its holes, and what stood in them, not escaped."""
    shape: list[str | Hole] = []
    values: list[str] = []

    def dig(kind: str, value: str) -> None:
        shape.append(Hole(kind))
        values.append(value)

    for token in TOKEN.findall(text):
        if token.startswith("<svg") and token.endswith("</svg>"):
            dig(ICON, token)
        elif token.startswith("<"):
            pieces = ATTRIBUTE.split(token)
            for markup, name, value in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=False):
                shape.append(f'{markup} {name}="')
                dig(URL if name == "href" else TEXT, html.unescape(value))
                shape.append('"')
            shape.append(pieces[-1])
        elif token.strip():
            dig(TEXT, html.unescape(token))
        else:
            shape.append(token)
    return tuple(shape), values


def _holes(shape: Shape) -> list[Hole]:
    return [piece for piece in shape if isinstance(piece, Hole)]


def _icons(shape: Shape, values: Iterable[str]) -> list[str]:
    pairs = zip(_holes(shape), values, strict=True)
    return [value for hole, value in pairs if hole.kind == ICON]


def _is_template(shape: Shape) -> bool:
    markup = "".join(piece for piece in shape if isinstance(piece, str))
    return not UNTEMPLATED.search(markup)


def fill(shape: Shape, filler: dict[str, str]) -> str:
    """A shape as a template of an engine: `filler` has for each kind what draws value {n}."""
    numbers = iter(range(len(shape)))
    return "".join(
        piece if isinstance(piece, str) else filler[piece.kind].replace("{n}", str(next(numbers)))
        for piece in shape
    )


def as_json(page: PageData, **more: str) -> str:
    """What templates ask of a page, as a text of JSON."""
    parts = {"root": page.root, "head": page.head, "before": page.before, "main": page.main}
    return json.dumps(more | parts, ensure_ascii=False)
