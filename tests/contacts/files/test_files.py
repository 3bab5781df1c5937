"""The book in and out: workbooks, cards; nothing is lost, nothing computes."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from comms.adapters import vcards
from comms.adapters.sheets import SheetRefused, SheetTrouble, read, write_csv, write_xlsx
from comms.adapters.vcards import Card, CardRefused, Line, Work
from comms.contacts.book.rules.cells import joined, pieces
from comms.contacts.files.rules.headings import meaning
from comms.contacts.files.service import exporting, importing, reading
from comms.contacts.lists import service as listing
from comms.core.db import db
from comms.core.refusal import Refused
from tests.cast import Cast
from tests.contacts.bringing import export, only, person
from tests.peers.addressbook import address_book

RICH = {
    "given": "Élodie; Zoë",
    "family": "d’Almeida, née Lefèvre",
    "emails": "E.Lefevre@exemple.org\nautre@exemple.net (perso)",
    "phones": "06 39 98 00 11 (le soir, après 18 h)\n+44 20 7946 0958",
    "sites": "https://exemple.org/elodie",
    "handles": "mastodon : @elodie@exemple.social",
    "town": "Calais",
    "languages": ("fr", "ar"),
    "notes": "Première ligne ; deuxième, troisième\nnouvelle ligne \\ fin. محمد",
    "hours": "le matin, jamais au bouclage",
    "origin": "salon du 3 mai",
}


def rich(cast: Cast) -> None:
    nour = cast.actor("nour")
    contact = person(nour, **RICH)
    listing.put_on(listing.open_list("Littoral ; Nord", actor=nour), [contact.id], actor=nour)
    db.session.commit()


def taken(document: bytes):
    """Take a file into the book as it stands. Commits."""
    report = importing.take_in(reading.understand(document), name="x", origin="salon", actor=None)
    db.session.commit()
    return report


def without_ids(document: bytes) -> list[str]:
    return [re.sub(r"^\d+", "", line) for line in document.decode("utf-8-sig").splitlines()]


@pytest.mark.parametrize("form", ["csv", "xlsx", "vcf"])
def test_what_leaves_comes_back_whole(here: Flask, cast: Cast, form: str) -> None:
    rich(cast)
    before = export()
    document = exporting.export(form, actor=None)
    db.session.commit()
    db.session.delete(only())
    db.session.commit()

    report = taken(document)

    assert (report.created, report.suggested, report.rejected) == (1, 0, 0)
    assert without_ids(export()) == without_ids(before)


@pytest.mark.parametrize("form", ["csv", "xlsx", "vcf"])
def test_what_leaves_and_comes_back_doubles_nobody(here: Flask, cast: Cast, form: str) -> None:
    rich(cast)
    before = export()

    report = taken(exporting.export(form, actor=None))

    assert (report.created, report.updated) == (0, 1)
    assert export() == before


def test_a_card_with_its_number_alone_is_known_again(here: Flask, cast: Cast) -> None:
    person(cast.actor("nour"))
    cards = exporting.export("vcf", actor=None)

    report = taken(cards.replace(b"Roussel", b"Roussel-Diop"))

    assert (report.created, report.updated) == (0, 1)


def test_a_workbook_of_a_spreadsheet_is_read(here: Flask) -> None:
    book = Workbook()
    sheet = book.active
    for row in (
        ["Fichier presse"],
        [],
        ["Nom", "Prénom", "Téléphone", "E-mail"],
        ["ROUSSEL", "Camille", 639980011, "c@exemple.org"],
    ):
        sheet.append(row)
    page = io.BytesIO()
    book.save(page)

    taken(page.getvalue())

    assert [each.value for each in only().addresses] == ["c@exemple.org", "+33639980011"]


def test_nothing_in_a_workbook_computes() -> None:
    page = write_xlsx(["Nom"], [["=HYPERLINK(1)"], ["+33 6"], ["@SUM(1)"]], "contacts")

    cells = [row[0] for row in load_workbook(io.BytesIO(page)).active.iter_rows(min_row=2)]

    assert [cell.data_type for cell in cells] == ["s", "s", "s"]
    assert [cell.quotePrefix for cell in cells] == [True, True, True]


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
            min_size=2,
            max_size=2,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_a_written_csv_is_read_as_it_was(rows: list[list[str]]) -> None:
    rows = [["x", *row] for row in rows]

    sheet = read(write_csv(["Nom", "Média", "Ville"], rows), meaning)

    assert [list(row.cells) for row in sheet.rows] == rows


@given(st.lists(st.text("aàé;/ \\-", min_size=1, max_size=12), max_size=4))
def test_things_of_one_cell_come_apart_again(things: list[str]) -> None:
    clean = list(dict.fromkeys(" ".join(each.split()) for each in things))
    clean = [each for each in clean if each and "\\" not in each and "/" not in each]

    assert pieces(joined(clean)) == clean


text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(
    lambda said: " ".join(said.split())
)
words = text.filter(bool)
lines = st.lists(st.builds(Line, words, words), max_size=2).map(tuple)
cards = st.builds(
    Card,
    uid=words,
    whole=words,
    given=words,
    family=words,
    works=st.lists(st.builds(Work, words, words, words), max_size=2).map(tuple),
    emails=lines,
    town=words,
    lists=st.lists(words, max_size=3, unique=True).map(tuple),
    notes=st.lists(words, min_size=1, max_size=3).map("\n".join),
    origin=words,
)


@given(cards, st.sampled_from(["4.0", "3.0"]))
def test_a_card_is_read_as_it_was_written(card: Card, version: str) -> None:
    [read_again] = vcards.read(vcards.write([card], version=version))

    assert read_again.__class__(**{**vars(read_again), "line": 0}) == card


@given(st.binary(max_size=300))
def test_no_file_of_cards_breaks_the_reading(noise: bytes) -> None:
    try:
        vcards.read(b"BEGIN:VCARD\r\n" + noise + b"\r\nEND:VCARD\r\n")
    except CardRefused as refused:
        assert refused.facts or refused.trouble  # noqa: PT017 - either way is right


def test_what_is_no_card_is_said_with_its_line(here: Flask) -> None:
    with pytest.raises(Refused) as refused:
        reading.understand(b"BEGIN:VCARD\nFN:Camille\nEND:VCARD\nBEGIN:VCARD\nthis is none\n")

    assert "ligne 4" in refused.value.sentences()[0].replace("\xa0", " ")


def test_lines_are_folded_between_characters() -> None:
    written = vcards.write([Card(whole="é" * 200)])

    assert max(map(len, written.split(b"\r\n"))) <= 75
    assert vcards.read(written)[0].whole == "é" * 200


@pytest.mark.peer
@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_a_real_address_book_keeps_every_word(
    here: Flask, cast: Cast, tmp_path: Path, version: str
) -> None:
    rich(cast)
    before = export()
    with address_book(tmp_path) as book:
        book.put(1, exporting.export("vcf", actor=None, version=version))
        kept = book.whole()
    db.session.delete(only())
    db.session.commit()

    taken(kept)

    assert without_ids(export()) == without_ids(before)


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("cells", "trouble"),
    [
        (b"<row>" * 50_000, SheetTrouble.A_WORKBOOK),  # cut short
        (b"<row>" + b"<c/>" * 5_100_000 + b"</row>", SheetTrouble.TOO_BIG),  # a few kilobytes
    ],
    ids=["cut", "bomb"],
)
def test_a_workbook_that_would_hold_the_machine_is_refused_at_once(cells, trouble) -> None:
    hostile = _changed(lambda sheet: sheet[: sheet.index(b"<sheetData>") + 11] + cells)

    with pytest.raises(SheetRefused) as caught:
        read(hostile, {"Nom": "name"}.get)

    assert caught.value.trouble is trouble


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_that_gives_its_cells_attributes_nobody_wrote_is_refused(encoding: str) -> None:
    grows = b'<!DOCTYPE x [<!ATTLIST c a CDATA "x" b CDATA "x">]><worksheet'

    with pytest.raises(SheetRefused) as caught:
        read(
            _changed(lambda sheet: sheet.replace(b"<worksheet", grows).decode().encode(encoding)),
            {"Nom": "name"}.get,
        )

    assert caught.value.trouble is SheetTrouble.A_WORKBOOK


def _changed(sheet: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook whose sheets are written otherwise."""
    made, changed = io.BytesIO(write_xlsx(["Nom"], [["Ada"]], "contacts")), io.BytesIO()
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(changed, "w", 8) as packed:
        for name in whole.namelist():
            said = whole.read(name)
            packed.writestr(name, sheet(said) if name.startswith("xl/worksheets/") else said)
    return changed.getvalue()
