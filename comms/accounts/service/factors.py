"""The second factor of a member: set up, asked, replaced by a code on paper, taken away."""

from enum import StrEnum

from cryptography.fernet import InvalidToken
from sqlalchemy import delete, update

from comms.accounts import queries
from comms.accounts.models import Member, RecoveryCode, Session
from comms.accounts.rules import factors
from comms.accounts.rules.tries import SECOND
from comms.accounts.service import devices, keeping, tries
from comms.audit import service as audit
from comms.core import clock, vault
from comms.core.db import db, took
from comms.core.refusal import Refused
from comms.core.rights import Actor, Role, needs_second_factor, number_of

PURPOSE = "second factor"
PAPER = "code on paper"


class FactorWrong(StrEnum):
    """Why a second factor is not taken."""

    CODE = "factor.code"
    NEW_CODE = "factor.new_code"
    KEY_LOST = "factor.key_lost"
    NOT_BEGUN = "factor.not_begun"
    ROLE_NEEDS_IT = "factor.role_needs_it"


def begin(session: Session) -> None:
    """Make a secret for a telephone; it counts once a code of it was typed."""
    keeping.keep(session, **{keeping.SECRET: factors.new_secret()})


def confirm(session: Session, code: str) -> list[str]:
    """Take the secret that was begun, if the telephone knows it; return new codes for paper.

    Raises:
        Refused: the code does not fit, or nothing was begun.
    """
    secret = keeping.kept(session).get(keeping.SECRET)
    if secret is None:
        raise Refused(FactorWrong.NOT_BEGUN)
    step = factors.step_of(code, secret, clock.now(), 0)
    if step is None:
        raise Refused(FactorWrong.NEW_CODE)
    member = session.member
    member.totp, member.totp_step = vault.seal(secret, PURPOSE), step
    keeping.drop(session, keeping.SECRET)
    devices.end_all(member.id)
    audit.record(member.id, "factor.set", "member", member.id)
    return renew_codes(member)


def renew_codes(member: Member) -> list[str]:
    """Make new codes for paper; the old ones open nothing any more. Only their hashes are kept."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member.id))
    codes = factors.new_codes()
    db.session.add_all(RecoveryCode(member_id=member.id, code=_paper(code)) for code in codes)
    audit.record(member.id, "codes.renewed", "member", member.id)
    return codes


def check(member: Member, code: str) -> None:
    """Take a code of the telephone or of the paper, once.

    Raises:
        Refused: wrong, taken before, or too many tries in a row.
    """
    door = f"second:{member.id}"
    tries.take({door: SECOND})
    if not (_take_paper(member, code) if factors.is_for_paper(code) else _take_step(member, code)):
        raise Refused(FactorWrong.CODE)
    tries.forget(door)


def _take_step(member: Member, code: str) -> bool:
    """Take a step: of two browsers with the same code, one wins."""
    if member.totp is None:
        return False
    try:
        secret = vault.unseal(member.totp, PURPOSE)
    except InvalidToken as error:
        raise Refused(FactorWrong.KEY_LOST) from error
    step = factors.step_of(code, secret, clock.now(), member.totp_step)
    if step is None:
        return False
    later = update(Member).where(Member.id == member.id, Member.totp_step < step)
    return took(db.session.execute(later.values(totp_step=step)))


def _take_paper(member: Member, code: str) -> bool:
    unused = update(RecoveryCode).where(
        RecoveryCode.member_id == member.id,
        RecoveryCode.code == _paper(code),
        RecoveryCode.used_at.is_(None),
    )
    taken = took(db.session.execute(unused.values(used_at=clock.now())))
    if taken:
        audit.record(member.id, "code.used", "member", member.id)
    return taken


def drop(member: Member, *, actor: Actor | None) -> None:
    """Take a second factor away, its codes and its devices; who needs one sets a new one up."""
    member.totp, member.totp_step = None, 0
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member.id))
    devices.end_all(member.id)
    audit.record(number_of(actor), "factor.dropped", "member", member.id)


def drop_own(member: Member) -> None:
    """Take one's own second factor away, where the role allows.

    Raises:
        Refused: the role lets things leave.
    """
    if needs_second_factor(Role(member.role)):
        raise Refused(FactorWrong.ROLE_NEEDS_IT)
    drop(member, actor=queries.actor(member))


def _paper(code: str) -> str:
    return vault.keyed_hash(factors.bare_code(code), PAPER)
