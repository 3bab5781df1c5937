"""Trying a query on what is kept: hits, what each term adds, samples."""

from datetime import timedelta

from comms.core.query import read
from comms.monitoring.watches.queries.trying import trial
from tests.conftest import NOW
from tests.monitoring.articles import arrives


def test_a_try_counts_hits_and_what_each_term_adds(here):
    arrives("Calais")
    arrives("Dunkerque")
    arrives("Calais et Dunkerque")
    arrives("Calais et Loon", at=NOW - timedelta(days=40))
    arrives("Calais").removed_at = NOW

    month = trial(read("Calais OR Dunkerque OR rugby"), None, 30)
    longer = trial(read("Calais"), None, 90)

    assert month.hits == 3
    assert month.adds == [("Calais", 1), ("Dunkerque", 1), ("rugby", 0)]
    assert longer.hits == 3


def test_samples_are_the_newest_with_their_places(here):
    arrives("Calais", "Hier", at=NOW - timedelta(days=3))
    arrives("Aujourd’hui", "À <b>Calais</b>", at=NOW - timedelta(hours=1))

    found = trial(read("calais"), None, 30)

    assert [each.article.document.title for each in found.samples] == ["Aujourd’hui", "Calais"]
    assert found.samples[0].spans[0][1:] == (5, 11)
