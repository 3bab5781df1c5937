"""A discreet person: on no page, in no file, in no search of who was not let in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from comms.advocacy import service as advocacy
from comms.contacts.book.forms import people
from comms.contacts.book.models import Contact
from comms.contacts.book.rules.kinds import Spoken
from comms.contacts.book.service import keeping
from comms.contacts.files.models import HeldRow
from comms.contacts.files.service import importing, reading
from comms.contacts.lists import service as listing
from comms.contacts.lists.models import Membership
from comms.contacts.requests import service as asking
from comms.contacts.requests.rules.asking import RequestWords
from comms.core import clock
from comms.core.db import db
from comms.core.hours import Hour
from comms.core.rights import College, Role
from comms.events.models import Guest
from comms.events.service import inviting, planning
from comms.events.service.inviting import Named
from comms.mailings.service import carrying
from comms.monitoring.mentions.models import Mention, MentionPerson
from comms.monitoring.stories.models import Story
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.bringing import bring, person
from tests.writing import SOON, approved, release_form

SECRET = {
    "given": "Quiberonne",
    "family": "Zwarteveld",
    "emails": "quib@plantee.exemple",
    "phones": "06 39 98 77 66",
    "notes": "noteplantee",
    "hours": "heureplantee",
    "town": "Villeplantee",
}
# No word of a language: the page of one’s account proposes pass-phrases made of such.
SOUGHT = (
    "quiberonne",
    "zwarteveld",
    "plantee",
    "639987766",
    "39 98 77 66",
    "echangeplante",
    "sujetplante",
)
WORDS = ("quiberonne", "zwartev", "06399877", "villeplant", "quib@plantee.exemple")
SHEET = "xl/worksheets/sheet1.xml"
ENDS = ("/static/<path:filename>",)


@pytest.fixture
def secret(app: Flask, cast: Cast) -> int:
    """Return a discreet person of Nour's who is in everything this house keeps."""
    nour = cast.actor("nour")
    with app.test_request_context():
        who = person(nour, **SECRET)
        person(nour, given="Quiberone", family="Zwartevelt", emails="autre@exemple.org")
        listed = listing.open_list("Littoral", actor=nour)
        listing.put_on(listed, [who.id], reason="raisonplantee", actor=nour)
        keeping.note(who, Spoken.CALL, "echangeplante", NOW, actor=nour)
        due = Hour("2030-03-12T18:00", "Europe/Paris")
        asking.ask(who, RequestWords("sujetplante", due=due), actor=nour)
        asking.follow_up(who, "relanceplantee", NOW, actor=nour)
        asked = advocacy.Draft("letter", "lettreplantee", NOW.date(), contact_id=who.id)
        advocacy.add(replace(asked, owner_id=nour.id), actor=nour)
        draft = planning.Draft("visit", "Visite", due, owner_id=nour.id)
        inviting.invite(planning.plan(draft, actor=nour), Named("", who.id), actor=nour)
        db.session.commit()
        number, list_id = who.id, listed.id
        bring("Zwartevelt;Quiberonn;;;q@ailleurs.exemple;;;")
    cast.browser("nour").post("/contacts/calls", data={"list": list_id, "name": "Conférence"})
    approved(cast, "release", release_form(at=SOON, lists=list_id))
    with app.app_context():
        story = Story(made_at=NOW)
        db.session.add(story)
        db.session.flush()
        mention = Mention(title="Calais", outlet="La Voix", seen_at=NOW, story_id=story.id)
        mention.authors = ["C. R."]
        db.session.add(mention)
        db.session.flush()
        link = MentionPerson(mention_id=mention.id, contact_id=number, name="c r", at=NOW)
        db.session.add(link)
        db.session.commit()
    return _made_discreet(app, cast, number)


def _made_discreet(app: Flask, cast: Cast, number: int) -> int:
    """Make a card discreet last: what stood in lists and calls before stays there."""
    nour = cast.actor("nour")
    with app.test_request_context():
        contact = db.session.get_one(Contact, number)
        words = people.words_of(contact)
        keeping.change(
            contact, replace(words, is_discreet=True), version=contact.version, actor=nour
        )
        db.session.commit()
    with app.app_context(), clock.fixed(NOW + timedelta(minutes=40)):
        carrying.carry_due()
    return number


