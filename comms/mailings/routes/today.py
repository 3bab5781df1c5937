"""What sendings say on Aujourd'hui: those that ask for a decision, those that leave."""

from collections.abc import Iterator, Mapping

from flask import url_for

from comms.core import clock
from comms.core.db import db
from comms.core.languages import association_zone, gettext, moment, ngettext
from comms.core.panels import Answer, Place, TodayCard, TodayRow
from comms.core.rights import Actor, Right
from comms.core.ways import Way
from comms.mailings import queries
from comms.mailings.forms import STATES
from comms.mailings.models import Mailing
from comms.mailings.rules import MailingState, is_same_day
from comms.pieces.models import Piece


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
