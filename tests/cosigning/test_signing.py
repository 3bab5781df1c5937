"""A joint statement: opened, asked, signed, changed, asked again, closed, written down."""

import functools
import io
import re
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from comms.core import events
from comms.core.db import db
from comms.core.languages import association_zone
from comms.core.rights import College, Role
from comms.cosigning.models import Collection, Invited, PartnerMail, Signature
from comms.cosigning.service import asking
from comms.media.models import Asset
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.states import State
from comms.reports.queries.statements import joint
from comms.reports.rules import Span
from tests.cast import Cast
from tests.conftest import NOW
from tests.cosigning.partners import collection_of, link_of, partners
from tests.pictures import jpeg
from tests.testimonies.voices import WORDS, told
from tests.together import at_once, meanwhile
from tests.writing import LATER, release_form, written

RIVE, CAP = "Rive d’en face", "Cap Solidaire"
DEADLINE = "2030-03-20T18:00"


@pytest.fixture
def lea(cast: Cast) -> FlaskClient:
    return cast.browser("lea", Role.APPROVER, College.STAFF)


@pytest.fixture
def statement(app: Flask, cast: Cast, lea: FlaskClient) -> int:
    """Return a release that two partners are asked to sign."""
    number = written(cast.browser("ines"), "release", release_form())
    answer = lea.post(f"/statements/{number}/open", data={"closes": DEADLINE, "langs": ["fr"]})
    assert answer.status_code == 303, answer.text
    asked = {"outlets": partners(app, RIVE, CAP)}
    lea.post(f"/statements/collections/{collection_of(app)}/ask", data=asked)
    return number


def sign(browser: FlaskClient, link: str, **more: object) -> int:
    shown = re.search(r'name="text_fr"\s+value="(\w{64})"', browser.get(link).text)
    assert shown
    form = {
        "act": "sign",
        "signs_fr": "1",
        "text_fr": shown[1],
        "name_fr": "Rive d’en face",
        **more,
    }
    return browser.post(link, data=form, content_type="multipart/form-data").status_code


def test_a_partner_signs_behind_their_own_link_and_nobody_else_s(app, statement, lea):
    rive, cap = link_of(app, RIVE), link_of(app, CAP)
    stranger = app.test_client()

    assert sign(stranger, rive, person_fr="Nour", role_fr="présidente") == 303

    page = stranger.get(cap)
    assert "Nour Rive" not in page.text
    assert "présidente" not in page.text
    assert "Vous avez signé" not in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert "Set-Cookie" not in page.headers
    assert "Rive d’en face (" not in page.text
    assert "présidente" in lea.get(f"/statements/{statement}").text


def test_looking_signs_nothing_and_a_text_not_shown_is_not_signed(app, statement):
    link, stranger = link_of(app, RIVE), app.test_client()

    stranger.get(link), stranger.head(link)
    refused = stranger.post(link, data={"act": "sign", "signs_fr": "1", "name_fr": "R"})
    typed = {"speak": "en", "name_fr": "Rive tout entière", "remark": "Une virgule"}
    in_english = stranger.post(f"{link}?ui=en", data=typed).text

    assert "A text to sign together" in in_english
    assert "Rive tout entière" in in_english
    assert "Une virgule" in in_english
    assert refused.status_code == 422
    assert "Le texte a changé pendant que vous lisiez" in refused.text
    with app.app_context():
        assert db.session.scalars(select(Signature)).all() == []


def test_a_changed_text_is_asked_again_once_and_shows_the_change(app, cast, statement, lea):
    link, stranger = link_of(app, RIVE), app.test_client()
    sign(stranger, link)
    body = "Les équipes ont observé plusieurs opérations.\n\n## Ce que nous demandons\n\nL’eau."
    cast.browser("ines").post(f"/releases/{statement}", data=release_form(body=body, base="1"))

    ours = lea.get(f"/statements/{statement}").text
    assert "à redemander" in ours
    assert "montre la version 1" in ours
    assert "plusieurs opérations" not in stranger.get(link).text, "what nobody asked them about"
    assert sign(stranger, link) == 303
    number = collection_of(app)
    lea.post(f"/statements/collections/{number}/again")
    again = lea.post(f"/statements/collections/{number}/again", follow_redirects=True)

    page = stranger.get(link).text
    assert "<del>des</del>" in page
    assert "<ins>plusieurs</ins>" in page
    assert "déjà partie pour cette version" in again.text
    with app.app_context():
        kinds = [each.kind for each in db.session.scalars(select(PartnerMail))]
    assert sorted(kinds) == ["again", "ask", "ask"]


