"""A kit for partners: closed until the hour, in the languages that were approved, gone after."""

import re
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from comms.contacts.book.models import Contact
from comms.core import clock, options
from comms.core.db import db
from comms.core.rights import College, Role
from comms.cosigning.models import Invited
from comms.cosigning.rules.kits import Door, door
from comms.mailings.models import Mailing
from comms.mailings.service import deciding
from comms.mailings.service.opening import open_due
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import MAIN
from comms.pieces.rules.states import State
from comms.pieces.service.moving import has_left
from tests.cast import Cast
from tests.conftest import NOW
from tests.cosigning.partners import partners
from tests.testimonies.voices import WORDS, told
from tests.writing import SOON, approved, channel, post_form, press_list, release_form, written

HOUR = NOW + timedelta(minutes=30)  # SOON, in UTC
TEXT = "Les équipes ont observé des opérations."


@pytest.fixture
def lea(cast: Cast) -> FlaskClient:
    return cast.browser("lea", Role.APPROVER, College.STAFF)


def kit_of(app: Flask, lea: FlaskClient, piece: int) -> str:
    """Prepare the kit of a piece for one partner; return the path of their link."""
    partners(app, "Rive d’en face")
    assert lea.post(f"/kits/{piece}/open", data={"word": "Merci !"}).status_code == 303
    by_hand = {"all": "1", "by_hand": "1"}
    told = lea.post("/kits/of/1/give", data=by_hand, follow_redirects=True).text
    assert "Aucun mail ne part vers 1 association" in told
    assert "Un mail part" not in told
    shown = lea.post("/statements/invitations/1/link").text
    found = re.search(r"/kit/[\w-]+", shown)
    assert found
    return found[0]


@pytest.mark.parametrize(
    ("state", "minutes", "is_shut", "seen"),
    [
        (State.SCHEDULED, 29, False, Door.SHUT),
        (State.SCHEDULED, 30, False, Door.OPEN),
        (State.PUBLISHED, 31, False, Door.OPEN),
        (State.HELD, 31, False, Door.SHUT),
        (State.REVIEW, 31, False, Door.SHUT),
        (State.PUBLISHED, 31, True, Door.GONE),
        (State.PUBLISHED, 61, False, Door.GONE),
        (State.DROPPED, 31, False, Door.GONE),
    ],
)
def test_a_kit_opens_at_its_hour_and_goes_at_its_end(state, minutes, is_shut, seen):
    end, now = NOW + timedelta(minutes=60), NOW + timedelta(minutes=minutes)

    assert door(state, HOUR, end, NOW if is_shut else None, now) is seen


def test_nothing_of_the_text_is_there_before_its_hour_nor_after_its_end(app, cast, lea):
    lists = press_list(app, "Littoral", "ada@exemple.org")
    link = kit_of(app, lea, approved(cast, "release", release_form(at=SOON, lists=lists)))
    stranger = app.test_client()

    early = stranger.get(link)
    with clock.fixed(HOUR):
        open_ = stranger.get(link)
    with clock.fixed(HOUR + timedelta(days=15)):
        late = stranger.get(link)

    assert (early.status_code, open_.status_code, late.status_code) == (200, 200, 410)
    assert [TEXT in each.text for each in (early, open_, late)] == [False, True, False]
    assert "10 h 30" in early.text.replace("\xa0", " ")
    assert open_.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in open_.headers


def test_no_hour_comes_while_everything_is_paused(app, cast, lea):
    lists = press_list(app, "Littoral", "ada@exemple.org")
    link = kit_of(app, lea, approved(cast, "release", release_form(at=SOON, lists=lists)))

    with clock.fixed(HOUR):
        _pause(app, True)
        paused = app.test_client().get(link)
        _pause(app, False)
        goes_on = app.test_client().get(link)

    assert (paused.status_code, goes_on.status_code) == (200, 200)
    assert [TEXT in each.text for each in (paused, goes_on)] == [False, True]


