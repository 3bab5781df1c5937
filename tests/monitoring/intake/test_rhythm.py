"""When a source is asked again: rules alone."""

from datetime import UTC, datetime, timedelta

import pytest

from comms.monitoring.intake.rules import (
    CEILING,
    FLOOR,
    Wish,
    kept_validator,
    next_due,
    validators,
    weight_of,
    wish_of,
)

NOW = datetime(2030, 3, 12, 9, 0, tzinfo=UTC)


def minutes(rhythm: int | None = None, failures: float = 0.0, wish: Wish | None = None) -> float:
    due = next_due(
        NOW,
        rhythm=timedelta(minutes=rhythm) if rhythm is not None else None,
        failures=failures,
        wish=wish or Wish(),
        chance=0.0,
    )
    return (due - NOW).total_seconds() / 60


def test_a_source_of_unknown_rhythm_is_asked_every_half_hour() -> None:
    assert minutes() == 30


@pytest.mark.parametrize(
    ("rhythm", "asked"), [(0, 10), (5, 10), (60, 30), (240, 120), (2880, 240), (100_000, 240)]
)
def test_a_source_is_asked_twice_in_its_rhythm_within_bounds(rhythm: int, asked: float) -> None:
    assert minutes(rhythm) == asked


@pytest.mark.parametrize(("failures", "asked"), [(1, 60), (3, 120), (0.5, 45), (100, 24 * 60)])
def test_failures_add_up_in_a_line_to_a_day_at_most(failures: float, asked: float) -> None:
    assert minutes(60, failures) == asked


def test_chance_spreads_by_a_tenth_and_never_passes_a_day() -> None:
    def due(chance: float, failures: float) -> timedelta:
        return next_due(NOW, rhythm=None, failures=failures, wish=Wish(), chance=chance) - NOW

    assert due(1.0, 0) == timedelta(minutes=33)
    assert due(1.0, 99) == CEILING


@pytest.mark.parametrize(
    ("headers", "asked"),
    [
        ({"cache-control": "public, max-age=7200"}, 120),
        ({"cache-control": "max-age=60"}, 30),
        ({"cache-control": "max-age=999999999999"}, 24 * 60),
        ({"cache-control": "max-age=oui"}, 30),
        ({"cache-control": "no-cache", "expires": "Tue, 12 Mar 2030 15:00:00 GMT"}, 30),
        ({"expires": "Tue, 12 Mar 2030 10:00:00 GMT"}, 60),
        ({"expires": "0"}, 30),
    ],
)
def test_a_server_that_wishes_longer_is_heard(headers: dict[str, str], asked: float) -> None:
    assert minutes(wish=wish_of(headers, 200, None, NOW)) == asked


def test_a_feed_that_wishes_longer_is_heard() -> None:
    assert minutes(wish=wish_of({}, 200, 90, NOW)) == 90


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ("120", timedelta(seconds=120)),
        ("0", timedelta(seconds=1)),
        ("-5", None),
        ("999999999999999", CEILING),
        ("Tue, 12 Mar 2030 11:00:00 GMT", timedelta(hours=2)),
        ("Tue, 12 Mar 2020 11:00:00 GMT", timedelta(seconds=1)),
        ("bientôt", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_a_day_at_most(
    said: str, waits: timedelta | None
) -> None:
    found = wish_of({"retry-after": said}, 429, None, NOW).not_before

    assert found == (NOW + waits if waits else None)


def test_retry_after_counts_with_429_and_503_alone() -> None:
    waits = {status: wish_of({"retry-after": "60"}, status, None, NOW).not_before is not None
             for status in (200, 404, 429, 500, 503)}  # fmt: skip

    assert waits == {200: False, 404: False, 429: True, 500: False, 503: True}


def test_a_wish_to_wait_outlasts_the_floor() -> None:
    wish = wish_of({"retry-after": "7200"}, 429, None, NOW)

    assert minutes(5, wish=wish) == 120
    assert timedelta(minutes=10) == FLOOR


@pytest.mark.parametrize(
    ("status", "trouble", "weight"),
    [
        (None, "http.names_silent", 0.25),
        (None, "http.certificate", 0.5),
        (200, "feed.not_a_feed", 0.5),
        (404, None, 0.5),
        (429, None, 0.5),
        (503, None, 0.5),
        (403, None, 1.0),
        (None, "http.not_connected", 1.0),
    ],
)
def test_what_may_pass_by_itself_counts_less(
    status: int | None, trouble: str | None, weight: float
) -> None:
    assert weight_of(status, trouble) == weight


@pytest.mark.parametrize("kept", ['"abc"', 'W/"a b"', "weird-unquoted", "Tue, 12 Mar 2030"])
def test_validators_go_back_byte_for_byte(kept: str) -> None:
    assert kept_validator(kept) == kept
    assert validators(kept, None) == {"If-None-Match": kept}


@pytest.mark.parametrize("strange", [None, "", "é", "a\r\nb", "a" * 600])
def test_a_validator_that_could_not_go_back_is_not_kept(strange: str | None) -> None:
    assert kept_validator(strange) is None
