"""What would spare the false hits somebody marked, of what a query would have caught."""

from collections import Counter
from collections.abc import Set
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
AT_LARGE = 300  # articles by which is seen which words stand everywhere


def exclusions(query: Query, reader: Reader, days: int, wrong_ids: Set[int]) -> list[Exclusion]:
    """Return what to exclude so that these false hits (their articles) go and the others stay."""
    wrong: list[frozenset[str]] = []
    right: Counter[str] = Counter()
    may_show = showing(reader)
    hits = searching.matching(query, clock.now() - timedelta(days=days))
    for article, opened in islice(hits, LOOKED_AT):
        if not may_show(opened):
            continue
        terms = _terms(article, opened)
        if article.id in wrong_ids:
            wrong.append(terms)
        else:
            right.update(terms)
    if not wrong:
        return []
    return proposed(wrong, right, _usual(), frozenset(folded_words(query.text)))


def _terms(article: Article, opened: Opened) -> frozenset[str]:
    title, text, _author = opened.written()
    return terms_of(f"{title} . {text}", article.document.source)


def _usual() -> Counter[str]:
    """Return how many of the newest articles have a word."""
    rows = select(EntryText.title, EntryText.text).order_by(EntryText.number.desc())
    found: Counter[str] = Counter()
    for title, text in db.session.execute(rows.limit(AT_LARGE)):
        found.update({*title.split(), *text.split()})
    return found
