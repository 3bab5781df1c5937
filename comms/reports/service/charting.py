"""Numbers with names, as a report draws them."""

from collections.abc import Iterable

from comms.adapters.documents import Chart, Run


def chart(head: tuple[str, str], rows: Iterable[tuple[str, int]]) -> Chart:
    """Return a chart of one number a name; `head`: what the names and the numbers are."""
    return Chart(head, tuple(((Run(name),), (count,)) for name, count in rows))
