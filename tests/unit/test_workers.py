"""Work is shared out: the results are those of one process, in the same order."""

import os
import select
import signal
import subprocess
import sys
import time

import pytest

from ulo.site import workers
from ulo.site.workers import WorkerError, share_out


@pytest.mark.parametrize("count", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize("jobs", [0, 1, 99, 100, 101, 250, 1234])
def test_results_keep_the_order_of_the_jobs(count: int, jobs: int):
    assert share_out(range(jobs), lambda job: job * job, count) == [n * n for n in range(jobs)]


def test_several_processes_work():
    pids = set(share_out(range(1000), lambda _: os.getpid(), 3))
    assert len(pids) == 3
    assert os.getpid() in pids


def test_a_few_jobs_need_no_other_process():
    assert set(share_out(range(10), lambda _: os.getpid(), 8)) == {os.getpid()}


@pytest.mark.parametrize("bad", [0, 150, 999], ids=["here", "in a fork", "at the end"])
def test_what_goes_wrong_is_raised_wherever_it_happens(bad: int):
    def work(job: int) -> int:
        if job == bad:
            raise ValueError(f"job {job}")
        return job

    with pytest.raises(ValueError, match=f"job {bad}"):
        share_out(range(1000), work, 3)


def test_a_process_that_is_killed_is_noticed():
    def work(job: int) -> int:
        if job == 150:
            os.kill(os.getpid(), signal.SIGKILL)
        return job

    with pytest.raises(WorkerError, match=r"-9"):
        share_out(range(1000), work, 2)


def test_nothing_goes_on_after_a_fault(tmp_path):
    """A fork does not write on while somebody reads what went wrong."""
    pids = tmp_path / "pids"

    def work(job: int) -> int:
        if job == 100:
            pids.write_text(str(os.getpid()))
            signal.pause()
        if job == 10:
            while not pids.exists() or not pids.read_text():
                pass
            raise ValueError(job)
        return job

    with pytest.raises(ValueError, match="10"):
        share_out(range(1000), work, 2)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pids.read_text()), 0)


ABANDONED = """
import os, signal, sys
from ulo.site.workers import share_out

def work(job):
    if job == 0:
        print("working", flush=True)
        signal.pause()
    return bytes(10_000)

share_out(range(300), work, 3)
"""


def test_forks_end_when_their_process_is_killed():
    """Even while they hand back more than a pipe takes up: what they hold would stay locked."""
    process = subprocess.Popen(
        [sys.executable, "-c", ABANDONED],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout.readline() == b"working\n"
    time.sleep(0.5)  # until they wait for somebody to take their results
    process.kill()
    # The forks have this pipe too, and it ends with the last of them.
    assert select.select([process.stdout], [], [], 60)[0]
    assert process.stdout.read() == b""
    process.wait()


def test_where_processes_cannot_fork_one_does_all(monkeypatch):
    monkeypatch.setattr(workers.multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert workers.worker_count() == 1
