"""Declares the licence that lets whole articles be copied, and tells what was copied under it."""

from comms.adapters.sheets.writing import write_csv
from comms.audit import service as audit
from comms.core import options
from comms.core.languages import gettext, moment
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.pressreview.queries import mails
from comms.pressreview.queries.licensing import OPTION, today
from comms.pressreview.rules.licence import Licence, lacks, written


def declare(licence: Licence, *, actor: Actor) -> None:
    """Say that the association holds a licence; it takes the place of the one before.

    Raises:
        Refused: something is missing, or it has ended already.
    """
    if found := lacks(licence, today()):
        raise Refused(found)
    options.put(OPTION, written(licence))
    audit.record(actor.id, "pressreview.licence_declared", "option", OPTION)


def withdraw(*, actor: Actor) -> None:
    """Say that there is no licence any more: nothing is printed whole from now on."""
    if options.get(OPTION):
        options.put(OPTION, {})
        audit.record(actor.id, "pressreview.licence_withdrawn", "option", OPTION)


def statement(*, actor: Actor) -> bytes:
    """Return every article that left whole, a line each, as who grants a licence asks (CSV)."""
    audit.record(actor.id, "pressreview.statement", "pressreview")
    head = (
        gettext("Envoyée le"),
        gettext("Média"),
        gettext("Titre"),
        gettext("Adresse"),
        gettext("Lecteurs"),
    )
    rows = (
        (moment(review.sent_at or review.made_at, "yyyy-MM-dd"), outlet, title, url, str(readers))
        for review, readers in mails.printed()
        for outlet, url, title in review.printed
    )
    return write_csv(head, rows)
