"""What is done with one partner's link, whatever it opens, and mails nobody can be sure of."""

from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from comms.core import lost
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.cosigning.models import Collection, Invited, PartnerKit, PartnerMail
from comms.cosigning.queries import asked
from comms.cosigning.queries import kits as queries
from comms.cosigning.routes.blueprint import bp, page_of
from comms.cosigning.routes.deciding import decide
from comms.cosigning.routes.kits import kit_page
from comms.cosigning.routes.statement import statement_page
from comms.cosigning.service import linking, mailing


@bp.post("/statements/invitations/<int:invitation_id>/link")
@needs(Right.SEND)
def link(invitation_id: int) -> ResponseReturnValue:
    """Make a private link to hand over oneself, shown this once."""
    invitation = get_or_404(Invited, invitation_id)
    try:
        made = linking.link_by_hand(invitation, actor=current_member())
    except Refused as refusal:
        home = page_of(invitation)
        flash_refusal(refusal)
        return redirect(home, 303)
    return _page_of(invitation, link=made, linked=invitation)


@bp.post("/statements/invitations/<int:invitation_id>/send")
@needs(Right.SEND)
def send(invitation_id: int) -> ResponseReturnValue:
    """Write to a partner once more."""
    return decide(
        get_or_404(Invited, invitation_id),
        linking.send_anew,
        gettext("Le mail part dans un instant, avec un lien neuf."),
    )


@bp.post("/statements/invitations/<int:invitation_id>/withdraw")
@needs(Right.SEND)
def withdraw(invitation_id: int) -> ResponseReturnValue:
    """Take a partner's link back."""
    invitation = get_or_404(Invited, invitation_id)
    signs = gettext("Le lien n’ouvre plus rien, et ce partenaire n’est plus nommé dans le texte.")
    return decide(
        invitation,
        linking.withdraw,
        signs if invitation.collection_id else gettext("Le lien n’ouvre plus rien."),
    )


@bp.post("/statements/invitations/<int:invitation_id>/give-back")
@needs(Right.SEND)
def give_back(invitation_id: int) -> ResponseReturnValue:
    """Let a partner answer again whose link was taken back."""
    return decide(
        get_or_404(Invited, invitation_id),
        linking.give_back,
        gettext("C’est noté : donnez-lui un nouveau lien, les anciens restent fermés."),
    )


@bp.post("/statements/mails/<int:mail_id>/resolve")
@needs(Right.SEND)
def resolve(mail_id: int) -> ResponseReturnValue:
    """Decide what became of a mail to a partner."""
    mail = get_or_404(PartnerMail, mail_id)
    return lost.decide(
        lambda answer, actor: mailing.resolve(mail, answer, actor=actor), home=url_for("desk.today")
    )


def _page_of(invitation: Invited, **shown: Any) -> str:
    """Return the page an invitation stands on, with something said this once."""
    if invitation.kit_id is not None:
        return kit_page(queries.piece_of(get_or_404(PartnerKit, invitation.kit_id)), **shown)
    collection = get_or_404(Collection, invitation.collection_id)
    return statement_page(asked.piece_of(collection), **shown)
