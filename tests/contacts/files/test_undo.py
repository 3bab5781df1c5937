"""Taking an import back: byte for byte, and never over someone's work."""

from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from comms.contacts.book.models import Contact, Outlet, SearchWord, Slip
from comms.contacts.book.rules.kinds import Spoken
from comms.contacts.book.service import keeping
from comms.contacts.files.models import HeldRow, ImportChange, RowSeen
from comms.contacts.files.rules.importing import ImportWrong
from comms.contacts.files.service import undoing
from comms.contacts.law.service import refusing
from comms.contacts.lists import service as listing
from comms.contacts.lists.models import ContactList
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused
from comms.pieces.models import Piece
from comms.pieces.rules.states import State
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.bringing import CAMILLE, ELODIE, bring, export, names, only, the_import
from tests.writing import SOON, approved, release_form


def count(kind: type) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def test_the_book_is_as_it_was_byte_for_byte(here: Flask) -> None:
    bring(CAMILLE)
    before = export()
    report = bring(
        "Roussel;Camille;Radio Phare;chroniqueuse;c.roussel@exemple.org;06 39 98 00 99;;Nationale",
        ELODIE,
    )
    assert export() != before

    undone = undoing.undo(the_import(report.import_id), actor=None)

    assert export() == before
    assert (undone.taken_back, undone.kept) == (2, ())


def test_nothing_of_an_undone_import_stays(here: Flask) -> None:
    report = bring(CAMILLE, ELODIE, "Roussel;Camille;Delta;;c2@exemple.org;;;", "x;;;;rien;;;")

    undoing.undo(the_import(report.import_id), actor=None)

    for kind in (Contact, Outlet, ContactList, HeldRow, ImportChange, RowSeen, SearchWord, Slip):
        assert count(kind) == 0, kind


def test_the_list_of_a_text_is_closed_and_its_number_goes_to_no_other(
    app: Flask, cast: Cast
) -> None:
    with app.app_context():
        report = bring(CAMILLE)
        list_id = db.session.scalars(select(ContactList.id)).one()
    number = approved(cast, "release", release_form(at=SOON, lists=list_id))
    ines = cast.browser("ines")

    ines.post(f"/contacts/import/{report.import_id}/undo")
    ines.post("/contacts/lists", data={"name": "Tout le monde", "query": "calais"})

    with app.app_context():
        kept, made = db.session.scalars(select(ContactList).order_by(ContactList.id))
        assert (kept.id, kept.name, kept.closed_at) == (list_id, "Littoral", NOW)
        assert made.id != list_id
        assert db.session.get_one(Piece, number).state == State.SCHEDULED
        bring(ELODIE + "Littoral")
        assert (kept.closed_at, count(ContactList)) == (None, 2)  # named again, opened again


def test_an_import_of_which_nothing_is_taken_back_says_so(app: Flask, cast: Cast) -> None:
    with app.app_context():
        report = bring(CAMILLE)
        db.session.scalars(select(Contact)).one().version += 1  # somebody wrote on the card
        db.session.commit()

    said = cast.browser("ines").post(
        f"/contacts/import/{report.import_id}/undo", follow_redirects=True
    )

    assert "un contact est comme avant" not in said.text
    assert "aucun contact n’est à reprendre" in said.text


def test_a_list_nobody_named_gives_its_number_to_no_other(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    report = bring(CAMILLE)
    gone = db.session.scalars(select(ContactList.id)).one()

    undoing.undo(the_import(report.import_id), actor=None)
    made = listing.open_list("Tout le monde", actor=nour)

    assert made.id > gone


def test_who_was_touched_since_stays_and_is_named(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    report = bring(CAMILLE, ELODIE)
    camille = db.session.scalars(select(Contact).where(Contact.family == "Roussel")).one()
    keeping.note(camille, Spoken.CALL, "rappelle demain", NOW, actor=nour)

    undone = undoing.undo(the_import(report.import_id), actor=None)

    assert undone.kept == ((camille.id, "Camille Roussel"),)
    assert names() == ["Camille Roussel"]


def test_imports_are_taken_back_the_last_first(here: Flask) -> None:
    first = bring(CAMILLE)
    second = bring("Roussel;Camille;Radio Phare;;c.roussel@exemple.org;;;")

    blocked = undoing.undo(the_import(first.import_id), actor=None)
    assert blocked.kept
    assert len(only().roles) == 2

    undoing.undo(the_import(second.import_id), actor=None)
    assert [role.outlet.name for role in only().roles] == ["La Voix du Littoral"]


def test_an_objection_outlives_the_undo(here: Flask) -> None:
    report = bring(CAMILLE)
    refusing.object_address("c.roussel@exemple.org", actor=None)

    undoing.undo(the_import(report.import_id), actor=None)

    assert bring(CAMILLE).rejected == 1


def test_it_is_undone_once_and_for_thirty_days(here: Flask) -> None:
    report = bring(CAMILLE)
    kept = the_import(report.import_id)
    with clock.fixed(NOW + timedelta(days=30, minutes=1)), pytest.raises(Refused) as late:
        undoing.undo(kept, actor=None)
    undoing.undo(kept, actor=None)

    with pytest.raises(Refused) as twice:
        undoing.undo(kept, actor=None)

    assert late.value.obstacles == (ImportWrong.TOO_OLD,)
    assert twice.value.obstacles == (ImportWrong.UNDONE,)


def test_after_thirty_days_the_rows_are_forgotten(here: Flask) -> None:
    bring(CAMILLE, "Roussel;Camille;Delta;;c2@exemple.org;;;")
    with clock.fixed(NOW + timedelta(days=29)):
        assert undoing.forget_old() == 0

    with clock.fixed(NOW + timedelta(days=31)):
        assert undoing.forget_old() == 1

    assert count(HeldRow) == count(ImportChange) == 0
    assert names() == ["Camille Roussel"]


people = st.tuples(
    st.sampled_from(["Roussel", "Lefèvre", "Ben Ahmed", "d’Almeida", "Rédaction"]),
    st.sampled_from(["Camille", "Élodie", "Karim", ""]),
    st.sampled_from(["La Voix", "Radio Phare", ""]),
    st.sampled_from(["journaliste", ""]),
    st.sampled_from(["a@e.org", "b@e.org ; c@e.org", "rien", ""]),
    st.sampled_from(["06 39 98 00 11", "01 99 00 12 34 (standard)", ""]),
    st.sampled_from(["Calais", ""]),
    st.sampled_from(["Littoral", "Littoral ; Nationale", ""]),
).map(";".join)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(people, min_size=1, max_size=8), st.lists(people, min_size=1, max_size=8))
def test_any_import_can_be_taken_back(here: Flask, first: list[str], then: list[str]) -> None:
    earlier = bring("Sur;Anne;;;sure@exemple.org;;;", *first)
    before = export()
    later = bring("Sur;Anne;;;sure@exemple.org;;;", *then)
    assert later.rows == later.created + later.updated + later.suggested + later.rejected

    undoing.undo(the_import(later.import_id), actor=None)

    assert export() == before
    undoing.undo(the_import(earlier.import_id), actor=None)
    assert names() == []