def test_closing_writes_who_signed_and_asks_approvals_anew(app, cast, statement, lea):
    stranger = app.test_client()
    sign(stranger, link_of(app, RIVE), person_fr="Nour Exemple", role_fr="présidente")
    cap = link_of(app, CAP)
    stranger.post(cap, data={"act": "decline", "word": "Pas cette fois."})

    lea.post(f"/statements/collections/{collection_of(app)}/close")

    assert "Rive d’en face (Nour Exemple, présidente)" in lea.get(f"/releases/{statement}").text
    text = lea.get(f"/releases/{statement}/export/txt").text
    assert "Rive d’en face (Nour Exemple, présidente)" in text
    gone = stranger.get(cap)
    assert gone.status_code == 410
    assert "équipes" not in gone.text
    assert stranger.post(cap, data={"act": "sign"}).status_code == 410
    ines = cast.actor("ines").id
    with app.app_context():
        piece = db.session.get_one(Piece, statement)
        assert pieces.standing(piece).editors == {ines}
        assert db.session.get_one(Collection, 1).written_at


def test_who_signed_other_words_does_not_stand_under_these(app, cast, statement, lea):
    sign(app.test_client(), link_of(app, RIVE))
    lea.post(f"/statements/collections/{collection_of(app)}/close")
    ines = cast.browser("ines")

    ines.post(f"/releases/{statement}", data=release_form(body="Un autre texte.", base="2"))

    page = ines.get(f"/releases/{statement}").text
    assert "n’est plus celui que les signataires ont lu" in page
    assert "Rive d’en face" in page  # saving the form forgets no signatory


def test_partners_are_asked_nothing_a_record_or_a_consent_is_missing_for(app, cast, lea, statement):
    sign(app.test_client(), link_of(app, RIVE))
    body = "Les équipes ont observé 4 417 opérations."
    cast.browser("ines").post(f"/releases/{statement}", data=release_form(body=body, base="1"))

    again = lea.post(f"/statements/collections/{collection_of(app)}/again", follow_redirects=True)

    assert "n’est lié à aucune fiche" in again.text
    assert "4 417" not in app.test_client().get(link_of(app, RIVE)).text.replace("\u202f", " ")
    with app.app_context():
        kinds = [each.kind for each in db.session.scalars(select(PartnerMail))]
    assert sorted(kinds) == ["ask", "ask"]


def test_who_is_silent_or_has_no_address_reads_the_new_text_once_it_is_shown(app, statement, lea):
    cap, stranger = link_of(app, CAP), app.test_client()
    lea.post(f"/releases/{statement}", data=release_form(body="Un autre texte.", base="1"))
    assert "Montrer ce texte aux partenaires" in lea.get(f"/statements/{statement}").text

    lea.post(f"/statements/collections/{collection_of(app)}/again")

    assert "Un autre texte." in stranger.get(cap).text
    assert "Montrer ce texte" not in lea.get(f"/statements/{statement}").text


def test_what_lost_its_consent_is_read_and_signed_by_nobody(app, cast, lea):
    quoted = f"Les équipes ont vu.\n\n> {WORDS}\n> — [A., 19 ans](testimony:a-19)\n"
    testimony = told(app, cast)
    number = written(cast.browser("ines"), "release", release_form(body=quoted))
    lea.post(f"/statements/{number}/open", data={"closes": DEADLINE, "langs": ["fr"]})
    asked = {"outlets": partners(app, RIVE)}
    lea.post(f"/statements/collections/{collection_of(app)}/ask", data=asked)
    link, stranger = link_of(app, RIVE), app.test_client()
    shown = re.search(r'name="text_fr"\s+value="(\w{64})"', stranger.get(link).text)
    assert shown
    sign(stranger, link)

    cast.browser("ines").post(f"/testimonies/{testimony}/withdraw")
    gone = stranger.get(link).text
    form = {"act": "sign", "signs_fr": "1", "text_fr": shown[1], "name_fr": "R"}
    refused = stranger.post(link, data=form)
    ours = lea.get(f"/statements/{number}").text
    cast.browser("ines").post(f"/releases/{number}", data=release_form(base="1"))
    lea.post(f"/statements/collections/{collection_of(app)}/again")
    after = stranger.get(link).text

    assert "sans dire où" not in gone + refused.text
    assert "Nous relisons ce texte" in gone
    assert refused.status_code == 422
    assert "français : les partenaires ne voient plus ce texte" in ours.replace("\xa0", " ")
    assert "Relisez le texte entier" in after
    assert "sans dire où" not in after, "not even struck out"


