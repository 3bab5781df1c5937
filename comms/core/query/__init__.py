"""The query language of the watch: read a query, hold many against a document, say where it hit."""

from comms.core.query.document import Document, Span
from comms.core.query.evaluating import places, without
from comms.core.query.matching import Lookout
from comms.core.query.meaning import read
from comms.core.query.opened import Opened
from comms.core.query.refusal import QueryRefused, Reason
from comms.core.query.tree import Field, Query

__all__ = [
    "Document",
    "Field",
    "Lookout",
    "Opened",
    "Query",
    "QueryRefused",
    "Reason",
    "Span",
    "places",
    "read",
    "without",
]
