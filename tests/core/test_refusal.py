"""Refusals: every obstacle has a sentence, its places filled, set as the reader's print is."""

from enum import StrEnum

import pytest
from flask import Flask
from flask_babel import lazy_gettext as _l

from comms.core.languages import NARROW, WIDE
from comms.core.refusal import Refused, say, taught, teach


class Weather(StrEnum):
    """Why one stays at home, in these tests."""

    RAIN = "weather.rain"
    WIND = "weather.wind"
    FOG = "weather.fog"


teach(
    {
        Weather.RAIN: _l("Il pleut : restez au sec !"),
        Weather.WIND: _l("Le vent souffle à « %(knots)s nœuds »."),
    }
)


def test_several_obstacles_are_said_once_each_in_their_order(here: Flask) -> None:
    refusal = Refused([Weather.WIND, Weather.RAIN, Weather.WIND], knots=40)

    assert refusal.obstacles == (Weather.WIND, Weather.RAIN)
    assert refusal.sentences() == [
        f"Le vent souffle à «{WIDE}40 nœuds{WIDE}».",
        f"Il pleut{WIDE}: restez au sec{NARROW}!",
    ]


def test_one_obstacle_needs_no_list(here: Flask) -> None:
    assert Refused(Weather.RAIN).obstacles == (Weather.RAIN,)
    assert Weather.RAIN in taught()


def test_a_code_nobody_taught_is_a_mistake_of_ours(here: Flask) -> None:
    with pytest.raises(KeyError):
        say(Weather.FOG)
