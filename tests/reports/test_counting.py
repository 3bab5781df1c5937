"""How a report counts: plain values in, answers out."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from comms.reports.rules import (
    Contents,
    Fate,
    Heard,
    Span,
    Work,
    by_month,
    counted,
    decided,
    families,
    heard_by_month,
    per_story,
    stories_of,
)

YEAR = Span.of_year(2030)
OUT = Work(1, "release", "fr", None, "Un titre", Fate.LEFT, date(2030, 2, 27), date(2030, 3, 1))
HEARD = Heard(7, "Titre", "Le Nord", "", "fr", "", "web", date(2030, 3, 2), frozenset({1}))


def test_a_year_is_counted_in_the_zone_of_the_house():
    begin, end = YEAR.instants(ZoneInfo("Europe/Paris"))

    assert (begin.isoformat(), end.isoformat()) == (
        "2029-12-31T23:00:00+00:00",
        "2030-12-31T23:00:00+00:00",
    )
    assert YEAR.until(date(2030, 3, 12)).months() == [date(2030, each, 1) for each in (1, 2, 3)]
    assert Span(date(2029, 11, 5), date(2030, 1, 9)).months()[1:] == [
        date(2029, 12, 1),
        date(2030, 1, 1),
    ]


def test_what_was_planned_counts_in_the_month_of_its_hour_what_left_in_its_own():
    works = (OUT, replace(OUT, id=2, fate=Fate.GIVEN_UP, left_on=None))

    counts = by_month(Contents(YEAR, works, ()))

    assert counts[1:3] == [(date(2030, 2, 1), 2, 0), (date(2030, 3, 1), 0, 1)]
    assert decided(works) == (1, 2)
    assert decided([replace(OUT, fate=Fate.TO_COME)]) == (0, 0)


def test_a_release_and_its_translations_are_one():
    english = replace(OUT, id=2, lang="en", source_id=1)
    alone = replace(OUT, id=3, lang="ar", source_id=99)

    assert families((OUT, english, alone)) == [(OUT, ["fr", "en"]), (alone, ["ar"])]


def test_a_story_counts_once_whatever_its_copies():
    copy = replace(HEARD, outlet="Ouest-Info", on=date(2030, 4, 1), tone="hostile")
    other = replace(HEARD, story=8, pieces=frozenset())
    contents = Contents(YEAR, (OUT,), (copy, HEARD, other))

    assert [len(each) for each in contents.stories] == [2, 1]
    assert heard_by_month(contents)[2:4] == [(date(2030, 3, 1), 2), (date(2030, 4, 1), 0)]
    assert per_story(contents, "tone") == ["hostile", ""]
    assert stories_of(contents, [1]) == 1


def test_many_kinds_are_shortened_and_none_is_lost():
    rows = counted((str(each) for each in range(20)), "autres")

    assert len(rows) == 13
    assert rows[-1] == ("autres", 8)
