"""The bank: given, checked by a second person, corrected, withdrawn; each page asked."""

import pytest
from sqlalchemy import select

from comms.core import events
from comms.core.db import db
from comms.core.rights import Role
from comms.figures.models import Figure
from comms.figures.rules.record import (
    Draft,
    FigureWrong,
    State,
    obstacles,
    obstacles_to_checking,
)
from tests.figures.bank import FORM, acts, figure, kept
from tests.hearing import hearing

WHOLE = Draft("tents-2030", {"fr": "tentes saisies"}, "412", source="registre")


def test_a_whole_figure_lacks_nothing():
    assert obstacles(WHOLE) == []


def test_everything_a_figure_lacks_is_said_at_once():
    assert obstacles(Draft("Tentes !", {"fr": " "}, "beaucoup", period="hier")) == [
        FigureWrong.BAD_KEY,
        FigureWrong.NO_LABEL,
        FigureWrong.BAD_VALUE,
        FigureWrong.NO_SOURCE,
        FigureWrong.BAD_PERIOD,
    ]


def test_an_estimate_is_no_record():
    draft = Draft("estimation", WHOLE.labels, "412", source="registre")

    assert obstacles(draft) == [FigureWrong.BAD_KEY]


def test_nobody_checks_the_value_they_gave():
    assert obstacles_to_checking(State.TO_CHECK, 1, 1) == [FigureWrong.OWN_FIGURE]
    assert obstacles_to_checking(State.TO_CHECK, 1, 2) == []


def test_a_figure_is_given_and_waits_for_a_second_person(app, cast):
    answer = cast.browser("ines").post("/figures/new", data=FORM)

    page = cast.browser("ines").get(answer.location).text
    assert "1\u202f226" in page
    assert "à vérifier" in page
    assert "février 2030" in page
    assert acts(app)[-1] == "figure.added"


def test_its_author_may_not_check_it_another_member_may(app, cast):
    number = kept(app, cast, checked=False)

    cast.browser("ines").post(f"/figures/{number}/check")
    refused = figure(app, number).state
    cast.browser("omar").post(f"/figures/{number}/check")

    assert refused == State.TO_CHECK
    assert figure(app, number).state == State.CHECKED
    assert figure(app, number).checked_by == cast.actor("omar").id


def test_a_month_is_checked_at_once_but_for_ones_own(app, cast):
    theirs, own = kept(app, cast, "a-2030", checked=False), kept(app, cast, "b-2030", checked=False)
    with app.app_context():
        db.session.get_one(Figure, own).said_by = cast.actor("omar").id
        db.session.commit()

    cast.browser("omar").post("/figures/check", data={"figures": [theirs, own]})
    none = cast.browser("omar").post("/figures/check", follow_redirects=True).text

    assert "Cochez d’abord" in none

    assert figure(app, theirs).state == State.CHECKED
    assert figure(app, own).state == State.TO_CHECK


def test_a_correction_keeps_the_old_value_with_its_reason_and_asks_for_a_new_look(app, cast):
    number = kept(app, cast)

    with hearing(events.FigureCorrected) as heard:
        answer = cast.browser("lea").post(
            f"/figures/{number}/correct", data={"value": "1 230", "why": "un doublon oublié"}
        )

    now = figure(app, number)
    assert answer.status_code == 303
    assert (now.value, now.state, now.checked_by) == ("1230", State.TO_CHECK, None)
    assert [(each.was, each.became, each.why) for each in now.corrections] == [
        ("1226", "1230", "un doublon oublié")
    ]
    assert [(each.key, each.became) for each in heard] == [("expulsions-2030-02", "1230")]
    page = cast.browser("ines").get(f"/figures/{number}").text
    assert "1\u202f226" in page
    assert "1\u202f230" in page
    assert "un doublon oublié" in page


@pytest.mark.parametrize(
    "form", [{"value": "1 226", "why": "x"}, {"value": "tant", "why": "x"}, {"value": "9"}]
)
def test_a_correction_that_is_none_or_has_no_reason_is_refused(app, cast, form):
    number = kept(app, cast)

    cast.browser("lea").post(f"/figures/{number}/correct", data=form)

    assert figure(app, number).value == "1226"
    assert figure(app, number).state == State.CHECKED


def test_a_withdrawn_figure_stays_and_does_nothing_any_more(app, cast):
    number = kept(app, cast)
    lea = cast.browser("lea")

    lea.post(f"/figures/{number}/withdraw", data={"why": "la méthode était fausse"})
    lea.post(f"/figures/{number}/correct", data={"value": "5", "why": "x"})
    lea.post(f"/figures/{number}/check")

    assert figure(app, number).state == State.WITHDRAWN
    assert "la méthode était fausse" in lea.get(f"/figures/{number}").text
    assert acts(app)[-1] == "figure.withdrawn"


