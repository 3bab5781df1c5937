"""Places told beside people: a telephone, a hook; once a story, and no key of theirs is shown."""

import socket
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network

import pytest
from sqlalchemy import select

from comms.adapters import places
from comms.adapters.http import HttpTrouble, Policy
from comms.adapters.mail import MailTrouble, Message
from comms.adapters.places import Herald
from comms.core import clock
from comms.core.db import db
from comms.core.rights import Role
from comms.core.ways import Way
from comms.monitoring.alerts.models import Guest, GuestMail
from comms.monitoring.alerts.service.carrying_outside import carry_due, tell_places
from comms.monitoring.watches.models import Watch
from tests.conftest import NOW
from tests.monitoring.articles import arrives, watch
from tests.peers.waiting import free_port
from tests.peers.web import serving

OWN = (ip_network("127.0.0.0/8"),)
NOTE = "Calais : une nuit de plus"


@pytest.fixture
def settings(settings):
    return replace(settings, allow_nets=OWN)


@pytest.fixture
def web():
    with serving() as web:
        web.page("/hook", b"{}")
        yield web


@pytest.fixture
def sylvie(app, cast):
    cast.actor("sylvie", Role.ADMIN)
    with app.app_context():
        watch("Notre nom", "HRO")
    return cast.browser("sylvie")


def add(browser, address: str, **more: object):
    form = {"address": address, "watch": 1, "pace": "once", "lang": "fr"} | more
    return browser.post("/alerts/places", data=form, follow_redirects=True)


def hook(web) -> str:
    return f"json://clef:secret@127.0.0.1:{web.port}/hook"


def carry(app, minutes: float = 1) -> int:
    with app.app_context(), clock.fixed(NOW + timedelta(minutes=minutes)):
        return carry_due() + tell_places()


def told(web) -> list[str]:
    return [each.body.decode("unicode_escape") for each in web.asked]


def states(app) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(GuestMail.state).order_by(GuestMail.id)))


def test_a_place_gets_a_first_word_then_each_story_once(app, sylvie, web) -> None:
    assert "un premier mot part" in add(sylvie, hook(web)).text
    assert carry(app) == 1
    with app.app_context():
        arrives("HRO à Calais")
    assert carry(app, 2) == 1
    assert carry(app, 3) == 0

    first, second = map(bytes.decode, (each.body for each in web.asked))
    assert "Notre nom" in first
    assert "HRO" in second
    assert "127.0.0.1:5000" not in second  # no way into the house


def test_its_key_is_sealed_and_shown_to_nobody(app, sylvie, web) -> None:
    page = add(sylvie, hook(web)).text

    assert "json · 127.0.0.1" in page
    assert "secret" not in page.partition('id="places"')[2]
    with app.app_context():
        place = db.session.scalars(select(Guest)).one()
        assert "secret" not in place.target + place.address


def test_only_who_keeps_the_settings_adds_one(app, cast, sylvie, web) -> None:
    lea = cast.browser("lea", Role.APPROVER)

    assert add(lea, hook(web)).status_code == 403
    assert states(app) == []


def test_of_a_sensitive_watch_a_place_hears_the_number_alone(app, sylvie, web) -> None:
    with app.app_context():
        db.session.get_one(Watch, 1).is_sensitive = True
        db.session.commit()
    add(sylvie, hook(web))
    with app.app_context():
        arrives("HRO à Calais")
    carry(app)

    said = "".join(told(web))
    assert "1 retombée d" in said
    assert "Calais" not in said
    assert "Notre nom" not in said


def test_what_may_have_been_read_asks_a_person(app, sylvie, web) -> None:
    web.page("/hook", b"", 500)
    add(sylvie, hook(web))

    assert carry(app) == 0
    assert states(app) == [Way.DOUBTFUL]
    assert "json · 127.0.0.1" in sylvie.get("/").text


def test_a_place_that_does_not_answer_is_called_again(app, sylvie) -> None:
    add(sylvie, f"json://127.0.0.1:{free_port()}/hook")

    assert carry(app) == 0
    assert states(app) == [Way.DUE]


