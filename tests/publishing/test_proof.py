"""What proves that a post made by hand is out: an address, or a person's word where none exists."""

from datetime import UTC, datetime, timedelta

import pytest

from comms.core.ways import Undecided, Way
from comms.publishing.rules import OPEN, PublishingWrong, is_address, obstacles_to_proof

NOW = datetime(2030, 3, 12, 9, 0, tzinfo=UTC)
URL = "https://social.example/@asso/1"


def _obstacles(**changes: object) -> list[PublishingWrong]:
    facts = {
        "state": Way.DUE,
        "due_at": NOW - timedelta(minutes=1),
        "has_address": True,
        "url": URL,
        "said_at": None,
        "now": NOW,
    }
    return obstacles_to_proof(**{**facts, **changes})


@pytest.mark.parametrize("state", OPEN)
def test_the_address_of_the_post_proves_it(state: Way) -> None:
    assert _obstacles(state=state) == []


def test_a_network_with_addresses_needs_one() -> None:
    assert _obstacles(url="") == [PublishingWrong.NEEDS_ADDRESS]


def test_a_network_without_addresses_takes_a_persons_word() -> None:
    assert _obstacles(url="", has_address=False, said_at=NOW) == []


def test_an_address_that_is_none_is_refused_even_where_none_is_needed() -> None:
    assert _obstacles(url="c’est fait", has_address=False) == [PublishingWrong.NOT_AN_ADDRESS]


def test_nothing_is_out_before_its_hour() -> None:
    assert _obstacles(due_at=NOW + timedelta(seconds=1)) == [PublishingWrong.NOT_YET]
    assert _obstacles(due_at=NOW) == []


@pytest.mark.parametrize("state", [state for state in Way if state not in OPEN])
def test_what_does_not_wait_takes_no_proof(state: Way) -> None:
    found = _obstacles(state=state, due_at=NOW + timedelta(days=1))

    assert found == [Undecided.NOT_WAITING]


def test_a_state_kept_as_a_plain_word_is_understood() -> None:
    assert _obstacles(state="missed") == []


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(-600, []), (0, []), (5, []), (6, [PublishingWrong.HOUR_AHEAD])],
)
def test_nobody_says_when_it_will_have_been(minutes: int, expected: list[PublishingWrong]) -> None:
    assert _obstacles(said_at=NOW + timedelta(minutes=minutes)) == expected


def test_every_obstacle_is_said_at_once() -> None:
    found = _obstacles(due_at=NOW + timedelta(days=1), url="", said_at=NOW + timedelta(days=1))

    assert set(found) == {
        PublishingWrong.NOT_YET,
        PublishingWrong.NEEDS_ADDRESS,
        PublishingWrong.HOUR_AHEAD,
    }


@pytest.mark.parametrize(
    "text",
    [
        URL,
        "http://example.org",
        "HTTPS://EXAMPLE.ORG/A",
        "https://example.org:8443/a?b=c#d",
        "https://exemplé.fr/été",
        "https://xn--exempl-gva.fr/",
    ],
)
def test_a_page_on_the_web_is_an_address(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "example.org", "//example.org/a", "https://", "https:///a", "https://localhost/a"),
        *("javascript:alert(1)", "data:text/html,x", "ftp://example.org", "file:///etc/passwd"),
        *("https://nour:secret@example.org", "https://nour@example.org", "https://@example.org"),
        *("https://exam ple.org", "https://example.org/a b", "https://example.org/\na"),
        *("https://example.org/\u202egnp", "https://example.org/\u200b", "https://example.org\t"),
        *("https://[::1", "https://exa\u2100mple.org", "https://.", "https://..", "https://org."),
        *("https://example.org:port/", "https://example.org:99999/"),
    ],
)
def test_what_hides_something_or_is_no_page_is_no_address(text: str) -> None:
    assert not is_address(text)
