"""The second factor: codes of a telephone, codes on paper, the picture that joins the two."""

import secrets
from datetime import datetime

import pyotp
import segno

STEP = 30  # seconds a code of the telephone is shown
CODES = 10
GROUPS, LETTERS = 3, 4
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that reads like something else
MARGIN = 4  # modules of white a camera needs around the picture


def new_secret() -> str:
    """Return the secret a telephone shares with us: 160 bits in letters."""
    return pyotp.random_base32()


def step_of(code: str, secret: str, now: datetime, last: int) -> int | None:
    """Return the step whose code this is, one before or after this one, and later than `last`.

    Clocks of telephones are a little off; a code that was taken once is never taken again.
    """
    typed = "".join(code.split())
    this = int(now.timestamp()) // STEP
    shown = pyotp.TOTP(secret, interval=STEP)
    for step in (this, this - 1, this + 1):
        if step > last and secrets.compare_digest(shown.generate_otp(step), _digits(typed)):
            return step
    return None


def _digits(typed: str) -> str:
    return typed if typed.isascii() else ""


def link(secret: str, email: str, house: str) -> str:
    """Return what the picture says to the telephone (`otpauth://`)."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=email, issuer_name=house)


def picture(text: str) -> tuple[str, int]:
    """Return a QR code as the path of an SVG and the side of its square, in modules.

    The page draws it itself: the secret lies in no file and no cache.
    """
    rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=MARGIN))
    dark = [
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module
    ]
    return "".join(dark), len(rows)


def in_groups(secret: str) -> str:
    """Return a secret as one can type it: four letters at a time."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def new_codes() -> list[str]:
    """Return codes for paper, 59 bits each: « k3mz-9fqt-w2hb »."""
    return ["-".join(_group() for _ in range(GROUPS)) for _ in range(CODES)]


def _group() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))


def bare_code(typed: str) -> str:
    """Return a code for paper as it is kept, however it was typed."""
    return "".join(sign for sign in typed.casefold() if sign.isalnum())


def is_for_paper(typed: str) -> bool:
    """Say whether what was typed has the length of a code for paper."""
    return len(bare_code(typed)) == GROUPS * LETTERS
