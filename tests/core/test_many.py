"""Many rows are written as one would be written, each once."""

import pytest
from flask import Flask
from sqlalchemy import select

from comms.core import clock
from comms.core.db import db, insert_new
from comms.core.many import MOST_VALUES, among, in_batches, write_many
from comms.monitoring.intake.models import Entry, Sighting
from tests.monitoring.articles import source, stored

pytestmark = pytest.mark.anywhere
COLUMNS = 6  # of a sighting, as it is written here
MANY = MOST_VALUES // COLUMNS + 7  # more than one statement takes


def _row(entry_id: int, source_id: int, said: str) -> dict[str, object]:
    about = {"entry_id": entry_id, "source_id": source_id, "seen_at": clock.now()}
    return {**about, "guid": said, "link": None, "text_hash": ""}


def test_values_are_asked_for_in_their_order_as_many_together_as_one_question_holds() -> None:
    assert list(in_batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(in_batches([])) == []


def test_many_texts_and_numbers_are_asked_for_as_one_value(app: Flask) -> None:
    with app.app_context():
        entry = stored("Un mot")
        texts = [entry.link_key, "l’été « 2 »", '"', *(f"clé {n}" for n in range(40_000))]
        by_text = select(Entry.id).where(among(Entry.link_key, texts))
        by_number = select(Entry.link_key).where(among(Entry.id, [entry.id, 10**12]))

        assert db.session.scalars(by_text).all() == [entry.id]
        assert db.session.scalars(by_number).all() == [entry.link_key]
        assert db.session.scalars(select(Entry.id).where(among(Entry.id, []))).all() == []


def test_more_rows_than_a_statement_takes_are_all_written_in_order(app: Flask) -> None:
    with app.app_context():
        entry, sources = stored("Un mot").id, [source(f"Titre {n}").id for n in range(3)]
        others = [stored(f"Mot {n}").id for n in range(MANY // 3 + 1)]
        rows = [_row(each, paper, f"é{each}’{paper}") for each in others for paper in sources]
        write_many(insert_new(Sighting), rows[:1])
        write_many(insert_new(Sighting), [*rows, _row(entry, sources[0], "dernière")])
        guids = db.session.scalars(select(Sighting.guid).order_by(Sighting.id)).all()

    assert len(rows) >= MANY
    assert guids == [*(each["guid"] for each in rows), "dernière"]
