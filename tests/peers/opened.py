"""The pages on a port of this machine, from this process: for stories that ask nothing else of it.

`running` starts the house as people do, which takes a processor two seconds; here its pages and
threads are the same, and it neither starts jobs nor dies.
"""

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from ipaddress import ip_network
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from comms.core import clock
from comms.core.settings import Settings
from comms.factory import make_app
from tests.peers.waiting import free_port

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


@dataclass(frozen=True)
class Opened:
    """A house that answers at an address."""

    url: str


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing: what a test wants to know it asks."""


@contextmanager
def opened(settings: Settings, begins: datetime | None = None) -> Iterator[Opened]:
    """Serve a database's pages while the block lasts, from an hour on that is not today's."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    ours = {"port": port, "public_url": url, "jobs": "off"}
    nets = (ip_network("127.0.0.0/8"),)
    app = make_app(replace(settings, **ours, allow_nets=nets, mail_from="presse@exemple.org"))
    pages = _Rehearsed(app, begins) if begins else app
    server = make_server("127.0.0.1", port, pages, threaded=True, request_handler=_Quiet)
    serving = threading.Thread(target=server.serve_forever, name="opened")
    serving.start()
    try:
        yield Opened(url)
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


class _Rehearsed:
    """Answers in a time of its own, which runs on."""

    def __init__(self, app: Flask, begins: datetime) -> None:
        self._app, self._begins, self._started = app, begins, time.monotonic()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request."""
        now = self._begins + timedelta(seconds=time.monotonic() - self._started)
        with clock.fixed(now):
            return self._app(environ, start_response)
