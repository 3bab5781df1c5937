"""A release taken away as a document, and put in other languages, from its page."""

import pytest

from comms.core.rights import Role
from tests.writing import SOON, press_list, release_form, written


@pytest.mark.parametrize(
    ("form", "kind", "begins"),
    [
        ("md", "text/markdown", b"---\nstate: draft\n"),
        ("html", "text/html", b"<!DOCTYPE html>"),
        ("docx", "application/vnd.openxml", b"PK"),
        ("pdf", "application/pdf", b"%PDF-"),
        ("txt", "text/plain", b"BROUILLON"),
    ],
)
def test_who_may_read_takes_a_release_away(cast, form, kind, begins):
    number = written(cast.browser("ines"), "release", release_form())

    answer = cast.browser("omar").get(f"/releases/{number}/export/{form}")

    assert answer.status_code == 200
    assert answer.mimetype.startswith(kind)
    assert answer.data.startswith(begins)
    assert answer.headers["Content-Disposition"] == (
        f"attachment; filename=communique-{number}-fr.{form}"
    )


def test_what_cannot_be_written_out_says_why(cast):
    ines = cast.browser("ines")
    number = written(ines, "release", release_form(title=""))

    answer = ines.get(f"/releases/{number}/export/pdf")

    assert answer.status_code == 303
    assert "Il manque le titre." in ines.get(answer.location).text


def test_a_translation_begins_with_the_words_of_its_source(cast):
    ines = cast.browser("ines")
    number = written(ines, "release", release_form())

    answer = ines.post(f"/releases/{number}/translate", data={"lang": "ar"})

    page = ines.get(answer.location).text
    assert "des opérations" in page
    assert 'dir="rtl"' in page
    assert "Traduit de" in page
    assert "à actualiser" not in page
    assert "<small>arabe</small>" in ines.get(f"/releases/{number}").text


def test_a_translation_is_to_be_brought_up_to_date_once_its_source_changed(cast):
    ines = cast.browser("ines")
    number = written(ines, "release", release_form())
    there = ines.post(f"/releases/{number}/translate", data={"lang": "en"}).location

    ines.post(f"/releases/{number}", data=release_form(title="Autre titre", base="1"))

    assert "à actualiser" in ines.get(there).text
    assert "à actualiser" in ines.get(f"/releases/{number}").text
    assert ines.post(f"{there}/caught-up").status_code == 303
    assert "à actualiser" not in ines.get(there).text


def test_a_translation_is_under_the_embargo_of_its_source(app, cast):
    ines, listed = cast.browser("ines"), press_list(app, "Littoral", "ada@e.org")
    form = release_form(at="2030-03-13T06:00", embargo_at=SOON, embargo_lists=[listed])
    number = written(ines, "release", form)
    there = ines.post(f"/releases/{number}/translate", data={"lang": "en"}).location

    lifted = form | {"at": "2030-03-14T06:00", "base": "1"}
    ines.post(f"/releases/{number}", data=lifted)
    preview = ines.post(f"/releases/preview?piece={there.rpartition('/')[2]}", data=release_form())

    line = "UNDER EMBARGO UNTIL THURSDAY 14 MARCH 2030, 06:00"
    for page in (ines.get(there).text, ines.get(f"{there}/export/txt").text):
        assert line in page
    assert "14 MARS 2030" in preview.text
    assert "partirait avant" in ines.get(f"/review/{there.rpartition('/')[2]}").text


def test_there_is_one_translation_a_language_and_none_of_a_translation(cast):
    ines = cast.browser("ines")
    number = written(ines, "release", release_form())
    there = ines.post(f"/releases/{number}/translate", data={"lang": "en"}).location

    again = ines.post(f"/releases/{number}/translate", data={"lang": "en"})
    assert "existe déjà dans cette langue" in ines.get(again.location).text

    of_it = ines.post(f"{there}/translate", data={"lang": "de"})
    assert "déjà une traduction" in ines.get(of_it.location).text


def test_the_day_shown_and_the_embargo_are_written_on_the_page(cast):
    ines = cast.browser("ines")
    form = release_form(date="2030-11-25", embargo="1", at="2030-11-26T06:00")

    page = ines.get(f"/releases/{written(ines, 'release', form)}").text

    assert "Calais, le 25 novembre 2030" in page
    assert "SOUS EMBARGO JUSQU’AU MARDI 26 NOVEMBRE 2030, 6 H (PARIS)" in page


def test_a_date_nobody_can_read_is_no_date(cast):
    ines = cast.browser("ines")

    number = written(ines, "release", release_form(date="un de ces jours"))

    assert "date:" not in ines.get(f"/releases/{number}/export/md").text


@pytest.mark.parametrize("path", ["/releases/1/export/pdf"])
def test_a_guest_and_a_stranger_take_nothing_away(app, cast, path):
    written(cast.browser("ines"), "release", release_form())

    assert cast.browser("omar", Role.GUEST).get(path).status_code == 403
    assert app.test_client().get(path).status_code == 303


@pytest.mark.parametrize("path", ["/releases/1/translate", "/releases/1/caught-up"])
def test_a_guest_and_a_stranger_translate_nothing(app, cast, path):
    written(cast.browser("ines"), "release", release_form())

    assert cast.browser("omar", Role.GUEST).post(path, data={"lang": "en"}).status_code == 403
    assert app.test_client().post(path, data={"lang": "en"}).status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/releases/99/export/pdf", 404),
        ("get", "/releases/1/export/odt", 404),
        ("post", "/releases/1/export/pdf", 405),
        ("post", "/releases/99/translate", 404),
        ("post", "/releases/99/caught-up", 404),
        ("get", "/releases/1/translate", 405),
        ("get", "/releases/1/caught-up", 405),
    ],
)
def test_what_does_not_exist_is_not_found_and_the_wrong_way_is_refused(cast, method, path, status):
    ines = cast.browser("ines")
    written(ines, "release", release_form())

    assert getattr(ines, method)(path).status_code == status


def test_a_language_we_do_not_know_is_not_translated_into(cast):
    ines = cast.browser("ines")
    number = written(ines, "release", release_form())

    assert ines.post(f"/releases/{number}/translate", data={"lang": "tlh"}).status_code == 404


def test_a_line_break_of_word_in_a_title_keeps_no_mail_and_no_document_back(cast):
    ines = cast.browser("ines")
    form = release_form(
        title="Calais\x0b98 expulsions\u2028en février",
        subtitle="Une nuit\r\nsans eau\n",
        body="Une nuit\x0bde plus\x07.",
    )
    number = written(ines, "release", form)

    answer = ines.get(f"/releases/{number}/export/docx")
    page = ines.get(f"/releases/{number}").text

    assert answer.status_code == 200
    assert "Calais 98 expulsions en février" in page
    assert "Une nuit sans eau</textarea>" in page
    assert "Une nuit\nde plus." in page


@pytest.mark.parametrize("lang", ["fr\r\nX: y", '"><b>', "x" * 70_000, "\u202e", ""])
def test_a_language_that_is_none_is_french(cast, lang):
    ines = cast.browser("ines")
    number = written(ines, "release", release_form(lang=lang))

    answer = ines.get(f"/releases/{number}/export/md")

    named = f"attachment; filename=communique-{number}-fr.md"
    assert answer.headers["Content-Disposition"] == named
