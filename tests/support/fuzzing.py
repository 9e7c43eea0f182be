"""Inputs by mutation, and how many: a few in a usual run, many under HYPOTHESIS_PROFILE=nightly.

Hypothesis makes the inputs and shrinks what fails. It is a dependency already, knows the shape of a
record (strategies.py), and runs wherever the tests do.
"""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from traceback import extract_tb

from hypothesis import HealthCheck, Phase, settings, strategies as st

from hostile_data import HOSTILE
from sites import ROOT

IS_NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
FOUND = HOSTILE / "found"
# Each night: how many inputs a door gets in a round, for how many seconds there are rounds, and how
# many seconds one input may take.
NIGHTLY_INPUTS = 500
NIGHTLY_SECONDS = int(os.environ.get("FUZZ_SECONDS", "240"))
SLOWEST = 30
# How much memory a run may have, in bytes, beyond what Python itself has reserved.
MEMORY = 3_000_000_000
FEW = settings(
    max_examples=20,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
MANY = settings(
    FEW,
    max_examples=NIGHTLY_INPUTS,
    derandomize=False,
    phases=(Phase.generate, Phase.shrink),
)
PROFILE = MANY if IS_NIGHTLY else FEW
# What has a meaning to one reader or another.
TOKENS = [
    *(b"\0", b"\r", b"\n", b"\r\n", b"\t", b" " * 9, b"\xff\xfe", b"\xef\xbb\xbf", b"\xc2\x85"),
    *("\u2028\u202e\u200b\ufeff\U0001f600é".encode(), b"\xed\xa0\x80", b"\\u0000", b"%00", b"&#0;"),
    *(b": ", b"- ", b"#", b" #", b"? ", b"---\n", b"...\n", b"|", b">-", b"&a ", b"*a", b"!!x "),
    *(b"[", b"]", b"{", b"}", b"<<: ", b"'", b'"', b"\\", b"~", b"null", b"NaN", b"1e999", b"-0"),
    *(
        b"9" * 30,
        b"0x1",
        b"2026-02-30",
        b"__proto__",
        b"=1+1",
        b"@SUM(1)",
        b",",
        b";",
        b"=?x?q?=?=",
    ),
    *(b"Content-Type: ", b"charset=", b"boundary=", b"base64", b"filename*0*=", b"\n\n", b"### "),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<script>", b"</", b"&lt;", b"<![CDATA[", b"{{", b"%%"),
    *(b"http://", b"javascript:", b"@example.org", b"..", b"//", b"+44 (0)", b"ext. ", b"mailto:"),
]
counts: Counter[tuple[str, str]] = Counter()


@st.composite
def mutated(draw: st.DrawFn, seeds: list[bytes], most: int = 6) -> bytes:
    """One of the seeds after some changes: bits, bytes, tokens, cuts, repeats and splices."""
    content = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, most))):
        at = draw(st.integers(0, len(content)))
        size = draw(st.sampled_from([1, 1, 2, 5, 20, 200]))
        match draw(st.integers(0, 6)):
            case 0:
                flipped = bytes(sign ^ draw(st.integers(1, 255)) for sign in content[at : at + 1])
                content = content[:at] + flipped + content[at + 1 :]
            case 1 | 2:
                content = content[:at] + draw(st.sampled_from(TOKENS)) + content[at:]
            case 3:
                content = content[:at] + content[at + size :]
            case 4:
                again = content[at : at + size] * draw(st.sampled_from([2, 3, 50]))
                content = content[:at] + again + content[at + size :]
            case 5:
                other = draw(st.sampled_from(seeds))
                content = content[:at] + other[draw(st.integers(0, len(other))) :]
            case 6:
                content = content[:at]
    return content[:200_000]


def run_rounds(one_round: Callable[[], None]) -> None:
    """Once in a usual run; each night again and again, with other inputs, until time is over."""
    start = time.monotonic()
    one_round()
    while IS_NIGHTLY and time.monotonic() - start < NIGHTLY_SECONDS:
        one_round()


def try_door(door: str, open_door: Callable[[bytes], str], content: bytes) -> None:
    """Counts what becomes of an input. A fault is raised, and at night its input is kept."""
    try:
        with _in_time():
            outcome = open_door(content)
    except Exception as fault:
        if IS_NIGHTLY:
            _keep(door, content, fault)
        raise
    counts[door, outcome] += 1


def _keep(door: str, content: bytes, fault: Exception) -> None:
    """Writes an input; the smallest that ends at the same place is found last, and stays."""
    ours = [at for at in extract_tb(fault.__traceback__) if Path(at.filename).is_relative_to(ROOT)]
    place = f"{Path(ours[-1].filename).stem}-{ours[-1].lineno}"
    FOUND.mkdir(parents=True, exist_ok=True)
    (FOUND / f"{door}.{type(fault).__name__}.{place}").write_bytes(content)


@contextmanager
def _in_time() -> Iterator[None]:
    """Raises TimeoutError in what hangs. In a usual run, nothing is timed."""
    if not IS_NIGHTLY or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, partial(_stop, SLOWEST))
    signal.alarm(SLOWEST)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _stop(seconds: int, *_: object) -> None:
    raise TimeoutError(f"it took longer than {seconds} seconds")
