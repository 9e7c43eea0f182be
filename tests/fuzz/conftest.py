"""Bounds the memory of a nightly run, and says in the end what became of all inputs."""

import pytest

from fuzzing import IS_NIGHTLY, MEMORY, counts


def pytest_configure() -> None:
    if IS_NIGHTLY:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not IS_NIGHTLY:
        return
    terminalreporter.section("inputs by door and outcome")
    for (door, outcome), number in sorted(counts.items()):
        terminalreporter.write_line(f"{door:10} {number:>9,}  {outcome}")