def test_a_place_let_go_is_told_nothing_more(app, sylvie, web) -> None:
    add(sylvie, hook(web))
    carry(app)
    sylvie.post("/alerts/guests/1/end")
    with app.app_context():
        arrives("HRO à Calais")
        assert db.session.get_one(Guest, 1).target == ""

    assert carry(app, 2) == 0
    assert len(web.asked) == 1


def test_twice_the_same_place_and_what_is_none_are_refused(sylvie, web) -> None:
    add(sylvie, hook(web))

    assert "reçoit déjà" in add(sylvie, hook(web)).text
    assert "pas de celles que nous savons" in add(sylvie, "file:///etc/passwd").text


@pytest.mark.parametrize(
    "written",
    [
        "file:///tmp/x",
        "mailto://a:b@c.org",
        "syslog://",
        "ntfy://sujet",
        "json://",
        "discord://123456789/abcdefghijk?%74emplate=http://127.0.0.1/",
        "json://exemple.org/hook?Retry=9&wait=600",
        "?",
        "n" * 3000,
    ],
)
def test_an_address_is_of_a_network_we_know(written: str) -> None:
    with pytest.raises(HttpTrouble):
        places.read(written)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("json://127.0.0.1:{port}/hook", "/hook"),
        ("ntfy://127.0.0.1:{port}/sujet", "/"),
        ("gotify://127.0.0.1:{port}/AbCdEf123456789", "/message"),
        ("signal://127.0.0.1:{port}/+33612345678/+33612345679", "/v2/send"),
    ],
)
def test_the_networks_get_the_words(web, written: str, path: str) -> None:
    web.page(path, b"{}")

    Herald(Policy(OWN)).carry(Message(written.format(port=web.port), NOTE, "deux lignes"))

    assert len(web.asked) == 1
    assert "deux lignes" in web.asked[0].body.decode()


def test_a_title_calls_nobody_in_a_room_and_hides_no_link(web) -> None:
    web.page("/", b"{}")
    said = "@everyone <!channel> [La Voix](https://ailleurs.example) https://m.example/@nour"

    Herald(Policy(OWN)).carry(Message(f"ntfy://127.0.0.1:{web.port}/sujet", said, said))

    body = web.asked[0].body.decode("unicode_escape")
    assert not any(each in body for each in ("@everyone", "<!", "]("))
    assert "https://m.example/@nour" in body


def test_a_name_that_is_none_is_not_called() -> None:
    with pytest.raises(MailTrouble) as refused:
        Herald(Policy(OWN)).carry(Message(f"json://{'a' * 70}.exemple.org/hook", NOTE, "x"))

    assert refused.value.was_refused


def test_no_place_on_a_private_network_is_called(web) -> None:
    with pytest.raises(MailTrouble) as refused:
        Herald(Policy()).carry(Message(f"json://127.0.0.1:{web.port}/hook", NOTE, "x"))

    assert refused.value.was_refused
    assert web.asked == []


def test_a_name_that_leads_inside_once_it_was_looked_at_is_not_told(web, monkeypatch) -> None:
    asked, names = [], socket.getaddrinfo
    hook, where = f"json://deux.exemple.org:{web.port}/hook", ("127.0.0.2", web.port)

    def two_faced(host, *more, **kinds):
        asked.append(host)
        return names(where[0] if len(asked) < 3 else "127.0.0.1", *more, **kinds)

    monkeypatch.setattr(socket, "getaddrinfo", two_faced)
    with socket.create_server(where), pytest.raises(MailTrouble):
        Herald(Policy((ip_network("127.0.0.2/32"),))).carry(Message(hook, NOTE, "x"))

    assert len(asked) > 2
    assert web.asked == []


def test_where_another_address_leads_is_not_followed(web) -> None:
    web.redirect("/hook", web.page("/there", b"{}"), 307)

    with pytest.raises(MailTrouble):
        Herald(Policy(OWN)).carry(Message(f"json://127.0.0.1:{web.port}/hook", NOTE, "x"))

    assert web.paths() == ["/hook"]
