"""People without an account: asked first, told once a story, left alone at a word."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from comms.core import clock, outward
from comms.core.db import db
from comms.core.events import HouseRestored, announce
from comms.core.register import No, Register
from comms.core.rights import College, Role
from comms.core.ways import Way
from comms.monitoring.alerts.models import Guest, GuestAlert, GuestMail
from comms.monitoring.alerts.service.carrying_outside import carry_due
from comms.monitoring.alerts.service.guests import confirm
from comms.monitoring.alerts.service.queuing import promise
from comms.monitoring.sources.models import Outage
from comms.monitoring.watches import service as watches
from comms.monitoring.watches.models import Watch
from tests.conftest import NOW, posted
from tests.monitoring import said as sources
from tests.monitoring.articles import arrives, stored, tell, watch

ADA = "ada@partenaire.example"


@pytest.fixture
def settings(settings, box):
    return posted(settings, box)


@pytest.fixture
def lea(app, cast, box):
    cast.actor("lea", Role.APPROVER, College.STAFF)
    with app.app_context():
        watch("Notre nom", "HRO")
    return cast.browser("lea")


def ask(browser, **more: object):
    form = {"address": ADA, "watch": 1, "pace": "once", "lang": "fr"} | more
    return browser.post("/alerts/guests", data=form, follow_redirects=True)


def carry(app, minutes: float = 1) -> int:
    with app.app_context(), clock.fixed(NOW + timedelta(minutes=minutes)):
        return carry_due()


def link(box) -> str:
    text = box.to(ADA)[0].mail.get_body(("plain",)).get_content()
    found = re.search(r"http://127.0.0.1:5000(/alerts/guest/[\w-]+)", text)
    assert found
    return found[1]


def texts(box) -> list[str]:
    return [each.mail.get_body(("plain",)).get_content() for each in box.to(ADA)]


def test_nothing_leaves_before_their_own_yes_and_nothing_after_their_no(app, lea, box) -> None:
    ask(lea)
    with app.app_context():
        arrives("HRO 1")
    assert (carry(app), len(box.to(ADA))) == (1, 1)
    where, stranger = link(box), app.test_client()

    assert "Sans votre oui" in stranger.get(where).text
    with app.app_context():
        arrives("HRO 2")
    assert carry(app, 2) == 0
    assert stranger.post(where).status_code == 200
    with app.app_context():
        arrives("HRO 3", "Selon HRO, rien.", link="https://jour.example/3")
    assert carry(app, 3) == 1
    assert "https://jour.example/3" in texts(box)[1]
    assert "/mentions/" not in texts(box)[1]
    with app.app_context():
        arrives("HRO 4")
    assert stranger.post(where, data={"no": "1"}).status_code == 200
    assert carry(app, 4) == 0
    assert stranger.get(where).status_code == 422
    assert "ne veut plus rien" in ask(lea).text


def test_a_story_is_told_once_and_a_poll_is_one_mail(app, lea, box) -> None:
    ask(lea)
    carry(app)
    app.test_client().post(link(box))
    with app.app_context():
        tell(*[stored(f"HRO {number}") for number in range(5)])
        tell(stored("HRO encore"))

    assert (carry(app, 2), carry(app, 3), len(box.to(ADA))) == (1, 0, 2)
    with app.app_context():
        assert len(db.session.scalars(select(GuestAlert)).all()) == 6


def test_a_story_that_two_watches_caught_is_told_once_to_one_address(app, lea, box) -> None:
    with app.app_context():
        other = watch("Ville", "Calais").id
    for number in (1, other):
        ask(lea, watch=number)
    with app.app_context():
        for guest in db.session.scalars(select(Guest)):
            confirm(guest)
        db.session.commit()
        arrives("HRO à Calais")
        arrives("Calais")

        assert len(db.session.scalars(select(GuestAlert)).all()) == 2


def test_a_guest_has_hours_of_their_own(app, lea, box) -> None:
    ask(lea)
    carry(app)
    app.test_client().post(link(box))
    hours = {"hour": "8", "quiet_from": "8", "quiet_to": "12", "zone": "UTC"}

    assert lea.post("/alerts/guests/1/hours", data={**hours, "quiet_to": "8"}).status_code == 422
    assert lea.post("/alerts/guests/1/hours", data=hours).status_code == 303
    with app.app_context():
        arrives("HRO dans le silence")

    assert (carry(app, 170), carry(app, 181)) == (0, 1)


def test_their_hours_stand_on_a_page_of_their_own_with_what_was_said(app, lea) -> None:
    ask(lea)
    assert 'href="/alerts/guests/1/hours"' in lea.get("/alerts").text

    kept = lea.post("/alerts/guests/1/hours", data={"hour": "11", "zone": "Asia/Kabul"})
    refused = lea.post("/alerts/guests/1/hours", data={"hour": "99", "zone": "Asia/Tokyo"})

    assert kept.location == "/alerts#guest-1"
    shown = lea.get("/alerts/guests/1/hours").text
    assert ADA in shown
    assert 'value="11"' in shown
    assert 'value="Asia/Kabul"' in shown
    assert "Par exemple de 22 à 7" in shown
    assert refused.status_code == 422
    assert "de 0 à 23" in refused.text
    assert 'value="Asia/Tokyo"' in refused.text


def test_each_guest_adds_little_to_the_page(app, lea) -> None:
    weighed = []
    for many in (20, 40):
        with app.app_context():
            db.session.add_all(_guest(f"{many}-{number}") for number in range(20))
            db.session.commit()
        page = lea.get("/alerts")
        assert page.text.count("@e.org</strong>") == many
        weighed.append(len(page.data))

    assert (weighed[1] - weighed[0]) / 20 < 900  # bytes: with its hours it would be 2600


def _guest(name: str) -> Guest:
    return Guest(
        watch_id=1, address=f"{name}@e.org", address_key=name, lang="fr", pace="daily",
        secret=name, sealed="", made_at=NOW, confirmed_at=NOW,
    )  # fmt: skip


def test_an_empty_digest_says_what_was_watched_and_names_no_search(app, lea, box) -> None:
    ask(lea, pace="daily")
    carry(app)
    app.test_client().post(link(box))
    lea.post("/alerts/guests/1/hours", data={"hour": "8", "even_empty": "1"})
    with app.app_context():
        silent = {"last_ok": NOW - timedelta(days=9)}
        sources.source("https://jour.example/rss", title="Le Jour", **silent)
        sources.source("https://news.google.com/rss/search?q=Amina", title="Amina", **silent)
        sources.source("https://abonnes.example/rss?key=7f3a", **silent)

        begun = [promise(), promise()]
        db.session.commit()

    assert (begun, carry(app, 24 * 60)) == ([1, 0], 1)
    assert "Rien n’a été attrapé." in texts(box)[1]
    assert "Le Jour" in texts(box)[1]
    assert "1 recherche n’a pas été lue." in texts(box)[1].replace("\xa0", " ")
    assert "Amina" not in texts(box)[1]
    assert ("abonnes.example" in texts(box)[1], "7f3a" in texts(box)[1]) == (True, False)


def test_an_outage_that_is_over_is_told_and_one_of_a_search_is_counted(app, lea, box) -> None:
    ask(lea, pace="daily")
    carry(app)
    app.test_client().post(link(box))
    lea.post("/alerts/guests/1/hours", data={"hour": "8", "even_empty": "1"})
    with app.app_context():
        well = {"last_ok": NOW, "last_new": NOW}
        days = {"since": NOW - timedelta(days=3), "until": NOW, "kind": "http.too_slow"}
        for url in ("https://jour.example/rss", "https://news.google.com/rss/search?q=Amina"):
            made = sources.source(url, title="Amina" if "Amina" in url else "Le Jour", **well)
            db.session.add(Outage(source_id=made, **days))
        promise()
        db.session.commit()

    carry(app, 24 * 60)

    text = texts(box)[1].replace("\xa0", " ")
    assert "Le Jour : non lu du 9 au 12 mars (site sans réponse)." in text
    assert "1 recherche n’a pas été lue." in text
    assert "Amina" not in text


def test_their_address_goes_with_their_no(app, lea, box) -> None:
    ask(lea)
    carry(app)
    app.test_client().post(link(box), data={"no": "1"})

    with app.app_context():
        guest = db.session.scalars(select(Guest)).one()
        assert (guest.address, guest.sealed) == ("", "")
        assert ADA not in guest.address_key


def test_a_sensitive_watch_is_named_nowhere_in_their_mail(app, cast, lea, box) -> None:
    actor = cast.actor("lea")
    with app.app_context():
        secret = db.session.get_one(Watch, 1)
        watches.tell(secret, [actor.id], actor=actor)
        watches.keep_quiet(secret, is_sensitive=True, actor=actor)
        db.session.commit()
    ask(lea)
    carry(app)
    app.test_client().post(link(box))
    with app.app_context():
        arrives("HRO secret")
    carry(app, 2)

    assert "Notre nom" not in "".join(texts(box))
    assert "secret" not in texts(box)[1]


def test_who_was_asked_is_not_asked_twice_nor_at_no_address(app, lea, box) -> None:
    ask(lea)

    assert "reçoit déjà" in ask(lea, address="ADA@partenaire.example").text
    assert "nom@exemple.org" in ask(lea, address="ada").text
    with app.app_context():
        assert len(db.session.scalars(select(GuestMail)).all()) == 1


def test_who_asked_may_take_it_back_and_ask_again(app, lea, box) -> None:
    ask(lea)

    assert lea.post("/alerts/guests/1/end").status_code == 303
    assert lea.get("/alerts/guests/1/hours").status_code == 404
    assert carry(app) == 0
    assert "La question est partie" in ask(lea).text


def test_what_is_in_doubt_waits_for_a_person(app, lea, box) -> None:
    ask(lea)
    with app.app_context():
        assert outward.claim(GuestMail, 1, NOW)
    assert carry(app, 60) == 0

    assert "sans compte" in lea.get("/").text
    assert lea.post("/alerts/guest-mails/1/resolve", data={"answer": "x"}).status_code == 303
    assert lea.post("/alerts/guest-mails/1/resolve", data={"answer": "there"}).status_code == 303
    with app.app_context():
        assert db.session.get_one(GuestMail, 1).state == Way.SENT


def test_what_their_server_refuses_asks_a_person_until_they_are_let_go(app, lea, box) -> None:
    box.refuses[ADA] = "550 no such mailbox"
    ask(lea)
    assert carry(app) == 0
    assert "Le serveur de courrier l’a refusé" in lea.get("/").text

    lea.post("/alerts/guest-mails/1/resolve", data={"answer": "again"})
    assert carry(app, 2) == 0
    assert "Le serveur de courrier l’a refusé" in lea.get("/").text
    lea.post("/alerts/guests/1/end")

    assert "Le serveur de courrier l’a refusé" not in lea.get("/").text


def test_only_who_may_send_asks(app, cast, lea) -> None:
    cast.actor("ines", Role.AUTHOR)
    ines = cast.browser("ines")

    assert ines.post("/alerts/guests", data={"address": ADA}).status_code == 403
    assert "Personnes sans compte" not in ines.get("/alerts").text
    assert "Personnes sans compte" in lea.get("/alerts").text
    assert ines.get("/alerts/guests/1/hours").status_code == 403
    assert app.test_client().get("/alerts/guests/1/hours").status_code == 303
    for number in (1, 99):  # nobody is asked yet
        assert lea.get(f"/alerts/guests/{number}/hours").status_code == 404
    assert lea.delete("/alerts/guests/1/hours").status_code == 405
    assert lea.post("/alerts/guests/99/end").status_code == 404
    assert ask(lea, watch=99).status_code == 404
    assert lea.get("/alerts/guests/1/end").status_code == 405
    assert app.test_client().get("/alerts/guest/x").status_code == 422


def test_who_said_no_is_not_asked_again_by_ending_them_once_more(app, lea, box):
    ask(lea)
    carry(app)
    app.test_client().post(link(box), data={"no": "1"})

    lea.post("/alerts/guests/1/end")
    answer = ask(lea)

    assert "ne veut plus rien recevoir" in answer.text
    with app.app_context():
        assert len(db.session.scalars(select(Guest)).all()) == 1


def test_who_objected_anywhere_is_not_asked(app, lea):
    with app.app_context():
        Register().add(No.OBJECTION, [ADA])

    ask(lea)

    with app.app_context():
        assert db.session.scalars(select(GuestMail)).all() == []


def test_a_guest_who_objected_meanwhile_gets_nothing_more(app, lea, box):
    ask(lea)
    with app.app_context():
        Register().add(No.ERASURE, [ADA])

    carry(app)

    assert box.to(ADA) == []


def test_guests_of_a_watch_that_is_closed_to_one_are_not_theirs_to_see_or_end(app, cast, lea):
    ask(lea)
    with app.app_context():
        db.session.get_one(Watch, 1).is_sensitive = True
        db.session.commit()

    answer = lea.post("/alerts/guests/1/end")

    assert answer.status_code == 404
    assert lea.get("/alerts/guests/1/hours").status_code == 404
    with app.app_context():
        assert db.session.get_one(Guest, 1).ended_at is None


@pytest.mark.parametrize("by_member", [False, True])
def test_a_restore_takes_no_end_back(app, cast, lea, box, by_member: bool) -> None:
    ask(lea)
    carry(app)
    stranger, theirs = app.test_client(), link(box)
    stranger.post(theirs)
    with app.app_context():
        guest = db.session.scalars(select(Guest)).one()
        kept = {each: getattr(guest, each) for each in ("address", "address_key", "sealed")}
    if by_member:
        lea.post("/alerts/guests/1/end")
    else:
        stranger.post(theirs, data={"no": "1"})

    with app.app_context():  # as a backup of before has it
        values = kept | {"ended_at": None}
        db.session.execute(update(Guest).values(values))
        db.session.commit()
        announce(HouseRestored())
        db.session.commit()
        guest = db.session.scalars(select(Guest)).one()
        assert guest.ended_at is not None
        assert guest.address == ""

    answer = ask(cast.browser("lea")).text  # the restore ended her session
    assert ("La question est partie" in answer) is by_member
