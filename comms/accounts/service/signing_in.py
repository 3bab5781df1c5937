"""Signs a person in: the pass-phrase, then the second factor for those who let things leave."""

from dataclasses import dataclass
from enum import StrEnum

from comms.accounts import queries
from comms.accounts.models import Device, Member, Session
from comms.accounts.rules import addresses
from comms.accounts.rules.tries import ACCOUNT, ADDRESS, Limit
from comms.accounts.service import devices, factors, hashing, keeping, sessions, tries
from comms.audit import service as audit
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Role, needs_second_factor


class SignInWrong(StrEnum):
    """Why a person does not come in; never which of the two was wrong."""

    WRONG_PAIR = "signin.wrong_pair"


@dataclass(frozen=True)
class Knock:
    """Who asks to come in: from which address on the network, with what for a browser."""

    address: str = ""
    label: str = ""
    device: str = ""  # the token of a device its owner calls theirs


@dataclass(frozen=True)
class Entered:
    """A browser that was let in; when not whole, the second step is next.

    `device` is the token of a device that is remembered from now on.
    """

    token: str
    is_whole: bool
    device: str = ""


def sign_in(email: str, passphrase: str, knock: Knock) -> Entered:
    """Let a person in by address and pass-phrase.

    Raises:
        Refused: wrong, or too many tries in a row.
    """
    key = addresses.key_of(email)
    member, device = queries.by_address(key), _device_of(key, knock)
    stored = member.passphrase if member else None
    taken = tries.take(_doors(key, device, knock))
    if not hashing.fits(passphrase, stored) or member is None:
        raise Refused(SignInWrong.WRONG_PAIR)
    tries.give_back(taken)
    tries.forget(f"account:{key}")
    if hashing.is_old(member.passphrase):
        member.passphrase = hashing.hash_of(passphrase)
    return open_door(member, knock)


def _doors(key: str, device: Device | None, knock: Knock) -> dict[str, Limit]:
    """Return where a try counts: a device its owner knows has a door of its own.

    So a storm on somebody's address does not keep them out of their own telephone.
    """
    if device is not None:
        return {f"device:{device.id}": ACCOUNT}
    return {f"account:{key}": ACCOUNT, f"address:{knock.address}": ADDRESS}


def _device_of(key: str, knock: Knock) -> Device | None:
    device = queries.remembered(knock.device, clock.now())
    return device if device is not None and device.member.email_key == key else None


def open_door(member: Member, knock: Knock) -> Entered:
    """Let in who has shown the first factor; the second is asked where the role or they want it."""
    if member.totp and _device_of(member.email_key, knock):
        return _welcome(member, knock.label)
    if member.totp:
        return Entered(sessions.begin(member, knock.label, is_whole=False), False)
    if needs_second_factor(Role(member.role)):
        token = sessions.begin(member, knock.label, is_whole=False)
        factors.begin(queries.session_of(token))
        return Entered(token, False)
    return _welcome(member, knock.label)


def pass_second_step(half: Session, code: str, *, label: str, is_own: bool) -> Entered:
    """Let in whole who passed the first door; `is_own` remembers the device.

    Raises:
        Refused: the code is wrong, or too many were tried.
    """
    member = half.member
    factors.check(member, code)
    return _replace(half, label, is_own=is_own)


def set_up_second_step(half: Session, code: str, *, label: str, is_own: bool) -> Entered:
    """Let in whole who sets a second factor up, and keep the codes for paper for this browser.

    Raises:
        Refused: the code does not fit the new secret.
    """
    codes = factors.confirm(half, code)
    entered = _replace(half, label, is_own=is_own)
    keeping.keep(queries.session_of(entered.token), **{keeping.CODES: codes})
    return entered


def _replace(half: Session, label: str, *, is_own: bool) -> Entered:
    """End the half session: the whole one has a token nobody saw before."""
    member = half.member
    db.session.delete(half)
    device = devices.remember(member, label) if is_own else ""
    entered = _welcome(member, label)
    return Entered(entered.token, True, device)


def _welcome(member: Member, label: str) -> Entered:
    audit.record(member.id, "member.signed_in", "member", member.id)
    return Entered(sessions.begin(member, label), True)
