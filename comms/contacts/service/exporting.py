"""Writes the book as a file, and writes down who asked for it."""

from comms.adapters.sheets import write_csv
from comms.audit import service as audit
from comms.contacts.queries import exporting
from comms.contacts.rules.words import ExportWrong
from comms.core.refusal import Refused
from comms.core.rights import Actor


def export(form: str, *, actor: Actor | None) -> bytes:
    """Return the book: one line a person, formulas neutralised, discreet people left out."""
    if form != "csv":
        raise Refused(ExportWrong.NOT_YET, form=form)
    document = write_csv(exporting.COLUMNS, exporting.lines())
    audit.record(actor.id if actor else None, "contacts.exported", "contacts")
    return document
