"""What became of a mail to a guest nobody can be sure of: a person decides."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.events.models import EventMail
from comms.events.routes.blueprint import bp
from comms.events.service import carrying


@bp.post("/mails/<int:mail_id>/resolve")
@needs(Right.SEND)
def resolve(mail_id: int) -> ResponseReturnValue:
    """Decide what became of a mail to a guest."""
    mail = get_or_404(EventMail, mail_id)
    try:
        carrying.resolve(mail, request.form.get("answer", ""), actor=current_member())
        flash(gettext("C’est noté."))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for("desk.today"), 303)
