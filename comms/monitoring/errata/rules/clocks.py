"""Until when a right of reply may be asked for, by country and medium: data, each with its source.

Written down by people who are no lawyers: `is_sure` stays False until one has read it, and pages
then say « à vérifier ». Counted from the day of publication.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from comms.contacts.book.rules.addresses import known_region


class Carrier(StrEnum):
    """What carries an article, as the laws part them."""

    PRINT = "print"
    ONLINE = "online"
    BROADCAST = "broadcast"


class Whence(StrEnum):
    """What told us the country of an article."""

    CARD = "card"  # the newsroom's own, where a person wrote its territory
    LIST = "list"  # the folder of its source, as the list of sources had it
    ADDRESS = "address"  # the ending of its address


@dataclass(frozen=True)
class Country:
    """Where an article appeared: two small letters; both empty when nothing tells."""

    code: str = ""
    whence: Whence | None = None


@dataclass(frozen=True)
class Clock:
    """How long one may ask; `law`: where that is written."""

    law: str
    months: int = 0
    days: int = 0
    is_sure: bool = False

    def until(self, published: date) -> date:
        """Return the last day."""
        if self.days:
            return published + timedelta(days=self.days)
        whole = published.month - 1 + self.months
        year, month = published.year + whole // 12, whole % 12 + 1
        return date(year, month, min(published.day, monthrange(year, month)[1]))


CLOCKS: dict[tuple[str, Carrier], Clock] = {
    ("fr", Carrier.PRINT): Clock("loi du 29 juillet 1881, art. 13", months=3),
    ("fr", Carrier.ONLINE): Clock("LCEN et décret n° 2007-1527 du 24 octobre 2007", months=3),
    ("fr", Carrier.BROADCAST): Clock("loi n° 82-652 du 29 juillet 1982, art. 6", days=8),
    ("be", Carrier.PRINT): Clock("loi du 23 juin 1961", months=3),
    ("be", Carrier.BROADCAST): Clock("loi du 23 juin 1961, modifiée en 1977", days=30),
    ("de", Carrier.PRINT): Clock("Landespressegesetze, Gegendarstellung", months=3),
    ("de", Carrier.ONLINE): Clock("Medienstaatsvertrag, § 20", months=3),
    ("gb", Carrier.PRINT): Clock("IPSO, complaint (no right of reply in law)", months=4),
    ("gb", Carrier.ONLINE): Clock("IPSO, complaint (no right of reply in law)", months=4),
    ("gb", Carrier.BROADCAST): Clock("Ofcom, complaint: 20 working days", days=28),
}
_CARRIERS = {
    "print": Carrier.PRINT,
    "radio": Carrier.BROADCAST,
    "television": Carrier.BROADCAST,
    "tv": Carrier.BROADCAST,
}
_BETWEEN = re.compile(r"[,/;:·()|]|\s[-–—]\s")
_ENDINGS = {"fr": "fr", "be": "be", "de": "de", "uk": "gb"}


def carrier_of(medium: str) -> Carrier:
    """Return what carries a mention of a medium."""
    return _CARRIERS.get(medium, Carrier.ONLINE)


def country_of(host: str) -> str:
    """Return the country of a site by its ending; empty when that tells nothing."""
    return _ENDINGS.get(host.rpartition(".")[2].lower(), "")


def country_named(words: str) -> str:
    """Return the first country named among « Bruxelles, Belgique » or « Presse/Royaume-Uni »."""
    regions = (known_region(part) for part in _BETWEEN.split(words))
    return next((region.lower() for region in regions if region), "")


def country(*, territory: str, folder: str, host: str) -> Country:
    """Return the country of an article by who knows best: a person, the list, its address."""
    said = {
        Whence.CARD: country_named(territory),
        Whence.LIST: country_named(folder),
        Whence.ADDRESS: country_of(host),
    }
    return next((Country(code, whence) for whence, code in said.items() if code), Country())


def clock_of(country: str, medium: str) -> Clock | None:
    """Return the clock that runs; where the country is not known, that of our own house."""
    return CLOCKS.get((country or "fr", carrier_of(medium)))
