"""The pages of an import: look before anything is written, decide, repair, take back."""

import io

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from comms.contacts.book.models import Contact
from comms.contacts.files.models import HeldRow, Import
from comms.core.db import db
from comms.core.rights import Right
from tests.cast import Cast
from tests.contacts.bringing import CAMILLE, ELODIE, HEADER, bring, names

FILE = f"{HEADER}\r\n{CAMILLE}\r\n{ELODIE}\r\nSans;Adresse;;;rien;;;".encode("cp1252")


def brought(ines: FlaskClient, data: bytes = FILE) -> str:
    """Bring a file; return where it is looked at."""
    answer = ines.post("/contacts/import", data={"file": (io.BytesIO(data), "presse.csv")})
    assert answer.status_code == 303
    return answer.location


def people(app: Flask) -> list[str]:
    with app.app_context():
        return names()


def test_a_file_is_shown_as_understood_before_anything_is_written(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")

    page = ines.get(brought(ines)).get_data(as_text=True)

    assert "cp1252" in page
    assert "Élodie" in page
    assert "nom de famille" in page
    assert "adresse illisible" in page
    assert people(app) == []


def test_the_button_takes_it_in_and_leads_to_what_became_of_it(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    place = brought(ines)

    done = ines.post(place, data={"then": "take", "origin": "salon du 3 mai"})
    page = ines.get(done.location).get_data(as_text=True)

    assert done.status_code == 303
    assert people(app) == ["Camille Roussel", "Élodie Lefèvre"]
    assert "Annuler cet import" in page
    assert ines.get(place).status_code == 404
    repair = ines.get(f"{done.location}/a-corriger.csv")
    assert "raison" in repair.get_data(as_text=True)
    assert "attachment" in repair.headers["Content-Disposition"]


def test_an_import_without_an_origin_keeps_the_page(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")

    refused = ines.post(brought(ines), data={"then": "take", "as:Ville": "region"})
    page = refused.get_data(as_text=True)

    assert refused.status_code == 422
    assert "Dites d’où viennent ces contacts" in page
    assert people(app) == []


def test_other_columns_are_looked_at_again(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    place = brought(ines)

    again = ines.post(place, data={"then": "look", "as:E-mail": "notes", "origin": "salon"})
    page = ines.get(again.location).get_data(as_text=True)

    assert again.status_code == 303
    assert "csrf" not in again.location
    assert 'value="notes" selected' in " ".join(page.split())
    assert 'value="salon"' in page


def test_cells_are_pasted(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    cells = "Nom\tE-mail\nCamille Roussel\tc@exemple.org\n"

    place = ines.post("/contacts/import", data={"pasted": cells}).location
    understood = " ".join(ines.get(place).text.split())
    ines.post(place, data={"then": "take", "origin": "tableau de Léa"})

    assert "1 ligne de données · encodage utf-8 · colonnes séparées par des tabulations</p>" in (
        understood
    )

    assert people(app) == ["Camille Roussel"]


def test_no_file_and_a_file_that_is_none_are_said(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")

    nothing = ines.post("/contacts/import", data={})
    workbook = ines.post("/contacts/import", data={"file": (io.BytesIO(b"PK\x03\x04.."), "a.csv")})

    assert (nothing.status_code, workbook.status_code) == (422, 422)
    assert "Choisissez un fichier" in nothing.get_data(as_text=True)
    assert "Ce classeur ne s’ouvre pas" in workbook.get_data(as_text=True)


def test_a_file_of_sixty_megabytes_is_refused_in_words(app: Flask, cast: Cast) -> None:
    data = {"file": (io.BytesIO(b"x" * 60_000_000), "gros.csv")}

    answer = cast.browser("ines").post("/contacts/import", data=data)

    assert answer.status_code == 413
    assert "trop lourd" in answer.get_data(as_text=True)


def test_a_row_held_back_is_joined_or_written_as_someone_else(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    with app.test_request_context():
        bring(
            CAMILLE,
            "Roussel;Camille;Delta;;c@delta.exemple;;;",
            "Roussel;Camille;Phare;;c@phare.exemple;;;",
        )
        same, other = db.session.scalars(select(HeldRow.id).order_by(HeldRow.number))

    page = ines.get("/contacts/import/rows").get_data(as_text=True)
    ines.post(f"/contacts/import/rows/{same}", data={"answer": "same", "from": "rows"})
    ines.post(f"/contacts/import/rows/{other}", data={"answer": "other"})
    twice = ines.post(
        f"/contacts/import/rows/{other}", data={"answer": "other"}, follow_redirects=True
    )

    assert "Delta" in page
    assert people(app) == ["Camille Roussel", "Camille Roussel"]
    assert "déjà décidée" in twice.get_data(as_text=True)
    with app.app_context():
        first = db.session.get_one(Contact, 1)
        assert [role.outlet.name for role in first.roles] == ["La Voix du Littoral", "Delta"]
        kept = db.session.get_one(Import, 1)
        assert (kept.created, kept.updated, kept.suggested) == (2, 1, 0)


def test_not_the_same_is_remembered(app: Flask, cast: Cast) -> None:
    row = "Roussel;Camille;Delta;;c@delta.exemple;;;"
    ines = cast.browser("ines")
    with app.test_request_context():
        bring(CAMILLE, row)
    ines.post("/contacts/import/rows/1", data={"answer": "other"})

    with app.test_request_context():
        again = bring(CAMILLE, row)

    assert (again.created, again.updated, again.suggested) == (0, 2, 0)


def test_an_import_is_taken_back_from_its_page(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    done = ines.post(brought(ines), data={"then": "take", "origin": "salon"}).location

    back = ines.post(f"{done}/undo", follow_redirects=True).get_data(as_text=True)

    assert "2 contacts sont comme avant" in back
    assert people(app) == []
    assert "déjà annulé" in ines.post(f"{done}/undo", follow_redirects=True).get_data(as_text=True)


def test_what_waits_is_shown_to_who_keeps_contacts(app: Flask, cast: Cast) -> None:
    with app.test_request_context():
        bring(CAMILLE, "Roussel;Camille;Delta;;c@delta.exemple;;;")

    assert cast.actor("ines").may(Right.KEEP_CONTACTS)
    assert "peut-être quelqu’un du carnet" in cast.browser("ines").get("/").get_data(as_text=True)
