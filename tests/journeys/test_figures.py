"""A month of figures becomes a note in three languages, sent back, corrected, approved by two.

Then a figure is corrected: what was approved falls back, and says why.
"""

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from comms.adapters.sheets import write_xlsx
from comms.core.rights import College, Role
from tests.cast import Cast
from tests.journeys.people import Office
from tests.writing import named, press_list

pytestmark = [pytest.mark.peer, pytest.mark.slow]

COLUMNS = ("Clé", "Libellé", "Valeur", "Période", "Lieu", "Source")
MONTH = (
    ("expulsions-2030-02", "expulsions observées", "98", "2030-02", "Calais", "registre"),
    ("tentes-2030-02", "tentes et bâches saisies", "1 421", "2030-02", "Calais", "registre"),
)


@pytest.fixture(autouse=True)
def _newsrooms(app: Flask) -> None:
    """Have a list to send to."""
    named(app)
    press_list(app, "Littoral", "ada@exemple.org")


def test_a_month_of_figures_becomes_a_note_and_a_correction_lets_it_fall_back(
    cast: Cast, office: Office, tmp_path: Path
) -> None:
    people = {
        "ines": cast.browser("ines"),
        "lea": cast.browser("lea", Role.APPROVER, College.STAFF),
        "anne": cast.browser("anne", Role.APPROVER, College.BOARD),
    }
    ines, lea, anne = (office.page(each, height=1200) for each in people.values())
    sheet = tmp_path / "fevrier.xlsx"
    sheet.write_bytes(write_xlsx(COLUMNS, MONTH, "février"))

    _import(ines, sheet)
    _check(lea)
    note = _write(ines)
    _send_back(lea, note)
    _correct_text(ines, note)
    _approve(lea, note)
    _approve(anne, note)
    expect(anne.get_by_text("prêt", exact=True)).to_be_visible()
    _correct(lea)

    ines.goto(note)
    expect(
        ines.get_by_text(re.compile("«\\sexpulsions observées\\s» a été corrigé"))
    ).to_be_visible()
    expect(ines.get_by_text("en relecture", exact=True)).to_be_visible()
    expect(ines.locator(".sheet")).to_contain_text("96 expulsions observées")
    ines.goto("/")
    expect(ines.get_by_text(re.compile("^À revalider"))).to_be_visible()
    ines.goto(note.replace("/review/", "/releases/"))
    expect(ines.get_by_text("à actualiser")).to_have_count(2)


def _import(page: Page, sheet: Path) -> None:
    page.goto("/figures/import")
    page.get_by_label("Un fichier : CSV ou classeur .xlsx").set_input_files(sheet)
    page.get_by_role("button", name="Voir ce que cela donne").click()
    expect(page.get_by_role("cell", name="expulsions-2030-02")).to_be_visible()
    page.get_by_role("button", name="Importer les nouveaux").click()
    expect(page.locator(".said")).to_contain_text("2 chiffres sont là")


def _check(page: Page) -> None:
    page.goto("/figures?period=2030-02")
    page.get_by_role("button", name=re.compile("^Vérifiés")).click()
    expect(page.locator(".said")).to_contain_text("2 chiffres vérifiés")


def _write(page: Page) -> str:
    """Begin the note, put one more figure where one writes, translate it, say when and to whom."""
    page.goto("/figures?period=2030-02")
    page.get_by_role("button", name="Écrire une note").click()
    expect(page.locator("#page")).to_contain_text("98 expulsions observées")
    page.get_by_label("Lieu", exact=True).fill("Calais")
    page.get_by_label(re.compile("^Contact presse")).fill("Ada Exemple, porte-parole")
    page.wait_for_load_state()  # a shortcut pressed before the page's script is there goes nowhere
    body = page.get_by_label(re.compile("^Texte"))
    body.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\nEt encore : ")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name=re.compile("à insérer")).fill("tentes")
    expect(page.locator("#picker-list li")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#page")).to_contain_text(re.compile("Et encore : 1\\s421"))
    page.locator("input[name=at]").fill("2030-03-13T06:00")
    page.get_by_role("checkbox", name="Littoral").first.check()
    with page.expect_navigation():  # the form goes once the save under way has its answer
        page.get_by_role("button", name="Enregistrer").click()
    address = page.url
    _translate(page, address, "anglais · English", "98")
    _translate(page, address, "arabe · العربية", "٩٨")
    page.goto(address)
    page.get_by_role("button", name="Demander la validation").click()
    expect(page).to_have_url(re.compile("/review/"))
    return page.url


def _translate(page: Page, address: str, language: str, number: str) -> None:
    """Begin the note in a language: its figures are written there as its readers write them."""
    page.goto(address)
    page.get_by_label("Langue de la traduction").select_option(language)
    page.get_by_role("button", name="Traduire").click()
    expect(page.locator("#page")).to_contain_text(number)
    way = "rtl" if number != "98" else "ltr"
    expect(page.locator("#f-body")).to_have_attribute("dir", way)


def _send_back(page: Page, note: str) -> None:
    """Read the note, remark on a passage, ask for changes."""
    page.goto(note)
    page.get_by_label("Votre remarque").fill("Dites où.")
    page.get_by_text("Sur un passage, ou avec une correction").click()
    page.get_by_label("Le passage, copié du texte").fill("Et encore")
    page.get_by_role("button", name="Demander des corrections").click()
    expect(page.locator(".said")).to_contain_text("Les corrections sont demandées")


def _correct_text(page: Page, note: str) -> None:
    """Answer the remark in the text, and ask again."""
    page.goto(note.replace("/review/", "/releases/"))
    expect(page.get_by_text("Dites où.")).to_be_visible()
    body = page.get_by_label(re.compile("^Texte"))
    body.press("Control+End")
    page.keyboard.type(", à Calais.")
    page.get_by_role("button", name="Demander la validation").click()
    expect(page).to_have_url(re.compile("/review/"))


def _approve(page: Page, note: str) -> None:
    page.goto(note)
    page.get_by_role("button", name="Valider").click()
    expect(page.locator(".said")).to_contain_text("Validé")


def _correct(page: Page) -> None:
    page.goto("/figures")
    page.get_by_role("link", name="expulsions observées").click()
    page.get_by_label("La valeur juste").fill("96")
    page.get_by_label("Pourquoi").first.fill("deux doublons")
    page.get_by_role("button", name="Corriger", exact=True).click()
    expect(page.locator(".figure-value")).to_have_text("96")
