"""Finds mentions by a query, in the language of the watches: the index narrows, it decides."""

import html
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Select, or_, select

from comms.core.db import db
from comms.core.query import Document, Lookout, Opened, Query
from comms.monitoring.archive.queries import reading, searching
from comms.monitoring.archive.rules import document
from comms.monitoring.mentions.models import Mention, MentionPassage
from comms.monitoring.mentions.queries import passages

AT_ONCE = 200
MOST_WEIGHED, MOST_FOUND = 10_000, 2_000  # mentions, the newest


def found(query: Query) -> list[int]:
    """Return the newest mentions a query matches, by their numbers, whoever may read them.

    A mention says what its article does, what was typed of it, and who published it.
    """
    lookout = Lookout({0: query})
    ids: list[int] = []
    for mentions in _likely(query):
        documents = _documents(mentions)
        ids += [each for each, said in documents.items() if lookout.matching(Opened(said))]
        if len(ids) >= MOST_FOUND:
            break
    return ids[:MOST_FOUND]


def _likely(query: Query) -> Iterator[Sequence[Mention]]:
    """Yield mentions some at a time, the newest first; without those the index rules out."""
    wanted, last = _wanted(query), None
    for _ in range(MOST_WEIGHED // AT_ONCE):
        rows = wanted if last is None else wanted.where(Mention.id < last)
        some = db.session.scalars(rows.limit(AT_ONCE)).all()
        if some:
            yield some
        if len(some) < AT_ONCE:
            return
        last = some[-1].id


def _wanted(query: Query) -> Select[Mention]:
    rows = select(Mention).order_by(Mention.id.desc())
    by_index = searching.proposed(query)
    if by_index is None:
        return rows
    typed = Mention.id.in_(select(MentionPassage.mention_id))
    not_in_index = or_(Mention.entry_id.is_(None), Mention.verbatim != "", typed)
    return rows.where(or_(not_in_index, Mention.entry_id.in_(by_index)))


def _documents(mentions: Sequence[Mention]) -> dict[int, Document]:
    """Return mentions as queries see them, by their numbers, in their order."""
    entry_ids = [each.entry_id for each in mentions if each.entry_id is not None]
    articles = {each.id: each.document for some in reading.of(entry_ids) for each in some}
    typed = passages.words_of([each.id for each in mentions])
    return {each.id: _document(each, articles, typed) for each in mentions}


def _document(
    mention: Mention, articles: Mapping[int, Document], typed: Mapping[int, str]
) -> Document:
    article = articles.get(mention.entry_id or 0, Document(title=html.escape(mention.title)))
    added = filter(None, (mention.verbatim, typed.get(mention.id, "")))
    return document(
        title=article.title,
        text="<p>".join([article.text, *map(html.escape, added)]),
        authors=mention.authors,
        source=mention.outlet,
        url=mention.url or "",
        lang=mention.lang,
    )
