"""Pages of an import: the file, the table as understood, what became of it, the way back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.contacts.book.forms.fields import Fields
from comms.contacts.book.models import Contact
from comms.contacts.book.queries.people import cards, hidden_from
from comms.contacts.book.routes.blueprint import bp
from comms.contacts.files.forms import FIELDS, REASONS, read_mapping
from comms.contacts.files.models import HeldRow, Import
from comms.contacts.files.queries import imports
from comms.contacts.files.rules.importing import UNDO_FOR, ImportWrong
from comms.contacts.files.service import deciding, importing, reading, taking, undoing, uploads
from comms.contacts.files.service.reading import Understood
from comms.core import clock
from comms.core.languages import gettext, ngettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs

SHOWN = 12  # rows of the table as understood
LISTED = 50  # suggestions and refusals named one by one


@bp.get("/import")
@needs(Right.KEEP_CONTACTS)
def bring() -> str:
    """Ask for a file or for pasted cells."""
    return render_template(
        "contacts/import.html",
        imports=imports.latest(),
        undo_for=UNDO_FOR,
        under_way=taking.under_way(),
    )


@bp.post("/import")
@needs(Right.KEEP_CONTACTS)
def take_file() -> ResponseReturnValue:
    """Keep what was brought and show it as understood; nothing of it is in the book yet."""
    sent, pasted = request.files.get("file"), request.form.get("pasted", "")
    data = sent.read() if sent else b""
    try:
        if not data and not pasted.strip():
            raise Refused(ImportWrong.NO_FILE)
        brought = uploads.Upload(
            (sent.filename if sent and data else "") or gettext("cases collées"),
            data or pasted.encode(),
            is_pasted=not data,
        )
        _understand(brought, {})
    except Refused as refusal:
        page = render_template(
            "contacts/import.html",
            imports=imports.latest(),
            undo_for=UNDO_FOR,
            pasted=pasted,
            refusals=refusal.sentences(),
        )
        return page, 422
    return redirect(url_for(".look", word=uploads.keep(brought)), 303)


def _understand(brought: uploads.Upload, wished: dict[str, str]) -> Understood:
    if brought.is_pasted:
        return reading.understand_pasted(brought.data.decode(), wished)
    return reading.understand(brought.data, wished)


@bp.get("/import/file/<word>")
@needs(Right.KEEP_CONTACTS)
def look(word: str) -> str:
    """Show the table as understood and what would become of every row."""
    return _look(word, _brought_or_404(word), request.args)


def _brought_or_404(word: str) -> uploads.Upload:
    brought = uploads.found(word)
    if brought is None:
        abort(404)
    return brought


def _look(word: str, brought: uploads.Upload, fields: Fields) -> str:
    understood = _understand(brought, read_mapping(fields))
    report, hidden = importing.foresee(understood), hidden_from(current_member().id)
    named = tuple(each for each in report.suggestions if each.with_id not in hidden)
    return render_template(
        "contacts/look.html",
        word=word,
        name=brought.name,
        sheet=understood.sheet,
        mapping=understood.mapping,
        is_remembered=understood.is_remembered,
        report=replace(report, suggestions=named),
        fields=FIELDS,
        shown=SHOWN,
        listed=LISTED,
        reasons=REASONS,
        origin=fields.get("origin", ""),
    )


@bp.post("/import/file/<word>")
@needs(Right.KEEP_CONTACTS)
def take_in(word: str) -> ResponseReturnValue:
    """Take the file in, or look again with other columns."""
    brought = _brought_or_404(word)
    if request.form.get("then") != "take":
        return redirect(url_for(".look", word=word, **_mapping_shown(request.form)), 303)
    mapping, origin = read_mapping(request.form), request.form.get("origin", "")
    try:
        understood = _understand(brought, mapping)
        if len(understood.drafts) >= taking.BIG and taking.is_beside():
            taking.ask(word, mapping, origin, len(understood.drafts), actor=current_member())
            return redirect(url_for(".follow", word=word), 303)
        report = importing.take_in(
            understood, name=brought.name, origin=origin, actor=current_member()
        )
    except Refused as refusal:
        flash_refusal(refusal)
        return _look(word, brought, request.form), 422
    uploads.drop(word)
    return redirect(url_for(".show_import", import_id=report.import_id), 303)


@bp.get("/import/file/<word>/far")
@needs(Right.KEEP_CONTACTS)
def follow(word: str) -> ResponseReturnValue:
    """Show how far a big file is, and lead to what came of it."""
    far = taking.how_far(word)
    if far is None:
        abort(404)
    if far.import_id is not None:
        return redirect(url_for(".show_import", import_id=far.import_id), 303)
    answer = make_response(render_template("contacts/far.html", far=far))
    if not far.is_done:
        answer.headers["Refresh"] = "2"
    return answer


def _mapping_shown(fields: Fields) -> dict[str, Any]:
    """Return what stands in the form, for the address of the page that shows it again."""
    return {name: value for name, value in fields.items() if name not in ("csrf_token", "then")}


@bp.get("/import/<int:import_id>")
@needs(Right.KEEP_CONTACTS)
def show_import(import_id: int) -> str:
    """Show what became of a file."""
    kept = get_or_404(Import, import_id)
    member = current_member()
    held = imports.waiting(member.id, import_id)
    return render_template(
        "contacts/imported.html",
        kept=kept,
        held=held,
        people=cards(each.with_id for each in held if each.with_id),
        for_others=len(imports.kept_from(member.id, import_id)),
        refused=imports.refused(import_id),
        namesakes=imports.has_namesakes(import_id, member.id),
        reasons=REASONS,
        listed=LISTED,
        may_undo=kept.undone_at is None and clock.now() - kept.at <= UNDO_FOR,
    )


@bp.get("/import/rows")
@needs(Right.KEEP_CONTACTS)
def decide_rows() -> str:
    """Show every row that may be someone we know."""
    member = current_member()
    held = imports.waiting(member.id)
    people = cards(each.with_id for each in held if each.with_id)
    for_others = len(imports.kept_from(member.id))
    return render_template("contacts/rows.html", held=held, people=people, for_others=for_others)


@bp.post("/import/rows/<int:row_id>")
@needs(Right.KEEP_CONTACTS)
def decide(row_id: int) -> ResponseReturnValue:
    """Say who a row is: the person shown, or someone else."""
    held = get_or_404(HeldRow, row_id)
    import_id, answer = held.import_id, request.form.get("answer")
    if answer not in ("same", "other"):
        abort(400)
    try:
        contact: Contact = deciding.decide(held, is_same=answer == "same", actor=current_member())
        flash(gettext("%(name)s est dans le carnet.", name=contact.name))
    except Refused as refusal:
        flash_refusal(refusal)
    if request.form.get("from") == "rows":
        return redirect(url_for(".decide_rows"), 303)
    return redirect(url_for(".show_import", import_id=import_id), 303)


@bp.post("/import/<int:import_id>/undo")
@needs(Right.KEEP_CONTACTS)
def undo(import_id: int) -> ResponseReturnValue:
    """Take an import back; who was touched since stays and is named."""
    try:
        undone = undoing.undo(get_or_404(Import, import_id), actor=current_member())
        flash(_taken_back(undone.taken_back))
        _name_kept(undone.kept)
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show_import", import_id=import_id), 303)


def _taken_back(count: int) -> str:
    if not count:
        return gettext("Import annulé : aucun contact n’est à reprendre.")
    return ngettext(
        "Import annulé : un contact est comme avant.",
        "Import annulé : %(num)d contacts sont comme avant.",
        count,
    )


def _name_kept(kept: Sequence[tuple[int, str]]) -> None:
    """Say who stays; of those a member does not see, only how many."""
    hidden = hidden_from(current_member().id)
    seen = [name for contact_id, name in kept if contact_id not in hidden]
    if seen:
        names = ", ".join(seen[:20])
        flash(gettext("Modifiés depuis, ils restent : %(names)s.", names=names), "refusal")
    if unseen := len(kept) - len(seen):
        said = ngettext(
            "Modifié depuis, un contact discret reste.",
            "Modifiés depuis, %(num)d contacts discrets restent.",
            unseen,
        )
        flash(said, "refusal")
