"""What a query is held against, and the places where it was found."""

from typing import NamedTuple

from comms.core.query.tree import Field


class Document(NamedTuple):
    """An entry, a mention, a page: `title` and `text` may hold HTML; what is missing is empty."""

    title: str = ""
    text: str = ""
    author: str = ""
    source: str = ""
    url: str = ""
    lang: str = ""


class Span(NamedTuple):
    """A place in a field: code points of the field as given, tags included."""

    field: Field
    start: int
    end: int


_ORDER = {field: order for order, field in enumerate(Field)}


def merged(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans in the order of the fields, then of place; those that share a character, one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (_ORDER[span.field], span.start, span.end)):
        last = found[-1] if found else None
        if last and last.field is span.field and span.start < last.end:
            found[-1] = Span(last.field, last.start, max(last.end, span.end))
        else:
            found.append(span)
    return tuple(found)
