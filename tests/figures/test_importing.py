"""A month of figures from a sheet: every row accounted for, nothing kept before one has looked."""

import io
import re

from sqlalchemy import select

from comms.adapters.sheets import write_xlsx
from comms.core.db import db
from comms.figures.models import Figure
from comms.figures.rules.columns import FIELDS, drafted, made_key, meaning
from tests.figures.bank import acts, kept

COLUMNS = ("Clé", "Libellé", "Label (en)", "Valeur", "Unité", "Période", "Lieu", "Source")
ROWS = (
    (
        "expulsions-2030-02",
        "expulsions observées",
        "evictions",
        "98",
        "",
        "2030-02",
        "",
        "registre",
    ),
    ("", "Tentes saisies", "tents seized", "1 421", "", "février 2030", "Calais", "registre"),
    ("", "Sans source", "", "12", "", "2030-02", "", ""),
    ("expulsions-2030-02", "deux fois", "", "98", "", "2030-02", "", "registre"),
    ("known-2030", "connu", "", "1226", "", "2030-02", "", "registre"),
    ("other-2030", "autre", "", "5", "", "2030-02", "", "registre"),
)


def test_headings_are_known_with_and_without_accents():
    said = ["CLE", "Libellé (en)", "Période", "valeur", "n’importe quoi"]

    assert [meaning(each) for each in said] == ["key", "label_en", "period", "value", None]


def test_what_the_page_sends_again_is_read_as_it_was():
    assert [meaning(each) for each in FIELDS] == list(FIELDS)


def test_a_key_is_made_of_label_and_period():
    assert made_key("Tentes saisies à l’aube", "02/2030") == "tentes-saisies-a-l-aube-2030-02"
    assert drafted({"label_fr": "Tentes", "value": "3"}).key == "tentes"


def _look(browser, data: bytes, name: str) -> str:
    answer = browser.post("/figures/import", data={"file": (io.BytesIO(data), name)})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_a_workbook_is_looked_at_row_by_row_then_taken_in(app, cast):
    kept(app, cast, "known-2030")
    kept(app, cast, "other-2030", value="6")
    omar = cast.browser("omar")

    page = _look(omar, write_xlsx(COLUMNS, ROWS, "février"), "fevrier.xlsx")
    with app.app_context():
        before = len(db.session.scalars(select(Figure)).all())
    again = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert again
    answer = omar.post("/figures/import", data={"pasted": again[1], "then": "take"})

    assert before == 2
    assert page.count("refusé") >= 2
    assert "autre valeur" in page
    assert "déjà dans la banque" in page
    assert answer.location == "/figures?period=2030-02"
    with app.app_context():
        held = {each.key: each.value for each in db.session.scalars(select(Figure))}
    assert held == {
        "known-2030": "1226",
        "other-2030": "6",
        "expulsions-2030-02": "98",
        "tentes-saisies-2030-02": "1421",
    }
    assert acts(app)[-1] == "figures.imported"


def test_a_csv_file_says_the_same(app, cast):
    lines = ["clé;libellé;valeur;période;source", "a-2030;ce qui est compté;1 226;2030;registre"]

    page = _look(cast.browser("ines"), "\n".join(lines).encode("cp1252"), "mois.csv")

    assert "ce qui est compté" in page
    assert "nouveau" in page


def test_a_file_without_a_value_is_refused_in_a_sentence(cast):
    ines = cast.browser("ines")
    sent = {"file": (io.BytesIO(b"nom;ville\nAda;Calais"), "x.csv")}

    wrong = ines.post("/figures/import", data=sent)
    nothing = ines.post("/figures/import", data={})
    hostile = ines.post("/figures/import", data={"file": (io.BytesIO(b"PK\x03\x04rien"), "x.xlsx")})

    assert {wrong.status_code, nothing.status_code, hostile.status_code} == {422}
    assert "Aucune colonne" in wrong.text
