"""The step that tells a day alone: what was noted by hand at midnight was given no hour."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, insert, select, update

from comms.core.options import Option
from comms.migrations import running, stepping
from comms.monitoring.mentions.models import Mention
from tests.migrations.shapes import fill, tables

STEP = next(running.VERSIONS.glob("*_mentions_whose_day_alone_is_known.py")).stem[:4]
BEFORE = f"{int(STEP) - 1:04}"


@pytest.mark.parametrize(("zone", "hour"), [("Europe/Paris", 23), ("UTC", 0), ("", 23)])
def test_what_was_noted_at_midnight_of_the_house_had_no_hour(engine: Engine, zone, hour) -> None:
    stepping.upgrade(engine, BEFORE)
    known = tables(engine)
    fill(engine, known=known)
    midnight, morning = (datetime(2030, 3, 11, each, tzinfo=UTC) for each in (hour, 7))
    with engine.begin() as connection:
        if zone:
            connection.execute(insert(Option).values(name="zone", value=zone))
        for number, entry, at in ((1, None, midnight), (2, None, morning), (3, 3, midnight)):
            changed = update(Mention).where(Mention.id == number)
            connection.execute(changed.values(entry_id=entry, published=at))

    stepping.upgrade(engine, STEP)

    with engine.connect() as connection:
        rows = connection.execute(select(Mention.is_day_alone).order_by(Mention.id))
        assert rows.scalars().all() == [True, False, False]
