"""The hour a person meant: what the clock jumps over or shows twice is asked, never guessed."""

from datetime import UTC, datetime

import pytest

from comms.core.hours import Hour, HourWrong, read
from comms.core.refusal import Refused

PARIS, LONDON = "Europe/Paris", "Europe/London"
GAP, FOLD = "2027-03-28T02:30", "2026-10-25T02:30"


def _refusal(wall: str, zone: str = PARIS, fold: int | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        read(wall, zone, fold)
    return caught.value


@pytest.mark.parametrize(
    "written",
    ["2030-11-25T06:00", "2030-11-25 06:00", " 2030-11-25T06:00\n", "2030-11-25T06:00:00"],
)
def test_an_hour_is_read_as_it_was_meant(written: str) -> None:
    assert read(written, PARIS) == Hour("2030-11-25T06:00", PARIS)


@pytest.mark.parametrize(
    ("wall", "zone", "expected"),
    [
        ("2030-11-25T06:00", PARIS, datetime(2030, 11, 25, 5, 0, tzinfo=UTC)),
        ("2030-07-14T06:00", PARIS, datetime(2030, 7, 14, 4, 0, tzinfo=UTC)),
        ("2030-11-25T06:00", LONDON, datetime(2030, 11, 25, 6, 0, tzinfo=UTC)),
        ("2030-11-25T00:30", "Asia/Kabul", datetime(2030, 11, 24, 20, 0, tzinfo=UTC)),
        ("2030-11-25T06:00", "Africa/Asmara", datetime(2030, 11, 25, 3, 0, tzinfo=UTC)),
        ("2030-11-25T06:00", "UTC", datetime(2030, 11, 25, 6, 0, tzinfo=UTC)),
    ],
)
def test_an_hour_is_one_instant_of_its_own_zone(wall: str, zone: str, expected: datetime) -> None:
    assert read(wall, zone).instant == expected


def test_the_day_is_that_of_the_place_and_not_of_utc() -> None:
    hour = read("2030-11-25T00:30", PARIS)

    assert hour.day == "2030-11-25"
    assert hour.instant.day == 24
    assert hour.local.isoformat() == "2030-11-25T00:30:00+01:00"


def test_the_hour_the_clock_jumps_over_in_spring_does_not_exist() -> None:
    refusal = _refusal(GAP)

    assert refusal.obstacles == (HourWrong.GAP,)
    assert refusal.facts == {"wall": GAP, "zone": PARIS}


@pytest.mark.parametrize("fold", [0, 1])
def test_choosing_first_or_second_does_not_make_a_missing_hour_exist(fold: int) -> None:
    assert _refusal(GAP, fold=fold).obstacles == (HourWrong.GAP,)


@pytest.mark.parametrize("wall", ["2027-03-28T01:59", "2027-03-28T03:00"])
def test_the_minutes_around_the_jump_exist_once(wall: str) -> None:
    assert read(wall, PARIS) == Hour(wall, PARIS)


def test_the_hour_shown_twice_in_autumn_asks_which_one() -> None:
    refusal = _refusal(FOLD)

    assert refusal.obstacles == (HourWrong.FOLD,)
    assert refusal.facts == {"wall": FOLD, "zone": PARIS}


def test_the_first_and_the_second_time_are_an_hour_apart() -> None:
    first, second = read(FOLD, PARIS, 0), read(FOLD, PARIS, 1)

    assert first.instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert second.instant == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("wall", ["2026-10-25T01:59", "2026-10-25T03:00"])
def test_the_minutes_around_the_repeated_hour_ask_nothing(wall: str) -> None:
    assert read(wall, PARIS) == Hour(wall, PARIS)


def test_an_answer_nobody_asked_for_is_forgotten() -> None:
    assert read("2030-11-25T06:00", PARIS, 1) == Hour("2030-11-25T06:00", PARIS, 0)


def test_gap_and_fold_follow_the_zone() -> None:
    assert read(GAP, LONDON) == Hour(GAP, LONDON)
    assert read(FOLD, LONDON) == Hour(FOLD, LONDON)
    assert _refusal("2027-03-28T01:30", LONDON).obstacles == (HourWrong.GAP,)
    assert _refusal("2026-10-25T01:30", LONDON).obstacles == (HourWrong.FOLD,)


def test_a_whole_day_that_a_country_skipped_does_not_exist() -> None:
    assert _refusal("2011-12-30T12:00", "Pacific/Apia").obstacles == (HourWrong.GAP,)


@pytest.mark.parametrize(
    "written",
    [
        *("", "   ", "now", "demain 6 h", "06:00", "25/11/2030 06:00"),
        *("2030-11-25", "20301125", "2030-W48-1", "2030-11-25T06", "20301125T0600"),
        *("2030-02-30T06:00", "2030-13-01T06:00", "2030-11-25T24:00", "2030-11-25T06:60"),
        *("2030-11-25T06:00Z", "2030-11-25T06:00+01:00", "2030-11-25T06:00:30"),
        *("0001-01-01T00:00", "9999-12-31T23:59", "٢٠٣٠-١١-٢٥T٠٦:٠٠", "2030-11-25x06:00"),
    ],
)
def test_what_is_not_a_day_and_an_hour_is_unreadable(written: str) -> None:
    assert _refusal(written).obstacles == (HourWrong.UNREADABLE,)


def test_a_refusal_repeats_only_the_beginning_of_what_was_written() -> None:
    assert _refusal("9" * 5000).facts == {"wall": "9" * 40}


@pytest.mark.parametrize("zone", ["", "Europe", "Europe/Calais", "../etc/passwd", "/etc", "a\0b"])
def test_a_zone_nobody_knows_is_refused(zone: str) -> None:
    refusal = _refusal("2030-11-25T06:00", zone)

    assert refusal.obstacles == (HourWrong.NO_SUCH_ZONE,)


def test_an_hour_comes_back_as_it_was_kept() -> None:
    hour = read(FOLD, PARIS, 1)

    assert hour.plain() == {"wall": FOLD, "zone": PARIS, "fold": 1}
    assert Hour.of(hour.plain()) == hour
    assert Hour.of({"wall": FOLD, "zone": PARIS}) == Hour(FOLD, PARIS, 0)
    assert Hour.of(None) is None
