"""Groups that asked to be taken off: the marks that are kept of them, and the rule that stops them
from coming back.

A mark is made of one thing that a group is known by. Its first part is made in a millionth of a
second, so that ten thousand records are compared at once; its second part takes a twentieth of a
second, and is made only where the first is on the list. So the list can be searched for a group by
whoever thinks of it, and read by nobody. docs/reviewing.md says more.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from ulo.checks.context import CheckContext
from ulo.checks.matching import identity_keys
from ulo.core import Problem, rule


def make_marks(context: CheckContext, salt: str, others: Iterable[CheckContext]) -> list[str]:
    """The marks of a group that leaves. What it shares with one that stays, such as the phone of a
    common office, gets none.
    """
    shared = {thing for other in others for thing in identity_keys(other)}
    return sorted(
        f"{_fast_hash(thing, salt)}-{_slow_hash(thing, salt)}"
        for thing in {*identity_keys(context)} - shared
    )


def _fast_hash(thing: str, salt: str) -> str:
    # Two bytes: one thing in 65,000 goes on to the slow part without need.
    return hashlib.blake2b(
        thing.encode("utf-8", "replace"), key=salt.encode(), digest_size=2
    ).hexdigest()


@lru_cache(4096)
def _slow_hash(thing: str, salt: str) -> str:
    return hashlib.scrypt(
        thing.encode("utf-8", "replace"), salt=salt.encode(), n=2**14, r=8, p=1, dklen=16
    ).hex()


@rule()
def withdrawn(context: CheckContext) -> Iterator[Problem]:
    """No record is about a group that asked to be taken off.

    The list holds no names. It knows a group by its names, web pages, mailbox, phone or registered
    numbers. Only the group itself can ask to come back.
    """
    kept = context.schema.withdrawn
    for thing in identity_keys(context) if kept.groups else ():
        if (start := _fast_hash(thing, kept.salt)) in kept.prefixes:
            mark = f"{start}-{_slow_hash(thing, kept.salt)}"
            for number, group in enumerate(kept.groups, 1):
                if mark in group:
                    # Always at the name: which of the things it was is nobody's business.
                    yield context.problem("withdrawn", ("name",), number=number)
                    return


RULES: list[Callable[[CheckContext], Iterator[Problem]]] = [withdrawn]
