"""Reads all that a member would leave: what runs, what is due, whom they know, where things are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from comms.advocacy import queries as advocacy
from comms.advocacy.queries import Shown
from comms.contacts.book.queries import knowing
from comms.contacts.book.queries.people import Card
from comms.contacts.requests import queries as requests
from comms.contacts.requests.models import FollowUp, Request
from comms.core import clock
from comms.core.db import db
from comms.cosigning.queries import keeping as cosigning
from comms.cosigning.queries.keeping import Kept
from comms.events import queries as events
from comms.events.models import Event
from comms.ideas import queries as ideas
from comms.ideas.models import DropLink
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.queries import listing
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.states import UNFINISHED
from comms.portability.models import HandoverNote
from comms.tasks import queries as tasks
from comms.tasks.models import Task
from comms.testimonies import queries as testimonies


@dataclass(frozen=True)
class Estate:
    """What a member does now, as a reader may see it. `testimonies`, `discreet`: how many."""

    pieces: Sequence[Piece]
    tasks: Sequence[Task]
    requests: Sequence[tuple[Request, Card]]
    follow_ups: Sequence[tuple[FollowUp, Card]]
    watches: Sequence[Watch]
    steps: Sequence[Shown]
    events: Sequence[Event]
    statements: Sequence[Kept]
    links: Sequence[DropLink]
    known: Sequence[tuple[Card, datetime]]
    testimonies: int
    discreet: int
    note: str

    @property
    def lists(self) -> tuple[Sequence[object], ...]:
        """Return all that is theirs and can be shown."""
        work = (self.pieces, self.tasks, self.requests, self.follow_ups, self.watches)
        return (*work, self.steps, self.events, self.statements, self.links)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is theirs that would wait for nobody once they have left."""
        return not (any(self.lists) or self.testimonies or self.discreet)


def estate(member_id: int, reader_id: int) -> Estate:
    """Return all that a member would leave."""
    note = db.session.get(HandoverNote, member_id)
    return Estate(
        pieces=pieces.of_author(member_id, *UNFINISHED),
        tasks=tasks.open_of(member_id),
        requests=requests.requests_of(member_id, reader_id),
        follow_ups=requests.follow_ups_of(member_id, reader_id),
        watches=listing.told_of(member_id),
        events=events.owned_by(member_id),
        steps=advocacy.of_member(member_id, reader_id),
        statements=cosigning.kept_by(member_id),
        links=ideas.links_of(member_id),
        known=knowing.known_to(member_id, reader_id, clock.now()),
        testimonies=testimonies.count_held_by(member_id),
        discreet=knowing.count_discreet(member_id),
        note=note.words if note else "",
    )
