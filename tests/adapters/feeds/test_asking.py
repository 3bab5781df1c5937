"""A round asks all at once, holds nobody back for long, and ends whole or gives up whole."""

import os
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import ip_network
from pathlib import Path

import pytest

from comms.adapters.feeds import asking
from comms.adapters.feeds.asking import ask
from comms.adapters.feeds.values import Reply, Request
from comms.adapters.http import Policy
from tests.adapters.feeds.said import NOW, item, rss
from tests.peers.web import Web, serving

POLICY = Policy(allowed=(ip_network("127.0.0.0/8"),), seconds=5.0)
MANY = 150  # more than one handful, and than are asked at once


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serving() as here:
        yield here


def _feeds(web: Web, count: int) -> list[Request]:
    body = rss(item("<title>Calais</title><link>https://e.fr/a</link>"))
    return [Request(n, web.page(f"/{n}", body)) for n in range(count)]


def _readers() -> list[str]:
    """Return the processes that read for this one."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = (each / "stat").read_text().rpartition(")")[2].split()[1]
            if int(parent) == os.getpid() and b"feeds.worker" in (each / "cmdline").read_bytes():
                found.append(each.name)
    return found


def test_each_request_has_one_reply(web: Web) -> None:
    refused = [Request(MANY, web.url("/nothing")), Request(-1, "http://10.0.0.1/")]
    requests = _feeds(web, MANY) + refused

    handfuls = list(ask(requests, POLICY, NOW))

    replies = [each for handful in handfuls for each in handful]
    assert sorted(each.key for each in replies) == sorted(each.key for each in requests)
    assert sum(each.feed is not None for each in replies) == MANY
    assert len(handfuls) < MANY / 4  # they come together
    assert not _readers()


def test_who_is_mute_keeps_nobody_waiting(web: Web) -> None:
    mute = Request(99, web.mute("/mute"))

    keys = [[each.key for each in handful] for handful in ask([mute, *_feeds(web, 3)], POLICY, NOW)]

    assert keys[-1] == [99]


def test_who_gives_up_ends_what_is_under_way(web: Web) -> None:
    round_ = ask([*_feeds(web, 3), Request(99, web.mute("/mute"))], POLICY, NOW)
    next(round_)
    assert _readers()

    round_.close()

    assert not _readers()


def test_a_round_that_breaks_says_so(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    async def one(*_args: object) -> Reply:
        raise LookupError

    monkeypatch.setattr(asking, "_one", one)

    with pytest.raises(RuntimeError):
        list(ask(_feeds(web, 3), POLICY, NOW))

    assert not _readers()


def test_nobody_is_asked_when_there_is_nobody() -> None:
    assert list(ask([], POLICY, NOW)) == []
