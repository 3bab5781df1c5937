"""Who stands under a text is exactly who has signed it: asked, approved, leaving, each language."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from comms.contacts.book.models import Contact
from comms.contacts.law.service.erasing import erase
from comms.core import clock
from comms.core.db import db
from comms.core.rights import College, Role
from comms.cosigning.models import Invited, Signature
from comms.cosigning.rules.forgetting import Known, without_person
from comms.mailings.models import Mailing
from comms.mailings.rules import MailingState
from comms.mailings.service import opening
from comms.pieces import queries as pieces
from comms.pieces.models import Piece, Revision
from comms.pieces.rules.states import State
from comms.releases import service as releases
from comms.releases.rules import file
from tests.cast import Cast
from tests.cosigning.partners import collection_of, link_of, partners
from tests.cosigning.test_signing import CAP, DEADLINE, RIVE, sign
from tests.writing import press_list, release_form, written

HOUR = "2030-03-21T10:00"


@pytest.fixture
def lea(cast: Cast) -> FlaskClient:
    return cast.browser("lea", Role.APPROVER, College.STAFF)


@pytest.fixture
def signed(app: Flask, cast: Cast, lea: FlaskClient) -> int:
    """Return a release with its hour and list, signed by Rive d’en face, whose collection closed.

    Its English is signed too.
    """
    ines, to = cast.browser("ines"), press_list(app, "Presse", "ada@exemple.org")
    number = written(ines, "release", release_form(at=HOUR, lists=to))
    _translated(ines, number)
    lea.post(f"/statements/{number}/open", data={"closes": DEADLINE, "langs": ["fr", "en"]})
    asked = {"outlets": partners(app, RIVE, CAP)}
    lea.post(f"/statements/collections/{collection_of(app)}/ask", data=asked)
    link, stranger = link_of(app, RIVE), app.test_client()
    english = re.search(r'name="text_en"\s+value="(\w{64})"', stranger.get(link).text)
    assert english
    more = {"signs_en": "1", "text_en": english[1], "name_en": RIVE}
    sign(stranger, link, **more, person_fr="Nour d’ici", role_fr="présidente")
    _close(app, lea)
    return number


def _translated(ines: FlaskClient, number: int) -> None:
    ines.post(f"/releases/{number}/translate", data={"lang": "en"})
    english = release_form(lang="en", title="Evictions", body="The teams saw operations.", at=HOUR)
    ines.post(f"/releases/{number + 1}", data=english)


def _close(app: Flask, lea: FlaskClient) -> None:
    lea.post(f"/statements/collections/{collection_of(app)}/close")


def _reopen(app: Flask, lea: FlaskClient, langs: str = "fr") -> None:
    path = f"/statements/collections/{collection_of(app)}"
    lea.post(f"{path}/reopen", data={"closes": DEADLINE})
    lea.post(path, data={"closes": DEADLINE, "langs": [langs]})


def _approve(cast: Cast, number: int) -> str:
    """Ask for a release and have it approved; return its state."""
    cast.browser("ines").post(f"/review/{number}/ask")
    for name, college in (("lea", "staff"), ("anne", "board")):
        browser = cast.browser(name, Role.APPROVER, College(college))
        if shown := re.search(r'"hash" value="(\w{64})"', browser.get(f"/review/{number}").text):
            browser.post(f"/review/{number}/approve", data={"hash": shown[1]})
    with cast.app.app_context():
        return db.session.get_one(Piece, number).state


def _named(app: Flask, number: int) -> list[str]:
    with app.app_context():
        words = pieces.content(db.session.get_one(Piece, number)).words
        return [each["name"] for each in words.get("signatories", ())]


@pytest.mark.anywhere
def test_a_person_leaves_the_list_and_the_partner_stays_nobody_else_goes():
    theirs, others = Known.by([RIVE], ["Nour"]), [Known.by([CAP], ["Ada"])]
    kept = [
        {"name": "Rive", "person": "nour ", "role": "présidente"},
        {"name": CAP, "person": "Ada", "role": "juriste"},
        {"name": "Rive (ancien nom)", "person": "N. Exemple"},
    ]

    said = without_person({"title": "T", "signatories": kept}, theirs, others)

    assert said["signatories"] == [{"name": "Rive"}, kept[1], {"name": "Rive (ancien nom)"}]
    assert without_person({"title": "T"}, theirs, others) == {"title": "T"}


def test_a_reopened_collection_names_nobody_and_who_says_no_then_is_not_named(
    app, cast, signed, lea
):
    assert (_named(app, signed), _named(app, signed + 1)) == ([RIVE], [RIVE])
    assert _approve(cast, signed) == State.SCHEDULED

    _reopen(app, lea)
    with app.app_context():
        assert db.session.get_one(Piece, signed).state == State.REVIEW
    assert (_named(app, signed), _named(app, signed + 1)) == ([], [])
    app.test_client().post(link_of(app, RIVE), data={"act": "decline"})
    _close(app, lea)

    assert (_named(app, signed), _named(app, signed + 1)) == ([], [])


def test_an_earlier_version_brings_no_name_back(app, cast, signed, lea):
    with app.app_context():
        with_names = db.session.get_one(Piece, signed).number
    _reopen(app, lea)
    app.test_client().post(link_of(app, RIVE), data={"act": "decline"})
    _close(app, lea)

    cast.browser("ines").post(f"/pieces/{signed}/restore/{with_names}")

    assert _named(app, signed) == []


def test_whose_link_is_taken_back_stands_there_no_more_and_given_back_again(app, cast, signed, lea):
    assert _approve(cast, signed) == State.SCHEDULED
    with app.app_context():
        rive = db.session.scalars(select(Invited.id).where(Invited.partner == RIVE)).one()

    lea.post(f"/statements/invitations/{rive}/withdraw")

    assert _named(app, signed) == []
    with app.app_context():
        assert db.session.get_one(Piece, signed).state == State.REVIEW
    lea.post(f"/statements/invitations/{rive}/give-back")
    assert _named(app, signed) == [RIVE]


def test_what_names_somebody_who_does_not_sign_is_neither_asked_for_nor_leaves(app, cast, signed):
    assert _approve(cast, signed) == State.SCHEDULED
    with app.app_context():
        db.session.execute(delete(Signature))
        db.session.commit()

    with app.app_context(), clock.fixed(datetime(2030, 3, 21, 9, tzinfo=UTC)):
        opening.open_due(db.session.scalars(select(Mailing)).one())
        assert db.session.scalars(select(Mailing.state)).one() == MailingState.BLOCKED

    ines = cast.browser("ines")
    answer = ines.post(f"/review/{signed + 1}/ask", follow_redirects=True)
    assert "ne sont plus ceux qui l’ont signé" in answer.text


def test_names_a_file_brings_wait_for_a_collection(app, cast, lea):
    written(cast.browser("ines"), "release", release_form())
    text = "---\ntitle: T\nlang: fr\nkind: tribune\nplace: Calais\nsignatory: Rive\n---\nLe texte."
    with app.app_context():
        number = releases.take_in(file.read(text.encode()), actor=cast.actor("ines")).id
        db.session.commit()

    answer = cast.browser("ines").post(f"/review/{number}/ask", follow_redirects=True)

    assert _named(app, number) == ["Rive"]
    assert "que personne n’a recueillis ici" in answer.text
    lea.post(f"/statements/{number}/open", data={"closes": DEADLINE, "langs": ["fr"]})
    assert _named(app, number) == []


def test_who_was_erased_leaves_the_release_and_all_its_versions(app, cast, signed):
    assert _approve(cast, signed) == State.SCHEDULED

    with app.app_context():
        person = db.session.scalars(select(Contact).where(Contact.name == f"Nour {RIVE}")).one()
        erase(person, actor=None)
        db.session.commit()

    with app.app_context():
        kept = db.session.scalars(select(Revision).where(Revision.piece_id == signed)).all()
        assert not any("Nour" in str(each.content) for each in kept)
        assert any(each.struck_at for each in kept)
        assert db.session.get_one(Piece, signed).state == State.REVIEW
    assert _named(app, signed) == [RIVE]
