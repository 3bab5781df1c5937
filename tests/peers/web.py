"""A real web server of the tests, on this machine alone: pages, and every bad habit by name."""

import asyncio
import gzip
import logging
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiohttp import web

logging.getLogger("aiohttp.server").disabled = True  # visitors who hang up are what we test

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass
class Web:
    """Serves what it is told; `asked` holds every request in order."""

    host: str = "127.0.0.1"
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    pages: dict[str, Handler] = field(default_factory=dict)

    def url(self, path: str = "/", host: str = "") -> str:
        return f"http://{host or self.host}:{self.port}{path}"

    def page(self, path: str, body: bytes | str, status: int = 200, **headers: str) -> str:
        """Serve a body; `etag`, `last_modified` … become headers; return its address."""
        content = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def answer(_request: web.Request) -> web.Response:
            return web.Response(body=content, status=status, headers=named)

        self.pages[path] = answer
        return self.url(path)

    def conditional(self, path: str, body: bytes | str, etag: str) -> str:
        """Serve a body, or 304 to whoever has it."""
        content = body.encode() if isinstance(body, str) else body

        async def answer(request: web.Request) -> web.Response:
            if request.headers.get("If-None-Match") == etag:
                return web.Response(status=304, headers={"ETag": etag})
            return web.Response(body=content, headers={"ETag": etag})

        self.pages[path] = answer
        return self.url(path)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        return self.page(path, b"", status, Location=to)

    def bomb(self, path: str, megabytes: int) -> str:
        """Serve a small packed body that unpacks to a very large one."""
        packed = gzip.compress(b"\0" * (megabytes * 1024 * 1024))
        return self.page(path, packed, Content_Encoding="gzip")

    def endless(self, path: str) -> str:
        """Serve a body that never ends, as fast as it is taken."""
        return self._trickle(path, b" " * 65536, 0)

    def slow(self, path: str) -> str:
        """Serve a byte now and then, for ever."""
        return self._trickle(path, b" ", 0.05)

    def _trickle(self, path: str, piece: bytes, pause: float) -> str:
        async def answer(request: web.Request) -> web.StreamResponse:
            response = web.StreamResponse()
            await response.prepare(request)
            while True:
                await response.write(piece)
                await asyncio.sleep(pause)

        self.pages[path] = answer
        return self.url(path)

    def mute(self, path: str) -> str:
        """Take the request and never answer."""

        async def answer(_request: web.Request) -> web.StreamResponse:
            await asyncio.Event().wait()
            raise AssertionError

        self.pages[path] = answer
        return self.url(path)

    def paths(self) -> list[str]:
        return [each.path for each in self.asked]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.asked.append(Asked(request.path_qs, headers, await request.read()))
        page = self.pages.get(request.path_qs) or self.pages.get(request.path)
        return await page(request) if page else web.Response(status=404, text="nothing here")


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Web]:
    """Run a server in a thread while the block lasts."""
    here, loop = Web(host), asyncio.new_event_loop()
    runner = web.AppRunner(_application(here), handle_signals=False, shutdown_timeout=0.1)
    # Everything happens in that thread: the one that asks may have a loop of its own (a browser's).
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(_open(runner, here), loop).result(5)
    try:
        yield here
    finally:
        asyncio.run_coroutine_threadsafe(_close(runner), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _open(runner: web.AppRunner, here: Web) -> None:
    await runner.setup()
    await web.TCPSite(runner, here.host, 0).start()
    here.port = runner.addresses[0][1]


async def _close(runner: web.AppRunner) -> None:
    """End it, and the answers nobody waits for any more."""
    await runner.cleanup()
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for each in rest:
        each.cancel()
    await asyncio.gather(*rest, return_exceptions=True)


def _application(here: Web) -> web.Application:
    application = web.Application()
    application.router.add_route("*", "/{rest:.*}", here.answer)
    return application
