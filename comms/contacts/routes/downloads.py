"""What leaves the book as a file: the rows to repair, the book itself."""

from flask import Response, abort

from comms.contacts import service
from comms.contacts.models import Import
from comms.contacts.queries import imports
from comms.contacts.routes.blueprint import bp
from comms.contacts.service import error_file
from comms.core.rights import Right
from comms.core.web import current_member, get_or_404, needs


@bp.get("/import/<int:import_id>/a-corriger.csv")
@needs(Right.KEEP_CONTACTS)
def to_repair(import_id: int) -> Response:
    """Give the rows that were refused, with the reason, to repair and bring again."""
    kept = get_or_404(Import, import_id)
    if not imports.refused(import_id):
        abort(404)
    return _csv(error_file.content(kept), f"import-{import_id}-a-corriger.csv")


@bp.post("/export")
@needs(Right.EXPORT)
def export() -> Response:
    """Give the book as a file; who asked is written down."""
    return _csv(service.export("csv", actor=current_member()), "contacts.csv")


def _csv(document: bytes, name: str) -> Response:
    answer = Response(document, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
