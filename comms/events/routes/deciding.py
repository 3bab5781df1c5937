"""What became of a mail to a guest nobody can be sure of: a person decides."""

from flask import url_for
from flask.typing import ResponseReturnValue

from comms.core import lost
from comms.core.rights import Right
from comms.core.web import get_or_404, needs
from comms.events.models import EventMail
from comms.events.routes.blueprint import bp
from comms.events.service import carrying


@bp.post("/mails/<int:mail_id>/resolve")
@needs(Right.SEND)
def resolve(mail_id: int) -> ResponseReturnValue:
    """Decide what became of a mail to a guest."""
    mail = get_or_404(EventMail, mail_id)
    return lost.decide(
        lambda answer, actor: carrying.resolve(mail, answer, actor=actor),
        home=url_for("desk.today"),
    )
