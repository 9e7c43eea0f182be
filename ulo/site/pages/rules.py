"""What we check: a page made from the rules themselves, their docstrings and their sentences."""

import re
from collections.abc import Iterator

import ulo.checks  # noqa: F401  registers its rules and those of ulo.records
from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.core import ERROR, RULES, Rule, MESSAGES
from ulo.site.renderer import Page, Renderer


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages = catalogue.messages["rules"]
    rules = sorted(RULES.values(), key=lambda rule: rule.id)
    content = renderer.render(
        "rules.html", urls.RULES, errors=[r for r in rules if r.level == ERROR], questions=[r for r in rules if r.level != ERROR],
        example=rules[0].id, message=message_template, paragraphs=paragraphs, crumbs=[(catalogue.messages["site"]["foot"]["data"], urls.DATA)],
    )
    yield Page(urls.RULES, messages["title"], messages["description"], content, section=urls.DATA)


def message_template(rule: Rule) -> str:
    """The sentence of a rule with an ellipsis for each gap."""
    return re.sub(r"\{\w+\}", "…", MESSAGES[rule.id][0])


def paragraphs(text: str) -> list[list[tuple[bool, str]]]:
    """A docstring as paragraphs of pieces; True marks what stood between backticks."""
    return [
        [(number % 2 == 1, piece) for number, piece in enumerate(" ".join(block.split()).split("`"))]
        for block in text.split("\n\n") if block.strip()
    ]
