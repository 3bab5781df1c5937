"""What waits for an answer and is to be done again, for Aujourd'hui."""

from collections.abc import Iterator
from datetime import timedelta

from flask import url_for

from comms.contacts.book.queries.people import Card
from comms.contacts.requests import queries
from comms.contacts.requests.models import FollowUp
from comms.core import clock
from comms.core.languages import association_zone, gettext, moment
from comms.core.panels import Answer, Place, TodayCard, TodayRow
from comms.core.rights import Actor, Right


def today(actor: Actor) -> Iterator[TodayCard]:
    """Show the requests by deadline, and what this person has to do again."""
    if not actor.may(Right.READ):
        return
    waiting = queries.open_ones(actor.id)[:12]
    yield TodayCard(
        Place.DO, gettext("Demandes de presse"), tuple(_request_row(each) for each in waiting)
    )
    tonight = clock.now().astimezone(association_zone()).replace(hour=23, minute=59)
    due = queries.follow_ups_due(actor.id, tonight + timedelta(minutes=1))
    yield TodayCard(Place.DO, gettext("À relancer"), tuple(_follow_row(*each) for each in due))


def _request_row(asked: queries.Asked) -> TodayRow:
    due = asked.request.due_at
    return TodayRow(
        title=asked.request.subject,
        detail=" · ".join((asked.card.name, *asked.card.roles[:1])),
        url=url_for("contacts.show_request", request_id=asked.request.id),
        tag=moment(due) if due else gettext("sans délai"),
        tone=asked.tone,
    )


def _follow_row(noted: FollowUp, card: Card) -> TodayRow:
    return TodayRow(
        title=noted.text,
        detail=card.name,
        url=url_for("contacts.show", contact_id=card.id),
        answers=(
            Answer(
                gettext("Fait"),
                url_for("contacts.finish", follow_up_id=noted.id),
                fields=(("from", "today"),),
            ),
        ),
    )