def test_who_asks_or_signs_twice_at_the_same_moment_does_it_once(app, cast, statement, lea):
    third, number, actor = partners(app, "Trois Rives"), collection_of(app), cast.actor("lea")
    path = f"/statements/collections/{number}/ask"

    def asks() -> None:
        it = db.session.get_one(Collection, number)
        asking.ask(it, third, by_mail=True, actor=actor)

    asked = meanwhile(app, asks, lambda: lea.post(path, data={"outlets": third}).status_code)
    link, stranger = link_of(app, "Trois Rives"), app.test_client()
    shown = re.search(r'name="text_fr"\s+value="(\w{64})"', stranger.get(link).text)
    assert shown
    form = {"act": "sign", "signs_fr": "1", "text_fr": shown[1], "name_fr": "Trois Rives"}
    post = functools.partial(stranger.post, link, data=form)
    signed = [each.status_code for each in at_once(app, [post] * 2)]

    assert (asked, signed) == (303, [303, 303])
    with app.app_context():
        assert len(db.session.scalars(select(PartnerMail)).all()) == 3
        assert len(db.session.scalars(select(Signature)).all()) == 1


def test_a_logo_comes_in_clean_and_waits_for_eyes(app, statement, lea):
    link, stranger = link_of(app, RIVE), app.test_client()

    assert sign(stranger, link, logo_fr=(io.BytesIO(jpeg()), "logo.jpg")) == 303

    with app.app_context():
        assert db.session.scalars(select(Asset)).one().look == "waiting"
    assert stranger.get(f"{link}/logo/fr").mimetype == "image/jpeg"
    assert "Logo vu" in lea.get(f"/statements/{statement}").text


def test_a_remark_reaches_the_association_alone(app, statement, lea):
    rive, cap = link_of(app, RIVE), link_of(app, CAP)
    stranger = app.test_client()

    form = {"act": "remark", "remark": "Dites plutôt « destruction ».", "person_fr": "Zoé Martin"}
    answer = stranger.post(rive, data=form)

    assert 'value="Zoé Martin"' in answer.text, "what is typed beside is not lost"
    stranger.post(rive, data=form)  # the page is asked for again
    assert answer.text.count("destruction") == 1
    assert "destruction" in stranger.get(rive).text
    assert "destruction" not in stranger.get(cap).text
    assert "destruction" in lea.get(f"/statements/{statement}").text
    assert "1 remarque" in lea.get("/").text
    lea.post("/statements/remarks/1/read")
    assert "1 remarque" not in lea.get("/").text


@pytest.mark.parametrize("act", ["sign", "decline"])
def test_a_remark_is_kept_whichever_button_sends_it(app, statement, act):
    link, stranger = link_of(app, RIVE), app.test_client()
    said = {"remark": "Dites plutôt « destruction »."}

    for _ in range(2):
        if act == "sign":
            sign(stranger, link, **said)
        else:
            stranger.post(link, data={"act": act, **said})

    assert stranger.get(link).text.count("Dites plutôt") == 1


def test_who_is_given_a_link_by_hand_is_never_mailed_unasked(app, cast, lea):
    number = written(cast.browser("ines"), "release", release_form())
    lea.post(f"/statements/{number}/open", data={"closes": DEADLINE, "langs": ["fr"]})
    rive, cap = partners(app, RIVE, CAP)
    ask, again = (
        f"/statements/collections/{collection_of(app)}/{each}" for each in ("ask", "again")
    )
    asked = lea.post(ask, data={"outlets": [rive], "by_hand": "1"}, follow_redirects=True).text
    link, stranger = link_of(app, RIVE), app.test_client()
    sign(stranger, link)
    changed = release_form(body="Un autre texte.", base="1")
    cast.browser("ines").post(f"/releases/{number}", data=changed)

    refused = lea.post(ask, data={"outlets": [cap]}, follow_redirects=True).text
    before = stranger.get(link).text
    shown = lea.post(again, follow_redirects=True).text
    lea.post(ask, data={"outlets": [cap]})

    assert "Aucun mail ne part vers 1 association" in asked
    assert "Cochez que c’est voulu" in refused
    assert "Un autre texte" not in before
    assert "Un autre texte" in stranger.get(link).text
    assert "Aucun mail ne part vers 1 association" in shown
    assert "Redemander les signatures" in refused
    assert "Redemander les signatures" not in shown
    assert "est redemandée" in shown
    with app.app_context():
        rows = db.session.execute(select(PartnerMail.kind, Invited.partner).join(Invited)).all()
    assert [tuple(each) for each in rows] == [("ask", CAP)]


