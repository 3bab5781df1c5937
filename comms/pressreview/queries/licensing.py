"""Reads the licence that lets whole articles be copied, as the association declared it."""

from datetime import date

from comms.core import clock, options
from comms.core.languages import association_zone
from comms.pressreview.rules import licence as rules
from comms.pressreview.rules.licence import Licence

OPTION = "press_licence"


def declared() -> Licence | None:
    """Return the licence as declared, ended or not."""
    return rules.read(options.get(OPTION))


def valid() -> Licence | None:
    """Return the licence that holds now, or None: without one nothing is printed whole."""
    found = declared()
    return found if found and found.holds_on(today()) else None


def today() -> date:
    """Return the day it is where the association lives."""
    return clock.today(association_zone())
