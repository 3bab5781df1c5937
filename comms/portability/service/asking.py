"""Plays the advocacy of the demonstration: officials, what was asked, what came of it."""

from datetime import date, timedelta

from comms.advocacy import service as advocacy
from comms.advocacy.rules import documents
from comms.advocacy.service import Answer, Draft
from comms.contacts.book.rules.words import PersonWords, RoleWords
from comms.contacts.book.service import keeping
from comms.core import clock
from comms.portability.rules import appeals
from comms.portability.rules.appeals import Asked, Official
from comms.portability.service.staging import Stage


def ask_institutions(stage: Stage) -> None:
    """Put the officials in the book, then note each step on its day and what came of it."""
    people = {each.key: _write_down(each, stage) for each in appeals.OFFICIALS}
    for asked in appeals.STEPS:
        _ask(asked, people, stage)


def _write_down(official: Official, stage: Stage) -> int:
    words = PersonWords(
        given=official.given,
        family=official.family,
        emails=official.email,
        phones=official.phone,
        roles=(RoleWords(official.outlet, official.title, ""),),
        origin="annuaire public",
    )
    return keeping.write_down(words, actor=stage.members["ines"]).id


def _ask(asked: Asked, people: dict[str, int], stage: Stage) -> None:
    actor = stage.members[asked.owner]
    draft = Draft(
        kind=asked.kind,
        subject=asked.subject,
        on=_day(asked.day, stage),
        due=None if asked.due is None else _day(asked.due, stage),
        contact_id=people.get(asked.who),
        outlet=asked.outlet,
        campaign_id=stage.campaigns[asked.campaign].id,
        owner_id=actor.id,
        asked=asked.asked,
        documents=tuple(documents(asked.paper)),
    )
    with clock.fixed(stage.now + timedelta(days=min(asked.day, 0))):
        step = advocacy.add(draft, actor=actor)
    if asked.outcome:
        with clock.fixed(stage.now + timedelta(days=asked.answered)):
            said = Answer(asked.outcome, _day(asked.answered, stage), asked.answer)
            advocacy.answer(step, said, actor=actor)


def _day(days: int, stage: Stage) -> date:
    return stage.now.astimezone(stage.zone).date() + timedelta(days=days)
