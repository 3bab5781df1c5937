"""The step after which SQLite gives no number twice: rows stay, what is told is not reused."""

import json

import pytest
from sqlalchemy import Connection, Engine, delete, insert, text, update

from comms.audit.models import AuditLine
from comms.contacts.lists.models import ContactList
from comms.events.models import Guest
from comms.migrations import running, stepping
from comms.monitoring.archive.models import fulltext
from comms.pieces.models import Revision
from tests.migrations.shapes import contents, fill, tables

STEP = next(running.VERSIONS.glob("*_no_number_is_given_twice.py")).stem[:4]
BEFORE = f"{int(STEP) - 1:04}"
PLAN = {"words": {}, "plan": {"sendings": [{"key": "main", "lists": [9, 2], "at": None}]}}


@pytest.mark.anywhere
def test_a_list_that_a_plan_or_an_act_names_gives_its_number_to_no_other(engine: Engine) -> None:
    stepping.upgrade(engine, BEFORE)
    known = tables(engine)
    fill(engine, known=known)
    fulltext.prepare(engine)  # as in a house that was used; an earlier step took its index away
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE entry_index"))
    with engine.begin() as connection:
        connection.execute(update(Revision).where(Revision.id == 2).values(content=PLAN))
        connection.execute(update(AuditLine).where(AuditLine.id == 1).values(object="list:7"))
    before = contents(engine, known)

    stepping.upgrade(engine, STEP)

    assert contents(engine, known) == before
    with engine.begin() as connection:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert _next(connection, ContactList.__table__) == 10
        assert _next(connection, ContactList.__table__) == 11  # 10 went meanwhile
        assert _next(connection, Guest.__table__) == 1004


def _next(connection: Connection, table) -> int:
    """Put a row like the last one into a table and delete it again; return its number."""
    row = connection.execute(table.select().order_by(table.c.id.desc()).limit(1)).mappings().one()
    values = {**row, "id": None, "key": json.dumps(row["id"])} if "key" in row else dict(row)
    values["id"] = None
    values |= {"contact_id": None} if "contact_id" in values else {}
    (number,) = connection.execute(insert(table).values(values)).inserted_primary_key
    connection.execute(delete(table).where(table.c.id == number))
    return number
