"""Puts the days of the demonstration on its calendar, and the hours of its channels."""

from datetime import timedelta

from comms.calendar.rules.days import Rhythm, Sort, When
from comms.calendar.service import keeping
from comms.calendar.service.keeping import Draft
from comms.channels import service as channels
from comms.channels.rules.slots import Slot
from comms.portability.service.staging import Stage

SLOTS = {
    "mastodon": (Slot(0, "09:00"), Slot(3, "18:30")),
    "bluesky": (Slot(0, "09:00"),),
    "story": (Slot(1, "12:00"), Slot(4, "17:30")),
}


def mark(stage: Stage) -> None:
    """Let Léa write down a hearing with its ruling, and a day that comes back; set the slots."""
    lea, today = stage.members["lea"], stage.now.astimezone(stage.zone).date()
    hearing, ruling = today + timedelta(days=11), today + timedelta(days=32)
    water = Draft(
        name="Accès à l’eau, tribunal administratif",
        sort=Sort.HEARING,
        said=f"{hearing:%d/%m/%Y}",
        when=When(Rhythm.ONCE, hearing),
        ruling_on=ruling,
        silent_days=2,
    )
    closing = Draft(
        name="fermeture du grand lieu de vie",
        sort=Sort.DAY,
        said="dernier lundi d’octobre",
        when=When(Rhythm.NTH, month=10, weekday=0, nth=-1),
    )
    for each in (water, closing):
        keeping.keep_day(None, each, actor=lea)
    for key, slots in SLOTS.items():
        channels.keep_slots(stage.channels[key], slots, actor=lea)
