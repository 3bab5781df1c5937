"""When the silence of a source is strange: rules alone."""

from datetime import UTC, datetime, timedelta

from comms.monitoring.sources.rules import Pulse, ailment_of, key_of, rhythm_of, silence_of

NOW = datetime(2030, 3, 12, 9, 0, tzinfo=UTC)


def pulse(newest: float | None, rhythm: float | None) -> Pulse:
    """Return a pulse; both in days."""
    return Pulse(
        newest_at=NOW - timedelta(days=newest) if newest is not None else None,
        last_new=None,
        rhythm=timedelta(days=rhythm) if rhythm is not None else None,
        added_at=NOW - timedelta(days=60),
    )


def test_three_times_the_usual_gap_is_strange() -> None:
    assert silence_of(pulse(newest=9, rhythm=2), NOW) == timedelta(days=9)
    assert silence_of(pulse(newest=5, rhythm=2), NOW) is None


def test_a_week_end_alarms_nobody() -> None:
    assert silence_of(pulse(newest=1.9, rhythm=0.01), NOW) is None


def test_without_a_known_rhythm_a_month_is_strange() -> None:
    assert silence_of(pulse(newest=29, rhythm=None), NOW) is None
    assert silence_of(pulse(newest=31, rhythm=None), NOW) == timedelta(days=31)
    assert silence_of(pulse(newest=None, rhythm=None), NOW) == timedelta(days=60)


def test_the_rhythm_is_the_middle_gap() -> None:
    hours = [0, 1, 2, 3, 50]

    assert rhythm_of([NOW - timedelta(hours=each) for each in hours]) == timedelta(hours=1)
    assert rhythm_of([NOW]) is None


def test_every_answer_has_a_name() -> None:
    assert [str(ailment_of(each)) for each in (403, 404, 410, 429, 500, 204)] == [
        "source.forbidden", "source.not_found", "source.gone", "source.asked_to_wait",
        "source.site_fails", "source.answered_strangely",
    ]  # fmt: skip


def test_one_feed_has_one_key_however_written() -> None:
    assert key_of("http://www.Exemple.org/rss/") == key_of("https://exemple.org/rss")
    assert key_of("https://exemple.org/rss?a=1") != key_of("https://exemple.org/rss?a=2")
