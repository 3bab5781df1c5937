"""The database: instants keep their zone, SQLite loses nothing, writers stand in line."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import StatementError

from comms.contacts.lists.models import ContactList
from comms.core import db as database
from comms.core import many, options
from comms.core.db import db, took
from comms.core.options import Option
from comms.core.turns import Turn
from tests.conftest import NOW

PARIS = timezone(timedelta(hours=1))


def _is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def test_an_instant_comes_back_in_utc(here: Flask) -> None:
    db.session.add(Turn(name="a", due_at=datetime(2030, 3, 12, 10, 0, tzinfo=PARIS)))
    db.session.commit()
    db.session.expire_all()

    assert db.session.get_one(Turn, "a").due_at == datetime(2030, 3, 12, 9, 0, tzinfo=UTC)
    assert db.session.get_one(Turn, "a").due_at.utcoffset() == timedelta(0)


def test_an_hour_without_its_zone_is_refused(here: Flask) -> None:
    db.session.add(Turn(name="a", due_at=datetime(2030, 3, 12, 10, 0)))  # noqa: DTZ001 - the mistake

    with pytest.raises(StatementError, match="needs its zone"):
        db.session.commit()


def test_sqlite_is_set_to_lose_nothing_and_to_keep_no_erased_person(here: Flask) -> None:
    if not _is_sqlite():
        assert db.session.scalar(text("SHOW server_encoding")) == "UTF8"
        return
    asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")

    found = {each: db.session.scalar(text(f"PRAGMA {each}")) for each in asked}

    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "busy_timeout": 10000,
        "secure_delete": 1,
    }


def test_a_page_that_shows_does_not_wait_for_one_that_writes(app: Flask) -> None:
    with app.app_context():
        options.put("association", "Observatoire")
        db.session.flush()  # this transaction holds the write lock now
        shown = _in_another_thread(app, lambda: options.get("association"))
        db.session.commit()

    assert shown == [""]


def test_two_who_write_stand_in_line_and_both_are_kept(app: Flask) -> None:
    def write(name: str) -> None:
        db.session.add(Option(name=name, value=1))
        db.session.commit()

    threads = [
        threading.Thread(target=_inside, args=(app, lambda n=n: write(f"n{n}"))) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    with app.app_context():
        assert sorted(options.changed()) == [f"n{number}" for number in range(8)]


def test_took_says_whether_the_row_was_still_as_expected(here: Flask) -> None:
    options.put("association", "Observatoire")
    db.session.flush()
    renamed = update(Option).where(Option.name == "association")

    assert took(db.session.execute(renamed.values(value="Autre")))
    assert not took(db.session.execute(renamed.where(Option.name == "?").values(value="x")))


def _in_another_thread(app: Flask, look) -> list[object]:
    found: list[object] = []

    def work() -> None:
        with app.app_context(), database.reading():
            found.append(look())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(5)
    return found


def _inside(app: Flask, do) -> None:
    with app.app_context():
        do()


def test_many_rows_written_at_once_are_those_written_one_by_one(here: Flask) -> None:
    rows = [{"name": f"n{n}", "value": [n, "é"] if n else []} for n in range(3)]
    turns = [
        {"name": f"n{n}", "due_at": datetime(2030, 3, 12, 10, n, tzinfo=PARIS)} for n in range(3)
    ]

    many.write_many(insert(Option), rows)
    many.write_many(insert(Turn), turns)
    db.session.commit()

    assert db.session.scalars(select(Option.value).order_by(Option.name)).all() == [
        [], [1, "é"], [2, "é"]
    ]  # fmt: skip
    known = db.session.scalars(select(Turn.due_at).order_by(Turn.name)).all()
    assert known == [each["due_at"] for each in turns]


def test_a_row_a_unique_column_refuses_is_left_out_of_many(here: Flask) -> None:
    rows = [{"name": "a", "value": 1}, {"name": "a", "value": 2}]

    many.write_many(database.insert_new(Option), rows)

    assert db.session.scalars(select(Option.value)).all() == [1]


def test_numbers_given_elsewhere_are_left_out(here: Flask) -> None:
    many.leave_gap(ContactList, 50)
    first = ContactList(name="a", key="a", made_at=NOW)
    db.session.add(first)
    db.session.flush()
    many.leave_gap(ContactList, 50)
    second = ContactList(name="b", key="b", made_at=NOW)
    db.session.add(second)
    db.session.flush()

    assert first.id > 50
    assert second.id - first.id > 50
