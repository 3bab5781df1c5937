"""Carries ledger rows by mail, whatever they are: one row, one message, one receipt.

A row is claimed before its message is made, so that what others may still add to it is in it; the
claim is committed before a byte leaves, so that no lock is held while a mail server thinks.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol

from sqlalchemy import ColumnElement

from comms.adapters.mail import MailTrouble, Message, Postman
from comms.core import clock, outward
from comms.core.db import db
from comms.core.outward import Row
from comms.core.settings import SmtpDoor
from comms.core.ways import Way, next_try

INVENTED = ".exemple"


class Carrier(Protocol):
    """Hands messages over, one at a time."""

    def carry(self, message: Message) -> None:
        """Hand one over; returns when it is taken, raises `MailTrouble`."""


def _nothing_more(_way: Way, _code: int | None) -> dict[str, Any]:
    return {}


def _nothing_then(_row_id: int) -> None:
    return None


def _nothing_else(_now: datetime) -> tuple[ColumnElement[bool], ...]:
    return ()


@dataclass(frozen=True)
class Round(Generic[Row]):
    """One kind of row that leaves by mail.

    `message` is None when nobody is there to read it any more; `expects` is what a claim repeats,
    asked anew at each, for a machine may sleep between two rows; `receipt` gives the row's own
    columns for an outcome and the server's code; `left` does, in the transaction of the receipt,
    what is true once the message has left.
    """

    kind: type[Row]
    message: Callable[[Row], Message | None]
    expects: Callable[[datetime], tuple[ColumnElement[bool], ...]] = _nothing_else
    receipt: Callable[[Way, int | None], dict[str, Any]] = _nothing_more
    left: Callable[[int], None] = _nothing_then


def is_invented(address: str) -> bool:
    """Say whether an address is one of the demonstration's, which no server in the world has.

    What goes there counts as left, so that the demonstration goes on, and no byte of it leaves.
    """
    return address.casefold().endswith(INVENTED)


def carry(round_: Round[Row], ids: Iterable[int], *, door: SmtpDoor | None, sender: str) -> int:
    """Carry rows through one connection; return how many left. Commits as it goes."""
    waiting = list(ids)
    if door is None or not waiting:
        return 0
    with Postman(door, sender) as postman:
        return carry_by(postman, round_, waiting, door="mail")


def carry_by(carrier: Carrier, round_: Round[Row], ids: Iterable[int], *, door: str) -> int:
    """Carry rows one at a time through a door (`outward.through`); return how many left."""
    return sum(_carry_one(round_, carrier, each, door) for each in outward.until_stopped(ids))


def _carry_one(round_: Round[Row], carrier: Carrier, row_id: int, door: str) -> bool:
    with outward.through(door):
        now = clock.now()
        if not outward.claim(round_.kind, row_id, now, *round_.expects(now)):
            return False
        row = db.session.get_one(round_.kind, row_id)
        ours = _Claim(round_, row_id, row.attempts)
        try:
            message = round_.message(row)
        except Exception:
            ours.give_back()
            raise
        db.session.commit()
        if message is None:
            ours.settle(Way.DROPPED, None)
            return False
        try:
            if not is_invented(message.to):
                carrier.carry(message)
        except MailTrouble as trouble:
            ours.write_trouble(trouble)
            return False
        round_.left(row_id)
        return ours.settle(Way.SENT, 250)


@dataclass(frozen=True)
class _Claim(Generic[Row]):
    """A row we hold: which claim of it is ours, and how it ends."""

    round_: Round[Row]
    row_id: int
    attempt: int

    def give_back(self) -> None:
        """Let a row be tried later whose message could not be made: nothing left, no doubt."""
        db.session.rollback()
        again = next_try(self.attempt, clock.now())
        self.settle(Way.DUE if again else Way.FAILED, None, error="not written", due_at=again)

    def write_trouble(self, trouble: MailTrouble) -> None:
        """Try again what was clearly refused for now; leave to a person what nobody can know."""
        if not trouble.was_refused:
            self.settle(Way.DOUBTFUL, trouble.code, error=trouble.reason)
            return
        again = next_try(self.attempt, clock.now()) if trouble.may_retry else None
        way = Way.DUE if again else Way.FAILED
        self.settle(way, trouble.code, error=trouble.reason, due_at=again)

    def settle(self, way: Way, code: int | None, **more: Any) -> bool:
        """Write the receipt, unless the row was taken anew since."""
        facts = {**self.round_.receipt(way, code), **more}
        kind, attempt = self.round_.kind, self.attempt
        return outward.settle(kind, self.row_id, way, now=clock.now(), attempt=attempt, **facts)
