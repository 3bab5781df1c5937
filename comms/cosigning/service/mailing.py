"""Mails to partners: written down once for a reason, carried by a job, in doubt decided by one."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from comms.accounts.rules import addresses
from comms.adapters import post
from comms.adapters.mail import Message
from comms.adapters.post import Round
from comms.audit import service as audit
from comms.contacts.book.rules.addresses import email_key
from comms.contacts.law.queries.informing import notice_for
from comms.contacts.law.service.informing import informed
from comms.core import clock, languages, options, outward, settings
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.register import Register
from comms.core.rights import Actor
from comms.core.ways import ASKING, Way
from comms.cosigning.models import Collection, Invited, PartnerKit, PartnerMail
from comms.cosigning.queries import letters
from comms.cosigning.rules.asking import Answer, Mailed, SigningWrong, is_open
from comms.cosigning.service import links, wording

NOT_LEFT = (Way.DUE, Way.MISSED, Way.FAILED)
AT_ONCE = 50  # rows a turn: a stop is heard in between


def write(invitation: Invited, kind: Mailed, occasion: str = "") -> PartnerMail | None:
    """Have a partner written to for a reason; None where they were for this one before.

    Raises:
        Refused: there is no address, or who reads there wants no mail of ours.
    """
    if obstacle := obstacle_to_mail(invitation):
        raise Refused(obstacle, partner=invitation.partner)
    if letters.was_mailed(invitation.id, kind, occasion):
        return None
    mail = PartnerMail(
        invitation_id=invitation.id,
        kind=kind,
        occasion=occasion,
        message_id=outward.message_id(),
        made_at=clock.now(),
        due_at=clock.now(),
        state=Way.DUE,
    )
    db.session.add(mail)
    db.session.flush()
    return mail


def obstacle_to_mail(invitation: Invited) -> SigningWrong | None:
    """Return why a partner cannot be written to; their link can still be given by hand."""
    if addresses.read(invitation.address) is None:
        return SigningWrong.NO_ADDRESS
    if Register().refuses(email_key(invitation.address)):
        return SigningWrong.SAID_NO
    return None


def is_written_to(invitation: Invited) -> bool:
    """Say whether mails leave to a partner unasked; if not, a member gives them their link."""
    return not invitation.by_hand and obstacle_to_mail(invitation) is None


def is_leaving(invitation: Invited) -> bool:
    """Say whether a mail to a partner is on its way already."""
    rows = select(PartnerMail.id).where(
        PartnerMail.invitation_id == invitation.id,
        PartnerMail.state.in_((Way.DUE, Way.CLAIMED)),
    )
    return db.session.scalar(rows.limit(1)) is not None


def has_heard(invitation: Invited) -> bool:
    """Say whether a mail has reached a partner and none is on its way, which would say the same."""
    rows = select(PartnerMail.state).where(PartnerMail.invitation_id == invitation.id)
    states = set(db.session.scalars(rows))
    return Way.SENT in states and not states & {Way.DUE, Way.CLAIMED}


def forget_stuck(invitation: Invited) -> None:
    """Give up what was missed or refused: a mail written anew takes its place.

    Raises:
        Refused: one may have arrived; a person says first what became of it.
    """
    rows = select(PartnerMail).where(
        PartnerMail.invitation_id == invitation.id,
        PartnerMail.state.in_(ASKING),
    )
    stuck = db.session.scalars(rows.with_for_update()).all()
    if any(each.state == Way.DOUBTFUL for each in stuck):
        raise Refused(SigningWrong.IN_DOUBT)
    for each in stuck:
        outward.decide(each, Way.DROPPED, now=clock.now())


def drop_waiting(invitation: Invited) -> None:
    """Let no mail to a partner leave any more."""
    waiting = update(PartnerMail).where(
        PartnerMail.invitation_id == invitation.id,
        PartnerMail.state.in_(NOT_LEFT),
    )
    db.session.execute(waiting.values(state=Way.DROPPED, done_at=clock.now()))


def carry_due() -> int:
    """Send what is due to partners; return how many left. A job's verb; commits as it goes."""
    outward.doubt_expired(PartnerMail, clock.now())
    outward.miss_late(PartnerMail, clock.now(), options.patience())
    ours = Round(
        PartnerMail,
        message=_message,
        expects=_expects,
        left=_tell_informed,
    )
    ids = outward.due_ids(PartnerMail, clock.now(), limit=AT_ONCE)
    here = settings.current()
    return post.carry(ours, ids, door=here.smtp, sender=here.mail_from)


def _expects(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return options.nothing_paused(), outward.in_time(PartnerMail, now, options.patience())


def _tell_informed(row_id: int) -> None:
    """Let the contact book know that the first mail to a person, with the notice, has left."""
    mail = db.session.get_one(PartnerMail, row_id)
    informed(db.session.get_one(Invited, mail.invitation_id).contact_id)


def _message(row: PartnerMail) -> Message | None:
    """Return what a mail says, with a link of its own; None when there is nothing to say now."""
    invitation = db.session.get_one(Invited, row.invitation_id)
    if obstacle_to_mail(invitation) or not _is_wanted(invitation, Mailed(row.kind)):
        return None
    about = _about(invitation)
    notice = notice_for(invitation.contact_id, invitation.lang)
    link = links.make(invitation)
    with languages.speaking(invitation.lang):
        letter = wording.letter(Mailed(row.kind), invitation, about, link, notice)
    return Message(
        to=invitation.address,
        to_name=invitation.person,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        lang=invitation.lang,
        message_id=row.message_id,
    )


def _about(invitation: Invited) -> Collection | PartnerKit:
    if invitation.collection_id:
        return db.session.get_one(Collection, invitation.collection_id)
    assert invitation.kit_id is not None
    return db.session.get_one(PartnerKit, invitation.kit_id)


def _is_wanted(invitation: Invited, kind: Mailed) -> bool:
    """Say whether a mail still has something to say: a link that opens, an answer to give."""
    if invitation.withdrawn_at is not None:
        return False
    about, now = _about(invitation), clock.now()
    if isinstance(about, PartnerKit):
        return about.closed_at is None and now < about.ends_at
    may_answer = is_open(about.closes_at, about.closed_at, now)
    is_for_silent = kind in (Mailed.REMIND, Mailed.CHANGED)
    return may_answer and not (is_for_silent and invitation.answer != Answer.NONE)


def resolve(mail: PartnerMail, answer: str, *, actor: Actor) -> None:
    """Say that a mail is there, send it again, or let it go."""
    outward.resolve(mail, answer)
    if mail.state == Way.SENT:
        _tell_informed(mail.id)
    audit.record(actor.id, f"partner_mail.resolved_{answer}", "invitation", mail.invitation_id)
