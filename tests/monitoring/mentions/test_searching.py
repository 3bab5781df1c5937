"""Searching mentions, in the language of the watches."""

import re

import pytest

from comms.core.db import db
from comms.core.query import read
from comms.core.rights import Role
from comms.monitoring.mentions.models import Mention, MentionPassage
from comms.monitoring.mentions.queries.searching import found
from comms.monitoring.watches import service
from comms.monitoring.watches.service import Words
from tests.conftest import NOW
from tests.monitoring.articles import arrives, watch
from tests.monitoring.mentions.test_by_hand import RADIO


@pytest.fixture
def ines(app, cast):
    """One who reads four mentions: three of articles, one by hand; their numbers are 1 to 4."""
    actor = cast.actor("ines", Role.AUTHOR)
    with app.app_context():
        watch("Nom", "HRO")
        arrives("HRO à Calais", "L’évacuation <b>du</b> camp.", authors=["Julia Petit"])
        arrives("HRO à Dunkerque", "Une évacuation.", outlet="La Nuit")
        arrives("HRO", "Rien.", language="en")
        arrives("Sans nous", "L’évacuation du camp.")  # no mention
        db.session.add(MentionPassage(mention_id=3, text="du <camp> vide", by=actor.id, at=NOW))
        db.session.commit()
    browser = cast.browser("ines")
    browser.post("/mentions/new", data={**RADIO, "verbatim": "Une évacuation < au camp"})
    return browser


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("evacuation", [4, 2, 1]),
        ("evacuat* SAUF Calais", [4, 2]),
        ('"evacuation du camp"', [1]),
        ("camp", [4, 3, 1]),
        ("=Camp OR author:julia", [1]),
        ('source:"la nuit"', [2]),
        ("source:littoral", [4]),
        ("lang:en", [3]),
        ("lang:fr -title:HRO", [4]),
        ("url:exemple.org", [3, 2, 1]),
        ("absent", []),
    ],
)
def test_mentions_are_found_by_all_they_say(app, ines, query: str, ids: list[int]) -> None:
    with app.app_context():
        assert found(read(query)) == ids


def _listed(page: str) -> list[int]:
    return [int(each) for each in re.findall(r'name="ids"\s+value="(\d+)"\s+aria', page)]


def test_a_search_looks_everywhere_and_the_tabs_narrow_it(app, ines) -> None:
    everywhere = ines.get("/mentions", query_string={"state": "all", "q": "evacuation"}).text
    new = ines.get("/mentions", query_string={"state": "new", "q": "evacuation"}).text
    none = ines.get("/mentions", query_string={"state": "all", "q": "absent"}).text

    assert _listed(everywhere) == [4, 2, 1]
    assert _listed(new) == [2, 1]
    assert "Aucune retombée ne répond" in none
    assert 'state=kept&amp;q=evacuation"' in new
    assert "<b>2</b>" in new  # to sort, of those found


def test_who_sorts_what_a_search_found_stays_in_it(ines) -> None:
    form = {"ids": 2, "to": "kept", "state": "new", "q": "evacuation"}
    answer = ines.post("/mentions/sort", data=form)

    assert "q=evacuation" in answer.location
    assert "at=1" in answer.location  # the next one that was found


def test_words_that_cannot_be_read_are_shown_where_they_are_wrong(ines) -> None:
    answer = ines.get("/mentions", query_string={"q": "a SAUF b OU c"})

    assert answer.status_code == 422
    assert 'class="wrong"' in answer.text
    assert "a SAUF (b OU c)" in answer.text
    assert _listed(answer.text) == []


def test_what_only_a_closed_watch_caught_is_neither_found_nor_counted(app, cast, ines) -> None:
    lea = cast.actor("lea", Role.APPROVER)
    with app.app_context():
        made = service.add("Secret", Words("Amina"), actor=lea)
        service.keep_quiet(made, is_sensitive=True, actor=lea)
        db.session.commit()
        arrives("Amina", "évacuation")
        assert db.session.query(Mention).count() == 5

    page = ines.get("/mentions", query_string={"state": "all", "q": "Amina"}).text

    assert "Aucune retombée ne répond" in page
    assert "veille sensible" not in page
