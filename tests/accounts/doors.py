"""What the tests of the doors have in common: how one comes in."""

import re
from datetime import timedelta

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from comms.core import clock
from tests.cast import PASSPHRASE

SECRET = re.compile(r'class="secret" translate="no">([A-Z2-7 ]+)<')
CODE = re.compile(r"<li>([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</li>")


def enter(
    browser: FlaskClient,
    email: str = "ines@exemple.org",
    passphrase: str = PASSPHRASE,
    query: str = "",
) -> TestResponse:
    """Send the form of the door."""
    return browser.post(f"/login{query}", data={"email": email, "passphrase": passphrase})


def shown_code(secret: str, steps: int = 0) -> str:
    """Return what a telephone shows now, or some steps of 30 seconds from now."""
    return pyotp.TOTP(secret).at(clock.now() + timedelta(seconds=30 * steps))


def enrol(app: Flask, email: str, *, is_own: bool = False) -> tuple[FlaskClient, str]:
    """Sign in for the first time, set the second factor up; return the browser and the secret."""
    browser = app.test_client()
    enter(browser, email)
    found = SECRET.search(browser.get("/login/second").text)
    assert found
    secret = found[1].replace(" ", "")
    form = {"code": shown_code(secret)} | ({"own": "on"} if is_own else {})
    browser.post("/login/second", data=form)
    return browser, secret
