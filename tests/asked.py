"""What a page asks the database: every statement, in order."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event

from comms.core.db import db


@contextmanager
def asked_of(app: Flask) -> Iterator[list[str]]:
    """Hear the statements of an application's database until the end of the block."""
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", hear)
        yield said
        event.remove(db.engine, "before_cursor_execute", hear)
