"""What would spare the false hits somebody marked, of what a query would have caught."""

from collections import Counter
from collections.abc import Iterator, Set
from datetime import timedelta
from itertools import islice

from sqlalchemy import select

from comms.core import clock
from comms.core.db import db
from comms.core.query import Opened, Query
from comms.core.text import folded_words
from comms.monitoring.archive.models import EntryText
from comms.monitoring.archive.queries import searching
from comms.monitoring.archive.rules import Article
from comms.monitoring.watches.queries.reading import Reader
from comms.monitoring.watches.queries.trying import showing
from comms.monitoring.watches.rules.excluding import Exclusion, proposed, terms_of

LOOKED_AT = 1000  # hits, the newest
READ = 20_000  # characters of an article: few have more
AT_LARGE = 300  # articles by which is seen which words stand everywhere


def exclusions(query: Query, reader: Reader, days: int, wrong_ids: Set[int]) -> list[Exclusion]:
    """Return what to exclude so that these false hits (their articles) go and the others stay."""

    def hits() -> Iterator[tuple[Article, Opened]]:
        found = searching.matching(query, clock.now() - timedelta(days=days))
        return (each for each in islice(found, LOOKED_AT) if may_show(each[1]))

    may_show = showing(reader)
    wrong = [_terms(*each) for each in hits() if each[0].id in wrong_ids]
    if not wrong:
        return []
    # Looked through twice: of all the words of a thousand articles only a few are kept.
    asked = frozenset[str]().union(*wrong)
    right: Counter[str] = Counter()
    for each in hits():
        if each[0].id not in wrong_ids:
            right.update(_terms(*each) & asked)
    return proposed(wrong, right, _usual(asked), frozenset(folded_words(query.text)))


def _terms(article: Article, opened: Opened) -> frozenset[str]:
    title, text, _author = opened.written()
    return terms_of(f"{title} . {text[:READ]}", article.document.source)


def _usual(asked: Set[str]) -> Counter[str]:
    """Return how many of the newest articles have a word, of those that are asked for."""
    rows = select(EntryText.title, EntryText.text).order_by(EntryText.number.desc())
    found: Counter[str] = Counter()
    for title, text in db.session.execute(rows.limit(AT_LARGE)):
        found.update(asked & {*title.split(), *text.split()})
    return found
