"""Finding people: three letters, any order, in spite of accents, signs and one slip."""

import pytest
from flask import Flask, g
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from comms.contacts.book.models import Slip
from comms.contacts.book.queries import finding, people
from comms.contacts.book.rules.finding import marked, slips, wanted
from comms.contacts.book.service import keeping
from comms.core import panels
from comms.core.db import db
from comms.core.rights import Right, Role
from comms.factory import House
from tests.cast import Cast
from tests.contacts.bringing import bring, person, role

BOOK = (
    "ROUSSEL;Camille;La Voix du Littoral;journal société;c.roussel@exemple.org;0639980011;Calais;",
    "Lefèvre;Élodie;Radio Phare;rédactrice;elodie@exemple.org;+44 20 7946 0958;Boulogne-sur-Mer;",
    "O’Brien;Sinéad;The Channel Post;correspondent;;06 39 98 00 13;;",
    "D’ALMEIDA;Rui;Le Quotidien;;;06 39 98 00 14;;",
    "Le Goff;Jean-François;Agence Roussel;;;06 39 98 00 15;;",
    "Łukasiewicz;Zoë;;;;06 39 98 00 16;;",
    "Müller;Jürgen;;;;06 39 98 00 17;;",
    "Cœuret;Nguyễn;;;;06 39 98 00 18;;",
)


def found(query: str) -> list[str]:
    return [hit.card.name for hit in finding.search(query)]


@pytest.fixture
def book(here: House) -> House:
    bring(*(row.replace("Ł", "L").replace("ễ", "e") for row in BOOK))
    return here


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("rou", "Camille Roussel"),
        ("lef", "Élodie Lefèvre"),
        ("LEFEVRE elodie", "Élodie Lefèvre"),
        ("élo lef", "Élodie Lefèvre"),
        ("lefevre phare", "Élodie Lefèvre"),
        ("camille voix", "Camille Roussel"),
        ("societe calais", "Camille Roussel"),
        ("obrien", "Sinéad O’Brien"),
        ("o'brien", "Sinéad O’Brien"),
        ("brien sin", "Sinéad O’Brien"),
        ("dalmeida", "Rui D’Almeida"),
        ("jeanfrancois", "Jean-François Le Goff"),
        ("jean francois", "Jean-François Le Goff"),
        ("legoff", "Jean-François Le Goff"),
        ("zoe", "Zoë Lukasiewicz"),
        ("muller", "Jürgen Müller"),
        ("mueller", "Jürgen Müller"),
        ("coeuret", "Nguyen Cœuret"),
        ("boulogne", "Élodie Lefèvre"),
        ("0639980011", "Camille Roussel"),
        ("06 39 98 00 11", "Camille Roussel"),
        ("+33 6 39 98 00 11", "Camille Roussel"),
        ("0033639980011", "Camille Roussel"),
        ("98 00 11", "Camille Roussel"),
        ("7946", "Élodie Lefèvre"),
        ("c.roussel@exemple", "Camille Roussel"),
        ("rousel", "Camille Roussel"),
        ("rousssel", "Camille Roussel"),
        ("ruossel", "Camille Roussel"),
        ("camille rousel", "Camille Roussel"),
        ("lefevra", "Élodie Lefèvre"),
    ],
)
def test_a_person_is_found_first(book: Flask, query: str, name: str) -> None:
    assert found(query)[:1] == [name]


def test_in_arabic_and_persian_letters(here: Flask) -> None:
    bring("الأحمد;محمد;;;m@exemple.org;;;", "کریمی;علی;;;k@exemple.org;;;", encoding="utf-8")

    assert found("احمد") == ["محمد الأحمد"]
    assert found("كريمي") == ["علی کریمی"]


def test_names_stand_before_newsrooms_and_exact_before_begun_before_slipped(here: Flask) -> None:
    bring(
        "Martinez;Ada;;;a@e.org;;;",
        "Martin;Bea;;;b@e.org;;;",
        "Marten;Cyd;;;c@e.org;;;",
        "Durand;Dan;Martin Presse;;d@e.org;;;",
    )

    assert found("martin") == ["Bea Martin", "Ada Martinez", "Dan Durand", "Cyd Marten"]


