"""Sources a watch leaves out are chosen beside its boxes, tried, shown, and kept."""

import re

import pytest
from sqlalchemy import select

from comms.core.db import db
from comms.monitoring.mentions.models import Mention
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.service import following
from comms.monitoring.watches.models import Watch, WatchVersion
from tests.monitoring.articles import arrives
from tests.monitoring.said import source

BOXES = {"mode": "boxes", "name": "Nom", "all": "HRO", "any": "", "none": "", "query": ""}
NIGHT, NORTH = "La Nuit", 'Le "Nord"'


@pytest.fixture
def ines(app, cast):
    with app.app_context():
        arrives("HRO la nuit", outlet=NIGHT)
        arrives("HRO encore la nuit", outlet=NIGHT)
        arrives("HRO au nord", outlet=NORTH)
        arrives("HRO ailleurs", outlet="Le Sud")
    return cast.browser("ines")


def ticked(page: str) -> list[str]:
    """Return the sources that are chosen: ticked, or carried along beside the language."""
    fields = re.findall(r"<input[^>]*name=\"sources\"[^>]*>", page)
    return [
        re.search(r'value="([^"]*)"', each)[1].replace("&#34;", '"')
        for each in fields
        if "checked" in each or 'type="hidden"' in each
    ]


def kept(app) -> list[tuple[str, list[str]]]:
    with app.app_context():
        rows = db.session.scalars(select(WatchVersion).order_by(WatchVersion.id))
        return [(each.query, each.boxes and each.boxes["sources"]) for each in rows]


def test_every_source_that_is_followed_can_be_chosen_and_none_is(app, ines):
    with app.app_context():
        db.session.scalars(select(Source).where(Source.title == "Le Sud")).one().state = "removed"
        db.session.commit()

    page = ines.get("/watch/new").text

    assert re.findall(r'name="sources"\s+value="([^"]*)"', page) == [NIGHT, "Le &#34;Nord&#34;"]
    assert ticked(page) == []
    assert "Sauf certaines sources" in page


def test_a_try_says_what_each_source_left_out_would_have_brought(ines):
    form = {**BOXES, "sources": [NIGHT, NORTH], "do": "try30"}

    page = ines.post("/watch/new", data=form).text

    assert "1 article en 30 jours" in page
    told = re.findall(r"<dt>sauf ([^<]*)</dt>\s*<dd>\s*(\d) article", page)
    assert told == [(NIGHT, "2"), ("Le &#34;Nord&#34;", "1")]
    assert ticked(page) == [NIGHT, NORTH]
    assert "Sauf 2 sources" in page


def test_a_try_in_the_language_says_so_too(ines):
    query = "HRO -source:nuit"

    page = ines.post("/watch/new", data={**BOXES, "mode": "query", "query": query, "do": "try30"})

    assert "2 articles en 30 jours" in page.text
    assert re.findall(r"<dt>sauf ([^<]*)</dt>\s*<dd>\s*(\d) article", page.text) == [
        ("source:nuit", "2")
    ]


def test_a_watch_that_is_kept_leaves_them_out_and_says_so(app, ines):
    answer = ines.post("/watch/new", data={**BOXES, "sources": [NIGHT, NORTH], "do": "save"})

    assert kept(app) == [('HRO -source:"La Nuit" -source:« Le "Nord" »', [NIGHT, NORTH])]
    assert ticked(ines.get(answer.location).text) == [NIGHT, NORTH]
    card = ines.get("/watch").text
    assert "sauf les sources :" in card.replace("\xa0", " ")
    assert "La Nuit, Le &#34;Nord&#34;" in card
    with app.app_context():
        arrives("HRO hier", outlet=NIGHT)
        arrives("HRO demain", outlet="Le Sud")
        assert [each.title for each in db.session.scalars(select(Mention))] == ["HRO demain"]


def test_sources_ticked_in_another_order_are_no_new_version(app, ines):
    form = {**BOXES, "sources": [NORTH, NIGHT], "do": "save"}
    made = ines.post("/watch/new", data=form).location
    query = kept(app)[0][0]

    assert (
        ines.post(made, data={**form, "sources": [NIGHT, NORTH], "query": query}).status_code == 303
    )

    assert kept(app) == [(query, [NIGHT, NORTH])]


