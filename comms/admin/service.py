"""What people decide for the whole house: its options, and to stop or go on."""

from collections.abc import Mapping, Sequence
from zoneinfo import available_timezones

from comms.admin.rules import LONGEST, MINUTES, MOST_PLACES, AdminWrong
from comms.audit import service as audit
from comms.core import options
from comms.core.refusal import Refused
from comms.core.rights import Actor, College


def keep_association(said: Mapping[str, str], *, actor: Actor) -> None:
    """Keep who we are and how the press reaches us.

    Raises:
        Refused: there is no such zone.
    """
    if said["zone"] not in available_timezones():
        raise Refused(AdminWrong.ZONE, zone=said["zone"][:40])
    keep_texts(said, actor=actor)


def keep_texts(said: Mapping[str, str], *, actor: Actor) -> None:
    """Keep what the house says of itself, and how it writes.

    Raises:
        Refused: one is too long.
    """
    if any(len(text) > LONGEST for text in said.values()):
        raise Refused(AdminWrong.TOO_LONG, longest=LONGEST)
    for name, text in said.items():
        _keep(name, text, actor)


def keep_approvals(kind: str, places: Sequence[College | None], *, actor: Actor) -> None:
    """Keep how many approvals a kind asks for and of whom; at least one.

    Raises:
        Refused: it would ask for none.
    """
    if not 0 < len(places) <= MOST_PLACES:
        raise Refused(AdminWrong.NO_APPROVAL)
    _keep(f"approvals.{kind}", [str(each) if each else None for each in places], actor)


def keep_minutes(said: Mapping[str, int], *, actor: Actor) -> None:
    """Keep how late something may leave without asking.

    Raises:
        Refused: fewer or more than may be.
    """
    for name, minutes in said.items():
        least, most = MINUTES[name]
        if not least <= minutes <= most:
            raise Refused(AdminWrong.MINUTES, least=least, most=most)
    for name, minutes in said.items():
        _keep(name, minutes, actor)


def _keep(name: str, value: object, actor: Actor) -> None:
    if options.get(name) != value:
        options.put(name, value)
        audit.record(actor.id, "option.changed", "option", name)


def pause(*, actor: Actor) -> None:
    """Stop everything that leaves for others: no new call starts until a person lets it go on."""
    if not options.get("paused"):
        options.put("paused", True)
        options.put("paused_by", actor.id)
        audit.record(actor.id, "house.paused", "house")


def resume(*, actor: Actor) -> None:
    """Let things leave again; what is too late by now asks a person."""
    if options.get("paused"):
        options.put("paused", False)
        options.put("paused_by", None)
        audit.record(actor.id, "house.resumed", "house")
