"""How often a source is asked, how an article is known again, and when it is for subscribers."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol

from comms.core.links import canonical
from comms.core.text import bare, fold

BASE = timedelta(minutes=30)
FLOOR, CEILING = timedelta(minutes=10), timedelta(hours=24)
SLOWEST = timedelta(hours=4)  # of its own accord, for a source that is well
WHOLE_EVERY = timedelta(hours=24)  # some servers never change their validators
MOVED_TIMES, MOVED_FOR = 5, timedelta(hours=48)
GONE_FOR = timedelta(hours=23)  # between two answers that it is gone for good
PAUSE = 2.0  # seconds between two requests to one site


@dataclass(frozen=True)
class Wish:
    """What a server asks of us: not before, and how long its answer stays good."""

    not_before: datetime | None = None
    fresh_for: timedelta = timedelta(0)


def wish_of(headers: Mapping[str, str], status: int, minutes: int | None, now: datetime) -> Wish:
    """Read what a server wishes: Retry-After, max-age or Expires, the feed's own ttl."""
    fresh = max(_fresh_for(headers, now), timedelta(minutes=minutes or 0))
    waits = _retry_after(headers.get("retry-after", ""), now) if status in {429, 503} else None
    return Wish(waits, min(fresh, CEILING))


def _retry_after(written: str, now: datetime) -> datetime | None:
    """Return until when to wait: seconds or a date, at least a second, at most a day."""
    written = written.strip()
    if written.isdecimal() and written.isascii():
        wait = timedelta(seconds=min(int(written[:9]), 10**8))
    elif when := _date(written):
        wait = when - now
    else:
        return None
    return now + min(max(wait, timedelta(seconds=1)), CEILING)


def _fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta:
    said = headers.get("cache-control", "").lower()
    for word in said.split(","):
        name, _, value = word.strip().partition("=")
        if name == "max-age" and value.strip('"').isdecimal():
            return timedelta(seconds=min(int(value.strip('"')[:9]), 10**8))
    if "no-cache" in said or "no-store" in said or not (when := _date(headers.get("expires", ""))):
        return timedelta(0)
    return max(when - now, timedelta(0))


def _date(written: str) -> datetime | None:
    if not written:
        return None
    try:
        when = parsedate_to_datetime(written)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def interval_of(rhythm: timedelta | None) -> timedelta:
    """Return how often to ask a source that is well: twice in its own rhythm, within bounds."""
    return BASE if rhythm is None else min(max(rhythm / 2, FLOOR), SLOWEST)


def next_due(
    now: datetime, *, rhythm: timedelta | None, failures: float, wish: Wish, chance: float
) -> datetime:
    """Return when to ask again. `chance`, from 0 to 1, spreads the sources by a tenth."""
    usual = interval_of(rhythm) * (1 + failures)  # grows in a line: feeds come back from the dead
    spread = min(max(usual, wish.fresh_for, FLOOR), CEILING) * (1 + chance / 10)
    due = now + min(spread, CEILING)
    return max(due, wish.not_before) if wish.not_before else due


def weight_of(status: int | None, trouble: str | None) -> float:
    """Return how much a failed try counts: what may pass by itself counts less."""
    if trouble == "http.names_silent":
        return 0.25
    if trouble == "http.certificate" or (trouble or "").startswith("feed."):
        return 0.5
    is_soft = status is not None and (status in {404, 429} or status >= 500)
    return 0.5 if is_soft else 1.0


def validators(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Return the headers that ask for news only, byte for byte what the server gave."""
    said = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in said.items() if value}


def kept_validator(value: str | None) -> str | None:
    """Return what may go back to a server as it came: printable ASCII, not too long."""
    is_plain = value and len(value) < 500 and value.isascii() and value.isprintable()
    return value if is_plain else None


class Identity(Protocol):
    """What an item says of itself, as far as it tells which article it is."""

    @property
    def link(self) -> str | None: ...
    @property
    def guid(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...


def keys_of(items: Sequence[Identity], source_id: int) -> list[str]:
    """Return what makes each item of one document the article it is.

    The canonical link, whatever the source and the guid; without link the source and the guid;
    without guid, or when a document gives one guid to several such items, source, title and date.
    """
    guids = Counter(each.guid for each in items if not each.link)
    return [_key(each, source_id, is_shared=guids[each.guid] > 1) for each in items]


def _key(item: Identity, source_id: int, *, is_shared: bool) -> str:
    if item.link:
        return canonical(item.link)
    if item.guid and not is_shared:
        return f"guid:{source_id}:{_short(item.guid)}"
    return f"text:{source_id}:{_short(f'{item.title}|{item.published}')}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def text_hash(title: str | None, summary: str, content: str) -> str:
    """Return what changes when an article is shown in other words, or only in another form."""
    return _short(f"{title or ''}\n{summary}\n{content}")


# What sites call an article that asks for a subscription, folded: as a category, in brackets
# around its title, as the last words of its summary. A word elsewhere may be what it tells of.
_PAID = (
    r"(?:article |contenu |edition |zone )?(?:reserve\S* )?(?:(?:aux|a nos|pour les) )?"
    r"abonne(?:[·.(]?e[)s]?)?[·.]?s?|(?:article )?(?:payant|premium)|paywall(?:ed)?|"
    r"(?:for )?subscribers?(?:[ -]only)?|subscription|(?:nur )?(?:fur )?abonnenten|abo"
)
_TAG = re.compile(_PAID)
_LOCK = rf"[\[(](?:{_PAID})[\])]|[🔒🔐]"
_HEAD = r"reserve\S* (?:aux|a nos) abonne[^\s:]* ?:"
_TITLE = re.compile(rf"^(?:{_LOCK}|(?:{_PAID}) ?\||{_HEAD})|(?:{_LOCK})$")
_CLOSING = re.compile(
    r"\b(?:article|contenu|suite|texte|enquete|dossier)\b[^.!?]{0,60}"
    r"\breserve\S* (?:aux|a nos) abonne|"
    r"\b(?:article|story|content)\b[^.!?]{0,40}\b(?:for|to) (?:our )?subscribers\b"
)
_LAST = 160  # characters in which a summary says so


def says_paid(title: str | None, summary: str, tags: Sequence[str]) -> bool:
    """Say whether a feed tells that an article is for subscribers: most tell nothing."""
    if any(_TAG.fullmatch(fold(each.strip())) for each in tags):
        return True
    if _TITLE.search(fold((title or "").strip())):
        return True
    return bool(_CLOSING.search(fold(bare(summary[-_LAST * 4 :]))[-_LAST:]))
