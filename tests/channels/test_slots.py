"""Slots of a channel: once, at the hour written, whatever the clocks of the world do."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from comms.channels.forms import read_slots
from comms.channels.rules.slots import Slot, coming, next_free
from comms.core import hours
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Role
from comms.pieces import queries
from comms.pieces.models import Piece
from tests.writing import channel, post_form, written

PARIS = "Europe/Paris"
FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
WEEK, MINUTE = timedelta(weeks=1), timedelta(minutes=1)


def _changes(place: ZoneInfo) -> Iterator[datetime]:
    """Yield the instants, to the minute, at which a zone's clocks change between 2024 and 2030."""
    weeks = [FIRST + number * WEEK for number in range((LAST - FIRST) // WEEK + 1)]
    for begin, end in pairwise(weeks):
        if begin.astimezone(place).utcoffset() == end.astimezone(place).utcoffset():
            continue
        before = begin.astimezone(place).utcoffset()
        while end - begin > MINUTE:
            middle = begin + (end - begin) // MINUTE // 2 * MINUTE
            is_before = middle.astimezone(place).utcoffset() == before
            begin, end = (middle, end) if is_before else (begin, middle)
        yield end


def _clock(instant: datetime, place: ZoneInfo) -> datetime:
    return instant.astimezone(place).replace(tzinfo=None)


def test_a_slot_fires_once_at_the_hour_written_in_every_zone_at_every_change_of_clocks():
    changes = 0
    for zone in sorted(available_timezones() - {"localtime"}):
        place = ZoneInfo(zone)
        for change in _changes(place):
            changes += 1
            was, shows = _clock(change - MINUTE, place) + MINUTE, _clock(change, place)
            for wall in {was, shows, was + 30 * MINUTE, shows + 30 * MINUTE, was - 30 * MINUTE}:
                _fires_once(wall, zone, place, is_skipped=was <= wall < shows, after=shows)
    assert changes > 2000


def _fires_once(
    wall: datetime, zone: str, place: ZoneInfo, *, is_skipped: bool, after: datetime
) -> None:
    slot = Slot(wall.weekday(), f"{wall:%H:%M}")
    begin = hours.shown(f"{wall - timedelta(days=1):%Y-%m-%dT%H:%M}", zone).instant
    fired = next(coming([slot], zone, begin))

    shown = _clock(fired.instant, place)
    assert shown == (after if is_skipped else wall), (zone, wall)
    assert fired.fold == 0
    assert next(coming([slot], zone, fired.instant)).instant > fired.instant + timedelta(days=6)


def test_a_zone_whose_clock_changes_often_keeps_its_slots_all_year():
    daily = [Slot(day, wall) for day in range(7) for wall in ("00:15", "02:30", "23:45")]

    fired = list(islice(coming(daily, "Africa/Casablanca", FIRST), 3 * 366))

    assert len({each.instant for each in fired}) == 3 * 366
    assert [each.instant for each in fired] == sorted(each.instant for each in fired)
    assert fired[-1].wall == "2025-01-01T00:15"  # 1 January began an hour before UTC


def test_of_the_hour_the_clock_jumps_over_it_is_the_next_minute_there_is():
    assert Slot(6, "02:30").on(date(2030, 3, 31), PARIS).wall == "2030-03-31T03:00"
    # Lord Howe jumps half an hour, Beirut at midnight.
    assert hours.shown("2030-10-06T02:10", "Australia/Lord_Howe").wall == "2030-10-06T02:30"
    assert hours.shown("2030-03-31T00:30", "Asia/Beirut").wall == "2030-03-31T01:00"


def test_of_the_hour_shown_twice_it_is_the_first():
    twice = Slot(6, "02:30").on(date(2030, 10, 27), PARIS)

    assert twice.instant == datetime(2030, 10, 27, 0, 30, tzinfo=UTC)


def test_the_next_free_slot_leaves_out_what_is_taken():
    slots = [Slot(0, "09:00"), Slot(3, "18:30")]
    now = datetime(2030, 3, 12, 9, tzinfo=UTC)
    first = next_free(slots, PARIS, now, ())
    assert first is not None
    second = next_free(slots, PARIS, now, {first.instant})

    assert first.wall == "2030-03-14T18:30"
    assert second is not None
    assert second.wall == "2030-03-18T09:00"
    assert next_free([], PARIS, now, ()) is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("lundi 9 h", [(0, "09:00")]),
        ("lundi 9h, jeudi 18 h 30", [(0, "09:00"), (3, "18:30")]),
        ("tous les lundis à 9 h\nchaque vendredi midi", [(0, "09:00"), (4, "12:00")]),
        ("Mondays at 9am; every Thu 6:30 pm", [(0, "09:00"), (3, "18:30")]),
    ],
)
def test_slots_are_read_as_people_say_them(said, meant):
    assert read_slots(said) == [Slot(*each) for each in meant]


@pytest.mark.parametrize("said", ["lundi", "9 h", "lundi 25 h", "lundi vers 9 h", "12/3 9 h"])
def test_what_is_no_slot_is_refused(said):
    with pytest.raises(Refused):
        read_slots(said)


def test_one_click_puts_a_piece_at_the_next_free_slot_of_its_channel(app, cast):
    story = channel(app)
    admin, ines = cast.browser("ada", Role.ADMIN), cast.browser("ines")
    kept = admin.post(f"/settings/channels/{story}/slots", data={"slots": "jeudi 18 h 30"})
    first = written(ines, "post", post_form(slot=story))
    second = written(ines, "post", post_form(text="Autre chose."))

    offered = ines.get(f"/posts/{second}").text
    ines.post(f"/posts/{second}", data=post_form(text="Autre chose.", slot=story, base=1))

    assert kept.status_code == 303
    assert "jeudi 21 mars, 18" in offered
    with app.app_context():
        plans = [queries.content(db.session.get_one(Piece, each)).plan for each in (first, second)]
    assert [each.at.wall for each in plans if each.at] == ["2030-03-14T18:30", "2030-03-21T18:30"]
    assert {each.channels for each in plans} == {(story,)}


def test_a_slot_not_understood_comes_back_as_typed(app, cast):
    story = channel(app)
    admin = cast.browser("ada", Role.ADMIN)

    page = admin.post(f"/settings/channels/{story}/slots", data={"slots": "lundi, mardi 9 h"})

    assert page.status_code == 422
    assert "« lundi » n’est pas un créneau" in page.text.replace("\xa0", " ")
    assert "lundi, mardi 9 h" in page.text
