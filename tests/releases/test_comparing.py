"""A translation says who held it against its source, and when it has changed since."""

from comms.core.rights import College, Role
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
