"""The jobs beside the server: one child, watched, never alone."""

import os
import signal
from pathlib import Path

import pytest

from tests import peers
from tests.jobs.conftest import Start

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads /proc"),
]


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(each) for task in tasks for each in (task / "children").read_text().split()]
    except OSError:
        return []


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _works(pid: int) -> bool:
    """A child that has its handlers and its pipe is past its imports: it holds several threads."""
    return _lives(pid) and len(list(Path(f"/proc/{pid}/task").iterdir())) > 2


@pytest.fixture
def house(start: Start):
    """Return the server with its jobs beside it, both at work."""
    port = peers.free_port()
    server = start("app.py", PORT=str(port), HOST="127.0.0.1", COMMS_JOBS="embedded")
    peers.wait_for(lambda: peers.answers_on(port), 30)
    peers.wait_for(lambda: any(map(_works, _children(server.pid))), 30, "the child")
    return server


def test_a_child_that_was_killed_is_started_again(house):
    (first,) = _children(house.pid)

    os.kill(first, signal.SIGKILL)

    def is_back() -> bool:
        return any(pid != first and _works(pid) for pid in _children(house.pid))

    peers.wait_for(is_back, 30, "another child")
    assert not _lives(first)


def test_a_child_does_not_outlive_a_killed_server(house):
    (child,) = _children(house.pid)

    house.kill()

    peers.wait_for(lambda: not _lives(child), 30, "the end of the child")
    assert not _lives(child)


def test_a_server_told_to_stop_takes_its_child_along(house):
    (child,) = _children(house.pid)

    house.terminate()

    assert house.wait(40) == 0
    assert not _lives(child)


def test_a_child_told_to_stop_ends_without_a_crash(start: Start):
    child = start("-m", "jobs.child", COMMS_JOBS="off")
    peers.wait_for(lambda: _works(child.pid), 30, "the child")

    child.terminate()

    assert child.wait(40) == 0


INSIDE_WAIT = """
import signal
from jobs.runner import stop_on_signals
stopping = stop_on_signals()
with stopping._cond:  # as `wait` holds it while it goes to sleep and wakes
    signal.raise_signal(signal.SIGTERM)
raise SystemExit(0 if stopping.wait(30) else 1)
"""


def test_a_signal_is_heard_at_the_very_moment_a_process_goes_to_sleep(start: Start):
    assert start("-c", INSIDE_WAIT).wait(40) == 0


ASLEEP = """
import signal, threading
from jobs.runner import stop_on_signals
stopping = stop_on_signals()

def once_asleep():
    while not stopping._cond._waiters:
        pass
    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)  # the main thread is not woken

threading.Thread(target=once_asleep).start()
raise SystemExit(0 if stopping.wait(30) else 1)
"""


def test_a_signal_is_heard_though_it_does_not_wake_who_sleeps(start: Start):
    assert start("-c", ASLEEP).wait(40) == 0
