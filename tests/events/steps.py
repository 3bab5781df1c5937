"""What people do about a press event, as tests do it."""

import re
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import select

from comms.contacts.book.models import Contact
from comms.core import clock
from comms.core.db import db
from comms.core.rights import College, Role
from comms.events import queries
from comms.events.models import Guest
from comms.events.service import carrying, inviting
from comms.mailings.service import carrying as mailings
from tests.cast import Cast
from tests.conftest import NOW
from tests.peers.post import Taken
from tests.writing import SOON, approved, press_list, release_form

PLACE = "12, quai de la Digue\nsonner deux fois"
FORM = {
    "kind": "conference",
    "title": "Un an d’expulsions",
    "starts_said": "vendredi 11 h",
    "starts_zone": "Europe/Paris",
    "place": PLACE,
}
HOUR = NOW + timedelta(minutes=30)  # SOON, in UTC
DAY = datetime(2030, 3, 15, 10, tzinfo=UTC)  # Friday 11 h in Paris


def approve_place(cast: Cast, event: int) -> None:
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    shown = re.search(r'name="hash" value="(\w{64})"', lea.get(f"/events/{event}").text)
    assert shown
    lea.post(f"/events/{event}/place", data={"hash": shown[1]})


def invite(cast: Cast, event: int, **who: str) -> None:
    answer = cast.browser("ines").post(f"/events/{event}/guests", data=who)
    assert answer.status_code == 303, answer.text


def link_of(app: Flask, number: int = 1) -> str:
    with app.test_request_context():
        link = queries.link(db.session.get_one(Guest, number))
    return "/events/guest/" + link.rpartition("/")[2]


def carry(app: Flask, at: datetime = NOW) -> int:
    with clock.fixed(at), app.app_context():
        return carrying.carry_due()


def text_of(letter: Taken) -> str:
    body = letter.mail.get_body(("plain",))
    assert body
    return str(body.get_content())


def answer_on(app: Flask, answer: str, number: int = 1, **more: str) -> str:
    said = {"answer": answer, "people": "2", **more}
    return app.test_client().post(link_of(app, number), data=said).text


def invited(app: Flask, cast: Cast, event: int, **form: str) -> int:
    """Send an invitation to Ada, of a list; return its number."""
    listed = press_list(app, "Littoral", "ada@e.org")
    form = release_form(kind="invitation", title="Venez", at=SOON, lists=listed, **form)
    piece = approved(cast, "release", form)
    cast.browser("ines").post(f"/events/{event}/invitation", data={"piece": str(piece)})
    with clock.fixed(HOUR), app.app_context():
        mailings.carry_due()
    return piece


def contacts_on(list_id: int | None) -> list[str]:
    """Return who is on a list, by name."""
    rows = select(Contact.name).where(inviting.on([list_id or 0]))
    return list(db.session.scalars(rows))
