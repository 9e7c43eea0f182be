"""What every other room needs: problems, files, addresses, texts."""

from ulo.core.problems import ERROR, FORMATS, Problem, WARNING, RULES, Rule, MESSAGES, as_text, make_problem, describe_evidence, sort_problems, quote, rule, summarise, escape_invisible
from ulo.core.text import fold, letter, format_day, format_message, format_month, join_list, pluralise, slugify, sort_key

__all__ = [
    "ERROR",
    "FORMATS",
    "Problem",
    "WARNING",
    "RULES",
    "Rule",
    "MESSAGES",
    "as_text",
    "files",
    "fold",
    "format_day",
    "format_message",
    "format_month",
    "make_problem",
    "describe_evidence",
    "sort_problems",
    "join_list",
    "pluralise",
    "letter",
    "quote",
    "rule",
    "slugify",
    "sort_key",
    "summarise",
    "urls",
    "escape_invisible",
]
