"""How the cells of a file are read: headings, addresses, numbers, rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comms.contacts.book.rules.addresses import (
    read_emails,
    read_handles,
    read_phones,
    read_sites,
    shown_phone,
    written_phone,
)
from comms.contacts.book.rules.kinds import AddressKind, AddressState
from comms.contacts.files.rules.drafts import Draft, RowWrong, Work, read_row
from comms.contacts.files.rules.headings import Field, mapping, meaning
from comms.contacts.files.rules.tongues import read_languages


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Prénom", Field.GIVEN),
        ("Nom de famille", Field.FAMILY),
        ("Nom", Field.NAME),
        ("Nom et prénom", Field.NAME),
        ("Nom du média", Field.OUTLET),
        ("Rédaction", Field.OUTLET),
        ("Fonction", Field.TITLE),
        ("Rubriques", Field.BEAT),
        ("E-mail professionnel", Field.EMAIL),
        ("Adresse e-mail 2", Field.EMAIL),
        ("Courriel", Field.EMAIL),
        ("Tél. portable", Field.PHONE),
        ("N° de téléphone", Field.PHONE),
        ("First Name", Field.GIVEN),
        ("Email address", Field.EMAIL),
        ("Phone number", Field.PHONE),
        ("Ville", Field.TOWN),
        ("Langue(s)", Field.LANGUAGES),
        ("raison", Field.IGNORE),
        ("Calais", None),
        ("", None),
    ],
)
def test_a_heading_says_what_it_stands_for(heading: str, meant: Field | None) -> None:
    assert meaning(heading) == meant


def test_a_name_beside_a_first_name_is_the_family_name() -> None:
    assert mapping(["Nom", "Prénom"], [["Roussel"], ["Camille"]]) == {
        "Nom": Field.FAMILY,
        "Prénom": Field.GIVEN,
    }


def test_without_headings_the_cells_speak() -> None:
    columns = ["Colonne 1", "Colonne 2", "Colonne 3", "Colonne 4"]
    cells = [["Camille Roussel"], ["La Voix"], ["c@exemple.org"], ["06 39 98 00 11"]]

    assert list(mapping(columns, cells).values()) == [
        Field.NAME,
        Field.OUTLET,
        Field.EMAIL,
        Field.PHONE,
    ]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("c@exemple.org", ["c@exemple.org"]),
        ("Camille <c@exemple.org>; d@exemple.org", ["c@exemple.org", "d@exemple.org"]),
        ("redaction@exemple.org / c@exemple.org", ["redaction@exemple.org", "c@exemple.org"]),
        ("mailto:C@Exemple.Org", ["C@exemple.org"]),
        ("c(at)exemple.org", ["c@exemple.org"]),
        ("c@exemple.org.", ["c@exemple.org"]),
        ("o'brien@exemple.org", ["o'brien@exemple.org"]),
        ("c@exemple.org, c@exemple.org", ["c@exemple.org"]),
    ],
)
def test_the_addresses_of_a_cell_are_found(cell: str, found: list[str]) -> None:
    read, wrong = read_emails(cell)

    assert [each.value for each in read] == found
    assert wrong == []


@pytest.mark.parametrize("cell", ["c@exemple", "pas d’adresse", "c @ exemple.org", "a@b..org"])
def test_what_is_no_address_is_told(cell: str) -> None:
    assert read_emails(cell)[0] == []
    assert read_emails(cell)[1]


def test_dots_and_plus_signs_make_another_address_and_case_does_not() -> None:
    keys = [
        read_emails(each)[0][0].key
        for each in ("A.B@e.org", "a.b@E.ORG", "ab@e.org", "a.b+x@e.org")
    ]

    assert keys == ["a.b@e.org", "a.b@e.org", "ab@e.org", "a.b+x@e.org"]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("06 39 98 00 11", [("+33639980011", "")]),
        ("0639980011 (le soir)", [("+33639980011", "le soir")]),
        ("06.39.98.00.11 / 01 99 00 12 34", [("+33639980011", ""), ("+33199001234", "")]),
        ("06-39-98-00-11 ou 0199001234", [("+33639980011", ""), ("+33199001234", "")]),
        ("+33 (0)6 39 98 00 11", [("+33639980011", "")]),
        ("00 33 6 39 98 00 11", [("+33639980011", "")]),
        ("+44 20 7946 0958", [("+442079460958", "")]),
        ("3620", [("3620", "")]),
    ],
)
def test_the_numbers_of_a_cell_are_found(cell: str, found: list[tuple[str, str]]) -> None:
    read, wrong = read_phones(cell)

    assert [(each.value, each.label) for each in read] == found
    assert wrong == []


def test_a_number_too_short_is_kept_as_typed_and_marked() -> None:
    [read] = read_phones("06 39 98 00 1")[0]

    assert (read.value, read.state) == ("06 39 98 00 1", AddressState.UNSURE)


def test_a_number_is_shown_as_people_say_it() -> None:
    assert shown_phone("+33639980011") == "06 39 98 00 11"
    assert shown_phone("+442079460958") == "+44 20 7946 0958"
    assert written_phone("+33639980011") == "+33 6 39 98 00 11"
    assert shown_phone("3620") == written_phone("3620") == "3620"


@given(st.text(max_size=80))
def test_no_cell_breaks_the_reading(cell: str) -> None:
    for read in (
        *read_emails(cell)[0],
        *read_phones(cell)[0],
        *read_sites(cell),
        *read_handles(cell),
    ):
        assert read.value
        assert read.key


def test_only_what_a_browser_opens_is_a_site() -> None:
    read = read_sites("www.exemple.org, javascript:alert(1) https://e.org/x")

    assert [each.value for each in read] == ["https://www.exemple.org", "https://e.org/x"]


def test_languages_are_understood_by_name() -> None:
    assert read_languages("français, Anglais et arabe / dari ; klingon") == (
        "fr",
        "en",
        "ar",
        "prs",
        "klingon",
    )


COLUMNS = (
    ("Nom", Field.NAME),
    ("Média", Field.OUTLET),
    ("Fonction", Field.TITLE),
    ("Mail", Field.EMAIL),
    ("Tél", Field.PHONE),
    ("Ville", Field.TOWN),
    ("Pays", Field.COUNTRY),
)


def row(*cells: str) -> Draft:
    return read_row(1, 2, (*cells, *[""] * (len(COLUMNS) - len(cells))), COLUMNS)


def test_a_row_with_a_name_alone_is_someone() -> None:
    assert row("Camille Roussel").wrong is None


def test_a_row_without_name_or_address_is_nobody() -> None:
    assert row("", "", "", "", "", "Calais").wrong is RowWrong.NOBODY


def test_a_bad_address_alone_refuses_and_beside_a_number_warns() -> None:
    assert row("Camille", "", "", "camille chez exemple").wrong is RowWrong.BAD_ADDRESS

    beside = row("Camille", "", "", "camille chez exemple", "06 39 98 00 11")

    assert beside.wrong is None
    assert beside.unread == ("camille chez exemple",)


def test_a_newsroom_without_a_name_is_a_desk() -> None:
    read = row("", "La Voix", "", "redaction@exemple.org")

    assert (read.name.whole, read.name.is_desk) == ("La Voix", True)


def test_two_newsrooms_have_a_title_each() -> None:
    read = row("Camille Roussel", "La Voix ; Radio Phare", "pigiste ; chroniqueuse")

    assert read.works == (Work("La Voix", "pigiste"), Work("Radio Phare", "chroniqueuse"))


def test_an_address_in_the_column_of_numbers_is_an_address() -> None:
    read = row("Camille Roussel", "", "", "", "c@exemple.org")

    assert [each.kind for each in read.reached] == [AddressKind.EMAIL]


def test_a_number_is_dialled_from_its_country() -> None:
    read = row("Ian McDonald", "", "", "", "020 7946 0958", "Londres", "Royaume-Uni")

    assert read.keys(AddressKind.PHONE) == {"+442079460958"}


def test_a_network_said_before_an_account_is_its_label() -> None:
    found = read_handles("mastodon : @lavoix@exemple.social\nx: @lavoix @autre ; https://e.org/a")

    assert [(each.label, each.value) for each in found] == [
        ("mastodon", "@lavoix@exemple.social"),
        ("x", "@lavoix"),
        ("", "@autre"),
        ("", "https://e.org/a"),
    ]


@pytest.mark.parametrize("cell", ["a" * 200_000, "a@" * 50_000, "a.b@c.fr (" * 500])
def test_a_cell_of_one_endless_word_is_read_in_no_time(cell: str) -> None:
    """It took minutes of a processor, in which nobody else was answered."""
    assert len(read_emails(cell)[1]) < 1000
