"""The association's own sites: what we say ourselves is no coverage."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from comms.core.links import host_of


def sites(typed: str) -> list[str]:
    """Return the hosts in a text with one a line, in any form people paste them.

    Raises:
        ValueError: a line that is no site.
    """
    found = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        host = urlsplit(line if "//" in line else f"//{line}").hostname or ""
        if "." not in host.strip(".") or " " in line:
            raise ValueError(line)
        found.append(host.removeprefix("www."))
    return list(dict.fromkeys(found))


def is_own(url: str, own_sites: Sequence[str]) -> bool:
    """Say whether an address stands on one of our own sites: what we say is no coverage."""
    if not own_sites:
        return False
    host = host_of(url)
    return any(host == site or host.endswith(f".{site}") for site in own_sites)
