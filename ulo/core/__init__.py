"""What every other room needs: problems, files, addresses, texts."""

from ulo.core.problems import ERROR, FORMATS, Problem, QUESTION, RULES, Rule, SENTENCES, as_text, found, in_common, in_order, quote, rule, summarise, visible
from ulo.core.text import fold, letter, format_day, format_message, format_month, join_list, pluralise, slugify, sort_key

__all__ = [
    "ERROR",
    "FORMATS",
    "Problem",
    "QUESTION",
    "RULES",
    "Rule",
    "SENTENCES",
    "as_text",
    "files",
    "fold",
    "format_day",
    "format_message",
    "format_month",
    "found",
    "in_common",
    "in_order",
    "join_list",
    "pluralise",
    "letter",
    "quote",
    "rule",
    "slugify",
    "sort_key",
    "summarise",
    "urls",
    "visible",
]
