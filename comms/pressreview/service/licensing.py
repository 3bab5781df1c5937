"""Declares the licence that lets whole articles be copied, and takes the declaration back."""

from comms.audit import service as audit
from comms.core import options
from comms.core.refusal import Refused
from comms.core.rights import Actor
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
