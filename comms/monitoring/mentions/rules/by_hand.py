"""What a person enters by hand, and what it lacks."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from comms.monitoring.mentions.rules.links import medium_of
from comms.monitoring.mentions.rules.standing import Medium
from comms.monitoring.mentions.rules.wrong import MentionWrong

LONGEST = 2_000  # characters of a field: lists, mails and reviews show them whole


@dataclass(frozen=True)
class ByHand:
    """What a person enters: what no feed shows. `medium`: None leaves it to its link."""

    title: str
    outlet: str
    medium: Medium | None = None
    programme: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    published: datetime | None = None
    is_day_alone: bool = False  # no hour was given: `published` is the beginning of its day
    lang: str = "fr"
    verbatim: str = ""
    note: str = ""
    is_paid: bool = False

    @property
    def way(self) -> Medium:
        """By which way it was said: as a person chose, or as its link tells."""
        return self.medium or medium_of(self.url)


def lacks(given: ByHand, now: datetime) -> list[MentionWrong]:
    """Return everything that is wrong with what was entered."""
    found = []
    if not given.title:
        found.append(MentionWrong.NO_TITLE)
    if not given.outlet:
        found.append(MentionWrong.NO_OUTLET)
    if given.medium is None and not given.url:
        found.append(MentionWrong.NO_MEDIUM)
    if given.url and not is_link(given.url):
        found.append(MentionWrong.NOT_A_LINK)
    said = (given.title, given.outlet, given.programme, given.url, given.verbatim, given.note)
    if any(len(each) > LONGEST for each in (*said, ", ".join(given.authors))):
        found.append(MentionWrong.TOO_LONG)
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