def test_what_is_said_of_a_figure_changes_without_its_value(app, cast):
    number = kept(app, cast)

    cast.browser("ines").post(
        f"/figures/{number}/edit", data={**FORM, "value": "9", "key": "autre", "source": "relevé"}
    )

    now = figure(app, number)
    assert (now.key, now.value, now.source) == ("expulsions-2030-02", "1226", "relevé")
    assert now.state == State.TO_CHECK


def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(app, cast):
    answer = cast.browser("ines").post("/figures/new", data={**FORM, "value": "beaucoup"})

    assert answer.status_code == 422
    assert "registre des observations" in answer.text
    with app.app_context():
        assert db.session.scalars(select(Figure)).all() == []


def test_a_key_is_taken_once(app, cast):
    kept(app, cast)

    answer = cast.browser("ines").post("/figures/new", data=FORM)

    assert answer.status_code == 422
    assert "correction" in answer.text


def test_a_figure_given_without_a_key_has_one_made_of_what_it_counts(app, cast):
    ines = cast.browser("ines")
    for _time in range(2):
        assert ines.post("/figures/new", data={**FORM, "key": ""}).status_code == 303

    with app.app_context():
        keys = db.session.scalars(select(Figure.key).order_by(Figure.id)).all()
    assert keys == ["expulsions-observees-2030-02", "expulsions-observees-2030-02-2"]


def test_the_bank_is_searched_by_words_and_period(app, cast):
    kept(app, cast)
    kept(app, cast, "tentes-2030-01", label="tentes saisies", period="2030-01", value="412")
    ines = cast.browser("ines")

    assert "tentes saisies" not in ines.get("/figures?q=EXPULSIONS observees").text
    assert "expulsions observées" not in ines.get("/figures?period=2030-01").text
    assert "saisies" in ines.get("/search?q=tentes").text


PAGES = ("/figures", "/figures/1", "/figures/new", "/figures/1/edit", "/figures/import")
DEEDS = (
    "/figures/new",
    "/figures/1/edit",
    "/figures/1/check",
    "/figures/1/correct",
    "/figures/1/withdraw",
    "/figures/check",
    "/figures/import",
)


def test_a_guest_reads_and_does_nothing(app, cast):
    kept(app, cast)
    gus = cast.browser("gus", Role.GUEST)

    assert {gus.get(path).status_code for path in PAGES} == {403}
    assert {gus.post(path, data=FORM).status_code for path in DEEDS} == {403}


def test_a_member_who_writes_reads_every_page(app, cast):
    kept(app, cast)

    assert {cast.browser("omar").get(path).status_code for path in PAGES} == {200}


def test_a_stranger_is_led_to_the_door(app, cast):
    kept(app, cast)
    browser = app.test_client()

    assert all(browser.get(path).location.startswith("/login") for path in PAGES)
    assert {browser.post(path, data=FORM).status_code for path in DEEDS} == {401}


def test_a_figure_that_does_not_exist_is_not_found(cast):
    ines = cast.browser("ines")

    assert {ines.get(path).status_code for path in ("/figures/9", "/figures/9/edit")} == {404}
    assert {ines.post(f"/figures/9/{deed}").status_code for deed in ("check", "correct")} == {404}


def test_the_wrong_method_is_refused(app, cast):
    number = kept(app, cast)
    ines = cast.browser("ines")

    assert ines.get(f"/figures/{number}/check").status_code == 405
    assert ines.post("/figures").status_code == 405


def test_a_number_written_in_words_begins_its_record_in_digits(app, cast):
    page = cast.browser("ines").get("/figures/new?value=quatre-vingt-dix-huit").text

    assert 'value="98"' in page


def test_a_figure_waits_for_the_second_look_of_another(app, cast):
    cast.browser("ines").post("/figures/new", data=FORM)

    assert "Chiffres à vérifier" in cast.browser("omar").get("/").text
    assert "Chiffres à vérifier" not in cast.browser("ines").get("/").text
    cast.browser("omar").post("/figures/1/check")
    assert "Chiffres à vérifier" not in cast.browser("omar").get("/").text


@pytest.mark.parametrize(
    ("came", "back"),
    [
        ("http://localhost/releases/21", "/releases/21"),
        ("http://localhost/figures", ""),
        ("https://evil.example//releases/21", ""),
        ("", ""),
    ],
)
def test_a_record_that_a_text_wanted_leads_back_to_the_text(app, cast, came, back):
    ines = cast.browser("ines")

    page = ines.get("/figures/new?value=3", headers={"Referer": came}).text
    answer = ines.post("/figures/new", data={**FORM, "back": back})

    assert ('name="back"' in page) is bool(back)
    assert answer.location == (back or "/figures/1")
