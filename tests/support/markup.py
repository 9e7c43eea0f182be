"""What a strict parser can not see in a page.

Everything has a name, and what is named is there.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

LANGUAGES = {"en", "cy", "gd", "ga"}
CONTROLS = {"a", "button", "input", "select", "textarea", "summary"}
CHECKS: list[Callable[["Markup"], Iterator[str]]] = []


def check(function: Callable[["Markup"], Iterator[str]]) -> Callable[["Markup"], Iterator[str]]:
    CHECKS.append(function)
    return function


class Markup:
    """A parsed page: every element in order, with its parent, and every id."""

    def __init__(self, text: str) -> None:
        parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
        self.root = parser.parse(text)
        self.errors = [code for _, code, _ in parser.errors]
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        self.elements = [element for element in self.root.iter() if isinstance(element.tag, str)]
        self.ids = Counter(
            element.get("id") for element in self.elements if element.get("id") is not None
        )
        self.by_id = {element.get("id"): element for element in self.elements if element.get("id")}

    def tagged(self, *tags: str) -> Iterator[Element]:
        return (element for element in self.elements if element.tag in tags)

    def ancestors(self, element: Element) -> Iterator[Element]:
        while (element := self.parents.get(element)) is not None:
            yield element

    def is_inside(self, element: Element, tags: set[str]) -> bool:
        return any(ancestor.tag in tags for ancestor in self.ancestors(element))

    def template(self, element: Element) -> bool:
        """Whether a script has yet to fill it."""
        return self.is_inside(element, {"template"})

    def is_hidden(self, element: Element) -> bool:
        """Whether nobody meets it before a script shows it, or what it is in."""
        line = (element, *self.ancestors(element))
        return any(part.get("hidden") is not None for part in line)

    def name(self, element: Element) -> str:
        """What an element is called, as far as markup decides it."""
        if by := element.get("aria-labelledby"):
            return " ".join(_text(self.by_id[id]) for id in by.split() if id in self.by_id)
        return element.get("aria-label") or _text(element)


def faults(path: Path) -> list[str]:
    """Everything that is wrong with a page."""
    return judged(path.read_text("utf-8"))


def judged(text: str) -> list[str]:
    page = Markup(text)
    return [
        *(f"the parser says {error}" for error in page.errors),
        *(fault for check in CHECKS for fault in check(page)),
    ]


def _text(element: Element) -> str:
    """The words of an element.

    Also of a title in a drawing, not of what is hidden from screen readers.
    """
    if element.get("aria-hidden") == "true" or element.tag in ("template", "script"):
        return ""
    parts = [element.text or "", element.get("alt") or ""]
    for child in element:
        parts += [_text(child), child.tail or ""]
    return " ".join("".join(parts).split())


def _describe(element: Element) -> str:
    attributes = "".join(f" {key}={value[:60]!r}" for key, value in element.items())
    return f"<{element.tag}{attributes}> {_text(element)[:60]!r}"


@check
def ids(page: Markup) -> Iterator[str]:
    for id, times in page.ids.items():
        if times > 1 or not id or re.search(r"\s", id):
            yield f"the id {id!r} stands {times} times"


@check
def references(page: Markup) -> Iterator[str]:
    for element in page.elements:
        for attribute in (
            "aria-labelledby",
            "aria-describedby",
            "aria-controls",
            "for",
            "list",
            "headers",
        ):
            for id in (element.get(attribute) or "").split():
                if id not in page.ids:
                    yield f"{attribute} of {_describe(element)} leads to nothing"


@check
def parts(page: Markup) -> Iterator[str]:
    # A page for a frame on another site has no header: its links lead out of the frame.
    is_framed = any(element.get("target") == "_top" for element in page.tagged("base"))
    for tag in ("h1", "main", "title", "footer", *([] if is_framed else ["header"])):
        found = [
            element
            for element in page.tagged(tag)
            if not page.is_inside(element, {"article", "section", "svg", "a"})
            and "svg" not in element.tag
        ]
        if len(found) != 1 or not _text(found[0]):
            yield f"{len(found)} elements {tag} with words, not one"
    main = next(page.tagged("main"), None)
    if main is not None and not any(element.tag == "h1" for element in main.iter()):
        yield "the h1 is not in the main part"


@check
def headings(page: Markup) -> Iterator[str]:
    # What is on top of the page has no heading, so the first one is that of the page.
    before = 0
    for element in page.tagged("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(element.tag[1])
        if level > before + 1:
            yield f"{_describe(element)} leaves out a level"
        before = level
        if not _text(element) and not page.template(element):
            yield f"{_describe(element)} says nothing"


@check
def languages(page: Markup) -> Iterator[str]:
    html = page.root
    if html.get("lang") not in LANGUAGES:
        yield f"the page is in the language {html.get('lang')!r}"
    for element in page.elements:
        if element.get("lang") is not None and element.get("lang") not in LANGUAGES:
            yield f"{_describe(element)} is in no language that we know"


@check
def lists(page: Markup) -> Iterator[str]:
    inside = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}}
    for element in page.tagged("ul", "ol", "dl"):
        allowed = inside[element.tag] | {"script", "template"}
        strange = [child.tag for child in element if child.tag not in allowed]
        text = (element.text or "").strip()
        if strange or text:
            yield f"{_describe(element)} holds {strange or text}"
        if not len(element) and not page.is_hidden(element) and not page.template(element):
            yield f"{_describe(element)} is empty"
    for element in page.tagged("li"):
        if page.parents[element].tag not in ("ul", "ol", "template", "content", "DocumentFragment"):
            yield f"{_describe(element)} is in no list"


@check
def names(page: Markup) -> Iterator[str]:
    """Every link, button and heading of a table says what it is."""
    for element in page.tagged("a", "button", "summary", "label", "legend", "th", "caption", "dt"):
        if element.get("hidden") is None and not page.name(element) and not page.template(element):
            yield f"{_describe(element)} has no name"
    for element in page.tagged("a"):
        if element.get("href") is None and not page.template(element):
            yield f"{_describe(element)} leads nowhere"


@check
def labels(page: Markup) -> Iterator[str]:
    named = {element.get("for") for element in page.tagged("label")}
    for element in page.tagged("input", "select", "textarea"):
        wrapped = page.is_inside(element, {"label"})
        if (
            element.get("type") != "hidden"
            and not wrapped
            and element.get("id") not in named
            and not element.get("aria-label")
            and not element.get("aria-labelledby")
        ):
            yield f"{_describe(element)} has no label"
    for element in page.tagged("fieldset"):
        if not len(element) or element[0].tag != "legend":
            yield f"{_describe(element)} has no legend"


@check
def nested(page: Markup) -> Iterator[str]:
    for element in page.elements:
        if element.tag in CONTROLS:
            for outer in page.ancestors(element):
                if outer.tag in CONTROLS:
                    yield f"{_describe(element)} is in {_describe(outer)}"
                    break
        if element.get("tabindex") not in (None, "0", "-1"):
            yield f"{_describe(element)} changes the order of the keyboard"
        line = (element, *page.ancestors(element))
        if element.tag in CONTROLS and any(part.get("aria-hidden") == "true" for part in line):
            yield f"{_describe(element)} can be reached but not heard"


@check
def pictures(page: Markup) -> Iterator[str]:
    for element in page.tagged("img", "area"):
        if element.get("alt") is None:
            yield f"{_describe(element)} has no words instead"
    for element in page.elements:
        if (
            element.tag.endswith("svg")
            # One within another is a part of it.
            and not any(outer.tag.endswith("svg") for outer in page.ancestors(element))
            and element.get("aria-hidden") != "true"
            and not (element.get("aria-label") and element.get("role"))
        ):
            yield f"{_describe(element)} is neither named nor silent"


@check
def tables(page: Markup) -> Iterator[str]:
    for table in page.tagged("table"):
        if not page.name(table) or not (
            table.get("aria-labelledby")
            or table.get("aria-label")
            or table.find("caption") is not None
        ):
            yield f"{_describe(table)} has no name"
        for cell in table.iter("th"):
            if cell.get("scope") not in ("col", "row"):
                yield f"{_describe(cell)} does not say what it is the head of"
        if table.find(".//th") is None:
            yield f"{_describe(table)} has no heads"


@check
def landmarks(page: Markup) -> Iterator[str]:
    """Two parts of one kind are told apart by their names."""
    for kind, found in {
        "nav": list(page.tagged("nav")),
        "form": list(page.tagged("form")),
        "aside": list(page.tagged("aside")),
        "section": [
            element
            for element in page.tagged("section")
            if element.get("aria-labelledby") or element.get("aria-label")
        ],
        "region": [element for element in page.elements if element.get("role") == "region"],
    }.items():
        named = [
            page.name(element)
            if element.get("aria-label") or element.get("aria-labelledby")
            else ""
            for element in found
            if element.get("hidden") is None
        ]
        for name, times in Counter(named).items():
            if times > 1 or (not name and kind in ("nav", "region", "aside")):
                yield f"{times} of {kind} are called {name!r}"


@check
def purposes(page: Markup) -> Iterator[str]:
    """Links of one name lead to one place, else nobody can tell them apart in a list of links."""
    leads: dict[str, set[str]] = {}
    for element in page.tagged("a"):
        if element.get("href") is not None:
            leads.setdefault(page.name(element), set()).add(element.get("href"))
    for name, places in leads.items():
        if len(places) > 1:
            yield f"{len(places)} links are called {name!r}: {sorted(places)[:3]}"
