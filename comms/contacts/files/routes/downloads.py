"""What leaves the book as a file: the rows to repair, the book itself."""

from flask import Response, abort, request

from comms.contacts.book.routes.blueprint import bp
from comms.contacts.files.models import Import
from comms.contacts.files.queries import imports
from comms.contacts.files.service import error_file, exporting
from comms.core.rights import Right
from comms.core.web import current_member, get_or_404, needs

TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "vcf": "text/vcard",
}


@bp.get("/import/<int:import_id>/a-corriger.csv")
@needs(Right.KEEP_CONTACTS)
def to_repair(import_id: int) -> Response:
    """Give the rows that were refused, with the reason, to repair and bring again."""
    kept = get_or_404(Import, import_id)
    if not imports.refused(import_id):
        abort(404)
    name = f"import-{import_id}-a-corriger.csv"
    return _file(error_file.content(kept), name, TYPES["csv"])


@bp.post("/export")
@needs(Right.EXPORT)
def export() -> Response:
    """Give the book as a file; who asked is written down."""
    form = request.form.get("form", "csv")
    if form not in TYPES:
        abort(400)
    version = "3.0" if request.form.get("version") == "3.0" else "4.0"
    document = exporting.export(form, actor=current_member(), version=version)
    return _file(document, f"contacts.{form}", TYPES[form])


def _file(document: bytes, name: str, kind: str) -> Response:
    answer = Response(document, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
