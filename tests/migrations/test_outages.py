"""The step that remembers outages: what is not read now has not been since its last success."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select, update

from comms.migrations import running, stepping
from comms.monitoring.sources.models import Source
from tests.migrations.shapes import fill, tables

STEP = next(running.VERSIONS.glob("*_outages_of_sources.py")).stem[:4]
BEFORE = f"{int(STEP) - 1:04}"
ADDED, READ = (datetime(2030, 3, day, tzinfo=UTC) for day in (1, 9))


FAILS = "source.site_fails"


@pytest.mark.parametrize(
    ("state", "trouble", "last_ok", "since"),
    [
        ("active", None, READ, None),
        ("active", FAILS, READ, READ),
        ("paused", None, READ, READ),
        ("gone", FAILS, None, ADDED),
        ("removed", FAILS, READ, None),
    ],
)
def test_an_outage_that_lasts_began_when_the_source_was_last_read(
    engine: Engine, state, trouble, last_ok, since
) -> None:
    stepping.upgrade(engine, BEFORE)
    fill(engine, known=tables(engine))
    facts = {"state": state, "trouble": trouble, "last_ok": last_ok, "added_at": ADDED}
    with engine.begin() as connection:
        connection.execute(update(Source).where(Source.id == 1).values(**facts))

    stepping.upgrade(engine, STEP)

    with engine.connect() as connection:
        its = select(Source.unread_since).where(Source.id == 1)
        assert connection.scalar(its) == since
