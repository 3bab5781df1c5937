"""The demonstration: every screen lived in, nothing that could leave by itself, loaded once."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from comms import cli
from comms.campaigns.models import Campaign
from comms.contacts.book.models import Contact
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Role
from comms.core.ways import Way
from comms.factory import make_app
from comms.mailings.models import Delivery, Mailing
from comms.monitoring.alerts.models import AlertMail
from comms.monitoring.mentions.models import Mention
from comms.notices.models import Notice
from comms.pieces.models import Piece
from comms.pieces.rules.states import State
from comms.portability import service
from comms.publishing.models import Dispatch
from tests.cast import Cast
from tests.conftest import NOW, own_database


@pytest.fixture
def loaded(app: Flask) -> service.Loaded:
    """Return the demonstration, loaded into an empty database."""
    with app.test_request_context():
        return service.load()


@pytest.fixture(scope="module")
def furnished(
    tmp_path_factory: pytest.TempPathFactory,
    database: str,
    empty_databases: Callable[[str], str],
    worker_id: str,
) -> tuple[Flask, service.Loaded]:
    """Return a house with the demonstration, for tests that look and leave it as it is."""
    folder = tmp_path_factory.mktemp("shown") / "instance"
    with clock.fixed(NOW):
        app = make_app(own_database(folder, empty_databases(database), f"shown_{worker_id}"))
        with app.test_request_context():
            return app, service.load()


@pytest.fixture
def shown(furnished: tuple[Flask, service.Loaded]) -> Iterator[service.Loaded]:
    """Stand in the demonstration."""
    app, loaded = furnished
    with clock.fixed(NOW), app.app_context():
        yield loaded


def test_there_is_a_piece_in_every_state(shown):
    states = Counter(db.session.scalars(select(Piece.state)))

    assert set(states) == set(State)


def test_what_serves_a_campaign_leaves_while_it_goes_on(shown):
    serving = select(Piece.due_at, Campaign.starts_on, Campaign.ends_on).where(
        Piece.campaign_id == Campaign.id, Piece.due_at.is_not(None)
    )
    rows = db.session.execute(serving).all()

    assert len(rows) > 10
    assert all(begins <= due.date() <= ends for due, begins, ends in rows)


def test_there_are_people_to_write_to_and_a_press_that_wrote(shown):
    assert len(db.session.scalars(select(Contact.id)).all()) > 12
    assert len(db.session.scalars(select(Mention.id)).all()) > 5


def test_something_waits_for_a_decision_of_each_kind(shown):
    kits = set(db.session.scalars(select(Dispatch.state)))
    letters = set(db.session.scalars(select(Delivery.state)))

    assert {Way.DUE, Way.MISSED, Way.PUBLISHED, Way.HELD} <= kits
    assert {Way.SENT, Way.DOUBTFUL} == letters


def test_no_mail_of_it_is_due_today(shown):
    due = db.session.scalars(select(Mailing.due_at).where(Mailing.state == "due")).all()

    assert due
    assert all((each - clock.now()).days >= 1 for each in due)


def test_no_invented_member_is_written_to(shown):
    waiting = [
        *db.session.scalars(select(Notice.state)),
        *db.session.scalars(select(AlertMail.state)),
    ]

    assert waiting
    assert Way.DUE not in waiting


def test_every_address_and_number_is_invented(shown):
    addresses = db.session.scalars(select(Delivery.address)).all()

    assert addresses
    assert all(each.endswith(".exemple") for each in addresses)
    assert all(each.email.endswith(".exemple") for each in shown.members)


@pytest.mark.anywhere
def test_it_is_not_loaded_over_what_is_there(app, loaded):
    with app.test_request_context(), pytest.raises(Refused):
        service.load()


def test_its_people_sign_in_with_the_pass_phrase_that_was_shown(app, loaded):
    browser = app.test_client()

    answer = browser.post(
        "/login", data={"email": loaded.members[0].email, "passphrase": loaded.passphrase}
    )

    assert answer.status_code == 303
    assert browser.get("/").status_code == 200


@pytest.mark.anywhere
def test_only_an_admin_loads_it(app, cast: Cast):
    refused = cast.browser("ines").post("/demo")
    done = cast.browser("sam", Role.ADMIN).post("/demo")

    assert refused.status_code == 403
    assert "Observatoire du Rivage" in done.text
    assert app.test_client().post("/demo").status_code == 401


@pytest.mark.anywhere
def test_the_command_says_who_was_invented(app):
    cli.install(app)

    first = app.test_cli_runner().invoke(args=["demo", "load", "--json"])
    again = app.test_cli_runner().invoke(args=["demo", "load", "--json"])

    assert first.exit_code == 0, first.stderr
    assert again.exit_code == 1
    assert "vide" in again.stderr