def test_a_struck_statement_keeps_its_signatures(app, cast, lea):
    voice = told(app, cast)
    body = f"Le chapô.\n\n> {WORDS}\n> — [A., 19 ans](testimony:a-19)"
    number = written(cast.browser("ines"), "release", release_form(body=body))
    lea.post(f"/statements/{number}/open", data={"closes": DEADLINE, "langs": ["fr"]})
    collection = f"/statements/collections/{collection_of(app)}"
    lea.post(f"{collection}/ask", data={"outlets": partners(app, RIVE)})
    sign(app.test_client(), link_of(app, RIVE))
    lea.post(f"{collection}/close")
    with app.app_context():
        db.session.get_one(Piece, number).state = State.PUBLISHED
        db.session.commit()
    cast.browser("omar").post(f"/testimonies/{voice}/withdraw")
    lea.post(f"/testimonies/{voice}/strike", data={"sure": "yes"})

    with app.app_context():
        (kept,) = joint(Span(NOW.date(), NOW.date()), association_zone(), None)
        assert (kept.asked, kept.signed) == (1, 1)
    assert "à redemander" not in lea.get(f"/statements/{number}").text
    another = "Le texte n’est plus celui que les signataires ont lu"
    assert another not in lea.get(f"/review/{number}").text
    with app.app_context():
        content = pieces.content(db.session.get_one(Piece, number))
        assert [each["name"] for each in content.words["signatories"]] == ["Rive d’en face"]
    lea.post(f"{collection}/write")
    assert another not in lea.get(f"/review/{number}").text


def test_a_collection_open_for_longer_than_its_release_waits_is_said(app, cast, lea):
    number = written(cast.browser("ines"), "release", release_form(at=LATER))
    wish = {"closes": DEADLINE, "langs": ["fr"]}
    lea.post(f"/statements/{number}/open", data=wish)

    pages = [f"/statements/{number}", f"/releases/{number}", f"/review/{number}"]
    early = [lea.get(each).text for each in pages]
    change = f"/statements/collections/{collection_of(app)}"
    lea.post(change, data={**wish, "closes": "2030-03-12T20:00"})
    in_time = [lea.get(each).text for each in pages]

    assert all("il partira sans les noms" in each for each in early)
    assert f'href="/statements/{number}">La collecte de signatures' in early[1]
    assert not any("il partira sans les noms" in each for each in in_time)


def test_a_withdrawn_link_opens_nothing_and_a_new_one_does(app, statement, lea):
    old, stranger = link_of(app, RIVE), app.test_client()
    with app.app_context():
        number = db.session.scalar(select(Invited.id).where(Invited.partner == RIVE))

    lea.post(f"/statements/invitations/{number}/withdraw")
    assert stranger.get(old).status_code == 410
    lea.post(f"/statements/invitations/{number}/give-back")
    shown = lea.post(f"/statements/invitations/{number}/link").text

    new = re.search(r"/signature/[\w-]+", shown)
    assert new
    assert stranger.get(new[0]).status_code == 200
    assert stranger.get(old).status_code == 404


def test_after_a_restore_no_earlier_link_opens(app, statement):
    old, stranger = link_of(app, RIVE), app.test_client()
    with app.test_request_context():
        events.announce(events.HouseRestored())
        db.session.commit()

    assert stranger.get(old).status_code == 404


def test_who_may_only_write_asks_nobody(cast, statement):
    ines = cast.browser("ines")

    assert ines.get(f"/statements/{statement}").status_code == 200
    assert ines.post("/statements/collections/1/close").status_code == 403


def test_a_logo_somebody_looked_at_stands_in_the_documents(app, statement, lea):
    sign(app.test_client(), link_of(app, RIVE), logo_fr=(io.BytesIO(jpeg()), "logo.jpg"))
    lea.post("/media/1/look", data={"found": "nobody"})

    lea.post(f"/statements/collections/{collection_of(app)}/close")

    page = lea.get(f"/releases/{statement}/export/html").text
    assert 'alt="Rive d’en face"' in page
    word = lea.get(f"/releases/{statement}/export/docx").data
    assert any(
        each.startswith("word/media/") for each in zipfile.ZipFile(io.BytesIO(word)).namelist()
    )
    assert b"/Image" in lea.get(f"/releases/{statement}/export/pdf").data
    assert "/media/1/small" in lea.get(f"/releases/{statement}").text
