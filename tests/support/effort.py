"""How much work a function does, in measures that hold on a busy computer."""

import gc
import sys
import time
from collections.abc import Callable

# Differences below this many seconds say nothing.
NOISE = 0.005


def count_calls(function: Callable[[], object]) -> int:
    """How many functions are called, in Python and in C. It is the same in each run."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(before)
    return calls


def cpu_seconds(function: Callable[[], object]) -> float:
    """The least time that this process computes for it, or NOISE if that is more.

    It counts neither what other processes do nor the waiting for them. What is quick is measured
    several times.
    """
    times: list[float] = []
    gc.disable()
    try:
        while len(times) < 5 and sum(times) < 0.2:
            start = time.process_time()
            function()
            times.append(time.process_time() - start)
    finally:
        gc.enable()
    return max(min(times), NOISE)
