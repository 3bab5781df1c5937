"""What a site lets robots read; its word is remembered for a day."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from comms.adapters.http import HttpTrouble, Policy
from comms.adapters.http.fetching import Client

NAME = "Porte-voix"  # as `http.fetching.AGENT` says it
KEPT = timedelta(days=1)
LATER = timedelta(hours=1)  # when a site could not say
NOTHING = "User-agent: *\nDisallow: /"  # may be read
_MOST = 500_000  # bytes of a robots.txt


@dataclass
class Robots:
    """The robots.txt of the sites asked lately."""

    _known: dict[str, tuple[datetime, RobotFileParser]] = field(default_factory=dict)

    async def lets(self, client: Client, url: str, now: datetime) -> bool:
        """Say whether a site lets us read one of its pages; who cannot say does not, for now."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        until, rules = self._known.get(site, (None, None))
        if rules is None or until is None or until <= now:
            until, rules = await _ask(client, site, now)
            self._known[site] = until, rules
        return rules.can_fetch(NAME, url)


async def _ask(client: Client, site: str, now: datetime) -> tuple[datetime, RobotFileParser]:
    """Ask as RFC 9309 says: without the file all is allowed, while a site fails nothing is."""
    try:
        answer = await client.get(f"{site}/robots.txt")
    except HttpTrouble:
        return now + LATER, _read(NOTHING)
    if answer.status >= 500 or answer.status == 429:
        return now + LATER, _read(NOTHING)
    said = answer.body[:_MOST].decode("utf-8", "replace") if answer.status == 200 else ""
    return now + KEPT, _read(said)


def _read(said: str) -> RobotFileParser:
    rules = RobotFileParser()
    rules.parse(said.splitlines())
    return rules


def policy_of(policy: Policy) -> Policy:
    """Return the policy under which pages are asked: none is as long as a feed may be."""
    return Policy(policy.allowed, most_bytes=3 * 1024 * 1024, seconds=20.0, redirects=5)
