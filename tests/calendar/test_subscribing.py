"""The calendar in one's own program: hours and titles, under an address that can be taken back."""

from datetime import UTC, datetime

import icalendar
import pytest
from flask import Flask
from flask.testing import FlaskClient

from comms.accounts.models import Member, PrivateAddress
from comms.accounts.service import members
from comms.core import options
from comms.core.db import db
from comms.core.rights import Role
from comms.pieces.models import Piece
from comms.pieces.rules.states import State
from tests.cast import Cast
from tests.conftest import NOW
from tests.writing import SOON, approved, channel, post_form, written

PHRASE = "vingt barques sous la brume"


def _address(browser: FlaskClient) -> str:
    page = browser.post("/calendar/subscribe").text
    return "/calendar/feed/" + page.split("/calendar/feed/")[1].split('"')[0]


def _events(app: Flask, address: str) -> dict[str, icalendar.Event]:
    answer = app.test_client().get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    found = icalendar.Calendar.from_ical(answer.data)
    assert not found.errors
    return {str(each["uid"]): each for each in found.walk("VEVENT")}


@pytest.fixture
def ines(cast: Cast) -> FlaskClient:
    return cast.browser("ines")


def test_what_leaves_stands_at_its_instant_with_its_state(app, cast, ines):
    number = approved(cast, "post", post_form(at=SOON, channels=channel(app)))

    event = _events(app, _address(ines))[f"piece-{number}@127.0.0.1"]

    assert event["dtstart"].dt == datetime(2030, 3, 12, 9, 30, tzinfo=UTC)
    assert str(event["summary"]) == "◦ L’eau est coupée à Loon-Plage. (prêt)"
    assert str(event["url"]).endswith(f"/review/{number}")
    assert str(event["status"]) == "CONFIRMED"


@pytest.mark.parametrize(
    ("state", "status"), [(State.DRAFT, "TENTATIVE"), (State.DROPPED, "CANCELLED")]
)
def test_what_is_not_sure_or_given_up_says_so(app, ines, state, status):
    number = written(ines, "post", post_form(at=SOON, channels=channel(app)))
    with app.app_context():
        db.session.get_one(Piece, number).state = state
        db.session.commit()

    [event] = [each for uid, each in _events(app, _address(ines)).items() if "piece" in uid]

    assert str(event["status"]) == status


def test_the_days_that_matter_are_whole_days(app, ines):
    events = _events(app, _address(ines))

    assert str(events["refugees-2030@127.0.0.1"]["summary"]) == "personnes réfugiées"
    assert events["refugees-2030@127.0.0.1"]["dtstart"].dt.isoformat() == "2030-06-20"


def test_awkward_titles_come_through(app, ines):
    text = 'Calais ; "l’eau", la nuit\\fin'
    written(ines, "post", post_form(at=SOON, channels=channel(app), text=text))

    titles = [str(each["summary"]) for each in _events(app, _address(ines)).values()]

    assert f"◦ {text} (brouillon)" in titles


def test_a_guest_gets_titles_and_no_way_in(app, cast, ines):
    number = written(ines, "post", post_form(at=SOON, channels=channel(app)))

    event = _events(app, _address(cast.browser("gus", Role.GUEST)))[f"piece-{number}@127.0.0.1"]

    assert "url" not in event
    assert "L’eau est coupée" in str(event["summary"])


def test_a_new_address_replaces_the_old_one_and_can_be_taken_back(app, ines):
    first, second = _address(ines), _address(ines)
    stranger = app.test_client()

    assert stranger.get(first).status_code == 404
    assert stranger.get(second).status_code == 200
    assert ines.post("/calendar/subscribe/close").status_code == 303
    assert stranger.get(second).status_code == 404
    assert stranger.get("/calendar/feed/x.ics").status_code == 404


def test_an_address_opens_one_thing_alone(app, ines):
    secret = _address(ines).removeprefix("/calendar/feed/").removesuffix(".ics")

    assert app.test_client().get(f"/mentions/feed/{secret}.atom").status_code == 404


def test_a_new_pass_phrase_and_a_closed_account_close_it(app, cast, ines):
    lea = cast.browser("lea", Role.APPROVER)
    hers, his = _address(lea), _address(ines)
    of_lea, of_ines = cast.actor("lea").id, cast.actor("ines").id
    with app.app_context():
        members.choose_passphrase(db.session.get_one(Member, of_lea), PHRASE, PHRASE)
        db.session.get_one(Member, of_ines).closed_at = NOW
        db.session.commit()

    assert app.test_client().get(hers).status_code == 404
    assert app.test_client().get(his).status_code == 404


def test_the_secret_itself_is_kept_nowhere(app, ines):
    secret = _address(ines).removeprefix("/calendar/feed/").removesuffix(".ics")

    with app.app_context():
        assert db.session.query(PrivateAddress).one().secret != secret


def test_it_speaks_the_language_of_its_reader(app, cast):
    zoe, number = cast.browser("zoe"), cast.actor("zoe").id
    with app.app_context():
        options.put("association", "Tide Watch")
        db.session.get_one(Member, number).lang = "en"
        db.session.commit()

    data = app.test_client().get(_address(zoe)).text

    assert "X-WR-CALNAME:Going out: Tide Watch" in data.replace("\\:", ":")
    assert "refugees" in data
