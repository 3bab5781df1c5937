"""What a source is, how it can be unwell, and when its silence is strange."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from urllib.parse import quote, quote_plus, urlsplit

from comms.core.links import canonical, site_of

_STRANGE = 3  # times its usual rhythm
SHORTEST_SILENCE = timedelta(days=2)  # a week-end alone alarms nobody
MENDS_ITSELF = timedelta(days=1)
SHORTEST_OUTAGE = timedelta(hours=12)  # told by name: a feed still shows what came meanwhile
# The well are asked once a day at least; a round may come a little late.
_SLEEP = MENDS_ITSELF + timedelta(hours=1)
_WITHOUT_RHYTHM = timedelta(days=30)
_CHANNEL = re.compile(r"(?<![\w-])UC[\w-]{22}(?![\w-])")  # in the address of its page too
# How sites write that they are searched: WordPress « ?s=mot&feed=rss2 », « /recherche/mot.rss ».
_ASKS = re.compile(r"(?:^|&)(?:q|s|query|search\w*|recherche|keywords?|mots?)=", re.IGNORECASE)
_SEARCH = re.compile(r"/(?:search|recherche|suche)(?:[/.]|$)", re.IGNORECASE)


class State(StrEnum):
    """Whether a source is asked."""

    ACTIVE = "active"
    PAUSED = "paused"  # by a person
    GONE = "gone"  # it said twice that it is gone for good
    REMOVED = "removed"  # a person let it go; its articles stay


class SourceWrong(StrEnum):
    """Why a source does not enter."""

    NO_FEED_LISTED = "source.no_feed_listed"
    NO_FEED_ON_PAGE = "source.no_feed_on_page"
    KNOWN = "source.known"
    NO_FILE = "source.no_file"
    REPEATED = "source.repeated"
    BROKEN_FILE = "source.broken_file"


class Ailment(StrEnum):
    """What a source answers instead of its feed, or that it says nothing new."""

    FORBIDDEN = "source.forbidden"
    NOT_FOUND = "source.not_found"
    GONE = "source.gone"
    ASKED_TO_WAIT = "source.asked_to_wait"
    SITE_FAILS = "source.site_fails"
    ANSWERED_STRANGELY = "source.answered_strangely"
    SILENT = "source.silent"
    UNREAD = "source.unread"  # nobody has asked it: the machine slept, or the jobs stood still
    PAUSED = "source.paused"  # a person suspended it


def ailment_of(status: int) -> Ailment:
    """Return what an answer other than 200 and 304 means."""
    if status in {401, 402, 403, 407, 451}:
        return Ailment.FORBIDDEN
    if status == 404:
        return Ailment.NOT_FOUND
    if status == 410:
        return Ailment.GONE
    if status == 429:
        return Ailment.ASKED_TO_WAIT
    return Ailment.SITE_FAILS if status >= 500 else Ailment.ANSWERED_STRANGELY


class Engine(StrEnum):
    """A site that searches for us, and thereby learns what we look for."""

    GOOGLE = "google"
    BING = "bing"
    MASTODON = "mastodon"
    YOUTUBE = "youtube"


def search_address(engine: Engine, words: str, lang: str, host: str = "") -> str:
    """Return the feed of a search. `host`: the Mastodon server whose hashtag is followed.

    Server and channel may be given by the address of their page, as people copy it.
    """
    wanted = quote_plus(" ".join(words.split()))
    if engine is Engine.GOOGLE:
        place = {"fr": "FR", "en": "GB", "de": "DE"}.get(lang, "FR")
        return (
            f"https://news.google.com/rss/search?q={wanted}&hl={lang}&gl={place}"
            f"&ceid={place}:{lang}"
        )
    if engine is Engine.BING:
        return f"https://www.bing.com/news/search?q={wanted}&format=rss&setlang={lang}"
    if engine is Engine.MASTODON:
        server = host.rpartition("//")[2].partition("/")[0] or "mastodon.social"
        return f"https://{server}/tags/{quote(words.strip().lstrip('#'))}.rss"
    named = _CHANNEL.search(words)
    channel = named[0] if named else words.strip()
    return f"https://www.youtube.com/feeds/videos.xml?channel_id={quote_plus(channel)}"


def is_search(url: str) -> bool:
    """Say whether a feed is a search: it shows anybody's articles, and its folder says nothing."""
    parts = urlsplit(url)
    site = site_of(parts.hostname or "")
    is_tag = parts.path.startswith("/tags/") and parts.path.endswith(".rss")
    return is_tag or site == "bing.com" or site.startswith("google.")


def learns(url: str) -> bool:
    """Say whether asking a feed tells a third party what we look for: a search, a channel."""
    parts = urlsplit(url)
    asks = _ASKS.search(parts.query) or _SEARCH.search(parts.path)
    return is_search(url) or "youtube.com/feeds/" in url or bool(asks)


def key_of(url: str) -> str:
    """Return what two addresses of one feed share; its parameters all count."""
    parts = urlsplit(url)
    host = urlsplit(canonical(url)).netloc
    return f"{host}{parts.path.rstrip('/')}{'?' + parts.query if parts.query else ''}"


@dataclass(frozen=True)
class Pulse:
    """What tells whether a source still speaks."""

    newest_at: datetime | None  # of its newest article
    last_new: datetime | None  # when it last brought one
    rhythm: timedelta | None
    added_at: datetime


def silence_of(pulse: Pulse, now: datetime) -> timedelta | None:
    """Return for how long a source has been strangely silent, or None when it is not."""
    last = max(filter(None, (pulse.newest_at, pulse.last_new)), default=pulse.added_at)
    usual = pulse.rhythm * _STRANGE if pulse.rhythm else _WITHOUT_RHYTHM
    return now - last if now - last > max(usual, SHORTEST_SILENCE) else None


def needs_a_person(pulse: Pulse, last_ok: datetime | None, now: datetime) -> bool:
    """Say whether a source has brought nothing for so long that it will not mend by itself."""
    since = last_ok or pulse.added_at
    return now - since > MENDS_ITSELF or silence_of(pulse, now) is not None


def has_slept(last_try: datetime, now: datetime) -> bool:
    """Say whether the machine slept, or its jobs stood still, when no source was asked since."""
    return now - last_try > _SLEEP


def is_short(since: datetime, until: datetime | None) -> bool:
    """Say whether an outage was over so soon that it need not be told by name."""
    return until is not None and until - since < SHORTEST_OUTAGE


def rhythm_of(instants: list[datetime]) -> timedelta | None:
    """Return the usual time between two articles: the middle one of the gaps between the newest."""
    newest = sorted(set(instants), reverse=True)[:21]
    gaps = sorted(newer - older for newer, older in pairwise(newest))
    return gaps[len(gaps) // 2] if len(gaps) > 1 else None
