"""How long a browser stays signed in, and what we call it."""

from datetime import datetime, timedelta

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
HALF = timedelta(minutes=30)  # between the pass-phrase and the second step, once set up by hand
REMEMBERED = timedelta(days=30)
NOTED_EVERY = timedelta(minutes=5)  # how exact « last seen » is

# The first that is found names it: browsers call themselves by the names of others too.
BROWSERS = (
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def is_idle(seen_at: datetime, now: datetime) -> bool:
    """Say whether a browser was left alone for too long."""
    return now - seen_at > IDLE


def is_worth_noting(seen_at: datetime, now: datetime) -> bool:
    """Say whether « last seen » is old enough to be written anew."""
    return now - seen_at >= NOTED_EVERY


def label_of(user_agent: str) -> str:
    """Return what a person would call a browser: « Firefox, Linux »; empty when nothing is known.

    No version, no model: the label is for recognising one's own, not for recognising people.
    """
    return ", ".join(
        name
        for kinds in (BROWSERS, SYSTEMS)
        for name in [next((name for sign, name in kinds if sign in user_agent), "")]
        if name
    )
