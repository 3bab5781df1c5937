"""Whose a host is: on many, each name before the last labels is another house.

Which those are says the public suffix list (publicsuffix.org, its private part too): companies
enter themselves, and many do not, so that we name some more.
"""

from functools import lru_cache
from importlib import import_module
from typing import Any

from comms.core.links import plain_host

_OF_MANY = frozenset(
    {
        *("blogspot.fr", "wordpress.com", "over-blog.com", "canalblog.com", "wordpress.fr"),
        *("substack.com", "ghost.io", "medium.com", "tumblr.com", "hypotheses.org", "free.fr"),
        *("noblogs.org", "eklablog.com", "jimdofree.com", "weebly.com", "neocities.org"),
        *("webnode.fr", "feedburner.com", "typepad.com", "livejournal.com", "home.blog"),
        *("business.site", "altervista.org", "wikidot.com", "e-monsite.com", "mystrikingly.com"),
        *("overblog.com", "unblog.fr", "skyrock.com", "centerblog.net", "eklablog.fr"),
        *("blog4ever.com", "youtube.com", "facebook.com", "instagram.com", "linkedin.com"),
        *("x.com", "twitter.com", "t.me", "tiktok.com", "bsky.app", "mastodon.social", "mstdn.fr"),
        *("framapiaf.org", "piaille.fr", "mamot.fr", "mailchi.mp", "rss.app", "sites.google.com"),
    }
)


@lru_cache(maxsize=8192)
def house_of(host: str) -> str:
    """Return the house a host belongs to: « lemonde.fr », « exemple.wordpress.com ».

    Nothing for a host that many share by paths alone (« medium.com/@x »): it is nobody's.
    """
    name = plain_host(host.lower().rstrip(".")).removeprefix("www.")
    if name in _OF_MANY:
        return ""
    if ":" in name or name.rpartition(".")[2].isdecimal():
        return name  # an address itself
    house = str(_suffixes().privatesuffix(name) or name)
    return name if house in _OF_MANY else house


@lru_cache(maxsize=1)
def _suffixes() -> Any:
    """Load the list: a twentieth of a second and 3 MB, in a process that needs it."""
    return import_module("publicsuffixlist").PublicSuffixList()
