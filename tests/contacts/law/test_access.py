"""Who asks is given everything, in words of everyday: no table that points at her is left out."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from comms.audit import queries as audits
from comms.audit.models import AuditLine
from comms.contacts.book.models import Contact
from comms.contacts.book.queries import references
from comms.contacts.law.forms.access import told
from comms.contacts.law.forms.plain import ACTS, FIELDS
from comms.contacts.law.queries import access
from comms.contacts.law.service import giving
from comms.contacts.requests import service as asking
from comms.contacts.requests.models import FollowUp
from comms.contacts.twins.service import merging
from comms.core import clock, panels
from comms.core.db import Base, db
from comms.core.languages import speaking
from comms.mailings.service import carrying
from comms.monitoring.mentions.models import Mention, MentionPerson
from comms.monitoring.stories.models import Story
from comms.monitoring.watches.models import Hit, Watch, WatchVersion
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.bringing import CAMILLE, bring, in_book, person
from tests.contacts.law.test_erase import PLANTED, SOUGHT, zwarteveld
from tests.house.tables import TABLES
from tests.writing import SOON, approved, press_list, release_form

NAMES_OF_A_PERSON = re.compile(r"(?:contact|kept|gone|with|first|second)_id")
# Columns so called that mean something else than a person of the book.
OTHERWISE: frozenset[str] = frozenset()


def _document(contact: Contact, cast: Cast, lang: str = "fr") -> str:
    db.session.commit()
    nour = cast.actor("nour")
    with speaking(lang):
        document = giving.access_file(contact, told(contact, nour), lang, actor=nour)
    return document.decode()


def _plain(document: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", document).replace("\xa0", " ").split())


def test_every_table_that_points_at_a_person_is_told(app: Flask, cast: Cast) -> None:
    assert TABLES
    cast.browser("ines").get("/")  # opens the pages: the rooms say what they tell
    pointing = {column.table.name for column in references.pointing_at(Contact)}
    named = {
        table.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if NAMES_OF_A_PERSON.fullmatch(column.name)
        and f"{table.name}.{column.name}" not in OTHERWISE
    }

    missing = (pointing | named) - access.TOLD - panels.told_tables()

    assert missing == set(), "say to a person what these tables hold of her: law/forms/"


def test_every_column_of_a_card_has_a_word() -> None:
    columns = {column.name for column in Contact.__table__.columns}

    assert columns - FIELDS.keys() == {"id", "version", "made_by"}


def test_who_asks_is_given_everything(here: Flask, cast: Cast) -> None:
    contact = zwarteveld(cast)

    document = _document(contact, cast)

    lower = document.lower().replace("\xa0", " ")
    missing = [each for each in SOUGHT if each not in lower and each != "639987766"]
    assert missing == []
    for each in ("+33639987766", "rien du tout"):
        assert each in lower
    assert "élodie" not in lower, "nobody else is in it"
    assert audits.history("contact", contact.id)[0].act == "contact.access_given"
    assert PLANTED["notes"] in document


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_name_of_a_table_or_a_column_is_in_it(here: Flask, cast: Cast, lang: str) -> None:
    said = _plain(_document(zwarteveld(cast), cast, lang))

    tables = [table.name for table in Base.metadata.sorted_tables if "_" in table.name]
    columns = {c.name for t in Base.metadata.sorted_tables for c in t.columns if "_" in c.name}
    assert [each for each in (*tables, *columns) if each in said] == []
    assert [each for each in ("contact.", "list.", "None", "True") if each in said] == []


def test_it_speaks_the_language_that_is_asked_for(app: Flask, cast: Cast) -> None:
    in_book(app, cast, emails="c@exemple.org")
    ines = cast.browser("ines")

    french = ines.post("/contacts/1/access", data={"lang": "fr"}).text
    english = ines.post("/contacts/1/access", data={"lang": "en"}).text

    assert '<html lang="fr">' in french
    assert "D’où nous tenons vos coordonnées" in french
    assert '<html lang="en">' in english
    assert "Where we have your details from" in english
    assert "Adresse mail" not in english


def test_what_was_done_again_and_what_stood_before_are_told(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    kept = person(nour, emails="c@exemple.org", town="Ancienville")
    gone = person(nour, given="C.", emails="autre@exemple.org", hours="heuredisparue")
    asking.follow_up(kept, "relance faite un jour", kept.made_at, actor=nour)
    asking.finish(db.session.scalars(select(FollowUp)).one(), actor=nour)
    merging.merge(kept, gone, frozenset({"given", "hours"}), actor=nour)
    db.session.commit()

    said = _plain(_document(db.session.get_one(Contact, kept.id), cast))

    for each in ("relance faite un jour", "Réunies le", "heuredisparue", "autre@exemple.org"):
        assert each in said


def test_what_an_import_changed_is_told(here: Flask, cast: Cast) -> None:
    bring(CAMILLE)
    bring(CAMILLE.replace("Calais", "Calais").replace("journaliste", "reporter"))

    said = _plain(_document(db.session.get_one(Contact, 1), cast))

    assert "Il a créé votre fiche oui" in said
    assert "presse.csv" in said


def test_messages_and_articles_are_told(app: Flask, cast: Cast) -> None:
    listed = press_list(app, "Littoral", "a@redaction.example")
    approved(cast, "release", release_form(at=SOON, lists=listed))
    with app.app_context(), clock.fixed(NOW + timedelta(hours=1)):
        carrying.carry_due()
        mention = _mention("Calais, ce matin")
        link = MentionPerson(mention_id=mention.id, contact_id=1, name="a redaction", at=NOW)
        db.session.add(link)
        db.session.commit()

    said = _plain(cast.browser("ines").post("/contacts/1/access").text)

    for each in ("a@redaction.example", "Calais, ce matin", "Signature a redaction", "À l’adresse"):
        assert each in said


def _mention(title: str, url: str | None = None) -> Mention:
    story = Story(made_at=NOW)
    db.session.add(story)
    db.session.flush()
    mention = Mention(title=title, outlet="La Voix", seen_at=NOW, story_id=story.id, url=url)
    db.session.add(mention)
    db.session.flush()
    return mention


def test_what_a_sensitive_watch_alone_caught_is_counted_for_who_may_not_read_it(
    app: Flask, cast: Cast
) -> None:
    number, lea = in_book(app, cast), cast.actor("lea")
    with app.app_context():
        mention = _mention("Enquête")
        watch = Watch(name="réservée", number=1, made_by=lea.id, made_at=NOW, is_sensitive=True)
        db.session.add(watch)
        db.session.flush()
        version = WatchVersion(watch_id=watch.id, number=1, query="x", made_at=NOW)
        db.session.add(version)
        db.session.flush()
        words = {"spans": [], "title": [], "sentence": []}
        both = {"watch_id": watch.id, "version_id": version.id, "mention_id": mention.id}
        db.session.add(Hit(**both, at=NOW, **words))
        db.session.add(MentionPerson(mention_id=mention.id, contact_id=number, name="c", at=NOW))
        db.session.commit()

    hers = _plain(cast.browser("lea").post(f"/contacts/{number}/access").text)
    said = _plain(cast.browser("ines").post(f"/contacts/{number}/access").text)

    assert "Enquête" in hers
    assert "Enquête" not in said
    assert "Un article d’une veille réservée" in said


def test_what_came_of_a_request_is_chosen_among_what_they_wrote(app: Flask, cast: Cast) -> None:
    number, ines = in_book(app, cast), cast.browser("ines")
    with app.app_context():
        mention = _mention("Calais, ce matin", "https://lavoix.example/1")
        db.session.add(MentionPerson(mention_id=mention.id, contact_id=number, name="c", at=NOW))
        db.session.commit()
    place = ines.post(f"/contacts/{number}/requests", data={"subject": "entretien"}).location
    assert '<option value="https://lavoix.example/1">' in ines.get(place).text

    form = {"subject": "entretien", "result": "https://lavoix.example/1", "then": "save"}
    ines.post(place, data=form)

    assert '<a href="https://lavoix.example/1"' in ines.get(place).text


def test_every_act_on_a_person_has_a_word(here: Flask, cast: Cast) -> None:
    zwarteveld(cast)

    acts = select(AuditLine.act).where(AuditLine.object.startswith("contact:")).distinct()

    assert set(db.session.scalars(acts)) - ACTS.keys() == set()


def test_the_file_is_taken_from_the_card(app: Flask, cast: Cast) -> None:
    in_book(app, cast)

    answer = cast.browser("ines").post("/contacts/1/access")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="acces-1.html"'
    assert "Ce que nous savons de vous\u00a0: Camille Roussel" in answer.text
    assert "<script" not in answer.text
