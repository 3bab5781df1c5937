"""What the association may copy whole: the licence it declared, until when, of whom, for whom."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from comms.core.links import host_of, is_within
from comms.core.text import folded_words
from comms.pressreview.rules.wrong import LicenceWrong

LONGEST = 300  # characters of a field; a list of outlets may be ten times as long
MOST_READERS = 100_000


@dataclass(frozen=True)
class Licence:
    """A contract that lets whole articles be copied, as the association declared it.

    `until` is its last day. `outlets`: names or sites; empty when it `covers_all`. `readers`: how
    many may get one review, None when the contract does not say. `outside`: people without an
    account here may get whole texts too.
    """

    grantor: str
    number: str
    until: date
    outlets: tuple[str, ...] = ()
    covers_all: bool = False
    readers: int | None = None
    outside: bool = False
    mention: str = ""  # what it wants printed; empty: our own words

    def holds_on(self, day: date) -> bool:
        """Say whether it has not ended."""
        return day <= self.until

    def covers(self, outlet: str, url: str) -> bool:
        """Say whether articles of an outlet, known by its name or its site, may be copied."""
        if self.covers_all:
            return True
        host, name = _host(url), folded_words(outlet)
        return any(
            _is_of(host, each) or (name and folded_words(each) == name) for each in self.outlets
        )

    def reaches(self, *, is_member: bool) -> bool:
        """Say whether somebody may get whole texts."""
        return is_member or self.outside


def lacks(licence: Licence, today: date) -> list[LicenceWrong]:
    """Return everything that keeps a licence from being declared."""
    found = []
    if not licence.grantor:
        found.append(LicenceWrong.NO_GRANTOR)
    if not licence.holds_on(today):
        found.append(LicenceWrong.ENDED)
    if not licence.covers_all and not licence.outlets:
        found.append(LicenceWrong.NO_OUTLET)
    if licence.readers is not None and not 1 <= licence.readers <= MOST_READERS:
        found.append(LicenceWrong.READERS)
    if _is_too_long(licence):
        found.append(LicenceWrong.TOO_LONG)
    return found


def _is_too_long(licence: Licence) -> bool:
    fields = (licence.grantor, licence.number, licence.mention)
    outlets = sum(map(len, licence.outlets))
    return any(len(each) > LONGEST for each in fields) or outlets > 10 * LONGEST


def outlets_of(typed: str) -> tuple[str, ...]:
    """Return the outlets of a list, one a line; an address says its site."""
    lines = filter(None, (" ".join(each.split()) for each in typed.splitlines()))
    return tuple(dict.fromkeys(_host(each) or each for each in lines))


def written(licence: Licence) -> dict[str, Any]:
    """Return a licence as options keep it."""
    return asdict(licence) | {
        "until": licence.until.isoformat(),
        "outlets": list(licence.outlets),
    }


def read(kept: Mapping[str, Any]) -> Licence | None:
    """Return the licence that options keep, or None."""
    if not kept:
        return None
    said = dict(kept)
    until, outlets = date.fromisoformat(said.pop("until")), tuple(said.pop("outlets"))
    return Licence(until=until, outlets=outlets, **said)


def still_covers(licence: Licence, printed: Iterable[tuple[str, str]]) -> bool:
    """Say whether a licence covers all that was printed whole: outlets and addresses."""
    return all(licence.covers(outlet, url) for outlet, url in printed)


def _is_of(host: str, said: str) -> bool:
    """Say whether what was said of an outlet is the site of a host; a bare ending is none."""
    site = said.casefold().removeprefix("www.").strip(".")
    return "." in site and is_within(host, (site,))


def _host(url: str) -> str:
    """Return the site of an address, without « www. »; empty when it is none."""
    return host_of(url).removeprefix("www.")
