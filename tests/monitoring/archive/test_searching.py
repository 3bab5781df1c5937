"""Articles found by a query: the index proposes, the query decides, the newest come first."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from comms.core import clock, options
from comms.core.db import db
from comms.core.query import Lookout, Opened, QueryRefused, read
from comms.monitoring.archive import service
from comms.monitoring.archive.models import EntryText
from comms.monitoring.archive.queries import reading, searching
from comms.monitoring.archive.rules import lookup, number_of, tsquery
from comms.monitoring.intake.models import Entry
from tests.conftest import NOW
from tests.core.query import invent
from tests.monitoring.articles import arrives, stored, tell

LOOKUPS = [
    ("calais", '{title text} : "calais"', True),
    ("expul*", '{title text} : "expul" *', True),
    ('"a b exp*"', '{title text} : "a b exp" *', True),
    ("title:Grande-Synthe", '{title} : "grande synthe"', True),
    ("a b", '({title text} : "a") AND ({title text} : "b")', True),
    ("a -b", '(({title text} : "a")) NOT ({title text} : "b")', True),
    ("=HRO", '{title text} : "hro"', False),
    ("a#2", '{title text} : "a"', False),
    ("a source:x", '({title text} : "a")', False),
    ("a OR source:x", "", False),
    ("~expulsion", "", False),
]


@pytest.mark.parametrize(("query", "words", "is_whole"), LOOKUPS, ids=[each[0] for each in LOOKUPS])
def test_a_query_is_looked_up_by_its_words(query, words, is_whole):
    found = lookup(read(query))

    assert (found.words, found.is_whole) == (words, is_whole)


def test_a_query_is_narrowed_in_the_words_of_postgresql():
    assert tsquery(read("(a OR expul*) b -c")) == "('a' | 'expul':*) & ('b')"
    assert tsquery(read("source:x")) == ""


def test_numbers_grow_with_the_hour():
    assert number_of(NOW, 7) < number_of(NOW, 8) < number_of(NOW + timedelta(seconds=1), 1)


def _found(query: str, **limits) -> list[str]:
    ids = searching.newest(read(query), **limits)
    titles = {entry.id: entry.title for entry in db.session.scalars(select(Entry))}
    return [titles[each] for each in ids]


def test_the_newest_come_first_and_no_more_than_wanted(here):
    for hours in (5, 1, 3):
        arrives(f"Calais {hours}", at=NOW - timedelta(hours=hours))

    assert _found("calais") == ["Calais 1", "Calais 3", "Calais 5"]
    assert _found("calais", limit=2) == ["Calais 1", "Calais 3"]
    assert _found("calais", since=NOW - timedelta(hours=4)) == ["Calais 1", "Calais 3"]


def test_a_common_beginning_is_found_among_the_newest(here):
    arrives("Pascalais 0", at=NOW)
    for hours in (5, 1, 3):
        arrives(f"À Calais-Nord {hours}", at=NOW - timedelta(hours=hours))

    assert _found("calai*", limit=2) == ["À Calais-Nord 1", "À Calais-Nord 3"]
    assert _found("calai*", limit=2, since=NOW - timedelta(hours=2)) == ["À Calais-Nord 1"]
    assert _found("title:calai*", limit=1) == ["À Calais-Nord 1"]


def test_an_article_that_changed_or_went_is_found_as_it_is(here):
    entry, gone = arrives("Calais"), arrives("Calais aussi")
    entry.title = "Dunkerque"
    tell(entry, changed=True)
    db.session.execute(delete(Entry).where(Entry.id == gone.id))
    db.session.commit()

    assert (_found("calais"), _found("dunkerque")) == ([], ["Dunkerque"])


def test_what_arrived_unheard_is_found_later_and_old_words_are_forgotten(here):
    stored("Calais")
    stored("Calais jadis", at=NOW - timedelta(days=options.get("kept_days") + 1))
    db.session.commit()

    assert (_found("calais"), service.catch_up(), service.catch_up()) == ([], 1, 0)
    assert _found("calais") == ["Calais"]
    with clock.fixed(NOW + timedelta(days=200)):
        assert service.forget_old() == 1
    assert db.session.scalar(select(func.count()).select_from(EntryText)) == 0


def test_the_index_finds_what_each_query_finds(here):
    chance = random.Random(4)
    entries = []
    for _ in range(120):
        made = invent.document(chance)
        entries.append(
            stored(
                made["title"],
                made["text"],
                outlet=made["source"] or "Sans nom",
                authors=[made["author"]] if made["author"] else [],
                language=made["lang"],
                at=NOW - timedelta(minutes=chance.randrange(10_000)),
            )
        )
    tell(*entries)
    articles = list(reading.since(NOW - timedelta(days=30)))
    compared = 0
    for _ in range(150):
        try:
            query = read(invent.query(chance))
        except QueryRefused:
            continue
        lookout = Lookout({0: query})
        expected = [each.id for each in articles if lookout.matching(Opened(each.document))]
        assert searching.newest(query, limit=500) == expected, query.text
        compared += len(expected)
    assert compared > 200
