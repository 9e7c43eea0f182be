"""What we check: a page made from the rules and their words."""

import re
from collections.abc import Iterator

import ulo.checks  # noqa: F401  registers its rules and those of ulo.records
from ulo.catalogue import Catalogue
from ulo.core import ERROR, RULES, Rule, rule_messages, urls
from ulo.site.page import Page


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages = catalogue.messages["rules_page"]
    rules = sorted(RULES.values(), key=lambda rule: rule.id)
    yield Page(
        urls.RULES,
        messages["title"],
        messages["description"],
        "rules.html",
        {
            "errors": [rule for rule in rules if rule.level == ERROR],
            "warnings": [rule for rule in rules if rule.level != ERROR],
            "example": rules[0].id,
            "message_template": message_template,
            "paragraphs": paragraphs,
            "crumbs": [(catalogue.messages["site"]["foot"]["data"], urls.DATA)],
        },
        section=urls.DATA,
    )


def message_template(rule: Rule) -> str:
    """The message of a rule with an ellipsis for each placeholder."""
    return re.sub(r"\{\w+\}", "…", rule_messages(rule.id)[0])


def paragraphs(text: str) -> list[list[tuple[bool, str]]]:
    """A text as paragraphs of texts; each has True before it if it stood between backticks."""
    blocks = [" ".join(block.split()) for block in text.split("\n\n") if block.strip()]
    return [
        [(number % 2 == 1, part) for number, part in enumerate(block.split("`"))]
        for block in blocks
    ]