@pytest.mark.parametrize(
    "query", ["", "   ", "%", "_", "'", '"', "\\", "*", "(", "a' OR 1=1 --", ";"]
)
def test_signs_are_safe_text(book: Flask, query: str) -> None:
    assert len(found(query)) <= 20


def test_every_word_must_be_met(book: Flask) -> None:
    assert found("camille phare") == []


def test_a_changed_card_is_found_by_its_new_words_alone(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    contact = person(nour, roles=role("La Voix"))
    words = queries_words(contact)
    assert found("voix") == ["Camille Roussel"]

    keeping.change(contact, words, version=contact.version, actor=nour)

    assert (found("voix"), found("phare"), found("roussel")) == ([], ["Camille Benali"], [])


def queries_words(contact):
    from comms.contacts.book.forms.people import words_of
    from comms.contacts.book.rules.words import RoleWords

    words = words_of(contact)
    known = words.roles[0].id
    return type(words)(
        **{**vars(words), "family": "Benali", "roles": (RoleWords("Radio Phare", "", "", known),)}
    )


def test_a_discreet_person_is_found_by_their_confidant_alone(here: Flask, cast: Cast) -> None:
    nour, ines = cast.actor("nour"), cast.actor("ines")
    person(nour, is_discreet=True)

    assert found("roussel") == []
    assert finding.search("rous", reader_id=ines.id) == []
    assert [hit.card.name for hit in finding.search("rous", reader_id=nour.id)] == [
        "Camille Roussel"
    ]


def test_the_search_everywhere_knows_people(book: House, cast: Cast) -> None:
    db.session.commit()
    book.open_pages()
    ines, guest = cast.actor("ines"), cast.actor("gus", Role.GUEST)
    g.member = ines

    [hit] = [hit for hit in panels.search("lef", ines) if "Lef" in hit.title]

    assert hit.url.endswith(f"/contacts/{finding.search('lef')[0].card.id}")
    assert not guest.may(Right.READ)
    assert panels.search("lef", guest) == []


def test_what_was_typed_is_marked() -> None:
    assert marked("Élodie Lefèvre", "lef elo") == [
        ("Élo", True),
        ("die ", False),
        ("Lef", True),
        ("èvre", False),
    ]


@given(st.text(max_size=40), st.text(max_size=20))
def test_marking_loses_no_letter(text: str, query: str) -> None:
    assert "".join(run for run, _ in marked(text, query)) == text


@given(st.text(max_size=60))
def test_any_search_can_be_read(query: str) -> None:
    assert len(wanted(query).words) <= 8


@given(st.text(alphabet="abcdef", min_size=1, max_size=12))
def test_two_words_one_slip_apart_share_a_slip(word: str) -> None:
    for at in range(len(word)):
        assert slips(word) & slips(word[:at] + word[at + 1 :])
        assert slips(word) & slips(f"{word[:at]}x{word[at + 1 :]}")


def test_the_whole_book_is_read_by_surname_without_the_discreet(here: House, cast: Cast) -> None:
    nour, ines = cast.actor("nour"), cast.actor("ines")
    for name, family in (("Selam", "Haile"), ("Élodie", "Écuyer"), ("Luc", "Roussel")):
        person(nour, given=name, family=family)
    person(nour, given="Quiberonne", family="Adam", is_discreet=True)

    first = people.by_name(ines.id, 1, limit=2)
    rest = people.by_name(ines.id, 2, limit=2)
    db.session.commit()  # the page has a door of its own

    assert [each.name for each in first] == ["Élodie Écuyer", "Selam Haile"]
    assert [each.name for each in rest] == ["Luc Roussel"]
    page = cast.browser("ines").get("/contacts/all?page=999999999").text
    assert "Personne ici" in page
    assert "Haile" not in page


def test_a_word_without_end_fills_neither_the_index_nor_the_memory(here: House) -> None:
    letters = str.maketrans("0123456789", "ghijklmnop")
    endless = "".join(f"{at:x}" for at in range(2000)).translate(letters)
    bring(f"{endless};Quiberonne;La Voix;journaliste;q@exemple.org;;Calais;")

    assert max(map(len, db.session.scalars(select(Slip.slip)))) <= 60
    assert len(finding.search(endless)) == 1
    assert max(map(len, wanted(endless * 100).words)) == 60
