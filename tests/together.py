"""Several people who do something at the same moment."""

import threading
from collections.abc import Callable, Sequence

from flask import Flask

from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused


def at_once(app: Flask, acts: Sequence[Callable[[], object]]) -> list[object]:
    """Let each act begin at once in a thread of its own; commit it; return results or refusals."""
    found: list[object] = [None] * len(acts)
    begin, now = threading.Barrier(len(acts)), clock.now()

    def go(number: int) -> None:
        with app.app_context(), clock.fixed(now):
            begin.wait(10)
            try:
                found[number] = acts[number]()
                db.session.commit()
            except Refused as refusal:
                db.session.rollback()
                found[number] = refusal.obstacles

    threads = [threading.Thread(target=go, args=(number,)) for number in range(len(acts))]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    return found


def meanwhile(app: Flask, first: Callable[[], object], second: Callable[[], object]) -> object:
    """Do one thing, and before it is committed let another begin; return what the other found.

    The other has half a second to come as far as it can; it ends after the commit of the first.
    """
    found: list[object] = []
    now = clock.now()

    def go() -> None:
        with clock.fixed(now):
            found.append(second())

    other = threading.Thread(target=go)
    with app.app_context():
        first()
        db.session.flush()
        other.start()
        other.join(0.5)
        db.session.commit()
    other.join(60)
    return found[0]
