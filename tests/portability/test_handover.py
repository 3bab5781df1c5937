"""A member leaves: all they do changes hands in one step, nothing is orphaned, history stays."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from comms.accounts.models import Member, Session
from comms.contacts.book.models import Confidant
from comms.contacts.requests import service as asking
from comms.contacts.requests.models import FollowUp, Request
from comms.contacts.requests.rules.asking import RequestWords
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor, College, Role
from comms.ideas import service as ideas
from comms.monitoring.watches.models import Wish
from comms.pieces import queries as pieces
from comms.pieces.models import Approval, Piece, Revision
from comms.pieces.rules.states import State
from comms.portability import service
from comms.portability.models import HandoverNote
from comms.portability.service.handing import HandingWrong
from comms.tasks import service as tasks
from comms.tasks.models import Task
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.bringing import person
from tests.monitoring.articles import watch
from tests.writing import SOON, approved, post_form, press_list, release_form, written


@pytest.fixture
def staff(cast: Cast) -> dict[str, Actor]:
    """Return who leaves (Léa, who approves), who comes next, who lets people in."""
    return {
        "lea": cast.actor("lea", Role.APPROVER, College.STAFF),
        "nour": cast.actor("nour", Role.APPROVER, College.STAFF),
        "anne": cast.actor("anne", Role.APPROVER, College.BOARD),
        "admin": cast.actor("admin", Role.ADMIN, College.STAFF),
    }


def _hand(leaver: Actor, heir: Actor, by: Actor, **how: bool) -> service.Handed:
    handed = service.hand_over(
        db.session.get_one(Member, leaver.id),
        db.session.get_one(Member, heir.id),
        with_discreet=how.get("discreet", False),
        is_leaving=how.get("leaving", False),
        actor=by,
    )
    db.session.commit()
    return handed


@pytest.fixture
def busy(app: Flask, cast: Cast, staff: dict[str, Actor]) -> Flask:
    """Have Léa write 40 drafts and approve ten pieces, with 6 tasks and 3 open requests."""
    lea, browser = staff["lea"], cast.browser("lea")
    for number in range(40):
        written(browser, "post", post_form(text=f"Brouillon {number}"))
    listed = press_list(app, "Littoral", "ada@e.org")
    for letter in "abcdefghij":
        approved(cast, "release", release_form(title=f"Titre {letter}", at=SOON, lists=listed))
    with app.test_request_context():
        for number in range(6):
            tasks.add(tasks.Draft(f"Tâche {number}", lea.id), actor=lea)
        ada = person(lea, given="Ada", family="Exemple", is_discreet=False)
        for number in range(3):
            asking.ask(ada, RequestWords(subject=f"Interview {number}"), actor=lea)
        asking.follow_up(ada, "Rappeler", clock.now() + timedelta(days=1), actor=lea)
        watch("Nom", "HRO AND Calais", told=(lea.id,))
        db.session.commit()
    return app


def test_nothing_is_orphaned_history_keeps_the_name_and_sessions_end(
    busy: Flask, cast: Cast, staff: dict[str, Actor]
) -> None:
    lea, nour = staff["lea"], staff["nour"]
    open_page = cast.browser("lea")
    with busy.test_request_context():
        revisions = _count(Revision.member_id == lea.id)

        handed = _hand(lea, nour, staff["admin"], leaving=True)

        assert (handed.pieces, handed.tasks, handed.requests) == (40, 6, 3)
        assert (handed.follow_ups, handed.watches) == (1, 1)
        assert _count(Piece.author_id == lea.id, Piece.state == State.DRAFT) == 0
        assert _count(Piece.author_id == nour.id) == 40
        assert _count(Task.owner_id == nour.id, Task.done_at.is_(None)) == 6
        assert _count(Request.for_id == nour.id) == 3
        assert _count(FollowUp.for_id == nour.id) == 1
        assert _count(Wish.member_id == nour.id) == 1
        assert _count(Revision.member_id == lea.id) == revisions == 40
        assert _count(Approval.member_id == lea.id, Approval.voided_at.is_(None)) == 10
        assert _count(Session.member_id == lea.id) == 0
        assert db.session.get_one(Member, lea.id).name == "Lea"
    assert open_page.get("/").status_code == 303
    assert "Lea" in cast.browser("nour").get("/pieces/1/history").text


def _count(*conditions: object) -> int:
    return db.session.scalar(select(func.count()).where(*conditions)) or 0  # type: ignore[arg-type]  # columns of tables


def test_the_page_shows_all_that_one_would_leave(busy: Flask, cast: Cast) -> None:
    page = cast.browser("lea").get("/handover").text

    for said in ("Brouillon 39", "Tâche 5", "Interview 2", "Rappeler", "Ada Exemple", "Nom"):
        assert said in page


def test_what_the_heir_had_approved_waits_for_another(
    app: Flask, cast: Cast, staff: dict[str, Actor]
) -> None:
    form = release_form(at=SOON, lists=press_list(app, "Littoral", "ada@e.org"))
    number = approved(cast, "release", form)  # by Inès; Léa and Anne approved it
    with app.test_request_context():
        _hand(cast.actor("ines"), staff["anne"], staff["admin"])

        piece = db.session.get_one(Piece, number)
        standing = pieces.standing(piece)
        assert piece.state == State.REVIEW
        assert [each.member_id for each in standing.given] == [staff["lea"].id]
        assert standing.author_id == staff["anne"].id


def test_discreet_contacts_are_given_or_somebody_still_sees_them(
    app: Flask, cast: Cast, staff: dict[str, Actor]
) -> None:
    lea, nour = staff["lea"], staff["nour"]
    with app.test_request_context():
        zoe = person(lea, given="Zoé", family="Cachée", is_discreet=True)
        db.session.commit()

        with pytest.raises(Refused) as caught:
            _hand(lea, nour, staff["admin"], leaving=True)
        db.session.rollback()
        handed = _hand(lea, nour, staff["admin"], leaving=True, discreet=True)

        assert caught.value.obstacles == (HandingWrong.UNSEEN,)
        assert handed.discreet == 1
        seen_by = select(Confidant.member_id).where(Confidant.contact_id == zoe.id)
        assert db.session.scalars(seen_by).all() == [nour.id]


@pytest.mark.parametrize("heir", ["lea", "gone"])
def test_one_hands_nothing_to_oneself_or_to_a_closed_account(
    app: Flask, cast: Cast, staff: dict[str, Actor], heir: str
) -> None:
    other = cast.actor(heir)
    with app.test_request_context():
        if heir == "gone":
            db.session.get_one(Member, other.id).closed_at = clock.now()
        with pytest.raises(Refused):
            _hand(staff["lea"], other, staff["admin"])


def test_a_member_leaves_words_for_who_comes_next(
    app: Flask, cast: Cast, staff: dict[str, Actor]
) -> None:
    lea = cast.browser("lea")

    answer = lea.post("/handover", data={"note": "Le tampon est dans le tiroir."})

    assert answer.status_code == 303
    page = cast.browser("admin", Role.ADMIN).get(f"/handover/{staff['lea'].id}").text
    assert "Le tampon est dans le tiroir." in page
    too_long = lea.post("/handover", data={"note": "x" * 9000})
    assert too_long.status_code == 422
    assert "x" * 9000 in too_long.text


def test_it_is_done_from_the_page_and_said(app, cast, staff):
    written(cast.browser("lea"), "post", post_form())
    admin = cast.browser("admin", Role.ADMIN)

    answer = admin.post(
        f"/handover/{staff['lea'].id}", data={"heir": staff["nour"].id, "leaving": "1"}
    )

    assert answer.status_code == 303
    assert "Remis à Nour" in admin.get(answer.location).text


def test_what_stands_in_the_way_is_said_on_its_page_with_who_was_chosen(app, cast, staff):
    with app.test_request_context():
        person(staff["lea"], given="Zoé", family="Cachée", is_discreet=True)
        db.session.commit()
    admin, nour = cast.browser("admin", Role.ADMIN), staff["nour"].id

    refused = admin.post(f"/handover/{staff['lea'].id}", data={"heir": nour})

    assert refused.status_code == 422
    assert "discret" in refused.text
    assert f'<option value="{nour}" selected>' in refused.text


def test_an_account_closes_knowingly_and_its_passation_stays(app, cast, staff):
    lea, admin = staff["lea"], cast.browser("admin", Role.ADMIN)
    written(cast.browser("lea"), "post", post_form(text="Reste à finir"))
    cast.browser("lea").post("/handover", data={"note": "Le classeur bleu"})
    cast.browser("lea").post("/ideas/links", data={"name": "équipe de nuit", "days": "7"})

    refused = admin.post(f"/handover/{lea.id}/close")
    with app.app_context():
        assert db.session.get_one(Member, lea.id).closed_at is None
    closed = admin.post(f"/handover/{lea.id}/close", data={"leaves": "1"})
    page = admin.get(f"/handover/{lea.id}").text
    handed = admin.post(f"/handover/{lea.id}", data={"heir": staff["nour"].id})

    assert (refused.status_code, closed.status_code, handed.status_code) == (422, 303, 303)
    assert "sont encore à Lea" in refused.text
    for said in ("Reste à finir", "Le classeur bleu", "équipe de nuit", "Compte fermé le"):
        assert said in page
    assert "un lien pour le terrain" in admin.get(handed.location).text
    with app.app_context():
        assert _count(Piece.author_id == staff["nour"].id) == 1


def test_what_comes_by_the_link_of_somebody_who_left_is_told_to_all_who_write(app, cast, staff):
    with app.test_request_context():
        link, _secret = ideas.open_link("équipe de nuit", 7, actor=staff["lea"])
        ideas.drop(link, ideas.Dropped("Trois tentes brûlées"))
        db.session.commit()
        others = "Reçu du terrain" in cast.browser("nour").get("/").text
        service.close(
            db.session.get_one(Member, staff["lea"].id), leaves=True, actor=staff["admin"]
        )
        db.session.commit()

    assert not others
    assert "Reçu du terrain" in cast.browser("nour").get("/").text


def test_only_who_keeps_members_hands_over(app, cast, staff):
    for name, role in (("ines", Role.AUTHOR), ("max", Role.GUEST)):
        browser = cast.browser(name, role)
        assert browser.get("/handover").status_code == 200
        assert browser.get(f"/handover/{staff['lea'].id}").status_code == 403
        assert browser.post(f"/handover/{staff['lea'].id}", data={}).status_code == 403
        assert browser.post(f"/handover/{staff['lea'].id}/close").status_code == 403
    assert app.test_client().get("/handover").status_code == 303
    assert cast.browser("admin", Role.ADMIN).get("/handover/999").status_code == 404


def test_a_note_is_deleted_a_year_after_the_account_was_closed(app, cast, staff):
    cast.browser("lea").post("/handover", data={"note": "Où est quoi"})
    with app.test_request_context():
        _hand(staff["lea"], staff["nour"], staff["admin"], leaving=True)
        with clock.fixed(NOW + timedelta(days=364)):
            early = service.forget_notes()
        with clock.fixed(NOW + timedelta(days=366)):
            late = service.forget_notes()

        assert (early, late) == (0, 1)
        assert _count(HandoverNote.member_id == staff["lea"].id) == 0


def test_a_request_is_given_to_who_follows_it_now(app, cast, staff):
    nour = staff["nour"]
    with app.test_request_context():
        ada = person(staff["lea"], given="Ada", family="Exemple")
        asked = asking.ask(ada, RequestWords(subject="Interview"), actor=staff["lea"])
        db.session.commit()
        number = asked.id
    lea = cast.browser("lea")

    lea.post(f"/contacts/requests/{number}/give", data={"member": nour.id})
    refused = lea.post(f"/contacts/requests/{number}/give", data={"member": "x"})

    assert refused.status_code == 303
    assert "Choisissez qui suit la demande" in lea.get("/").text
    with app.app_context():
        assert db.session.get_one(Request, number).for_id == nour.id
