"""Holds the engine against the slow reading.

`python -m tests.core.query.agreement` compares 10,000 documents with 200 queries: some minutes.
"""

import random
import sys

from comms.core.query import Document, Lookout, QueryRefused, read
from tests.core.query import invent, slow


def read_both(query):
    """Return our query and theirs; None for both when refused.

    Raises:
        AssertionError: one reads what the other refuses.
    """
    try:
        theirs = slow.read(query)
    except slow.No:
        theirs = None
    try:
        ours = read(query)
    except QueryRefused:
        ours = None
    assert (ours is None) == (theirs is None), f"only one reads {query!r}"
    return ours, theirs


def compare(documents, queries, seed):
    """Compare every document with every query, spans included; return how many matched."""
    chance = random.Random(seed)
    both = {}
    while len(both) < queries:
        query = invent.query(chance)
        ours, theirs = read_both(query)
        if ours:
            both[query] = (ours, theirs)
    lookout = Lookout({query: ours for query, (ours, _) in both.items()})
    matched = 0
    for _ in range(documents):
        document = invent.document(chance)
        given = {field: text or "" for field, text in document.items()}
        ours = {
            query: [(str(span.field), span.start, span.end) for span in spans]
            for query, spans in lookout.hits(Document(**given)).items()
        }
        opened = slow.Slow(document)
        for query, (_, theirs) in both.items():
            expected = slow.spans(theirs, opened)
            assert ours.get(query) == expected, (query, document, ours.get(query), expected)
            matched += expected is not None
    return matched


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(compare(count, 200, seed=1), "matches, no difference")
