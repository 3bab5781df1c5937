"""How a catch is shown: its words in their sentence, its weeks as a small line."""

from collections.abc import Iterable, Sequence

from comms.core.query import Document, Field, Span
from comms.core.query.showing import Bit, in_sentence, marked


def shown(seen: Document, spans: Iterable[Span]) -> tuple[list[Bit], list[Bit]]:
    """Return the title with its words marked, and the first sentence that holds a word found."""
    in_title = [(span.start, span.end) for span in spans if span.field is Field.TITLE]
    in_text = [(span.start, span.end) for span in spans if span.field is Field.TEXT]
    return marked(seen.title, in_title), in_sentence(seen.text, in_text)


def line(counts: Sequence[int], width: int = 80, height: int = 20) -> str:
    """Return the points of a small line through counts, for an SVG of this size."""
    most = max(counts, default=0) or 1
    step = width / max(1, len(counts) - 1)
    return " ".join(
        f"{order * step:.0f},{height - 1 - count / most * (height - 2):.1f}"
        for order, count in enumerate(counts)
    )
