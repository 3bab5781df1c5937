"""What people do with a testimony: write it down as agreed, change the agreement, withdraw it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import func, or_, select, update

from comms.audit import service as audit
from comms.core import clock, events, vault
from comms.core.db import changed, db, scrub_after_commit
from comms.core.languages import association_zone
from comms.core.refusal import Refused
from comms.core.register import No, Register
from comms.core.rights import Actor, number_of
from comms.testimonies import queries
from comms.testimonies.models import Testimony
from comms.testimonies.queries import PURPOSE
from comms.testimonies.rules import KEPT, Draft, TestimonyWrong, obstacles


def add(draft: Draft, *, actor: Actor | None) -> Testimony:
    """Write a testimony down, with what the person agreed to; without a key it gets one.

    Raises:
        Refused: with all that is wrong.
    """
    if not draft.key:
        draft = replace(draft, key=_free_key())
    found = obstacles(draft)
    if queries.by_key(draft.key):
        found.append(TestimonyWrong.KEY_TAKEN)
    if found:
        raise Refused(found)
    testimony = Testimony(key=draft.key, made_at=clock.now())
    testimony.made_by = number_of(actor)
    _fill(testimony, draft)
    db.session.add(testimony)
    db.session.flush()
    audit.record(testimony.made_by, "testimony.added", "testimony", testimony.id)
    return testimony


def _free_key() -> str:
    """Return a key that says nothing of anybody: a number that none had.

    Nor anybody whom a restore took away: the register still knows that they withdrew, and the next
    restore would withdraw whoever had their key.
    """
    number, said = (db.session.scalar(select(func.max(Testimony.id))) or 0) + 1, Register()
    while queries.by_key(key := f"temoignage-{number}") or said.has(No.WITHDRAWAL, _named(key)):
        number += 1
    return key


def change(testimony: Testimony, draft: Draft, *, actor: Actor) -> None:
    """Change words or agreement; texts that quote it fall back when the agreement changed.

    Raises:
        Refused: it is withdrawn, or with all that is wrong.
    """
    if testimony.withdrawn_at or testimony.sealed is None:
        raise Refused(TestimonyWrong.WITHDRAWN)
    if found := obstacles(draft):
        raise Refused(found)
    _fill(testimony, draft)
    audit.record(actor.id, "testimony.changed", "testimony", testimony.id)
    _tell(testimony, actor)


def _fill(testimony: Testimony, draft: Draft) -> None:
    testimony.sealed = _sealed(draft.alias.strip(), draft.words, draft.interpreter.strip())
    testimony.lang = draft.lang
    testimony.for_press, testimony.for_networks = draft.for_press, draft.for_networks
    testimony.langs, testimony.until = sorted(draft.langs), draft.until
    testimony.held_by, testimony.touched_at = draft.held_by, clock.now()


def _sealed(alias: str, words: Mapping[str, str], interpreter: str) -> str:
    kept = {lang: text.strip() for lang, text in words.items() if text.strip()}
    secret = {"alias": alias, "words": kept, "interpreter": interpreter}
    return vault.seal(json.dumps(secret), PURPOSE)


def withdraw(testimony: Testimony, *, actor: Actor | None) -> None:
    """Take a person's agreement back: their words are cleared, what would quote them stops.

    It stands in the register too: no backup brings the agreement back.

    Raises:
        Refused: it is withdrawn.
    """
    if testimony.withdrawn_at:
        raise Refused(TestimonyWrong.WITHDRAWN)
    Register().add(No.WITHDRAWAL, [_name(testimony)])
    testimony.withdrawn_at = testimony.touched_at = clock.now()
    testimony.sealed = None
    db.session.flush()
    scrub_after_commit()
    audit.record(number_of(actor), "testimony.withdrawn", "testimony", testimony.id)
    _tell(testimony, actor)


def _name(testimony: Testimony) -> str:
    return _named(testimony.key)


def _named(key: str) -> str:
    return f"testimony:{key}"


def withdraw_again(_event: events.HouseRestored) -> None:
    """Take back what a restore brought back: who withdrew since still has."""
    said = Register()
    valid = select(Testimony).where(Testimony.withdrawn_at.is_(None))
    for testimony in db.session.scalars(valid).all():
        if said.has(No.WITHDRAWAL, _name(testimony)):
            withdraw(testimony, actor=None)


def to_strike_again() -> list[Testimony]:
    """Return whose words a restore brought back into texts."""
    said = Register()
    back = select(Testimony).where(Testimony.struck_at.is_(None))
    return [each for each in db.session.scalars(back) if said.has(No.STRUCK, _name(each))]


def hold_to_strike(testimony: Testimony) -> None:
    """Let nobody else strike at the same time; refused before the person withdrew.

    Raises:
        Refused: the person has not withdrawn.
    """
    db.session.refresh(testimony, with_for_update=True)
    if testimony.withdrawn_at is None:
        raise Refused(TestimonyWrong.NOT_WITHDRAWN)


def note_struck(
    testimony: Testimony, *, names: Iterable[int], spared: Iterable[int], actor: Actor | None
) -> None:
    """Write down that a person's words left every text, and whoever decided it: never the words.

    `names`: the pieces where the alias went too; `spared`: those where the same words, bound to
    nobody, were left.
    """
    Register().add(No.STRUCK, [_name(testimony)])
    before = (testimony.struck_where or {}).get("names", [])
    testimony.struck_where = {"names": sorted({*before, *names}), "spared": sorted(spared)}
    testimony.struck_at = testimony.touched_at = clock.now()
    scrub_after_commit()
    audit.record(number_of(actor), "testimony.struck", "testimony", testimony.id)


def _tell(testimony: Testimony, actor: Actor | None) -> None:
    db.session.flush()
    occasion = f"{testimony.id} {testimony.touched_at.isoformat()}"
    is_withdrawn = testimony.withdrawn_at is not None
    events.announce(events.ConsentChanged(testimony.key, number_of(actor), occasion, is_withdrawn))


def forget_ended() -> int:
    """Clear the words of those whose agreement ended long enough ago. A job's verb."""
    last = clock.today(association_zone()) - KEPT
    over = select(Testimony).where(
        Testimony.sealed.is_not(None),
        or_(Testimony.until < last, Testimony.withdrawn_at.is_not(None)),
    )
    ended = db.session.scalars(over).all()
    for testimony in ended:
        testimony.sealed = None
        audit.record(None, "testimony.forgotten", "testimony", testimony.id)
    if ended:
        scrub_after_commit()
    return len(ended)


def hand_over(leaver_id: int, heir_id: int) -> int:
    """Have another member hold the contacts that one held; return how many.

    Only the machine's note changes hands: the contact itself is given from one to the other.
    """
    theirs = update(Testimony).where(
        Testimony.held_by == leaver_id, Testimony.withdrawn_at.is_(None)
    )
    return changed(db.session.execute(theirs.values(held_by=heir_id)))
