"""The process that reads feeds and pages for another: it may be killed at any moment.

Speaks over its pipes: a request is a head and a body, an answer is like a head, plain values as
MessagePack; each part comes after its length in four bytes. It ends when its input does.
"""

import os
import resource
import signal
import struct
import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import msgpack

from comms.adapters.feeds.reading import read
from comms.adapters.feeds.trouble import FeedRefused, FeedTrouble
from comms.core.precedence import LAST, give_way

MEMORY = 500 * 1024 * 1024  # bytes beyond what this program itself takes


def main() -> None:
    """Answer requests until there are no more."""
    _limit_memory()
    give_way(LAST)
    take, give = sys.stdin.buffer, sys.stdout.buffer
    while (head := _part(take)) is not None:
        request, body = msgpack.decode(head), _part(take) or b""
        # The system ends this process when it has computed for so long (SIGPROF).
        signal.setitimer(signal.ITIMER_PROF, request["seconds"])
        answer = _answer(body, request)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _send(give, answer)


def _answer(body: bytes, request: dict[str, Any]) -> bytes:
    try:
        return msgpack.encode(_said(body, request))
    except UnicodeEncodeError:  # half a character
        return msgpack.encode({"trouble": FeedTrouble.UNREADABLE})


def _said(body: bytes, request: dict[str, Any]) -> dict[str, Any]:
    now = datetime.fromisoformat(request["now"])
    try:
        if request.get("is_page"):
            take = import_module("comms.adapters.pages.taking")
            text, is_paid = take.article(body, request["url"], request["headers"])
            return {"article": text, "is_paid": is_paid}
        return {"feed": read(body, request["url"], request["headers"], now).plain()}
    except FeedRefused as refused:
        return {"trouble": refused.trouble}
    except MemoryError:
        return {"trouble": FeedTrouble.TOO_LONG_TO_READ}
    except Exception:  # noqa: BLE001 - the outer edge: whatever it did, only this feed is marked
        return {"trouble": FeedTrouble.UNREADABLE}


def _limit_memory() -> None:
    own = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGESIZE")
    resource.setrlimit(resource.RLIMIT_AS, (own + MEMORY, own + MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _part(take: BinaryIO) -> bytes | None:
    size = take.read(4)
    return take.read(struct.unpack(">I", size)[0]) if len(size) == 4 else None


def _send(give: BinaryIO, answer: bytes) -> None:
    give.write(struct.pack(">I", len(answer)))
    give.write(answer)
    give.flush()


if __name__ == "__main__":
    main()
