"""What a query would have caught of what is kept, and what each of its terms adds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from comms.core import clock
from comms.core.query import Opened, Query, Span, places, without
from comms.core.query.showing import Bit
from comms.core.query.tree import Passage, Term
from comms.monitoring.archive.queries import reading, searching
from comms.monitoring.archive.rules import Article
from comms.monitoring.watches.queries.compiling import compiled
from comms.monitoring.watches.queries.reading import Reader, closed_to
from comms.monitoring.watches.rules.leaving_out import left_out, name_in, with_all
from comms.monitoring.watches.rules.showing import shown as shown_in

SHOWN = 20
MOST_WEIGHED = 100_000  # times a term is left out of an article, for a page: some seconds


@dataclass(frozen=True)
class Sample:
    """One article a query would have caught, its words in their sentence."""

    article: Article
    spans: tuple[Span, ...]
    title: list[Bit]
    sentence: list[Bit]


@dataclass(frozen=True)
class Trial:
    """What a query would have caught. `adds`: articles lost if the term were never found.

    `spared`: articles left out with each source it leaves out, which it would catch else.
    `weighed`: the hits of which it was asked what terms add, the newest.
    """

    hits: int
    adds: list[tuple[str, int]]
    spared: list[tuple[str, int]]
    samples: list[Sample]
    weighed: int


def trial(query: Query, reader: Reader, days: int, *, most: int | None = None) -> Trial:
    """Hold a query against what was shown in the last days, the newest first.

    `most`: how often a term may be left out of an article to see what it adds; None: always.
    What only watches closed to a member catch is not counted either: number by number it would
    tell them the words of such a watch.
    """
    terms, sources = query.sought(), left_out(query)
    adds, spared = [0] * len(terms), [0] * len(sources)
    samples: list[Sample] = []
    hits = weighed = 0
    may_show, since = showing(reader), clock.now() - timedelta(days=days)
    for article, opened in searching.matching(with_all(query), since):
        if not may_show(opened):
            continue
        if any(theirs := [opened.holds(each) for each in sources]):
            spared = [count + is_its for count, is_its in zip(spared, theirs, strict=True)]
            continue
        hits += 1
        if most is None or hits * len(terms) <= most:
            weighed = hits
            for order, term in enumerate(terms):
                adds[order] += not without(term, query, opened)
        if len(samples) < SHOWN:
            samples.append(_sample(article, places(query, opened)))
    counted = _typed(query, terms, adds), _typed(query, sources, spared)
    return Trial(hits, *counted, samples, weighed)


def _typed(
    query: Query, terms: Sequence[Term | Passage], counts: list[int]
) -> list[tuple[str, int]]:
    """Return terms as they were typed, of a source its name, each with its count."""
    pieces = (query.text[term.at : term.end].removeprefix("-") for term in terms)
    return [(name_in(each) or each, count) for each, count in zip(pieces, counts, strict=True)]


def articles(query: Query | None, reader: Reader, before: int | None = None) -> list[Sample]:
    """Return the newest kept articles a query matches (None: all), older than a number.

    What only watches closed to a member catch is not among them.
    """
    may_show = showing(reader)
    if query is None:
        every = ((each, Opened(each.document)) for each in reading.since(searching.EVER, before))
        some = islice((each for each, opened in every if may_show(opened)), SHOWN)
        return [Sample(each, (), *shown_in(each.document, ())) for each in some]
    matching = searching.matching(query, before=before)
    found = islice(((each, opened) for each, opened in matching if may_show(opened)), SHOWN)
    return [_sample(article, places(query, opened)) for article, opened in found]


def showing(reader: Reader) -> Callable[[Opened], bool]:
    """Return what says whether a member may be shown an article."""
    closed = closed_to(reader)
    lookout = compiled().lookout

    def may_show(opened: Opened) -> bool:
        caught = lookout.matching(opened) if closed else []
        return not caught or not closed.issuperset(caught)

    return may_show


def _sample(article: Article, spans: tuple[Span, ...]) -> Sample:
    return Sample(article, spans, *shown_in(article.document, spans))
