"""What is done with one partner's link: given by hand, sent anew, taken back, given back."""

from comms.audit import service as audit
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.cosigning.models import Collection, Invited
from comms.cosigning.queries import asked
from comms.cosigning.rules.asking import Mailed, SigningWrong
from comms.cosigning.service import links, mailing
from comms.cosigning.service.asking import refuse_unfit
from comms.cosigning.service.naming import name_again


def link_by_hand(invitation: Invited, *, actor: Actor) -> str:
    """Return a private link to hand over oneself; it is shown this once.

    Raises:
        Refused: it was taken back.
    """
    if invitation.withdrawn_at is not None:
        raise Refused(SigningWrong.IS_CLOSED)
    audit.record(actor.id, "partner.link_made", "invitation", invitation.id)
    return links.make(invitation)


def send_anew(invitation: Invited, *, actor: Actor) -> None:
    """Write to a partner once more, because a person says so; pressed twice, one mail leaves.

    Raises:
        Refused: it was taken back, its text may not be read, or a mail is in doubt.
    """
    db.session.refresh(invitation, with_for_update=True)
    if invitation.withdrawn_at is not None:
        raise Refused(SigningWrong.IS_CLOSED)
    if invitation.collection_id:
        refuse_unfit(asked.shown(db.session.get_one(Collection, invitation.collection_id)))
    mailing.forget_stuck(invitation)
    if mailing.is_leaving(invitation):
        return
    kind = Mailed.ASK if invitation.collection_id else Mailed.KIT
    mailing.write(invitation, kind, clock.now().isoformat())
    audit.record(actor.id, "partner.written_anew", "invitation", invitation.id)


def withdraw(invitation: Invited, *, actor: Actor) -> None:
    """Take a partner's link back: it opens nothing any more, what waits does not leave.

    Who signed by it stands under the text no more.
    """
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = clock.now()
        mailing.drop_waiting(invitation)
        _name_again_of(invitation)
        audit.record(actor.id, "partner.link_withdrawn", "invitation", invitation.id)


def give_back(invitation: Invited, *, actor: Actor) -> None:
    """Let a partner answer again whose link was taken back; the links they had stay shut."""
    if invitation.withdrawn_at is not None:
        links.take_back(invitation)
        invitation.withdrawn_at = None
        _name_again_of(invitation)
        audit.record(actor.id, "partner.link_given_back", "invitation", invitation.id)


def _name_again_of(invitation: Invited) -> None:
    if invitation.collection_id is not None:
        held = db.session.get_one(Collection, invitation.collection_id, with_for_update=True)
        name_again(held)
