"""Who is the same person: on an address with a name that fits, never on a name alone."""

import pytest

from comms.contacts.files.rules.drafts import read_row
from comms.contacts.files.rules.headings import Field
from comms.contacts.files.rules.matching import Book, face_of
from comms.contacts.twins.rules.judging import Face, Verdict, are_namesakes, judge

COLUMNS = (("n", Field.NAME), ("o", Field.OUTLET), ("e", Field.EMAIL), ("p", Field.PHONE))


def face(name: str, outlet: str = "", email: str = "", phone: str = "") -> Face:
    return face_of(read_row(1, 1, (name, outlet, email, phone), COLUMNS))


def verdict(one: Face, other: Face) -> Verdict | None:
    found, back = judge(one, other), judge(other, one)
    assert (found and found.verdict) == (back and back.verdict), "who is first does not matter"
    return found.verdict if found else None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Camille Roussel", "ROUSSEL Camille"),
        ("Camille Roussel", "Camile Roussel"),
        ("Camille Roussel", "C. Roussel"),
        ("Camille Roussel", "Roussel"),
        ("Camille Roussel", "Camille Roussel-Diop"),
        ("Jean-François Le Goff", "Le Goff Jeanfrançois"),
        ("Rédaction", "Rédaction Nord"),
    ],
)
def test_one_address_and_a_name_that_fits_is_one_person(one: str, other: str) -> None:
    assert verdict(face(one, email="a@e.org"), face(other, email="A@e.org")) is Verdict.SAME


@pytest.mark.parametrize(
    ("one", "other"), [("Louis Martin", "Louise Martin"), ("Marie Dupont", "Jean Dupont")]
)
def test_relatives_at_one_number_stay_two(one: str, other: str) -> None:
    phone = "06 39 98 00 11"

    assert verdict(face(one, phone=phone), face(other, phone=phone)) is not Verdict.SAME


def test_a_desks_address_does_not_make_colleagues_one() -> None:
    camille, karim = (face(n, email="redac@e.org") for n in ("Camille Roussel", "Karim Benali"))

    assert verdict(camille, karim) is None
    assert verdict(camille, face("Rédaction", email="redac@e.org")) is None


def test_one_number_with_other_addresses_is_asked() -> None:
    one = face("Marie Dupont", "La Voix", "m@voix.org", "0639980011")
    other = face("Marie Dupont", "La Voix", "marie@perso.org", "06 39 98 00 11")

    assert verdict(one, other) is Verdict.MAYBE


def test_one_name_is_never_enough() -> None:
    assert (
        verdict(face("Marie Dupont", "La Voix"), face("Marie Dupont", "La Voix")) is Verdict.MAYBE
    )
    assert verdict(face("Marie Dupont"), face("Marie Dupont")) is Verdict.MAYBE


def test_a_name_with_another_address_and_another_number_is_someone_else() -> None:
    one = face("Marie Dupont", "La Voix", "m@voix.org", "06 39 98 00 11")
    other = face("Marie Dupont", "Radio Phare", "md@phare.org", "06 39 98 00 99")

    assert verdict(one, other) is None
    assert are_namesakes(one, other)  # shown on their cards all the same
    assert not are_namesakes(one, face("Louise Dupont"))


def test_an_initial_is_not_enough_at_a_shared_number() -> None:
    one, other = (face(n, phone="06 39 98 00 11") for n in ("C. Roussel", "Camille Roussel"))

    assert verdict(one, other) is Verdict.MAYBE


def test_a_row_without_a_name_is_who_has_the_address() -> None:
    assert verdict(face("", "", "a@e.org"), face("Camille Roussel", "", "a@e.org")) is Verdict.SAME


def test_who_waits_for_a_decision_joins_nobody_unasked() -> None:
    one = face("Camille Roussel", email="a@e.org")
    held = Face(one.name, one.words, one.given, emails=one.emails, run=one.run, is_held=True)

    found = judge(one, held)

    assert found is not None
    assert found.verdict is Verdict.MAYBE


def test_a_thousand_namesakes_hide_nobody() -> None:
    crowd = [face("Jean Martin", email=f"jean{number}@e.org") for number in range(3000)]
    book = Book([*crowd, face("Jean Dupont", "La Voix"), face("Jean Martin", email="lui@e.org")])

    by_name = book.find(face("Jean Dupont", "La Voix"))
    by_address = book.find(face("Jean Martin", email="lui@e.org"))

    assert by_name is not None
    assert by_name.face.name == "Jean Dupont"
    assert by_address is not None
    assert by_address.verdict is Verdict.SAME
    assert "lui@e.org" in by_address.face.emails


def test_the_very_name_at_the_very_newsroom_is_asked_about_though_all_else_differs() -> None:
    one = face("Camille Roussel", "La Voix", "c@e.org", "06 39 98 00 11")

    there = face("ROUSSEL Camille", "La Voix", "moi@f.org", "07 39 98 00 99")
    elsewhere = face("Camille Roussel", "Delta", "moi@f.org", "07 39 98 00 99")

    assert verdict(one, there) is Verdict.MAYBE
    assert verdict(one, elsewhere) is None
