"""Makes a project for Hugo that draws the same pages."""

import json
from collections.abc import Iterable
from pathlib import Path

from page_data import ICON, ROOT, TEXT, URL, PageData, Templates, as_json, fill

SETTINGS = {
    "baseURL": "/",
    # Whatever else Hugo would make of itself: it has only to draw our pages.
    "disableKinds": ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"],
    "disableHugoGeneratorInject": True,
}
FILLER = {
    TEXT: "{{ index . {n} }}",
    URL: "{{ index . {n} }}",
    ICON: "{{ index hugo.Data.icons (index . {n}) | safeHTML }}",
}
PARTS = (
    "{{ range . }}{{ with .html }}{{ . | safeHTML }}{{ else }}"
    '{{ partial (printf "rows/%v.html" .template) .rows }}{{ end }}{{ end }}'
)
SINGLE = '{{ define "main" }}{{ partial "parts.html" .Params.main }}{{ end }}'
# Hugo keeps the pages of a folder together; one folder for all would be unusual.
PAGES_IN_A_FOLDER = 1_000


def write(templates: Templates, pages: Iterable[PageData], folder: Path) -> None:
    """Writes settings, templates, data and one content file for each of these pages."""
    layouts = folder / "layouts"
    rows = layouts / "_partials" / "rows"
    rows.mkdir(parents=True)
    (folder / "hugo.json").write_text(json.dumps(SETTINGS), "utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "icons.json").write_text(json.dumps(templates.icons), "utf-8")
    (layouts / "baseof.html").write_text(_frame(templates), "utf-8")
    (layouts / "single.html").write_text(SINGLE, "utf-8")
    (layouts / "_partials" / "parts.html").write_text(PARTS, "utf-8")
    for number, shape in enumerate(templates.shapes):
        row = f"{{{{ range . }}}}{fill(shape, FILLER)}{{{{ end }}}}"
        (rows / f"{number}.html").write_text(row, "utf-8")
    for number, page in enumerate(pages):
        part = folder / "content" / str(number // PAGES_IN_A_FOLDER)
        part.mkdir(parents=True, exist_ok=True)
        data = as_json(page, url=f"/{page.url}")
        (part / f"{number}.md").write_text(f"{data}\n", "utf-8")


def _frame(templates: Templates) -> str:
    def lines(part: list[str]) -> str:
        return "".join(part).replace(ROOT, "{{ $.Params.root }}")

    return (
        lines(templates.head)
        + '{{ partial "parts.html" .Params.head }}'
        + lines(templates.before)
        + '{{ partial "parts.html" .Params.before }}{{ block "main" . }}{{ end }}'
        + lines(templates.after)
    )
