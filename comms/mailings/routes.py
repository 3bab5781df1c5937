"""Pages of the sendings: the ledger, what a person decides, and the reader's way out."""

from collections.abc import Callable, Iterator, Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.contacts import queries as contacts
from comms.contacts.rules.courtesy import LATELY, Remark
from comms.core import clock, options, settings
from comms.core.db import db
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.languages import association_zone, gettext, moment, ngettext
from comms.core.panels import Answer, Place, TodayCard, TodayRow, Told
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.ways import Way
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.mailings import queries
from comms.mailings.forms import DELIVERIES, STATES
from comms.mailings.models import Delivery, Mailing
from comms.mailings.rules import MailingState, MailingWrong, is_same_day
from comms.mailings.service import deciding
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.states import State

MOST_REMARKS = 6  # of courtesy beside a piece; the rest is counted

bp = Blueprint("mailings", __name__)


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
        hidden=contacts.hidden_from(current_member().id),
        counts=queries.counts(mailing.id),
        states=STATES,
        ways=DELIVERIES,
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


def beside_piece(piece_id: int, _actor: Actor) -> Markup | None:
    """Return what a piece's page shows of its sendings."""
    mailings = queries.of_piece(piece_id)
    if not mailings:
        return None
    return fill(
        "mailings/_beside.html",
        mailings=[(each, queries.counts(each.id)) for each in mailings],
        states=STATES,
        ways=DELIVERIES,
        has_door=settings.current().smtp is not None,
    )


def courtesy(piece_id: int, actor: Actor) -> Markup | None:
    """Return who receives a planned piece, and what to think of before it is sent, on its page."""
    piece = db.session.get_one(Piece, piece_id)
    hours = pieces.content(piece).plan.hours()
    planned = [each for each in pieces.content(piece).plan.sendings if each.lists]
    if piece.state in (State.PUBLISHED, State.DROPPED) or not planned:
        return None
    remarks: dict[Remark, None] = {}
    received: list[tuple[str, int]] = []
    for each in planned:
        at = hours[each.key].instant if each.key in hours else clock.now()
        written = queries.written_lately(piece.id, at - LATELY)
        many, found = contacts.courtesy(each.lists, at, written, member_id=actor.id)
        remarks |= dict.fromkeys(found)
        received.append((each.key, many))
    shown, more = list(remarks)[:MOST_REMARKS], len(remarks) - MOST_REMARKS
    return fill("mailings/_courtesy.html", received=received, remarks=shown, more=more)


def on_contact_card(contact_id: int, _actor: Actor) -> Markup | None:
    """Return what a contact's card shows of what we sent."""
    sent = queries.of_contact(contact_id)
    return fill("mailings/_on_card.html", sent=sent, ways=DELIVERIES) if sent else None


def told(contact_id: int, _actor: Actor) -> Iterator[Told]:
    """Return what we wrote to a person, for the file she is given."""
    sent = queries.of_contact(contact_id, limit=10_000)
    yield Told(gettext("Les messages que nous vous avons envoyés"), tuple(map(_told, sent)))


