"""What people do: note a step, say what came of it, plan the next one."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, select, update

from comms.accounts import queries as accounts
from comms.advocacy.models import Step
from comms.advocacy.rules import (
    LONGEST_WORDS,
    AdvocacyWrong,
    Document,
    Outcome,
    obstacles,
)
from comms.audit import service as audit
from comms.campaigns.models import Campaign
from comms.contacts.book.models import Contact, Outlet
from comms.contacts.book.queries.finding import people_like
from comms.contacts.book.queries.people import may_see
from comms.contacts.book.rules.kinds import Medium
from comms.contacts.book.rules.outlets import outlet_key
from comms.contacts.book.service.newsrooms import outlets_named
from comms.core import clock, languages
from comms.core.db import changed, db
from comms.core.events import PersonErased
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.core.text import fold
from comms.tasks import service as tasks
from comms.tasks.models import Task

KEPT = timedelta(days=6 * 366)


@dataclass(frozen=True)
class Draft:
    """What a step is to be. `who` is a name as typed, `contact_id` the person that was chosen."""

    kind: str
    subject: str
    on: date | None
    due: date | None = None
    who: str = ""
    contact_id: int | None = None
    outlet: str = ""
    campaign_id: int | None = None
    owner_id: int | None = None
    asked: str = ""
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What came of a step, on which day, in whose words."""

    outcome: str
    on: date | None
    words: str = ""


def add(draft: Draft, *, actor: Actor) -> Step:
    """Note what was done, or will be.

    Raises:
        Refused: everything that is wrong with it.
    """
    step = Step(made_at=clock.now(), made_by=actor.id, outcome=Outcome.OPEN)
    _fill(step, draft, actor)
    db.session.add(step)
    db.session.flush()
    audit.record(actor.id, "advocacy.noted", "step", step.id)
    return step


def change(step: Step, draft: Draft, *, actor: Actor) -> None:
    """Say it otherwise; what came of it stays."""
    _fill(step, draft, actor)
    audit.record(actor.id, "advocacy.changed", "step", step.id)


def _fill(step: Step, draft: Draft, actor: Actor) -> None:
    wrong = obstacles(
        draft.kind, draft.subject, draft.asked, draft.on, draft.due, len(draft.documents)
    )
    if draft.owner_id not in {each.id for each in accounts.active()}:
        wrong.append(AdvocacyWrong.NO_OWNER)
    contact_id, nobody = _whom(draft, actor)
    if wrong := [*wrong, *nobody]:
        raise Refused(wrong, name=draft.who[:60])
    assert draft.on is not None
    step.kind, step.subject = draft.kind, " ".join(draft.subject.split())
    step.on_day, step.due_on, step.asked = draft.on, draft.due, draft.asked.strip()
    step.contact_id, step.outlet_id = contact_id, _institution(draft.outlet)
    known = draft.campaign_id and db.session.get(Campaign, draft.campaign_id)
    step.campaign_id = known.id if known else None
    step.owner_id = draft.owner_id
    step.documents = [[each.name, each.url] for each in draft.documents]
    step.touched_at = clock.now()


def _whom(draft: Draft, actor: Actor) -> tuple[int | None, list[AdvocacyWrong]]:
    """Return the person meant, and what is wrong when it is not clear who that is."""
    if draft.contact_id is not None:
        chosen = db.session.get(Contact, draft.contact_id)
        is_seen = chosen is not None and may_see(chosen, actor)
        return (draft.contact_id, []) if is_seen else (None, [AdvocacyWrong.UNKNOWN])
    if not draft.who.strip():
        return None, [] if draft.outlet.strip() else [AdvocacyWrong.NOBODY]
    like = people_like(draft.who, actor.id)
    same = [each.id for each in like if fold(each.name) == fold(draft.who)]
    if len(same) == 1:
        return same[0], []
    return None, [AdvocacyWrong.WHICH if like else AdvocacyWrong.UNKNOWN]


def _institution(name: str) -> int | None:
    """Return the institution of that name; one nobody knew is written down in the book."""
    if not outlet_key(name):
        return None
    outlet: Outlet = outlets_named([" ".join(name.split())[:200]])[outlet_key(name)]
    outlet.medium = outlet.medium or Medium.INSTITUTION
    return outlet.id


def answer(step: Step, said: Answer, *, actor: Actor) -> None:
    """Say what came of a step; an empty outcome waits on.

    Raises:
        Refused: with all that is wrong.
    """
    wrong = []
    if said.outcome not in set(Outcome):
        wrong.append(AdvocacyWrong.NO_OUTCOME)
    if len(said.words) > LONGEST_WORDS:
        wrong.append(AdvocacyWrong.TOO_LONG)
    today = clock.today(languages.association_zone())
    if said.outcome and (said.on or today) > today:
        wrong.append(AdvocacyWrong.NOT_YET)
    elif said.outcome and (said.on or today) < step.on_day:
        wrong.append(AdvocacyWrong.BEFORE)
    if wrong:
        raise Refused(wrong)
    step.outcome, step.answer = said.outcome, said.words.strip()
    step.answered_on = (said.on or today) if said.outcome else None
    step.touched_at = clock.now()
    audit.record(actor.id, "advocacy.answered", "step", step.id)


def key_of(step: Step) -> str:
    """Return what the tasks of a step are about: the person asked, so that they go with them."""
    return f"contact:{step.contact_id}" if step.contact_id else f"step:{step.id}"


def plan_next(step: Step, draft: tasks.Draft, *, actor: Actor) -> Task:
    """Make a task of what is to be done next."""
    task = tasks.add(draft, actor=actor)
    step.touched_at = clock.now()
    audit.record(actor.id, "advocacy.next_planned", "step", step.id)
    return task


def remove(step: Step, *, actor: Actor) -> None:
    """Take back a step that was noted by mistake."""
    number = step.id
    db.session.delete(step)
    db.session.flush()
    audit.record(actor.id, "advocacy.removed", "step", number)


def forget_person(event: PersonErased) -> None:
    """Let what was asked of a person go with them; of an institution, day and outcome stay."""
    theirs = Step.contact_id == event.contact_id
    db.session.execute(delete(Step).where(theirs, Step.outlet_id.is_(None)))
    blank: dict[str, object] = {
        "contact_id": None,
        "subject": "",
        "asked": "",
        "answer": "",
        "documents": [],
    }
    db.session.execute(update(Step).where(theirs).values(**blank))


def hand_over(leaver_id: int, heir_id: int, *, actor: Actor) -> int:
    """Give the open steps a member follows to another; return how many."""
    theirs = select(Step).where(Step.owner_id == leaver_id, Step.outcome == Outcome.OPEN)
    steps = db.session.scalars(theirs.order_by(Step.id)).all()
    for step in steps:
        step.owner_id = heir_id
        audit.record(actor.id, "advocacy.handed_over", "step", step.id)
    return len(steps)


def forget_old() -> int:
    """Delete what nobody touched for six years; return how many. A job's verb."""
    old = delete(Step).where(Step.touched_at < clock.now() - KEPT)
    return changed(db.session.execute(old))
