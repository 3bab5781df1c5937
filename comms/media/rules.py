"""What a picture needs before it may leave."""

from enum import StrEnum

LONGEST_TITLE = 200  # characters


class Look(StrEnum):
    """What a person found who looked for faces."""

    WAITING = "waiting"
    NOBODY = "nobody"  # nobody can be recognised
    CONSENT = "consent"  # who can be recognised agreed, and it is on file
    REFUSED = "refused"  # must not leave


class PictureWrong(StrEnum):
    """Why a picture cannot enter or leave."""

    NOT_LOOKED_AT = "picture.not_looked_at"
    MUST_NOT_LEAVE = "picture.must_not_leave"
    NO_FILE = "picture.no_file"
    BUSY = "picture.busy"


MAY_LEAVE = frozenset({Look.NOBODY, Look.CONSENT})


def shortened(title: str) -> str:
    """Return a title as it is kept: on one line, cut between words, and it says so."""
    title = " ".join(title.split())
    if len(title) <= LONGEST_TITLE:
        return title
    return title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def obstacle_to_leaving(look: Look) -> PictureWrong | None:
    """Return what keeps a picture from leaving."""
    if look in MAY_LEAVE:
        return None
    return PictureWrong.MUST_NOT_LEAVE if look is Look.REFUSED else PictureWrong.NOT_LOOKED_AT
