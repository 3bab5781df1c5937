"""What a picture needs before it may leave."""

from enum import StrEnum


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


MAY_LEAVE = frozenset({Look.NOBODY, Look.CONSENT})


def obstacle_to_leaving(look: Look) -> PictureWrong | None:
    """Return what keeps a picture from leaving."""
    if look in MAY_LEAVE:
        return None
    return PictureWrong.MUST_NOT_LEAVE if look is Look.REFUSED else PictureWrong.NOT_LOOKED_AT
