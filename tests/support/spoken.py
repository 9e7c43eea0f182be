"""What a screen reader says of a page, in plain words, one line for each thing that it comes to."""

import json
import re

import yaml
from playwright.sync_api import Page

# Of a list with more entries, the first few are written down: what a listener hears is then clear.
SHOWN = 4
WORDS = {
    "banner": "top of the page",
    "contentinfo": "foot of the page",
    "navigation": "menu",
    "main": "main part",
    "region": "part",
    "complementary": "aside",
    "listitem": "entry",
    "searchbox": "search box",
    "textbox": "box to write in",
    "checkbox": "tick box",
    "img": "picture",
    "columnheader": "head of a column",
    "rowheader": "head of a row",
    "status": "news",
    "term": "term",
    "definition": "what it is",
}
# What holds such a role has a name of its own; nothing in it is read out a second time.
WHOLE = {
    "link",
    "button",
    "heading",
    "checkbox",
    "row",
    "cell",
    "columnheader",
    "rowheader",
}
LISTS = {"list", "group", "table", "rowgroup"}
SILENT = {"rowgroup", "paragraph", "text", "mark", "strong", "emphasis", "code", "generic"}
# Where the language changes, the voice does; and a hint is read after the name of its box.
PREPARE = """() => {
    const names = { cy: 'Welsh', gd: 'Scottish Gaelic', ga: 'Irish', en: 'English' };
    for (const e of document.querySelectorAll('body [lang]')) e.prepend(`[in ${names[e.lang]}] `);
    const wordsOf = (ids) => ids.split(' ')
        .map((id) => document.getElementById(id).innerText)
        .filter(Boolean)
        .join(' ');
    return Object.fromEntries([...document.querySelectorAll('[aria-describedby]')].map((e) =>
        [(e.labels?.[0] ?? e).innerText, wordsOf(e.getAttribute('aria-describedby'))]));
}"""


def spoken(page: Page) -> str:
    """The transcript of a page as it is now."""
    hints = page.evaluate(PREPARE)
    lines = [
        f"page: {page.title()}",
        *_lines(yaml.safe_load(page.locator("body").aria_snapshot()) or [], 0, hints),
    ]
    return "\n".join(lines) + "\n"


def _lines(nodes: list[dict | str], depth: int, hints: dict[str, str]) -> list[str]:
    """The lines of some nodes of a snapshot, each indented by its depth."""
    found = []
    for node in nodes:
        key, value = next(iter(node.items())) if isinstance(node, dict) else (node, None)
        if key.startswith("/"):
            continue
        role, name, states = re.fullmatch(
            r'(\S+)(?: ("(?:[^"\\]|\\.)*"|/.*/))?((?: \[[^\]]*\])*)', key
        ).groups()
        name = json.loads(name) if name else ""
        below = value if isinstance(value, list) else []
        text = value if isinstance(value, str) else ""
        if role in SILENT:
            found += [f"{'  ' * depth}{text}"] if text else []
            found += _lines(below, depth, hints)
            continue
        level = re.search(r"level=(\d)", states)
        line = f"{WORDS.get(role, role)}{f' {level.group(1)}' if level else ''}"
        if role == "list":
            line += f" of {len(below)}"
        line += f": {name}" if name else ""
        line += (f" ({text})" if name else f": {text}") if text and text != name else ""
        line += "".join(
            f", {state}" for state in ("disabled", "checked", "expanded") if f"[{state}" in states
        )
        line += f", hint: {hints[name]}" if hints.get(name) else ""
        found.append("  " * depth + line)
        # What a link or a heading holds is its name; only another link in it is a thing of its own.
        inner = [child for child in below if role not in WHOLE or _is_link_or_heading(child)]
        if role in LISTS and len(inner) > 2 * SHOWN:
            found += _lines(inner[:SHOWN], depth + 1, hints)
            found.append(f"{'  ' * (depth + 1)}(and {len(inner) - SHOWN} more)")
        else:
            found += _lines(inner, depth + 1, hints)
    return found


def _is_link_or_heading(node: dict | str) -> bool:
    return isinstance(node, dict) and next(iter(node)).startswith(("link", "heading"))
