"""The main job, from the printed link to the alert, in a real browser against the running house."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from tests.journeys.people import Person
from tests.journeys.rehearsal import Rehearsal
from tests.peers import Post, Running, wait_for

pytestmark = [pytest.mark.peer, pytest.mark.slow]
MORNING = datetime(2030, 3, 12, 9, 0, tzinfo=UTC)  # a Tuesday, 10 h in Calais


@pytest.fixture
def house(running: Callable[..., Running]) -> Iterator[Rehearsal]:
    """Start a house in which nobody is yet."""
    house = Rehearsal(running(), MORNING)
    house.start()
    return house


def _link_in_mail(box: Post, address: str) -> str:
    wait_for(lambda: box.to(address), 20, f"a mail to {address}")
    text = box.to(address)[-1].mail.get_body(("plain",)).get_content()
    return next(word for word in text.split() if "/join/" in word)


def set_up(house: Rehearsal, browser: Browser) -> Person:
    """Make the first administrator by the printed link."""
    nadia = Person(browser, house.app, house.now, "nadia@observatoire.example")
    nadia.open(house.app.link("/set-up/"))
    nadia.page.get_by_label("Votre nom").fill("Nadia")
    nadia.page.get_by_label("Adresse électronique").fill(nadia.email)
    nadia.choose_passphrase()
    nadia.press("Créer mon compte")
    nadia.set_second_factor_up()
    nadia.sees("Aujourd’hui")
    return nadia


def invite(nadia: Person, box: Post, email: str, name: str, role: str, college: str = "") -> Person:
    """Invite somebody, who takes the link from their mail."""
    page = nadia.open("/settings/members")
    page.get_by_label("Nom").fill(name)
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Rôle").select_option(role)
    if college:
        page.get_by_label("Collège").select_option(college)
    nadia.press("Inviter")
    browser = nadia.page.context.browser
    person = Person(browser, nadia.house, nadia.now, email)
    person.take(_link_in_mail(box, email))
    if role != "author":
        person.set_second_factor_up()
    person.sees("Aujourd’hui")
    return person


def test_the_main_job_from_the_printed_link_to_the_alert(
    house: Rehearsal, chromium: Browser, box: Post
) -> None:
    nadia = set_up(house, chromium)
    ines = invite(nadia, box, "ines@observatoire.example", "Inès", "author")
    lea = invite(nadia, box, "lea@observatoire.example", "Léa", "approver", "staff")
    anne = invite(nadia, box, "anne@observatoire.example", "Anne", "approver", "board")
    for each in (ines, lea, anne):
        each.press("Se déconnecter")
    ines.sign_in()
    ines.sees("Aujourd’hui")
    for each in (nadia, ines, lea, anne):
        assert each.troubles == []
