"""Makes a project for Eleventy that draws the same pages, with templates of Nunjucks."""

import json
from collections.abc import Iterable
from pathlib import Path

from page_data import ICON, ROOT, TEXT, URL, PageData, Templates, as_json, fill

SETTINGS = """\
export default function (settings) {
  settings.setQuietMode(true);
  return {dir: {input: "content", includes: "../templates", data: "../data", output: "public"}};
}
"""
FILLER = {
    TEXT: "{{ row[{n}] }}",
    URL: "{{ row[{n}] }}",
    ICON: "{{ icons[row[{n}]] | safe }}",
}
PARTS = (
    "{% for part in PARTS %}{% if part.html %}{{ part.html | safe }}{% else %}"
    '{% set rows = part.rows %}{% include "rows/" + part.template + ".njk" %}'
    "{% endif %}{% endfor %}"
)


def write(templates: Templates, pages: Iterable[PageData], folder: Path) -> None:
    """Writes settings, templates, data and one content file for each of these pages."""
    rows, content = folder / "templates" / "rows", folder / "content"
    for part in (rows, content, folder / "data"):
        part.mkdir(parents=True)
    (folder / "eleventy.config.mjs").write_text(SETTINGS, "utf-8")
    (folder / "data" / "icons.json").write_text(json.dumps(templates.icons), "utf-8")
    (folder / "templates" / "frame.njk").write_text(_frame(templates), "utf-8")
    for number, shape in enumerate(templates.shapes):
        row = f"{{% for row in rows %}}{fill(shape, FILLER)}{{% endfor %}}"
        (rows / f"{number}.njk").write_text(row, "utf-8")
    for number, page in enumerate(pages):
        address = f"/{page.url}" if page.url.endswith(".html") else f"/{page.url}index.html"
        data = as_json(page, permalink=address, layout="frame.njk")
        (content / f"{number}.njk").write_text(f"---json\n{data}\n---\n", "utf-8")


def _frame(templates: Templates) -> str:
    def lines(part: list[str]) -> str:
        return "".join(part).replace(ROOT, "{{ root }}")

    def parts(name: str) -> str:
        return PARTS.replace("PARTS", name)

    return (
        lines(templates.head)
        + parts("head")
        + lines(templates.before)
        + parts("before")
        + parts("main")
        + lines(templates.after)
    )
