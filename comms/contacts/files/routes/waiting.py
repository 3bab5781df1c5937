"""Rows that wait for a decision, for Aujourd'hui."""

from collections.abc import Iterator

from flask import url_for

from comms.contacts.files.queries import imports
from comms.core.languages import gettext, ngettext
from comms.core.panels import Answer, Place, TodayCard, TodayRow
from comms.core.rights import Actor, Right


def today(actor: Actor) -> Iterator[TodayCard]:
    """Ask for a decision about rows that may be someone we know."""
    waiting = imports.count_waiting(actor.id) if actor.may(Right.KEEP_CONTACTS) else 0
    if waiting:
        row = TodayRow(
            title=ngettext(
                "Une ligne importée est peut-être quelqu’un du carnet",
                "%(num)d lignes importées sont peut-être des personnes du carnet",
                waiting,
            ),
            url=url_for("contacts.decide_rows"),
            answers=(Answer(gettext("Décider"), url_for("contacts.decide_rows"), "get"),),
        )
        yield TodayCard(Place.DO, gettext("Contacts"), (row,))
