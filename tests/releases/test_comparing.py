"""A translation says who held it against its source, and when it has changed since."""

from dataclasses import replace

import pytest

from comms.core.rights import College, Role
from comms.releases.rules import ReleaseWords
from comms.releases.rules.words import is_untranslated
from tests.writing import release_form, written


def _translated(ines) -> int:
    source = written(ines, "release", release_form())
    made = ines.post(f"/releases/{source}/translate", data={"lang": "en"})
    return int(made.location.rpartition("/")[2])


def test_who_compared_a_translation_is_said_on_it_and_on_its_source(cast):
    ines, lea = cast.browser("ines"), cast.browser("lea", Role.APPROVER, College.STAFF)
    number = _translated(ines)

    before = ines.get(f"/releases/{number}").text
    lea.post(f"/releases/{number}/caught-up")

    after = ines.get(f"/releases/{number}").text
    assert "elle dit ce que dit sa source" in before
    assert "Comparée à sa source par Lea" in after
    assert "elle dit ce que dit sa source" not in after
    assert "comparée par Lea" in ines.get("/releases/1").text


def test_a_translation_that_changed_since_asks_to_be_compared_again(cast):
    ines = cast.browser("ines")
    number = _translated(ines)
    ines.post(f"/releases/{number}/caught-up")

    ines.post(f"/releases/{number}", data=release_form(lang="en", body="Water.", base="1"))

    page = ines.get(f"/releases/{number}").text
    assert "modifiée depuis" in page
    assert "elle dit ce que dit sa source" in page


def test_a_source_that_changed_makes_it_to_be_brought_up_to_date(cast):
    ines = cast.browser("ines")
    number = _translated(ines)
    ines.post(f"/releases/{number}/caught-up")

    ines.post("/releases/1", data=release_form(body="De l’eau.", base="1"))

    assert "à actualiser" in ines.get(f"/releases/{number}").text


def test_a_translation_that_still_has_the_words_of_its_source_is_not_asked_for(cast):
    ines = cast.browser("ines")
    number = _translated(ines)
    again = "Ce sont encore les mots de la source"

    as_begun = ines.post(f"/review/{number}/ask", follow_redirects=True).text
    ines.post("/releases/1", data=release_form(body="De l’eau.", base="1"))
    as_its_source_was = ines.post(f"/review/{number}/ask", follow_redirects=True).text
    ines.post(f"/releases/{number}", data=release_form(lang="en", body="Water.", base="1"))
    written_anew = ines.post(f"/review/{number}/ask", follow_redirects=True).text

    assert again in as_begun
    assert again in as_its_source_was
    assert again not in written_anew


def test_who_approves_sees_that_the_source_has_changed_and_goes_there(cast):
    ines = cast.browser("ines")
    number = _translated(ines)
    before = ines.get(f"/review/{number}").text

    ines.post("/releases/1", data=release_form(body="De l’eau.", base="1"))

    stale = '<a href="/review/1">À actualiser'
    page = cast.browser("lea", Role.APPROVER, College.STAFF).get(f"/review/{number}").text
    assert stale not in before
    assert page.count(stale) == 2


@pytest.mark.anywhere
def test_only_words_tell_whether_a_text_was_translated():
    source = ReleaseWords(lang="fr", body="Il y a [](figure:tentes) tentes.")

    assert is_untranslated(replace(source, lang="ar", body="Il y a  12 tentes."), source)
    assert not is_untranslated(replace(source, lang="ar", body="١٢ خيمة"), source)
    assert not is_untranslated(source, source)
    assert not is_untranslated(ReleaseWords(lang="ar"), ReleaseWords(lang="fr"))
