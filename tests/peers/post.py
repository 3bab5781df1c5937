"""A mail server on this machine that writes down what it took, and can be as bad as real ones."""

import asyncio
import email
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from random import Random

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.peers.waiting import free_port


@dataclass(frozen=True)
class Taken:
    """One message the server has, and when it came (seconds, monotonic)."""

    to: str
    at: float
    raw: bytes

    @property
    def mail(self) -> EmailMessage:
        """Return the message as a mail program reads it."""
        return email.message_from_bytes(self.raw, policy=default)  # type: ignore[return-value]  # the policy makes EmailMessage

    @property
    def message_id(self) -> str:
        """Return the Message-ID."""
        return str(self.mail["Message-ID"])

    @property
    def subject(self) -> str:
        """Return the subject."""
        return str(self.mail["Subject"])


@dataclass
class Post:
    """What the server has taken, and how it behaves; may be changed while it runs.

    `refuses`: recipient → answer (« 550 no such mailbox »). `hangs_at`: messages (from 1) that
    are taken and never answered. `drops_at`: messages at which the line is cut, the message lost;
    `cuts_after`: taken, then the line is cut. `pace`: seconds up to which each answer may tarry.
    """

    refuses: dict[str, str] = field(default_factory=dict)
    hangs_at: set[int] = field(default_factory=set)
    drops_at: set[int] = field(default_factory=set)
    cuts_after: set[int] = field(default_factory=set)
    pace: float = 0.0
    taken: list[Taken] = field(default_factory=list)
    seen: int = 0
    port: int = 0
    _chance: Random = field(default_factory=lambda: Random(2030))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        """Return the address for SMTP_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    def to(self, address: str) -> list[Taken]:
        """Return what one person got."""
        return [each for each in self.all() if each.to == address]

    def all(self) -> list[Taken]:
        """Return everything taken so far."""
        with self._lock:
            return list(self.taken)

    def counted(self) -> Counter[str]:
        """Return how many messages each recipient got."""
        return Counter(each.to for each in self.all())

    async def handle_RCPT(  # noqa: N802 - the name the server calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await self._tarry()
        if answer := self.refuses.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name the server calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        await self._tarry()
        number = self._next()
        if number in self.drops_at:
            return self._cut(server)
        self._take(envelope)
        if number in self.cuts_after:
            return self._cut(server)
        if number in self.hangs_at:
            await asyncio.Event().wait()
        await self._tarry()
        return "250 taken"

    async def _tarry(self) -> None:
        if self.pace:
            await asyncio.sleep(self._chance.random() * self.pace)

    def _next(self) -> int:
        with self._lock:
            self.seen += 1
            return self.seen

    def _take(self, envelope: Envelope) -> None:
        raw = envelope.content or b""
        raw = raw.encode() if isinstance(raw, str) else raw
        with self._lock:
            self.taken += [Taken(to, time.monotonic(), raw) for to in envelope.rcpt_tos]

    @staticmethod
    def _cut(server: SMTP) -> str:
        if server.transport is not None:
            server.transport.abort()
        return "421 bye"


@contextmanager
def post(**behaviour: object) -> Iterator[Post]:
    """Run a mail server on a free port while the block lasts."""
    box = Post(**behaviour)  # type: ignore[arg-type]  # the fields above
    box.port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop(no_assert=True)