def _pause(app: Flask, is_paused: bool) -> None:
    with app.app_context():
        options.put("paused", is_paused)
        db.session.commit()


def test_a_kit_says_nothing_first_when_we_missed_our_hour(app, cast, lea):
    """The machine slept: partners would publish what we have not, even once it is given up."""
    lists = press_list(app, "Littoral", "ada@exemple.org")
    link = kit_of(app, lea, approved(cast, "release", release_form(at=SOON, lists=lists)))
    anne, late = cast.actor("anne"), HOUR + timedelta(hours=3)
    stranger = app.test_client()

    def shows(at: datetime) -> bool:
        with clock.fixed(at):
            return TEXT in stranger.get(link).text

    with clock.fixed(late), app.app_context():
        open_due(db.session.get_one(Mailing, 1))
        db.session.commit()
    assert not shows(late)
    with clock.fixed(late), app.app_context():
        deciding.drop_missed(db.session.get_one(Mailing, 1), actor=anne)
        db.session.commit()
    assert not shows(late)
    with app.app_context():
        has_left(db.session.get_one(Piece, 1), MAIN)
        db.session.commit()
    assert shows(late)


def test_who_signs_for_a_partner_in_confidence_is_told_to_confidants(app, cast, lea):
    lists = press_list(app, "Littoral", "ada@exemple.org")
    piece = approved(cast, "release", release_form(at=SOON, lists=lists))
    kit_of(app, lea, piece)
    assert "Nour Rive" in lea.get(f"/kits/{piece}").text
    with app.app_context():
        signer = db.session.scalars(select(Invited.contact_id)).one()
        db.session.get_one(Contact, signer).is_discreet = True
        db.session.commit()

    assert "Nour Rive" not in cast.browser("ines").get(f"/kits/{piece}").text


def test_a_kit_taken_back_shows_nothing(app, cast, lea):
    lists = press_list(app, "Littoral", "ada@exemple.org")
    link = kit_of(app, lea, approved(cast, "release", release_form(at=SOON, lists=lists)))
    stranger = app.test_client()

    lea.post("/statements/invitations/1/withdraw")
    with clock.fixed(HOUR):
        assert stranger.get(link).status_code == 410
    lea.post("/statements/invitations/1/give-back")
    with clock.fixed(HOUR):
        assert stranger.get(link).status_code == 404


def test_a_kit_does_not_show_what_lost_its_consent(app, cast, lea):
    testimony = told(app, cast)
    body = f"Les équipes ont vu.\n\n> {WORDS}\n> — [A., 19 ans](testimony:a-19)\n"
    lists = press_list(app, "Littoral", "ada@exemple.org")
    piece = approved(cast, "release", release_form(at=SOON, lists=lists, body=body))
    link, stranger = kit_of(app, lea, piece), app.test_client()
    with clock.fixed(HOUR):
        assert "sans dire où" in stranger.get(link).text
    with app.app_context():
        db.session.get_one(Piece, piece).state = State.PUBLISHED
        db.session.commit()

    cast.browser("ines").post(f"/testimonies/{testimony}/withdraw")

    with clock.fixed(HOUR):
        page = stranger.get(link).text
    assert "sans dire où" not in page
    assert "Nous corrigeons ce contenu" in page
    assert "les partenaires ne voient plus ce contenu" in lea.get(f"/kits/{piece}").text


def test_a_text_nobody_approved_has_no_kit(app, cast, lea):
    draft = written(cast.browser("ines"), "release", release_form())

    answer = lea.post(f"/kits/{draft}/open", data={})

    assert answer.status_code == 422
    assert "contenu validé" in answer.text


def test_a_post_is_shared_with_its_words(app, cast, lea):
    post = approved(cast, "post", post_form(at=SOON, channels=[channel(app)]))
    link = kit_of(app, lea, post)

    with clock.fixed(HOUR):
        page = app.test_client().get(link).text

    assert "L’eau est coupée à Loon-Plage." in page
    assert "data-copy" in page
    assert lea.get(f"/review/{post}").text.count("Kit pour les partenaires") == 1
