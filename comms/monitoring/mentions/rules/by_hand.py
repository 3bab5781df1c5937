"""What a person enters by hand, and what it lacks."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from comms.monitoring.mentions.rules.standing import Medium
from comms.monitoring.mentions.rules.wrong import MentionWrong


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
    is_day_alone: bool = False  # no hour was given: `published` is the beginning of its day
    lang: str = "fr"
    verbatim: str = ""
    note: str = ""
    is_paid: bool = False


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
