"""Runs a command as a person would, and says what it cost."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# Seconds between two looks at the memory. A look takes some milliseconds.
INTERVAL = 0.25


class CommandError(Exception):
    """A command that was to be measured did not end well; the text has its last words."""


@dataclass(frozen=True)
class Cost:
    """What a command and all processes that it started took.

    `cpu` and `wall` are seconds; `cpu` is user and system time of all processes together. `memory`
    is the most that they held at one time, in bytes: the sum of their proportional set sizes, in
    which what two processes share counts once. It is 0 where the system does not tell.
    """

    cpu: float
    wall: float
    memory: int


def run(command: Sequence[str | Path], folder: Path, **variables: str) -> tuple[Cost, str]:
    """Runs a command in a folder, with more variables in its environment, and waits for it.

    Gives what it cost and what it printed. Raises CommandError where it fails.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | variables,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            # All that it starts is found by its session.
            start_new_session=True,
        )
        memory = _MemoryWatch(process.pid)
        with memory:
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        # Popen would wait for it once more.
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        printed = output.read().decode("utf-8", "replace")
    if process.returncode:
        raise CommandError(f"{command[0]} failed in {folder}:\n{printed[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, memory.most), printed


class _MemoryWatch:
    """Looks again and again at the memory of all processes of a session."""

    def __init__(self, session: int) -> None:
        self.session, self.most = session, 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(INTERVAL):
            self.most = max(self.most, sum(map(_memory, _processes(self.session))))


def _processes(session: int) -> list[Path]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        # A process may be gone by now.
        with suppress(OSError):
            # The name in brackets may hold spaces; the session is the fourth field after it.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                found.append(folder)
    return found


def _memory(process: Path) -> int:
    with suppress(OSError):
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
