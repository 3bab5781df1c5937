"""A release on its way: its ledger, what a person decides, and the reader's way out."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from comms.contacts.book.models import Contact, Outlet
from comms.contacts.book.models import Role as Post
from comms.contacts.law.service import erasing as contacts
from comms.core import clock, outward
from comms.core.db import db
from comms.core.register import No, Register
from comms.core.rights import Role
from comms.core.ways import Way
from comms.mailings import queries
from comms.mailings.forms import DELIVERIES
from comms.mailings.models import Delivery, Mailing
from comms.mailings.service import opening
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.releases import service as releases
from tests.cast import Cast
from tests.conftest import NOW
from tests.writing import SOON, approved, press_list, release_form, written

HOUR = NOW + timedelta(minutes=30)  # SOON, in UTC
ADA, BEN = "ada@exemple.org", "ben@exemple.org"


@pytest.fixture
def release(app: Flask, cast: Cast) -> int:
    """Return an approved release that leaves to Ada and Ben."""
    return approved(
        cast, "release", release_form(at=SOON, lists=press_list(app, "Littoral", ADA, BEN))
    )


def _open(app: Flask) -> None:
    with app.app_context():
        opening.open_due(db.session.get_one(Mailing, 1))


def _states(app: Flask) -> dict[str, str]:
    with app.app_context():
        return {each.address: each.state for each in db.session.scalars(select(Delivery))}


def _lose_the_answer(app: Flask, address: str) -> int:
    """Claim a row and let its lease run out, as a killed process does; return its number."""
    with app.app_context():
        row_id = db.session.scalars(select(Delivery.id).where(Delivery.address == address)).one()
        outward.claim(Delivery, row_id, clock.now())
        with clock.fixed(clock.now() + 2 * outward.LEASE):
            outward.doubt_expired(Delivery, clock.now())
        return row_id


def test_at_its_hour_a_list_becomes_people_once(app, cast, release):
    with clock.fixed(HOUR):
        _open(app)
        _open(app)

    assert _states(app) == {ADA: "due", BEN: "due"}


def test_who_objected_between_approval_and_hour_is_not_written_to(app, cast, release):
    with app.app_context():
        Register().add(No.OBJECTION, [ADA])

    with clock.fixed(HOUR):
        _open(app)

    assert _states(app) == {BEN: "due"}


def test_too_late_asks_and_the_same_day_it_may_leave(app, cast, release):
    lea = cast.browser("lea", Role.APPROVER)
    with clock.fixed(HOUR + timedelta(minutes=61)):
        _open(app)
        missed = lea.get("/mailings/1").text
        lea.post("/mailings/1/send")
        _open(app)

    assert "heure manquée" in missed
    assert _states(app) == {ADA: "due", BEN: "due"}


def test_the_ledger_says_in_words_why_a_mail_did_not_surely_leave(app, cast, release):
    with clock.fixed(HOUR):
        _open(app)
    errors = {ADA: "answer lost: TimeoutError", BEN: "550 no such mailbox"}
    with app.app_context():
        for each in db.session.scalars(select(Delivery)):
            each.state, each.last_error = Way.FAILED, errors[each.address]
        db.session.commit()

    page = cast.browser("ines").get("/mailings/1").text

    assert "la réponse du serveur s’est perdue" in page
    assert "answer lost" not in page
    assert "550 no such mailbox" in page  # a server says it its own way


def test_another_day_asks_for_another_approval(app, cast, release):
    with clock.fixed(HOUR + timedelta(days=1)):
        _open(app)
        lea = cast.browser("lea", Role.APPROVER)
        lea.post("/mailings/1/send")
        page = lea.get("/mailings/1").text

    assert "faites-la valider" in page
    assert _states(app) == {}


def test_what_was_changed_at_the_last_moment_is_blocked(app, cast, release):
    with app.app_context():
        db.session.get_one(Mailing, 1).hash = "0" * 64
        db.session.commit()

    with clock.fixed(HOUR):
        _open(app)

    with app.app_context():
        assert db.session.get_one(Mailing, 1).state == "blocked"
    assert _states(app) == {}


@pytest.mark.parametrize(
    ("answer", "state"), [("there", "sent"), ("again", "due"), ("drop", "dropped")]
)
def test_a_person_decides_what_nobody_can_know(app, cast, release, answer, state):
    lea = cast.browser("lea", Role.APPROVER)
    with clock.fixed(HOUR):
        _open(app)
        row = _lose_the_answer(app, ADA)

        lea.post(f"/deliveries/{row}/resolve", data={"answer": answer})

    assert _states(app) == {ADA: state, BEN: "due"}


def test_who_objected_is_not_written_to_again(app, cast, release):
    lea = cast.browser("lea", Role.APPROVER)
    with clock.fixed(HOUR):
        _open(app)
        row = _lose_the_answer(app, ADA)
        with app.app_context():
            link = queries.objection_link(row)
        app.test_client().post("/objection/" + link.rpartition("/")[2])

        lea.post(f"/deliveries/{row}/resolve", data={"answer": "again"})
        listed = lea.get("/pieces?state=asks").text.split("<main")[1]

    assert _states(app)[ADA] == "doubtful"
    assert '<span class="tag signal">à décider</span>' in listed


def test_an_objection_takes_back_what_is_queued(app, cast, release):
    with clock.fixed(HOUR):
        _open(app)
        with app.app_context():
            row = db.session.scalars(select(Delivery.id).where(Delivery.address == ADA)).one()
            path = "/objection/" + queries.objection_link(row).rpartition("/")[2]
        seen = app.test_client().get(path)
        before = _states(app)[ADA]
        done = app.test_client().post(path, data={"List-Unsubscribe": "One-Click"})

    assert (seen.status_code, before) == (200, "due")
    assert done.status_code == 200
    assert _states(app) == {ADA: "blocked", BEN: "due"}


@pytest.mark.parametrize("token", ["1-00000000000000000000", "9-x", "1-é", "x", "1"])
def test_a_link_we_did_not_make_changes_nothing(app, cast, release, token):
    with clock.fixed(HOUR):
        _open(app)
        answer = app.test_client().post(f"/objection/{token}")

    assert answer.status_code == 422
    assert _states(app) == {ADA: "due", BEN: "due"}


def test_an_embargo_that_would_be_lifted_before_it_begins_voids_the_approvals(app, cast):
    lists = {"lists": press_list(app, "Tous", "a@presse.example")}
    first = {"embargo_lists": press_list(app, "Sous embargo", "b@presse.example")}
    form = release_form(at="2030-03-12T12:00", embargo_at=SOON, **lists, **first)
    number = approved(cast, "release", form)

    later = {**form, "embargo_at": "2030-03-12T13:00", "base": "1"}
    cast.browser("ines").post(f"/releases/{number}", data=later)

    with app.app_context():
        piece = db.session.get_one(Piece, number)
        assert piece.state == "review"
        assert all(each.voided_at for each in piece.approvals)
        assert set(db.session.scalars(select(Mailing.state))) == {"dropped"}


def test_under_embargo_the_subject_says_so_first(app, cast):
    first, rest = press_list(app, "Nationale", ADA), press_list(app, "Littoral", BEN)
    form = release_form(
        at="2030-03-13T06:00",
        lists=rest,
        embargo_at=SOON,
        embargo_lists=first,
    )
    number = approved(cast, "release", form)

    with app.test_request_context():
        content = pieces.content(db.session.get_one(Piece, number))
        early, late = (releases.letter(content, key) for key in ("embargo", "main"))

    assert early.subject.startswith("[SOUS EMBARGO JUSQU’AU MERCREDI 13 MARS 2030, 6 H (PARIS)]")
    assert "EMBARGO" not in late.subject + late.text


def test_an_author_reads_the_ledger_and_decides_nothing(app, cast, release):
    ines = cast.browser("ines")

    assert ines.get("/mailings/1").status_code == 200
    assert ines.post("/mailings/1/send").status_code == 403
    assert cast.browser("omar", Role.GUEST).get("/mailings/1").status_code == 403
    assert app.test_client().get("/mailings/1").status_code == 303
    assert ines.get("/mailings/9").status_code == 404
    assert ines.get("/mailings/1/send").status_code == 405


def test_every_state_of_a_recipient_has_a_word(app, cast, release):
    with clock.fixed(HOUR):
        _open(app)
        lea = cast.browser("lea", Role.APPROVER)
        for state in set(Way) - {Way.PUBLISHED, Way.EXPIRED}:
            with app.app_context():
                db.session.execute(update(Delivery).values(state=state))
                db.session.commit()

            row = lea.get("/mailings/1").text.partition('class="row tagged"')[2]
            with app.test_request_context():
                assert row.partition("</span>")[0].endswith(f">{DELIVERIES[state]}"), state


def test_what_courtesy_asks_beside_a_release_is_said_in_six_lines_and_counted(app, cast):
    addresses = [f"{each}{room}@e.org" for each in "ab" for room in range(9)]
    listed = press_list(app, "Littoral", *addresses)
    with app.app_context():
        names = [f"Radio {room}" for room in range(9)]
        rooms = [Outlet(name=name, key=name.lower(), made_at=clock.now()) for name in names]
        for person in db.session.scalars(select(Contact)):
            person.roles.append(Post(outlet=rooms[int(person.name[1])]))
        db.session.commit()
    written(cast.browser("ines"), "release", release_form(at=SOON, lists=listed))

    page = cast.browser("ines").get("/review/1").text

    assert page.count("personnes de la même rédaction") == 6
    assert "Radio 5" in page
    assert "Radio 6" not in page
    assert "Et encore 3 rédactions où plusieurs personnes la recevront." in page


def test_a_list_without_an_address_is_said_to_reach_nobody(app, cast):
    ines = cast.browser("ines")
    written(ines, "release", release_form(at=SOON, lists=press_list(app, "Littoral")))

    assert "Aucune adresse sur les listes cochées." in ines.get("/review/1").text
    assert re.search(r">0\spersonne<", ines.get("/releases/1").text)


def test_a_message_to_a_person_who_was_erased_is_not_sent_again(app, cast, release):
    with clock.fixed(HOUR):
        _open(app)
        row_id = _lose_the_answer(app, ADA)
    ines = cast.actor("ines")
    with app.test_request_context():
        reader = db.session.get_one(Delivery, row_id).contact_id
        contacts.erase(db.session.get_one(Contact, reader), actor=ines)
        db.session.commit()

    with clock.fixed(HOUR):
        answer = cast.browser("lea", Role.APPROVER).post(
            f"/deliveries/{row_id}/resolve", data={"answer": "again"}
        )

    assert answer.status_code == 303
    with app.app_context():
        assert db.session.get_one(Delivery, row_id).state == Way.DOUBTFUL
