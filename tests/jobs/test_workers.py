"""Several workers on one database; a worker that is told to stop."""

import os
import signal
from collections import Counter
from pathlib import Path

from tests import peers
from tests.jobs.conftest import Start


def _lines(trace: Path, first: str) -> list[str]:
    told = trace.read_text().splitlines() if trace.exists() else []
    return [line for line in told if line.split()[0] == first]


def test_three_processes_run_each_due_job_once(start: Start, tmp_path: Path):
    trace = tmp_path / "trace"
    workers = [start("-m", "tests.jobs.worker", "many", TRACE=str(trace)) for _ in range(3)]
    for worker in workers:
        assert worker.stdout.readline() == "ready\n"

    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    peers.wait_for(lambda: len(_lines(trace, "end")) == 12, 60, "the last lane of every worker")
    for worker in workers:
        worker.terminate()

    assert [worker.wait(30) for worker in workers] == [0, 0, 0]
    assert Counter(_lines(trace, "ran")) == Counter(f"ran {number}" for number in range(20))


def test_a_worker_told_to_stop_finishes_what_it_holds(start: Start, tmp_path: Path):
    trace, gate = tmp_path / "trace", tmp_path / "gate"
    os.mkfifo(gate)
    worker = start("-m", "tests.jobs.worker", "held", TRACE=str(trace), GATE=str(gate))
    worker.stdin.write("go\n")
    worker.stdin.flush()
    peers.wait_for(lambda: _lines(trace, "took"), 30, "the job")

    worker.send_signal(signal.SIGTERM)
    peers.wait_for(lambda: _lines(trace, "told"), 30, "the worker to hear it")
    gate.write_text("let go")

    assert worker.wait(30) == 0
    assert trace.read_text().split() == ["took", "told", "finished", "ended"]
