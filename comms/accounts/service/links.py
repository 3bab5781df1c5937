"""Makes and takes links that open once: the first administrator, invitations, new pass-phrases."""

from sqlalchemy import delete

from comms.accounts import queries
from comms.accounts.models import Invitation, Member
from comms.accounts.rules import addresses
from comms.accounts.rules.links import HOLDS, Kind, LinkWrong, address
from comms.accounts.rules.tries import ADDRESS, LINKS
from comms.accounts.service import members, tries
from comms.accounts.service.members import Newcomer
from comms.accounts.service.signing_in import Entered, Knock, open_door
from comms.audit import service as audit
from comms.core import clock, events, settings, vault
from comms.core.db import db, took
from comms.core.refusal import Refused
from comms.core.rights import Actor, Role, number_of


def first_link() -> str | None:
    """Return a link to make the first administrator, when nobody is here; older ones die."""
    if not queries.is_nobody_here():
        return None
    db.session.execute(delete(Invitation).where(Invitation.kind == Kind.SET_UP))
    return _make(Invitation(kind=Kind.SET_UP, email="", role=Role.ADMIN))


def invite(who: Newcomer, *, actor: Actor) -> str:
    """Ask somebody to join; return the link, which is shown and sent and kept nowhere.

    An older link for the same address dies.

    Raises:
        Refused: with all that is wrong.
    """
    if found := members.obstacles_to_adding(who):
        raise Refused(found)
    email = addresses.read(who.email) or who.email
    db.session.execute(
        delete(Invitation).where(Invitation.kind == Kind.JOIN, Invitation.email == email)
    )
    row = Invitation(
        kind=Kind.JOIN,
        email=email,
        name=" ".join(who.name.split()),
        role=who.role,
        college=who.college,
        made_by=actor.id,
    )
    link = _make(row)
    audit.record(actor.id, "member.invited", "invitation", row.id)
    lang = settings.current().lang
    events.announce(events.MemberInvited(row.email, row.name, link, actor.id, lang))
    return link


def withdraw(invitation: Invitation, *, actor: Actor) -> None:
    """Let an invitation open nothing any more."""
    audit.record(actor.id, "invitation.withdrawn", "invitation", invitation.id)
    db.session.delete(invitation)


def make_reset(member: Member, *, actor: Actor | None) -> str:
    """Return a link with which a member chooses a new pass-phrase; older ones die."""
    db.session.execute(
        delete(Invitation).where(Invitation.kind == Kind.RESET, Invitation.member_id == member.id)
    )
    row = Invitation(kind=Kind.RESET, email="", member_id=member.id, made_by=number_of(actor))
    link = _make(row)
    audit.record(number_of(actor), "passphrase.link_made", "member", member.id)
    return link


def ask_reset(email: str, knock: Knock) -> None:
    """Have a link sent to a member who forgot; whether there is such a member stays unsaid.

    Raises:
        Refused: asked too often.
    """
    key = addresses.key_of(email)
    tries.take({f"reset:{key}": LINKS, f"reset address:{knock.address}": ADDRESS})
    member = queries.by_address(key)
    if member is not None and settings.current().smtp is not None:
        link = make_reset(member, actor=queries.actor(member))
        events.announce(events.ResetAsked(member.id, link))


def standing(kind: Kind, token: str) -> Invitation:
    """Return what a link stands for; looking at it uses nothing up.

    Raises:
        Refused: it was used, withdrawn, or is too old.
    """
    found = queries.invitation(kind, token, clock.now())
    if found is None or (kind is Kind.SET_UP and not queries.is_nobody_here()):
        raise Refused(LinkWrong.DEAD)
    return found


def set_up(token: str, email: str, name: str, passphrase: str, again: str, knock: Knock) -> Entered:
    """Make the first administrator.

    Raises:
        Refused: the link is dead, or what was typed is not enough.
    """
    row = standing(Kind.SET_UP, token)
    member = members.add(Newcomer(email, name, Role.ADMIN), passphrase, again)
    _use(row)
    return open_door(member, knock)


def join(token: str, name: str, passphrase: str, again: str, knock: Knock) -> Entered:
    """Take an invitation: the address and the role are those it was made for.

    Raises:
        Refused: the link is dead, or what was typed is not enough.
    """
    row = standing(Kind.JOIN, token)
    who = Newcomer(row.email, name, row.role, row.college)
    member = members.add(who, passphrase, again, invited_by=row.made_by)
    _use(row)
    return open_door(member, knock)


def reset(token: str, passphrase: str, again: str, knock: Knock) -> Entered:
    """Choose a new pass-phrase; a storm on the account does not keep its owner out here.

    Raises:
        Refused: the link is dead, or the pass-phrase weak.
    """
    row = standing(Kind.RESET, token)
    member = db.session.get(Member, row.member_id)
    if member is None or member.closed_at is not None:
        raise Refused(LinkWrong.DEAD)
    members.choose_passphrase(member, passphrase, again)
    _use(row)
    return open_door(member, knock)


def _make(row: Invitation) -> str:
    token, row.token = vault.token()
    row.made_at = clock.now()
    row.ends_at = row.made_at + HOLDS
    db.session.add(row)
    db.session.flush()
    return address(settings.current().public_url, Kind(row.kind), token)


def _use(row: Invitation) -> None:
    """Use a link up: of two who press at once, one wins."""
    if not took(db.session.execute(delete(Invitation).where(Invitation.id == row.id))):
        raise Refused(LinkWrong.DEAD)
