"""What a query would have caught of what is kept, and what each of its terms adds."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from comms.core import clock
from comms.core.query import Query, Span, places, without
from comms.core.query.showing import Bit
from comms.monitoring.archive.queries import reading, searching
from comms.monitoring.archive.rules import Article
from comms.monitoring.watches.rules import shown as shown_in

SHOWN = 20


@dataclass(frozen=True)
class Sample:
    """One article a query would have caught, its words in their sentence."""

    article: Article
    spans: tuple[Span, ...]
    title: list[Bit]
    sentence: list[Bit]


@dataclass(frozen=True)
class Trial:
    """What a query would have caught. `adds`: articles lost if the term were never found."""

    hits: int
    adds: list[tuple[str, int]]
    samples: list[Sample]


def trial(query: Query, days: int) -> Trial:
    """Hold a query against what was shown in the last days, the newest first."""
    terms = query.sought()
    adds = [0] * len(terms)
    samples: list[Sample] = []
    hits = 0
    for article, opened in searching.matching(query, clock.now() - timedelta(days=days)):
        hits += 1
        for order, term in enumerate(terms):
            adds[order] += not without(term, query, opened)
        if len(samples) < SHOWN:
            samples.append(_sample(article, places(query, opened)))
    typed = [query.text[term.at : term.end].removeprefix("-") for term in terms]
    return Trial(hits, list(zip(typed, adds, strict=True)), samples)


def articles(query: Query | None, before: int | None = None) -> list[Sample]:
    """Return the newest kept articles a query matches (None: all), older than a number."""
    if query is None:
        some = islice(reading.since(searching.EVER, before), SHOWN)
        return [Sample(each, (), *shown_in(each.document, ())) for each in some]
    found = islice(searching.matching(query, before=before), SHOWN)
    return [_sample(article, places(query, opened)) for article, opened in found]


def _sample(article: Article, spans: tuple[Span, ...]) -> Sample:
    return Sample(article, spans, *shown_in(article.document, spans))
