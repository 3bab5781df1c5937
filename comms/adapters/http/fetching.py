"""Asks for one address within the policy: each hop is checked where it really connects to."""

import asyncio
import socket
import ssl
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from comms.adapters.http.addresses import Policy, read_address
from comms.adapters.http.decoding import Body
from comms.adapters.http.trouble import HttpTrouble, Trouble
from comms.adapters.http.values import Answer

AGENT = "Mozilla/5.0 (compatible; Porte-voix/1.0)"  # says what we are, not who
_FOR_GOOD = frozenset({301, 308})
_MOVED = frozenset({301, 302, 303, 307, 308})
_CONNECT = 10.0  # seconds for one connection
_NAMES_AT_ONCE = 32  # a name whose servers hang must not hold the others up


class Client:
    """Asks many addresses; an asynchronous context manager. Keeps no cookie, sends no referrer."""

    def __init__(self, policy: Policy, resolver: AbstractResolver | None = None) -> None:
        self._policy, self._resolver = policy, resolver

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(_NAMES_AT_ONCE, "names"))
        self._session = aiohttp.ClientSession(
            connector=connector(self._policy, self._resolver),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT),
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"},
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Return what an address answers, whatever its status.

        Raises:
            HttpTrouble: nothing usable came; see `Trouble`.
        """
        try:
            async with asyncio.timeout(self._policy.seconds):
                return await self._follow(read_address(url), dict(headers or {}))
        except TimeoutError as error:
            raise HttpTrouble(Trouble.TOO_SLOW) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise HttpTrouble(_named(error)) from error

    async def _follow(self, url: URL, headers: dict[str, str]) -> Answer:
        is_for_good, moved_to = True, None
        for _ in range(self._policy.redirects + 1):
            async with self._session.get(url, headers=headers, allow_redirects=False) as answer:
                where = answer.headers.get("Location")
                if answer.status not in _MOVED or not where:
                    return await self._taken(answer, moved_to)
                is_for_good = is_for_good and answer.status in _FOR_GOOD
            url = read_address(_joined(url, where))
            moved_to = str(url) if is_for_good else moved_to
        raise HttpTrouble(Trouble.TOO_MANY_REDIRECTS)

    async def _taken(self, answer: aiohttp.ClientResponse, moved_to: str | None) -> Answer:
        has_body = answer.ok and answer.status != 304
        body = await self._body(answer) if has_body else b""
        return Answer(str(answer.url), answer.status, _small(answer.headers), body, moved_to)

    async def _body(self, answer: aiohttp.ClientResponse) -> bytes:
        if (answer.content_length or 0) > self._policy.most_bytes:
            raise HttpTrouble(Trouble.TOO_BIG)
        body = Body(answer.headers.get("Content-Encoding", ""), self._policy.most_bytes)
        async for piece in answer.content.iter_any():
            body.add(piece)
        return body.whole()


def _small(said: Mapping[str, str]) -> dict[str, str]:
    """Return headers by their names in small letters; what came several times, joined."""
    headers = {name.lower(): value for name, value in said.items()}
    if len(headers) < len(said):
        headers = {}
        for name, value in said.items():
            known = headers.get(name.lower())
            headers[name.lower()] = f"{known}, {value}" if known else value
    return headers


def _joined(url: URL, where: str) -> str:
    try:
        return str(url.join(URL(where)))
    except ValueError as error:
        raise HttpTrouble(Trouble.ADDRESS_WRONG) from error


def fetch(url: str, policy: Policy, headers: Mapping[str, str] | None = None) -> Answer:
    """Ask for one address and wait for it; for a person who waits too.

    Raises:
        HttpTrouble: see `Client.get`.
    """

    async def once() -> Answer:
        async with Client(policy) as client:
            return await client.get(url, headers)

    return asyncio.run(once())


def connector(policy: Policy, resolver: AbstractResolver | None = None) -> aiohttp.TCPConnector:
    """Return a connector that goes nowhere the policy refuses.

    Names are checked when they have been resolved, and every address, however it was found, at the
    last moment: when the socket that will connect to it is made.
    """

    def checked_socket(place: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, (host, port, *_rest) = place
        policy.check_place(host, port)
        return socket.socket(family=family, type=kind, proto=protocol)

    return aiohttp.TCPConnector(
        resolver=_CheckedResolver(policy, resolver or _Names()),
        socket_factory=checked_socket,
        use_dns_cache=False,
        limit=0,
        happy_eyeballs_delay=None,
    )


class _Names(AbstractResolver):
    """Asks the system, in the threads of the client: those of uvloop are four, and not ours."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        ask = partial(socket.getaddrinfo, host, port, family, socket.SOCK_STREAM)
        found = await asyncio.get_running_loop().run_in_executor(
            None, partial(ask, flags=socket.AI_ADDRCONFIG)
        )
        return [_place(host, *each) for each in found]

    async def close(self) -> None:
        """Nothing stays open."""


def _place(
    name: str, family: int, _kind: int, protocol: int, _name: str, place: tuple[Any, ...]
) -> ResolveResult:
    host, port, *rest = place
    zone = f"%{rest[1]}" if rest and rest[1] else ""  # of a link-local address
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(
        hostname=name, host=f"{host}{zone}", port=port, family=family, proto=protocol, flags=flags
    )


class _CheckedResolver(AbstractResolver):
    """Resolves a name, and refuses it when any of its addresses is not ours to ask."""

    def __init__(self, policy: Policy, names: AbstractResolver) -> None:
        self._policy, self._names = policy, names

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._names.resolve(host, port, family)
        for each in found:
            self._policy.check_place(each["host"], each["port"])
        return found

    async def close(self) -> None:
        await self._names.close()


def _named(error: Exception) -> Trouble:
    """Return our word for what the libraries say."""
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        is_hoarse = getattr(error.os_error, "errno", None) == socket.EAI_AGAIN
        return Trouble.NAMES_SILENT if is_hoarse else Trouble.NO_SUCH_HOST
    if isinstance(error, (aiohttp.ClientSSLError, ssl.SSLError)):
        return Trouble.CERTIFICATE
    if isinstance(error, aiohttp.InvalidURL):
        return Trouble.ADDRESS_WRONG
    if isinstance(error, (aiohttp.ServerTimeoutError, aiohttp.ConnectionTimeoutError)):
        return Trouble.TOO_SLOW
    if isinstance(error, (aiohttp.ClientOSError, OSError)):
        return Trouble.NOT_CONNECTED
    return Trouble.BROKEN
