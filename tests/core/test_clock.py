"""The one clock: in UTC, held still for a test, moved for a rehearsal."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from comms.core import clock

HOUR = datetime(2030, 3, 12, 23, 30, tzinfo=UTC)


def test_an_instant_always_has_its_zone() -> None:
    assert clock.now().tzinfo is UTC


def test_a_clock_held_still_says_one_hour_and_runs_on_afterwards() -> None:
    with clock.fixed(HOUR):
        with clock.fixed(HOUR + timedelta(days=1)):
            assert clock.now() == HOUR + timedelta(days=1)
        assert clock.now() == clock.now() == HOUR

    assert clock.now() != HOUR


def test_timers_know_the_machine_and_no_rehearsal() -> None:
    with clock.fixed(HOUR):
        assert abs(clock.machine() - datetime.now(UTC)) < timedelta(seconds=30)


def test_the_day_is_that_of_the_place() -> None:
    with clock.fixed(HOUR):
        assert clock.today(ZoneInfo("Europe/Paris")) == date(2030, 3, 13)
        assert clock.today(ZoneInfo("America/New_York")) == date(2030, 3, 12)


def test_a_clock_set_for_a_rehearsal_runs_on_from_there() -> None:
    try:
        clock.stand_at(HOUR)
        first, second = clock.now(), clock.now()
    finally:
        clock.stand_at(datetime.now(UTC))

    assert HOUR <= first <= second < HOUR + timedelta(seconds=30)
