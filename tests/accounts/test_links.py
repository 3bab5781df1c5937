"""Links that open once: the first administrator, an invitation, a new pass-phrase."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from comms.accounts.models import Invitation, Member
from comms.accounts.rules.links import Kind, address
from comms.accounts.rules.passphrases import Weakness, propose, weaknesses
from comms.accounts.rules.words import WORDS
from comms.accounts.service import links
from comms.audit.models import AuditLine
from comms.core import clock
from comms.core.db import db
from comms.core.events import MemberInvited, ResetAsked
from comms.core.refusal import Refused
from comms.core.rights import College, Role
from comms.core.settings import Settings, SmtpDoor
from comms.factory import House, make_app
from tests.accounts.doors import enrol, enter
from tests.cast import Cast
from tests.conftest import NOW
from tests.hearing import hearing

GOOD = "vingt barques sous la brume"
HELD = timedelta(hours=72)
TOKEN = re.compile(r'(?<=[et]=")[\w.-]{60,}(?=")')  # of value=, content=: signed with its second


@pytest.fixture
def heard() -> Iterator[list[object]]:
    """Return what the room announces while a test runs."""
    with hearing(MemberInvited, ResetAsked) as found:
        yield found


def _path(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def _first(app: Flask) -> str:
    with app.app_context():
        link = links.first_link()
        db.session.commit()
        assert link
        return _path(link)


def _invite(admin: FlaskClient, app: Flask, **typed: str) -> str:
    """Invite somebody through the page; return the path of the link that is shown."""
    form = {"name": "Zoé", "email": "zoe@exemple.org", "role": "author", "college": ""} | typed
    assert admin.post("/settings/members", data=form).status_code == 303
    page = admin.get("/settings/members").text
    return _path(page.split('id="link"')[1].split(">")[1].split("<")[0].strip())


def _take(browser: FlaskClient, path: str, passphrase: str = GOOD, **typed: str):
    return browser.post(path, data={"passphrase": passphrase, "again": passphrase} | typed)


# Pass-phrases


@pytest.mark.parametrize(
    ("passphrase", "wrong"),
    [
        ("trop courte", Weakness.TOO_SHORT),
        ("             x", Weakness.TOO_SHORT),
        ("x" * 201, Weakness.TOO_LONG),
        ("aaaaaaaaaaaaaaaaaaaa", Weakness.TOO_PLAIN),
        ("azertyuiopqsdfghjklm", Weakness.TOO_PLAIN),
        ("Mot de passe 123456", Weakness.TOO_PLAIN),
        ("portevoix portevoix", Weakness.TOO_PLAIN),
        ("ines.longuemain@exemple.org", Weakness.ABOUT_YOU),
        ("Inès Longuemain Inès", Weakness.ABOUT_YOU),
    ],
)
def test_a_weak_pass_phrase_is_named(passphrase: str, wrong: Weakness) -> None:
    about = ("ines.longuemain@exemple.org", "Inès Longuemain")

    assert weaknesses(passphrase, passphrase, about) == [wrong]


@pytest.mark.parametrize(
    "passphrase", [GOOD, "كلمات كثيرة لا رابط بينها", "correcte agrafe cheval"]
)
def test_words_of_any_script_are_taken(passphrase: str) -> None:
    assert weaknesses(passphrase, passphrase, ("ines@exemple.org", "Inès")) == []


def test_a_pass_phrase_is_typed_twice_the_same() -> None:
    assert weaknesses(GOOD, GOOD + "s") == [Weakness.NOT_TWICE]


def test_what_we_propose_is_strong_and_never_twice_the_same() -> None:
    proposed = {propose() for _ in range(50)}

    assert len(set(WORDS)) == len(WORDS) > 1300  # six of them: 62 bits
    assert len(proposed) == 50
    assert all(weaknesses(each, each) == [] for each in proposed)


# The first administrator


def test_an_empty_house_has_a_link_for_its_first_member(app: Flask) -> None:
    page = app.test_client().get(_first(app))

    assert page.status_code == 200
    assert "Bienvenue" in page.text


def test_the_first_member_administers_and_is_led_on(app: Flask) -> None:
    browser = app.test_client()

    answer = _take(browser, _first(app), email="ada@exemple.org", name="Ada Exemple")

    assert answer.location.startswith("/login/second")
    assert "<svg" in browser.get(answer.location).text
    with app.app_context():
        member = db.session.scalars(select(Member)).one()
        assert (member.email, member.name, member.role) == (
            "ada@exemple.org",
            "Ada Exemple",
            Role.ADMIN,
        )


def test_what_is_missing_is_said_all_at_once_and_nothing_is_lost(app: Flask) -> None:
    browser, path = app.test_client(), _first(app)

    answer = _take(browser, path, "court", email="pas une adresse", name=" ")

    assert answer.status_code == 422
    for sentence in ("n’en est pas une", "Il manque le nom", "14 caractères"):
        assert sentence in answer.text
    assert 'value="pas une adresse"' in answer.text
    assert "court" not in answer.text.replace("trop courte", "")
    assert _take(browser, path, email="ada@exemple.org", name="Ada").status_code == 303


def test_a_second_press_makes_no_second_administrator(app: Flask) -> None:
    path = _first(app)
    _take(app.test_client(), path, email="ada@exemple.org", name="Ada")

    answer = _take(app.test_client(), path, email="eve@exemple.org", name="Eve")

    assert answer.status_code == 404
    assert "n’ouvre plus rien" in answer.text


def test_a_newer_link_kills_the_older(app: Flask) -> None:
    old, new = _first(app), _first(app)

    assert app.test_client().get(old).status_code == 404
    assert app.test_client().get(new).status_code == 200


def test_a_house_with_members_has_no_first_link(app: Flask, cast: Cast) -> None:
    path = _first(app)
    cast.actor("ines")

    assert app.test_client().get(path).status_code == 404
    with app.app_context():
        assert links.first_link() is None


# Invitations


def test_an_invitation_joins_with_its_address_and_role_whatever_is_sent(
    app: Flask, cast: Cast
) -> None:
    path = _invite(cast.browser("ada", Role.ADMIN), app)
    browser = app.test_client()

    answer = _take(
        browser, path, name="Zoé", email="eve@exemple.org", role="admin", college="board"
    )

    assert (answer.status_code, answer.location) == (303, "/")
    assert browser.get("/").status_code == 200
    with app.app_context():
        member = db.session.scalars(select(Member).where(Member.name == "Zoé")).one()
        assert (member.email, member.role, member.college) == ("zoe@exemple.org", Role.AUTHOR, None)


def test_an_approver_who_joins_sets_a_second_factor_up(app: Flask, cast: Cast) -> None:
    admin = cast.browser("ada", Role.ADMIN)
    path = _invite(admin, app, role="approver", college="board")

    answer = _take(app.test_client(), path, name="Zoé")

    assert answer.location.startswith("/login/second")
    with app.app_context():
        assert db.session.scalar(select(Member.college).where(Member.name == "Zoé")) == "board"


def test_a_robot_that_opens_a_link_uses_nothing_up(app: Flask, cast: Cast) -> None:
    path = _invite(cast.browser("ada", Role.ADMIN), app)
    for method in ("GET", "HEAD", "GET"):
        app.test_client().open(path, method=method)

    assert _take(app.test_client(), path, name="Zoé").status_code == 303


def test_an_invitation_opens_once(app: Flask, cast: Cast) -> None:
    path = _invite(cast.browser("ada", Role.ADMIN), app)
    _take(app.test_client(), path, name="Zoé")

    assert _take(app.test_client(), path, name="Eve").status_code == 404
    assert app.test_client().get(path).status_code == 404


@pytest.mark.parametrize(("after", "status"), [(HELD - timedelta(seconds=1), 200), (HELD, 404)])
def test_an_invitation_holds_for_three_days(
    app: Flask, cast: Cast, after: timedelta, status: int
) -> None:
    path = _invite(cast.browser("ada", Role.ADMIN), app)

    with clock.fixed(NOW + after):
        assert app.test_client().get(path).status_code == status


def test_an_invitation_is_withdrawn(app: Flask, cast: Cast) -> None:
    admin = cast.browser("ada", Role.ADMIN)
    path = _invite(admin, app)
    with app.app_context():
        number = db.session.scalar(select(Invitation.id))

    admin.post(f"/settings/invitations/{number}/withdraw")

    assert app.test_client().get(path).status_code == 404


def test_a_link_is_of_one_kind(app: Flask, cast: Cast) -> None:
    token = _invite(cast.browser("ada", Role.ADMIN), app).removeprefix("/join/")

    for path in (f"/reset/{token}", f"/set-up/{token}"):
        assert app.test_client().get(path).status_code == 404


def test_the_link_is_shown_to_its_maker_alone_until_noted(app: Flask, cast: Cast) -> None:
    ada, eve = cast.browser("ada", Role.ADMIN), cast.browser("eve", Role.ADMIN)
    path = _invite(ada, app)

    assert path in ada.get("/settings/members").text
    assert path not in eve.get("/settings/members").text
    ada.post("/settings/members/noted")
    assert path not in ada.get("/settings/members").text


def test_an_invitation_is_told_to_whoever_sends_mail(
    app: Flask, cast: Cast, heard: list[object]
) -> None:
    path = _invite(cast.browser("ada", Role.ADMIN), app)

    (told,) = heard
    assert isinstance(told, MemberInvited)
    assert (told.address, _path(told.link)) == ("zoe@exemple.org", path)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"role": "approver"}, "parle pour un collège"),
        ({"role": "chef"}, "Ce rôle n’existe pas"),
        ({"college": "presse"}, "Ce collège n’existe pas"),
        ({"email": "ADA@exemple.org"}, "déjà inscrite"),
        ({"email": "zoe"}, "n’en est pas une"),
        ({"name": " "}, "Il manque le nom"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused(
    cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    admin = cast.browser("ada", Role.ADMIN)
    form = {"name": "Zoé", "email": "zoe@exemple.org", "role": "author"} | typed

    answer = admin.post("/settings/members", data=form)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{form["email"]}"' in answer.text


# A new pass-phrase


def test_an_administrator_makes_a_link_for_a_new_pass_phrase(app: Flask, cast: Cast) -> None:
    ines, admin = cast.actor("ines"), cast.browser("ada", Role.ADMIN)
    old = cast.browser("ines")
    admin.post(f"/settings/members/{ines.id}/link")
    page = admin.get("/settings/members").text
    path = "/reset/" + page.split("/reset/")[1].split("<")[0]
    browser = app.test_client()

    answer = _take(browser, path)

    assert answer.location == "/"
    assert old.get("/").status_code == 303  # whoever was in with the old one is out
    assert enter(app.test_client()).status_code == 422
    assert enter(app.test_client(), passphrase=GOOD).status_code == 303
    assert app.test_client().get(path).status_code == 404


def test_a_new_pass_phrase_does_not_go_around_the_second_factor(app: Flask, cast: Cast) -> None:
    sacha = cast.actor("sacha", Role.APPROVER, College.STAFF)
    browser, _secret = enrol(app, "sacha@exemple.org", is_own=True)
    with app.app_context():
        member = db.session.get_one(Member, sacha.id)
        path = _path(links.make_reset(member, actor=None))
        db.session.commit()

    answer = _take(browser, path)

    assert answer.location.startswith("/login/second")


@pytest.fixture
def posting(settings: Settings) -> Iterator[Flask]:
    """Return an application that may send mail."""
    with clock.fixed(NOW):
        app = make_app(Settings(**{**vars(settings), "smtp": SmtpDoor("127.0.0.1", 2525)}))
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def test_whether_there_is_an_account_is_not_said(posting: Flask, heard: list[object]) -> None:
    Cast(posting).actor("ines")
    browser = posting.test_client()

    pages = [
        TOKEN.sub("", browser.post("/reset", data={"email": email}).text)
        for email in ("ines@exemple.org", "personne@exemple.org")
    ]

    assert pages[0] == pages[1]
    assert "Si un compte existe" in pages[0]
    assert len(heard) == 1
    assert isinstance(heard[0], ResetAsked)
    assert _take(browser, _path(heard[0].link)).location == "/"


def test_nobodys_letter_box_is_filled(posting: Flask, heard: list[object]) -> None:
    Cast(posting).actor("ines")

    answers = [
        posting.test_client().post("/reset", data={"email": "ines@exemple.org"}).status_code
        for _ in range(5)
    ]

    assert answers == [200, 200, 200, 429, 429]
    assert len(heard) == 3


def test_without_mail_one_is_sent_to_an_administrator(app: Flask, heard: list[object]) -> None:
    page = app.test_client().get("/reset")

    assert "une personne qui administre" in page.text
    assert "<form" not in page.text
    app.test_client().post("/reset", data={"email": "ines@exemple.org"})
    assert heard == []


def test_links_lead_where_pages_are(app: House) -> None:
    app.open_pages()
    rules = {rule.rule for rule in app.url_map.iter_rules()}

    for kind in Kind:
        assert address("", kind, "<token>") in rules


def test_of_two_who_press_at_once_one_wins(here: Flask, cast: Cast) -> None:
    link = links.first_link()
    assert link
    token = link.rpartition("/")[2]
    row = links.standing(Kind.SET_UP, token)
    db.session.delete(row)  # the other one was a moment earlier
    db.session.flush()

    with pytest.raises(Refused):
        links.set_up(token, "ada@exemple.org", "Ada", GOOD, GOOD, links.Knock())


def test_what_was_done_is_written_down(app: Flask, cast: Cast) -> None:
    path = _invite(cast.browser("ada", Role.ADMIN), app)
    _take(app.test_client(), path, name="Zoé")

    with app.app_context():
        acts = db.session.scalars(select(AuditLine.act).order_by(AuditLine.id)).all()
        assert list(acts) == ["member.invited", "member.added", "member.signed_in"]
