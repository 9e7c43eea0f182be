"""Shares work out among processes: each does its part alone and hands back only the results."""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from ulo.core import message, paused_garbage_collection

Job = TypeVar("Job")
Result = TypeVar("Result")

# So many jobs in a row are for one process: neighbours have much in common, and all parts take
# about as long.
STRETCH = 100


class WorkerError(Exception):
    """A process that had a part of the work has ended without a result."""


def worker_count() -> int:
    """How many processes can work at once here."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def share_out(jobs: Sequence[Job], do: Callable[[Job], Result], workers: int) -> list[Result]:
    """The result of each job, in the order of the jobs, whoever does it and whenever.

    This process does one part; the others are done by forks of it, which share its memory, so that
    nothing has to be sent to them. Raises what `do` raises, and WorkerError.
    """
    stretches = [jobs[start : start + STRETCH] for start in range(0, len(jobs), STRETCH)]
    workers = max(1, min(workers, len(stretches)))
    results: list[list[Result]] = [[] for _ in stretches]
    with paused_garbage_collection(), _frozen_memory():
        forks = [Fork(stretches[number::workers], do) for number in range(1, workers)]
        try:
            results[0::workers] = _work(stretches[0::workers], do)
            for number, fork in enumerate(forks, 1):
                results[number::workers] = fork.results()
        finally:
            for fork in forks:
                fork.end()
    return [result for stretch in results for result in stretch]


def _work(stretches: Sequence[Sequence[Job]], do: Callable[[Job], Result]) -> list[list[Result]]:
    results = []
    for stretch in stretches:
        results.append([do(job) for job in stretch])
        # Only what was made meanwhile: templates leave some of it in circles.
        gc.collect(0)
    return results


@contextmanager
def _frozen_memory() -> Iterator[None]:
    """Nobody looks for garbage in what there is already: memory that is touched is not shared."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class Fork(Generic[Job, Result]):
    """A copy of this process that does a part of the work."""

    def __init__(self, stretches: Sequence[Sequence[Job]], do: Callable[[Job], Result]) -> None:
        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)
        self._process: BaseProcess = context.Process(
            target=_run, args=(stretches, do, self._receiver, sender, os.getpid()), daemon=True
        )
        self._process.start()
        sender.close()

    def results(self) -> list[list[Result]]:
        """Waits for the results. Raises what the work raised, and WorkerError."""
        try:
            outcome: list[list[Result]] | Exception = self._receiver.recv()
        except EOFError as error:
            self._process.join()
            code = self._process.exitcode
            raise WorkerError(message("building.worker_ended", code=code)) from error
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def end(self) -> None:
        """Ends the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._receiver.close()


def _run(
    stretches: Sequence[Sequence[Job]],
    do: Callable[[Job], Result],
    receiver: Connection,
    sender: Connection,
    parent: int,
) -> None:
    # While this process had it too, sending would wait for ever for a parent that was killed.
    receiver.close()
    # Ctrl-C reaches this process too, but it is for the other one to say so and to end this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def do_for_parent(job: Job) -> Result:
        if os.getppid() != parent:
            raise SystemExit  # killed: nobody waits for the results
        return do(job)

    outcome: list[list[Result]] | Exception
    try:
        outcome = _work(stretches, do_for_parent)
    except Exception as error:
        outcome = error
    with suppress(BrokenPipeError):
        sender.send(outcome)
