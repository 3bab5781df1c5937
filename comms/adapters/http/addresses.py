"""Where requests may go: the public internet, and networks the operator lists."""

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

from yarl import URL

from comms.adapters.http.trouble import HttpTrouble, Trouble

if TYPE_CHECKING:  # it brings Flask, which those who read feeds start without: half their start
    from comms.core.settings import Network

LONGEST = 2000  # characters of an address
_UNREADABLE = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"\u2028\u2029\ufeff\ufffe\uffff]")
# Global unicast is 2000::/3, without what stands for something else inside it: tunnels whose far
# end is another address, documentation.
_GLOBAL = IPv6Network("2000::/3")
_NOT_A_PLACE = [
    IPv6Network(each) for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
]
# Python 3.11 takes most of these for global.
_NOT_A_PLACE_4 = [IPv4Network(each) for each in ("192.0.0.0/24", "192.88.99.0/24")]
_IPV4_THROUGH_IPV6 = IPv6Network("64:ff9b::/96")  # NAT64: an IPv4 address in the last four bytes
_PORTS = frozenset({80, 443})


@dataclass(frozen=True)
class Policy:
    """What every request keeps to. `allowed`: the operator's own networks (`COMMS_ALLOW_NETS`)."""

    allowed: "tuple[Network, ...]" = ()
    most_bytes: int = 10 * 1024 * 1024  # after decoding
    seconds: float = 30.0  # in all, redirects included
    redirects: int = 5

    def check_place(self, host: str, port: int) -> None:
        """Refuse an address (of a machine, not a name) we do not go to.

        Raises:
            HttpTrouble: `ADDRESS_PRIVATE`.
        """
        place = _unwrapped(ip_address(host.partition("%")[0]))
        if self.is_own(place):
            return
        if not _is_public(place) or (port < 1024 and port not in _PORTS):
            raise HttpTrouble(Trouble.ADDRESS_PRIVATE)

    def is_own(self, place: IPv4Address | IPv6Address) -> bool:
        """Say whether the operator listed this address."""
        return any(place.version == net.version and place in net for net in self.allowed)


@lru_cache(maxsize=4096)  # the same sources are asked again and again
def read_address(written: str) -> URL:
    """Read an address as it will be asked; only http and https, nothing hidden in it.

    Raises:
        HttpTrouble: `ADDRESS_WRONG`.
    """
    if len(written) > LONGEST or _UNREADABLE.search(written):
        raise HttpTrouble(Trouble.ADDRESS_WRONG)
    try:
        url = URL(written)
        is_plain = url.user is None and url.password is None and url.port != 0
    except (ValueError, UnicodeError) as error:
        raise HttpTrouble(Trouble.ADDRESS_WRONG) from error
    if url.scheme not in {"http", "https"} or not url.raw_host or not is_plain:
        raise HttpTrouble(Trouble.ADDRESS_WRONG)
    return url.with_fragment(None)


def _is_public(place: IPv4Address | IPv6Address) -> bool:
    """Say yes to what is known to be good; no list of bad places is ever complete."""
    if isinstance(place, IPv4Address):
        is_one = place.is_global and not place.is_multicast and not place.is_reserved
        return is_one and not any(place in net for net in _NOT_A_PLACE_4)
    return place in _GLOBAL and place.is_global and not any(place in net for net in _NOT_A_PLACE)


def _unwrapped(place: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that an IPv6 one stands for."""
    if isinstance(place, IPv4Address):
        return place
    if place in _IPV4_THROUGH_IPV6:
        return IPv4Address(int(place) & 0xFFFFFFFF)
    return place.ipv4_mapped or place
