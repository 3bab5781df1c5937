"""Reads the steps: by when answers are due, of a campaign, of a person, between two days."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from comms.advocacy.models import Step
from comms.advocacy.rules import SOON, Outcome, Standing, Tally, standing, tally
from comms.campaigns.models import Campaign
from comms.contacts.book.models import Contact, Outlet, Role
from comms.contacts.book.queries.people import Card, cards, seen_by
from comms.contacts.book.rules.kinds import Medium
from comms.core import clock
from comms.core.db import db
from comms.core.languages import association_zone
from comms.core.text import fold

MOST = 300  # on one page
MOST_OFFERED = 200  # names while one types


@dataclass(frozen=True)
class Shown:
    """A step with whom it is addressed to, what it serves, and how it stands today."""

    step: Step
    who: Card | None
    outlet: str
    campaign: str
    standing: Standing

    @property
    def name(self) -> str:
        """Return the person's name, or the institution's, or nothing."""
        return self.who.name if self.who else self.outlet


@dataclass(frozen=True)
class Wish:
    """What a list is narrowed to; None: everything."""

    campaign_id: int | None = None
    outlet_id: int | None = None
    standing: Standing | None = None


def _seen(reader_id: int) -> ColumnElement[bool]:
    """Return the condition that a member reads a step: of a discreet person, confidants alone."""
    known = select(Contact.id).where(seen_by(reader_id))
    return or_(Step.contact_id.is_(None), Step.contact_id.in_(known))


def may_read(step: Step, reader_id: int) -> bool:
    """Say whether a member reads a step."""
    return bool(read_of([step.id], reader_id))


def read_of(step_ids: Collection[int], reader_id: int) -> Sequence[Step]:
    """Return those of some steps that a member reads."""
    return db.session.scalars(select(Step).where(Step.id.in_(step_ids), _seen(reader_id))).all()


def shown(steps: Iterable[Step]) -> list[Shown]:
    """Return steps as pages show them, in their order."""
    found = list(steps)
    today = clock.today(association_zone())
    people = cards({each.contact_id for each in found if each.contact_id})
    outlets = _names(Outlet, {each.outlet_id for each in found})
    campaigns = _names(Campaign, {each.campaign_id for each in found})
    return [
        Shown(
            each,
            people.get(each.contact_id or 0),
            outlets.get(each.outlet_id or 0, ""),
            campaigns.get(each.campaign_id or 0, ""),
            standing(each.on_day, each.due_on, each.outcome, today),
        )
        for each in found
    ]


def _names(kind: type[Outlet] | type[Campaign], ids: set[int | None]) -> dict[int, str]:
    rows = select(kind.id, kind.name).where(kind.id.in_(filter(None, ids)))
    return dict(list(db.session.execute(rows)))


def listed(wish: Wish, reader_id: int) -> list[Shown]:
    """Return steps by when their answer is due, the latest overdue first; what is closed last."""
    rows = select(Step).where(_seen(reader_id), *_wanted(wish))
    closed_last = case((Step.outcome == Outcome.OPEN, 0), else_=1)
    awaited = case((Step.outcome == Outcome.OPEN, Step.due_on), else_=None)
    order = (closed_last, awaited.is_(None), awaited, Step.on_day.desc(), Step.id.desc())
    found = shown(db.session.scalars(rows.order_by(*order).limit(MOST)))
    return [each for each in found if wish.standing in (None, each.standing)]


def _wanted(wish: Wish) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wish.campaign_id is not None:
        found.append(Step.campaign_id == wish.campaign_id)
    if wish.outlet_id is not None:
        found.append(Step.outlet_id == wish.outlet_id)
    return found


def of_campaign(campaign_id: int, reader_id: int) -> list[Shown]:
    """Return what was asked in a campaign, the newest first."""
    return _newest(Step.campaign_id == campaign_id, reader_id)


def of_contact(contact_id: int, reader_id: int) -> list[Shown]:
    """Return what was asked of a person, the newest first."""
    return _newest(Step.contact_id == contact_id, reader_id)


def _newest(condition: ColumnElement[bool], reader_id: int) -> list[Shown]:
    rows = select(Step).where(condition, _seen(reader_id))
    return shown(db.session.scalars(rows.order_by(Step.on_day.desc(), Step.id.desc()).limit(MOST)))


def all_of(contact_id: int) -> Sequence[Step]:
    """Return everything asked of a person, oldest first: what is told to them."""
    rows = select(Step).where(Step.contact_id == contact_id)
    return db.session.scalars(rows.order_by(Step.on_day, Step.id)).all()


def of_member(member_id: int, reader_id: int) -> list[Shown]:
    """Return the open steps a member follows, as a reader may see them."""
    open_ones = select(Step).where(Step.owner_id == member_id, Step.outcome == Outcome.OPEN)
    nearest = (Step.due_on.is_(None), Step.due_on, Step.on_day, Step.id)
    return shown(db.session.scalars(open_ones.where(_seen(reader_id)).order_by(*nearest)))


def awaited_by(member_id: int, today: date) -> list[Shown]:
    """Return the steps of a member whose answer is late or due within a week, latest first."""
    mine = _awaited(today).where(Step.owner_id == member_id, _seen(member_id))
    return shown(db.session.scalars(mine.order_by(Step.due_on, Step.id)))


def count_late(member_id: int, today: date) -> int:
    """Return how many answers a member waits for beyond their day."""
    late = select(func.count(Step.id)).where(
        Step.owner_id == member_id,
        Step.outcome == Outcome.OPEN,
        Step.on_day <= today,
        Step.due_on < today,
    )
    return db.session.scalar(late) or 0


def _awaited(today: date) -> Select[Step]:
    return select(Step).where(
        Step.outcome == Outcome.OPEN, Step.on_day <= today, Step.due_on <= today + SOON
    )


def between(first: date, last: date, reader_id: int) -> list[Shown]:
    """Return what is done, or to be answered, within some days."""
    within = or_(Step.on_day.between(first, last), Step.due_on.between(first, last))
    rows = select(Step).where(within, _seen(reader_id)).order_by(Step.id).limit(MOST)
    return shown(db.session.scalars(rows))


def found(words: str, limit: int) -> list[Shown]:
    """Return the steps whose subject or institution has the words; none of a discreet person."""
    wanted = fold(words).split()
    open_to_all = select(Contact.id).where(Contact.is_discreet.is_(False))
    rows = select(Step).where(or_(Step.contact_id.is_(None), Step.contact_id.in_(open_to_all)))
    last_first = shown(db.session.scalars(rows.order_by(Step.on_day.desc()).limit(2000)))
    return [each for each in last_first if wanted and _has(each, wanted)][:limit]


def _has(each: Shown, wanted: Sequence[str]) -> bool:
    text = fold(f"{each.step.subject} {each.outlet} {each.name}")
    return all(word in text for word in wanted)


def count(steps: Iterable[Shown]) -> Tally:
    """Return what was asked and what came of it, in numbers."""
    return tally((each.standing, each.step.outcome) for each in steps)


def asked_between(first: date, last: date, campaign_id: int | None = None) -> list[Shown]:
    """Return what was done within some days, oldest first, for a report; nobody discreet is in it.

    What only a confidant may read is left out: a report is read by everyone.
    """
    open_to_all = select(Contact.id).where(Contact.is_discreet.is_(False))
    rows = select(Step).where(
        Step.on_day.between(first, last),
        or_(Step.contact_id.is_(None), Step.contact_id.in_(open_to_all)),
        *_wanted(Wish(campaign_id=campaign_id)),
    )
    return shown(db.session.scalars(rows.order_by(Step.on_day, Step.id)))


def people_to_ask(member_id: int) -> list[str]:
    """Return names of the book a member may mean, for a field to offer: institutions' first."""
    seats = select(Role.contact_id).join(Outlet, Outlet.id == Role.outlet_id)
    theirs = Contact.id.in_(seats.where(Outlet.medium == Medium.INSTITUTION))
    asked = Contact.id.in_(select(Step.contact_id).where(Step.contact_id.is_not(None)))
    known = select(Contact.name).where(seen_by(member_id), Contact.frozen_at.is_(None))
    order = (case((or_(theirs, asked), 0), else_=1), Contact.touched_at.desc())
    names = db.session.scalars(known.order_by(*order).limit(MOST_OFFERED))
    return sorted(set(filter(None, names)), key=fold)


def institutions() -> list[tuple[int, str]]:
    """Return the institutions of the book and whoever else was asked something, by name."""
    asked = select(Step.outlet_id).where(Step.outlet_id.is_not(None))
    rows = select(Outlet.id, Outlet.name).where(
        or_(Outlet.medium == Medium.INSTITUTION, Outlet.id.in_(asked))
    )
    return [(n, name) for n, name in db.session.execute(rows.order_by(Outlet.key).limit(400))]


def campaigns() -> list[tuple[int, str]]:
    """Return the campaigns, those that go on first."""
    rows = select(Campaign.id, Campaign.name)
    order = (Campaign.closed_at.is_not(None), Campaign.name)
    return [(n, name) for n, name in db.session.execute(rows.order_by(*order))]
