"""Newsrooms, partners, institutions: what they are, which desk answers now, who works there."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from comms.contacts.book.models import Outlet
from comms.contacts.book.queries import finding as book
from comms.contacts.book.queries import outlets as queries
from comms.contacts.book.rules.kinds import Medium
from comms.contacts.book.rules.outlets import (
    DutyWords,
    OutletWords,
    OutletWrong,
    answering,
    bare_domain,
    is_on,
    read_hour,
)
from comms.contacts.book.service import outlets as service
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Role
from tests.cast import Cast
from tests.contacts.bringing import in_book, person, role

MONDAY = datetime(2030, 3, 11, tzinfo=UTC)
hours = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda at: f"{at[0]:02}:{at[1]:02}")


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("7 h 30", "07:30"), ("7h", "07:00"), ("22:15", "22:15"), ("24 h", None), ("midi", None)],
)
def test_hours_are_read_as_people_write_them(typed: str, hour: str | None) -> None:
    assert read_hour(typed) == hour


def test_a_night_belongs_to_the_day_it_began() -> None:
    friday_night = DutyWords("5", "22:00", "06:00")

    assert is_on(friday_night, MONDAY + timedelta(days=4, hours=23))
    assert is_on(friday_night, MONDAY + timedelta(days=5, hours=5))
    assert not is_on(friday_night, MONDAY + timedelta(days=4, hours=5))
    assert not is_on(friday_night, MONDAY + timedelta(days=5, hours=6))


@given(hours, hours, st.integers(0, 7 * 24 * 60 - 1))
def test_a_desk_of_every_day_and_its_complement_never_leave_a_hole(
    start: str, end: str, minute: int
) -> None:
    at = MONDAY + timedelta(minutes=minute)
    day, night = DutyWords("1234567", start, end), DutyWords("1234567", end, start)

    assert is_on(day, at) or is_on(night, at)
    assert start == end or not (is_on(day, at) and is_on(night, at))


def test_the_shortest_watch_answers_first() -> None:
    whole, morning = DutyWords("1", "06:00", "22:00"), DutyWords("1", "06:00", "09:00")

    assert answering([whole, morning], MONDAY + timedelta(hours=8)) == [morning, whole]


def test_a_domain_is_a_bare_host() -> None:
    assert bare_domain("https://www.LaVoix.example:443/nord") == "lavoix.example"


def test_who_works_at_a_renamed_newsroom_is_found_by_its_new_name(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    camille = person(nour, roles=role("La Voix"))
    outlet = camille.roles[0].outlet
    assert outlet is not None

    service.change_outlet(outlet, OutletWords("Courrier du Détroit", Medium.PRESS), actor=nour)

    assert [hit.card.id for hit in book.search("detroit")] == [camille.id]
    assert book.search("voix") == []
    assert [each.id for each in queries.people(outlet.id, nour.id)] == [camille.id]


def test_two_newsrooms_have_two_names_and_none_is_its_own_edition(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    voix = service.open_outlet(OutletWords("La Voix"), actor=nour)
    nord = service.open_outlet(OutletWords("La Voix Nord", parent="La Voix"), actor=nour)

    for words, wrong in (
        (OutletWords("la voix nord"), OutletWrong.KNOWN),
        (OutletWords(""), OutletWrong.NO_NAME),
        (OutletWords("La Voix", parent="La Voix Nord"), OutletWrong.OWN_EDITION),
    ):
        with pytest.raises(Refused) as refused:
            service.change_outlet(voix, words, actor=nour)
        assert refused.value.obstacles == (wrong,)
    assert [each.id for each in queries.editions(voix.id)] == [nord.id]


def test_a_site_no_browser_should_follow_is_not_kept(here: Flask, cast: Cast) -> None:
    made = service.open_outlet(
        OutletWords("La Voix", site="javascript:alert(1)"), actor=cast.actor("nour")
    )

    assert made.site == ""


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (DutyWords("", "7 h", "22 h", phone="03 39 98 00 11"), OutletWrong.NO_DAYS),
        (DutyWords("1", "tôt", "22 h", phone="03 39 98 00 11"), OutletWrong.BAD_HOURS),
        (DutyWords("1", "7 h", "22 h", phone="le fixe"), OutletWrong.BAD_PHONE),
    ],
)
def test_a_desk_needs_days_hours_and_a_number(
    here: Flask, cast: Cast, words: DutyWords, wrong: OutletWrong
) -> None:
    nour = cast.actor("nour")
    outlet = service.open_outlet(OutletWords("La Voix"), actor=nour)

    with pytest.raises(Refused) as refused:
        service.put_on_duty(outlet, words, actor=nour)
    assert refused.value.obstacles == (wrong,)


def test_the_card_of_a_desk_puts_the_number_for_this_hour_first(app: Flask, cast: Cast) -> None:
    in_book(
        app, cast, given="", family="Rédaction", is_desk=True, phones="03 39 98 00 01",
        roles=role("La Voix"),
    )  # fmt: skip
    ines = cast.browser("ines")
    days = list("1234567")
    for start, end, phone in (("7 h", "20 h", "03 39 98 00 02"), ("20 h", "7 h", "03 39 98 00 03")):
        ines.post(
            "/contacts/outlets/1/duties",
            data={"days": days, "start": start, "end": end, "phone": phone},
        )

    by_day = ines.get("/contacts/1").text
    with clock.fixed(datetime(2030, 3, 12, 22, tzinfo=UTC)):
        by_night = cast.browser("ines").get("/contacts/1").text

    assert by_day.index("tel:+33339980002") < by_day.index("tel:+33339980001")
    assert "tel:+33339980003" not in by_day
    assert by_night.index("tel:+33339980003") < by_night.index("tel:+33339980001")


def test_a_newsroom_has_a_page_and_is_found_by_kind(app: Flask, cast: Cast) -> None:
    in_book(app, cast, roles=role("La Voix"))
    ines = cast.browser("ines")
    said = {
        "name": "La Voix du Nord", "medium": "press", "rhythm": "quotidien",
        "territory": "Calaisis", "deadline": "17 h", "site": "https://www.lavoix.example/",
        "parent": "", "handles": "mastodon : @lavoix@exemple.social",
    }  # fmt: skip

    ines.post("/contacts/outlets/1", data=said)
    page = ines.get("/contacts/outlets/1").text
    refused = ines.post("/contacts/outlets/1", data={**said, "name": ""})
    made = ines.post("/contacts/outlets", data={"name": "Les Veilleuses", "medium": "partner"})

    for each in ("quotidien", "Calaisis", "@lavoix@exemple.social", "Camille Roussel"):
        assert each in page
    assert refused.status_code == 422
    assert "Donnez un nom" in refused.text
    assert made.location == "/contacts/outlets/2"
    partners = ines.get("/contacts/outlets?medium=partner").text
    assert "Les Veilleuses" in partners
    assert "La Voix du Nord" not in partners
    assert "La Voix du Nord" in ines.get("/contacts/outlets?q=la+voix").text
    with app.app_context():
        assert db.session.get_one(Outlet, 1).domain == "lavoix.example"


def test_a_partner_has_someone_to_ask_about_joint_statements(app: Flask, cast: Cast) -> None:
    number = in_book(app, cast, roles=role("Les Veilleuses"), emails="c@exemple.org")
    ines = cast.browser("ines")
    assert "déclarations communes" not in ines.get("/contacts/outlets/1").text
    ines.post("/contacts/outlets/1", data={"name": "Les Veilleuses", "medium": "partner"})

    ines.post("/contacts/outlets/1/signer", data={"signer": number})

    assert ines.get("/contacts/outlets/1").text.count("Camille Roussel") >= 2
    assert "Les Veilleuses" in ines.post(f"/contacts/{number}/access").text
    with app.app_context():
        [partner] = queries.partners(cast.actor("ines").id)
        assert (partner.outlet.name, partner.signer.emails) == (
            "Les Veilleuses",
            ("c@exemple.org",),
        )
    ines.post(f"/contacts/{number}/erase", data={"sure": "yes"})
    with app.app_context():
        assert [each.signer for each in queries.partners(cast.actor("ines").id)] in ([None], [])


def test_who_signs_is_hidden_when_the_card_is_discreet(app: Flask, cast: Cast) -> None:
    number = in_book(app, cast, roles=role("Les Veilleuses"), is_discreet=True)
    nour = cast.browser("nour")
    nour.post("/contacts/outlets/1", data={"name": "Les Veilleuses", "medium": "partner"})
    nour.post("/contacts/outlets/1/signer", data={"signer": number})

    page = cast.browser("ines").get("/contacts/outlets/1").text

    assert "Camille" not in page
    assert "discret" in page
    assert "Camille" in nour.get("/contacts/outlets/1").text
    assert (
        cast.browser("ines").post("/contacts/outlets/1/signer", data={"signer": number}).status_code
        == 404
    )


def test_a_desk_that_is_refused_keeps_its_words(app: Flask, cast: Cast) -> None:
    in_book(app, cast, roles=role("La Voix"))
    form = {"days": ["1", "7"], "start": "7 h", "end": "tard", "phone": "06 39 98 00 11",
            "label": "desk du matin"}  # fmt: skip

    answer = cast.browser("ines").post("/contacts/outlets/1/duties", data=form)

    assert answer.status_code == 422
    for each in ("tard", "desk du matin", "06 39 98 00 11"):
        assert each in answer.text


def test_a_duty_is_taken_off(app: Flask, cast: Cast) -> None:
    in_book(app, cast, roles=role("La Voix"))
    ines = cast.browser("ines")
    duty = {"days": ["1"], "start": "7 h", "end": "8 h", "phone": "03 39 98 00 02"}
    ines.post("/contacts/outlets/1/duties", data=duty)
    assert "03 39 98 00 02" in ines.get("/contacts/outlets/1").text.replace("\xa0", " ")

    ines.post("/contacts/outlets/duties/1/end")

    assert "+33339980002" not in ines.get("/contacts/outlets/1").text


def test_who_may_see_and_write(app: Flask, cast: Cast) -> None:
    in_book(app, cast, roles=role("La Voix"))
    guest, ines = cast.browser("gus", Role.GUEST), cast.browser("ines")

    for path in ("/contacts/outlets", "/contacts/outlets/1"):
        assert ines.get(path).status_code == 200
        assert guest.get(path).status_code == 403
        assert app.test_client().get(path).status_code == 303
        assert guest.post(path, data={"name": "x"}).status_code == 403
    assert ines.get("/contacts/outlets/99").status_code == 404
    assert ines.get("/contacts/outlets/1/duties").status_code == 405
    assert ines.post("/contacts/outlets/duties/9/end").status_code == 404


def test_a_discreet_card_is_shown_to_a_group_its_confidants_name(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast, is_discreet=True)
    ines_id = cast.actor("ines").id
    nour, ines = cast.browser("nour"), cast.browser("ines")
    assert ines.get(f"/contacts/{contact_id}").status_code == 404
    assert ines.post(f"/contacts/{contact_id}/confidants").status_code == 404

    nour.post(f"/contacts/{contact_id}/confidants", data={"member": [str(ines_id), "99"]})

    assert ines.get(f"/contacts/{contact_id}").status_code == 200
    nour.post(f"/contacts/{contact_id}/confidants")
    assert ines.get(f"/contacts/{contact_id}").status_code == 404
    assert nour.get(f"/contacts/{contact_id}").status_code == 200
