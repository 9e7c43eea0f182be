"""The tree of a regular expression as `re` parses it, and the signs that its nodes stand for."""

import re
from collections.abc import Callable
from re import (
    _constants as codes,  # type: ignore[attr-defined]
    _parser,  # type: ignore[attr-defined]
)
from typing import Any

Test = Callable[[str], bool]
Node = tuple[Any, Any]

CATEGORIES: dict[object, Test] = {
    codes.CATEGORY_DIGIT: str.isdecimal,
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
}
NEGATED = {
    codes.CATEGORY_NOT_DIGIT: codes.CATEGORY_DIGIT,
    codes.CATEGORY_NOT_SPACE: codes.CATEGORY_SPACE,
    codes.CATEGORY_NOT_WORD: codes.CATEGORY_WORD,
}
SINGLE = (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN)


def parse(pattern: re.Pattern[Any]) -> Any:
    """The tree of a pattern; one of bytes is read as Latin-1."""
    source = pattern.pattern
    if isinstance(source, bytes):
        source = source.decode("latin-1")
    return _parser.parse(source, pattern.flags & ~re.DEBUG | _ascii(pattern))


def _ascii(pattern: re.Pattern[Any]) -> int:
    return re.ASCII if isinstance(pattern.pattern, bytes) else 0


def sign_test(node: Node, flags: int) -> Test:
    """Whether a sign is one that this node stands for."""
    kind, value = node
    if kind is codes.ANY:
        return lambda sign: bool(flags & re.DOTALL) or sign != "\n"
    if kind is codes.IN:
        is_negated = value[0][0] is codes.NEGATE
        tests = [_item_test(item, flags) for item in value[is_negated:]]
        plain = any_of(tests)
        either = _ignoring_case(plain) if flags & re.IGNORECASE else plain
        return (lambda sign: not either(sign)) if is_negated else either
    test = _item_test((codes.LITERAL, value), flags)
    either = _ignoring_case(test) if flags & re.IGNORECASE else test
    return either if kind is codes.LITERAL else lambda sign: not either(sign)


def _ignoring_case(test: Test) -> Test:
    return lambda sign: test(sign) or test(sign.lower()[:1]) or test(sign.upper()[:1])


def _item_test(item: Node, flags: int) -> Test:
    kind, value = item
    if kind is codes.LITERAL:
        return lambda sign: ord(sign) == value
    if kind is codes.RANGE:
        return lambda sign: value[0] <= ord(sign) <= value[1]
    is_negated = value in NEGATED
    test = CATEGORIES[NEGATED.get(value, value)]
    limited = (lambda sign: sign.isascii() and test(sign)) if flags & re.ASCII else test
    return (lambda sign: not limited(sign)) if is_negated else limited


def any_of(tests: list[Callable[[Any], bool]]) -> Callable[[Any], bool]:
    def either(value: Any) -> bool:
        for test in tests:  # noqa: SIM110 - `any` would call twice for each test
            if test(value):
                return True
        return False

    return either


def remembering(test: Test) -> Test:
    known: dict[str, bool] = {}

    def remembered(sign: str) -> bool:
        if sign not in known:
            known[sign] = test(sign)
        return known[sign]

    return remembered


def at_boundary(text: str, at: int) -> bool:
    """Whether a word begins or ends at this place."""
    is_word = CATEGORIES[codes.CATEGORY_WORD]
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    return (bool(before) and is_word(before)) != (bool(after) and is_word(after))
