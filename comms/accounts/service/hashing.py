"""Hashes pass-phrases so that a stolen database gives none away: argon2id, 64 MiB each."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from comms.accounts.rules.passphrases import as_typed

# RFC 9106, second choice: 64 MiB, three passes, four lanes; 146 ms on the smallest server we know.
STRONG = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)
# Two at once: eight threads at the door must not take half a gigabyte.
_room = threading.BoundedSemaphore(2)
_hasher = STRONG
_nobody = ""


def use(hasher: PasswordHasher) -> None:
    """Hash with other costs from now on: tests take cheap ones."""
    global _hasher, _nobody
    _hasher, _nobody = hasher, ""


def hash_of(passphrase: str) -> str:
    """Return the stored form of a pass-phrase."""
    with _room:
        return _hasher.hash(as_typed(passphrase))


def fits(passphrase: str, stored: str | None) -> bool:
    """Say whether a pass-phrase is the stored one; nobody's takes as long as somebody's."""
    try:
        with _room:
            _hasher.verify(stored or _of_nobody(), as_typed(passphrase))
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored is not None


def is_old(stored: str) -> bool:
    """Say whether a hash was made with other costs than today's."""
    return _hasher.check_needs_rehash(stored)


def _of_nobody() -> str:
    """Return a hash no pass-phrase fits, made once."""
    global _nobody
    _nobody = _nobody or _hasher.hash("nobody's")
    return _nobody
