"""Dates as feeds write them."""

import pytest

from comms.adapters.feeds.dates import read_date
from tests.adapters.feeds.said import NOW, kept, of_atom, of_rss


def read(written: str) -> tuple[str, str] | None:
    found = read_date(written, NOW)
    return (found[0].strftime("%Y-%m-%dT%H:%M:%S"), str(found[1])) if found else None


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("Tue, 05 Mar 2024 14:30:00 +0100", "2024-03-05T13:30:00"),
        ("5 Mar 2024 14:30 GMT", "2024-03-05T14:30:00"),
        ("Tue, 5 March 2024 14:30:00 CET", "2024-03-05T13:30:00"),
        ("Tue, 05 Mar 2024 14:30:00 EST", "2024-03-05T19:30:00"),
        ("Tue, 05 Mar 24 14:30:00 Z", "2024-03-05T14:30:00"),
        ("Tue, 05 Mar 2024 14:30:00 +0100 (CET)", "2024-03-05T13:30:00"),
        ("Tue, 05 Mar 2024 24:00:00 GMT", "2024-03-06T00:00:00"),
        ("Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59"),
        ("2024-03-05T14:30:00Z", "2024-03-05T14:30:00"),
        ("2024-03-05T14:30:00.123+01:00", "2024-03-05T13:30:00"),
        ("2024-03-05 14:30:00 +0100", "2024-03-05T13:30:00"),
        ("2024-03-05T14:30+01", "2024-03-05T13:30:00"),
        ("20240305T143000Z", "2024-03-05T14:30:00"),
        ("1709649000", "2024-03-05T14:30:00"),
        ("1709649000000", "2024-03-05T14:30:00"),
    ],
)
def test_an_instant_with_its_zone_is_stated(written: str, instant: str) -> None:
    assert read(written) == (instant, "stated")


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("Tue, 05 Mar 2024 14:30:00", "2024-03-05T14:30:00"),
        ("2024-03-05T14:30:00", "2024-03-05T14:30:00"),
        ("2024-03-05", "2024-03-05T00:00:00"),
        ("2024-03", "2024-03-01T00:00:00"),
        ("2016/6/29 15:07:41", "2016-06-29T15:07:41"),
        ("05/01/2026", "2026-01-05T00:00:00"),
        ("05/01/2026 14:30", "2026-01-05T14:30:00"),
        ("05/01/2026 à 14h30", "2026-01-05T14:30:00"),
        ("12/25/2025 3:04:05 PM", "2025-12-25T15:04:05"),
        ("05.01.2026", "2026-01-05T00:00:00"),
        ("mar. 05 mars 2024 14:30:00 +0100", "2024-03-05T13:30:00"),
        ("mardi 5 mars 2024 à 14 h 30", "2024-03-05T14:30:00"),
        ("5 janvier 2026", "2026-01-05T00:00:00"),
        ("1er août 2025", "2025-08-01T00:00:00"),
        ("le 14 févr. 2025 à 9h", "2025-02-14T09:00:00"),
        ("jeu., 18 déc. 2025 08:05:00 +0100", "2025-12-18T07:05:00"),
        ("Dienstag, 5. März 2024 14:30 Uhr", "2024-03-05T14:30:00"),
        ("Do, 18 Dez 2025 08:05:00 +0100", "2025-12-18T07:05:00"),
        ("March 5, 2024 3:04 pm", "2024-03-05T15:04:00"),
        ("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06"),
        ("Tue, 05 Mar 2024 14:30:00 XYZ", "2024-03-05T14:30:00"),
    ],
)
def test_a_date_that_leaves_something_out_is_guessed(written: str, instant: str) -> None:
    assert read(written) == (instant, "guessed")


@pytest.mark.parametrize(
    "written",
    [
        "Sat, 30 Feb 2024 10:00:00 GMT", "2024-02-30T10:00:00Z", "30/02/2024", "30 février 2024",
        "2023-02-29", "Tue, 05 Mar 2024 25:00:00 GMT", "2024-13-01", "32 mars 2024",
        "1995-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "0", "2030-03-15T00:00:00Z",
        "2031-01-01", "2024-03-05T10:00:00+25:00", "hier", "il y a 3 heures", "demain à 8 h", "",
        "Mar", "2", "9999999999999999", "١٢ مارس", "5 mars", "0000-00-00 00:00:00", "a" * 5000,
    ],
)  # fmt: skip
def test_what_nobody_can_believe_is_no_date(written: str) -> None:
    assert read(written) is None


def test_an_update_never_fills_the_publication() -> None:
    found = of_atom("<title>T</title><updated>2030-03-10T10:00:00Z</updated>")

    assert kept(found, "published", "updated", "date_trust") == [
        None,
        "2030-03-10T10:00:00Z",
        "seen",
    ]


def test_the_first_date_that_can_be_believed_counts() -> None:
    found = of_rss("<pubDate>30 Feb 2030</pubDate><dc:date>2030-03-01T10:00:00Z</dc:date>")

    assert kept(found, "published", "date_trust") == ["2030-03-01T10:00:00Z", "stated"]