def _addresses(app: Flask) -> Iterator[str]:
    """Yield every address one may read, with the first numbers in it."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.rule not in ENDS:
            yield from _filled(rule)


def _filled(rule: Rule) -> Iterator[str]:
    if not rule.arguments:
        yield rule.rule
        return
    for number in (1, 2, 3):
        address = rule.rule
        for name in rule.arguments:
            address = address.replace(f"<int:{name}>", str(number))
        if "<" not in address:
            yield address


def _read(browser: FlaskClient, addresses: Iterator[str]) -> dict[str, list[str]]:
    leaks = {}
    for address in addresses:
        answer = browser.get(address)
        text = answer.get_data().decode(errors="replace").lower().replace("\u202f", " ")
        if found := [each for each in SOUGHT if each in text.replace("\xa0", " ")]:
            leaks[address] = found
    return leaks


@pytest.mark.anywhere
def test_no_page_and_no_file_shows_her_to_another_member(app, cast, secret) -> None:
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    leaks = _read(lea, _addresses(app))

    assert leaks == {}
    assert "contact discret" in lea.get("/mailings/1").text
    nour = cast.browser("nour")
    assert {"/contacts/1", "/mailings/1", "/contacts/requests"} <= _read(
        nour, _addresses(app)
    ).keys()


@pytest.mark.anywhere
@pytest.mark.parametrize("path", ["/search", "/contacts", "/contacts/lists/1"])
@pytest.mark.parametrize("word", WORDS)
def test_no_search_finds_her_for_another_member(app, cast, secret, path: str, word: str) -> None:
    page = cast.browser("lea").get(path, query_string={"q": word}).text

    assert '/contacts/1"' not in page
    assert "Quiberonne Zwarteveld" not in page


def test_her_own_confidant_finds_her_and_another_who_is_let_in(app, cast, secret) -> None:
    lea = cast.actor("lea")
    assert '"/contacts/1"' in cast.browser("nour").get("/contacts?q=zwartev").text

    cast.browser("nour").post("/contacts/1/confidants", data={"member": [lea.id]})

    assert '"/contacts/1"' in cast.browser("lea").get("/contacts?q=zwartev").text


def test_no_export_holds_her(app, cast, secret) -> None:
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    for form in ("csv", "xlsx", "vcf"):
        document = lea.post("/contacts/export", data={"form": form}).get_data()
        if form == "xlsx":
            document = ZipFile(BytesIO(document)).read(SHEET)
        assert [each for each in SOUGHT if each.encode() in document.lower()] == []


def test_nobody_else_does_anything_with_her(app, cast, secret) -> None:
    admin = cast.browser("root", Role.ADMIN)
    done = {
        rule.rule: admin.post(rule.rule.replace("<int:contact_id>", "1")).status_code
        for rule in app.url_map.iter_rules()
        if rule.arguments == {"contact_id"} and "POST" in rule.methods
    }

    assert len(done) > 8
    assert {rule: code for rule, code in done.items() if code != 404} == {}
    assert admin.post("/contacts/lists/1/members", data={"contact": "1"}).status_code == 404


def test_an_import_may_meet_her_and_says_nothing_of_her(app, cast, secret) -> None:
    lea = cast.browser("lea")
    text = "Nom;Prénom;Ville\nZwarteveldt;Quiberonne;Villeplantee\n"

    looked = lea.post("/contacts/import", data={"pasted": text}, follow_redirects=True).text

    assert "noteplantee" not in looked
    assert "Quiberonne Zwarteveld\u202f?" not in looked
    assert "Zwarteveldt" in looked
    assert "quib@plantee.exemple" not in looked
    assert '/contacts/1"' not in looked


def test_an_import_puts_nobody_one_does_not_see_on_a_list(here: Flask, cast: Cast) -> None:
    nour, ines = cast.actor("nour"), cast.actor("ines")
    zoe = person(nour, given="Zoé", family="Cachée", emails="zoe@e.org", is_discreet=True)
    db.session.commit()
    rows = "E-mail;Listes\r\nzoe@e.org;Attaque\r\nada@e.org;Attaque"

    importing.take_in(
        reading.understand(rows.encode()), name="presse.csv", origin="salon", actor=ines
    )

    assert db.session.scalars(select(HeldRow.with_id)).all() == [zoe.id]
    on_it = db.session.scalars(select(Membership.contact_id)).all()
    assert zoe.id not in on_it
    assert len(on_it) == 1


def test_a_row_that_may_be_her_is_decided_by_her_confidants_alone(app, cast) -> None:
    nour = cast.actor("nour")
    with app.test_request_context():
        number = person(nour, **SECRET).id
        brought = bring(
            "Zwarteveldt;Quiberonne;La Voix;journaliste;;;Villeplantee;",
            "Zwarteveldd;Quiberonne;La Voix;journaliste;;;Villeplantee;",
        )
        rows = list(db.session.scalars(select(HeldRow.id).order_by(HeldRow.id)))
    _made_discreet(app, cast, number)
    ines = cast.browser("ines")

    for path in ("/contacts/import/rows", f"/contacts/import/{brought.import_id}"):
        page = ines.get(path).text.lower()
        assert "décision d’" in page
        assert [each for each in SOUGHT if each in page] == []
        assert "quib@plantee.exemple" in cast.browser("nour").get(path).text
    for row in rows:
        for answer in ("same", "other"):
            ines.post(f"/contacts/import/rows/{row}", data={"answer": answer})
    assert "importées sont peut-être" not in ines.get("/").text
    assert "importées sont peut-être" in cast.browser("nour").get("/").text

    with app.app_context():
        assert {each.decided_at for each in db.session.scalars(select(HeldRow))} == {None}
    said = cast.browser("nour").post(
        f"/contacts/import/rows/{rows[0]}", data={"answer": "same"}, follow_redirects=True
    )
    assert "est dans le carnet" in said.text


def test_taking_an_import_back_names_no_discreet_person(app, cast, here) -> None:
    brought = bring("Zwarteveld;Quiberonne;La Voix;;quib@plantee.exemple;;Villeplantee;")
    number = db.session.scalars(select(Contact.id)).one()
    db.session.commit()
    _made_discreet(app, cast, number)

    said = cast.browser("ines").post(
        f"/contacts/import/{brought.import_id}/undo", follow_redirects=True
    )

    assert "Zwarteveld" not in said.text
    assert "un contact discret reste" in said.text


def test_inviting_her_by_her_address_says_and_changes_nothing_of_her(app, cast, secret) -> None:
    ines = cast.browser("ines")
    typed = {"who": "Quelqu’un", "email": "quib@plantee.exemple", "outlet": "Média d’Inès"}

    said = ines.post("/events/1/guests", data=typed, follow_redirects=True).text
    again = ines.post("/events/1/guests", data=typed, follow_redirects=True).text

    assert "Zwarteveld" not in said + again
    with app.app_context():
        hers, noted = db.session.scalars(select(Guest).order_by(Guest.id))
        assert (hers.contact_id, hers.outlet) == (secret, "")
        assert (noted.name, noted.outlet) == ("Quelqu’un", "Média d’Inès")
