"""Trying a query on what is kept: hits, what each term adds, samples."""

from datetime import timedelta

from comms.core.query import read
from comms.monitoring.watches.queries.excluding import exclusions
from comms.monitoring.watches.queries.trying import trial
from comms.monitoring.watches.rules.excluding import but, proposed, terms_of
from tests.asked import asked_of
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


def test_of_very_many_hits_what_terms_add_is_counted_on_the_newest(here):
    arrives("Calais", at=NOW - timedelta(days=2))
    arrives("Dunkerque", at=NOW - timedelta(hours=1))

    found = trial(read("Calais OR Dunkerque"), None, 30, most=3)

    assert (found.hits, found.weighed) == (2, 1)
    assert found.adds == [("Calais", 0), ("Dunkerque", 1)]


def test_a_try_keeps_nobody_from_writing(app, cast):
    with app.app_context():
        arrives("Calais")
    ines = cast.browser("ines")

    with asked_of(app) as said:
        page = ines.post("/watch/new", data={"mode": "boxes", "all": "Calais", "do": "try30"})

    searched = next(at for at, each in enumerate(said) if "entry_texts" in each)
    begun = [each for each in said[:searched] if each.startswith("BEGIN")]
    assert "1 article en 30 jours" in page.text
    assert begun[-1:] != ["BEGIN IMMEDIATE"]


def test_samples_are_the_newest_with_their_places(here):
    arrives("Calais", "Hier", at=NOW - timedelta(days=3))
    arrives("Aujourd’hui", "À <b>Calais</b>", at=NOW - timedelta(hours=1))

    found = trial(read("calais"), None, 30)

    assert [each.article.document.title for each in found.samples] == ["Aujourd’hui", "Calais"]
    assert found.samples[0].spans[0][1:] == (5, 11)


FALSE = [
    terms_of(f"hro gagne le match de rugby du {day}", "Stade Info") for day in ("lundi", "mardi")
]


def test_what_false_hits_share_and_others_have_not_is_proposed_once_and_never_what_is_sought():
    right, usual = {"match": 3, '"le match"': 1}, {"gagne": 9}

    terms = [each.term for each in proposed(FALSE, right, usual, {"hro"})]

    assert set(terms) == {"gagne", "rugby", 'source:"Stade Info"'}
    assert terms[0] != "gagne"
    assert proposed(FALSE, {}, {}, {"hro", "gagne", "match", "rugby"})[0].wrong == 2
    assert proposed([], {}, {}, set()) == []


def test_an_exclusion_joins_any_query():
    assert but("a OR b", "rugby") == "(a OR b) -rugby"
    assert but("a b", 'source:"Stade Info"') == 'a b -source:"Stade Info"'


def test_marked_hits_propose_what_spares_them_alone(here):
    wrong = [arrives(f"HRO rugby {each}", outlet="Stade Info").id for each in ("hier", "demain")]
    arrives("HRO à Calais")

    found = exclusions(read("HRO"), None, 30, set(wrong))

    assert {(each.term, each.wrong, each.right) for each in found} == {
        ("rugby", 2, 0),
        ('source:"Stade Info"', 2, 0),
    }
