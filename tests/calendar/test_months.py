"""Months as people turn them, and days as a zone counts them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from comms.calendar.forms import KEY_DATES
from comms.calendar.rules import EVERY_YEAR, KeyDate, Month, Sheet, key_dates, span

PARIS = ZoneInfo("Europe/Paris")


def test_a_month_is_read_as_it_is_written():
    assert str(Month.read("2030-03")) == "2030-03"


@pytest.mark.parametrize(
    "text", ["", "2030", "2030-13", "2030-00", "1999-12", "2100-01", "٢٠٣٠-٠٣", "2030-3", "x" * 99]
)
def test_what_is_no_month_is_not_read(text: str):
    assert Month.read(text) is None


def test_december_is_followed_by_january():
    assert (Month(2030, 12).turned(1), Month(2031, 1).turned(-1)) == (
        Month(2031, 1),
        Month(2030, 12),
    )


def test_a_leap_year_has_its_day():
    assert Month(2028, 2).days()[-1] == date(2028, 2, 29)


@pytest.mark.parametrize("month", [Month(2030, number) for number in range(1, 13)])
def test_weeks_begin_on_monday_and_are_whole(month: Month):
    days = Sheet(month).days()

    assert (days[0].weekday(), days[-1].weekday()) == (0, 6)
    assert set(month.days()) <= set(days)
    assert len(days) - len(month.days()) < 14


def test_a_month_begins_at_midnight_of_its_zone():
    assert span(Month(2030, 3), PARIS) == (
        datetime(2030, 2, 28, 23, tzinfo=UTC),
        datetime(2030, 3, 31, 22, tzinfo=UTC),  # summer time has begun
    )


def test_the_days_the_field_keeps_are_known():
    days = {(2, 6), (6, 20), (12, 18)}

    assert days <= EVERY_YEAR.keys()


def test_the_night_the_clock_jumps_is_told():
    march, october = key_dates(Month(2030, 3), PARIS), key_dates(Month(2030, 10), PARIS)

    assert march[date(2030, 3, 31)] == [KeyDate.TRUCE_ENDS, KeyDate.SUMMER_TIME]
    assert october[date(2030, 10, 27)] == [KeyDate.WINTER_TIME]


def test_a_zone_without_summer_has_none():
    assert date(2030, 3, 31) in key_dates(Month(2030, 3), PARIS)
    assert key_dates(Month(2030, 3), ZoneInfo("UTC"))[date(2030, 3, 31)] == [KeyDate.TRUCE_ENDS]


def test_every_key_date_has_its_words():
    assert set(KEY_DATES) == set(KeyDate)
