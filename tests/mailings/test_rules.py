"""What may still leave, when it is too late, when to try again, and how a mail ends."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from comms.core.ways import RETRIES, next_try
from comms.mailings.rules import FOOT, are_others, foot, is_same_day, is_too_late

PARIS = ZoneInfo("Europe/Paris")
DUE = datetime(2030, 3, 12, 9, 0, tzinfo=UTC)
LINK = "https://voix.example/o/abc"


@pytest.mark.parametrize(
    ("after", "late"),
    [
        (timedelta(hours=-1), False),
        (timedelta(0), False),
        (timedelta(minutes=60), False),
        (timedelta(minutes=60, seconds=1), True),
        (timedelta(days=2), True),
    ],
)
def test_an_hour_long_gone_asks_a_person(after: timedelta, late: bool) -> None:
    assert is_too_late(DUE, DUE + after, 60) is late


@pytest.mark.parametrize(
    ("due", "now", "same"),
    [
        ("2030-03-12T09:00", "2030-03-12T22:59", True),
        ("2030-03-12T09:00", "2030-03-12T23:00", False),  # midnight in Paris
        ("2030-03-12T23:30", "2030-03-13T01:00", True),
        ("2030-03-12T09:00", "2030-03-11T22:59", False),
        ("2030-03-12T09:00", "2031-03-12T09:00", False),
        ("2030-07-12T09:00", "2030-07-12T22:00", False),  # summer
    ],
)
def test_the_day_that_was_approved_ends_at_midnight_of_its_place(
    due: str, now: str, same: bool
) -> None:
    due_at, asked_at = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (due, now))

    assert is_same_day(due_at, asked_at, PARIS) is same


def test_each_try_waits_longer_than_the_one_before() -> None:
    waits = [next_try(attempts, DUE) for attempts in range(1, len(RETRIES) + 1)]

    assert waits[0] == DUE + timedelta(minutes=1)
    assert waits[-1] == DUE + timedelta(hours=1)
    assert waits == sorted(set(waits))


@pytest.mark.parametrize("attempts", [len(RETRIES) + 1, 100])
def test_there_is_an_end_to_trying(attempts: int) -> None:
    assert next_try(attempts, DUE) is None


@pytest.mark.parametrize("lang", sorted(FOOT))
def test_a_mail_ends_with_who_writes_and_the_way_out(lang: str) -> None:
    found = foot(lang, "Porte-Voix", LINK)

    assert "Porte-Voix" in found
    assert found.endswith(LINK)


def test_an_association_that_gave_no_name_leaves_no_hole_in_the_foot() -> None:
    found = foot("fr", "", LINK)

    assert found.startswith("Vous recevez ce message au titre")
    assert LINK in found
    assert "  " not in found


def test_a_reader_of_another_language_gets_the_english_foot() -> None:
    assert foot("ti", "Porte-Voix", LINK) == foot("en", "Porte-Voix", LINK)


def test_braces_in_a_name_or_a_link_stay_braces() -> None:
    found = foot("fr", "Le {link}", "https://voix.example/{association}")

    assert "Le {link}" in found
    assert found.endswith("https://voix.example/{association}")


def test_lists_opened_after_the_approval_or_gone_are_others() -> None:
    before, after = DUE - timedelta(days=1), DUE + timedelta(seconds=1)
    made = {1: before, 2: DUE, 3: after}

    assert not are_others((1, 2), made, DUE)
    assert are_others((1, 3), made, DUE)
    assert are_others((1, 9), made, DUE)
    assert are_others((1,), made, None)
