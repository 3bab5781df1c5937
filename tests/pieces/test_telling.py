"""A change is shown with the name of its field, in words: no key, no number of a row."""

import re

from comms.core.rights import College, Role
from tests.figures.bank import kept
from tests.writing import LATER, channel, post_form, press_list, release_form, written


def _changes(page: str) -> list[str]:
    """Return the names of the fields a page shows as changed."""
    return re.findall(r'<small class="dim">([^<]*)</small>\s*<p class="diff"', page)


def test_the_history_names_the_fields_and_says_their_values(app, cast):
    kept(app, cast)
    ines = cast.browser("ines")
    form = release_form(
        body="Vu [](figure:expulsions-2030-02) fois.",
        embargo="1",
        at=LATER,
        lists=press_list(app, "Littoral", "ada@exemple.org"),
    )
    number = written(ines, "release", form)

    page = ines.get(f"/pieces/{number}/history").text

    names = _changes(page)
    assert {"Genre", "Titre", "Texte", "Sous embargo", "Heure de diffusion", "Par mail"} <= set(
        names
    )
    assert "Vu 1\u202f226 fois." in page
    assert "Communiqué" in page
    assert "Littoral · mercredi 13 mars, 6" in page.replace("\u00a0", " ")
    assert all(each not in page for each in ("figure:", ">True<", ">communique<"))


def test_the_history_calls_a_language_as_its_reader_does(cast):
    ines = cast.browser("ines")
    number = written(ines, "release", release_form(lang="ar"))

    page = ines.get(f"/pieces/{number}/history").text

    assert "arabe" in page
    assert "العربية" not in page


def test_only_what_changed_is_named(app, cast):
    ines = cast.browser("ines")
    number = written(ines, "release", release_form())
    ines.post(f"/releases/{number}", data=release_form(subtitle="Un sous-titre", base="1"))

    page = ines.get(f"/pieces/{number}/history").text

    assert _changes(page)[0] == "Sous-titre"
    assert _changes(page).count("Sous-titre") == 1


def test_who_approves_again_reads_which_field_changed(app, cast):
    ines, lea = cast.browser("ines"), cast.browser("lea", Role.APPROVER, College.STAFF)
    form = post_form(text="L’eau est coupée.", at=LATER, channels=[channel(app)])
    number = written(ines, "post", form)
    ines.post(f"/review/{number}/ask")
    shown = re.search(r'"hash" value="(\w{64})"', lea.get(f"/review/{number}").text)
    lea.post(f"/review/{number}/approve", data={"hash": shown[1]})
    ines.post(f"/posts/{number}", data={**form, "warning": "Violences", "base": "1"})

    page = lea.get(f"/review/{number}").text

    assert _changes(page) == ["Avertissement de contenu"]
