"""How many steps a regular expression takes on a text: a small backtracking matcher that counts.

It walks the tree that `re` itself parses, and tries what `re` tries, without its short cuts. Long
repeats that have an end are shortened: they cost a constant for each sign, however large.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from re import (
    _constants as codes,  # type: ignore[attr-defined]
)
from typing import Any

from pattern_tree import SINGLE, Node, Test, any_of, at_boundary, parse, remembering, sign_test

# What a repeat of more than that counts as.
LONG = 5
# A step: from a position to whether the rest of the pattern matches there.
Step = Callable[[int], bool]


class TooManyStepsError(Exception):
    """More steps than were allowed."""


class Matcher:
    """A pattern that counts its steps on one text after another."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        tree = parse(pattern)
        self._flags = tree.state.flags
        self._text = ""
        self._groups: dict[int, tuple[int, int]] = {}
        self._goal: Step = lambda position: True
        self.steps = 0
        self._limit, self._last = 0, 0
        self._start = self._sequence(tree, self._flags, self._reach)

    def count(self, text: str, use: str, limit: int) -> int:
        """The steps of one `search`, `match` or `fullmatch`; a search goes on, as `finditer` does.

        Raises TooManyStepsError above the limit.
        """
        self._text, self.steps, self._limit = text, 0, limit
        end = len(text)
        self._goal = (lambda position: position == end) if use == "fullmatch" else self._found
        if use == "search":
            for _ in self._search():
                pass
        else:
            self._begin(0)
        return self.steps

    def find_all(self, text: str) -> list[tuple[int, int]]:
        """Where the pattern is found in a text: the start and the end of each place."""
        self._text, self.steps, self._limit = text, 0, 1_000_000
        self._goal = self._found
        return list(self._search())

    def _search(self) -> Iterator[tuple[int, int]]:
        start = 0
        while start <= len(self._text):
            self._tick(1)
            if self._begin(start):
                yield start, self._last
                start = max(self._last, start + 1)
            else:
                start += 1

    def _reach(self, position: int) -> bool:
        return self._goal(position)

    def _begin(self, start: int) -> bool:
        self._groups.clear()
        self._last = start
        return self._start(start)

    def _found(self, position: int) -> bool:
        self._last = position
        return True

    def _tick(self, count: int) -> None:
        self.steps += count
        if self.steps > self._limit:
            raise TooManyStepsError

    def _sequence(self, nodes: Iterable[Node], flags: int, then: Step) -> Step:
        for node in reversed(list(nodes)):
            then = self._node(node, flags, then)
        return then

    def _node(self, node: Node, flags: int, then: Step) -> Step:
        kind, value = node
        if kind in SINGLE:
            return self._single(sign_test(node, flags), then)
        if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            return self._repeat(node, flags, then)
        if kind is codes.SUBPATTERN:
            number, added, removed, inner = value
            return self._group(number, inner, (flags | added) & ~removed, then)
        if kind is codes.BRANCH:
            steps = [self._sequence(branch, flags, then) for branch in value[1]]
            return any_of(steps)
        if kind is codes.ATOMIC_GROUP:
            return self._atomic(value, flags, then)
        if kind in (codes.ASSERT, codes.ASSERT_NOT):
            return self._look(value, kind is codes.ASSERT, flags, then)
        if kind is codes.AT:
            return self._anchor(value, flags, then)
        if kind is codes.GROUPREF:
            return self._back_reference(value, then)
        if kind is codes.GROUPREF_EXISTS:
            number, yes, no = value
            given = self._sequence(yes, flags, then)
            missing = self._sequence(no or [], flags, then)
            return lambda at: given(at) if number in self._groups else missing(at)
        assert kind is codes.FAILURE, f"what is {kind}?"
        return lambda position: False

    def _single(self, test: Test, then: Step) -> Step:
        known = remembering(test)

        def step(position: int) -> bool:
            # As `_tick` does: most steps are taken here.
            self.steps += 1
            if self.steps > self._limit:
                raise TooManyStepsError
            text = self._text
            return position < len(text) and known(text[position]) and then(position + 1)

        return step

    def _repeat(self, node: Node, flags: int, then: Step) -> Step:
        kind, (least, most, inner) = node
        if most is not codes.MAXREPEAT:
            most = min(most, LONG)
        least = min(least, LONG)
        if len(inner) == 1 and inner[0][0] in SINGLE:
            return self._repeat_sign(kind, least, most, sign_test(inner[0], flags), then)
        if kind is codes.POSSESSIVE_REPEAT:
            greedy = [(codes.MAX_REPEAT, (least, most, inner))]
            return self._atomic(greedy, flags, then)
        return self._repeat_many(kind is codes.MIN_REPEAT, least, most, inner, flags, then)

    def _repeat_sign(self, kind: Any, least: int, most: Any, test: Test, then: Step) -> Step:
        known = remembering(test)
        is_endless = most is codes.MAXREPEAT

        def longest(position: int) -> int:
            text = self._text
            end = len(text) if is_endless else min(len(text), position + most)
            at = position
            while at < end and known(text[at]):
                at += 1
            self._tick(at - position + 1)
            return at

        def greedy(position: int) -> bool:
            for at in range(longest(position), position + least - 1, -1):
                self._tick(1)
                if then(at):
                    return True
            return False

        def lazy(position: int) -> bool:
            text, at = self._text, position
            while True:
                self._tick(1)
                if at - position >= least and then(at):
                    return True
                is_full = not is_endless and at - position >= most
                if is_full or at >= len(text) or not known(text[at]):
                    return False
                at += 1

        def possessive(position: int) -> bool:
            at = longest(position)
            return at - position >= least and then(at)

        kinds = {codes.MAX_REPEAT: greedy, codes.MIN_REPEAT: lazy}
        return kinds.get(kind, possessive)

    def _repeat_many(
        self, is_lazy: bool, least: int, most: Any, inner: Sequence[Node], flags: int, then: Step
    ) -> Step:
        # How often it was repeated, and where it began the last time, in each try.
        tries: list[tuple[int, int]] = []

        def again(position: int) -> bool:
            self._tick(1)
            count, before = tries[-1]
            can_repeat = most is codes.MAXREPEAT or count < most
            if position == before and count >= least:
                can_repeat = False
            for is_more in (False, True) if is_lazy else (True, False):
                if is_more and can_repeat:
                    tries.append((count + 1, position))
                    is_found = body(position)
                    tries.pop()
                    if is_found:
                        return True
                elif not is_more and count >= least:
                    own = tries.pop()
                    is_found = then(position)
                    tries.append(own)
                    if is_found:
                        return True
            return False

        body = self._sequence(inner, flags, again)

        def step(position: int) -> bool:
            tries.append((0, -1))
            is_found = again(position)
            tries.pop()
            return is_found

        return step

    def _group(self, number: int | None, inner: Sequence[Node], flags: int, then: Step) -> Step:
        if number is None:
            return self._sequence(inner, flags, then)
        starts: list[int] = []

        def close(position: int) -> bool:
            before, start = self._groups.get(number), starts.pop()
            self._groups[number] = (start, position)
            is_found = then(position)
            starts.append(start)
            if not is_found:
                self._groups.pop(number)
                if before:
                    self._groups[number] = before
            return is_found

        body = self._sequence(inner, flags, close)

        def step(position: int) -> bool:
            starts.append(position)
            is_found = body(position)
            starts.pop()
            return is_found

        return step

    def _alone(self, inner: Sequence[Node], flags: int) -> Callable[[int], int | None]:
        """Where these nodes end, on their own: whatever comes after takes back nothing."""
        ends: list[int] = []

        def finish(position: int) -> bool:
            ends.append(position)
            return True

        body = self._sequence(inner, flags, finish)
        return lambda position: ends.pop() if body(position) else None

    def _atomic(self, inner: Sequence[Node], flags: int, then: Step) -> Step:
        alone = self._alone(inner, flags)

        def step(position: int) -> bool:
            end = alone(position)
            return end is not None and then(end)

        return step

    def _look(self, value: Any, is_wanted: bool, flags: int, then: Step) -> Step:
        direction, inner = value
        alone = self._alone(inner, flags)
        back = inner.getwidth()[0] if direction < 0 else 0

        def step(position: int) -> bool:
            self._tick(1)
            is_there = position >= back and alone(position - back) is not None
            return is_there == is_wanted and then(position)

        return step

    def _anchor(self, where: Any, flags: int, then: Step) -> Step:
        tests: dict[Any, Callable[[str, int], bool]] = {
            codes.AT_BEGINNING: lambda text, at: (
                at == 0 or bool(flags & re.MULTILINE and text[at - 1] == "\n")
            ),
            codes.AT_BEGINNING_STRING: lambda text, at: at == 0,
            codes.AT_END: lambda text, at: (
                text[at:] in ("", "\n")
                if at >= len(text) - 1
                else bool(flags & re.MULTILINE and text[at] == "\n")
            ),
            codes.AT_END_STRING: lambda text, at: at == len(text),
            codes.AT_BOUNDARY: at_boundary,
            codes.AT_NON_BOUNDARY: lambda text, at: not at_boundary(text, at),
        }
        test = tests[where]

        def step(position: int) -> bool:
            self._tick(1)
            return test(self._text, position) and then(position)

        return step

    def _back_reference(self, number: int, then: Step) -> Step:
        def step(position: int) -> bool:
            if number not in self._groups:
                return False
            start, end = self._groups[number]
            said = self._text[start:end]
            self._tick(1 + len(said))
            return self._text.startswith(said, position) and then(position + len(said))

        return step
