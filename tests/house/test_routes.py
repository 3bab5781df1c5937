"""Every route there is, asked as each kind of person: new rooms are covered by themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from comms.core import options
from comms.core.db import db
from comms.core.rights import Right, Role, rights_of
from comms.core.web import PUBLIC
from comms.factory import House
from tests.cast import Cast

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
EVERYBODY = ("stranger", *Role)
NOWHERE = {"int": 987654321, "float": 9.5, "path": "nulle/part", "uuid": "0" * 32}

MANY = 150  # routes: a walk through fewer would be no walk


@dataclass(frozen=True)
class Way:
    """One address of the house, filled with a number nothing has, and one method it takes."""

    endpoint: str
    path: str
    method: str
    is_filled: bool
    right: Right | None

    def __str__(self) -> str:
        return f"{self.method} {self.path} ({self.endpoint})"


def _fill(app: Flask, rule: Rule) -> str:
    values = {}
    for name, converter in rule._converters.items():
        kind = next(
            key for key, value in app.url_map.converters.items() if value is type(converter)
        )
        values[name] = NOWHERE.get(kind, getattr(converter, "regex", "") and "nulle-part")
    built = rule.build(values, append_unknown=False)
    assert built, rule
    return built[1]


def _ways(app: Flask) -> Iterator[Way]:
    for rule in app.url_map.iter_rules():
        right = getattr(app.view_functions[rule.endpoint], "needed_right", None)
        for method in sorted((rule.methods or set()) & set(METHODS)):
            yield Way(rule.endpoint, _fill(app, rule), method, bool(rule.arguments), right)


def _guarded(app: Flask) -> list[Way]:
    return [way for way in _ways(app) if way.endpoint not in PUBLIC]


@pytest.fixture
def house(app: House) -> House:
    """Return the application as people meet it: what breaks is a 500, not an exception."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.open_pages()
    assert len(list(app.url_map.iter_rules())) > MANY
    return app


def _ask(browser: FlaskClient, way: Way) -> int:
    return browser.open(way.path, method=way.method).status_code


def test_every_route_names_its_right_or_is_on_the_list(house: House) -> None:
    assert [str(way) for way in _guarded(house) if way.right is None] == []


@pytest.mark.anywhere
def test_a_route_that_names_no_right_answers_nobody(house: House, cast: Cast) -> None:
    house.add_url_rule("/oubliee", "forgotten", lambda: "secret", methods=["GET", "POST"])

    people = [house.test_client(), cast.browser("ada", Role.ADMIN)]

    answers = [(person.get("/oubliee"), person.post("/oubliee")) for person in people]
    assert {each.status_code for pair in answers for each in pair} == {404}


@pytest.mark.anywhere
def test_a_stranger_is_led_to_the_door(house: House) -> None:
    stranger = house.test_client()
    strange = []

    for way in _guarded(house):
        answer = stranger.open(way.path, method=way.method)
        led = answer.status_code == 303 and answer.location.startswith("/login")
        if not (led if way.method == "GET" else answer.status_code == 401):
            strange.append(f"{way}: {answer.status_code}")

    assert strange == []


def test_a_stranger_breaks_no_public_page(house: House) -> None:
    stranger = house.test_client()

    broken = [
        f"{way}: {status}"
        for way in _ways(house)
        if way.endpoint in PUBLIC and (status := _ask(stranger, way)) >= 500
    ]

    assert broken in ([], ["GET /healthz (desk.health): 503"])  # no job ever ran here


@pytest.mark.anywhere
@pytest.mark.parametrize("role", list(Role))
def test_a_role_without_the_right_is_told_so(house: House, cast: Cast, role: Role) -> None:
    browser = cast.browser("qui", role)

    wrong = [
        f"{way}: {status}"
        for way in _guarded(house)
        if way.right not in rights_of(role) and (status := _ask(browser, way)) != 403
    ]

    assert wrong == []


@pytest.mark.parametrize("role", list(Role))
def test_what_does_not_exist_is_not_found(house: House, cast: Cast, role: Role) -> None:
    browser = cast.browser("qui", role)

    wrong = [
        f"{way}: {status}"
        for way in _guarded(house)
        if way.is_filled and way.right in rights_of(role) and (status := _ask(browser, way)) != 404
    ]

    assert wrong == []


@pytest.mark.parametrize("role", list(Role))
def test_an_empty_form_breaks_nothing(house: House, cast: Cast, role: Role) -> None:
    broken = [
        f"{way}: {status}"
        for way in _guarded(house)
        if not way.is_filled
        and way.right in rights_of(role)
        and (status := _ask(cast.browser("qui", role), way)) not in {200, 204, 303, 400, 404, 422}
    ]

    assert broken == []


@pytest.mark.anywhere
@pytest.mark.parametrize("turn", range(len(EVERYBODY)), ids=EVERYBODY)
def test_an_address_takes_no_other_method(house: House, cast: Cast, turn: int) -> None:
    """Everybody knocks at each address in one wrong way; together they try all ways at each."""
    who = EVERYBODY[turn]
    browser = house.test_client() if who == "stranger" else cast.browser("qui", Role(who))
    map_of_all = house.url_map.bind("localhost")
    wrong = []

    for path in sorted({way.path for way in _ways(house)}):
        others = [each for each in METHODS if each not in map_of_all.allowed_methods(path)]
        assert len(others) < len(EVERYBODY)
        method = others[turn % len(others)]
        if (status := browser.open(path, method=method).status_code) != 405:
            wrong.append(f"{method} {path}: {status}")

    assert wrong == []


def test_the_tests_notice_a_page_that_writes(app: Flask, cast: Cast) -> None:
    def forgetful() -> str:
        options.put("association", f"écrit par {request.method}")
        db.session.flush()
        return "vu"

    forgetful.needed_right = Right.BELONG  # type: ignore[attr-defined]  # functions take attributes
    app.add_url_rule("/passant", "forgetful", forgetful, methods=["GET", "POST"])
    browser = cast.browser("ines")

    assert browser.post("/passant").status_code == 200
    with pytest.raises(AssertionError, match="GET /passant writes"):
        browser.get("/passant")
