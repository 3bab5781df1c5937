"""How it is known who wrote a mention and which newsroom it comes from, and how sure that is.

What is sure is said in hundredths, as for releases: an order of size, not a measure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from comms.core.houses import house_of
from comms.core.text import fold


class Whose(StrEnum):
    """By what the newsroom of a mention is known."""

    SITE = "site"  # its articles stand on that very site
    HOUSE = "house"  # on another site of the same house
    SHARED = "shared"  # several newsrooms of the book have that site
    AS_SAID = "as_said"  # a person said so of another article of that site
    PERSON = "person"


_SURE_OF_NEWSROOM = {
    Whose.SITE: 95,
    Whose.AS_SAID: 90,
    Whose.HOUSE: 80,
    Whose.SHARED: 50,
    Whose.PERSON: 100,
}


def sure_of_newsroom(how: Whose) -> int:
    """Return how sure the newsroom of a mention is."""
    return _SURE_OF_NEWSROOM[how]


def whose_site(host: str, domains: Sequence[str]) -> Whose:
    """Return how a newsroom is known by the site of an article; `domains`: of all that have it."""
    if len(domains) > 1:
        return Whose.SHARED
    bare = host.lower().removeprefix("www.")
    return Whose.SITE if bare == domains[0].lower().removeprefix("www.") else Whose.HOUSE


def domains_of(host: str) -> set[str]:
    """Return the sites a newsroom may have in the book for its articles to stand on this one."""
    return {host.lower(), house_of(host)} - {""}


@dataclass(frozen=True)
class Alike:
    """How much a signature is like somebody of the book."""

    is_whole: bool  # the same name; else a shorter one: « Julia P. »
    is_there: bool  # who works for that outlet, as the book has it
    is_known: bool = False  # a person joined them to the same signature in the same outlet

    @property
    def sure(self) -> int:
        """How sure it is that it is them."""
        if self.is_known:
            return 95 if self.is_whole else 85
        if self.is_there:
            return 90 if self.is_whole else 70
        return 60 if self.is_whole else 40


def is_whole(signed: str, name: str) -> bool:
    """Say whether a signature is somebody's name, in any order, without anything left out."""
    return _words(signed) == _words(name)


def begins_as(name: str, signed: str) -> bool:
    """Say whether words of a name begin as each word of a signature: « Julia P. » is one."""
    words = _words(name)
    return all(any(word.startswith(each) for word in words) for each in _words(signed))


def _words(name: str) -> list[str]:
    spaced = fold(name)
    for sign in ".-'":
        spaced = spaced.replace(sign, " ")
    return sorted(spaced.split())
