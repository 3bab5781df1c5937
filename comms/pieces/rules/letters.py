"""A piece as it leaves: a mail, or a kit for the hand that posts it, whatever its kind."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from comms.core.html import Markup
from comms.core.text import bare

_BEHIND = re.compile(r'\s(?:href|title|alt)="([^"]*)"')


@dataclass(frozen=True)
class Letter:
    """One message, the same for all its readers but for the foot with their own link."""

    subject: str
    text: str
    html: Markup
    lang: str


@dataclass(frozen=True)
class KitVisual:
    """A picture of a kit: the number of its asset, its alternative text if it has one.

    `alts`: language and text, for each further language the network gets.
    """

    asset: int
    alt: str
    alts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Kit:
    """What a hand needs to post a piece, in the order in which it is pasted."""

    text: str
    lang: str
    link: str = ""
    warning: str = ""
    visuals: tuple[KitVisual, ...] = ()
    also: tuple[tuple[str, str], ...] = ()  # further parts and languages: language, text
    canva: str = ""  # where the design lies; for us alone
    handles: tuple[str, ...] = ()  # of those it mentions, there: to tag them in the picture

    @property
    def texts(self) -> Iterator[str]:
        """Yield everything that is pasted; `canva` is not."""
        yield from (self.text, self.link, self.warning, *self.handles)
        yield from (text for _lang, text in self.also)
        for each in self.visuals:
            yield from (each.alt, *(text for _lang, text in each.alts))


def said_by(html: str) -> Iterator[str]:
    """Yield everything a page gives to read, and what stands behind its links and pictures."""
    yield unescape(bare(html))
    yield from map(unescape, _BEHIND.findall(html))


Line = Callable[[int, int | None, str], str]  # piece, contact, language
_lines: list[Line] = []


def at_foot(line: Line) -> None:
    """Have a room add a line to the foot of one person's message: their own link. In `factory`."""
    if line not in _lines:
        _lines.append(line)


def own_lines(piece_id: int, contact_id: int | None, lang: str) -> list[str]:
    """Return what rooms add to the foot of one person's message; empty lines are none."""
    return [said for line in _lines if (said := line(piece_id, contact_id, lang))]
