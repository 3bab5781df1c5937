"""What every answer keeps to: the token of a form, where it comes from, what browsers are told."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from comms.core.rights import Role
from comms.core.settings import Settings
from comms.factory import make_app
from tests.cast import Cast

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SIGN_OUT = "/logout"


@pytest.fixture
def strict(app: Flask) -> Flask:
    """Return the application with its forms guarded, as people meet it."""
    app.config["WTF_CSRF_ENABLED"] = True
    return app


def _token(browser: FlaskClient) -> str:
    found = TOKEN.search(browser.get("/account").text)
    assert found
    return found[1]


def test_a_form_without_its_token_changes_nothing_and_loses_nothing(
    strict: Flask, cast: Cast
) -> None:
    browser = cast.browser("ines")

    form = {"name": "Inès Longuement", "password": "marée", "at_zone": "Europe/Oslo"}
    answer = browser.post("/account", data=form)

    assert answer.status_code == 400
    assert "ouverte depuis trop longtemps" in answer.text
    assert "Inès Longuement" in answer.text
    assert "marée" not in answer.text
    assert "Oslo" not in answer.text


def test_a_form_with_its_token_is_taken(strict: Flask, cast: Cast) -> None:
    browser = cast.browser("ines")

    answer = browser.post(
        "/account", data={"name": "Inès", "lang": "fr", "csrf_token": _token(browser)}
    )

    assert answer.status_code == 303


def test_the_token_of_another_browser_is_none(strict: Flask, cast: Cast) -> None:
    ines, sacha = cast.browser("ines"), cast.browser("sacha")

    answer = ines.post(SIGN_OUT, data={"csrf_token": _token(sacha)})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "http://127.0.0.1:5000"}, 303),
        ({"Origin": "https://localhost"}, 403),
        ({"Origin": "http://localhost:8000"}, 403),
        ({"Origin": "http://localhost.exemple.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
    ],
)
def test_a_form_comes_from_our_own_pages(cast: Cast, headers: dict[str, str], status: int) -> None:
    assert cast.browser("ines").post(SIGN_OUT, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("origin", "status"), [("https://presse.exemple.org", 422), ("http://presse.exemple.org", 403)]
)
def test_a_house_with_https_takes_no_form_from_a_page_without(
    settings: Settings, origin: str, status: int
) -> None:
    secure = make_app(replace(settings, public_url="https://presse.exemple.org"))
    secure.config.update(TESTING=True, WTF_CSRF_ENABLED=False)

    answer = secure.test_client().post(
        "/login", headers={"Origin": origin, "Host": "presse.exemple.org"}
    )

    assert answer.status_code == status


def test_a_page_tells_browsers_to_run_and_frame_nothing_foreign(cast: Cast) -> None:
    headers = cast.browser("ines").get("/").headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/account", "/login", "/nulle-part"])
def test_no_page_stays_in_a_browser(cast: Cast, path: str) -> None:
    assert cast.browser("ines").get(path).headers["Cache-Control"] == "no-store"


def test_a_style_with_its_version_may_stay(app: Flask) -> None:
    answer = app.test_client().get("/static/css/tokens.css?v=1")

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in answer.headers


def test_a_script_another_one_imports_is_asked_for_anew_and_found_the_same(app: Flask) -> None:
    client = app.test_client()
    first = client.get("/static/js/editor.js")

    again = client.get("/static/js/editor.js", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "no-cache"
    assert again.status_code == 304


@pytest.mark.parametrize("host", ["exemple.org", "localhost.exemple.org", "10.0.0.1"])
def test_a_host_we_are_not_gets_nothing(app: Flask, host: str) -> None:
    answer = app.test_client().get("/login", base_url=f"http://{host}")

    assert answer.status_code == 400
    assert host not in answer.text


@pytest.mark.parametrize(("lang", "sentence"), [("fr", "caractère nul"), ("en", "null character")])
def test_a_nul_is_refused_in_the_readers_language_and_the_text_is_kept(
    cast: Cast, lang: str, sentence: str
) -> None:
    browser = cast.browser("ines")
    browser.post("/account", data={"name": "Inès", "lang": lang})

    answer = browser.post("/account", data={"name": "In\0ès la longue", "lang": lang})

    assert answer.status_code == 400
    assert "Inès la longue" in answer.text
    if lang == "fr":  # English is said once its catalogue is complete
        assert sentence in answer.text


def test_a_nul_in_an_address_is_refused(cast: Cast) -> None:
    assert cast.browser("ines").get("/search?q=%00").status_code == 400


def test_what_a_signed_out_person_sends_is_shown_back(app: Flask) -> None:
    answer = app.test_client().post("/account", data={"name": "tapé longtemps"})

    assert answer.status_code == 401
    assert "tapé longtemps" in answer.text


def test_a_script_of_a_signed_out_person_is_told_where_to_go(app: Flask) -> None:
    answer = app.test_client().get("/account", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/login")


def test_cookies_never_travel_in_clear_where_people_come_by_https(tmp_path: Path) -> None:
    settings = Settings(
        folder=tmp_path, database_url="sqlite://", public_url="https://presse.exemple.org"
    )

    answer = (
        make_app(settings).test_client().get("/language/en", base_url="https://presse.exemple.org")
    )

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-voix=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_a_role_below_is_told_so_in_its_own_frame(cast: Cast) -> None:
    answer = cast.browser("lea", Role.GUEST).get("/settings/members")

    assert answer.status_code == 403
    assert "Lea" in answer.text
    assert "Votre rôle" in answer.text


@pytest.mark.parametrize("number", [2**31, 2**63, 10**29])
def test_a_number_no_row_can_have_is_no_page(cast: Cast, number: int) -> None:
    answer = cast.browser("ines").get(f"/review/{number}")

    assert answer.status_code == 404
