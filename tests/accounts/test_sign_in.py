"""Signing in: the pass-phrase, the tries, where one is led, signing out."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import func, select

from comms.accounts.models import Member, Session, Try
from comms.accounts.rules.sessions import label_of
from comms.accounts.rules.tries import ACCOUNT, ADDRESS, Limit, minutes_until, opens_at
from comms.accounts.service import hashing
from comms.accounts.service.sweeping import sweep
from comms.audit.models import AuditLine
from comms.core import clock
from comms.core.db import db
from comms.core.paths import own_path
from comms.core.rights import Role
from comms.core.settings import Settings
from comms.factory import make_app
from tests.accounts.doors import enter
from tests.cast import PASSPHRASE, Cast
from tests.conftest import CHEAP, NOW


@pytest.fixture(autouse=True)
def cheap() -> Iterator[None]:
    """Leave hashes as cheap as they were."""
    yield
    hashing.use(CHEAP)


def test_the_right_pass_phrase_lets_in(app: Flask, cast: Cast) -> None:
    cast.actor("ines")
    browser = app.test_client()

    answer = enter(browser)

    assert (answer.status_code, answer.location) == (303, "/")
    assert "Ines" in browser.get("/").text


@pytest.mark.parametrize("email", ["INES@exemple.org", " ines@EXEMPLE.org "])
def test_an_address_is_the_same_however_it_is_typed(app: Flask, cast: Cast, email: str) -> None:
    cast.actor("ines")

    assert enter(app.test_client(), email).status_code == 303


@pytest.mark.parametrize("typed", [f" {PASSPHRASE}  ", PASSPHRASE.replace("é", "e\u0301")])
def test_a_pass_phrase_is_the_same_from_every_keyboard(app: Flask, cast: Cast, typed: str) -> None:
    cast.actor("ines")

    assert enter(app.test_client(), passphrase=typed).status_code == 303


@pytest.mark.parametrize(
    "email", ["ines@exemple.org", "personne@exemple.org", "", "n'importe quoi"]
)
def test_which_of_the_two_was_wrong_is_not_said(app: Flask, cast: Cast, email: str) -> None:
    cast.actor("ines")
    browser = app.test_client()

    answer = enter(browser, email, "une tout autre phrase")

    assert answer.status_code == 422
    assert "ne vont pas ensemble" in answer.text
    assert browser.get("/").status_code == 303


def test_a_closed_account_opens_to_nobody(app: Flask, cast: Cast) -> None:
    someone = cast.actor("ines")
    with app.app_context():
        db.session.get_one(Member, someone.id).closed_at = NOW
        db.session.commit()

    assert enter(app.test_client()).status_code == 422


def test_nobodys_pass_phrase_takes_as_long_as_somebodys(app: Flask) -> None:
    class Counting(PasswordHasher):
        verified = 0

        def verify(self, *args: object) -> bool:
            type(self).verified += 1
            return super().verify(*args)

    hashing.use(Counting(time_cost=1, memory_cost=8, parallelism=1))

    enter(app.test_client(), "personne@exemple.org")

    assert Counting.verified == 1


def test_a_hash_made_with_old_costs_is_made_anew(app: Flask, cast: Cast) -> None:
    someone = cast.actor("ines")
    hashing.use(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))

    enter(app.test_client())

    with app.app_context():
        assert "m=16,t=2" in db.session.get_one(Member, someone.id).passphrase
    assert enter(app.test_client()).status_code == 303


def test_real_hashes_cost_64_mib_each() -> None:
    assert hashing.STRONG.hash("x").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(
    ("wish", "led"),
    [
        ("/releases/3?tab=1", "/releases/3?tab=1"),
        ("", "/"),
        ("https://exemple.org/", "/"),
        ("//exemple.org", "/"),
        ("/\\exemple.org", "/"),
        ("javascript:alert(1)", "/"),
        ("/\texemple", "/"),
    ],
)
def test_only_our_own_paths_are_followed(wish: str, led: str) -> None:
    assert own_path(wish) == led


def test_a_stranger_comes_back_to_the_page_they_asked_for(app: Flask, cast: Cast) -> None:
    cast.actor("ines")
    browser = app.test_client()

    door = browser.get("/account?tab=2")
    answer = browser.post(
        door.location, data={"email": "ines@exemple.org", "passphrase": PASSPHRASE}
    )

    assert door.status_code == 303
    assert answer.location == "/account?tab=2"


def test_who_is_in_already_is_led_on(cast: Cast) -> None:
    answer = cast.browser("ines").get("/login?next=/account")

    assert (answer.status_code, answer.location) == (303, "/account")


def test_signing_in_is_written_down_without_a_name(app: Flask, cast: Cast) -> None:
    someone = cast.actor("ines")

    enter(app.test_client())

    with app.app_context():
        line = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
        assert (line.actor, line.act, line.object) == (
            someone.id,
            "member.signed_in",
            f"member:{someone.id}",
        )


def test_a_new_session_takes_nothing_over_from_the_old(app: Flask, cast: Cast) -> None:
    cast.actor("ines")
    browser = app.test_client()
    enter(browser)
    with browser.session_transaction() as cookie:
        first = cookie["key"]

    enter(browser)

    with browser.session_transaction() as cookie:
        assert cookie["key"] != first
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Session)) == 1


def test_the_cookie_holds_no_key_to_the_database(app: Flask, cast: Cast) -> None:
    browser = cast.browser("ines")

    with browser.session_transaction() as cookie:
        token = cookie["key"]

    assert len(token) == 43  # 256 bits
    with app.app_context():
        assert db.session.scalar(select(Session.token)) != token


def test_signing_out_ends_the_session(app: Flask, cast: Cast) -> None:
    browser = cast.browser("ines")
    stolen = browser.get_cookie("voix").value

    answer = browser.post("/logout")

    assert (answer.status_code, answer.location) == (303, "/login")
    assert browser.get("/").status_code == 303
    thief = app.test_client()
    thief.set_cookie("voix", stolen)
    assert thief.get("/").status_code == 303


# How long a session lasts


@pytest.mark.parametrize(
    ("left_alone", "status"), [(timedelta(hours=2), 200), (timedelta(hours=2, seconds=1), 303)]
)
def test_two_idle_hours_end_a_session(cast: Cast, left_alone: timedelta, status: int) -> None:
    browser = cast.browser("ines")

    with clock.fixed(NOW + left_alone):
        assert browser.get("/account").status_code == status


def test_reading_keeps_a_session_alive_without_a_write(app: Flask, cast: Cast) -> None:
    browser = cast.browser("ines")

    for minutes in (60, 120, 180):
        with clock.fixed(NOW + timedelta(minutes=minutes)):
            assert browser.get("/account").status_code == 200

    with app.app_context():
        assert db.session.scalar(select(Session.seen_at)) == NOW


def test_twelve_hours_end_a_session_however_busy(cast: Cast) -> None:
    browser = cast.browser("ines")

    statuses = []
    for hours in range(1, 13):
        with clock.fixed(NOW + timedelta(hours=hours)):
            statuses.append(browser.get("/account").status_code)

    assert statuses == [200] * 11 + [303]


def test_the_end_of_a_session_is_said(cast: Cast) -> None:
    browser = cast.browser("ines")

    with clock.fixed(NOW + timedelta(hours=3)):
        page = browser.get("/account", follow_redirects=True)

    assert "Votre session est terminée" in page.text


def test_what_is_done_is_noted_every_few_minutes(app: Flask, cast: Cast) -> None:
    browser = cast.browser("ines")
    later = NOW + timedelta(minutes=6)

    with clock.fixed(later):
        browser.post("/account", data={"name": "Inès", "lang": "fr"})

    with app.app_context():
        assert db.session.scalar(select(Session.seen_at)) == later


WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        ("(X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"),
        (f"(Linux; Android 14) {WEBKIT} Chrome/126 Mobile Safari/537.36", "Chrome, Android"),
        (f"(iPhone; CPU iPhone OS 17_5 like Mac OS X) {WEBKIT} Safari/604.1", "Safari, iPhone"),
        (f"(Windows NT 10.0) {WEBKIT} Chrome/126 Safari/537.36 Edg/126", "Edge, Windows"),
        ("curl/8.5.0", ""),
    ],
)
def test_a_browser_is_called_what_a_person_calls_it(agent: str, label: str) -> None:
    assert label_of(agent) == label


# How often one may try


def test_a_door_is_open_below_its_limit() -> None:
    limit = Limit(3, timedelta(minutes=5))

    assert opens_at([NOW, NOW], limit, NOW) is None


def test_a_door_opens_again_when_the_oldest_try_is_old_enough() -> None:
    limit = Limit(3, timedelta(minutes=5))
    tries = [NOW - timedelta(minutes=each) for each in (4, 3, 1)]

    assert opens_at(tries, limit, NOW) == NOW + timedelta(minutes=1)
    assert opens_at(tries, limit, NOW + timedelta(minutes=1)) is None


def test_a_wait_is_said_in_whole_minutes() -> None:
    assert minutes_until(NOW + timedelta(seconds=61), NOW) == 2
    assert minutes_until(NOW, NOW) == 1


def test_the_right_pass_phrase_is_not_looked_at_in_a_storm_and_is_after_it(
    app: Flask, cast: Cast
) -> None:
    cast.actor("ines")
    for _ in range(ACCOUNT.tries):
        enter(app.test_client(), passphrase="au hasard")

    during = enter(app.test_client())

    assert during.status_code == 429
    assert "Réessayez dans 5 min" in during.text
    with clock.fixed(NOW + timedelta(minutes=5)):
        assert enter(app.test_client()).status_code == 303


def test_refused_tries_do_not_keep_the_door_shut(app: Flask, cast: Cast) -> None:
    cast.actor("ines")
    for _ in range(ACCOUNT.tries + 30):
        enter(app.test_client(), passphrase="au hasard")

    with clock.fixed(NOW + timedelta(minutes=5)):
        assert enter(app.test_client()).status_code == 303


def test_tries_are_counted_for_all_processes_in_one_place(
    app: Flask, settings: Settings, cast: Cast
) -> None:
    cast.actor("ines")
    neighbour = make_app(settings)
    neighbour.config["WTF_CSRF_ENABLED"] = False

    answers = [
        enter(each.test_client(), passphrase="au hasard").status_code
        for each in (app, neighbour) * 3
    ]

    assert answers == [422] * 5 + [429]
    with neighbour.app_context():
        db.engine.dispose()


def test_an_unknown_account_has_the_same_limit(app: Flask) -> None:
    answers = [enter(app.test_client(), "qui@exemple.org").status_code for _ in range(6)]

    assert answers == [422] * 5 + [429]


def test_one_address_does_not_try_every_account(app: Flask) -> None:
    answers = [
        enter(app.test_client(), f"p{number}@exemple.org").status_code
        for number in range(ADDRESS.tries + 5)
    ]

    assert answers == [422] * ADDRESS.tries + [429] * 5


def test_coming_in_clears_what_went_before(app: Flask, cast: Cast) -> None:
    cast.actor("ines")
    for _ in range(ACCOUNT.tries - 1):
        enter(app.test_client(), passphrase="au hasard")

    enter(app.test_client())

    answers = [enter(app.test_client(), passphrase="non").status_code for _ in range(5)]
    assert answers == [422] * 5


def test_tries_hold_no_address_and_go_after_a_day(app: Flask) -> None:
    enter(app.test_client(), "qui@exemple.org")

    with app.app_context():
        doors = db.session.scalars(select(Try.door)).all()
        assert len(doors) == 2
        assert all(len(door) == 64 for door in doors)
        with clock.fixed(NOW + timedelta(hours=24, seconds=1)):
            sweep()
        assert db.session.scalars(select(Try.door)).all() == []


def test_a_role_that_only_writes_comes_in_with_the_pass_phrase_alone(
    app: Flask, cast: Cast
) -> None:
    cast.actor("lea", Role.GUEST)

    assert enter(app.test_client(), "lea@exemple.org").location == "/"


def test_the_door_of_an_empty_house_says_where_the_link_is(app: Flask) -> None:
    page = app.test_client().get("/login")

    assert "Personne n’est encore inscrit ici" in page.text


def test_the_browser_knows_that_both_fields_are_needed_and_what_they_are(app: Flask) -> None:
    page = app.test_client().get("/login").text

    fields = {
        each.group(1): each.group(0).split()
        for each in re.finditer(r'<input id="f-(\w+)"[^>]*', page)
    }

    assert "required" in fields["email"]
    assert 'autocomplete="username"' in fields["email"]
    assert "required" in fields["passphrase"]
