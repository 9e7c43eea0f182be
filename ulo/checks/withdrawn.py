"""Groups that asked to be taken off, or were left out: the rules that stop them from coming back.

A mark is a salted hash of one key by which a group that asked is known, in two parts. The first
takes a millionth of a second, so that ten thousand records are compared at once. The second takes a
twentieth of a second, and is made only where the first is on the list. So anybody can ask whether a
group that they think of is on the list, and nobody can read it. docs/reviewing.md says more.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ulo.checks.context import CheckContext, RecordRule
from ulo.checks.identity import identity_keys
from ulo.core import Problem, fold, quote, rule


def make_marks(context: CheckContext, salt: str, others: Iterable[CheckContext]) -> list[str]:
    """The marks of a group that leaves, sorted.

    What it shares with one that stays, such as the phone of a common office, gets none.
    """
    shared = {key for other in others for key in identity_keys(other)}
    own = set(identity_keys(context)) - shared
    return sorted(f"{_fast_hash(key, salt)}-{_slow_hash(key, salt)}" for key in own)


def _fast_hash(key: str, salt: str) -> str:
    # Two bytes: one key in 65,000 goes on to the slow part without need.
    text = key.encode("utf-8", "replace")
    return hashlib.blake2b(text, key=salt.encode(), digest_size=2).hexdigest()


@lru_cache(4096)
def _slow_hash(key: str, salt: str) -> str:
    text = key.encode("utf-8", "replace")
    return hashlib.scrypt(text, salt=salt.encode(), n=2**14, r=8, p=1, dklen=16).hex()


@rule()
def withdrawn(context: CheckContext) -> Iterator[Problem]:
    register = context.schema.withdrawn
    for key in identity_keys(context) if register.groups else ():
        prefix = _fast_hash(key, register.salt)
        if prefix in register.prefixes:
            mark = f"{prefix}-{_slow_hash(key, register.salt)}"
            for number, marks in enumerate(register.groups, 1):
                if mark in marks:
                    # Always at the name, so that nobody learns which key it was.
                    yield context.problem("withdrawn", ("name",), number=number)
                    return


@rule()
def left_out(context: CheckContext) -> Iterator[Problem]:
    for name in context.names:
        if reason := context.schema.left_out.get(fold(name)):
            yield context.problem("left-out", ("name",), name=quote(name), reason=reason)


RULES: list[RecordRule] = [withdrawn, left_out]
