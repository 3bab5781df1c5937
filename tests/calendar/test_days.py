"""The days of the house: said as people say them, movable ones too, hearings with their ruling."""

import re
from datetime import UTC, date, datetime

import pytest

from comms.calendar.rules.days import Dated, Rhythm, Silence, Sort, When, easter, read, silences
from comms.core.refusal import Refused
from comms.core.rights import Role
from tests.calendar.test_subscribing import _address, _events
from tests.writing import channel, post_form, written

NOW = datetime(2030, 3, 12, 10, tzinfo=UTC)


def test_easter_falls_where_the_church_says():
    days = ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01"]

    assert [easter(year).isoformat() for year in range(2024, 2030)] == days
    assert (easter(1818), easter(2038)) == (date(1818, 3, 22), date(2038, 4, 25))


@pytest.mark.parametrize(
    ("said", "year", "meant"),
    [
        ("14/3", 2030, "2030-03-14"),
        ("le 20 juin 2031", 2031, "2031-06-20"),
        ("20 juin 2031", 2032, None),
        ("chaque 18 juin", 2034, "2034-06-18"),
        ("tous les ans le 6 février", 2033, "2033-02-06"),
        ("every year on 29 February 2032", 2033, None),
        ("lundi de Pâques", 2030, "2030-04-22"),
        ("Pâques + 39", 2030, "2030-05-30"),
        ("Ascension", 2030, "2030-05-30"),
        ("lundi de Pentecôte", 2030, "2030-06-10"),
        ("Good Friday", 2030, "2030-04-19"),
        ("2e dimanche d’octobre", 2030, "2030-10-13"),
        ("dernier samedi de novembre", 2030, "2030-11-30"),
        ("first Monday of May", 2031, "2031-05-05"),
        ("5e lundi de février", 2030, None),
    ],
)
def test_a_day_is_read_as_people_say_it(said, year, meant):
    found = read(said, NOW).in_year(year)

    assert (found.isoformat() if found else None) == meant


@pytest.mark.parametrize("said", ["", "bientôt", "chaque", "2e truc d’octobre", "31/2", "9" * 300])
def test_what_is_no_day_is_refused(said):
    with pytest.raises(Refused):
        read(said, NOW)


def test_a_silence_ends_with_the_day_of_the_court():
    hearing = Dated(
        1, "Tribunal", Sort.HEARING, When(Rhythm.ONCE, date(2030, 3, 20)), date(2030, 4, 9), 3
    )

    found = silences([hearing], date(2030, 3, 18), date(2030, 3, 31))

    assert found == [Silence(date(2030, 3, 17), date(2030, 3, 20), "Tribunal")]
    assert silences([hearing], date(2030, 4, 1), date(2030, 4, 30))[0].last == date(2030, 4, 9)


@pytest.fixture
def ines(cast):
    return cast.browser("ines")


def _add(browser, **fields):
    return browser.post("/calendar/days", data={"sort": "day", "silent": "", **fields})


def test_a_day_is_added_read_back_changed_and_taken_off(ines):
    _add(ines, name="Fermeture du lieu de vie", when="2e dimanche d’octobre")

    page = ines.get("/calendar/days").text.replace("\u00a0", " ")
    october = ines.get("/calendar?month=2030-10").text
    refused = ines.post("/calendar/days/1", data={"name": "", "when": "bientôt"})
    ines.post("/calendar/days/1", data={"name": "Fermeture", "when": "chaque 9 octobre"})
    changed = ines.get("/calendar?month=2031-10").text
    ines.post("/calendar/days/1/drop")

    assert "en octobre, le 2e dimanche" in page
    assert "dimanche 13 octobre 2030" in page
    assert "Fermeture du lieu de vie" in october
    assert refused.status_code == 422
    assert "bientôt" in refused.text
    assert "Fermeture" in changed
    assert "Fermeture" not in ines.get("/calendar?month=2031-10").text


def test_a_hearing_stands_with_its_ruling_in_the_calendar_and_in_agendas(app, cast, ines):
    _add(ines, name="Droit à l’eau", sort="hearing", when="20 mars", ruling="9 avril", silent="3")

    march, april = (
        ines.get("/calendar?month=2030-03").text,
        ines.get("/calendar?month=2030-04").text,
    )
    agenda = _events(app, _address(ines))

    assert "Audience : Droit à l’eau" in march.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Délibéré : Droit à l’eau" in april.replace("\u00a0", " ").replace("\u202f", " ")
    assert {"2030-03-20", "2030-04-09"} <= {
        str(each.decoded("dtstart")) for each in agenda.values()
    }


def test_one_of_everybodys_days_is_hidden_and_shown_again(ines):
    ines.post("/calendar/dates/women/hide")
    hidden = ines.get("/calendar?month=2030-03").text
    ines.post("/calendar/dates/women/show")

    assert "droits des femmes" not in hidden
    assert "droits des femmes" in ines.get("/calendar?month=2030-03").text
    assert ines.post("/calendar/dates/rien/hide").status_code == 404


def test_what_does_not_go_together_is_said(app, ines):
    story = channel(app)
    first = post_form(at="2030-03-20T18:00", channels=story, text="Un premier post.")
    second = post_form(at="2030-03-20T18:00", channels=story, text="Un second post.")
    for form in (first, second):
        written(ines, "post", form)
    _add(ines, name="Tribunal", sort="hearing", when="21 mars", silent="2")

    page = ines.get("/calendar?month=2030-03").text.replace("\u00a0", " ").replace("\u202f", " ")

    assert "Même minute sur Story Instagram" in page
    named = page.split("Même minute sur Story Instagram")[1].split("</section>")[0]
    assert re.findall(r'<a href="/pieces/(\d)"', named)[:2] == ["1", "2"]
    assert "Silence avant « Tribunal »" in page
    assert page.count('class="clash"') == 2


def test_what_one_wants_to_see_is_kept_for_oneself(app, cast, ines):
    written(ines, "post", post_form(at="2030-03-20T18:00", channels=channel(app)))

    ines.post("/calendar/look", data={"kind": "release", "no_marks": "1", "back": "/calendar"})
    narrowed = ines.get("/calendar?month=2030-03").text
    others = cast.browser("lea", Role.APPROVER).get("/calendar?month=2030-03").text
    ines.post("/calendar/look", data={"kind": "release", "back": "/calendar"})
    of_a_kind = ines.get("/calendar?month=2030-03").text
    ines.post("/calendar/look", data={"kind": "rien", "column": "99", "campaign": "x"})

    assert "L’eau est coupée" not in narrowed
    assert "droits des femmes" not in narrowed
    assert "droits des femmes" not in of_a_kind
    assert "L’eau est coupée" in others
    assert "L’eau est coupée" in ines.get("/calendar?month=2030-03").text
