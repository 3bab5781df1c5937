"""Letting a person go for good: in the database, its log, the index, files, the register."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from comms.contacts.book.models import Contact, Outlet, Slip
from comms.contacts.book.queries import finding
from comms.contacts.book.rules.kinds import Spoken
from comms.contacts.book.rules.words import PersonWords, PersonWrong, RoleWords
from comms.contacts.book.service import keeping
from comms.contacts.calling.rules.kinds import CallOutcome
from comms.contacts.calling.service import sessions
from comms.contacts.files.service import exporting, uploads
from comms.contacts.files.service.uploads import Upload
from comms.contacts.law.service import erasing
from comms.contacts.lists import service as listing
from comms.contacts.lists.models import ContactList
from comms.contacts.requests import service as asking
from comms.contacts.requests.rules.asking import RequestWords
from comms.core import events
from comms.core.db import Base, db
from comms.core.refusal import Refused
from comms.core.settings import Settings
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.bringing import CAMILLE, ELODIE, bring, export, in_book, names, person
from tests.hearing import hearing

PLANTED = {
    "given": "Quiberonne",
    "family": "Zwarteveld",
    "emails": "quib.zwar@plantee.exemple\nautre.plantee@exemple.org",
    "phones": "06 39 98 77 66 (apresminuit)",
    "sites": "https://blogplante.exemple/quib",
    "handles": "mastodon : @quibplante@exemple.social",
    "roles": (RoleWords("Gazette Plantée", "chroniqueuseplantee", "rubriqueplantee"),),
    "town": "Villeplantée",
    "region": "Regionplantee",
    "country": "Paysplante",
    "hours": "heureplantee",
    "notes": "noteplantee très longue",
    "origin": "origineplantee",
    "purpose": "finaliteplantee",
}
SOUGHT = (
    *("quiberonne", "zwarteveld", "quib.zwar", "plantee.exemple", "autre.plantee", "639987766"),
    *("apresminuit", "blogplante", "quibplante", "gazette plant", "chroniqueuseplantee"),
    *("rubriqueplantee", "villeplant", "regionplantee", "paysplante", "heureplantee"),
    *("noteplantee", "origineplantee", "finaliteplantee", "echangeplante", "raisonplantee"),
    *("sujetplante", "ditplante", "resultatplante", "relanceplantee", "appelplante"),
)


def zwarteveld(cast: Cast) -> Contact:
    """Return a person in every table of the room. Commits."""
    nour = cast.actor("nour")
    contact = person(nour, **PLANTED)
    keeping.note(contact, Spoken.CALL, "echangeplante", NOW, actor=nour)
    listing.put_on(
        listing.open_list("Littoral", actor=nour), [contact.id], reason="raisonplantee", actor=nour
    )
    db.session.commit()
    bring(
        "Zwarteveld;Quiberonne;Gazette Plantée;;quib.zwar@plantee.exemple;0639987766;;Nationale",
        "Zwarteveld;Quiberonne;Ailleurs;;noteplantee@ailleurs.exemple;;;",
        "Quiberonne Zwarteveld;;;;rien du tout;;;",
        ELODIE,
    )
    words = RequestWords("sujetplante", said="ditplante", result="resultatplante")
    asking.ask(contact, words, actor=nour)
    asking.follow_up(contact, "relanceplantee", NOW, actor=nour)
    listed = db.session.scalars(select(ContactList).where(ContactList.name == "Littoral")).one()
    call = sessions.take_next(sessions.open_session(listed, "Note", actor=nour), actor=nour)
    assert call is not None
    sessions.settle(call, CallOutcome.COMING, "appelplante", actor=nour)
    db.session.commit()
    uploads.keep(Upload("fichier.csv", b"Zwarteveld;quib.zwar@plantee.exemple"))
    return contact


def traces(folder: Path) -> dict[str, list[str]]:
    """Return what was planted and can still be read, by file."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file() and path.parent.name != "keys":
            content = path.read_bytes().lower()
            left = [each for each in SOUGHT if each.encode() in content]
            if left:
                found[path.name] = left
    return found


@pytest.mark.anywhere  # it looks into the file of SQLite
def test_nothing_of_a_person_can_be_read_on_the_disk(
    app: Flask, cast: Cast, settings: Settings
) -> None:
    cast.actor("nour")
    with app.test_request_context():
        contact = zwarteveld(cast)
        assert traces(settings.folder), "what is sought was there"

        erasing.erase(contact, actor=None)
        db.session.commit()
        assert names() == ["Élodie Lefèvre"]
        for form in ("csv", "xlsx", "vcf"):
            document = exporting.export(form, actor=None)
            (settings.folder / f"export.{form}").write_bytes(document)
        assert "lefèvre" in export().decode().lower()
        db.session.commit()

    assert traces(settings.folder) == {}