def test_to_the_language_and_back_loses_no_source(ines):
    form = {**BOXES, "none": "foot", "sources": [NIGHT, NORTH]}

    behind = ines.post("/watch/new", data={**form, "do": "query"}).text
    query = 'HRO -foot -source:"La Nuit" -source:« Le "Nord" »'
    beside = {**form, "mode": "query"}
    back = ines.post("/watch/new", data={**beside, "query": query, "do": "boxes"}).text
    fewer = 'HRO -foot -source:"La Nuit"'
    changed = ines.post("/watch/new", data={**beside, "query": fewer, "do": "boxes"}).text

    assert query in behind.replace("&#34;", '"').replace("\n", "")
    assert ticked(behind) == [NIGHT, NORTH]
    assert ticked(back) == [NIGHT, NORTH]
    assert ticked(changed) == [NIGHT]
    assert 'value="foot"' in changed


def rename(app, before: str, after: str, most: int = 9) -> None:
    with app.app_context():
        named = select(Source).where(Source.title == before).limit(most)
        for each in db.session.scalars(named).all():
            following.rename(each, after, actor=None)
        db.session.commit()


def test_a_source_that_is_renamed_stays_left_out(app, ines):
    made = ines.post("/watch/new", data={**BOXES, "sources": [NIGHT, NORTH], "do": "save"}).location

    rename(app, NIGHT, "Minuit")

    assert kept(app)[-1] == ('HRO -source:"Minuit" -source:« Le "Nord" »', ["Minuit", NORTH])
    assert ticked(ines.get(made).text) == [NORTH, "Minuit"]
    with app.app_context():
        arrives("HRO hier", outlet="Minuit")
        assert db.session.scalar(select(Mention)) is None


def test_of_two_that_were_called_the_same_both_stay_left_out(app, ines):
    with app.app_context():
        source("https://deux.example/rss", title=NIGHT)
    query = 'HRO NOT source:nord -source:"La Nuit"'
    ines.post("/watch/new", data={**BOXES, "mode": "query", "query": query, "do": "save"})
    ines.post("/watch/new", data={**BOXES, "name": "Autre", "do": "save"})

    rename(app, NIGHT, "Minuit", most=1)

    said = 'HRO NOT source:nord -source:"La Nuit" -source:"Minuit"'
    assert [each for each, _ in kept(app)] == [query, "HRO", said]


@pytest.mark.parametrize("name", ["Le Sud", "U"])
def test_a_name_that_would_leave_out_others_too_changes_no_watch(app, ines, name):
    ines.post("/watch/new", data={**BOXES, "sources": [NIGHT], "do": "save"})

    rename(app, NIGHT, name)
    rename(app, name, "Minuit", most=1)

    assert kept(app) == [('HRO -source:"La Nuit"', [NIGHT])]


def test_a_source_that_is_let_go_stays_chosen_and_says_so(app, ines):
    made = ines.post("/watch/new", data={**BOXES, "sources": [NIGHT], "do": "save"}).location
    with app.app_context():
        for each in db.session.scalars(select(Source).where(Source.title == NIGHT)):
            following.remove(each, actor=None)
        db.session.commit()

    page = ines.get(made).text

    assert ticked(page) == [NIGHT]
    assert "aucune source suivie ne s’appelle ainsi" in page


def test_an_exclusion_that_is_proposed_ticks_its_source(app, ines):
    form = {**BOXES, "exclude": 'source:"La Nuit"', "tried": "30"}

    page = ines.post("/watch/new", data=form).text

    assert ticked(page) == [NIGHT]
    assert "2 articles en 30 jours" in page


def test_leaving_out_alone_is_no_watch(app, ines):
    answer = ines.post("/watch/new", data={**BOXES, "all": "", "sources": [NIGHT], "do": "save"})

    assert answer.status_code == 422
    assert ticked(answer.text) == [NIGHT]
    with app.app_context():
        assert db.session.scalar(select(Watch)) is None
