"""What a link tells of the way something was said, before its page is asked."""

from comms.core.links import host_of, site_of
from comms.monitoring.mentions.rules.standing import Medium

# Sites that show one way alone; what stations and channels write besides is read on a page too.
_SITES = {
    Medium.NETWORK: (
        "facebook.com", "fb.com", "instagram.com", "threads.net", "threads.com", "x.com",
        "twitter.com", "linkedin.com", "tiktok.com", "bsky.app", "t.me", "telegram.me",
        "mastodon.social", "mastodon.online", "mstdn.fr", "piaille.fr", "mamot.fr", "framapiaf.org",
    ),
    Medium.PODCAST: (
        "spotify.com", "deezer.com", "soundcloud.com", "ausha.co", "acast.com", "acast.fr",
        "podcasts.apple.com", "podcastics.com", "arteradio.com", "castbox.fm",
    ),
    Medium.RADIO: ("radiofrance.fr",),
    Medium.TELEVISION: ("france.tv", "arte.tv", "6play.fr", "m6.fr", "tf1.fr"),
}  # fmt: skip
_MEDIA = {site: medium for medium, sites in _SITES.items() for site in sites}


def medium_of(url: str) -> Medium:
    """Return by which way a link most likely leads: a page, where nothing else is known."""
    host = host_of(url).removeprefix("www.")
    return _MEDIA.get(host) or _MEDIA.get(site_of(host)) or Medium.WEB
