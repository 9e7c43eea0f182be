"""When Python looks for garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_garbage_collection() -> Iterator[None]:
    """No search for garbage meanwhile; it goes on afterwards, if it was on before.

    Records, pages and problems stay until the end and hold no cycles, so that to search them again
    and again is a third of the work and finds nothing. What is not used any more is freed at once,
    as always.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
