"""Holds the calls of libraries that make their own: where they go, and how long they last.

A library asks for a name again after we looked, follows where a server leads, and waits as long as
a byte comes now and then. So each connection is looked at as it is made (an audit event of Python),
and all are cut when the time is up.
"""

import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

Look = Callable[[str, int], None]  # at the address and port of a machine; an OSError refuses it


class Calls:
    """The connections of one block."""

    def __init__(self, look: Look | None) -> None:
        self._look, self._lock = look, threading.Lock()
        self._made: list[socket.socket] = []
        self._is_over = False

    def begin(self, line: socket.socket, where: object) -> None:
        """Look where a connection will go, then hold it."""
        if self._is_over:
            raise TimeoutError("the time for this call is up")
        if self._look is not None and isinstance(where, tuple):
            self._look(str(where[0]), int(where[1]))
        self.hold(line)

    def hold(self, line: socket.socket) -> None:
        """Have a connection cut with the others, by a handle of our own: TLS takes the first."""
        with self._lock:
            self._made.append(socket.socket(fileno=os.dup(line.fileno())))

    def cut(self) -> None:
        """End every connection: who waits for a byte is told so at once."""
        with self._lock:
            self._is_over = True
            for each in self._made:
                with suppress(OSError):  # it ended by itself
                    each.shutdown(socket.SHUT_RDWR)

    def let_go(self) -> None:
        """Give our handles back; a connection that is still wanted goes on."""
        with self._lock:
            for each in self._made:
                each.close()
            self._made.clear()


_here: ContextVar[Calls | None] = ContextVar("calls held here", default=None)


@contextmanager
def held(seconds: float, look: Look | None = None) -> Iterator[Calls]:
    """Hold the connections this thread makes while the block lasts, and cut them after `seconds`.

    `look`: where a connection may go; it raises an OSError where it may not.
    """
    calls = Calls(look)
    clock = threading.Timer(seconds, calls.cut)
    clock.daemon = True
    before = _here.set(calls)
    clock.start()
    try:
        yield calls
    finally:
        clock.cancel()
        _here.reset(before)
        calls.let_go()


def _hear(event: str, said: tuple[object, ...]) -> None:
    if event == "socket.connect" and (calls := _here.get()) is not None:
        line, where = said
        if isinstance(line, socket.socket):
            calls.begin(line, where)


sys.addaudithook(_hear)
