"""Taking a file in: every row accounted for, nothing overwritten, nobody doubled."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from comms.adapters.sheets import SheetTrouble
from comms.audit.models import AuditLine
from comms.contacts.book.models import Address, Contact, Outlet, SearchWord
from comms.contacts.files.models import HeldRow, Import
from comms.contacts.files.rules.importing import ImportWrong
from comms.contacts.files.service import importing, reading
from comms.contacts.law.service import refusing
from comms.contacts.lists import queries as lists
from comms.core.db import db
from comms.core.refusal import Refused
from tests.cast import Cast
from tests.contacts.bringing import CAMILLE, ELODIE, HEADER, bring, export, foresee, names, only


def counts(report):
    return report.rows, report.created, report.updated, report.suggested, report.rejected


def test_a_file_of_french_excel_is_taken_in(here: Flask) -> None:
    report = bring(
        "Fichier presse;;", ";;", HEADER, CAMILLE, ELODIE, "", HEADER, header="Mars 2030"
    )

    assert counts(report) == (2, 2, 0, 0, 0)
    assert names() == ["Camille Roussel", "Élodie Lefèvre"]


def test_a_person_has_all_the_row_says(here: Flask) -> None:
    bring(CAMILLE)

    camille = only()
    assert (camille.given, camille.family, camille.town) == ("Camille", "Roussel", "Calais")
    assert [(a.kind, a.value, a.typed) for a in camille.addresses] == [
        ("email", "c.roussel@exemple.org", "c.roussel@exemple.org"),
        ("phone", "+33639980011", "06 39 98 00 11"),
    ]
    assert [(r.title, r.outlet.name) for r in camille.roles] == [
        ("journaliste", "La Voix du Littoral")
    ]
    assert camille.origin == "salon"
    assert [(name, why) for _, name, why in lists.of_contact(camille.id)] == [("Littoral", "salon")]


def test_a_dry_run_writes_nothing_and_says_the_same(here: Flask) -> None:
    foreseen = foresee(CAMILLE, ELODIE, "Sans;Adresse;;;pas une adresse;;;")
    for kind in (Contact, Import, Outlet, HeldRow, AuditLine, SearchWord):
        assert db.session.scalar(select(func.count()).select_from(kind)) == 0

    assert counts(foreseen) == counts(bring(CAMILLE, ELODIE, "Sans;Adresse;;;pas une adresse;;;"))
    assert (foreseen.import_id, foreseen.error_file) == (None, None)


def test_the_same_file_twice_changes_nothing(here: Flask) -> None:
    rows = (
        CAMILLE,
        ELODIE,
        "Dupont;Marie;La Voix;;;;;",
        "Rédaction;;La Voix;;redac@exemple.org;;;",
    )
    bring(*rows)
    before, versions = export(), list(db.session.scalars(select(Contact.version)))

    report = bring(*rows)

    assert counts(report) == (4, 0, 4, 0, 0)
    assert export() == before
    assert list(db.session.scalars(select(Contact.version))) == versions


def test_a_row_fills_blanks_and_overwrites_nothing(here: Flask) -> None:
    bring("Roussel;Camille;La Voix;;c@exemple.org;;Calais;")

    bring("ROUSSEL;Camille;Radio Phare;chroniqueuse;C@exemple.org;06 39 98 00 11;Lille;Littoral")

    camille = only()
    assert camille.town == "Calais"
    assert [r.outlet.name for r in camille.roles] == ["La Voix", "Radio Phare"]
    assert len(camille.addresses) == 2


def test_rows_of_one_file_join_one_another(here: Flask) -> None:
    report = bring(CAMILLE, "Roussel;Camille;;;c.roussel@exemple.org;;;Nationale")

    assert counts(report) == (2, 1, 1, 0, 0)
    assert len(lists.of_contact(only().id)) == 2


def test_a_namesake_is_held_back(here: Flask) -> None:
    report = bring(CAMILLE, "Roussel;Camille;Delta Radio;;camille@delta.exemple;;;")

    assert counts(report) == (2, 1, 0, 1, 0)
    [held] = report.suggestions
    assert (held.row, held.with_row, held.with_id, held.name) == (2, 1, None, "Camille Roussel")
    assert 0 < held.score <= 1
    assert names() == ["Camille Roussel"]


def test_who_has_the_name_of_somebody_known_comes_in_and_is_shown(app: Flask, cast: Cast) -> None:
    with app.test_request_context():
        bring(ELODIE)
        report = bring("Lefèvre;Élodie;Ouest-Info;;e.lefevre@ouest.org;07 39 98 00 99;Nantes;")
        assert counts(report) == (1, 1, 0, 0, 0)
    ines = cast.browser("ines")

    card, pairs = ines.get("/contacts/2").text, ines.get("/contacts/duplicates").text

    assert "/contacts/2/merge/1" in card
    assert "Radio Phare" in pairs
    assert "Ouest-Info" in pairs
    assert "ont le nom d’une autre fiche" in ines.get(f"/contacts/import/{report.import_id}").text
    assert "/contacts/2/merge/1" in ines.get("/contacts/2/merge?q=lefevre").text


def test_who_objected_is_refused_though_unknown_or_known(here: Flask) -> None:
    bring(CAMILLE)
    refusing.object_address("C.Roussel@exemple.org", actor=None)
    refusing.object_address("elodie@exemple.org", actor=None)

    report = bring(CAMILLE, ELODIE, "Roussel;Camille;;;;06 39 98 00 11;;")

    assert counts(report) == (3, 0, 0, 0, 3)
    assert {w.reason.value for w in report.refused} == {"row.objected"}


def test_the_error_file_has_the_columns_and_the_reason_and_comes_back(here: Flask) -> None:
    report = bring(CAMILLE, "Sans;Adresse;=SOMME(A1);;pas une adresse;;;", ";;;;;;Calais;")

    document = Path(report.error_file).read_bytes()
    assert document.startswith(b"\xef\xbb\xbf")
    lines = document.decode("utf-8-sig").splitlines()
    assert lines[0] == f"{HEADER};raison"
    assert lines[1].startswith("Sans;Adresse;'=SOMME(A1);;pas une adresse;;;;Adresse illisible")
    assert len(lines) == 3

    repaired = document.replace(b"pas une adresse", b"sans@exemple.org")
    again = importing.take_in(reading.understand(repaired), name="x", origin="salon", actor=None)

    assert counts(again) == (2, 1, 0, 0, 1)
    assert db.session.scalars(select(Outlet.name).where(Outlet.name.like("=%"))).one()


def test_a_formula_stays_text_on_the_way_in_and_harmless_on_the_way_out(here: Flask) -> None:
    bring("=CMD()|x;Camille;@SUM(1);+1+1;c@exemple.org;;-2;")

    [line] = export().decode("utf-8-sig").splitlines()[1:]

    assert only().town == "-2"
    assert all(cell[:1] not in "=+-@" for cell in line.split(";") if cell)


def test_an_import_without_an_origin_is_refused(here: Flask) -> None:
    with pytest.raises(Refused) as refused:
        importing.take_in(
            reading.understand(f"{HEADER}\n{CAMILLE}".encode()), name="x", origin=" ", actor=None
        )

    assert refused.value.obstacles == (ImportWrong.NO_ORIGIN,)


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", SheetTrouble.EMPTY),
        (b"PK\x03\x04 a workbook", SheetTrouble.A_WORKBOOK),
        (b"nom;email\nA\0b;a@b.org\n", SheetTrouble.HAS_NULS),
        (b";".join(b"x" for _ in range(100_000)), SheetTrouble.TOO_MANY_COLUMNS),
        (b"nom\n" + b"x" * (21 * 1024 * 1024), SheetTrouble.TOO_BIG),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_whole(
    here: Flask, data: bytes, trouble: SheetTrouble
) -> None:
    with pytest.raises(Refused) as refused:
        reading.understand(data)

    assert refused.value.obstacles == (trouble,)
    assert all(refused.value.sentences())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_every_encoding_gives_the_same_people(here: Flask, encoding: str) -> None:
    bring(ELODIE, encoding=encoding)

    assert names() == ["Élodie Lefèvre"]


def test_the_columns_a_person_set_are_remembered(here: Flask) -> None:
    text = b"Nom;E-mail;Truc\nCamille Roussel;c@exemple.org;le matin\n"
    importing.take_in(
        reading.understand(text, {"Truc": "hours"}), name="x", origin="salon", actor=None
    )

    again = reading.understand(text)

    assert again.is_remembered
    assert again.mapping["Truc"] == "hours"


def test_a_shared_number_of_a_newsroom_joins_nobody(here: Flask) -> None:
    bring("Roussel;Camille;La Voix;;;03 99 00 10 10;;", "Benali;Karim;La Voix;;;03 99 00 10 10;;")

    assert names() == ["Camille Roussel", "Karim Benali"]
    numbers = select(Address.key).where(Address.kind == "phone")
    assert set(db.session.scalars(numbers)) == {"+33399001010"}
