"""What people do with channels: name one, close one."""

from collections.abc import Collection
from dataclasses import asdict, replace

from sqlalchemy import select

from comms.audit import service as audit
from comms.channels.models import Channel, ChannelSlot
from comms.channels.rules import ChannelWrong
from comms.channels.rules.naming import Draft, obstacles_to_channel
from comms.channels.rules.slots import MOST, Slot
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Particular, Refused
from comms.core.rights import Actor, number_of
from comms.core.text import fold


def add(kind: str, draft: Draft, *, actor: Actor | None) -> Channel:
    """Name a channel; two of one name would be mistaken for each other. None: the machine does.

    Raises:
        Refused: with all that is wrong, `ChannelWrong`.
    """
    name = " ".join(draft.name.split())
    folded = fold(name)
    found = obstacles_to_channel(kind, folded, draft.network, draft.most)
    if db.session.scalar(select(Channel.id).where(Channel.folded == folded)) is not None:
        found.append(Particular(ChannelWrong.NAME_TAKEN, (("name", name),)))
    if found:
        raise Refused(found)
    said = replace(draft, name=name, note=draft.note.strip())
    channel = Channel(kind=kind, folded=folded, made_at=clock.now(), **asdict(said))
    db.session.add(channel)
    db.session.flush()
    audit.record(number_of(actor), "channel.added", "channel", channel.id)
    return channel


def close(channel: Channel, *, actor: Actor) -> None:
    """Stop offering a channel; what is planned on it stays."""
    channel.closed_at = clock.now()
    audit.record(actor.id, "channel.closed", "channel", channel.id)


def keep_slots(channel: Channel, slots: Collection[Slot], *, actor: Actor | None = None) -> None:
    """Say at which hours of the week a channel is served; what is planned already stays.

    Raises:
        Refused: there are too many.
    """
    if len(slots) > MOST:
        raise Refused(ChannelWrong.TOO_MANY_SLOTS, most=MOST)
    kept = {each.plain: each for each in channel.slots}
    channel.slots = [
        kept.get(each) or ChannelSlot(weekday=each.weekday, wall=each.wall)
        for each in sorted(set(slots))
    ]
    db.session.flush()
    audit.record(number_of(actor), "channel.slots", "channel", channel.id)
