"""How long a text is for each network: limits are data, with where and when they were read."""

import unicodedata
from dataclasses import dataclass
from datetime import date

import regex

from comms.channels.rules.links import REMOTE, without_domains, without_links

GRAPHEME = regex.compile(r"\X")
EMOJI = regex.compile(r"\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3")
LINK = 23  # what a shortened link counts, on Mastodon and on X


@dataclass(frozen=True)
class Limit:
    """What a network takes: so many `unit`s; `bytes` where it also counts those."""

    most: int
    unit: str
    bytes: int | None = None
    visuals: int = 10  # pictures one post may carry
    read_on: date = date(2026, 11, 23)
    source: str = ""


LIMITS = {
    "mastodon": Limit(
        500, "graphemes", visuals=4, source="joinmastodon: max_characters by default"
    ),
    "bluesky": Limit(
        300, "graphemes", bytes=3000, visuals=4, source="atproto lexicon app.bsky.feed.post"
    ),
    "x": Limit(280, "weight", visuals=4, source="twitter-text 3 configuration"),
    "linkedin": Limit(3000, "characters", visuals=20, source="LinkedIn posts API"),
    "instagram": Limit(2200, "characters", source="Instagram content publishing"),
    "facebook": Limit(63206, "characters", source="Facebook pages API"),
    "threads": Limit(500, "characters", visuals=20, source="Threads API; emoji by their bytes"),
    "telegram": Limit(4096, "characters", source="Telegram bot API"),
}
OWN_LIMIT = frozenset({"mastodon"})  # networks whose servers choose their own limit
HIGHEST = 100_000  # signs; more than any server we know of takes
NAMES = {"x": "X", "linkedin": "LinkedIn"}  # where it is more than a capital


def network_name(network: str) -> str:
    """Return a network as it writes its own name."""
    return NAMES.get(network, network.capitalize())


@dataclass(frozen=True)
class Count:
    """How a text stands against a limit."""

    count: int
    limit: int
    fits: bool
    unit: str


def count(network: str, text: str, most: int | None = None) -> Count:
    """Count a text as its network does; an unknown network is a `KeyError`.

    `most`: what the server in question takes, where it says so itself.
    """
    limit = LIMITS[network]
    number = _COUNTERS.get(network, len)(text)
    most = most or limit.most
    fits = number <= most
    if limit.bytes is not None:
        fits = fits and len(text.encode()) <= limit.bytes
    return Count(number, most, fits, limit.unit)


def graphemes(text: str) -> int:
    """Count what a reader calls letters: a family emoji is one, a vowel mark none."""
    return len(GRAPHEME.findall(text))


def mastodon(text: str) -> int:
    """Links count 23 whatever their length, the server part of a mention nothing."""
    short = without_links(text, "x" * LINK)
    return graphemes(REMOTE.sub(r"@\1", short))


def x_weight(text: str) -> int:
    """Weigh as X does: Latin, Arabic and their like 1, all else 2, an emoji 2, a link 23.

    Source: twitter-text 3. Ethiopic lies above the light range: 140 letters of Tigrinya are full.
    """
    normal = unicodedata.normalize("NFC", text)
    short = without_domains(normal, "x" * LINK)
    return sum(_weight(each) for each in GRAPHEME.findall(short))


def _weight(grapheme: str) -> int:
    if EMOJI.search(grapheme):
        return 2
    return sum(1 if _is_light(ord(sign)) else 2 for sign in grapheme)


def _is_light(code: int) -> bool:
    return (
        code <= 0x10FF
        or 0x2000 <= code <= 0x200D
        or 0x2010 <= code <= 0x201F
        or 0x2032 <= code <= 0x2037
    )


def threads(text: str) -> int:
    """Count characters, emoji by their bytes: the stricter of two readings of the rule."""
    return sum(
        len(each.encode()) if EMOJI.search(each) else len(each) for each in GRAPHEME.findall(text)
    )


def utf16(text: str) -> int:
    """Count UTF-16 units, as Telegram does, and browsers."""
    return len(text.encode("utf-16-le")) // 2


_COUNTERS = {
    "mastodon": mastodon,
    "bluesky": graphemes,
    "x": x_weight,
    "threads": threads,
    "telegram": utf16,
}
