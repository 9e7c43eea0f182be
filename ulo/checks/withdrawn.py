"""Groups that asked to be taken off: the marks that are kept of them, and the rule that stops them from coming back.

A mark is made of one thing that a group is known by. Its first part is made in a millionth of a second, so that ten
thousand records are compared at once; its second part takes a twentieth of a second, and is made only where the first is on the
list. So the list can be searched for a group by whoever thinks of it, and read by nobody. docs/reviewing.md says more.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from ulo.checks.context import Case
from ulo.checks.matching import known_by
from ulo.core import Problem, rule


def marks(case: Case, salt: str, others: Iterable[Case]) -> list[str]:
    """The marks of a group that leaves. What it shares with one that stays, such as the phone of a common office, gets none."""
    shared = {thing for other in others for thing in known_by(other)}
    return sorted(f"{_quick(thing, salt)}-{_slow(thing, salt)}" for thing in {*known_by(case)} - shared)


def _quick(thing: str, salt: str) -> str:
    # Two bytes: one thing in 65,000 goes on to the slow part without need.
    return hashlib.blake2b(thing.encode("utf-8", "replace"), key=salt.encode(), digest_size=2).hexdigest()


@lru_cache(4096)
def _slow(thing: str, salt: str) -> str:
    return hashlib.scrypt(thing.encode("utf-8", "replace"), salt=salt.encode(), n=2**14, r=8, p=1, dklen=16).hex()


@rule()
def withdrawn(case: Case) -> Iterator[Problem]:
    """No record is about a group that asked to be taken off.

    The list holds no names. It knows a group by its names, web pages, mailbox, phone or registered numbers. Only the group
    itself can ask to come back.
    """
    kept = case.schema.withdrawn
    for thing in known_by(case) if kept.groups else ():
        if (start := _quick(thing, kept.salt)) in kept.starts:
            mark = f"{start}-{_slow(thing, kept.salt)}"
            for number, group in enumerate(kept.groups, 1):
                if mark in group:
                    # Always at the name: which of the things it was is nobody's business.
                    yield case.problem("withdrawn", ("name",), number=number)
                    return


RULES: list[Callable[[Case], Iterator[Problem]]] = [withdrawn]