def test_the_tables_hold_nothing_of_them(here: Flask, cast: Cast) -> None:
    cast.actor("nour")
    contact = zwarteveld(cast)
    assert _in_tables() == set(SOUGHT), "what is sought was there"

    erasing.erase(contact, actor=None)
    db.session.commit()

    assert _in_tables() == set()


def _in_tables() -> set[str]:
    """Return what was planted and stands in a table of the room."""
    ours = [
        each for each in Base.metadata.sorted_tables if each.name.startswith(("contact", "outlet"))
    ]
    rows = [row for table in ours for row in db.session.execute(select(table)).all()]
    whole = " ".join(map(str, rows)).lower()
    return {each for each in SOUGHT if each in whole}


def test_higher_rooms_are_told(here: Flask) -> None:
    bring(CAMILLE)
    [camille] = db.session.scalars(select(Contact))

    with hearing(events.PersonErased) as heard:
        erasing.erase(camille, actor=None)

    assert [each.contact_id for each in heard] == [1]


def test_who_was_erased_does_not_come_back_by_a_file(here: Flask) -> None:
    bring(CAMILLE)
    erasing.erase(db.session.scalars(select(Contact)).one(), actor=None)
    db.session.commit()

    report = bring(
        CAMILLE,
        "ROUSSEL;Camille;;;C.ROUSSEL@exemple.org;;;",
        "Roussel;Camille;;;;06 39 98 00 11;;",
        "Camille Roussel;;La voix du littoral;;;;;",
    )

    assert (report.rejected, report.created) == (4, 0)
    assert {w.reason.value for w in report.refused} == {"row.erased"}


def test_nor_by_hand_at_the_same_address(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    erasing.erase(person(nour, emails="c@exemple.org"), actor=nour)
    db.session.commit()

    with pytest.raises(Refused) as refused:
        keeping.write_down(
            PersonWords(given="C", family="R", emails="C@exemple.org", origin="x"), actor=nour
        )

    assert refused.value.obstacles == (PersonWrong.ERASED,)


def test_colleagues_who_shared_an_address_or_a_number_stay_reachable(here: Flask) -> None:
    shared = "La Voix;;redac@exemple.org;03 99 00 10 10;;"
    bring(f"Roussel;Camille;{shared}", f"Benali;Karim;{shared}")
    erasing.erase(db.session.get_one(Contact, 1), actor=None)
    db.session.commit()

    report = bring(f"Benali;Karim;{shared}", f"Haddad;Nour;{shared}", f"Roussel;Camille;{shared}")

    assert [w.draft.name.whole for w in report.refused] == ["Camille Roussel"]
    assert (report.updated, report.created) == (1, 1)


def test_the_number_of_an_erased_person_is_never_given_again(here: Flask) -> None:
    bring(CAMILLE)
    erasing.erase(db.session.get_one(Contact, 1), actor=None)
    db.session.commit()

    bring(ELODIE)

    assert list(db.session.scalars(select(Contact.id))) == [2]


def test_a_newsroom_others_work_at_stays(here: Flask) -> None:
    bring(CAMILLE, "Benali;Karim;La Voix du Littoral;;k@exemple.org;;;")

    erasing.erase(db.session.get_one(Contact, 1), actor=None)

    assert list(db.session.scalars(select(Outlet.name))) == ["La Voix du Littoral"]


def test_the_index_forgets_words_nobody_has(here: Flask) -> None:
    bring(CAMILLE, ELODIE)

    erasing.erase(db.session.get_one(Contact, 1), actor=None)
    db.session.commit()

    assert finding.search("roussel") == finding.search("rousel") == []
    assert "roussel" not in set(db.session.scalars(select(Slip.word)))
    assert [hit.card.name for hit in finding.search("lefevra")] == ["Élodie Lefèvre"]


def test_the_page_says_what_goes_and_asks_once_more(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast)
    ines = cast.browser("ines")

    page = ines.get(f"/contacts/{contact_id}/erase").get_data(as_text=True)
    assert "Partent pour de bon" in page
    assert ines.post(f"/contacts/{contact_id}/erase").status_code == 400
    gone = ines.post(f"/contacts/{contact_id}/erase", data={"sure": "yes"})

    assert gone.status_code == 303
    assert ines.get(f"/contacts/{contact_id}").status_code == 404
