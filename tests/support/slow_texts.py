"""Texts on which a pattern would take longest, made from the pattern itself."""

import re
from collections.abc import Iterator, Sequence
from re import _constants as codes  # type: ignore[attr-defined]
from typing import Any

from backtracking import Matcher, TooManyStepsError
from pattern_tree import SINGLE, Node, parse, sign_test

# Signs of each kind that patterns tell apart.
SAMPLES = "aZ5_ -.,:;/<>\"'()[]{}@#&=*`|\\\n\t\r\0\x1f\xa0éΩ中’–"
# No more signs of one pattern, which most others stand for.
MAX_SIGNS = 9
REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


def has_repeat(nodes: Sequence[Node], longer_than: int) -> bool:
    """Whether anything is repeated more often than that."""
    return any(most > longer_than for most in _repeats(nodes))


def _repeats(nodes: Sequence[Node]) -> Iterator[int]:
    for kind, value in nodes:
        if kind in REPEATS:
            yield int(value[1])
        for part in _inner(kind, value):
            yield from _repeats(part)


def _inner(kind: Any, value: Any) -> list[Sequence[Node]]:
    """What a node has in it."""
    if kind in REPEATS:
        return [value[2]]
    if kind is codes.SUBPATTERN:
        return [value[3]]
    if kind is codes.BRANCH:
        return list(value[1])
    if kind in (codes.ASSERT, codes.ASSERT_NOT):
        return [value[1]]
    if kind is codes.ATOMIC_GROUP:
        return [value]
    if kind is codes.GROUPREF_EXISTS:
        return [part for part in value[1:] if part]
    return []


def signs(pattern: re.Pattern[Any]) -> list[str]:
    """One sign of each kind that the pattern tells apart, those that it names first."""
    tree = parse(pattern)
    singles = list(_singles(tree))
    named = "".join(dict.fromkeys(sign for node in singles for sign in _named(node)))
    is_bytes = isinstance(pattern.pattern, bytes)
    tests = [sign_test(node, tree.state.flags) for node in dict.fromkeys(map(_frozen, singles))]
    kinds: dict[tuple[bool, ...], str] = {}
    for sign in dict.fromkeys(named + SAMPLES):
        if not is_bytes or ord(sign) < 256:
            kinds.setdefault(tuple(test(sign) for test in tests), sign)
    ordered = sorted(kinds.items(), key=lambda kind: -sum(kind[0]))
    return [sign for _, sign in ordered][:MAX_SIGNS]


def _frozen(node: Node) -> Node:
    kind, value = node
    return kind, tuple(value) if isinstance(value, list) else value


def _singles(nodes: Sequence[Node]) -> Iterator[Node]:
    for kind, value in nodes:
        if kind in SINGLE:
            yield kind, value
        for part in _inner(kind, value):
            yield from _singles(part)


def _named(node: Node) -> Iterator[str]:
    kind, value = node
    for item, known in value if kind is codes.IN else [node]:
        if item in (codes.LITERAL, codes.NOT_LITERAL):
            yield chr(known)
        elif item is codes.RANGE:
            yield chr(known[0])


def openings(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """For each long repeat, a text that leads to it, and a text that it repeats."""
    tree = parse(pattern)
    found = dict.fromkeys(_openings(tree, "", tree.state.flags))
    return [(before, body) for before, body in found if len(before) < 60]


def _openings(nodes: Sequence[Node], before: str, flags: int) -> Iterator[tuple[str, str]]:
    for kind, value in nodes:
        if kind in REPEATS and value[1] > 10:
            yield before, _shortest(value[2], flags) or "a"
        for part in _inner(kind, value):
            yield from _openings(part, before, flags)
        before += _shortest([(kind, value)], flags)


def _shortest(nodes: Sequence[Node], flags: int) -> str:
    """A text that these nodes match, without what may be left out."""
    text = ""
    for kind, value in nodes:
        if kind in SINGLE:
            test = sign_test((kind, value), flags)
            text += next((sign for sign in (*_named((kind, value)), *SAMPLES) if test(sign)), "")
        elif kind in REPEATS:
            text += _shortest(value[2], flags) * min(value[0], 20)
        elif kind is codes.BRANCH:
            text += min((_shortest(part, flags) for part in value[1]), key=len)
        elif kind in (codes.SUBPATTERN, codes.ATOMIC_GROUP):
            text += _shortest(value[3] if kind is codes.SUBPATTERN else value, flags)
        elif kind is codes.ASSERT and value[0] > 0:
            pass
    return text


def texts(pattern: re.Pattern[Any], length: int) -> Iterator[str]:
    """Texts of about this length: of one sign, of two in turn, of what leads to each repeat."""
    known = signs(pattern)
    ends = ["", *known[:2], known[-1]]

    def grown(before: str, unit: str, end: str) -> str:
        return before + unit * max(1, (length - len(before)) // max(1, len(unit))) + end

    for sign in known:
        yield from (grown("", sign, end) for end in dict.fromkeys(ends))
    for first in known[:4]:
        yield from (grown("", first + second, "") for second in known[:4] if second != first)
    for before, body in openings(pattern):
        units = dict.fromkeys((before, before + body, before + body * 3))
        yield from (grown("", unit, "") for unit in units if unit)
        for unit in dict.fromkeys((body, *known[:4])):
            yield from (grown(before, unit, end) for end in dict.fromkeys((*ends, "\n")))


# Twice the text may take little more than twice the steps: quadratic would be four times.
SHORT, GROWTH = 60, 2.7
# What a short text may cost besides.
BASE = 600


def find_slow_text(pattern: re.Pattern[Any], use: str) -> str:
    """The start of a text on which the steps grow faster than the text; empty where none is."""
    matcher = Matcher(pattern)
    pairs = zip(texts(pattern, SHORT), texts(pattern, 2 * SHORT), strict=True)
    # Some of the ways to make a text give the same one.
    for short, long in dict.fromkeys(pairs):
        allowed = 0
        try:
            allowed = int(matcher.count(short, use, 60_000) * GROWTH) + BASE
            matcher.count(long, use, allowed)
        except TooManyStepsError:
            return f"{short[:40]!r} (more than {allowed or 60_000} steps for {len(long)} signs)"
    return ""
