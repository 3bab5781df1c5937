"""Which newsroom of the book a mention comes from: how it is known, put right, and stays so."""

import re

import pytest

from comms.contacts.book.models import Contact, Outlet, Role
from comms.core import rights
from comms.core.db import db
from comms.monitoring.errata import queries as errata
from comms.monitoring.intake.models import Entry
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import newsrooms
from comms.monitoring.mentions.rules.whose import Alike, Whose, is_whole, whose_site
from tests.conftest import NOW
from tests.monitoring.articles import arrives, tell, watch
from tests.monitoring.mentions.test_linking import person, say


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def newsroom(name: str, domain: str = "", **more: object) -> int:
    made = Outlet(name=name, key=name.lower(), domain=domain, made_at=NOW, **more)
    db.session.add(made)
    db.session.commit()
    return made.id


def known(mention_id: int) -> tuple[str | None, str, int] | None:
    """Return the newsroom of a mention, how it is known and how sure."""
    db.session.expire_all()
    found = newsrooms.of(db.session.get_one(Mention, mention_id))
    return found and (found.outlet.name if found.outlet else None, found.how, found.sure)


def put(cast, mention_id: int, **form: object):
    return cast.browser("ines").post(f"/mentions/{mention_id}/newsroom", data=form)


@pytest.fixture
def nord(app, cast):
    """Return the number of a newsroom, with a mention of its site and one of another house."""
    cast.actor("ines", rights.Role.AUTHOR)
    with app.app_context():
        number = newsroom("Le Nord", "nord.example", territory="Bruxelles, Belgique")
        newsroom("La Gazette")
        watch("Nom", "HRO")
        arrives("HRO 1", link="https://www.nord.example/1", outlet="Le Nord")
        arrives("HRO 2", link="https://ailleurs.example/2", outlet="Ailleurs")
    return number


def test_how_a_newsroom_is_known_by_its_site() -> None:
    assert whose_site("www.nord.example", ["nord.example"]) is Whose.SITE
    assert whose_site("blog.nord.example", ["nord.example"]) is Whose.HOUSE
    assert whose_site("nord.example", ["nord.example", "nord.example"]) is Whose.SHARED


@pytest.mark.parametrize(
    ("signed", "name", "whole"),
    [
        ("Julia P.", "Julia Pascual", False),
        ("Pascual Julia", "Julia Pascual", True),
        ("JULIA PASCUAL", "Julia Pascual", True),
        ("Julia Pascual", "Julia Pascual-Roy", False),
    ],
)
def test_a_signature_is_a_whole_name_or_a_shorter_one(signed, name, whole) -> None:
    assert is_whole(signed, name) is whole


def test_the_surer_the_more_is_alike() -> None:
    def sure(*alike: bool) -> int:
        return Alike(*alike).sure

    assert sure(False, False) < sure(True, False) < sure(False, True) < sure(True, True)
    assert sure(True, False, True) > sure(False, False, True) > sure(False, True)


def test_a_mention_says_by_what_its_newsroom_is_known_and_how_sure(app, cast, nord) -> None:
    page = plain(cast.browser("ines").get("/mentions/1").text)

    assert "d’après l’adresse de l’article (nord.example) · automatique, sûr à 95 %" in page
    other = cast.browser("ines").get("/mentions/2").text
    assert re.search(r"/mentions/2/newsroom[^>]*>Dire lequel<", other)
    with app.app_context():
        newsroom("Le Nord magazine", "nord.example")
        assert known(1) == ("Le Nord", "shared", 50)


def test_a_person_says_another_newsroom_and_it_stays_so(app, cast, nord) -> None:
    assert put(cast, 1, name="  la GAZETTE ").status_code == 303
    with app.app_context():
        watch("Lieu", "Calais")
        entry = db.session.get_one(Entry, db.session.get_one(Mention, 1).entry_id)
        entry.summary = "À Calais."
        tell(entry, changed=True)

        assert known(1) == ("La Gazette", "person", 100)
    page = cast.browser("ines").get("/mentions/1").text
    assert "dit par Ines" in page
    assert "d’après l’adresse" not in page


