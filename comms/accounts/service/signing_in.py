"""Signs a person in: the pass-phrase, then the second factor for those who let things leave."""

from dataclasses import dataclass
from enum import StrEnum

from comms.accounts import queries
from comms.accounts.models import Member
from comms.accounts.rules import addresses
from comms.accounts.rules.tries import ACCOUNT, ADDRESS
from comms.accounts.service import hashing, sessions, tries
from comms.audit import service as audit
from comms.core.refusal import Refused
from comms.core.rights import Role, needs_second_factor


class SignInWrong(StrEnum):
    """Why a person does not come in; never which of the two was wrong."""

    WRONG_PAIR = "signin.wrong_pair"


@dataclass(frozen=True)
class Knock:
    """Who asks to come in: from which address on the network, with what for a browser."""

    address: str
    label: str = ""
    device: str = ""  # the token of a device its owner calls theirs


@dataclass(frozen=True)
class Entered:
    """A browser that was let in; when not whole, the second step is next."""

    token: str
    is_whole: bool


def sign_in(email: str, passphrase: str, knock: Knock) -> Entered:
    """Let a person in by address and pass-phrase.

    Raises:
        Refused: wrong, or too many tries in a row.
    """
    key = addresses.key_of(email)
    account = f"account:{key}"
    taken = tries.take({account: ACCOUNT, f"address:{knock.address}": ADDRESS})
    member = queries.by_address(key)
    if not hashing.fits(passphrase, member.passphrase if member else None) or member is None:
        raise Refused(SignInWrong.WRONG_PAIR)
    tries.give_back(taken)
    tries.forget(account)
    if hashing.is_old(member.passphrase):
        member.passphrase = hashing.hash_of(passphrase)
    return open_door(member, knock)


def open_door(member: Member, knock: Knock) -> Entered:
    """Let in who has shown the first factor; the second is asked where the role or they want it."""
    is_whole = not (member.totp or needs_second_factor(Role(member.role)))
    token = sessions.begin(member, knock.label, is_whole=is_whole)
    if is_whole:
        audit.record(member.id, "member.signed_in", "member", member.id)
    return Entered(token, is_whole)
