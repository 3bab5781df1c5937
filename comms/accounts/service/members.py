"""Members: added, changed, closed; what they change themselves."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete

from comms.accounts import queries
from comms.accounts.models import Invitation, Member, Session
from comms.accounts.rules import addresses
from comms.accounts.rules.addresses import AddressWrong
from comms.accounts.rules.passphrases import weaknesses
from comms.accounts.rules.roles import college_of, obstacles_to_leaving, obstacles_to_role
from comms.accounts.rules.tries import ACCOUNT
from comms.accounts.service import devices, factors, hashing, sessions, subscriptions, tries
from comms.audit import service as audit
from comms.core import clock, hours, settings
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor, Role


class MemberWrong(StrEnum):
    """Why a member is not changed."""

    NAME_MISSING = "member.name_missing"
    UNKNOWN = "member.unknown"
    WRONG_PASSPHRASE = "member.wrong_passphrase"  # noqa: S105 - the name of an obstacle


@dataclass(frozen=True)
class Newcomer:
    """Who is to be a member, as somebody typed it."""

    email: str
    name: str
    role: str
    college: str | None = None


def obstacles_to_adding(who: Newcomer) -> list[StrEnum]:
    """Return everything that stands in the way of a new member."""
    found: list[StrEnum] = []
    if addresses.read(who.email) is None:
        found.append(AddressWrong.UNREADABLE)
    elif queries.by_address(addresses.key_of(who.email)):
        found.append(AddressWrong.KNOWN)
    if not who.name.strip():
        found.append(MemberWrong.NAME_MISSING)
    return [*found, *obstacles_to_role(who.role, who.college)]


def add(who: Newcomer, passphrase: str, again: str, *, invited_by: int | None = None) -> Member:
    """Add a member who chose a pass-phrase; `invited_by` is None where the machine itself did.

    Raises:
        Refused: with all that is wrong.
    """
    weak = weaknesses(passphrase, again, (who.email, who.name))
    if found := [*obstacles_to_adding(who), *weak]:
        raise Refused(found)
    member = Member(
        email=addresses.read(who.email),
        email_key=addresses.key_of(who.email),
        name=_on_one_line(who.name),
        role=Role(who.role),
        college=college_of(who.role, who.college),
        lang=settings.current().lang,
        passphrase=hashing.hash_of(passphrase),
        made_at=clock.now(),
    )
    db.session.add(member)
    db.session.flush()
    audit.record(invited_by, "member.added", "member", member.id)
    return member


def change_role(member: Member, role: str, college: str | None, *, actor: Actor) -> None:
    """Give a member another role or college; every session of theirs ends.

    Raises:
        Refused: not a role, or nobody would be left to let others in.
    """
    found: list[StrEnum] = list(obstacles_to_role(role, college))
    if role != Role.ADMIN:
        found += obstacles_to_leaving(member.id, queries.admins_held())
    if found:
        raise Refused(found)
    new = (Role(role), college_of(role, college))
    if new == (member.role, member.college):
        return
    member.role, member.college = new
    sessions.end_all(member.id)
    audit.record(actor.id, "member.role_changed", "member", member.id)


def close(member: Member, *, actor: Actor) -> None:
    """Let a member in no more. Their name stays with what they did; address and factors go.

    A keyed hash of the address stays: who comes back is the same person, and approves once.

    Raises:
        Refused: nobody would be left to let others in.
    """
    if found := obstacles_to_leaving(member.id, queries.admins_held()):
        raise Refused(found)
    sessions.end_all(member.id)
    factors.drop(member, actor=actor)
    db.session.execute(delete(Invitation).where(Invitation.member_id == member.id))
    member.closed_at = clock.now()
    trace = queries.trace(member.email_key)
    member.email, member.email_key, member.passphrase = "", f"closed:{member.id}:{trace}", ""
    audit.record(actor.id, "member.closed", "member", member.id)


def reset_factor(member: Member, *, actor: Actor | None) -> None:
    """Take a member's second factor away and end their sessions: they set up a new one."""
    factors.drop(member, actor=actor)
    sessions.end_all(member.id)


def introduce(member: Member, name: str, lang: str, zone: str = "") -> None:
    """Change one's own name, language and zone; an empty zone is the association's.

    Raises:
        Refused: no name, no such zone.
    """
    if not name.strip():
        raise Refused(MemberWrong.NAME_MISSING)
    if zone:
        hours.now_in(zone)
    member.zone = zone
    member.name = _on_one_line(name)
    if lang in settings.LANGUAGES:
        member.lang = lang
    audit.record(member.id, "member.introduced", "member", member.id)


def change_passphrase(session: Session, old: str, new: str, again: str, *, label: str) -> str:
    """Change one's own pass-phrase; every session ends, and the browser gets a new token.

    Raises:
        Refused: the old one is wrong, the new one weak, or too many tries.
    """
    member = session.member
    prove(member, old)
    choose_passphrase(member, new, again)
    # A link to choose another may lie in a mailbox: it does not undo this.
    db.session.execute(delete(Invitation).where(Invitation.member_id == member.id))
    return sessions.begin(member, label)


def prove(member: Member, passphrase: str) -> None:
    """Be shown that a browser is still its owner's, before what would shut the owner out.

    Raises:
        Refused: the pass-phrase is another, or too many tries.
    """
    stored = member.passphrase
    taken = tries.take({f"account:{member.email_key}": ACCOUNT})
    if not hashing.fits(passphrase, stored):
        raise Refused(MemberWrong.WRONG_PASSPHRASE)
    tries.give_back(taken)


def choose_passphrase(member: Member, new: str, again: str) -> None:
    """Set a pass-phrase; whoever was in with the old one is out, on every device.

    Raises:
        Refused: weak, or not the same twice.
    """
    if found := weaknesses(new, again, (member.email, member.name)):
        raise Refused(found)
    member.passphrase = hashing.hash_of(new)
    sessions.end_all(member.id)
    devices.end_all(member.id)
    subscriptions.close_all(member.id)
    audit.record(member.id, "passphrase.changed", "member", member.id)


def _on_one_line(name: str) -> str:
    return " ".join(name.split())[:120]
