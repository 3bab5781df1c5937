"""What a mention is: its medium, its tone, where it stands."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

CREDIT = 240  # characters at either end of an article in which a credit stands
_AGENCIES = "AFP|Reuters|AP|dpa|DPA|Belga|EFE|ANSA|ATS|PA"
_SIGNED = re.compile(rf"\b({_AGENCIES})\b()")
# « (AFP) », « avec AFP », « © AFP », « AFP – », « LONDON (Reuters) - »
_CREDITED = re.compile(
    rf"(?:[(©/]\s*|\b(?:avec|with|par|by|mit|source\s*:)\s+)({_AGENCIES})\b|\b({_AGENCIES})\s+[–—-]\s"
)


class State(StrEnum):
    """Where a mention stands."""

    NEW = "new"
    KEPT = "kept"
    DISMISSED = "dismissed"


class Tone(StrEnum):
    """How a mention speaks of us: a person says so, no machine."""

    UNSET = ""
    FAVOURABLE = "favourable"
    NEUTRAL = "neutral"
    HOSTILE = "hostile"


class Medium(StrEnum):
    """By which way it was said."""

    WEB = "web"
    PRINT = "print"
    RADIO = "radio"
    TELEVISION = "television"
    PODCAST = "podcast"
    NETWORK = "network"


class MentionWrong(StrEnum):
    """Why a mention cannot be kept so."""

    NO_TITLE = "mention.no_title"
    NO_OUTLET = "mention.no_outlet"
    NOT_A_LINK = "mention.not_a_link"
    HOUR_AHEAD = "mention.hour_ahead"
    UNKNOWN_STATE = "mention.unknown_state"
    UNKNOWN_TONE = "mention.unknown_tone"


@dataclass(frozen=True)
class ByHand:
    """What a person enters: what no feed shows."""

    title: str
    outlet: str
    medium: Medium = Medium.PRINT
    programme: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    published: datetime | None = None
    lang: str = "fr"
    verbatim: str = ""
    note: str = ""


def lacks(given: ByHand, now: datetime) -> list[MentionWrong]:
    """Return everything that is wrong with what was entered."""
    found = []
    if not given.title:
        found.append(MentionWrong.NO_TITLE)
    if not given.outlet:
        found.append(MentionWrong.NO_OUTLET)
    if given.url and not is_link(given.url):
        found.append(MentionWrong.NOT_A_LINK)
    if given.published and given.published > now:
        found.append(MentionWrong.HOUR_AHEAD)
    return found


def is_link(url: str) -> bool:
    """Say whether an address may stand behind a title: http or https, with a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def agency_of(authors: Sequence[str], text: str) -> str:
    """Return the agency an article is credited to: in its signature, its first or last words."""
    signed = _SIGNED.search(", ".join(authors))
    found = signed or _CREDITED.search(text[:CREDIT]) or _CREDITED.search(text[-CREDIT:])
    return (found[1] or found[2]) if found else ""


def inherited(states: Iterable[str]) -> State:
    """Return the state of a later copy: what people said of the story holds for it too."""
    said = set(states)
    if State.KEPT in said:
        return State.KEPT
    return State.DISMISSED if said == {State.DISMISSED} else State.NEW


def outlet_of(source: str, url: str) -> str:
    """Return whose an article is: the source's name, or the site's."""
    if source.strip():
        return " ".join(source.split())
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
