"""The second factor: set up once, asked at every sign-in, lost and found again."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from comms.accounts.models import Device, Member, RecoveryCode, Session
from comms.accounts.rules import factors
from comms.accounts.rules.tries import ACCOUNT, SECOND
from comms.core import clock
from comms.core.db import db
from comms.core.rights import College, Role
from tests.accounts.doors import CODE, SECRET, enrol, enter, shown_code
from tests.cast import PASSPHRASE, Cast
from tests.conftest import NOW

SACHA = "sacha@exemple.org"
LATER = NOW + timedelta(minutes=1)  # the code that was taken is not taken again


@pytest.fixture
def sacha(cast: Cast) -> int:
    """Return the number of a member who approves."""
    return cast.actor("sacha", Role.APPROVER, College.STAFF).id


# Rules


@pytest.mark.parametrize(("steps", "is_right"), [(-2, False), (-1, True), (0, True), (1, True)])
def test_a_telephone_may_be_half_a_minute_off(steps: int, is_right: bool) -> None:
    secret = factors.new_secret()

    with clock.fixed(NOW):
        code = shown_code(secret, steps)

    assert (factors.step_of(code, secret, NOW, 0) is not None) is is_right


def test_a_code_that_was_taken_is_not_taken_again() -> None:
    secret = factors.new_secret()
    with clock.fixed(NOW):
        code = shown_code(secret)

    taken = factors.step_of(code, secret, NOW, 0)

    assert taken is not None
    assert factors.step_of(code, secret, NOW, taken) is None


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "١٢٣٤٥٦", "0000000", "é" * 6])
def test_what_is_no_code_is_wrong(typed: str) -> None:
    assert factors.step_of(typed, factors.new_secret(), NOW, 0) is None


def test_codes_for_paper_are_many_and_different() -> None:
    codes = factors.new_codes()

    assert len(set(codes)) == 10
    assert all(factors.is_for_paper(code.upper().replace("-", " ")) for code in codes)
    assert not factors.is_for_paper("123456")


def test_the_picture_is_a_square_of_modules() -> None:
    path, side = factors.picture(factors.link("ABCDEFGH" * 4, SACHA, "Porte-voix"))

    assert side > 29
    assert path.startswith("M4 4h1v1h-1z")  # the white margin, then the corner a camera looks for


# The first sign-in


def test_who_lets_things_leave_sets_a_second_factor_up_first(app: Flask, sacha: int) -> None:
    browser = app.test_client()

    answer = enter(browser, SACHA, query="?next=/account")

    assert answer.location == "/login/second?next=/account"
    assert "<svg" in browser.get(answer.location).text
    assert browser.get("/").status_code == 303  # nothing is open yet


def test_the_picture_stays_the_same_until_it_is_used(app: Flask, sacha: int) -> None:
    browser = app.test_client()
    enter(browser, SACHA)

    pages = [SECRET.findall(browser.get("/login/second").text) for _ in range(2)]

    assert pages[0] == pages[1] != []


def test_a_code_of_the_telephone_ends_the_set_up(app: Flask, sacha: int) -> None:
    browser, secret = enrol(app, SACHA)

    page = browser.get("/account/codes")

    assert len(CODE.findall(page.text)) == 10
    with app.app_context():
        member = db.session.get_one(Member, sacha)
        assert member.totp
        assert secret not in member.totp
        kept = db.session.scalars(select(RecoveryCode.code)).all()
        assert len(kept) == 10
        assert not set(kept) & set(CODE.findall(page.text))


def test_a_wrong_code_sets_nothing_up(app: Flask, sacha: int) -> None:
    browser = app.test_client()
    enter(browser, SACHA)

    answer = browser.post("/login/second", data={"code": "000000"})

    assert answer.status_code == 422
    assert "horloge du téléphone" in answer.text
    with app.app_context():
        assert db.session.get_one(Member, sacha).totp is None


def test_codes_for_paper_are_shown_until_they_are_noted(app: Flask, sacha: int) -> None:
    browser, _secret = enrol(app, SACHA)
    first = CODE.findall(browser.get("/account/codes").text)
    again = CODE.findall(browser.get("/account/codes").text)

    answer = browser.post("/account/codes?next=/account")

    assert first == again
    assert answer.location == "/account"
    assert browser.get("/account/codes").status_code == 303


def test_setting_up_gives_the_browser_a_token_nobody_saw(app: Flask, sacha: int) -> None:
    browser = app.test_client()
    enter(browser, SACHA)
    half = browser.get_cookie("voix").value
    secret = SECRET.search(browser.get("/login/second").text)[1].replace(" ", "")

    browser.post("/login/second", data={"code": shown_code(secret)})

    thief = app.test_client()
    thief.set_cookie("voix", half)
    assert thief.get("/").status_code == 303
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Session)) == 1


# Every sign-in after


def test_the_second_step_is_asked_again(app: Flask, sacha: int) -> None:
    _browser, secret = enrol(app, SACHA)
    browser = app.test_client()

    with clock.fixed(LATER):
        door = enter(browser, SACHA)
        shut = browser.get("/")
        answer = browser.post(door.location, data={"code": shown_code(secret)})

        assert "<svg" not in browser.get("/login/second").text
        assert shut.status_code == 303
        assert (answer.status_code, answer.location) == (303, "/")
        assert browser.get("/").status_code == 200


def test_a_code_seen_over_the_shoulder_opens_nothing(app: Flask, sacha: int) -> None:
    _browser, secret = enrol(app, SACHA)
    with clock.fixed(LATER):
        code = shown_code(secret)
        first, second = app.test_client(), app.test_client()
        for browser in (first, second):
            enter(browser, SACHA)

        answers = [
            browser.post("/login/second", data={"code": code}).status_code
            for browser in (first, second)
        ]

    assert answers == [303, 422]


def test_a_half_session_ends_soon(app: Flask, sacha: int) -> None:
    _browser, secret = enrol(app, SACHA)
    browser = app.test_client()
    with clock.fixed(LATER):
        enter(browser, SACHA)

    with clock.fixed(LATER + timedelta(minutes=31)):
        answer = browser.post("/login/second", data={"code": shown_code(secret)})

    assert answer.location == "/login"


def test_a_stranger_has_no_second_step(app: Flask) -> None:
    assert app.test_client().get("/login/second").location == "/login"


def test_codes_are_not_guessed(app: Flask, sacha: int) -> None:
    _browser, secret = enrol(app, SACHA)
    with clock.fixed(LATER):
        browser = app.test_client()
        enter(browser, SACHA)
        answers = [
            browser.post("/login/second", data={"code": f"{number:06}"}).status_code
            for number in range(SECOND.tries)
        ]

        during = browser.post("/login/second", data={"code": shown_code(secret)})

    assert answers == [422] * SECOND.tries
    assert during.status_code == 429


def test_a_code_on_paper_opens_once(app: Flask, sacha: int) -> None:
    browser, _secret = enrol(app, SACHA)
    code = CODE.findall(browser.get("/account/codes").text)[0]

    answers = []
    for _ in range(2):
        lost = app.test_client()
        enter(lost, SACHA)
        answers.append(lost.post("/login/second", data={"code": code.upper()}).status_code)

    assert answers == [303, 422]
    assert "Il vous reste 9 codes" in browser.get("/account").text


def test_a_key_that_is_gone_is_said(app: Flask, sacha: int) -> None:
    enrol(app, SACHA)
    with app.app_context():
        db.session.get_one(Member, sacha).totp = "scellé ailleurs"
        db.session.commit()
    browser = app.test_client()
    enter(browser, SACHA)

    answer = browser.post("/login/second", data={"code": "123456"})

    assert answer.status_code == 422
    assert "a changé" in answer.text


# A device one owns


def test_a_device_one_owns_is_not_asked_for_thirty_days(app: Flask, sacha: int) -> None:
    browser, _secret = enrol(app, SACHA, is_own=True)
    browser.post("/logout")

    with clock.fixed(NOW + timedelta(days=29)):
        assert enter(browser, SACHA).location == "/"
    with clock.fixed(NOW + timedelta(days=30, seconds=1)):
        assert enter(browser, SACHA).location.startswith("/login/second")


def test_a_device_is_its_owners_alone(app: Flask, cast: Cast, sacha: int) -> None:
    browser, _secret = enrol(app, SACHA, is_own=True)
    cast.actor("zoe", Role.APPROVER, College.BOARD)
    enrol(app, "zoe@exemple.org")

    assert enter(browser, "zoe@exemple.org").location.startswith("/login/second")


def test_a_device_is_ended_at_will(app: Flask, sacha: int) -> None:
    browser, _secret = enrol(app, SACHA, is_own=True)
    with app.app_context():
        device = db.session.scalar(select(Device.id))

    browser.post(f"/account/devices/{device}/end")

    assert enter(browser, SACHA).location.startswith("/login/second")


def test_the_cookie_of_a_device_is_for_the_server_alone(app: Flask, sacha: int) -> None:
    browser, _secret = enrol(app, SACHA, is_own=True)

    cookie = browser.get_cookie("voix-device")

    assert cookie.http_only
    assert cookie.same_site == "Lax"


def test_a_storm_does_not_keep_the_owner_of_a_known_device_out(app: Flask, sacha: int) -> None:
    browser, _secret = enrol(app, SACHA, is_own=True)
    for _ in range(ACCOUNT.tries + 1):
        enter(app.test_client(), SACHA, "au hasard")

    assert enter(app.test_client(), SACHA).status_code == 429
    assert enter(browser, SACHA).location == "/"


# From one's account

PROVEN = {"password": PASSPHRASE}


@pytest.mark.parametrize("gesture", ["factor/new", "factor/drop", "codes/new"])
@pytest.mark.parametrize("typed", [{}, {"password": "au hasard"}])
def test_a_session_left_open_shuts_nobody_out(
    app: Flask, sacha: int, gesture: str, typed: dict[str, str]
) -> None:
    browser, _secret = enrol(app, SACHA)
    old = CODE.findall(browser.get("/account/codes").text)
    browser.post("/account/codes", data={})

    answer = browser.post(f"/account/{gesture}", data=typed, follow_redirects=True)

    assert "Votre phrase de passe actuelle n’est pas celle-là." in answer.text
    assert browser.get("/account/factor").status_code == 303
    lost = app.test_client()
    enter(lost, SACHA)
    assert lost.post("/login/second", data={"code": old[0]}).status_code == 303


def test_an_author_may_set_one_up_and_do_without_again(app: Flask, cast: Cast) -> None:
    browser = cast.browser("ines", Role.AUTHOR)
    browser.post("/account/factor/new", data=PROVEN)
    secret = SECRET.search(browser.get("/account/factor").text)[1].replace(" ", "")

    done = browser.post("/account/factor", data={"code": shown_code(secret)})

    assert done.location == "/account/codes"
    assert enter(app.test_client()).location.startswith("/login/second")
    browser.post("/account/factor/drop", data=PROVEN)
    assert enter(app.test_client()).location == "/"


def test_an_approver_does_not_do_without(app: Flask, sacha: int) -> None:
    browser, _secret = enrol(app, SACHA)

    answer = browser.post("/account/factor/drop", data=PROVEN, follow_redirects=True)

    assert "demande un second facteur" in answer.text
    with app.app_context():
        assert db.session.get_one(Member, sacha).totp


def test_the_old_telephone_holds_until_the_new_one_answers(app: Flask, sacha: int) -> None:
    browser, secret = enrol(app, SACHA)
    browser.post("/account/factor/new", data=PROVEN)

    browser.post("/account/factor", data={"code": "000000"})

    with clock.fixed(LATER):
        other = app.test_client()
        enter(other, SACHA)
        assert other.post("/login/second", data={"code": shown_code(secret)}).status_code == 303


def test_new_codes_void_the_old(app: Flask, sacha: int) -> None:
    browser, _secret = enrol(app, SACHA)
    old = CODE.findall(browser.get("/account/codes").text)

    browser.post("/account/codes/new", data=PROVEN)

    new = CODE.findall(browser.get("/account/codes").text)
    assert not set(old) & set(new)
    lost = app.test_client()
    enter(lost, SACHA)
    assert lost.post("/login/second", data={"code": old[0]}).status_code == 422
    assert lost.post("/login/second", data={"code": new[0]}).status_code == 303
