"""Orders in which three people write, schedule, hold, restore and approve, drawn by a machine.

It keeps its own book of who said yes to what, by other means than the product, and looks at each
thing that leaves whether the book agrees.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from comms.core import clock, hours
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.factory import House
from comms.mailings.models import Mailing
from comms.mailings.rules import MailingState
from comms.mailings.service import deciding
from comms.mailings.service.opening import miss_late, open_due
from comms.pieces import queries, service
from comms.pieces.models import Revision
from comms.pieces.rules.leaving import CHANNELS, EMBARGO, MAIN, Content, Plan, Sending
from comms.pieces.rules.states import State
from comms.pieces.rules.typography import tidied
from comms.posts.rules import PostWords
from comms.publishing import service as publishing
from comms.publishing.models import Dispatch
from comms.releases.rules import KINDS, ReleaseWords
from tests.conftest import NOW

PARIS = ZoneInfo("Europe/Paris")
WALLS = tuple(f"2030-03-{day} {hour}:00" for day in (12, 13) for hour in (11, 14, 18))
PEOPLE = st.sampled_from(("ines", "lea", "anne"))
AUTHORS = st.sampled_from(("ines", "ines", "lea"))
PLACES = st.sampled_from(("title", "body", "end"))


@dataclass(frozen=True)
class Yes:
    """What a person said yes to, as the book of the test keeps it."""

    who: str
    words: dict[str, Any]
    where: tuple[Any, ...]  # channels, lists by sending, days and zones
    hours: dict[str, datetime]


def _where(content: Content) -> tuple[Any, ...]:
    """Return whom a content goes to and on which days, read from it field by field."""
    plan = content.plan
    days = sorted((key, hour.wall[:10], hour.zone) for key, hour in plan.hours().items())
    return sorted(plan.channels), sorted((each.key, each.lists) for each in plan.sendings), days


class Interleavings(RuleBasedStateMachine):
    """One piece, three people, a clock that goes on."""

    house: House
    people: dict[str, Actor]
    lists: tuple[int, int]
    channels: tuple[int, int]
    left_in_all: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.token = count(1)
        self.typed: list[str] = []
        self.kept: dict[int, dict[str, Any]] = {}
        self.book: list[Yes] = []
        self.out: set[tuple[str, int]] = set()
        self.context = self.house.test_request_context()
        self.context.push()

    def teardown(self) -> None:
        """Look whether all that was written is there; leave nothing a later example would carry."""
        try:
            self.nothing_written_is_lost()
            with suppress(Refused):
                self._do(service.drop, self.people["ines"])
            db.session.commit()
        finally:
            db.session.remove()
            self.context.pop()

    @initialize(kind=st.sampled_from(("post", "release")), author=AUTHORS, first=st.booleans())
    def begin(self, kind: str, author: str, first: bool) -> None:
        """Write the piece down."""
        words: dict[str, Any] = (
            PostWords(text="L’eau est coupée. mot0").plain()
            if kind == "post"
            else ReleaseWords(
                title="Calais", place="Calais", body="Les équipes. mot0", contacts=("Ada",)
            ).plain()
        )
        plan = Plan(hours.read(WALLS[1], "Europe/Paris"), self.channels[:1])
        if kind == "release":
            early = Sending(EMBARGO, (self.lists[1],), hours.read(WALLS[0], "Europe/Paris"))
            sendings = (Sending(MAIN, (self.lists[0],), None), early)
            plan = replace(plan, sendings=sendings if first else sendings[:1])
        with clock.fixed(self.now):
            self.piece = service.begin(kind, Content(words, plan), "fr", actor=self.people[author])
        self.author = author
        self._keep()

    def _do(self, verb: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Do what a person does; a refusal undoes it, as the gate of the pages does."""
        with clock.fixed(self.now), db.session.begin_nested():
            return verb(self.piece, *given[:-1], actor=given[-1], **named)

    def _content(self) -> Content:
        return queries.content(self.piece)

    def _save(self, content: Content, who: str, base: int | None = None) -> None:
        with suppress(Refused):
            self._do(service.save, content, self.people[who], base=base or self.piece.number)
        self._keep()

    def _keep(self) -> None:
        for number, content in self._there().items():
            self.kept.setdefault(number, content)

    def _there(self) -> dict[int, dict[str, Any]]:
        """Return what each revision holds, from the database and not from our session's memory."""
        rows = select(Revision.number, Revision.content).where(Revision.piece_id == self.piece.id)
        return dict(db.session.execute(rows).all())

    @rule(who=PEOPLE, place=PLACES, back=st.integers(0, 3))
    def write(self, who: str, place: str, back: int) -> None:
        """Type a word, on the newest page or on one opened some revisions ago."""
        known = [each.number for each in self.piece.revisions if not each.is_aside]
        base = known[max(len(known) - 1 - back, 0)]
        content = queries.content(self.piece, base)
        word = f"mot{next(self.token)}"
        if self.piece.state not in (State.PUBLISHED, State.DROPPED):
            self.typed.append(word)
        self._save(Content(self._with(content.words, place, word), content.plan), who, base)

    def _with(self, words: dict[str, Any], place: str, word: str) -> dict[str, Any]:
        field = "text" if self.piece.kind == "post" else ("title" if place == "title" else "body")
        old = words[field]
        return {**words, field: f"{old} {word}" if place == "end" else f"{word} {old}"}

    @rule(who=PEOPLE, wall=st.sampled_from(WALLS))
    def reschedule(self, who: str, wall: str) -> None:
        """Choose another hour, as the form, the calendar's drag and a key do."""
        content = self._content()
        plan = replace(content.plan, at=hours.read(wall, "Europe/Paris"))
        self._save(Content(content.words, plan), who)

    @precondition(lambda self: self.piece.kind == "release")
    @rule(who=PEOPLE, first=st.booleans(), wall=st.sampled_from(WALLS))
    def send_some_first(self, who: str, first: bool, wall: str) -> None:
        """Add or take away a sending under embargo."""
        content = self._content()
        kept = tuple(each for each in content.plan.sendings if each.key == MAIN)
        early = Sending(EMBARGO, (self.lists[1],), hours.read(wall, "Europe/Paris"))
        sendings = (*kept, early) if first else kept
        self._save(Content(content.words, replace(content.plan, sendings=sendings)), who)

    @rule(who=PEOPLE, both=st.booleans())
    def change_channels(self, who: str, both: bool) -> None:
        """Choose where it goes."""
        content = self._content()
        plan = replace(content.plan, channels=self.channels if both else self.channels[:1])
        self._save(Content(content.words, plan), who)

    @precondition(lambda self: self.piece.kind == "release")
    @rule(who=PEOPLE, kind=st.sampled_from(KINDS))
    def change_kind(self, who: str, kind: str) -> None:
        """Make an invitation of a communiqué, and so on."""
        content = self._content()
        self._save(Content({**content.words, "kind": kind}, content.plan), who)

    @rule(who=PEOPLE, pick=st.integers(0, 50))
    def restore(self, who: str, pick: int) -> None:
        """Bring an earlier revision back, one kept aside too."""
        number = self.piece.revisions[pick % len(self.piece.revisions)].number
        with suppress(Refused):
            self._do(service.restore, number, self.people[who])
        self._keep()

    @rule(who=PEOPLE, taker=PEOPLE)
    def propose_and_take(self, who: str, taker: str) -> None:
        """Propose another first word, and have somebody take it."""
        words = self._content().words
        first = words["text" if self.piece.kind == "post" else "body"].split()[0]
        word = f"mot{next(self.token)}"
        with suppress(Refused):
            remark = self._do(
                service.comment, "", self.people[who], passage=first, proposal=f"{word} {first}"
            )
            with clock.fixed(self.now), db.session.begin_nested():
                db.session.flush()
                service.take(remark, actor=self.people[taker])
            self.typed.append(word)
        self._keep()

    @rule(who=PEOPLE)
    def set_in_print(self, who: str) -> None:
        """Set the text as French print does."""
        content = self._content()
        self._save(Content(tidied(content.words, "fr"), content.plan), who)

    @rule(who=PEOPLE)
    def ask(self, who: str) -> None:
        """Ask for approval."""
        with suppress(Refused):
            self._do(service.ask_approval, self.people[who])

    @rule(who=PEOPLE, back=st.sampled_from((0, 0, 0, 0, 1)))
    def approve(self, who: str, back: int) -> None:
        """Say yes to the page of now, or to one shown a revision ago."""
        known = [each for each in self.piece.revisions if not each.is_aside]
        shown = known[max(len(known) - 1 - back, 0)]
        content, saver = Content.of(shown.content), shown.member_id
        try:
            self._do(
                service.approve,
                self.people[who],
                shown_hash=shown.hash,
                shown_number=shown.number,
            )
        except Refused:
            return
        assert who != self.author, "nobody approves their own text"
        assert self.people[who].id != saver or shown.number != self.piece.number
        assert self.people[who].may(Right.APPROVE)
        seen = {key: hour.instant for key, hour in content.plan.hours().items()}
        self.book.append(Yes(who, content.words, _where(content), seen))

    @rule(who=PEOPLE)
    def ask_changes(self, who: str) -> None:
        """Send it back."""
        with suppress(Refused):
            self._do(service.ask_changes, "Et la source ?", self.people[who])

    @rule(who=PEOPLE)
    def hold(self, who: str) -> None:
        """Stop it."""
        with suppress(Refused):
            self._do(service.hold, self.people[who])

    @rule(who=PEOPLE)
    def resume(self, who: str) -> None:
        """Let it go on."""
        with suppress(Refused):
            self._do(service.resume, self.people[who])

    @rule(who=PEOPLE)
    def ask_and_hear_yes(self, who: str) -> None:
        """Ask, and let everyone who may fill a place: interleavings that get so far are few."""
        self.ask(who)
        for each in ("lea", "anne"):
            self.approve(each, 0)

    @rule(who=PEOPLE)
    def have_it_leave(self, who: str) -> None:
        """Ask, hear yes, come to the hour and post what is posted by hand."""
        self.ask_and_hear_yes(who)
        comes = self._comes()
        if comes is not None:
            self.now = comes
        self._run_jobs()
        self.post_it(who)

    @precondition(lambda self: self._comes() is not None)
    @rule(minutes=st.sampled_from((0, 0, 1, 15, 70)))
    def come_to_the_next_hour(self, minutes: int) -> None:
        """Let the clock come to the hour at which something leaves, or a little later."""
        comes = self._comes()
        assert comes is not None
        self.now = comes + timedelta(minutes=minutes)
        self._run_jobs()

    def _comes(self) -> datetime | None:
        hours_ = self._content().plan.hours().values()
        return min((each.instant for each in hours_ if each.instant > self.now), default=None)

    @rule(minutes=st.sampled_from((5, 55)))
    def let_time_pass(self, minutes: int) -> None:
        """Let the clock go on, and the jobs run."""
        self.now += timedelta(minutes=minutes)
        self._run_jobs()

    def _run_jobs(self) -> None:
        with clock.fixed(self.now):
            service.expire_overdue()
            for mailing in db.session.scalars(select(Mailing).where(_due(self.piece.id))).all():
                if mailing.due_at <= self.now:
                    before = mailing.state
                    open_due(mailing)
                    if mailing.state == MailingState.OPEN and before != MailingState.OPEN:
                        self._leaves(mailing.key, self._content())
            miss_late(self.now)
            publishing.look_after_due()

    @rule(who=PEOPLE, answer=st.sampled_from(("again", "drop")))
    def decide_about_what_waits(self, who: str, answer: str) -> None:
        """Let what was missed or blocked go on, or give it up."""
        with clock.fixed(self.now):
            decide = {"again": deciding.send_missed, "drop": deciding.drop_missed}[answer]
            theirs = select(Mailing).where(Mailing.piece_id == self.piece.id)
            for mailing in db.session.scalars(theirs).all():
                with suppress(Refused), db.session.begin_nested():
                    decide(mailing, actor=self.people[who])
            for row in self._dispatches():
                with suppress(Refused), db.session.begin_nested():
                    publishing.resolve(row, answer, actor=self.people[who])

    @rule(who=PEOPLE)
    def post_it(self, who: str) -> None:
        """Post by hand what the kit offers at its hour, and bring the proof."""
        for row in self._dispatches():
            if row.due_at > self.now or row.state != "due" or not self._kit_is_open(row):
                continue
            approved = queries.approved_content(self.piece, row.hash)
            with clock.fixed(self.now), suppress(Refused), db.session.begin_nested():
                url = f"https://reseau.example/{row.id}"
                publishing.prove(row, url=url, said_at=None, actor=self.people[who])
                self._leaves(CHANNELS, approved, row.channel_id)

    def _kit_is_open(self, row: Dispatch) -> bool:
        return row.hash == queries.revision(self.piece).hash

    def _dispatches(self) -> list[Dispatch]:
        return list(
            db.session.scalars(select(Dispatch).where(Dispatch.piece_id == self.piece.id)).all()
        )

    def _leaves(self, key: str, content: Content, channel_id: int = 0) -> None:
        """Look in the book: who said yes to exactly this, at this hour or an earlier one."""
        agreed = [each for each in self.book if self._covers(each, key, content)]
        names = {each.who for each in agreed}
        asked = {"lea", "anne"} if self.piece.kind == "release" else set()
        assert names >= asked, (key, names)
        assert names, "nobody said yes to what left"
        assert self.author not in names
        assert (key, channel_id) not in self.out, "it left twice"
        if channel_id:
            self.out.add((key, channel_id))
        self.left_in_all.append(key)

    def _covers(self, yes: Yes, key: str, content: Content) -> bool:
        return (
            yes.words == content.words
            and yes.where == _where(content)
            and yes.hours[key] <= content.plan.hours()[key].instant <= self.now
        )

    def nothing_written_is_lost(self) -> None:
        """Every revision ever saved is there, as typed, without a hole; so is every word.

        Asked at the end of an order: what a step lost, no later one brings back.
        """
        there = self._there()
        assert {number: there.get(number) for number in self.kept} == self.kept
        assert sorted(there) == list(range(1, len(there) + 1))
        all_of_it = " ".join(str(each["words"]) for each in there.values()).split()
        letters = {each.strip("',.") for each in all_of_it}
        assert set(self.typed) <= letters

    @invariant()
    def what_is_scheduled_was_agreed_to(self) -> None:
        """A piece that waits for its hour was approved as it stands, whatever has left of it."""
        if self.piece.state not in (State.SCHEDULED, State.HELD):
            return
        content = self._content()
        still = content.plan.hours().keys() - set(self.piece.left)
        names = {
            each.who
            for each in self.book
            if each.words == content.words
            and each.where == _where(content)
            and all(each.hours[key] <= content.plan.hours()[key].instant for key in still)
        }
        assert names - {self.author}
        assert self.piece.kind == "post" or names >= {"lea", "anne"}


def _due(piece_id: int) -> Any:
    return (Mailing.piece_id == piece_id) & (Mailing.state == MailingState.DUE)
