"""The association's own sites: what we say ourselves is no coverage."""

from collections.abc import Sequence

from comms.core.links import host_of, is_within


def sites(typed: str) -> list[str]:
    """Return the hosts in a text with one a line, in any form people paste them.

    Raises:
        ValueError: a line that is no site.
    """
    found = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        host = host_of(line if "//" in line else f"//{line}")
        if "." not in host.strip(".") or " " in line:
            raise ValueError(line)
        found.append(host.removeprefix("www."))
    return list(dict.fromkeys(found))


def is_own(url: str, own_sites: Sequence[str]) -> bool:
    """Say whether an address stands on one of our own sites: what we say is no coverage."""
    return bool(own_sites) and is_within(host_of(url), tuple(own_sites))
