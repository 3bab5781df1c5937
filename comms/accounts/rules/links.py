"""Links that open once: what each is for, how long it holds, where it leads."""

from datetime import timedelta
from enum import StrEnum

HOLDS = timedelta(hours=72)


class Kind(StrEnum):
    """What a link lets its reader do."""

    SET_UP = "set_up"  # make the first administrator
    JOIN = "join"
    RESET = "reset"  # choose a new pass-phrase


class LinkWrong(StrEnum):
    """Why a link opens nothing."""

    DEAD = "link.dead"


PATHS = {Kind.SET_UP: "/set-up/", Kind.JOIN: "/join/", Kind.RESET: "/reset/"}


def address(public_url: str, kind: Kind, token: str) -> str:
    """Return the whole address of a link."""
    return f"{public_url}{PATHS[kind]}{token}"
