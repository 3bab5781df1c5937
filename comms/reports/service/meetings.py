"""The part of a report that tells to what the press was invited, and how many came."""

from collections.abc import Iterator, Sequence

from comms.adapters.documents import Block, Heading, Line, Run, Table
from comms.core.languages import association_zone, day, gettext, ngettext
from comms.events import queries
from comms.events.forms import KINDS
from comms.events.models import Event
from comms.events.queries import has_ended
from comms.events.rules import Kind


def held(events: Sequence[Event]) -> list[Event]:
    """Return the events that took place, in order."""
    over = [each for each in events if has_ended(each) and not each.cancelled_at]
    return sorted(over, key=lambda each: each.starts_at)


def blocks(events: Sequence[Event]) -> Iterator[Block]:
    """Yield the events in numbers; no guest is named, and no place."""
    if not events:
        return
    yield Heading(2, (Run(gettext("À quoi nous avons invité la presse")),))
    counts = [queries.count(each) for each in events]
    came = sum(each.came for each in counts)
    said = gettext(
        "En tout : %(events)s, %(people)s.",
        events=ngettext("%(num)d rendez-vous", "%(num)d rendez-vous", len(events)),
        people=ngettext("%(num)d journaliste venu·e", "%(num)d journalistes venu·es", came),
    )
    yield Line((Run(said),))
    named = (gettext("Jour"), gettext("Rendez-vous"), gettext("Invités"), gettext("Venus"))
    rows = [tuple((Run(each),) for each in named)]
    for event, count in zip(events, counts, strict=True):
        what = gettext("%(kind)s : %(title)s", kind=KINDS[Kind(event.kind)], title=event.title)
        on = event.starts_at.astimezone(association_zone()).date()
        cells = (day(on, "d MMM"), what, str(count.guests), str(count.came))
        rows.append(tuple((Run(cell),) for cell in cells))
    yield Table(tuple(rows))