def _told(sent: tuple[Delivery, Piece]) -> tuple[tuple[str, str], ...]:
    delivery, piece = sent
    rows = (
        (gettext("Message"), piece.title),
        (gettext("À l’adresse"), f"{delivery.name} <{delivery.address}>"),
        (gettext("Prévu le"), moment(delivery.due_at, "d MMMM y, H:mm")),
        (
            gettext("Parti le"),
            moment(delivery.done_at, "d MMMM y, H:mm") if delivery.done_at else "",
        ),
        (gettext("État"), str(DELIVERIES[delivery.state])),
        (gettext("Numéro du message"), delivery.message_id),
    )
    return tuple((label, value) for label, value in rows if value)


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return the sendings that ask for a decision, and those of today."""
    if not actor.may(Right.READ):
        return
    troubled = tuple(_troubled(each, actor) for each in queries.troubled())
    yield TodayCard(Place.DECIDE, gettext("Envois à décider"), troubled)
    leaving = queries.of_day(clock.today(association_zone()), association_zone())
    rows = tuple(_leaving(mailing, piece) for mailing, piece in leaving)
    yield TodayCard(Place.LEAVING, gettext("À paraître aujourd’hui"), rows, in_mail=True)


def to_decide(actor: Actor) -> int:
    """Return how many sendings ask for a decision."""
    return len(queries.troubled()) if actor.may(Right.READ) else 0


def _troubled(mailing: Mailing, actor: Actor) -> TodayRow:
    piece, counts = db.session.get_one(Piece, mailing.piece_id), queries.counts(mailing.id)
    page = url_for("mailings.ledger", mailing_id=mailing.id)
    if mailing.state == MailingState.DOUBTFUL:
        detail = gettext(
            "L’heure était %(hour)s. Une sauvegarde a été reprise depuis : parti ou pas ?",
            hour=moment(mailing.due_at),
        )
        return _row(piece, page, gettext("parti ou pas ?"), detail, _open(page))
    if doubtful := counts.get(Way.DOUBTFUL, 0):
        detail = ngettext(
            "La réponse du serveur s’est perdue pour %(num)d personne : parti ou pas ?",
            "La réponse du serveur s’est perdue pour %(num)d personnes : parti ou pas ?",
            doubtful,
        )
        return _row(piece, page, gettext("parti ou pas ?"), detail, _open(page))
    if mailing.state == MailingState.BLOCKED:
        return _blocked(piece, mailing, counts, page, actor)
    missed = counts.get(Way.MISSED, 0)
    detail = (
        gettext(
            "L’heure était %(hour)s. Partis : %(left)s, manqués : %(missed)s.",
            hour=moment(mailing.due_at),
            left=counts.get(Way.SENT, 0),
            missed=missed,
        )
        if missed and counts.get(Way.SENT)
        else gettext("L’heure était %(hour)s. Rien n’est parti.", hour=moment(mailing.due_at))
    )
    return _row(piece, page, gettext("heure manquée"), detail, _late(mailing, page, actor))


def _blocked(
    piece: Piece, mailing: Mailing, counts: Mapping[str, int], page: str, actor: Actor
) -> TodayRow:
    """Return a sending that stopped: before anybody had it, or half-way, a consent gone."""
    review = url_for("pieces.review", piece_id=piece.id)
    if mailing.opened_at is None:
        detail = gettext("À l’heure dite, ce n’était pas ce qui a été validé. Rien n’est parti.")
        return _row(piece, review, gettext("bloqué"), detail, _open(review))
    detail = gettext(
        "Ce que le texte cite a été retiré ou n’est plus sûr. Partis avant : %(left)s, "
        "arrêtés : %(stopped)s.",
        left=counts.get(Way.SENT, 0),
        stopped=counts.get(Way.DROPPED, 0),
    )
    drop = Answer(gettext("Abandonner"), url_for("mailings.drop_missed", mailing_id=mailing.id))
    answers = _open(page) + ((drop,) if actor.may(Right.SEND) else ())
    return _row(piece, review, gettext("bloqué"), detail, answers)


def _open(page: str) -> tuple[Answer, ...]:
    return (Answer(gettext("Ouvrir"), page, "get", is_main=True),)


def _late(mailing: Mailing, page: str, actor: Actor) -> tuple[Answer, ...]:
    """Offer to send late the same day; another day needs another approval."""
    if not actor.may(Right.SEND):
        return (Answer(gettext("Ouvrir"), page, "get"),)
    drop = Answer(gettext("Abandonner"), url_for("mailings.drop_missed", mailing_id=mailing.id))
    if not is_same_day(mailing.due_at, clock.now(), association_zone()):
        piece = url_for("pieces.open_one", piece_id=mailing.piece_id)
        return (Answer(gettext("Autre heure"), piece, "get"), drop)
    send = url_for("mailings.send_missed", mailing_id=mailing.id)
    return (Answer(gettext("Envoyer maintenant"), send, is_main=True), drop)


def _row(piece: Piece, url: str, tag: str, detail: str, answers: tuple[Answer, ...]) -> TodayRow:
    return TodayRow(
        title=piece.title,
        detail=detail,
        url=url,
        tag=tag,
        tone="signal",
        answers=answers,
        lang=piece.lang,
    )


def _leaving(mailing: Mailing, piece: Piece) -> TodayRow:
    is_first = mailing.key == "embargo"
    return TodayRow(
        title=piece.title,
        detail=gettext("par mail, sous embargo") if is_first else gettext("par mail"),
        url=url_for("pieces.review", piece_id=piece.id),
        tag=str(STATES[mailing.state]),
        tone={"due": "sea", "open": "sea", "done": "leaf"}.get(mailing.state, "amber"),
        at=mailing.due_at,
        lang=piece.lang,
    )
