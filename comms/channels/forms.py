"""What people say of a channel, and why one cannot be."""

import re
from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.channels.rules import ChannelWrong
from comms.channels.rules.naming import Draft
from comms.channels.rules.slots import Slot
from comms.core import rows, said
from comms.core.languages import clock_face, weekday
from comms.core.refusal import Refused, teach

teach(
    {
        ChannelWrong.NO_NAME: _l("Donnez un nom au canal, par exemple « Story Instagram »."),
        ChannelWrong.NAME_TAKEN: _l(
            "Un canal s’appelle déjà « %(name)s ». Choisissez un nom qui s’en distingue."
        ),
        ChannelWrong.NO_LIMIT: _l(
            "Une limite propre à un serveur n’existe que pour Mastodon : un nombre de signes, "
            "de 1 à %(highest)s."
        ),
        ChannelWrong.UNKNOWN_KIND: _l(
            "« %(kind)s » n’est pas une sorte de canal. Au choix : %(kinds)s."
        ),
        ChannelWrong.UNKNOWN_NETWORK: _l(
            "Nous ne savons pas compter pour « %(network)s ». Au choix : %(networks)s."
        ),
        ChannelWrong.SLOT_UNREADABLE: _l(
            "« %(slot)s » n’est pas un créneau : dites le jour et l’heure, comme « lundi 9 h », "
            "et séparez-les par des virgules."
        ),
        ChannelWrong.TOO_MANY_SLOTS: _l("Un canal a %(most)s créneaux au plus."),
    }
)


def read(fields: MultiDict[str, str]) -> Draft:
    """Read the form that names a channel."""
    return Draft(
        name=fields.get("name", ""),
        network=fields.get("network", ""),
        most=_number(fields.get("most", "")),
        has_address="has_address" in fields,
        note=fields.get("note", ""),
    )


def read_slots(text: str) -> list[Slot]:
    """Read « lundi 9 h, jeudi 18 h 30 », one a line or commas between.

    Raises:
        Refused: one of them is not understood.
    """
    return [_slot(each) for each in re.split(r"[,;\n]", text[:2000]) if each.strip()]


def _slot(text: str) -> Slot:
    try:
        return Slot(*said.read_weekly(text))
    except Refused as refusal:
        raise Refused(ChannelWrong.SLOT_UNREADABLE, slot=text.strip()[:40]) from refusal


def slots_said(slots: Iterable[Slot]) -> str:
    """Write slots as people say them: « lundi 9 h, jeudi 18 h 30 »."""
    return ", ".join(f"{weekday(each.weekday)} {clock_face(each.wall)}" for each in slots)


def _number(text: str) -> int | None:
    """Read a number of signs; what is none is a limit of nothing, which is refused."""
    text = text.strip().replace("\u202f", "").replace(" ", "")
    if not text:
        return None
    return rows.number(text) or 0
