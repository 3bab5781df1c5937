"""`flask contacts`: bring people in from a file, find them, let them go."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from comms.adapters.sheets import MOST_BYTES, SheetTrouble
from comms.cli.answer import Said, answers
from comms.contacts.book.models import Contact
from comms.contacts.book.queries import finding
from comms.contacts.book.rules.words import PersonWrong
from comms.contacts.files.models import Import
from comms.contacts.files.rules.headings import Field
from comms.contacts.files.rules.importing import ImportWrong, Report
from comms.contacts.files.service import exporting, importing, reading, undoing
from comms.contacts.law.service import erasing, refusing
from comms.core.db import db
from comms.core.refusal import Refused, say


@click.group("contacts")
def command() -> None:
    """Press contacts: import, search, export, objections."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option("--map", "mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--origin", required=True, help="Where the people in it come from.")
@answers
def import_(file: Path, *, dry_run: bool, mapping: Path | None, origin: str) -> Said:
    """Take a file in (CSV, XLSX, vCard); every row is accounted for."""
    if file.stat().st_size > MOST_BYTES:
        raise Refused(SheetTrouble.TOO_BIG, most=MOST_BYTES // 1024**2)
    understood = reading.understand(file.read_bytes(), _mapping(mapping))
    if dry_run:
        report = importing.foresee(understood)
    else:
        report = importing.take_in(understood, name=file.name, origin=origin, actor=None)
    return Said(_as_contract(report), _in_words(report))


def _mapping(file: Path | None) -> dict[str, str]:
    """Read what the columns stand for: one JSON object, heading → field."""
    if file is None:
        return {}
    try:
        said = json.loads(file.read_text("utf-8-sig"))
    except ValueError as error:
        raise Refused(ImportWrong.MAP_UNREADABLE) from error
    if not isinstance(said, dict):
        raise Refused(ImportWrong.MAP_UNREADABLE)
    for field in said.values():
        if field not in set(Field):
            raise Refused(ImportWrong.MAP_UNKNOWN, field=field, fields=", ".join(Field))
    return said


def _as_contract(report: Report) -> dict[str, Any]:
    said = asdict(report)
    names = ("import_id", "rows", "created", "updated", "suggested", "rejected", "error_file")
    suggestions = [
        {
            "row": each.row,
            "with": _with(each.with_id, each.with_row, each.name),
            "score": each.score,
        }
        for each in report.suggestions
    ]
    return {name: said[name] for name in names} | {"suggestions": suggestions}


def _with(contact_id: int | None, row: int | None, name: str) -> dict[str, Any]:
    return {"id": contact_id, "name": name} if contact_id else {"row": row, "name": name}


def _in_words(report: Report) -> str:
    made = f"{report.created} created, {report.updated} updated"
    lines = [f"{report.rows} rows: {made}, {report.suggested} held, {report.rejected} rejected."]
    lines += [f"line {w.draft.line}: {say(w.reason)}" for w in report.refused if w.reason]
    if report.error_file:
        lines.append(f"To repair: {report.error_file}")
    return "\n".join(lines)


@command.command("export")
@click.option("--format", "form", type=click.Choice(["csv", "xlsx", "vcf"]), required=True)
@click.option("--vcard", type=click.Choice(["4.0", "3.0"]), default="4.0", help="Of the cards.")
@click.argument("out", required=False, type=click.Path(dir_okay=False, path_type=Path))
@answers
def export(*, form: str, vcard: str, out: Path | None) -> Said:
    """Write the book: one line or card a person; to stdout without OUT."""
    document = exporting.export(form, actor=None, version=vcard)
    if out is None:
        return Said(None, document=document)
    out.write_bytes(document)
    return Said({"path": str(out), "bytes": len(document)}, f"{out}: {len(document)} bytes")


@command.command("search")
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 200), default=20)
@answers
def search(query: str, *, limit: int) -> Said:
    """Find people, best first."""
    found = [hit.card for hit in finding.search(query, limit)]
    said = [
        {"id": c.id, "name": c.name, "outlets": c.outlets, "emails": c.emails, "phones": c.phones}
        for c in found
    ]
    lines = [f"{c.id}  {c.name}  {', '.join((*c.outlets, *c.emails, *c.phones))}" for c in found]
    return Said(said, "\n".join(lines) or "Nobody.")


@command.command("undo")
@click.argument("import_id", type=int)
@answers
def undo(import_id: int) -> Said:
    """Take an import back; list who was touched since."""
    kept = db.session.get(Import, import_id)
    if kept is None:
        raise Refused(ImportWrong.UNKNOWN)
    undone = undoing.undo(kept, actor=None)
    still = [{"id": contact_id, "name": name} for contact_id, name in undone.kept]
    text = "\n".join([f"{undone.taken_back} taken back.", *(f"kept: {n}" for _, n in undone.kept)])
    return Said({"import_id": import_id, "undone": undone.taken_back, "kept": still}, text)


@command.command("object")
@click.argument("email")
@answers
def object_(email: str) -> Said:
    """Write down that who reads at an address wants no more; it need not be known."""
    if "@" not in email:
        raise Refused(PersonWrong.BAD_EMAIL, typed=email)
    refusing.object_address(email, actor=None)
    return Said({"email": email, "objected": True}, "Written down.")


@command.command("erase")
@click.argument("contact_id", type=int)
@answers
def erase(contact_id: int) -> Said:
    """Erase a person for good; a keyed hash stays."""
    contact = db.session.get(Contact, contact_id)
    if contact is None:
        raise Refused(PersonWrong.UNKNOWN)
    erasing.erase(contact, actor=None)
    return Said({"id": contact_id, "erased": True}, "Erased.")
