"""One's own account: name and language, pass-phrase, sessions."""

from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from comms.accounts import queries
from comms.accounts.models import Member, Session
from comms.accounts.service import links, subscriptions
from comms.core.db import db
from comms.core.rights import Role
from tests.accounts.doors import enter
from tests.cast import PASSPHRASE, Cast

GOOD = "vingt barques sous la brume"


@pytest.mark.parametrize("role", list(Role))
def test_everybody_has_an_account_page(cast: Cast, role: Role) -> None:
    page = cast.browser("qui", role).get("/account")

    assert page.status_code == 200
    assert "qui@exemple.org" in page.text


def test_a_name_and_a_language_are_ones_own(app: Flask, cast: Cast) -> None:
    browser = cast.browser("ines")

    answer = browser.post("/account", data={"name": "  Inès  Longuemain ", "lang": "en"})

    assert (answer.status_code, answer.location) == (303, "/account")
    with app.app_context():
        member = db.session.scalars(select(Member)).one()
        assert (member.name, member.lang) == ("Inès Longuemain", "en")
    assert '<html lang="en"' in browser.get("/account").text


def test_what_was_asked_in_passing_gives_way_to_what_was_decided(cast: Cast) -> None:
    browser = cast.browser("ines")
    browser.get("/language/en")

    browser.post("/account", data={"name": "Inès", "lang": "fr"})

    assert '<html lang="fr"' in browser.get("/account").text


def test_nobody_makes_themselves_an_administrator(app: Flask, cast: Cast) -> None:
    cast.browser("ines").post(
        "/account",
        data={"name": "Inès", "lang": "fr", "role": "admin", "email": "eve@exemple.org"},
    )

    with app.app_context():
        member = db.session.scalars(select(Member)).one()
        assert (member.role, member.email) == (Role.AUTHOR, "ines@exemple.org")


@pytest.mark.parametrize(
    "typed", [{"name": " ", "lang": "fr"}, {"name": "Inès", "lang": "klingon"}]
)
def test_what_cannot_be_is_not_kept(app: Flask, cast: Cast, typed: dict[str, str]) -> None:
    cast.browser("ines").post("/account", data=typed)

    with app.app_context():
        member = db.session.scalars(select(Member)).one()
        assert member.name.strip()
        assert member.lang == "fr"


# Pass-phrase


def _change(browser, old: str = PASSPHRASE, new: str = GOOD, again: str = GOOD):
    form = {"password": old, "passphrase": new, "again": again}
    return browser.post("/account/passphrase", data=form, follow_redirects=True)


def test_a_new_pass_phrase_ends_every_other_session(app: Flask, cast: Cast) -> None:
    browser, other = cast.browser("ines"), cast.browser("ines")
    stolen = browser.get_cookie("voix").value
    with app.app_context():
        ines = db.session.get_one(Member, cast.actor("ines").id)
        in_a_mailbox = urlsplit(links.make_reset(ines, actor=None)).path
        db.session.commit()
    assert other.get(in_a_mailbox).status_code == 200

    page = _change(browser)

    assert other.get(in_a_mailbox).status_code == 404

    assert "Phrase de passe changée" in page.text
    assert other.get("/").status_code == 303
    thief = app.test_client()
    thief.set_cookie("voix", stolen)
    assert thief.get("/").status_code == 303
    assert enter(app.test_client(), passphrase=PASSPHRASE).status_code == 422
    assert enter(app.test_client(), passphrase=GOOD).status_code == 303


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"old": "pas celle-là"}, "n’est pas celle-là"),
        ({"new": "court", "again": "court"}, "trop courte"),
        ({"again": GOOD + "s"}, "diffèrent"),
        ({"new": "ines@exemple.org", "again": "ines@exemple.org"}, "ne parlent pas de vous"),
    ],
)
def test_a_pass_phrase_that_cannot_be_changes_nothing(
    app: Flask, cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    browser, other = cast.browser("ines"), cast.browser("ines")

    page = _change(browser, **typed)

    assert sentence in page.text
    assert other.get("/").status_code == 200
    assert enter(app.test_client()).status_code == 303


def test_a_stolen_session_does_not_try_pass_phrases_for_ever(cast: Cast) -> None:
    browser = cast.browser("ines")
    for _ in range(5):
        _change(browser, old="au hasard")

    assert "Trop d’essais" in _change(browser).text


# Sessions


def test_sessions_are_listed_and_ended_one_by_one(app: Flask, cast: Cast) -> None:
    browser, lost = cast.browser("ines"), cast.browser("ines")
    with app.app_context():
        number = max(db.session.scalars(select(Session.id)))

    assert browser.get("/account").text.count("Firefox, Linux") == 2
    answer = browser.post(f"/account/sessions/{number}/end")

    assert answer.status_code == 303
    assert lost.get("/").status_code == 303
    assert browser.get("/").status_code == 200


def test_all_others_are_ended_at_once(app: Flask, cast: Cast) -> None:
    browser, *others = [cast.browser("ines") for _ in range(3)]
    ines = cast.actor("ines")
    with app.app_context():
        secret = subscriptions.open_one("calendar", actor=ines)
        db.session.commit()

    browser.post("/account/sessions/end")

    with app.app_context():
        assert queries.reader_of("calendar", secret) is None
    assert [each.get("/").status_code for each in others] == [303, 303]
    assert browser.get("/").status_code == 200


def test_nobody_ends_the_session_of_somebody_else(app: Flask, cast: Cast) -> None:
    theirs, ada = cast.browser("ines"), cast.browser("ada", Role.ADMIN)
    with app.app_context():
        number = min(db.session.scalars(select(Session.id)))

    answer = ada.post(f"/account/sessions/{number}/end")

    assert answer.status_code == 404
    assert theirs.get("/").status_code == 200
