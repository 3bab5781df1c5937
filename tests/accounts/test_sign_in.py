"""Signing in and out."""

from flask import Flask

from comms.core.rights import Role
from tests.cast import PASSPHRASE, Cast


def test_a_member_is_signed_in_in_their_browser(cast: Cast) -> None:
    page = cast.browser("ines").get("/")

    assert page.status_code == 200
    assert "Ines" in page.text


def test_the_right_pass_phrase_lets_in(app: Flask, cast: Cast) -> None:
    cast.actor("ines", Role.AUTHOR)
    browser = app.test_client()

    answer = browser.post("/login", data={"email": "Ines@Exemple.org", "passphrase": PASSPHRASE})

    assert (answer.status_code, answer.location) == (303, "/")
    assert browser.get("/").status_code == 200


def test_a_wrong_pass_phrase_does_not(app: Flask, cast: Cast) -> None:
    cast.actor("ines", Role.AUTHOR)
    browser = app.test_client()

    answer = browser.post("/login", data={"email": "ines@exemple.org", "passphrase": "perdue"})

    assert answer.status_code == 422
    assert "ne vont pas ensemble" in answer.text
    assert browser.get("/").status_code == 303
