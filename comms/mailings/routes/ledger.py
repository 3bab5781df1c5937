"""The ledger of a sending, what a person decides about it, and the reader's way out."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.contacts.book.queries import people
from comms.core import options
from comms.core.db import db
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.ways import Way
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.mailings import queries
from comms.mailings.forms import DELIVERIES, STATES, reason
from comms.mailings.models import Delivery, Mailing
from comms.mailings.routes.blueprint import bp
from comms.mailings.rules import MailingState, MailingWrong
from comms.mailings.service import deciding
from comms.pieces.models import Piece


@bp.get("/mailings/<int:mailing_id>")
@needs(Right.READ)
def ledger(mailing_id: int) -> str:
    """Show who got what: one row per recipient."""
    mailing = get_or_404(Mailing, mailing_id)
    return render_template(
        "mailings/ledger.html",
        mailing=mailing,
        piece=db.session.get_one(Piece, mailing.piece_id),
        rows=queries.ledger(mailing.id),
        hidden=people.hidden_from(current_member().id),
        counts=queries.counts(mailing.id),
        states=STATES,
        ways=DELIVERIES,
        reason=reason,
    )


@bp.post("/deliveries/<int:delivery_id>/resolve")
@needs(Right.SEND)
def resolve(delivery_id: int) -> ResponseReturnValue:
    """Decide what became of one message nobody can be sure of."""
    delivery = get_or_404(Delivery, delivery_id)
    mailing_id = delivery.mailing_id
    try:
        deciding.resolve(delivery, request.form.get("answer", ""), actor=current_member())
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".ledger", mailing_id=mailing_id), 303)


@bp.post("/mailings/<int:mailing_id>/resolve")
@needs(Right.SEND)
def resolve_all(mailing_id: int) -> ResponseReturnValue:
    """Decide the same for every message of a sending that is in doubt, or for all of it."""
    answer = request.form.get("answer", "")

    def decide(mailing: Mailing, actor: Actor) -> None:
        if mailing.state == MailingState.DOUBTFUL:
            deciding.resolve_sending(mailing, answer, actor=actor)
        else:
            deciding.resolve_all(mailing, (Way.DOUBTFUL,), answer, actor=actor)

    return _decide(mailing_id, decide, gettext("C’est noté dans le registre de l’envoi."))


@bp.post("/mailings/<int:mailing_id>/send")
@needs(Right.SEND)
def send_missed(mailing_id: int) -> ResponseReturnValue:
    """Let what was missed leave now."""
    return _decide(
        mailing_id,
        lambda mailing, actor: deciding.send_missed(mailing, actor=actor),
        gettext("L’envoi part maintenant."),
    )


@bp.post("/mailings/<int:mailing_id>/drop")
@needs(Right.SEND)
def drop_missed(mailing_id: int) -> ResponseReturnValue:
    """Give up what was missed."""
    return _decide(
        mailing_id,
        lambda mailing, actor: deciding.drop_missed(mailing, actor=actor),
        gettext("L’envoi est abandonné ; rien ne part."),
    )


def _decide(
    mailing_id: int, verb: Callable[[Mailing, Actor], object], said: str
) -> ResponseReturnValue:
    mailing = get_or_404(Mailing, mailing_id)
    try:
        verb(mailing, current_member())
        flash(said)
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".ledger", mailing_id=mailing_id), 303)


@bp.route("/objection/<token>", methods=["GET", "POST"], endpoint="object")
def object_by_link(token: str) -> ResponseReturnValue:
    """Let the reader of a mail want no more; a robot that only looks changes nothing."""
    if queries.delivery_of(token) is None:
        raise Refused(MailingWrong.UNKNOWN_LINK)
    if request.method == "POST":
        deciding.object_by_link(token)
    page = render_template(
        "mailings/objection.html",
        token=token,
        association=options.get("association"),
        done=request.method == "POST",
    )
    return page, 200