def test_a_newsroom_is_taken_off_and_its_site_is_not_believed_again(app, cast, nord) -> None:
    def country() -> str:
        return errata.clock(db.session.get_one(Mention, 1))[0].code

    with app.app_context():
        assert country() == "be"

    assert put(cast, 1, **{"not": 1}).status_code == 303

    with app.app_context():
        assert known(1) == (None, "person", 100)
        assert country() != "be"
    page = cast.browser("ines").get("/mentions/1").text
    assert "aucune rédaction du carnet" in page
    assert f'href="/contacts/outlets/{nord}"' not in page


def test_later_articles_of_the_site_in_that_outlet_follow_and_others_do_not(
    app, cast, nord
) -> None:
    put(cast, 2, name="La Gazette")
    with app.app_context():
        arrives("HRO 3", link="https://ailleurs.example/3", outlet="Ailleurs")
        arrives("HRO 4", link="https://ailleurs.example/4", outlet="Un autre")

        assert known(3) == ("La Gazette", "as_said", 90)
        assert known(4) is None
    page = plain(cast.browser("ines").get("/mentions/3").text)
    assert "comme Ines l’a dit d’un autre article de ce site · automatique, sûr à 90 %" in page


def test_the_last_word_counts_and_can_be_taken_back(app, cast, nord) -> None:
    put(cast, 1, name="La Gazette")
    put(cast, 1, **{"not": 1})
    with app.app_context():
        assert known(1) == (None, "person", 100)

    put(cast, 1, again=1)

    with app.app_context():
        assert known(1) == ("Le Nord", "site", 95)


def test_a_newsroom_that_leaves_the_book_takes_the_word_about_it_along(app, cast, nord) -> None:
    put(cast, 1, name="La Gazette")
    with app.app_context():
        db.session.delete(db.session.get_one(Outlet, nord + 1))
        db.session.commit()

        assert known(1) == ("Le Nord", "site", 95)


def test_what_has_no_site_is_said_by_hand_alone(app, cast, nord) -> None:
    with app.app_context():
        row = db.session.get_one(Mention, 2)
        row.url = None
        db.session.commit()
        assert known(2) is None
    put(cast, 2, name="Le Nord")

    with app.app_context():
        assert known(2) == ("Le Nord", "person", 100)
        db.session.get_one(Mention, 1).url = None
        db.session.get_one(Mention, 1).outlet = "Ailleurs"
        db.session.commit()
        assert known(1) is None


def test_only_a_newsroom_of_the_book_is_taken_and_only_by_who_keeps_the_watch(
    app, cast, nord
) -> None:
    cast.actor("max", rights.Role.GUEST)
    ines = cast.browser("ines")

    assert 'value="La Gazette"' in ines.get("/mentions/1/newsroom").text
    refused = put(cast, 1, name="Inconnue")
    assert refused.status_code == 422
    assert "Inconnue" in refused.text
    assert put(cast, 99, name="Le Nord").status_code == 404
    assert ines.get("/mentions/99/newsroom").status_code == 404
    assert cast.browser("max").post("/mentions/1/newsroom").status_code == 403
    assert cast.browser("max").get("/mentions/1/newsroom").status_code == 403


def test_who_signed_is_told_with_who_said_so_and_how_sure(app, cast, nord) -> None:
    with app.app_context():
        julia = person("Julia Pascual")
        person("Julia Perrin")
        db.session.add(Role(contact_id=julia, outlet_id=nord, title="Reporter"))
        db.session.commit()
        arrives("HRO 3", authors=["Julia P."], outlet="Le Nord")
    ines = cast.browser("ines")

    page = plain(ines.get("/mentions/3").text)
    assert "Le Nord</bdi> · nom abrégé, même média, sûr à 70 %" in page
    assert page.index("Julia Pascual") < page.index("Julia Perrin")  # the likelier first
    assert "nom abrégé, sûr à 40 %" in page

    say(cast, 3, julia)
    assert "confirmé par Ines" in ines.get("/mentions/3").text
    with app.app_context():
        arrives("HRO 4", authors=["Julia P."], outlet="Le Nord")
    said = "à sa signature, confirmée par Ines dans ce média · automatique, sûr à 85 %"
    assert said in plain(ines.get("/mentions/4").text)
    with app.app_context():
        assert db.session.get_one(Contact, julia).name == "Julia Pascual"
